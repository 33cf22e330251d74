"""Which keys have been met in a file, in eight bytes each: a file may have a million rows."""

from __future__ import annotations

from array import array
from collections import defaultdict

_DRAWERS = 1 << 14
"""So many that of a million each holds some sixty."""


class Seen:
    """Texts met so far. Two of a million are mistaken for one another once in forty million files."""

    def __init__(self) -> None:
        self._drawers: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))

    def meet(self, text: str) -> bool:
        """Whether it had been met before; from now on it has."""
        mark = hash(text)  # 64 bits, of another kind in every process
        drawer = self._drawers[mark % _DRAWERS]
        if mark in drawer:
            return True
        drawer.append(mark)
        return False
