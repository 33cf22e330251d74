"""What is computed in many rows: worked out once for rows that agree on the answers it is computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from fieldkit.forms.expression import Closure, Scope
from fieldkit.forms.reading import REMEMBERED, Column
from fieldkit.forms.scope import plain
from fieldkit.forms.values import settled, truth


class Rows:
    """Many rows of one form. values: their columns, by item. doubtful: the places of those to check whole."""

    def __init__(self, count: int, today: str, parted: frozenset[str]) -> None:
        self.count, self.today, self.parted = count, today, parted
        self.values: dict[str, Column] = {}
        self.doubtful: set[int] = set()

    def keys(self, codes: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """What each row says about these items, as expressions see it."""
        return zip(*map(self._seen, codes), strict=True) if codes else repeat((), self.count)

    def scopes(self, codes: Sequence[str]) -> Iterator[Scope]:
        """For each row, what an expression that looks at these items may see."""
        columns = [(code, self.values[code]) for code in codes if code in self.values]
        for place in range(self.count):
            said = ((code, column[place]) for code, column in columns)
            yield Scope({code: value for code, value in said if value is not None}, self.today)

    def column(self, code: str) -> Column:
        """What the rows say of an item."""
        found = self.values.get(code)
        return [None] * self.count if found is None else found

    def _seen(self, code: str) -> Column:
        column = self.column(code)
        if code in self.parted:
            return [None if value is None else plain(value) for value in column]
        return column


class Remembered(dict[tuple[Any, ...], Any]):
    """What follows from the answers to some items, by what they say. work: finds it out."""

    def __init__(self, inputs: Iterable[str], today: str, work: Callable[[Scope], Any]) -> None:
        super().__init__()
        self.inputs = tuple(inputs)
        self.today, self.work = today, work

    def __missing__(self, key: tuple[Any, ...]) -> Any:
        said = zip(self.inputs, key, strict=True)
        found = self.work(Scope({code: value for code, value in said if value is not None}, self.today))
        if len(self) >= REMEMBERED:
            self.clear()
        self[key] = found
        return found

    def of(self, rows: Rows) -> list[Any]:
        """What follows in each row."""
        return list(map(self.__getitem__, rows.keys(self.inputs)))


class Step(NamedTuple):
    """One computed item. always: whatever was given; else only when nothing was. inputs: what it looks at."""

    code: str
    always: bool
    closure: Closure
    inputs: frozenset[str]

    def work(self, scope: Scope) -> Any:
        """What it comes to; "" for nothing."""
        scope.value = ""
        return settled(self.closure(scope))


class Cluster:
    """Items computed from the same answers, one after the other."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.inputs: set[str] = set()

    def takes(self, step: Step) -> bool:
        """Take one more item when it looks at no other answers than the rest, or at all of theirs too."""
        its = step.inputs - {one.code for one in self.steps}
        if self.steps and not (self.inputs <= its or its <= self.inputs):
            return False
        self.steps.append(step)
        self.inputs |= its
        return True

    def remembering(self, today: str) -> Remembered:
        """What is computed on a day, by what is given: a value for each step, or None."""
        steps = [(step, self._narrow(step, today)) for step in self.steps]

        def work_out(scope: Scope) -> tuple[Any, ...]:
            kept: dict[str, Any] = scope.answers  # type: ignore[assignment]
            for step, narrow in steps:
                if step.always or step.code not in kept:
                    value = (
                        narrow[tuple(map(kept.get, narrow.inputs))]
                        if narrow is not None
                        else step.work(scope)
                    )
                    if value != "":
                        kept[step.code] = value
            return tuple(kept.get(step.code) for step, _ in steps)

        return Remembered(sorted(self.inputs), today, work_out)

    def _narrow(self, step: Step, today: str) -> Remembered | None:
        """What a step that looks at few of the answers is remembered by: a level, by the index it is of."""
        return Remembered(step.inputs, today, step.work) if len(step.inputs) < len(self.inputs) / 2 else None


def clusters(steps: Iterable[Step]) -> tuple[Cluster, ...]:
    """The steps, in their order, in clusters."""
    found: list[Cluster] = []
    for step in steps:
        if not found or not found[-1].takes(step):
            found.append(Cluster())
            found[-1].takes(step)
    return tuple(found)


def all_true(closures: Sequence[Closure]) -> Callable[[Scope], bool]:
    """Whether all of these hold."""
    return lambda scope: all(truth(closure(scope)) for closure in closures)
