"""What is to be said of the answers of many rows: the same of the same answer in the same circumstances."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fieldkit.errors import Problem
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Item
from fieldkit.forms.reading import REMEMBERED, Doubt
from fieldkit.forms.refusal import shown
from fieldkit.forms.sheet import Sheet, warned
from fieldkit.forms.values import truth

_PLAIN = ("text", "longtext", "integer", "date", "time", "ref", "photo", "select_one", "yesno")
_UNSAID: Any = object()
Sayings = dict[Any, Problem | None]


class _Judge:
    """Judges one answer by its constraint and warning."""

    def __init__(self, item: Item, sheet: Sheet) -> None:
        self.item, self.code, self.missing = item, item.code, item.missing
        self.plain = item.type in _PLAIN
        self.label = {"label": dict(item.labels)}
        self.constraint = _decides(item, item.constraint, sheet)
        self.warning = _decides(item, item.warning, sheet)

    def say(self, scope: Scope, value: Any) -> Problem | None:
        """Its warning, if any. Raises Doubt where the constraint does not hold."""
        scope.value = value
        if value in self.missing:
            return None
        if self.constraint and (found := self.constraint(scope)) != "" and not truth(found):
            raise Doubt
        if self.warning and (found := self.warning(scope)) != "" and truth(found):
            odd, words = warned(self.item, {**scope.answers, **scope.row})
            return Problem(self.code, odd, {**self.label, "value": shown(value), **words}, "warning")
        return None


class Bench:
    """Judges of items whose constraints and warnings look at the same other answers."""

    def __init__(self, others: tuple[str, ...]) -> None:
        self.others = others
        self.judges: list[_Judge] = []
        self._remembered: dict[tuple[Any, ...], list[tuple[str, Sayings, _Judge]]] = {}
        self._count = 0

    def judge(self, scope: Scope, kept: dict[str, Any]) -> list[Problem]:
        """All that is to be said of a row. Raises Doubt."""
        key = tuple(map(kept.get, self.others))
        told = []
        for code, sayings, judge in self._remembered.get(key) or self._meet(key):
            said = sayings.get(kept.get(code), _UNSAID) if sayings else _UNSAID
            if said is _UNSAID:
                said = self._say(judge, sayings, scope, kept.get(code))
            if said:
                told.append(said)
        return told

    def _say(self, judge: _Judge, sayings: Sayings, scope: Scope, value: Any) -> Problem | None:
        said = None if value is None else judge.say(scope, value)
        if sayings:
            sayings[value] = said
            self._count += 1
        return said

    def _meet(self, key: tuple[Any, ...]) -> list[tuple[str, Sayings, _Judge]]:
        """Circumstances not met before. What has parts, or is 1 as well as 1.0, is judged anew each time."""
        if self._count > REMEMBERED or len(self._remembered) > REMEMBERED // 10:
            self._remembered.clear()
            self._count = 0
        self._remembered[key] = [
            (judge.code, {None: None} if judge.plain else {}, judge) for judge in self.judges
        ]
        return self._remembered[key]


def benches(items: Iterable[Item], sheet: Sheet) -> tuple[Bench, ...]:
    """The judges of these items."""
    found: dict[tuple[str, ...], Bench] = {}
    for item in items:
        if item.constraint or item.warning:
            said = " ".join((item.warning_message or {}).values())
            named = {code for text in (item.constraint, item.warning, said) for code in references(text)}
            others = tuple(sorted(named - {item.code}))
            found.setdefault(others, Bench(others)).judges.append(_Judge(item, sheet))
    return tuple(found.values())


def _decides(item: Item, text: str, sheet: Sheet) -> Closure | None:
    """The closure of a constraint or warning, or None when it cannot be judged here."""
    return sheet.rules.decides(item, text) if text and sheet.seen(text) else None
