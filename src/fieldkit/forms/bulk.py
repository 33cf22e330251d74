"""The check of `check.py` for hundreds of thousands of flat rows: quick for a clean row, whole for any other.

A row takes the short way only while everything in it is evidently fine. At the first doubt it goes through
the whole check, so both ways find the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import is_normalized

from fieldkit.errors import Problem
from fieldkit.forms.answer import LONGEST, Refusal, read, shown
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Form, Item
from fieldkit.forms.rules import rules
from fieldkit.forms.sheet import Checked, Sheet, warned
from fieldkit.forms.values import Value, settled, truth

_REMEMBERED = 5000
_VARIES = re.compile(r"(?<!\w)\.(?!\w)|today|now|random")
"""Where an expression looks at more than the answers it names: its own answer `.`, or the day."""
_WRITTEN = ("text", "ref")

Judge = Callable[[Scope, dict[str, Any], frozenset[str]], Problem | None]


class Doubt(Exception):
    """This row needs the whole check."""


class Block(NamedTuple):
    """Items that apply under the same conditions. computed: code, always or only when not given, how."""

    conditions: tuple[Closure, ...]
    codes: frozenset[str]
    needed: frozenset[str]
    computed: tuple[tuple[str, bool, Closure], ...]


class Path(NamedTuple):
    """What applies in a row. It is the same for all rows with the same answers to what conditions rest on."""

    absent: frozenset[str]
    needed: frozenset[str]
    computed: tuple[tuple[str, bool, Closure], ...]


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
        alike = groupby(filter(sheet.mine, rules(form).order), key=lambda item: (item.group, item.relevant))
        self.blocks = [_block(list(items), sheet) for _, items in alike]
        self.judging = [_judge(item, sheet) for item in mine if _judged(item)]
        self.rests_on = tuple(_rests_on(form, sheet))
        self.paths: dict[tuple[Any, ...], Path] = {}

    def __call__(self, answers: Mapping[str, Any], today: date) -> Checked:
        """What `check` says of this row."""
        day = today.isoformat()
        if self.flat:
            try:
                return self.quick(answers, day)
            except (Doubt, Refusal, KeyError, TypeError):
                pass  # the whole check says what it is
        return Sheet(self.form, answers, day, self.part).run()

    def quick(self, answers: Mapping[str, Any], today: str) -> Checked:
        """A row in which nothing is wrong, though wanted answers may lack. Raises at the first doubt."""
        readers = self.readers
        kept = {code: readers[code](given) for code, given in answers.items() if given or given == 0}
        if not self.required <= kept.keys():
            raise Doubt
        scope = Scope(kept, today)
        key = (today, *[_plain(kept.get(code)) for code in self.rests_on])
        path = self.paths.get(key) or self._find_path(key, scope, kept)
        if not path.absent.isdisjoint(kept):
            raise Doubt
        _compute(path.computed, scope, kept)
        if not path.needed <= kept.keys():
            raise Doubt
        found = [problem for judge in self.judging if (problem := judge(scope, kept, path.absent))]
        return Checked(kept, tuple(found))

    def _find_path(self, key: tuple[Any, ...], scope: Scope, kept: dict[str, Any]) -> Path:
        """Ask every condition, each when what it rests on has been computed."""
        absent: frozenset[str] = frozenset()
        there = []
        for block in self.blocks:
            if all(truth(condition(scope)) for condition in block.conditions):
                there.append(block)
                _compute(block.computed, scope, kept)
            else:
                absent |= block.codes
        needed = frozenset(code for block in there for code in block.needed)
        path = Path(absent, needed, tuple(step for block in there for step in block.computed))
        if len(self.paths) == _REMEMBERED:
            self.paths.clear()
        return self.paths.setdefault(key, path)


def _plain(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


def _compute(steps: Sequence[tuple[str, bool, Closure]], scope: Scope, kept: dict[str, Any]) -> None:
    for code, always, closure in steps:
        if always or code not in kept:
            scope.value = kept.get(code, "")
            value = closure(scope)
            if value != "":
                kept[code] = value
            elif always:
                kept.pop(code, None)


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


def _conditions(item: Item, sheet: Sheet) -> tuple[str, ...]:
    """What must hold for an item to apply, as far as it can be judged here."""
    group = sheet.rules.groups[item.group]
    return tuple(text for text in (group.relevant, item.relevant) if text and sheet.seen(text))


def _block(items: Sequence[Item], sheet: Sheet) -> Block:
    first = items[0]
    group = sheet.rules.groups[first.group]
    conditions = [
        sheet.rules.of_group(group) if text == group.relevant else sheet.rules.of(first, text)
        for text in _conditions(first, sheet)
    ]
    computed = [(item.code, bool(item.calculation), _computed(item, sheet)) for item in items]
    return Block(
        tuple(conditions),
        frozenset(item.code for item in items),
        frozenset(item.code for item in items if item.required is True),
        tuple((code, always, closure) for code, always, closure in computed if closure),
    )


def _rests_on(form: Form, sheet: Sheet) -> list[str]:
    """The answers that decide what applies: all that conditions name, and what that is computed from."""
    waiting = [text for item in form.items.values() if sheet.mine(item) for text in _conditions(item, sheet)]
    found: dict[str, None] = {}
    while waiting:
        for code in references(waiting.pop()):
            if code not in found:
                found[code] = None
                item = form.items.get(code)
                if item:
                    waiting += [text for text in (item.calculation, item.presumed) if text]
                    waiting += _conditions(item, sheet)
    return list(found)


def _remembering(closure: Closure, text: str) -> Closure:
    """A closure that works out the same answers only once: on the same day, for the same own answer."""
    codes, varies = references(text), _VARIES.search(text)
    remembered: dict[Any, Value] = {}

    def found(scope: Scope) -> Value:
        given = tuple(map(scope.answers.get, codes))
        key = (scope.today, scope.value, given) if varies else given
        try:
            value = remembered.get(key)
        except TypeError:  # a list among the answers: not worth remembering
            return closure(scope)
        if value is None:
            if len(remembered) == _REMEMBERED:
                remembered.clear()
            value = remembered[key] = closure(scope)
        return value

    return found


def _computed(item: Item, sheet: Sheet) -> Closure | None:
    text = item.calculation or item.presumed
    if not text or not sheet.seen(text):
        return None
    closure = sheet.rules.of(item, text)
    return _remembering(lambda scope: settled(closure(scope)), text)


def _judged(item: Item) -> bool:
    return item.wanted or isinstance(item.required, str) or bool(item.constraint or item.warning)


def _judge(item: Item, sheet: Sheet) -> Judge:
    """What is to be said of it: that it is wanted, or its warning; anything else is a doubt."""
    code, missing = item.code, item.missing
    label = {"label": dict(item.labels)}
    lacking = Problem(code, "wanted", label, "warning") if item.wanted else None
    needed = sheet.rules.of(item, item.required) if isinstance(item.required, str) else None
    constraint, warning = (_decides(item, text, sheet) for text in (item.constraint, item.warning))
    odd, facts = warned(item)

    def judge(scope: Scope, kept: dict[str, Any], absent: frozenset[str]) -> Problem | None:
        value = kept.get(code)
        scope.value = "" if value is None else value
        if value is None:
            if needed and code not in absent and truth(needed(scope)):
                raise Doubt
            return None if code in absent else lacking
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
    return _remembering(sheet.rules.decides(item, text), text)
