"""A16–A18: the teacher, the families and their association, over a school year. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.person import TEACHER
from fieldkit.reports import monthly_families, monthly_teacher
from fieldkit.reports.annual_cohort import AFTER, BEFORE, classes
from fieldkit.reports.figure import Change, Indicator, Ratio
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period

LED = ("M07_1", "M07_2", "M07_3")
"""Of the class diagnosis: how the head of the school leads it, each 1 to 4."""


def a16(facts: Facts, period: Period) -> Indicator:
    """The teacher: goals achieved, recommendations taken up, and how class was given at start and end.

    observation: the mean of O01–O12 (1–4) in the class diagnosis (DXE) at the start and at the end;
    leadership: that of M07_1–M07_3, how the head plans, brings together and follows up, where there is one.
    """
    goals = list(_goals(facts, period))
    adopted = monthly_teacher.recommendations(facts, period).parts["value"]
    return Indicator(
        "A16",
        {
            "goals": Ratio(sum(goal.get("goal_done") == "si" for goal in goals), len(goals)),
            "recommendations": adopted,
            "observation": _change(facts, period, monthly_teacher.OBSERVED),
            "leadership": _change(facts, period, LED),
        },
        ("given_twice",) * any(len(some) > 1 for some in _classes(facts, period)),
    )


def a17(facts: Facts, period: Period) -> Indicator:
    """The families: which took part at least once, what became of their proposals, visits to their homes.

    A family took part when it was visited, proposed something, gave something, or holds an office of the
    association. Families are those of the children enrolled this year.
    """
    families = {facts.family(child) for child in facts.roster(period.since, period.until)}
    focal = {facts.family(child) for child in facts.focal(period.since, period.until)}
    taking_part = {facts.family(person) for person in _taking_part(facts, period)}
    statuses = [text(one.answers.get("status")) for one in _sheets(facts, period, "PRO")]
    visits = [_visited(facts, visit) for visit in _sheets(facts, period, "VH")]
    known = facts.dated(period.since, period.until) > 0
    return Indicator(
        "A17",
        {
            "value": Ratio(len(taking_part & families), len(families) if known else 0),
            "proposals": Ratio(statuses.count("realizada"), len(statuses)),
            "home_visits": Ratio(
                sum(len(visit & focal) for visit in visits), len(focal) if known else 0, "mean"
            ),
        },
    )


def a18(facts: Facts, period: Period) -> Indicator:
    """The parents' association: meetings, attendance, rules kept, and what was promised and given.

    What was promised by the month is counted over the days of class.
    """
    met = monthly_families.meetings(facts, period).parts
    given = monthly_families.counterpart(facts, classes(facts, period)).parts
    kept = monthly_families.rules(facts, period).parts["value"]
    return Indicator(
        "A18",
        {"meetings": met["value"], "attendance": met["attendance"], "rules": kept, **given},
    )


def participation(facts: Facts, period: Period) -> Ratio:
    """The families that took part, of all: what A24 puts beside the change of the children."""
    found: Ratio = a17(facts, period).parts["value"]
    return found


def _goals(facts: Facts, period: Period) -> Iterator[Mapping[str, Any]]:
    """The goals of the teachers for this year; one without a date is for the year the teacher was there."""
    for one in facts.memberships:
        goals = one.answers.get("goals")
        here = text(one.answers.get("since")) <= period.until and (
            (text(one.answers.get("until")) or "9999") > period.since
        )
        if one.role == TEACHER and here and isinstance(goals, list):
            for goal in goals:
                due = text(goal.get("goal_date"))
                if not due or period.since <= due <= period.until:
                    yield goal


def _change(facts: Facts, period: Period, codes: Collection[str]) -> Change:
    before, after = ([one for one in some if _marks(one, codes)] for some in _classes(facts, period))
    return Change(_observed(before[:1], codes), _observed(after[-1:], codes))


def _marks(sheet: Entry, codes: Collection[str]) -> list[float]:
    """The marks of a class, over the items that were marked: none of one that was not observed."""
    marks = (number(sheet.answers.get(code)) for code in codes)
    return [mark for mark in marks if mark is not None]


def _classes(facts: Facts, period: Period) -> tuple[list[Entry], list[Entry]]:
    """The class diagnoses of the start and of the end, oldest first."""
    found = _sheets(facts, period, "DXE")
    before, after = ([one for one in found if one.answers.get("E01") == which] for which in (BEFORE, AFTER))
    return before, after


def _observed(sheets: Iterable[Entry], codes: Collection[str]) -> Ratio:
    """The mean mark of a class observed."""
    known = [mark for sheet in sheets for mark in _marks(sheet, codes)]
    return Ratio(sum(known), len(known), "mean")


def _taking_part(facts: Facts, period: Period) -> Iterator[str]:
    """Persons (ids) whose family took part, as often as it did."""
    for form, code in (("PRO", "who"), ("CON", "family"), ("FS", "VF4_F")):
        yield from (text(one.answers.get(code)) for one in _sheets(facts, period, form))
    for visit in _sheets(facts, period, "VH"):
        yield from _visited(facts, visit)
    for formed in _sheets(facts, period, "APC"):
        yield from (text(row.get("OFF_P")) for row in rows(formed.answers, "OFF"))


def _visited(facts: Facts, visit: Entry) -> set[str]:
    """The families that a home visit reached."""
    people = [visit.answers.get("family"), *(row.get("student") for row in rows(visit.answers, "students"))]
    return {facts.family(text(person)) for person in people if text(person)}


def _sheets(facts: Facts, period: Period, form: str) -> list[Entry]:
    return facts.of(form, since=period.since, until=period.until)
