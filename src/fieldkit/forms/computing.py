"""What is computed in many rows: worked out once for rows that agree on the answers it is computed from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from fieldkit.forms.expression import Closure, Scope
from fieldkit.forms.reading import REMEMBERED
from fieldkit.forms.values import settled


class Step(NamedTuple):
    """One computed item. always: whatever was given; else only when nothing was. inputs: what it looks at."""

    code: str
    always: bool
    closure: Closure
    inputs: frozenset[str]


class Cluster:
    """Items computed from the same answers, one after the other."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.codes: set[str] = set()
        self.inputs: tuple[str, ...] = ()
        self._remembered: dict[tuple[Any, ...], dict[str, Any]] = {}

    def takes(self, step: Step) -> bool:
        """Take one more item when it looks at no other answers than the rest, or at all of theirs too."""
        mine, its = set(self.inputs), step.inputs - self.codes
        if self.steps and not (mine <= its or its <= mine):
            return False
        self.steps.append(step)
        self.codes.add(step.code)
        self.inputs = tuple(sorted(mine | its))
        return True

    def compute(self, scope: Scope, kept: dict[str, Any]) -> None:
        """Put the values into the row."""
        key = tuple(map(kept.get, self.inputs))
        try:
            found = self._remembered.get(key)
        except TypeError:  # a list among them: not worth remembering
            self._work_out(scope, kept)
            return
        if found is None:
            if len(self._remembered) == REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = self._work_out(scope, kept)
        kept.update(found)

    def _work_out(self, scope: Scope, kept: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for code, always, closure, _ in self.steps:
            if always or code not in kept:
                scope.value = ""
                value = settled(closure(scope))
                if value != "":
                    kept[code] = found[code] = value
        return found


def clusters(steps: Iterable[Step]) -> tuple[Cluster, ...]:
    """The steps, in their order, in clusters."""
    found: list[Cluster] = []
    for step in steps:
        if not found or not found[-1].takes(step):
            found.append(Cluster())
            found[-1].takes(step)
    return tuple(found)
