"""Charts as SVG, for the PDF and the page: bars, shares, before and after, lines, rows of small lines.

Each says in words what it shows (`told`), and shows every number it draws. What has no value is drawn as
nothing, with its word ("s/d") in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import floor, fsum, isfinite, log10

from fieldkit.reports.canvas import FILLS, Canvas, clipped, wide

WIDTH = 250.0
"""Of every chart: about half a letter page."""
_ROW = 15.0
_BAR = 9.0
_GAP = 5.0
_MOST_LABEL = 0.42

Show = Callable[[float | None], str]
"""How a number is written; None is what has no value."""
Bar = tuple[str, float | None]
Pair = tuple[str, float | None, float | None]


def bars(title: str, told: str, rows: Sequence[Bar], show: Show, most: float | None = None) -> str:
    """One bar a row. most: where the scale ends, such as 100 for percentages."""
    canvas, left = Canvas(WIDTH), _labels([label for label, _ in rows])
    end = _end([value for _, value in rows], most)
    room = WIDTH - left - _values([value for _, value in rows], show)
    for place, (label, value) in enumerate(rows):
        top = place * _ROW
        _label(canvas, label, left, top)
        _bar(canvas, left, top + 3, room, _share(value, end), FILLS[2], show(value))
    _axis(canvas, left, len(rows) * _ROW)
    return canvas.svg(len(rows) * _ROW + 2, title, told)


def pairs(
    title: str, told: str, rows: Sequence[Pair], names: tuple[str, str], show: Show, most: float
) -> str:
    """Two bars a row: before (hatched) and after (dark), or planned and made."""
    canvas, left = Canvas(WIDTH), _labels([label for label, _, _ in rows])
    values = [value for _, *both in rows for value in both]
    end, room = _end(values, most), WIDTH - left - _values(values, show)
    tall = 2 * _BAR + _GAP + 3
    top = _legend(canvas, names, (FILLS[1], FILLS[0]))
    for label, before, after in rows:
        _label(canvas, label, left, top + _BAR / 2)
        _bar(canvas, left, top + 2, room, _share(before, end), FILLS[1], show(before))
        _bar(canvas, left, top + 2 + _BAR, room, _share(after, end), FILLS[0], show(after))
        top += tall
    _axis(canvas, left, top - _GAP, _legend_height(names))
    return canvas.svg(top, title, told)


def stacked(
    title: str, told: str, rows: Sequence[tuple[str, Sequence[float]]], names: Sequence[str], show: Show
) -> str:
    """Shares of a whole, a bar a row, each as wide as the others. A row of nothing is left empty."""
    canvas, left = Canvas(WIDTH), _labels([label for label, _ in rows])
    top = _legend(canvas, names, FILLS)
    for label, values in rows:
        _label(canvas, label, left, top)
        _stack(canvas, left, top + 2, [max(value, 0) for value in values], show)
        top += _ROW + 1
    return canvas.svg(top, title, told)


def lines(title: str, told: str, labels: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]],
          show: Show) -> str:  # fmt: skip
    """Lines over time, each with another dash. A value that is missing interrupts its line."""
    canvas, tall = Canvas(WIDTH), 70.0
    names = [name for name, _ in rows] if len(rows) > 1 else []
    top = _legend(canvas, names, ("#333333", "#ffffff", "#b8b8b8"))
    end = _even(_end([value for _, values in rows for value in values], None))
    left, step = wide(show(end)) + 6, 0.0
    step = (WIDTH - left - 14) / max(len(labels) - 1, 1)
    for share in (0, 0.5, 1):
        height = top + 4 + tall * (1 - share)
        canvas.text(left - 5, height + 3, show(end * share), "end", 7)
        canvas.line([(left, height), (WIDTH, height)], 0.25, "1 2")
    for place, label in enumerate(labels):
        canvas.text(left + 6 + place * step, top + tall + 16, clipped(label, step * 1.1, 7), "middle", 7)
    for row, (_, values) in enumerate(rows):
        points = [
            None if value is None else (left + 6 + place * step, top + 4 + tall * (1 - _share(value, end)))
            for place, value in enumerate(values)
        ]
        _through(canvas, points, ("", "4 2", "1 2")[row % 3], ("#333333", "#ffffff", "#b8b8b8")[row % 3])
    return canvas.svg(top + tall + 20, title, told)


def sparks(
    title: str,
    told: str,
    rows: Sequence[tuple[str, Sequence[float]]],
    bounds: tuple[float, float],
    show: Show,
) -> str:
    """A small line a row, between the same bounds, with its first and last number."""
    canvas, left = Canvas(WIDTH), _labels([label for label, _ in rows])
    least, most = bounds
    for place, (label, values) in enumerate(rows):
        top = place * _ROW
        _label(canvas, label, left, top)
        room = WIDTH - left - 58
        step = room / max(len(values) - 1, 1)
        known = [(min(max(value, least), most) - least) / ((most - least) or 1) for value in values]
        points = [(left + 24 + n * step, top + 12 - share * 9) for n, share in enumerate(known)]
        _through(canvas, list(points), "", "#333333", 1.2)
        if values:
            canvas.text(left + 17, top + 11, show(values[0]), "end")
            canvas.text(WIDTH - 30, top + 11, show(values[-1]))
    return canvas.svg(len(rows) * _ROW + 2, title, told)


# what they share


def _through(
    canvas: Canvas, points: list[tuple[float, float] | None], dashes: str, fill: str, radius: float = 2
) -> None:
    """A line through the points that there are, and the points."""
    for here, then in pairwise(points):
        if here and then:
            canvas.line([here, then], 0.9, dashes)
    for point in points:
        if point:
            canvas.dot(*point, fill, radius)


def _labels(labels: Sequence[str]) -> float:
    """How much room the names of the rows take."""
    return min(max(map(wide, labels), default=0) + 6, WIDTH * _MOST_LABEL)


def _values(values: Sequence[float | None], show: Show) -> float:
    return max((wide(show(value)) for value in values), default=0) + 8


def _label(canvas: Canvas, words: str, left: float, top: float) -> None:
    canvas.text(left - 5, top + 11, clipped(words, left - 5), "end")


def _bar(canvas: Canvas, left: float, top: float, room: float, share: float, fill: str, told: str) -> None:
    canvas.rect(left, top, room * share, _BAR, fill)
    canvas.text(left + room * share + 4, top + _BAR - 1.5, told)


def _stack(canvas: Canvas, left: float, top: float, values: Sequence[float], show: Show) -> None:
    whole, at = fsum(values), left
    for place, value in enumerate(values):
        width = (WIDTH - left - 1) * value / whole if whole else 0
        canvas.rect(at, top, width, 12, FILLS[place % len(FILLS)])
        words = show(value)
        if width > wide(words) + 5:
            canvas.rect(
                at + width / 2 - wide(words) / 2 - 1.5, top + 1.6, wide(words) + 3, 8.8, "#ffffff", "none"
            )
            canvas.text(at + width / 2, top + 9, words, "middle")
        at += width
    if not whole:
        canvas.text(left, top + 9, show(None))


def _legend(canvas: Canvas, names: Sequence[str], fills: Sequence[str]) -> float:
    """What the shades mean, on top, in as many lines as it takes. Returns where the chart begins."""
    at, top = 0.0, 0.0
    for place, name in enumerate(names):
        width = wide(name) + 22
        if at and at + width > WIDTH:
            at, top = 0.0, top + 13
        canvas.rect(at + 1, top + 1.5, 9, 8, fills[place % len(fills)])
        canvas.text(at + 14, top + 9, clipped(name, WIDTH - 16))
        at += width
    return top + 15 if names else 0


def _legend_height(names: Sequence[str]) -> float:
    return _legend(Canvas(WIDTH), names, FILLS)


def _axis(canvas: Canvas, left: float, bottom: float, top: float = 0) -> None:
    canvas.line([(left, top), (left, bottom)], 0.7)


def _end(values: Sequence[float | None], most: float | None) -> float:
    """Where the scale ends: at the largest value, or further."""
    known = [value for value in values if value is not None and isfinite(value)]
    return max([*known, most or 0]) or 1


def _even(end: float) -> float:
    """The next 2, 4, 6, 8 or 10, times a power of ten: its half is a plain number too."""
    tens = 10.0 ** floor(log10(end))
    return next((step * tens for step in (1, 2, 4, 6, 8, 10, 20) if step * tens >= end), end)


def _share(value: float | None, end: float) -> float:
    """How much of the room a value takes, 0 to 1."""
    return 0 if value is None or not isfinite(value) else min(max(value / end, 0), 1)
