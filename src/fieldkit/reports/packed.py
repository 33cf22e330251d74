"""The numbers of a school's report as they are kept, and added up by the thousand: shapes, and lists.

Most schools have the same numbers of an indicator, only others: its *shape* (which parts, of which kind, with
which notes) is written once, beside a plain list. Lists of one shape are added many times faster than parts
are, and it comes to the same. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from fieldkit.reports.disclosure import BLOCKS, Path, is_small, units
from fieldkit.reports.figure import Change, Count, Indicator, Ratio, without_days
from fieldkit.reports.report import Report

BUILT_ANEW = "A24"
"""What a place puts together from its schools' own numbers, and does not add up."""


class Line(NamedTuple):
    """One indicator. shape: see `Shape`. told: which of its percentages (by place in `Shape.percentages`) are
    known, and tell of enough children for the school to be one of many."""

    shape: str
    numbers: list[float]
    told: list[int]


@dataclass(frozen=True, slots=True)
class Packed:
    """The report of one school, as far as it is added up. key, records, digest: see `Scope` and `Cut`."""

    key: str
    records: int
    digest: str
    lines: list[Line]

    def encoded(self) -> bytes:
        """As it is kept."""
        return json.dumps(
            [self.key, self.records, self.digest, self.lines], ensure_ascii=False, separators=(",", ":")
        ).encode()


def decoded(kept: bytes) -> Packed:
    """What `encoded` made."""
    key, records, digest, lines = json.loads(kept)
    return Packed(key, records, digest, [Line(*line) for line in lines])


def pack(school: Report) -> Packed:
    """The report of a school. Raises TypeError for a number that is no school's: a hidden one, a median."""
    return Packed(
        school.scope.key, school.cut.records, school.cut.digest, list(map(_line, school.indicators))
    )


@dataclass(frozen=True)
class Shape:
    """An indicator without its numbers. parts: as `Indicator.parts`, the kind of each value in its place.

    A kind tells what is in the list: `c` a count, `p` and `m` part and whole of a percentage or a mean; `o`,
    `k` also among how many, of how many children. A change has two of them, `pk>p`.
    """

    code: str
    notes: tuple[str, ...]
    parts: Mapping[str, Any]

    def indicator(self, numbers: Iterable[float]) -> Indicator:
        """The indicator with these numbers."""
        return Indicator(self.code, _filled(self.parts, iter(numbers)), self.notes)

    @cached_property
    def percentages(self) -> list[tuple[Path, tuple[int, ...]]]:
        """Which percentages have a median, and where their parts and wholes are: not those of all children
        beside the cohort, nor what is only shown as a block."""
        found, at = [], 0
        for path, kind in _leaves((self.code,), self.parts):
            places = []
            for side in kind.split(">"):
                places += [at, at + 1]
                at += _width(side)
            if kind.split(">")[-1][0] == "p" and path[-1] != "all" and not set(path[1:-1]) & set(BLOCKS):
                found.append((path, tuple(places)))
        return found


@cache
def shape(text: str) -> Shape:
    """A shape as it is written in a line."""
    code, notes, parts = json.loads(text)
    return Shape(code, tuple(notes), parts)


def ratios(numbers: Iterable[float]) -> Ratio | Change:
    """A percentage or a change of two, from parts and wholes."""
    sides = list(numbers)
    first = Ratio(sides[0], sides[1])
    return Change(first, Ratio(sides[2], sides[3])) if len(sides) > 2 else first


def _line(one: Indicator) -> Line:
    if one.code == BUILT_ANEW:
        one = Indicator(one.code, {}, one.notes)
    numbers: list[float] = []
    parts = _emptied(one.parts, numbers)
    text = json.dumps([one.code, without_days(one.notes), parts], ensure_ascii=False, separators=(",", ":"))
    few = {path for path, size in units(one) if is_small(size)}
    told = [
        number
        for number, (path, places) in enumerate(shape(text).percentages)
        if path not in few and all(numbers[place] for place in places[1::2])
    ]
    return Line(text, numbers, told)


def _emptied(parts: Mapping[str, Any], into: list[float]) -> dict[str, Any]:
    return {
        name: _emptied(part, into) if isinstance(part, Mapping) else _kind(part, into)
        for name, part in parts.items()
    }


def _kind(value: object, into: list[float]) -> str:
    """The kind of a value, which is put at the end of the list."""
    if type(value) is Change:
        return f"{_kind(value.before, into)}>{_kind(value.after, into)}"
    if type(value) is Count:
        into += [one for one in (value.total, value.of, value.children) if one is not None]
        return "c" + "o" * (value.of is not None) + "k" * (value.children is not None)
    if type(value) is Ratio:
        into += [one for one in (value.part, value.whole, value.children) if one is not None]
        return value.unit[0] + "k" * (value.children is not None)
    raise TypeError(value)


def _filled(parts: Mapping[str, Any], numbers: Iterator[float]) -> dict[str, Any]:
    return {
        name: _value(part, numbers) if isinstance(part, str) else _filled(part, numbers)
        for name, part in parts.items()
    }


def _value(kind: str, numbers: Iterator[float]) -> Count | Ratio | Change:
    before, change, after = kind.partition(">")
    if change:
        return Change(_ratio(before, numbers), _ratio(after, numbers))
    if kind[0] != "c":
        return _ratio(kind, numbers)
    total = next(numbers)
    return Count(total, next(numbers) if "o" in kind else None, next(numbers) if "k" in kind else None)


def _ratio(kind: str, numbers: Iterator[float]) -> Ratio:
    part, whole = next(numbers), next(numbers)
    return Ratio(part, whole, "percent" if kind[0] == "p" else "mean", next(numbers) if "k" in kind else None)


def _leaves(path: Path, parts: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for name, part in parts.items():
        if isinstance(part, str):
            yield (*path, name), part
        else:
            yield from _leaves((*path, name), part)


def _width(kind: str) -> int:
    """How many numbers a count or a ratio takes."""
    return len(kind) if kind[0] == "c" else len(kind) + 1
