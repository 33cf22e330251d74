"""Reports above the school: numbers summed up school → region → state → nation, with small ones hidden.

Parts and wholes are added, never averages; beside a percentage stands the school in the middle. The lines of
the children and what was written stay at the school.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    is_small,
    units,
)
from fieldkit.reports.figure import Change, Hidden, Indicator, Ratio, median, median_change
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
    """The numbers of all places, from the schools that were put in, one after another."""

    totals: dict[Node, dict[str, Indicator]] = field(default_factory=dict)
    medians: dict[Node, dict[Path, dict[Node, Percentage]]] = field(default_factory=dict)
    digests: dict[Node, list[str]] = field(default_factory=dict)
    records: dict[Node, int] = field(default_factory=dict)
    names: dict[Node, str] = field(default_factory=dict)

    def add(self, school: Report, *, region: str = "") -> None:
        """Put in the report of one school. region: what its advisors call it; "" when nobody said."""
        key = school.scope.key
        leaf = (state(key), fold(region), key)
        self.names.setdefault(leaf[:2], region)
        for depth in range(len(LEVELS)):
            node = leaf[:depth]
            self._sum(node, (one for one in school.indicators if one.code != "A24"))
            self.digests.setdefault(node, []).append(school.cut.digest)
            self.records[node] = self.records.get(node, 0) + school.cut.records
            _collect(self.medians.setdefault(node, {}), leaf, school.indicators)
        self._sum(leaf, (one for one in school.indicators if one.code in BY_SCHOOL))

    def _sum(self, node: Node, indicators: Iterable[Indicator]) -> None:
        mine = self.totals.setdefault(node, {})
        for one in indicators:
            mine[one.code] = mine[one.code] + one if one.code in mine else one

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
        return sorted(node for node in self.digests if len(node) == LEVELS.index(level))

    def report(self, node: Node, like: Report, name: str = "") -> Report:
        """The report of a place. like: that of one of its schools, for the time it is about."""
        mask = self.hidden()
        found = [_shown(one, node, mask) for one in self.totals[node].values()]
        known = self.medians[node]
        indicators = [_with_median(one, known, mask) for one in found]
        if any(one.code == "A24" for one in like.indicators):
            beside = next(place for place, one in enumerate(like.indicators) if one.code == "A24")
            indicators.insert(beside, self._by_school(node, mask, like.indicator("A24")))
        digest = hashlib.sha256("\n".join(sorted(self.digests[node])).encode()).hexdigest()
        scope = Scope(
            LEVELS[len(node)], _key(node), name or self.names.get(node, ""), len(self.digests[node])
        )
        return Report(
            sort=like.sort,
            scope=scope,
            ciclo=like.ciclo,
            period=like.period,
            since=like.since,
            until=like.until,
            indicators=tuple(indicators),
            cut=Cut(self.records[node], digest),
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
        return Indicator("A24", rows, like.notes)


def state(cct: str) -> str:
    """The state of a school, by the first two digits of its key; "" where it does not say."""
    digits = cct.removeprefix("PROV-")[:2]
    return digits if digits.isdecimal() else ""


def _key(node: Node) -> str:
    return node[-1] if node else NATION


def _collect(found: dict[Path, dict[Node, Percentage]], leaf: Node, indicators: Iterable[Indicator]) -> None:
    """Note the percentages of a school, where they tell of enough children to be one of many."""
    for one in indicators:
        few = {path for path, size in units(one) if is_small(size)}
        for path, value in _percentages((one.code,), one.parts):
            if path not in few and _is_known(value):
                found.setdefault(path, {})[leaf] = value


def _percentages(path: Path, parts: Mapping[str, Any]) -> Iterator[tuple[Path, Percentage]]:
    """The percentages of an indicator that have a median: not those of all children beside the cohort."""
    for name, part in parts.items():
        if isinstance(part, Mapping) and name not in BLOCKS and path != ("A24",):
            yield from _percentages((*path, name), part)
        elif name != "all" and isinstance(part, Ratio | Change) and _unit(part) == "percent":
            yield (*path, name), part


def _unit(value: Percentage) -> str:
    return value.after.unit if isinstance(value, Change) else value.unit


def _is_known(value: Percentage) -> bool:
    """Whether there is a percentage; of a change, both."""
    return (value.difference if isinstance(value, Change) else value.value) is not None


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


def _with_median(
    indicator: Indicator,
    known: Mapping[Path, Mapping[Node, Percentage]],
    mask: Mapping[Path, set[Node]],
) -> Indicator:
    """An indicator with the medians of the schools, under `median`, by the names of its parts.

    A school that is not shown by itself is in none: it could be the one in the middle.
    """
    middle: dict[str, Any] = {}
    for path, _ in _percentages((indicator.code,), indicator.parts):
        gone = mask.get(canonical(path), set())
        schools = [told for leaf, told in known.get(path, {}).items() if leaf not in gone]
        if len(schools) >= FEWEST_SCHOOLS:
            place = middle
            for name in path[1:-1]:
                place = place.setdefault(name, {})
            place[path[-1]] = _median(schools)
    parts = {**indicator.parts, "median": middle} if middle else indicator.parts
    return Indicator(indicator.code, parts, indicator.notes)


def _median(schools: list[Percentage]) -> Percentage:
    """The middle of the percentages, or of the changes, of schools; each has one."""
    changes = [one for one in schools if isinstance(one, Change)]
    return median_change(changes) if changes else median([one.value or 0 for one in _ratios(schools)])


def _ratios(schools: list[Percentage]) -> list[Ratio]:
    return [one for one in schools if isinstance(one, Ratio)]
