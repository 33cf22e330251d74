"""The fewest rounds until the last few of a group are able too, found by trying every way. Pure.

Where languages stand between people, the pairs that look best now can make the way longer, and the shortest
is hard to find in general (broadcasting in a graph). For a few people every way can be tried. One able
person more never makes a way longer, so of those who could be taught at once only the largest sets count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import ceil, log2

FEW = 10
"""Up to so many people every way is tried."""


def rounds_at_least(able: int, people: int) -> int:
    """The fewest rounds from `able` of `people` to all of them, one tutee each; 0 for nobody able."""
    return ceil(log2(people / able)) if 0 < able < people else 0


class Ways:
    """Every way to teach those who are missing: all of them can be reached from those who are able."""

    def __init__(
        self, able: Sequence[str], missing: Sequence[str], understand: Callable[[str, str], bool]
    ) -> None:
        self._people = len(able) + len(missing)
        self._tutors = {
            one: [tutor for tutor in (*able, *missing) if tutor != one and understand(tutor, one)]
            for one in missing
        }
        self._known: dict[frozenset[str], int] = {frozenset(): 0}

    def fewest(self, missing: Iterable[str]) -> int:
        """The rounds it takes at least, and that are enough, when only these are still missing."""
        left = frozenset(missing)
        if left not in self._known:
            least = rounds_at_least(self._people - len(left), self._people)
            best = len(left)
            for taught in self.at_once(sorted(left)):
                best = min(best, 1 + self.fewest(left.difference(taught)))
                if best == least:
                    break
            self._known[left] = best
        return self._known[left]

    def at_once(self, missing: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The largest sets of these that can be taught in one round, those with the first of them first."""
        size = self._pairs(missing, missing)
        return (some for some in combinations(missing, size) if self._pairs(some, missing) == size)

    def _pairs(self, tutees: Sequence[str], missing: Sequence[str]) -> int:
        """How many of the tutees can be in a pair at once, by augmenting paths."""
        taken: dict[str, str] = {}

        def placed(tutee: str, tried: set[str]) -> bool:
            for tutor in self._tutors[tutee]:
                if tutor in missing or tutor in tried:
                    continue
                tried.add(tutor)
                if tutor not in taken or placed(taken[tutor], tried):
                    taken[tutor] = tutee
                    return True
            return False

        return sum(placed(tutee, set()) for tutee in tutees)
