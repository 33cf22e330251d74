"""The report of a month: M01–M21, of one school, or of several added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from fieldkit.reports import (
    monthly_families,
    monthly_gaps,
    monthly_plan,
    monthly_pupils,
    monthly_teacher,
    monthly_visits,
)
from fieldkit.reports.figure import Indicator, total
from fieldkit.reports.gather import Facts, cut
from fieldkit.reports.period import Period
from fieldkit.reports.report import Report, Scope, Sort

INDICATORS: dict[str, Callable[[Facts, Period], Indicator]] = {
    "M01": monthly_visits.days_in_community,
    "M02": monthly_visits.visits_done,
    "M03": monthly_visits.not_made,
    "M04": monthly_visits.attendance,
    "M05": monthly_pupils.focal_attended,
    "M06": monthly_pupils.tutoring,
    "M07": monthly_pupils.progress,
    "M08": monthly_plan.recreational,
    "M09": monthly_teacher.recommendations,
    "M10": monthly_teacher.observations,
    "M11": monthly_families.home_visits,
    "M12": monthly_families.meetings,
    "M13": monthly_families.proposals,
    "M14": monthly_families.counterpart,
    "M15": monthly_families.rules,
    "M16": monthly_plan.plan_compliance,
    "M17": monthly_gaps.tutoring_relations,
    "M18": monthly_pupils.comings_and_goings,
    "M19": monthly_visits.visits_received,
    "M20": monthly_gaps.written,
    "M21": monthly_gaps.missing,
}
"""Every number of a month, in the order it is shown: its titles and formulas are `monthly.<code>`."""


def report(facts: Facts, period: Period, sort: Sort = "monthly") -> Report:
    """The report of one school."""
    place = facts.school
    return Report(
        sort=sort,
        scope=Scope("school", place.cct or place.id, place.name),
        ciclo=period.ciclo,
        period=period.name,
        since=period.first,
        until=period.last,
        indicators=tuple(count(facts, period) for count in INDICATORS.values()),
        cut=cut([facts], period.until),
        pupils=monthly_pupils.pupils(facts, period),
    )


def together(reports: Sequence[Report], facts: Sequence[Facts], scope: Scope) -> Report:
    """One report of several schools (at least one) for the same time, without what is a school's alone."""
    first = reports[0]
    indicators = tuple(total(same) for same in zip(*(one.indicators for one in reports), strict=True))
    alone: dict[str, Any] = {"pupils": (), "written": {}, "edition": 1, "frozen": ""}
    whole = cut(facts, first.until.isoformat())
    return replace(first, scope=scope, indicators=indicators, cut=whole, **alone)
