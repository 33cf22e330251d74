"""What may be shown above the school: nothing counted among fewer than five children, nor what gives it away.

A number of children that is not shown could be worked out from the others of its sum (the regions of a state
and the state). So in every sum either nothing is hidden or two numbers are. In a tree of sums that is enough:
any set of them put together still leaves two numbers that nobody knows. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldkit.reports.figure import Change, Count, Indicator, Ratio
from fieldkit.reports.monthly_pupils import SUBJECTS

FEWEST = 5
"""What is counted among fewer children than this is not shown: in a small community everybody knows whose it
is. A share of more children is shown, be it of few of them: else no school of twelve could be compared."""

Node = tuple[str, ...]
"""A place in the tree: () the nation, ("12",) a state, ("12", "montaña") a region, and a school in it."""

REGION = 2
"""How deep in the tree a region is."""

Path = tuple[str, ...]
"""Which number: the code of its indicator and the names of its parts."""

Sizes = tuple[float, ...]
"""Of how many children a number tells, in as many ways as it does; 0 is nobody."""

CHILDREN: dict[str, tuple[str, ...]] = {
    **{f"A{code:02}": () for code in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 17)},
    **dict.fromkeys(("A10", "A11"), ("left_out",)),
    **dict.fromkeys(("M04", "M06", "M07", "M11", "M17"), ()),
    **dict.fromkeys(("N03", "N07", "N09", "N10"), ()),
    **dict.fromkeys(("N01", "N08", "A19"), ("students",)),
    "A13": ("focal",),
    "A15": ("finished",),
    "M05": ("value",),
    "M18": ("joined", "left", "new_focal", "left_focal"),
}
"""The indicators about children (or families), and which of their counts are of them: others are of deeds."""

SPARSE = ("table", "left", "left_by")
"""How often each of many things was the case: in a region nearly all are small, so none is shown there."""

TELLING = ("left", "left_by")
"""Of these even the names stay hidden: that somebody left by death is what nobody is to know."""

BLOCKS = ("stages", *SPARSE)
"""Parts that are shown whole or not at all: each of their numbers is known from the others and the total."""

COHORT = ("A01", "A02", "A03", "A04", "A06")
"""All of one cohort: what is hidden in one is hidden in all."""

SAME: dict[Path, Path] = {
    ("M21", "without_session"): ("M05", "of_focal"),
    ("N01", "value"): ("N01", "students"),
    **dict.fromkeys((("N03",), ("N04",), ("N05",), ("N07",), ("N10",)), ("N01", "students")),
    ("N08", "value"): ("N08", "students"),
    ("N08", "by_month"): ("N08", "students"),
    ("N08", "growth"): ("N08", "students"),
    ("A19", "coverage"): ("A19", "may_tutor"),
    ("A19", "generations"): ("A19", "may_tutor"),
    ("A19", "tutors", "by_month"): ("A19", "tutors", "students"),
    ("A19", "tutors", "growth"): ("A19", "tutors", "students"),
}
"""Numbers (or parts with all that is in them) from which another is worked out: shown where that one is."""

WITH: dict[Path, Path] = {
    ("M06", "subjects"): ("M06", "sessions"),
    ("M07", "subjects"): ("M07", "value"),
}
"""What is hidden also wherever the number is to which its parts add up."""

REST: frozenset[Path] = frozenset((("A14", "value"),))
"""Shares of which the others are told of by themselves: who stayed, and who left."""

_NESTED = {"all": "value", "finished": "value"}
"""A number and the one that is part of it: what is left between them is a number too."""


def units(indicator: Indicator) -> Iterator[tuple[Path, Sizes]]:
    """What can be hidden of an indicator about children, and of how many each tells; nothing of another."""
    if indicator.code in CHILDREN:
        yield from _units((indicator.code,), indicator.parts)


def _units(path: Path, parts: Mapping[str, Any]) -> Iterator[tuple[Path, Sizes]]:
    for name, part in parts.items():
        here = (*path, name)
        if name in BLOCKS and isinstance(part, Mapping):
            yield here, (*_block(part), *_left_over(parts.get("value"), part))
        elif isinstance(part, Mapping):
            yield from _units(here, part)
        elif not isinstance(part, Count) or part.children is not None or name in CHILDREN[path[0]]:
            yield here, (*_sizes(part), *_between(part, parts.get(_NESTED.get(name, ""))), *_rest(here, part))


def _sizes(value: object) -> Sizes:
    match value:
        case Count():
            return (value.total if value.children is None else value.children,)
        case Ratio():
            return (value.whole if value.children is None else value.children,)
        case Change():
            return *_sizes(value.before), *_sizes(value.after)
    return ()


def _between(value: object, part: object) -> Sizes:
    """How many are in a number and not in its part."""
    mine, theirs = _sizes(value), _sizes(part)
    return tuple(one - other for one, other in zip(mine, theirs, strict=True)) if theirs else ()


def _rest(path: Path, value: object) -> Sizes:
    """How many are in the whole of a share and not in it, where somebody is told of them."""
    return (value.whole - value.part,) if path in REST and isinstance(value, Ratio) else ()


def _block(parts: Mapping[str, Any]) -> Sizes:
    """The sizes of all in a block: how often each thing was the case."""
    found: list[float] = []
    for part in parts.values():
        if isinstance(part, Mapping):
            found += _block(part)
        else:
            found += (part.part,) if isinstance(part, Ratio) else _sizes(part)
    return tuple(found)


def _left_over(value: object, block: Mapping[str, Any]) -> Sizes:
    """How many of a cohort are in no stage of it."""
    stages = [_sizes(part) for part in block.values() if isinstance(part, Change)]
    if not stages or not isinstance(value, Change):
        return ()
    return tuple(whole - sum(stage[side] for stage in stages) for side, whole in enumerate(_sizes(value)))


def canonical(path: Path) -> Path:
    """The unit whose fate a unit shares: all of a cohort are shown together or not at all."""
    if path[0] in ("M06", "M07") and path[1] in SUBJECTS:
        return path[0], "subjects"
    for known, other in SAME.items():
        if path[: len(known)] == known:
            return other
    if path[0] in COHORT and path[-1] not in (*BLOCKS, "all"):
        return "A02", path[1], "value"
    return path


def is_small(sizes: Sizes) -> bool:
    """Whether a number tells of fewer than five children."""
    return any(0 < size < FEWEST for size in sizes)


def all_hidden(sizes: Mapping[Path, Mapping[Node, Sizes]]) -> dict[Path, set[Node]]:
    """Where each number (by its canonical path) is not shown.

    What is hidden with another is hidden where either would be: of each sum two are missing then as well.
    """
    found = {path: hidden(path, places) for path, places in sizes.items()}
    return found | {path: found.get(path, set()) | found.get(top, set()) for path, top in WITH.items()}


def hidden(path: Path, sizes: Mapping[Node, Sizes]) -> set[Node]:
    """Where one number is not shown: where it is small, and wherever else it would give a small one away.

    sizes: the number in each place of the tree; each place is the sum of those below it, if any is.
    """
    told = {node: size for node, size in sizes.items() if any(size)}
    if path[-1] not in SPARSE:
        return _closed(told)
    wide = {node: size for node, size in told.items() if len(node) < REGION}
    return _closed(wide) | (told.keys() - wide.keys())


def _closed(told: Mapping[Node, Sizes]) -> set[Node]:
    """The small ones, and more until no sum has just one number that is not shown."""
    found = {node for node, size in told.items() if is_small(size)}
    below: dict[Node, list[Node]] = {}
    for node in sorted(told, key=lambda node: (max(told[node]), node)):
        if node and node[:-1] in told:
            below.setdefault(node[:-1], []).append(node)
    while exposing := [top for top in below if sum(one in found for one in (top, *below[top])) == 1]:
        for top in exposing:
            found.add(next((node for node in below[top] if node not in found), top))
    return found
