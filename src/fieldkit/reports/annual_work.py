"""A21, A23, A25: the work of a school year: visits, plans, stories. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fieldkit.domain import plan
from fieldkit.domain.visit import LEVELS, OWN, level_of
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts
from fieldkit.reports.monthly_plan import activities, not_closed
from fieldkit.reports.monthly_visits import followed, foreseen, made, visits_done
from fieldkit.reports.period import Period

PHOTOS = {"DXA": "T07", "APC": "act_photo", "HIS": "photo"}
"""The items that hold a photo, by form: the annexes of a report."""


def a21(facts: Facts, period: Period) -> Indicator:
    """Visits made, by the visitor's level and by month; the advisor's own also of the months of class without
    any, as far as they have begun, and of those planned; the days foreseen for other levels, and what became
    of agreements."""
    found = [(level_of(one), one.date[:7]) for one in made(facts, period)]
    among = len(facts.of("FS", since=period.since, until=period.until))
    parts: dict[str, Any] = {"value": Count(len(found), of=among)}
    parts["planned"] = visits_done(facts, period).parts["value"]
    for level in LEVELS:
        months = {month for one, month in found if one == level}
        if months:
            every = sorted(months | _begun(facts, period)) if level == OWN else sorted(months)
            parts[level] = {month: Count(found.count((level, month))) for month in every}
    days = {level: Counter(day[:7] for day in those) for level, those in foreseen(facts, period).items()}
    if days:
        parts["foreseen"] = {
            level: {month: Count(many[month]) for month in sorted(many)} for level, many in days.items()
        }
    return Indicator("A21", parts | (followed(facts, period) if found else {}))


def _begun(facts: Facts, period: Period) -> set[str]:
    """The months of class of the school year that have begun."""
    return {month for month in facts.calendar.months(period.ciclo) if facts.today >= month}


def a23(facts: Facts, period: Period) -> Indicator:
    """Of each bimester's plan, the activities done, and half of those done in part, of all it had."""
    plans = [one for one in facts.of("PB") if one.answers.get("ciclo", period.ciclo) == period.ciclo]
    parts = {}
    for code in facts.calendar.year(period.ciclo).periods:
        mine = [one for one in plans if one.answers.get("period") == code]
        parts[code] = Ratio(*plan.done(activities(mine, "0", "9999")))
    return Indicator("A23", parts, not_closed(plans))


def a25(facts: Facts, period: Period) -> Indicator:
    """Stories told with consent, and photos: the annexes. The lessons are words (`Report.written`)."""
    told = facts.of("HIS", since=period.since, until=period.until)
    photos = sum(
        bool(one.answers.get(code))
        for form, code in PHOTOS.items()
        for one in facts.of(form, since=period.since, until=period.until)
    )
    agreed = sum(one.answers.get("consent") == "si" for one in told)
    return Indicator("A25", {"stories": Count(agreed), "photos": Count(photos)})
