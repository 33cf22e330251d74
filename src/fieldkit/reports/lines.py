"""A report taken apart into lines: one for each number, with its words. What every rendering is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit import text
from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Ratio, Value
from fieldkit.reports.numbers import HIDDEN, among, day_short, difference, month_short, relative, shown
from fieldkit.reports.report import Report
from fieldkit.text import t

_STAGES = "stages"
"""What only holds the educational levels, whose names say enough."""
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ONLY_DIFFERENCE = ("A02",)
RELATIVE = ("A03",)
"""The indicators that tell of the relative change, always beside the percentage points."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number of an indicator. names: of its part, outermost first; () for the number of the indicator
    itself.
    """

    code: str
    names: tuple[str, ...]
    value: Value

    @property
    def label(self) -> str:
        """Its part in words; "" for the indicator's own number."""
        return " · ".join(
            _said(f"part.{self.code}_{name}", part(name)) for name in self.names if name != _STAGES
        )

    @property
    def told(self) -> str:
        """The number as it is read."""
        if not isinstance(self.value, Change):
            return shown(self.value)
        if self.code in _ONLY_DIFFERENCE:
            return difference(self.value)
        if self.code in RELATIVE:
            return f"{difference(self.value)}; {relative(self.value)}"
        return shown(self.value)

    @property
    def among(self) -> str:
        """What it was counted among, in words."""
        return among(self.value)

    @property
    def unit(self) -> str:
        """`count`, `percent` or `mean`; "" when it is hidden."""
        match self.value:
            case Count():
                return "count"
            case Ratio():
                return self.value.unit
            case Change():
                return self.value.after.unit
        return ""


def lines(indicator: Indicator) -> list[Line]:
    """Every number of an indicator, in order."""
    return list(_walk(indicator.code, (), indicator.parts))


def _walk(code: str, names: tuple[str, ...], parts: Mapping[str, Any]) -> Iterator[Line]:
    for name, found in in_order(parts):
        inner = names if name == "value" else (*names, name)
        if name == "value" and "all" in parts:
            inner = (*names, "matched")
        if isinstance(found, Mapping):
            yield from _walk(code, inner, found)
        else:
            yield Line(code, inner, found)


def in_order(parts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Parts as they are given; months as they come in the year, whichever school had them first."""
    return sorted(parts.items()) if all(map(_MONTH.fullmatch, parts)) else list(parts.items())


def _key(code: str) -> str:
    """Where the words of an indicator are: the letter of its code says in which report it is."""
    if code.startswith("A"):
        return f"annual.{code}"
    return f"network.{code}" if code.startswith("N") else f"monthly.{code}"


def title(code: str) -> str:
    """What an indicator is called."""
    return _said(_key(code), code)


def formula(code: str) -> str:
    """How an indicator is counted, in words; "" when there is nothing to say."""
    return _said(f"{_key(code)}_formula", "")


def notes(indicator: Indicator) -> list[str]:
    """What must be said of an indicator's numbers."""
    return list(map(_note, indicator.notes))


def _note(note: str) -> str:
    name, _, days = note.partition(":")
    if days:
        return t(f"report.note_{name}_on", days=", ".join(map(day_short, days.split(","))))
    return _said(f"report.note_{name}", name)


def part(name: str) -> str:
    """A part of an indicator in words; a month by its name, what has one of its own (`B1`, a CCT) by it."""
    return month_short(name) if _MONTH.fullmatch(name) else _said(f"part.{name}", name)


def _said(key: str, otherwise: str) -> str:
    """The words of a key; a test (tests/reports/test_parts.py) lists what would have none."""
    area, _, name = key.partition(".")
    return text.words(area).get(name, otherwise)


def any_hidden(report: Report) -> bool:
    """Whether some number is not shown because it tells of few children."""
    return any(isinstance(line.value, Hidden) for one in report.indicators for line in lines(one))


__all__ = ["HIDDEN", "Line", "any_hidden", "formula", "lines", "notes", "part", "title"]
