"""What an expression may look at, and how an answer looks to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from fieldkit.forms.values import Value

_NO_ROW: Mapping[str, Any] = {}


class Scope:
    """What an expression may look at: all answers, this row's, the answer itself, today, an option's code."""

    __slots__ = ("answers", "name", "row", "today", "value")

    def __init__(
        self, answers: Mapping[str, Any], today: str, row: Mapping[str, Any] = _NO_ROW, value: Any = ""
    ) -> None:
        self.answers, self.today, self.row, self.value = answers, today, row, value
        self.name = ""


class Known(NamedTuple):
    """What the compiler knows of an item: the repeat it is in ("" for none), its coded missing answers."""

    repeat: str = ""
    missing: tuple[int, ...] = ()


Closure = Callable[[Scope], Value]


def plain(answer: Any, missing: tuple[int, ...] = ()) -> Value:
    """An answer as expressions see it: unanswered and coded missing ones are empty."""
    kind = type(answer)
    if kind is str:
        return answer  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return "" if answer in missing else answer
    if kind is list:
        return (
            [plain(one) for one in answer]
            if answer and type(answer[0]) is dict
            else " ".join(map(str, answer))
        )
    if kind is bool:
        return answer  # type: ignore[no-any-return]
    if kind is dict:
        return str(answer.get("name", "")) or f"{answer.get('lat', '')} {answer.get('lon', '')}".strip()
    return ""


def own(missing: tuple[int, ...]) -> Closure:
    """Reads `.`: the answer the expression belongs to."""
    return lambda scope: plain(scope.value, missing)


def answer(code: str, missing: tuple[int, ...]) -> Closure:
    """Reads `${code}` outside repeats."""

    def read(scope: Scope) -> Value:
        found = scope.answers.get(code, "")
        kind = type(found)
        if kind is int:  # what most answers are
            return "" if found in missing else found
        return found if kind is str else plain(found, missing)

    return read


def of_row(code: str, missing: tuple[int, ...]) -> Closure:
    """Reads `${code}` of this row."""
    return lambda scope: plain(scope.row.get(code, ""), missing)


def of_rows(group: str, code: str, missing: tuple[int, ...]) -> Closure:
    """Reads `${code}` of every row, from outside their repeat."""
    return lambda scope: [plain(row.get(code, ""), missing) for row in scope.answers.get(group) or ()]
