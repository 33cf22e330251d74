"""The report of a school year: A01–A25, of one school; `territory` adds schools up."""

from __future__ import annotations

from collections.abc import Callable, Container

from fieldkit.domain.entry import Entry
from fieldkit.reports import (
    annual_levels,
    annual_measures,
    annual_network,
    annual_people,
    annual_pupils,
    annual_tests,
    annual_wellbeing,
    annual_work,
)
from fieldkit.reports.annual_cohort import applied
from fieldkit.reports.figure import Indicator
from fieldkit.reports.gather import Facts, cut
from fieldkit.reports.monthly_pupils import Levels, pupils
from fieldkit.reports.period import Period, school_year
from fieldkit.reports.report import Report, of_school


def a24(facts: Facts, period: Period) -> Indicator:
    """Taking part beside results, by school (its key): A17 beside A02. It describes; it proves no cause."""
    low = annual_levels.insufficient(facts, period)
    row = {subject: parts["value"] for subject, parts in low.items()}
    school = facts.school.cct or facts.school.id
    taking_part = annual_people.participation(facts, period)
    return Indicator(
        "A24",
        {school: {"participation": taking_part, **row}},
        (annual_levels.NOT_ENLACE, "describes_only"),
    )


INDICATORS: dict[str, Callable[[Facts, Period], Indicator]] = {
    "A01": annual_levels.a01,
    "A02": annual_levels.a02,
    "A03": annual_levels.a03,
    "A04": annual_levels.a04,
    "A05": annual_tests.a05,
    "A06": annual_levels.a06,
    "A07": annual_measures.a07,
    "A08": annual_measures.a08,
    "A09": annual_measures.a09,
    "A10": annual_wellbeing.a10,
    "A11": annual_wellbeing.a11,
    "A12": annual_measures.a12,
    "A13": annual_pupils.a13,
    "A14": annual_pupils.a14,
    "A15": annual_pupils.a15,
    "A16": annual_people.a16,
    "A17": annual_people.a17,
    "A18": annual_people.a18,
    "A19": annual_network.a19,
    "A20": annual_network.a20,
    "A21": annual_work.a21,
    "A22": annual_tests.a22,
    "A23": annual_work.a23,
    "A24": a24,
    "A25": annual_work.a25,
}
"""Every number of a school year, in the order it is shown: its titles and formulas are `annual.<code>`."""


def indicators(facts: Facts, period: Period, onward: Container[str] = ()) -> tuple[Indicator, ...]:
    """A01–A25 of one school. onward: children known to be in secondary school, wherever (for A15)."""
    found = {code: count(facts, period) for code, count in INDICATORS.items()}
    found["A15"] = annual_pupils.a15(facts, period, onward)
    return tuple(found.values())


def report(facts: Facts, ciclo: str, onward: Container[str] = ()) -> Report:
    """The report of one school, with the lines of its children. Raises ValueError for what is no ciclo."""
    period = school_year(ciclo)
    found, counted = indicators(facts, period, onward), cut([facts], period.until)
    lines = pupils(facts, period, _levels(facts, period))
    return of_school("annual", facts.school, period, found, counted, lines)


def _levels(facts: Facts, period: Period) -> dict[str, dict[str, Levels]]:
    """Each child's level of each subject, at the start and at the end of the year."""
    before, after = applied(facts, period)
    return {
        child: {
            subject: (_level(before.get(child), subject), _level(after.get(child), subject))
            for subject in annual_levels.SUBJECTS
        }
        for child in {**before, **after}
    }


def _level(sheet: Entry | None, subject: str) -> str | None:
    return annual_levels.level(subject)(sheet) if sheet else None
