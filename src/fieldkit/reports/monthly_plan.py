"""The numbers of a month about the bimonthly plan (PB)."""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.domain import plan
from fieldkit.domain.entry import Entry
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, text
from fieldkit.reports.monthly_visits import made
from fieldkit.reports.period import Period


def activities(
    plans: Iterable[Entry], since: str, until: str, kind: str | None = None
) -> list[plan.Activity]:
    """The activities planned for a day from one until another; of one kind, when it is given.

    Where an open plan does not say of any of them whether it was done, they are left out: nothing is known.
    """
    found: list[plan.Activity] = []
    for sheet in plans:
        mine = [
            row
            for row in plan.activities(sheet.answers)
            if since <= text(row.get("ACT_D")) <= until and kind in (None, row.get("ACT_K"))
        ]
        found += mine if plan.is_told(sheet.answers, mine) else []
    return found


def recreational(facts: Facts, period: Period) -> Indicator:
    """M08: recreational activities done, of those planned for the period; and those that visits tell of."""
    planned = activities(facts.of("PB"), period.since, period.until, "R")
    done = sum(row.get("ACT_E") == plan.DONE for row in planned)
    visits = made(facts, period)
    seen = sum(sheet.answers.get("VZ1") == "si" for sheet in visits)
    parts = {"value": Ratio(done, len(planned)), "in_visits": Count(seen, of=len(visits))}
    return Indicator("M08", parts, not_closed(in_force(facts, period)))


def plan_compliance(facts: Facts, period: Period) -> Indicator:
    """M16: of the plans that the period is part of, what was done of all planned until its end."""
    plans = in_force(facts, period)
    parts = {"value": Ratio(*plan.done(activities(plans, "0", period.until)))}
    return Indicator("M16", parts, not_closed(plans))


def not_closed(plans: Iterable[Entry]) -> tuple[str, ...]:
    """A note while a plan is not closed."""
    return ("plan_open",) * any(plan.is_open(sheet.answers) for sheet in plans)


def in_force(facts: Facts, period: Period) -> list[Entry]:
    """The plans whose bimester and the period share a day."""
    return [sheet for sheet in facts.of("PB") if _shares(facts, sheet, period)]


def _shares(facts: Facts, sheet: Entry, period: Period) -> bool:
    ciclo, code = text(sheet.answers.get("ciclo")), text(sheet.answers.get("period"))
    bounds = facts.calendar.bounds(ciclo, code) if ciclo[:4].isdecimal() else None
    return bounds is not None and bounds.first <= period.last and period.first <= bounds.last
