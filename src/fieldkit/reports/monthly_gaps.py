"""What a month has in words or not yet: tutoring relations, written parts, and what is missing."""

from __future__ import annotations

from fieldkit.domain.entry import Entry
from fieldkit.domain.tutored import FORMS
from fieldkit.domain.visit import own
from fieldkit.reports.figure import Count, Indicator
from fieldkit.reports.gather import Facts, text
from fieldkit.reports.monthly_pupils import sessions
from fieldkit.reports.monthly_visits import planned_days
from fieldkit.reports.period import Period
from fieldkit.reports.tutored import children_of, earned_here, unknown_tutors

RELATIONS = {
    "started": "TUT",
    "solved": "TUT",
    "accounts": "REL",
    "demonstrations": "DEM",
}


def tutoring_relations(facts: Facts, period: Period) -> Indicator:
    """M17: tutoring relations begun and solved, written accounts, demonstrations, new qualifications.

    Nothing is known of them while no sheet of theirs (TUT, REL, DEM) is there.
    """
    parts = {}
    solved = [sheet for sheet in facts.of("TUT") if _solved(sheet, period)]
    told = [*facts.of(*FORMS, since=period.since, until=period.until), *solved]
    children = children_of(facts, told)
    for name, form in RELATIONS.items():
        found = len(facts.of(form, since=period.since, until=period.until))
        parts[name] = Count(len(solved) if name == "solved" else found, len(facts.of(form)), children)
    new = sum(period.since <= one.since <= period.until for one in earned_here(facts))
    notes = ("tutors_unknown",) if unknown_tutors(facts, period.since, period.until) else ()
    return Indicator("M17", {**parts, "qualified": Count(new, len(facts.of("TUT")), children)}, notes)


def _solved(tutoring: Entry, period: Period) -> bool:
    """Whether it was solved in the period: on the day on which it ended, or where nobody said, began."""
    day = text(tutoring.answers.get("U06_F")) or tutoring.date
    return text(tutoring.answers.get("U08")).startswith("resuelto") and period.since <= day <= period.until


def written(facts: Facts, period: Period) -> Indicator:  # noqa: ARG001 (alike for all)
    """M20: what the advisor writes; it has words and no numbers (`Report.written`)."""
    return Indicator("M20", {})


def missing(facts: Facts, period: Period) -> Indicator:
    """M21: sheets not finished, focal children without a session, planned days gone by without a sheet."""
    focal = facts.focal(period.since, period.until)
    tutored = {one.child for one in sessions(facts, period.since, period.until)}
    planned = {day for day in planned_days(facts, period) if day < facts.today}
    sheets = facts.of("FS", since=period.since, until=period.until)
    visited = {sheet.date for sheet in sheets if own(sheet)}
    parts = {
        "without_session": Count(len(focal - tutored), of=len(focal)),
        "days_without_sheet": Count(len(planned - visited), of=len(planned)),
    }
    drafts = {} if facts.drafts is None else {"drafts": Count(_drafts(facts, period))}
    return Indicator("M21", {**drafts, **parts})


def _drafts(facts: Facts, period: Period) -> int:
    """Drafts of the school about the period, or about no day so far."""
    school = facts.school
    names = (school.id, school.cct, school.name)
    return sum(
        answers.get("school") in names
        and (period.since <= (text(answers.get("date")) or period.since) <= period.until)
        for _, answers in facts.drafts or ()
    )
