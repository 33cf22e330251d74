"""The check of `check.py` for hundreds of thousands of flat rows, a column at a time.

A row stays on this way only while everything in it is evidently fine. At the first doubt it goes through
the whole check, so both ways find the same. What rows agree on is worked out once, for one day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from fieldkit.errors import Problem
from fieldkit.forms.answer import blank
from fieldkit.forms.computing import Cluster, Remembered, Rows, Step, all_true, clusters
from fieldkit.forms.expression import references
from fieldkit.forms.form import Form, Item
from fieldkit.forms.judging import judges
from fieldkit.forms.reading import DOUBT, PARTED, Column, Reader
from fieldkit.forms.sheet import Checked, Sheet

_OWN = re.compile(r"(?<!\w)\.(?!\w)")
"""Where an expression looks at its own answer `.`"""

Notes = dict[int, list[Problem]]
"""What is to be said of rows, by their place, in the order of the form."""


class Block(NamedTuple):
    """Items that apply under the same conditions (None: always), and what is computed of them."""

    applies: Remembered | None
    items: tuple[Item, ...]
    computed: tuple[tuple[Cluster, Remembered], ...]


class Bulk:
    """A checker of many rows of one form."""

    def __init__(self, form: Form, part: str | None = None) -> None:
        self.form, self.part = form, part
        sheet = Sheet(form, {}, "", part)
        mine = [item for item in form.items.values() if sheet.mine(item)]
        self.flat = not any(item.repeat or item.choice_filter for item in mine)
        self.readers = {item.code: Reader(item) for item in mine if not _looks_at_itself(item)}
        self.parted = frozenset(item.code for item in mine if item.type in PARTED)
        self.needed = [item for item in mine if item.required or item.wanted]
        self.judges = judges(mine, sheet)
        self.places = {code: place for place, code in enumerate(form.items)}
        self.sheet, self.day = sheet, ""

    def __call__(self, answers: Mapping[str, Any], today: date) -> Checked:
        """What `check` says of this row."""
        return self.many([answers], today)[0]

    def many(self, rows: Sequence[Mapping[str, Any]], today: date) -> list[Checked]:
        """What `check` says of each of these rows."""
        day = today.isoformat()
        if not self.flat:
            return [Sheet(self.form, row, day, self.part).run() for row in rows]
        codes = dict.fromkeys(code for row in rows for code in row)
        found, notes = self.columns(
            {code: [row.get(code) for row in rows] for code in codes}, len(rows), today=today
        )
        columns = [(code, code in self.parted, column) for code, column in found.values.items()]
        return [
            Sheet(self.form, row, day, self.part).run()
            if place in found.doubtful
            else Checked(_sheet(columns, place), tuple(notes.get(place, ())))
            for place, row in enumerate(rows)
        ]

    def columns(self, given: Mapping[str, Column], count: int, *, today: date) -> tuple[Rows, Notes]:
        """What is kept of the rows that have these columns, and computed; and what is to be said of them.

        Those in which anything is wrong are only named: nothing else about them holds.
        """
        day = today.isoformat()
        if day != self.day:
            self._begin(day)
        rows = Rows(count, day, self.parted)
        if not count:
            return rows, {}
        for code, column in given.items():
            rows.values[code] = self._read(code, column, rows)
        absent: dict[str, list[bool]] = {}
        for block in self.blocks:
            self._settle(block, rows, absent)
        notes: Notes = {}
        for item in self.needed:
            self._miss(item, rows, absent.get(item.code), notes)
        for judge, remembered in self.judging:
            for place, said in judge.judge(rows, remembered):
                _note(place, said, rows, notes)
        for several in notes.values():
            several.sort(key=lambda problem: self.places[problem.field])
        return rows, notes

    def _begin(self, today: str) -> None:
        """A day on which nothing has been worked out yet."""
        self.day = today
        order = filter(self.sheet.mine, self.sheet.rules.order)
        alike = groupby(order, key=lambda item: (item.group, item.relevant))
        self.blocks = [_block(tuple(items), self.sheet, today) for _, items in alike]
        self.judging = [(judge, judge.remembering(today)) for judge in self.judges]
        self.asking = {
            item.code: Remembered(
                references(item.required), today, all_true([self.sheet.rules.of(item, item.required)])
            )
            for item in self.needed
            if isinstance(item.required, str)
        }

    def _read(self, code: str, given: Column, rows: Rows) -> Column:
        """The values of a column; in its stead None where there is a doubt."""
        reader = self.readers.get(code)
        column = reader.column(given) if reader else [None if blank(one) else DOUBT for one in given]
        if reader and reader.sure:
            return column
        rows.doubtful.update(place for place, value in enumerate(column) if value is DOUBT)
        return [None if value is DOUBT else value for value in column]

    def _settle(self, block: Block, rows: Rows, absent: dict[str, list[bool]]) -> None:
        """Find out where a block applies, take out what the program had put there elsewhere, and compute."""
        applies = [] if block.applies is None else block.applies.of(rows)
        everywhere = all(applies)
        if not everywhere:
            for item in block.items:
                absent[item.code] = [not here for here in applies]
                _drop(item, rows, applies)
        for cluster, remembered in block.computed:
            found: Sequence[Any] = remembered.of(rows)
            if not everywhere:
                nothing = (None,) * len(cluster.steps)
                found = [one if here else nothing for one, here in zip(found, applies, strict=True)]
            for step, column in zip(cluster.steps, zip(*found, strict=True), strict=True):
                before = None if step.always else rows.values.get(step.code)
                rows.values[step.code] = _filled(before, column) if before else column

    def _miss(self, item: Item, rows: Rows, absent: Column | None, notes: Notes) -> None:
        """Doubt the rows that lack this answer where it is required; note it where it is only wanted."""
        column = rows.values.get(item.code) or (None,) * rows.count
        if None not in column:
            return
        lacking = [place for place, value in enumerate(column) if value is None]
        if absent:
            lacking = [place for place in lacking if not absent[place]]
        if item.required is True:
            rows.doubtful.update(lacking)
        elif item.required:
            asked = self.asking[item.code].of(rows)
            rows.doubtful.update(place for place in lacking if asked[place])
        if item.wanted:
            said = Problem(item.code, "wanted", {"label": dict(item.labels)}, "warning")
            for place in lacking:
                _note(place, said, rows, notes)


def _note(place: int, said: Problem, rows: Rows, notes: Notes) -> None:
    if said is DOUBT:
        rows.doubtful.add(place)
    else:
        notes.setdefault(place, []).append(said)


def _sheet(columns: Sequence[tuple[str, bool, Column]], place: int) -> dict[str, Any]:
    """One row: each has values of its own to keep."""
    return {
        code: value.copy() if parted and type(value) in (list, dict) else value
        for code, parted, column in columns
        if (value := column[place]) is not None
    }


def _drop(item: Item, rows: Rows, applies: Sequence[bool]) -> None:
    """Somebody's answer where it does not apply is a doubt; what the program had put there just goes."""
    column = rows.values.get(item.code)
    if column is None:
        return
    if item.asked:
        given = zip(column, applies, strict=True)
        rows.doubtful.update(
            place for place, (value, here) in enumerate(given) if value is not None and not here
        )
    rows.values[item.code] = [value if here else None for value, here in zip(column, applies, strict=True)]


