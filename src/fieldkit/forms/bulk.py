"""The check of `check.py` for hundreds of thousands of flat rows: quick for a clean row, whole for any other.

A row takes the short way only while everything in it is evidently fine. At the first doubt it goes through
the whole check, so both ways find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from unicodedata import is_normalized

from fieldkit.errors import Problem
from fieldkit.forms.answer import LONGEST, Refusal, read
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Form, Item
from fieldkit.forms.rules import rules
from fieldkit.forms.sheet import Checked, Sheet, put
from fieldkit.forms.values import Value, truth

_REMEMBERED = 5000
_WRITTEN = ("text", "ref")

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
        self.settling = [_settle(item, sheet) for item in rules(form).order if sheet.mine(item)]
        self.judging = [_judge(item, sheet) for item in mine if _judged(item)]

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


def _conditions(item: Item, sheet: Sheet) -> list[Closure]:
    group = sheet.rules.groups[item.group]
    found = [sheet.rules.of_group(group)] if group.relevant and sheet.seen(group.relevant) else []
    if item.relevant and sheet.seen(item.relevant):
        found.append(sheet.rules.of(item, item.relevant))
    return found


def _computed(item: Item, text: str, sheet: Sheet) -> Closure:
    """The closure of a computed value. From the same answers, on the same day, it is computed once."""
    closure, codes = sheet.rules.of(item, text), references(text)
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


def _settle(item: Item, sheet: Sheet) -> Settle:
    """Whether it applies, and what is computed. An answer that does not apply is a doubt."""
    conditions, code, always = _conditions(item, sheet), item.code, bool(item.calculation)
    text = item.calculation or item.presumed
    closure = _computed(item, text, sheet) if text and sheet.seen(text) else None
    needed = item.required is True

    def settle(scope: Scope, kept: dict[str, Any]) -> None:
        for condition in conditions:
            if not truth(condition(scope)):
                if code in kept:
                    raise Doubt
                return
        if closure is not None and (always or code not in kept):
            scope.value = kept.get(code, "")
            put(kept, code, closure(scope))
        if needed and code not in kept:
            raise Doubt

    return settle


def _judged(item: Item) -> bool:
    return item.wanted or isinstance(item.required, str) or bool(item.constraint or item.warning)


def _judge(item: Item, sheet: Sheet) -> Judge:
    """What is to be said of it: that it is wanted; anything else is a doubt."""
    code, missing, conditions = item.code, item.missing, _conditions(item, sheet)
    lacking = Problem(code, "wanted", {"label": dict(item.labels)}, "warning") if item.wanted else None
    needed = sheet.rules.of(item, item.required) if isinstance(item.required, str) else None
    seen = [text for text in (item.constraint, item.warning) if text and sheet.seen(text)]
    rules = [(sheet.rules.decides(item, text), text == item.constraint) for text in seen]
    alone = not any(references(text) for text in seen)
    fine: set[tuple[str, str]] = set()

    def judge(scope: Scope, kept: dict[str, Any]) -> Problem | None:
        value = kept.get(code)
        scope.value = "" if value is None else value
        if value is None:
            if needed and truth(needed(scope)):
                raise Doubt
            return lacking if lacking and all(truth(one(scope)) for one in conditions) else None
        memorable = alone and type(value) is str
        if memorable and (value, scope.today) in fine:
            return None
        for closure, must in rules:
            found = closure(scope)
            if found != "" and truth(found) is not must and value not in missing:
                raise Doubt
        if memorable and len(fine) < _REMEMBERED:
            fine.add((value, scope.today))
        return None

    return judge
