"""A tutoring network drawn as SVG: who may tutor an exercise through whom, and who in a group may tutor what.

Up to sixty people stand in columns, a generation each, with their names. A larger network stands in rings
around whoever planted it, with the names of those who have most tutees; all are in the table beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, pairwise
from math import cos, pi, sin, sqrt

from fieldkit.domain.network import chains
from fieldkit.domain.tutoring import Qualification
from fieldkit.reports.canvas import Canvas, clipped, wide

WIDTH = 520.0
NAMED = 60
"""The most people who stand in columns with their names."""

_MOST_TUTEES, _TRIED = 12, 40
"""How many names a round drawing shows, and for how many of those with most tutees there may be room."""

_ROUND = 72
"""The corners of a ring."""

_TALL = 8.0
_AROUND = ((0, -9), (0, 1), (1, -9), (1, 1), (0, -4), (1, -4), (0.5, -12), (0.5, 4))
"""Where a name may stand beside its dot: how much of it on the left, and where its top is."""

_ROW, _TOP, _MARGIN = 13.0, 18.0, 60.0
_CELL, _CODE, _ROOM = 12.0, 34.0, 90.0
_LAST = 140.0
"""The room that names have at least in the last column."""

Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person stands in the drawing."""

    x: float
    y: float
    one: Qualification


