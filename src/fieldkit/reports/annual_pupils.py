"""A13–A15: the children themselves: who was attended, who stayed, who went on to secondary school. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import timedelta
from operator import itemgetter
from typing import Any

from fieldkit.domain import risk
from fieldkit.domain.day import Day
from fieldkit.domain.person import RENEWED, Membership
from fieldkit.reports import at_risk
from fieldkit.reports.annual_cohort import goes_on, last_day
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, text
from fieldkit.reports.monthly_pupils import sessions
from fieldkit.reports.period import Period

ENROLLING = timedelta(days=29)
"""Who enrols in the first thirty days of class was there from the start: ours."""

FINISHED, UNKNOWN = "egreso", "sin_dato"
LAST_GRADE, ONWARD = "6", ("S1", "S2", "S3")


def a13(facts: Facts, period: Period) -> Indicator:
    """Focal children: how many had a session of tutoring, mean hours of each, and who left high risk.

    high: children at high risk when first identified this year of whom a later risk is known.
    """
    since, until = period.since, period.until
    focal = facts.focal(since, until)
    minutes = _minutes(facts, since, until)
    shown = at_risk.risks(facts, until, since)
    risks = [_risks(facts, child, period, shown.get(child)) for child in sorted(focal)]
    high = [later for first, later in risks if first == risk.HIGH and later]
    return Indicator(
        "A13",
        {
            "focal": Count(len(focal)),
            "attended": Ratio(len(focal & minutes.keys()), len(focal)),
            "hours": Ratio(sum(minutes.get(child, 0) for child in focal) / 60, len(focal), "mean"),
            "left_high_risk": Ratio(sum(later != risk.HIGH for later in high), len(high)),
        },
    )


def a14(facts: Facts, period: Period) -> Indicator:
    """Permanence: who was enrolled at the start and still is at the end, or finished; the others by reason.

    The start is the first thirty days of class; the end the last day, or today while the year goes on.
    """
    first, until = facts.calendar.year(period.ciclo).classes.first, last_day(facts, period)
    start = facts.roster(first.isoformat(), (first + ENROLLING).isoformat())
    there, gone = facts.roster(until), _leaving(facts, period.since, until)
    left = {child: gone.get(child, UNKNOWN) for child in sorted(start - there)}
    reasons = sorted({reason for reason in left.values() if reason != FINISHED})
    away = [reason for reason in left.values() if reason != FINISHED]
    return Indicator(
        "A14",
        {
            "value": Ratio(len(start) - len(away), len(start)),
            "left": {reason: Ratio(away.count(reason), len(start)) for reason in reasons},
        },
        goes_on(facts, period),
    )


def a15(facts: Facts, period: Period, onward: Container[str] = ()) -> Indicator:
    """Going on to secondary school: sixth graders enrolled there, of those who finished the sixth grade.

    onward: children known to be enrolled in secondary school, at whichever school. Not being seen anywhere
    is no proof: where no child is, there is no value.
    """
    done = _finished(facts, period)
    on = {child for child in done if child in onward}
    return Indicator(
        "A15",
        {"value": Ratio(len(on), len(done)) if on else Ratio(), "finished": Count(len(done))},
        () if on or not done else ("transition_unseen",),
    )


def enrolled_in_secondary(memberships: Iterable[Membership]) -> frozenset[str]:
    """The children (ids) who are, or were, in secondary school: `onward` of `a15`."""
    return frozenset(one.person for one in memberships if one.answers.get("grade") in ONWARD)


def _minutes(facts: Facts, since: str, until: str) -> dict[str, float]:
    """Minutes of one-to-one tutoring of each child."""
    found: dict[str, float] = {}
    for session in sessions(facts, since, until):
        found[session.child] = found.get(session.child, 0) + (session.minutes or 0)
    return found


def _risks(facts: Facts, child: str, period: Period, shown: tuple[str, str] | None) -> tuple[str, str]:
    """A child's risk when it was first identified this year, and the last one known after that ("": none).

    shown: the day of its last diagnosis of the year, and the risk it shows.
    """
    sheets = facts.identified(child, period.until)
    mine = [sheet for sheet in sheets if sheet.date >= period.since] or sheets[-1:]
    if not mine:
        return "", ""
    later = [shown] if shown and shown[0] > mine[0].date else []
    later += [(sheet.date, text(sheet.answers.get("risk"))) for sheet in mine[1:]]  # of one day, it is agreed
    known = [(day, found) for day, found in later if found and found != risk.UNKNOWN]
    return text(mine[0].answers.get("risk")), [("", ""), *sorted(known, key=itemgetter(0))][-1][1]


def _leaving(facts: Facts, since: str, until: Day) -> dict[str, str]:
    """Why each child who left in this time left, by the last time it did."""
    left = [one for one in facts.students if since <= text(one.answers.get("until")) <= until]
    left = [one for one in left if one.answers.get("leaving_reason") != RENEWED]
    left.sort(key=lambda one: text(one.answers.get("until")))
    return {one.person: text(one.answers.get("leaving_reason")) or UNKNOWN for one in left}


def _finished(facts: Facts, period: Period) -> set[str]:
    """Who finished the sixth grade: left as finished, or was enrolled on the last day of class."""
    gone = _leaving(facts, period.since, period.until)
    there = set() if goes_on(facts, period) else facts.roster(last_day(facts, period))
    grades = _grades(facts, period.since, period.until)
    stayed = {child for child, reason in gone.items() if reason == FINISHED} | there
    return {child for child in stayed if grades.get(child) == LAST_GRADE}


def _grades(facts: Facts, since: str, until: str) -> dict[str, Any]:
    """Each child's grade this year: as a diagnosis of it says, else as the register has it, an enrolment of a
    later year left out."""
    here = (one for one in facts.students if text(one.answers.get("since")) <= until)
    found = {one.person: one.answers.get("grade") for one in here}
    for sheet in facts.of("DXA", "SOC", since=since, until=until):
        if sheet.answers.get("grade"):
            found[text(sheet.answers.get("student"))] = sheet.answers["grade"]
    return found