def _filled(given: Column, computed: Column) -> Column:
    return [two if one is None else one for one, two in zip(given, computed, strict=True)]


def _looks_at_itself(item: Item) -> bool:
    """Whether what is computed may hang on what was given for it."""
    return bool(_OWN.search(item.calculation))


def _block(items: tuple[Item, ...], sheet: Sheet, today: str) -> Block:
    first = items[0]
    group = sheet.rules.groups[first.group]
    texts = [text for text in (group.relevant, first.relevant) if text and sheet.seen(text)]
    closures = [
        sheet.rules.of_group(group) if text == group.relevant else sheet.rules.of(first, text)
        for text in texts
    ]
    named = dict.fromkeys(code for text in texts for code in references(text))
    steps = [step for item in items if (step := _step(item, sheet))]
    return Block(
        Remembered(named, today, all_true(closures)) if closures else None,
        items,
        tuple((cluster, cluster.remembering(today)) for cluster in clusters(steps)),
    )


def _step(item: Item, sheet: Sheet) -> Step | None:
    """How an item is computed or presumed; what is presumed looks at what was given for it."""
    text = item.calculation or item.presumed
    if not text or not sheet.seen(text):
        return None
    own = () if item.calculation else (item.code,)
    return Step(item.code, not own, sheet.rules.of(item, text), frozenset((*references(text), *own)))
