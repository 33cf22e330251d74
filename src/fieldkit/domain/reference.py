"""Reference values: what somebody else published, shown beside the results of a year and never counted. Pure.

They are one line of the header of reports: `name | number | year | source`, one after the other with `;`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple


class Reference(NamedTuple):
    """One published number, with its year and where it was published."""

    name: str
    value: float
    year: int
    source: str


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
        found = Reference(name, float(number.removesuffix("%").replace(",", ".")), int(year), source)
    except ValueError:
        return None
    return found if isfinite(found.value) and 1900 <= found.year <= 2100 else None
