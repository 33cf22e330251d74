"""The check of `check.py` for hundreds of thousands of flat rows: quick for a clean row, whole for any other.

A row takes the short way only while everything in it is evidently fine. At the first doubt it goes through
the whole check, so both ways find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from unicodedata import is_normalized

from fieldkit.errors import Problem
from fieldkit.forms.answer import LONGEST, Refusal, read, shown
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Form, Item
from fieldkit.forms.rules import rules
from fieldkit.forms.sheet import Checked, Sheet, put, warned
from fieldkit.forms.values import Value, truth

_REMEMBERED = 5000
_WRITTEN = ("text", "ref")

Condition = Callable[[Scope], bool]
Settle = Callable[[Scope, dict[str, Any]], None]
Judge = Callable[[Scope, dict[str, Any]], Problem | None]


class Doubt(Exception):
    """This row needs the whole check."""


class Bulk:
    """A checker of many rows of one form."""

    def __init__(self, form: Form, part: str | None) -> None:
        self.form, self.part = form, part
        sheet = Sheet(form, {}, "", part)
        mine = [item for item in form.items.values() if sheet.mine(item)]
        hanging = {item.code for item in rules(form).order}
        self.flat = not any(item.repeat or item.choice_filter for item in mine)
        self.readers = {item.code: _reader(item) for item in mine if not item.repeat}
        self.required = {item.code for item in mine if item.required is True and item.code not in hanging}
        asked: dict[str, Condition] = {}
        alike = groupby(filter(sheet.mine, rules(form).order), key=lambda item: (item.group, item.relevant))
        self.settling = [_settle(list(items), sheet, asked) for _, items in alike]
        self.judging = [_judge(item, sheet, asked) for item in mine if _judged(item)]

    def __call__(self, answers: Mapping[str, Any], today: date) -> Checked:
        """What `check` says of this row."""
        day = today.isoformat()
        if self.flat:
            try:
                return self.quick(answers, day)
            except (Doubt, Refusal, KeyError):
                pass  # the whole check says what it is
        return Sheet(self.form, answers, day, self.part).run()

    def quick(self, answers: Mapping[str, Any], today: str) -> Checked:
        """A row in which nothing is wrong, though wanted answers may lack. Raises at the first doubt."""
        readers = self.readers
        kept = {code: readers[code](given) for code, given in answers.items() if given or given == 0}
        if not self.required <= kept.keys():
            raise Doubt
        scope = Scope(kept, today)
        for settle in self.settling:
            settle(scope, kept)
        found = [problem for judge in self.judging if (problem := judge(scope, kept))]
        return Checked(kept, tuple(found))


def _reader(item: Item) -> Callable[[Any], Any]:
    """The reader of an item. What was read once without remark is remembered, save free text."""
    if item.type in _WRITTEN and not item.identifier:
        return _text_reader(item)
    remembered: dict[str, Any] = {}

    def reader(given: Any) -> Any:
        if type(given) is str and given in remembered:
            return _own(remembered[given])
        value, notes = read(item, given)
        if notes or value is None:
            raise Doubt
        if type(given) is str:
            if len(remembered) == _REMEMBERED:
                remembered.clear()
            remembered[given] = value
        return _own(value)

    return reader


def _own(value: Any) -> Any:
    """What is remembered, for one row to keep: a list is not shared."""
    return value.copy() if type(value) is list else value


def _text_reader(item: Item) -> Callable[[Any], Any]:
    least, most = item.length or (0, LONGEST[item.type])

    def reader(given: Any) -> Any:
        # Evidently clean: printable, one blank between words, none around, no coded missing answer.
        if (
            type(given) is str
            and (given.isascii() or is_normalized("NFC", given))
            and given.isprintable()
            and least <= len(given) <= most
            and given[0] > "-"
            and given[-1] != " "
            and "  " not in given
        ):
            return given
        value, notes = read(item, given)
        if notes or value is None:
            raise Doubt
        return value

    return reader


def _conditions(item: Item, sheet: Sheet, asked: dict[str, Condition]) -> list[Condition]:
    """What must hold for an item to apply. Items of one group share its condition: asked once a row."""
    group = sheet.rules.groups[item.group]
    texts = [text for text in (group.relevant, item.relevant) if text and sheet.seen(text)]
    for text in texts:
        if text not in asked:
            closure = sheet.rules.of_group(group) if text == group.relevant else sheet.rules.of(item, text)
            asked[text] = _asked_once(_remembering(closure, references(text)))
    return [asked[text] for text in texts]


def _asked_once(closure: Closure) -> Condition:
    """The truth of a condition, found when first asked in a row; what it rests on is settled by then."""
    row: Scope | None = None
    held = False

    def holds(scope: Scope) -> bool:
        nonlocal row, held
        if scope is not row:
            row, held = scope, truth(closure(scope))
        return held

    return holds


def _remembering(closure: Closure, codes: Sequence[str]) -> Closure:
    """A closure that works out the same answers, on the same day, only once."""
    remembered: dict[tuple[Any, ...], Value] = {}

    def found(scope: Scope) -> Value:
        key = (scope.today, scope.value, *map(scope.answers.get, codes))
        try:
            return remembered[key]
        except KeyError:
            if len(remembered) == _REMEMBERED:
                remembered.clear()
            return remembered.setdefault(key, closure(scope))
        except TypeError:  # a list among the answers: not worth remembering
            return closure(scope)

    return found


def _settle(items: Sequence[Item], sheet: Sheet, asked: dict[str, Condition]) -> Settle:
    """Whether some items apply, which all have the same conditions, and what is computed among them.

    An answer that does not apply is a doubt, and so is one that lacks.
    """
    conditions = _conditions(items[0], sheet, asked)
    codes = frozenset(item.code for item in items)
    needed = frozenset(item.code for item in items if item.required is True)
    computed = [(item.code, bool(item.calculation), _computed(item, sheet)) for item in items]
    found = [(code, always, closure) for code, always, closure in computed if closure]

    def settle(scope: Scope, kept: dict[str, Any]) -> None:
        for holds in conditions:
            if not holds(scope):
                if not codes.isdisjoint(kept):
                    raise Doubt
                return
        for code, always, closure in found:
            if always or code not in kept:
                scope.value = kept.get(code, "")
                put(kept, code, closure(scope))
        if not needed <= kept.keys():
            raise Doubt

    return settle


def _computed(item: Item, sheet: Sheet) -> Closure | None:
    text = item.calculation or item.presumed
    if not text or not sheet.seen(text):
        return None
    return _remembering(sheet.rules.of(item, text), references(text))


def _judged(item: Item) -> bool:
    return item.wanted or isinstance(item.required, str) or bool(item.constraint or item.warning)


def _judge(item: Item, sheet: Sheet, asked: dict[str, Condition]) -> Judge:
    """What is to be said of it: that it is wanted, or its warning; anything else is a doubt."""
    code, missing, conditions = item.code, item.missing, _conditions(item, sheet, asked)
    label = {"label": dict(item.labels)}
    lacking = Problem(code, "wanted", label, "warning") if item.wanted else None
    needed = sheet.rules.of(item, item.required) if isinstance(item.required, str) else None
    constraint, warning = (_decides(item, text, sheet) for text in (item.constraint, item.warning))
    odd, facts = warned(item)

    def absent(scope: Scope) -> Problem | None:
        if needed and truth(needed(scope)):
            raise Doubt
        return lacking if lacking and all(holds(scope) for holds in conditions) else None

    def judge(scope: Scope, kept: dict[str, Any]) -> Problem | None:
        value = kept.get(code)
        scope.value = "" if value is None else value
        if value is None:
            return absent(scope)
        if constraint and (found := constraint(scope)) != "" and not truth(found) and value not in missing:
            raise Doubt
        if warning and (found := warning(scope)) != "" and truth(found) and value not in missing:
            return Problem(code, odd, {**label, "value": shown(value), **facts}, "warning")
        return None

    return judge


def _decides(item: Item, text: str, sheet: Sheet) -> Closure | None:
    """The closure of a constraint or warning, or None when it cannot be judged here."""
    if not text or not sheet.seen(text):
        return None
    return _remembering(sheet.rules.decides(item, text), references(text))
