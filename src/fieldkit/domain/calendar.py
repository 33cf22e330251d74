"""School years, their periods and their days.

`ciclo` and `bimester` are the rule by which a day belongs somewhere, whatever is known of the year.
A `Calendar` knows the published days too; of a ciclo that it does not know it says what the rule says, and
that it does not know it (`Year.known`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_BIMESTERS = {9: "B1", 10: "B1", 11: "B2", 12: "B2", 1: "B3", 2: "B3", 3: "B4", 4: "B4", 5: "B5", 6: "B5"}

CLASS, WEEKEND, OUTSIDE = "class", "weekend", "outside"
WITHOUT_CLASS = ("holidays", "local", "vacations", "marks", "cte")
"""Why a day of the week has no class, the strongest reason first."""

BESIDE = ("results", "intensive")
"""What happens on a day beside class, or before classes begin."""


def ciclo(day: date) -> str:
    """The school year of a day, `2025-2026`, from 1 August to 31 July.

    Classes begin around 1 September (SEP, calendario escolar 2025–2026); August's training belongs to it too.
    """
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def is_ciclo(text: str) -> bool:
    """Whether it is a school year as it is written: `2025-2026`."""
    return bool(re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{4}", text)) and int(text[5:]) == int(text[:4]) + 1


def bimester(day: date) -> str | None:
    """The bimester `B1` … `B5` of a day; None between school years.

    September and October are the first, as in SEP's five marking periods until 2017; the last ends with
    classes, on 15 July.
    """
    if day.month == 7 and day.day <= 15:
        return "B5"
    return _BIMESTERS.get(day.month)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Every day of it."""
        for count in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=count)


def week(day: date) -> Span:
    """The week of a day, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6))


@dataclass(frozen=True, slots=True)
class Year:
    """One ciclo.

    classes: from the first day of class to the last. periods: by code, in order; period: how they are
    called (`bimestre`). days: when each kind of `WITHOUT_CLASS` and `BESIDE` is. announced: how many days of
    class were published. known: False when nobody has told its days, and the rule stands in.
    """

    ciclo: str
    classes: Span
    periods: Mapping[str, Span]
    period: str = "bimestre"
    days: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    announced: int | None = None
    known: bool = True

    def kind(self, day: date) -> str:
        """`class`, or why there is none: `weekend`, `outside`, or one of `WITHOUT_CLASS`."""
        if day not in self.classes:
            return OUTSIDE
        if day.weekday() > 4:
            return WEEKEND
        return next((kind for kind in WITHOUT_CLASS if self.marked(kind, day)), CLASS)

    def period_of(self, day: date) -> str | None:
        """The period of the plan of a day, `B1`; None outside classes."""
        return next((code for code, span in self.periods.items() if day in span), None)

    def beside(self, day: date) -> tuple[str, ...]:
        """What else happens on a day: kinds of `BESIDE`."""
        return tuple(kind for kind in BESIDE if self.marked(kind, day))

    def marked(self, kind: str, day: date) -> bool:
        """Whether the year names the day so."""
        return any(day in span for span in self.days.get(kind, ()))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years that are known, by ciclo."""

    years: Mapping[str, Year]

    def year(self, name: str) -> Year:
        """The year of that ciclo, `2025-2026`; by the rule when it is not known."""
        return self.years.get(name) or by_rule(name)

    def of(self, day: date) -> Year:
        """The year of a day."""
        return self.year(ciclo(day))

    def is_class_day(self, day: date) -> bool:
        """Whether there is class."""
        return self.of(day).kind(day) == CLASS

    def class_days(self, since: date, until: date) -> list[date]:
        """The days of class between two days, both included."""
        return [day for day in Span(since, until).days() if self.is_class_day(day)]

    def period(self, day: date) -> str | None:
        """The period of the plan of a day, `B1`; None between school years."""
        return self.of(day).period_of(day)

    def bounds(self, name: str, period: str) -> Span | None:
        """First and last day of a period of a ciclo; None when the ciclo has none of that code."""
        return self.year(name).periods.get(period)

    def months(self, name: str) -> list[str]:
        """The months of a ciclo in which there is class, `2025-09` … `2026-07`."""
        year = self.year(name)
        return sorted({f"{day:%Y-%m}" for day in year.classes.days()})


def by_rule(name: str) -> Year:
    """What the rule says of a ciclo: class Monday to Friday, 1 September to 15 July, in five bimesters."""
    first = int(name[:4])
    classes = Span(date(first, 9, 1), date(first + 1, 7, 15))
    found: dict[str, Span] = {}
    for day in classes.days():
        code = bimester(day) or ""
        found[code] = Span(found[code].first if code in found else day, day)
    return Year(name, classes, found, known=False)
