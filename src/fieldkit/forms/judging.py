"""What is to be said of the answers of many rows: the same of the same answer in the same circumstances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldkit.errors import Problem
from fieldkit.forms.computing import Remembered, Rows
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Item
from fieldkit.forms.reading import DOUBT, PARTED
from fieldkit.forms.refusal import shown
from fieldkit.forms.sheet import Sheet, warned
from fieldkit.forms.values import truth

_EACH = PARTED | {"decimal"}
"""Types judged anew in each row: what has parts, or is 1 as well as 1.0, is told as it was written."""


class Judge:
    """Judges the answers to one item by its constraint and warning."""

    def __init__(self, item: Item, sheet: Sheet) -> None:
        self.item, self.code, self.missing = item, item.code, item.missing
        said = " ".join((item.warning_message or {}).values())
        named = {code for text in (item.constraint, item.warning, said) for code in references(text)}
        self.looks_at = (item.code, *sorted(named - {item.code}))
        items = sheet.form.items
        self.each = any(items[code].type in _EACH for code in self.looks_at if code in items)
        self.label = {"label": dict(item.labels)}
        self.constraint = _decides(item, item.constraint, sheet)
        self.warning = _decides(item, item.warning, sheet)

    def remembering(self, today: str) -> Remembered:
        """What is said on a day of this answer, given those it is judged by: a warning, DOUBT or None."""
        return Remembered(self.looks_at, today, self.say)

    def say(self, scope: Scope) -> Problem | None:
        """Its warning, if any; DOUBT where the constraint does not hold."""
        value = scope.answers.get(self.code)
        if value is None or value in self.missing:
            return None
        scope.value = value
        if self.constraint and (found := self.constraint(scope)) != "" and not truth(found):
            return DOUBT  # type: ignore[no-any-return]
        if self.warning and (found := self.warning(scope)) != "" and truth(found):
            odd, words = warned(self.item, scope.answers)
            return Problem(self.code, odd, {**self.label, "value": shown(value), **words}, "warning")
        return None

    def judge(self, rows: Rows, remembered: Remembered) -> Iterator[tuple[int, Problem]]:
        """All that is to be said of this answer, with the places of the rows."""
        if self.code not in rows.values:
            return
        if self.each:
            said = map(self.say, rows.scopes(self.looks_at))
        else:
            if not any(map(remembered.__getitem__, set(rows.keys(self.looks_at)))):
                return
            said = map(remembered.__getitem__, rows.keys(self.looks_at))
        yield from ((place, one) for place, one in enumerate(said) if one)


def judges(items: Iterable[Item], sheet: Sheet) -> list[Judge]:
    """The judges of these items."""
    return [Judge(item, sheet) for item in items if item.constraint or item.warning]


def _decides(item: Item, text: str, sheet: Sheet) -> Closure | None:
    """The closure of a constraint or warning, or None when it cannot be judged here."""
    return sheet.rules.decides(item, text) if text and sheet.seen(text) else None
