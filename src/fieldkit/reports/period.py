"""The time a report covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fieldkit.domain.calendar import ciclo
from fieldkit.domain.day import Today

if TYPE_CHECKING:
    from fieldkit.domain.calendar import Calendar


YEARS = range(1900, 2200)
"""The years that a report can be about."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month (`2025-10`), a bimester (`B1`) or a ciclo (`2025-2026`), first and last day included.

    before: first and last day of the one before, that it is compared with; None where there is none.
    """

    name: str
    ciclo: str
    first: date
    last: date
    before: tuple[str, str] | None = None

    @property
    def since(self) -> str:
        """The first day as records have it, `YYYY-MM-DD`."""
        return self.first.isoformat()

    @property
    def until(self) -> str:
        """The last day, likewise."""
        return self.last.isoformat()

    @property
    def months(self) -> float:
        """How long it is in months, for what was promised by the month; half of July is 15/31."""
        day, found = self.first, 0.0
        while day <= self.last:
            whole = monthrange(day.year, day.month)[1]
            end = min(self.last, day.replace(day=whole))
            found += ((end - day).days + 1) / whole
            day = end + timedelta(days=1)
        return found

    def is_late(self, due: str, today: Today) -> bool:
        """Whether what was due by a day, and is not done, is late at the end of the period, or today."""
        return "" < due <= self.until and due < today


def month(name: str) -> Period:
    """The month `2025-10`. Raises ValueError for anything else."""
    if not re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", name) or int(name[:4]) not in YEARS:
        raise ValueError(name)
    first = date(int(name[:4]), int(name[5:]), 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    end = first - timedelta(days=1)
    return Period(name, ciclo(first), first, last, (end.replace(day=1).isoformat(), end.isoformat()))


def month_before(today: date) -> Period:
    """The last month that is over."""
    return month(f"{today.replace(day=1) - timedelta(days=1):%Y-%m}")


def bimester(calendar: Calendar, year: str, code: str) -> Period:
    """A bimester of a ciclo, by its published days. Raises ValueError for a code that the ciclo has not."""
    periods = calendar.year(year).periods
    if code not in periods:
        raise ValueError(code)
    codes = list(periods)
    place = codes.index(code)
    earlier = periods[codes[place - 1]] if place else None
    before = (earlier.first.isoformat(), earlier.last.isoformat()) if earlier else None
    return Period(code, year, periods[code].first, periods[code].last, before)


def school_year(year: str) -> Period:
    """A ciclo, `2025-2026`, from 1 August to 31 July. Raises ValueError for anything else."""
    first = int(year[:4]) if re.fullmatch("[0-9]{4}-[0-9]{4}", year) else 0
    if first not in YEARS or int(year[5:]) != first + 1:
        raise ValueError(year)
    return Period(year, year, date(first, 8, 1), date(first + 1, 7, 31))
