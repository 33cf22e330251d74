"""What earlier school years left undone at a school, and can still be done: told until it is.

One line for each kind and year. A report is settled by freezing it, as it is; a planned day by its sheet,
which may be that of a visit that was not made; a plan by closing it; the rules of a month by checking them.
What was left undone before the school was the advisor's own care is nobody's to ask of them.
What had its days and cannot be made up for ends with its year: diagnoses, home visits, the first assembly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fieldkit.actions.progress import Progress
from fieldkit.actions.upcoming import Next, fifth
from fieldkit.domain.calendar import ciclo
from fieldkit.domain.entry import Entry, rows
from fieldkit.forms.guidance import guidance


def steps(here: Progress) -> Iterator[Next]:
    """What is open of each earlier year, the oldest year first."""
    visited = [day for day in here.days("FS") if day < here.begins]
    if not visited and not here.days("PB"):
        return
    visited = [day for day in visited if day >= here.care]
    every = here.store.find(Entry, form="PB", school=here.school.id)
    plans = [one for one in every if one.date < here.begins and _last(here, one).isoformat() >= here.care]
    years = {ciclo(date.fromisoformat(day)) for day in visited} | {_year(one) for one in plans}
    for year in sorted(years):
        days = [day for day in visited if ciclo(date.fromisoformat(day)) == year]
        mine = [one for one in plans if _year(one) == year]
        yield from _closings(here, year, mine)
        yield from _days(here, year, mine, set(days))
        yield from _rules(here, year, days)
        yield from _reports(here, year, days)


def _year(plan: Entry) -> str:
    return str(plan.answers.get("ciclo") or ciclo(date.fromisoformat(plan.date)))


def _last(here: Progress, plan: Entry) -> date:
    """The last day of the bimester of a plan."""
    span = here.calendar.bounds(_year(plan), str(plan.answers.get("period", "")))
    return span.last if span else date.fromisoformat(plan.date)


def _closings(here: Progress, year: str, plans: Iterable[Entry]) -> Iterator[Next]:
    waiting = [one for one in plans if one.answers.get("closed") != "si"]
    waiting.sort(key=lambda one: str(one.answers.get("period", "")))
    if waiting:
        facts = {"count": len(waiting), "ciclo": year, "period": waiting[0].answers.get("period", "")}
        yield Next(
            "close", "closes_of", here.school, _last(here, waiting[0]), facts, f"plan close {waiting[0].id}"
        )


def _days(here: Progress, year: str, plans: Iterable[Entry], visited: set[str]) -> Iterator[Next]:
    planned = {str(row["DAY_D"]) for plan in plans for row in rows(plan.answers, "DAY") if row.get("DAY_D")}
    without = sorted(day for day in planned - visited if here.care <= day < here.begins)
    if without:
        facts = {"count": len(without), "ciclo": year, "day": without[0]}
        yield Next("visit", "days_of", here.school, date.fromisoformat(without[0]), facts)


def _rules(here: Progress, year: str, days: Iterable[str]) -> Iterator[Next]:
    """The months with visits, once there were rules, that nobody has checked."""
    months = unchecked(here, (day[:7] for day in days))
    if months:
        facts = {"count": len(months), "ciclo": year, "month": months[0]}
        command = f"rules check --school CCT --month {months[0]}"
        yield Next("association", "rules_of", here.school, fifth(months[0]), facts, command)


def unchecked(here: Progress, months: Iterable[str]) -> list[str]:
    """Those of these months, since there are rules, in which nobody has told how they were kept; in order."""
    since = min(here.days("RGI"), default=None)
    if since is None:
        return []
    checks = here.store.find(Entry, form="RGC", school=here.school.id)
    checked = {one.answers.get("month") for one in checks}
    return sorted(month for month in set(months) - checked if month >= since[:7])


def _reports(here: Progress, year: str, days: Iterable[str]) -> Iterator[Next]:
    """The months with visits, and the year, of which there is no report. One is kept under its last day."""
    sent = {day[:7] for day in here.days("INM")}
    months = sorted({day[:7] for day in days} - sent)
    if months:
        facts = {"count": len(months), "ciclo": year, "month": months[0]}
        command = f"report freeze monthly:CCT:{months[0]}"
        yield Next("month", "reports_of", here.school, fifth(months[0]), facts, command)
    if days and year not in {ciclo(date.fromisoformat(day)) for day in here.days("INA")}:
        due = guidance().step("year").due(year)
        command = f"report freeze annual:CCT:{year}"
        yield Next("year", "annual_of", here.school, due, {"ciclo": year}, command)
