"""Whether one notebook goes on in two places: each exchange that brings something gets a number, and says the
last one it was told.

Numbers of one notebook go on from each other: 1, 2, 3. Where an answer was lost, or the notebook was put back
from a copy, it goes on from an earlier one, and those after that are said no more. When one of those is said
after all, the notebook that was left behind is alive too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 60
"""How many stretches are remembered; there is one more after every answer that was lost."""

Path = Sequence[Sequence[int]]
"""The numbers that lead to the last one given, as stretches: [first, last]. Empty: none was given."""


class Turn(NamedTuple):
    """The path after one more number. revived: it went on from one that had been left behind."""

    path: list[list[int]]
    revived: bool


def last(path: Path) -> int:
    """The last number given; 0 when none was."""
    return path[-1][1] if path else 0


def take(path: Path, said: int) -> Turn:
    """Give one more number to who says that this was its last. What is older than all that is remembered, or
    newer than all that was given (the centre was put back from a copy), tells nothing."""
    number = max(said, last(path)) + 1
    known = [list(stretch) for stretch in path] or [[0, 0]]
    if not known[0][0] <= said <= known[-1][1]:
        return Turn([[said, said], [number, number]], False)
    behind = [[first, min(end, said)] for first, end in known if first <= said]
    if said > known[len(behind) - 1][1]:
        return Turn([[said, said], [number, number]], True)
    if behind[-1][1] + 1 == number:
        behind[-1][1] = number
    else:
        behind.append([number, number])
    return Turn(behind[-MOST:], False)
