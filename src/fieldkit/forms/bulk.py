"""The check of `check.py` for hundreds of thousands of flat rows: quick for a clean row, whole for any other.

A row takes the short way only while everything in it is evidently fine. At the first doubt it goes through
the whole check, so both ways find the same. What rows agree on is worked out once, for one day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from fieldkit.errors import Problem
from fieldkit.forms.computing import Cluster, Step, clusters
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Form, Item
from fieldkit.forms.judging import benches
from fieldkit.forms.reading import REMEMBERED, Doubt, reader
from fieldkit.forms.refusal import Refusal
from fieldkit.forms.rules import rules
from fieldkit.forms.sheet import Checked, Sheet
from fieldkit.forms.values import truth

_OWN = re.compile(r"(?<!\w)\.(?!\w)")
"""Where an expression looks at its own answer `.`"""


class Block(NamedTuple):
    """Items that apply under the same conditions."""

    conditions: tuple[Closure, ...]
    codes: frozenset[str]
    needed: frozenset[str]
    computed: tuple[Cluster, ...]


class Path(NamedTuple):
    """What applies in a row. It is the same for all rows with the same answers to what conditions rest on.

    asked: whether these are required, their condition tells. lacking: what is said where nothing is answered.
    """

    absent: frozenset[str]
    needed: frozenset[str]
    asked: tuple[tuple[str, Closure], ...]
    lacking: tuple[tuple[str, Problem], ...]
    computed: tuple[Cluster, ...]


class Bulk:
    """A checker of many rows of one form."""

    def __init__(self, form: Form, part: str | None) -> None:
        self.form, self.part = form, part
        sheet = Sheet(form, {}, "", part)
        mine = [item for item in form.items.values() if sheet.mine(item)]
        hanging = {item.code for item in rules(form).order}
        self.flat = not any(item.repeat or item.choice_filter for item in mine)
        self.readers = {
            item.code: reader(item) for item in mine if not item.repeat and not _looks_at_itself(item)
        }
        self.required = {item.code for item in mine if item.required is True and item.code not in hanging}
        self.computed = {item.code for item in mine if item.calculation and sheet.seen(item.calculation)}
        self.asked = [
            (item.code, sheet.rules.of(item, item.required))
            for item in mine
            if isinstance(item.required, str)
        ]
        self.lacking = [(item.code, _lacking(item)) for item in mine if item.wanted]
        self.rests_on = tuple(_rests_on(form, sheet))
        self.places = {code: place for place, code in enumerate(form.items)}
        self.sheet, self.mine, self.day = sheet, mine, ""

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
        if today != self.day:
            self._begin(today)
        readers = self.readers
        kept = {code: readers[code][given] for code, given in answers.items() if given or given == 0}
        if not self.required <= kept.keys():
            raise Doubt
        if not kept.keys().isdisjoint(self.computed):
            kept = {code: value for code, value in kept.items() if code not in self.computed}
        scope = Scope(kept, today)
        key = tuple([_plain(kept.get(code)) for code in self.rests_on])
        path = self.paths.get(key) or self._find_path(key, scope, kept)
        if not kept.keys().isdisjoint(path.absent):
            raise Doubt
        for cluster in path.computed:
            cluster.compute(scope, kept)
        return Checked(kept, self._said(path, scope, kept))

    def _begin(self, today: str) -> None:
        """A day on which nothing has been worked out yet."""
        alike = groupby(
            filter(self.sheet.mine, self.sheet.rules.order), key=lambda item: (item.group, item.relevant)
        )
        self.blocks = [_block(list(items), self.sheet) for _, items in alike]
        self.benches = benches(self.mine, self.sheet)
        self.paths: dict[tuple[Any, ...], Path] = {}
        self.day = today

    def _find_path(self, key: tuple[Any, ...], scope: Scope, kept: dict[str, Any]) -> Path:
        """Ask every condition, each when what it rests on has been computed."""
        absent: frozenset[str] = frozenset()
        there = []
        for block in self.blocks:
            if all(truth(condition(scope)) for condition in block.conditions):
                there.append(block)
                for cluster in block.computed:
                    cluster.compute(scope, kept)
            else:
                absent |= block.codes
        path = Path(
            absent,
            frozenset(code for block in there for code in block.needed),
            tuple((code, needed) for code, needed in self.asked if code not in absent),
            tuple((code, problem) for code, problem in self.lacking if code not in absent),
            tuple(cluster for block in there for cluster in block.computed),
        )
        if len(self.paths) == REMEMBERED // 10:
            self.paths.clear()
        return self.paths.setdefault(key, path)

    def _said(self, path: Path, scope: Scope, kept: dict[str, Any]) -> tuple[Problem, ...]:
        """What is to be said of a row, in the order of the form. Raises Doubt where that is an error."""
        if not path.needed <= kept.keys():
            raise Doubt
        scope.value = ""
        if any(code not in kept and truth(needed(scope)) for code, needed in path.asked):
            raise Doubt
        found = [problem for code, problem in path.lacking if code not in kept]
        for bench in self.benches:
            found += bench.judge(scope, kept)
        if len(found) > 1:
            found.sort(key=lambda problem: self.places[problem.field])
        return tuple(found)


def _plain(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


def _looks_at_itself(item: Item) -> bool:
    """Whether what is computed may hang on what was given for it."""
    return bool(_OWN.search(item.calculation))


def _lacking(item: Item) -> Problem:
    return Problem(item.code, "wanted", {"label": dict(item.labels)}, "warning")


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
    return Block(
        tuple(conditions),
        frozenset(item.code for item in items),
        frozenset(item.code for item in items if item.required is True),
        clusters(step for item in items if (step := _step(item, sheet))),
    )


def _step(item: Item, sheet: Sheet) -> Step | None:
    """How an item is computed or presumed; what is presumed looks at what was given for it."""
    text = item.calculation or item.presumed
    if not text or not sheet.seen(text):
        return None
    own = () if item.calculation else (item.code,)
    return Step(item.code, not own, sheet.rules.of(item, text), frozenset((*references(text), *own)))


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
