"""Children before and after: who was given a diagnosis at the start of a school year and at its end.

The matched cohort are the children with a value in both applications; beside it stand all who have one in
either. The application of the middle of the year, and extra ones, decide nothing here. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import fsum
from typing import Any, TypeVar

from fieldkit.domain.day import Day, Today
from fieldkit.domain.entry import Entry
from fieldkit.reports.figure import Change, Ratio, Unit
from fieldkit.reports.gather import Facts, number, text
from fieldkit.reports.period import Period

Found = TypeVar("Found")

BEFORE, AFTER = "inicial", "final"

Applied = Mapping[str, Entry]
"""The sheet of each child (id) in one application."""


def applied(facts: Facts, period: Period, form: str = "DXA") -> tuple[Applied, Applied]:
    """Each child's sheet at the start and at the end of the year.

    Given twice, the first one is the start and the last one the end: what is written down in June as an
    initial one never takes the place of September's. One that was left undone never stands in the place of
    one that was given.
    """
    before: dict[str, Entry] = {}
    after: dict[str, Entry] = {}
    for child, application, sheet in _given(facts, period, form):
        if application == BEFORE:
            before.setdefault(child, sheet)
        else:
            after[child] = sheet
    return before, after


def given_twice(facts: Facts, period: Period, form: str = "DXA") -> tuple[str, ...]:
    """A note when a child was given the sheet of the start, or that of the end, more than once."""
    given = [(child, application) for child, application, _ in _given(facts, period, form)]
    return ("given_twice",) if len(given) > len(set(given)) else ()


def _given(facts: Facts, period: Period, form: str) -> Iterator[tuple[str, str, Entry]]:
    """Child, application and sheet of all that were given at the start or the end, oldest first."""
    for sheet in facts.of(form, since=period.since, until=period.until):
        child, application = text(sheet.answers.get("student")), text(sheet.answers.get("application"))
        if child and application in (BEFORE, AFTER) and sheet.answers.get("not_applied") != "si":
            yield child, application, sheet


def classes(facts: Facts, period: Period) -> Period:
    """The time of a school year in which there is class: from its first day until `last_day`. While the year
    goes on, what is counted of it is another every day."""
    first, day = facts.calendar.year(period.ciclo).classes.first, last_day(facts, period)
    last = day.read() if isinstance(day, Today) else date.fromisoformat(day)
    return Period(period.name, period.ciclo, first, last)


def last_day(facts: Facts, period: Period) -> Day:
    """The last day of class of a school year, or today while the year goes on."""
    year = facts.calendar.year(period.ciclo).classes
    return facts.today.within(year.first.isoformat(), year.last.isoformat())


def goes_on(facts: Facts, period: Period) -> tuple[str, ...]:
    """A note while the year is not over."""
    last = facts.calendar.year(period.ciclo).classes.last
    return () if facts.today >= last.isoformat() else ("year_goes_on",)


def compare(
    sheets: tuple[Applied, Applied],
    read: Callable[[Entry], Found | None],
    measure: Callable[[Found], float],
    unit: Unit = "percent",
) -> dict[str, Any]:
    """What was measured before and after: `value` of the matched cohort, `all` of everybody.

    read: the value of a sheet, None where it has none. measure: what a value adds to the part (1 or 0 for a
    percentage, the number itself for a mean).
    """
    before, after = ({child: read(sheet) for child, sheet in side.items()} for side in sheets)
    both = [child for child, value in before.items() if value is not None and after.get(child) is not None]
    return {
        "value": Change(
            ratio((before[child] for child in both), measure, unit),
            ratio((after[child] for child in both), measure, unit),
        ),
        "all": Change(ratio(before.values(), measure, unit), ratio(after.values(), measure, unit)),
    }


def ratio(values: Iterable[Found | None], measure: Callable[[Found], float], unit: Unit = "percent") -> Ratio:
    """The share or the mean of those values that there are."""
    measured = [measure(value) for value in values if value is not None]
    return Ratio(fsum(measured), len(measured), unit)


def answer(code: str, *known: str) -> Callable[[Entry], str | None]:
    """How a sheet answers an item, when it is one of the known answers."""

    def read(sheet: Entry) -> str | None:
        found = sheet.answers.get(code)
        return found if found in known else None

    return read


def measured(code: str) -> Callable[[Entry], float | None]:
    """The number a sheet gives for an item, when it gives one."""
    return lambda sheet: number(sheet.answers.get(code))


def itself(value: float) -> float:
    """What a mean is counted with."""
    return value


def is_one_of(*wanted: str) -> Callable[[str], float]:
    """1 for a wanted answer, else 0: what a percentage is counted with."""
    return lambda value: float(value in wanted)
