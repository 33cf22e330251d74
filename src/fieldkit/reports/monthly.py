"""The report of a month: M01–M21, of one school."""

from __future__ import annotations

from collections.abc import Callable

from fieldkit.reports import (
    monthly_families,
    monthly_gaps,
    monthly_plan,
    monthly_pupils,
    monthly_teacher,
    monthly_visits,
)
from fieldkit.reports.figure import Indicator
from fieldkit.reports.gather import Facts, cut
from fieldkit.reports.period import Period
from fieldkit.reports.report import Report, Sort, of_school

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
    found = tuple(count(facts, period) for count in INDICATORS.values())
    counted = cut([facts], period.until)
    return of_school(sort, facts.school, period, found, counted, monthly_pupils.pupils(facts, period))
