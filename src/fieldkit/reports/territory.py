"""Reports above the school: numbers summed up school → region → state → nation, with small ones hidden.

Parts and wholes are added, never averages; beside a percentage stands the school in the middle. The lines of
the children and what was written stay at the school.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import add
from typing import Any

from fieldkit.domain.names import fold
from fieldkit.reports.disclosure import (
    BLOCKS,
    TELLING,
    Node,
    Path,
    Sizes,
    all_hidden,
    canonical,
    units,
)
from fieldkit.reports.figure import Change, Hidden, Indicator, Ratio, median, median_change, summed
from fieldkit.reports.packed import BUILT_ANEW, Line, Packed, ratios, shape
from fieldkit.reports.report import Cut, Level, Report, Scope

Percentage = Ratio | Change
"""What schools have a median of."""

LEVELS: tuple[Level, ...] = ("nation", "state", "region")
NATION = "MX"

BY_SCHOOL = ("A02", "A17")
"""What is shown school by school (A24), and so is a sum of schools that somebody could undo."""

WHOLES = ("value", "rose", "left")
"""What a block adds up to, in the same part: without it the block is not shown."""

FEWEST_SCHOOLS = 3
"""A median of fewer is not shown: it would be the number of one school."""


@dataclass
class Tree:
    """The numbers of all places, from the schools that were put in, one after another.

    Schools are added up by region, a list of numbers for each shape; indicators are made of it when they are
    asked for. percents: of each percentage that has a median, the schools (by their place in `leaves`) and
    their parts and wholes.
    """

    sums: dict[Node, dict[str, list[float]]] = field(default_factory=dict)
    leaves: list[Node] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    percents: dict[Path, tuple[array[int], array[float]]] = field(default_factory=dict)
    names: dict[Node, str] = field(default_factory=dict)

    def add(self, school: Packed, *, region: str = "") -> None:
        """Put in the numbers of one school. region: what its advisors call it; "" when nobody said."""
        leaf = (state(school.key), fold(region), school.key)
        place = len(self.leaves)
        self.leaves.append(leaf)
        self.cuts.append(Cut(school.records, school.digest))
        self.names.setdefault(leaf[:2], region)
        for line in school.lines:
            known = shape(line.shape)
            self._sum(leaf[:2], line)
            if known.code in BY_SCHOOL:
                self._sum(leaf, line)
            for number in line.told:
                path, places = known.percentages[number]
                schools, numbers = self.percents.setdefault(path, (array("I"), array("d")))
                schools.append(place)
                numbers.extend(line.numbers[at] for at in places)
        vars(self).pop("totals", None)

    def _sum(self, node: Node, line: Line) -> None:
        mine = self.sums.setdefault(node, {})
        before = mine.get(line.shape)
        mine[line.shape] = list(map(add, before, line.numbers)) if before else line.numbers

    @cached_property
    def totals(self) -> dict[Node, dict[str, Indicator]]:
        """The indicators of each place, by code; of a school only those that are shown by school."""
        found: dict[Node, dict[str, Indicator]] = {}
        for node, shapes in self.sums.items():
            each = [shape(text).indicator(numbers) for text, numbers in shapes.items()]
            for depth in (len(node),) if len(node) == len(LEVELS) else range(len(node) + 1):
                mine = found.setdefault(node[:depth], {})
                for one in each:
                    mine[one.code] = mine[one.code] + one if one.code in mine else one
        return found

    def hidden(self) -> dict[Path, set[Node]]:
        """Where each number is not to be shown."""
        sizes: dict[Path, dict[Node, Sizes]] = {}
        for node, found in self.totals.items():
            for one in found.values():
                for path, size in units(one):
                    places = sizes.setdefault(canonical(path), {})
                    places[node] = (*places.get(node, ()), *size)
        return all_hidden(sizes)

    def places(self, level: Level) -> list[Node]:
        """The places of a level that have schools."""
        depth = LEVELS.index(level)
        return sorted({leaf[:depth] for leaf in self.leaves})

    def report(self, node: Node, like: Report, name: str = "") -> Report:
        """The report of a place. like: one for the same time."""
        mask = self.hidden()
        indicators = [
            self._by_school(node, mask, one)
            if one.code == BUILT_ANEW
            else self._with_median(_shown(one, node, mask), node, mask)
            for one in self.totals[node].values()
        ]
        cuts = [one for leaf, one in zip(self.leaves, self.cuts, strict=True) if leaf[: len(node)] == node]
        digest = hashlib.sha256("\n".join(sorted(one.digest for one in cuts)).encode()).hexdigest()
        scope = Scope(LEVELS[len(node)], _key(node), name or self.names.get(node, ""), len(cuts))
        return Report(
            sort=like.sort,
            scope=scope,
            ciclo=like.ciclo,
            period=like.period,
            since=like.since,
            until=like.until,
            indicators=tuple(summed(one, len(cuts)) for one in indicators),
            cut=Cut(sum(one.records for one in cuts), digest),
        )

    def _by_school(self, node: Node, mask: Mapping[Path, set[Node]], like: Indicator) -> Indicator:
        """A24: of each school of a place, its families beside the change of its children."""
        rows: dict[str, Any] = {}
        for leaf, found in sorted(self.totals.items()):
            if len(leaf) == len(LEVELS) and leaf[: len(node)] == node:
                change = _shown(found["A02"], leaf, mask).parts
                taking_part = _shown(found["A17"], leaf, mask).parts["value"]
                rows[leaf[-1]] = {
                    "participation": taking_part,
                    **{subject: part["value"] for subject, part in change.items()},
                }
        return Indicator(like.code, rows, like.notes)

    def _with_median(self, indicator: Indicator, node: Node, mask: Mapping[Path, set[Node]]) -> Indicator:
        """An indicator with the medians of the schools, under `median`, by the names of its parts.

        A school that is not shown by itself is in none: it could be the one in the middle.
        """
        middle: dict[str, Any] = {}
        for path, _ in _percentages((indicator.code,), indicator.parts):
            schools = self._percents(path, node, mask.get(canonical(path), set()))
            if len(schools) >= FEWEST_SCHOOLS:
                place = middle
                for name in path[1:-1]:
                    place = place.setdefault(name, {})
                place[path[-1]] = _median(schools)
        parts = {**indicator.parts, "median": middle} if middle else indicator.parts
        return Indicator(indicator.code, parts, indicator.notes)

    def _percents(self, path: Path, node: Node, gone: Collection[Node]) -> list[Percentage]:
        """One percentage of the schools of a place, but for those where it is not shown."""
        schools, numbers = self.percents.get(path, ((), ()))
        width = len(numbers) // len(schools) if schools else 0
        return [
            ratios(numbers[at * width : (at + 1) * width])
            for at, place in enumerate(schools)
            if self.leaves[place][: len(node)] == node and self.leaves[place] not in gone
        ]


def state(cct: str) -> str:
    """The state of a school, by the first two digits of its key; "" where it does not say."""
    digits = cct.removeprefix("PROV-")[:2]
    return digits if digits.isdecimal() else ""


def _key(node: Node) -> str:
    return node[-1] if node else NATION


def _percentages(path: Path, parts: Mapping[str, Any]) -> Iterator[tuple[Path, Percentage]]:
    """The percentages of an indicator that have a median: not those of all children beside the cohort."""
    for name, part in parts.items():
        if isinstance(part, Mapping) and name not in BLOCKS:
            yield from _percentages((*path, name), part)
        elif name != "all" and isinstance(part, Ratio | Change) and _unit(part) == "percent":
            yield (*path, name), part


def _unit(value: Percentage) -> str:
    return value.after.unit if isinstance(value, Change) else value.unit


def _shown(indicator: Indicator, node: Node, mask: Mapping[Path, set[Node]]) -> Indicator:
    """An indicator of a place without the numbers that are hidden there."""

    def walk(path: Path, parts: Mapping[str, Any], all_hidden: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, part in parts.items():
            here = (*path, name)
            gone = all_hidden or node in mask.get(canonical(here), ())
            if isinstance(part, Mapping):
                whole = name in BLOCKS and any(node in mask.get(canonical((*path, of)), ()) for of in WHOLES)
                secret = part and name in TELLING and (gone or whole)
                found[name] = Hidden() if secret else walk(here, part, gone or whole)
            else:
                found[name] = Hidden() if gone else part
        return found

    return Indicator(indicator.code, walk((indicator.code,), indicator.parts, False), indicator.notes)


def _median(schools: list[Percentage]) -> Percentage:
    """The middle of the percentages, or of the changes, of schools; each has one."""
    changes = [one for one in schools if isinstance(one, Change)]
    return median_change(changes) if changes else median([one.value or 0 for one in _ratios(schools)])


def _ratios(schools: list[Percentage]) -> list[Ratio]:
    return [one for one in schools if isinstance(one, Ratio)]