@dataclass(frozen=True, slots=True)
class _Label:
    """A name where it can stand: its left, its top and its width."""

    x: float
    y: float
    width: float
    words: str

    def covers(self, spots: Iterable[_Place]) -> bool:
        """Whether there is a dot below it, or close to it."""
        left, right, top, foot = self.x - 1, self.x + self.width + 1, self.y - 1, self.y + _TALL + 1
        return any(left < spot.x < right and top < spot.y < foot for spot in spots)

    def meets(self, other: _Label) -> bool:
        """Whether it lies over another one."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not beside and abs(self.y - other.y) < _TALL


def tree(
    found: Sequence[Qualification], exercise: str, name: Name, title: str, head: Callable[[int], str]
) -> str:
    """The network of one exercise: a dot a person, joined to their tutor; those withdrawn are empty dots.

    name: of a person. head: what a generation is called.
    """
    placed = _placed(found, exercise)
    told = "; ".join(f"{name(one.person)} {level}" for one, level in placed[:NAMED])
    if len(placed) > NAMED:
        return _rings(placed, name, head).svg(WIDTH, title, told)
    return _columns(placed, name, head).svg(_TOP + 12 + len(placed) * _ROW, title, told)


def _columns(placed: Sequence[tuple[Qualification, int]], name: Name, head: Callable[[int], str]) -> Canvas:
    canvas = Canvas(WIDTH)
    deepest = max((level for _, level in placed), default=0)
    step = min((WIDTH - 20) / (deepest + 1), (WIDTH - 20 - _LAST) / max(deepest, 1))
    at = {
        one.person: _Place(8 + level * step, _TOP + 8 + turn * _ROW, one)
        for turn, (one, level) in enumerate(placed)
    }
    for level in range(deepest + 1):
        words = head(level) if wide(head(level), 8) < step - 4 else str(level)
        canvas.text(8 + level * step, 9, words, size=8)
    for spot in at.values():
        tutor = at.get(spot.one.tutor or "")
        if tutor:
            canvas.line([(tutor.x, tutor.y), (tutor.x, spot.y), (spot.x, spot.y)], 0.4)
    for spot in at.values():
        _dot(canvas, spot, 2.4)
        # to the right of somebody there is nobody else in their row, nor the line of another
        canvas.text(spot.x + 5, spot.y + 3, clipped(name(spot.one.person), WIDTH - spot.x - 8))
    return canvas


def _rings(placed: Sequence[tuple[Qualification, int]], name: Name, head: Callable[[int], str]) -> Canvas:
    """Everybody on the dashed ring of their generation, in the direction in which their branch has its place.

    A ring is as far out as the area of those within it asks for.
    """
    canvas, middle = Canvas(WIDTH), WIDTH / 2
    many = Counter(level for _, level in placed)
    inside = accumulate(many[level] for level in range(max(many) + 1))
    rings = [(middle - _MARGIN) * sqrt((people - 1) / len(placed)) for people in inside]
    _draw_rings(canvas, rings)
    angles, at = _angles(placed), {}
    for one, level in placed:
        angle, ring = angles[one.person], rings[level]
        at[one.person] = _Place(middle + ring * sin(angle), middle - ring * cos(angle), one)
    for spot in at.values():
        tutor = at.get(spot.one.tutor or "")
        if tutor:
            canvas.line([(tutor.x, tutor.y), (spot.x, spot.y)], 0.3)
    named = _labels(_most_tutees(placed, at), at.values(), name)
    for label in named:  # white below their names, so that they can be read amid lines
        canvas.rect(label.x, label.y, label.width, _TALL, "#ffffff", "none")
    for spot in at.values():
        _dot(canvas, spot, min(1.8, 0.8 * pi * (middle - _MARGIN) / len(placed)))
    for label in named:
        canvas.text(label.x + 1, label.y + 6, label.words, size=7)
    for level, people in sorted(many.items()):
        canvas.text(4, 10 + 9 * level, f"{head(level)}: {people}", size=7)
    return canvas


def _draw_rings(canvas: Canvas, rings: Sequence[float]) -> None:
    """A dashed line for each generation, with its number where there is room for it. rings: how far out."""
    middle = WIDTH / 2
    for ring in rings:
        turns = (2 * pi * step / _ROUND for step in range(_ROUND + 1))
        canvas.line([(middle + ring * sin(turn), middle - ring * cos(turn)) for turn in turns], 0.2, "1 2")
    for level, (within, ring) in enumerate(pairwise(rings), 1):
        if ring - within > _TALL:
            canvas.text(middle + ring + 1, middle, str(level), size=6)


def _most_tutees(placed: Sequence[tuple[Qualification, int]], at: Mapping[str, _Place]) -> list[_Place]:
    """Where those stand who planted the exercise, then those who have most tutees."""
    planted = {one.person for one, level in placed if level == 0}
    tutees = Counter(one.tutor for one, _ in placed if one.tutor in at)
    ranked = sorted(tutees.items(), key=lambda one: (one[0] not in planted, -one[1], one[0] or ""))
    return [at[person] for person, _ in ranked if person]


def _labels(ranked: Iterable[_Place], everybody: Collection[_Place], name: Name) -> list[_Label]:
    """Names beside their dots where they cover no other dot and no other name; the first has one anyway.

    Of those for whom there is no room the name is in the table.
    """
    found: list[_Label] = []
    for spot in islice(ranked, _TRIED):
        words = clipped(name(spot.one.person), _ROOM, 7)
        width = wide(words, 7) + 2
        around = [
            _Label(spot.x + 3 - side * (width + 6), spot.y + rise, width, words) for side, rise in _AROUND
        ]
        free = [one for one in around if not (one.covers(everybody) or any(map(one.meets, found)))]
        found += free[:1] or around[: not found]
    return found[:_MOST_TUTEES]


def _angles(placed: Sequence[tuple[Qualification, int]]) -> dict[str, float]:
    """The direction of each person: the ends of branches all around, and each tutor amid their branches."""
    below: dict[str, list[float]] = {}
    ends = sum(_ends(placed))
    angles, left = {}, ends
    for (one, _), is_end in zip(reversed(placed), reversed(_ends(placed)), strict=True):
        left -= is_end
        spread = below.get(one.person, [])
        angles[one.person] = (min(spread) + max(spread)) / 2 if spread else 2 * pi * left / ends
        below.setdefault(one.tutor or "", []).append(angles[one.person])
    return angles


def _ends(placed: Sequence[tuple[Qualification, int]]) -> list[bool]:
    """Whether nobody stands below each."""
    levels = [level for _, level in placed]
    return [after <= level for level, after in zip(levels, [*levels[1:], 0], strict=True)]


def _dot(canvas: Canvas, spot: _Place, radius: float) -> None:
    canvas.dot(spot.x, spot.y, "#ffffff" if spot.one.until else "#333333", radius)


def _placed(found: Sequence[Qualification], exercise: str) -> list[tuple[Qualification, int]]:
    """Each person once, under their first tutor."""
    seen: dict[str, tuple[Qualification, int]] = {}
    for one, level in chains(found, exercise):
        seen.setdefault(one.person, (one, level))
    return list(seen.values())


def matrix(
    people: Sequence[str], exercises: Sequence[str], may: Mapping[str, set[str]], name: Name,
    title: str,
) -> str:  # fmt: skip
    """Group by exercise: a dark cell for each person who may tutor an exercise. may: exercises by person."""
    left = 150.0
    columns = max(1, int((WIDTH - left - _CODE) // _CELL))
    canvas, top = Canvas(WIDTH), 0.0
    for start in range(0, max(len(exercises), 1), columns):
        part = exercises[start : start + columns]
        top = _band(canvas, people, part, may, name, left, top + 6) + 10
    told = "; ".join(f"{name(person)}: {', '.join(sorted(may.get(person, ())))}" for person in people)
    return canvas.svg(top, title, told)


def _band(
    canvas: Canvas, people: Sequence[str], exercises: Sequence[str], may: Mapping[str, set[str]],
    name: Name, left: float, top: float,
) -> float:  # fmt: skip
    """Some exercises beside each other, with their codes in steps above them."""
    steps = 4
    for place, exercise in enumerate(exercises):
        canvas.text(left + place * _CELL, top + 8 + 8 * (place % steps), exercise, size=6.5)
    first = top + 10 + 8 * min(steps, max(len(exercises), 1))
    for turn, person in enumerate(people):
        y = first + turn * _CELL
        canvas.text(left - 6, y + 9, clipped(name(person), left - 10), "end", 8)
        for place, exercise in enumerate(exercises):
            fill = "#333333" if exercise in may.get(person, ()) else "#ffffff"
            canvas.rect(left + place * _CELL, y + 1, _CELL - 2, _CELL - 2, fill, "#b8b8b8")
    return first + len(people) * _CELL


def strip(people: Sequence[str], exercises: Sequence[str], may: Mapping[str, set[str]], title: str) -> str:
    """Group by exercise of a large group: a row an exercise with its number, a thin line a person.

    Who may tutor most stands on the left, so that the dark shrinks to the right; names are in a table.
    """
    canvas, left, right = Canvas(WIDTH), 60.0, 50.0
    step = (WIDTH - left - right) / max(len(people), 1)
    order = sorted(people, key=lambda person: -len(may.get(person, ())))
    counts = {exercise: sum(exercise in may.get(person, ()) for person in people) for exercise in exercises}
    for turn, exercise in enumerate(exercises):
        top = turn * _CELL
        canvas.text(left - 5, top + 9, clipped(exercise, left - 6), "end", 8)
        canvas.rect(left, top + 1, WIDTH - left - right, _CELL - 2, "#ffffff", "#b8b8b8")
        at = 0
        for dark, run in groupby(order, key=lambda person: exercise in may.get(person, ())):
            many = len(list(run))
            if dark:
                canvas.rect(left + at * step, top + 1, many * step, _CELL - 2, "#333333", "none")
            at += many
        canvas.text(WIDTH - right + 5, top + 9, f"{counts[exercise]} / {len(people)}", size=8)
    told = "; ".join(f"{exercise}: {many}" for exercise, many in counts.items())
    return canvas.svg(len(exercises) * _CELL + 2, title, told)
