"""Reference values: what somebody else published, shown beside a report's numbers and never counted. Pure.

Those of a year are one line of the header of reports: `name | number | year | source`, one after the other
with `;`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple


class Reference(NamedTuple):
    """One published number, with where it was published, and its year if it is of one."""

    name: str
    value: float
    year: int | None
    source: str

    @property
    def origin(self) -> str:
        """Its year and where it was published."""
        return f"{self.year} · {self.source}" if self.year else self.source


def references(written: str) -> list[Reference]:
    """Those of a line that can be read."""
    return [found for piece in pieces(written) if (found := reference(piece))]


def pieces(written: str) -> Iterator[str]:
    """What should be a reference each."""
    return (piece.strip() for piece in written.split(";") if piece.strip())


def reference(piece: str) -> Reference | None:
    """`name | number | year | source`; None when it is not that."""
    parts = [part.strip() for part in piece.split("|")]
    if len(parts) != 4 or not all(parts):
        return None
    name, number, year, source = parts
    try:
        value, when = float(number.removesuffix("%").replace(",", ".")), int(year)
    except ValueError:
        return None
    return Reference(name, value, when, source) if isfinite(value) and 1900 <= when <= 2100 else None
