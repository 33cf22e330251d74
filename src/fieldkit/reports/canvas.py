"""A drawing in SVG: the few shapes that charts are made of. The same calls give the same bytes.

It prints in grey: areas differ by shade and by hatching, and everything that matters is labelled.
"""

from __future__ import annotations

from html import escape
from math import fsum
from typing import Literal

from fieldkit.reports.legible import legible

Anchor = Literal["start", "middle", "end"]

SIZE = 8.5
"""Height of the letters, in the units of the drawing (a point when it is drawn at its own size)."""
_LETTER, _WIDE_LETTER = 0.47, 0.72
_SEEN = 0.01
_NARROW = 0x2E80
"""From here on signs are as wide as they are tall."""
FONT = "Libertinus Serif, Times New Roman, serif"

FILLS = ("#333333", "url(#hatched)", "#b8b8b8", "#ffffff", "url(#dotted)")
"""Five areas that a grey printer keeps apart, darkest first."""

_PATTERNS = (
    '<defs><pattern id="hatched" width="3" height="3" patternUnits="userSpaceOnUse">'
    '<rect width="3" height="3" fill="#ffffff"/><path d="M0 3L3 0" stroke="#333333" stroke-width="0.8"/>'
    '</pattern><pattern id="dotted" width="3" height="3" patternUnits="userSpaceOnUse">'
    '<rect width="3" height="3" fill="#ffffff"/><circle cx="1.5" cy="1.5" r="0.6" fill="#333333"/>'
    "</pattern></defs>"
)


class Canvas:
    """A drawing of a width; its height is known when it is finished."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._shapes: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "#333333"
    ) -> None:
        """A box. One too narrow or flat to be seen is not drawn; there are no negative ones."""
        if width >= _SEEN and height >= _SEEN:
            self._shapes.append(
                f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
                f'fill="{fill}" stroke="{stroke}" stroke-width="0.5"/>'
            )

    def line(self, points: list[tuple[float, float]], width: float = 0.5, dashes: str = "") -> None:
        """A line through points; two at least."""
        if len(points) > 1:
            path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            self._shapes.append(
                f'<polyline points="{path}" fill="none" stroke="#333333" '
                f'stroke-width="{number(width)}"{dashed}/>'
            )

    def dot(self, x: float, y: float, fill: str = "#333333", radius: float = 2) -> None:
        """A point."""
        self._shapes.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}" '
            'stroke="#333333" stroke-width="0.7"/>'
        )

    def text(self, x: float, y: float, words: str, anchor: Anchor = "start", size: float = SIZE) -> None:
        """Words on a base line."""
        self._shapes.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{anchor}">'
            f"{_safe(words)}</text>"
        )

    def svg(self, height: float, title: str, told: str) -> str:
        """The whole drawing. title, told: what it is and what it shows, for those who do not see it."""
        size = f"{number(self.width)} {number(max(height, 1))}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
            f'font-family="{FONT}" fill="#111111"><title>{_safe(title)}</title><desc>{_safe(told)}</desc>'
            f"{_PATTERNS}{''.join(self._shapes)}</svg>"
        )


def height(svg: str) -> float:
    """How tall a drawing of ours is, in its own units."""
    return float(svg.partition('viewBox="')[2].partition('"')[0].split()[3])


def number(value: float) -> str:
    """A coordinate: two decimals at most, never `-0`."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def wide(words: str, size: float = SIZE) -> float:
    """About how wide words are."""
    return size * fsum(map(_letter, words))


def _letter(sign: str) -> float:
    return 1 if ord(sign) >= _NARROW else _WIDE_LETTER if sign.isupper() or sign in "@%→" else _LETTER


def clipped(words: str, room: float, size: float = SIZE) -> str:
    """Words that fit into a width; what is left out is shown by an ellipsis."""
    if wide(words, size) <= room:
        return words
    kept = ""
    for sign in words:
        if wide(kept + sign + "…", size) > room:
            break
        kept += sign
    return kept.rstrip() + "…"


def _safe(words: str) -> str:
    """Words as XML can carry them."""
    return escape(" ".join(legible(words).split("\n")))
