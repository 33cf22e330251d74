"""The import itself: a table, chunk by chunk, into the notebook, in one transaction and under one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from fieldkit.domain.kinds import KINDS
from fieldkit.domain.record import new_id
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.intake import ahead
from fieldkit.intake.ahead import Chunk, Second
from fieldkit.intake.columns import Columns, Names
from fieldkit.intake.matching import Found, Likeness
from fieldkit.intake.plan import (
    CHANGED,
    DRAFT,
    NEW,
    REFUSED,
    REPAIRS,
    SAME,
    Decision,
    Have,
    Row,
    decide,
)
from fieldkit.intake.prepare import Prepare, Sheets
from fieldkit.intake.saving import writer
from fieldkit.intake.seen import Seen
from fieldkit.intake.table import Table
from fieldkit.store.fresh import Written
from fieldkit.store.store import Store

TOLD = 1_000
"""How many changes, warnings, repairs and likenesses are kept to be told one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. fixed: answers for every row that does not say otherwise. reason: why records
    change, for their history. dry_run: find out everything and keep nothing.
    """

    form: Form
    by: str
    today: date
    fixed: Mapping[str, Any]
    reason: str
    dry_run: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it. batch: what `undo` takes back; None when nothing was saved. warned: how many warnings
    of each item and code. lacking: of how many drafts each item is missing. unknown: field names of JSON that
    no item goes by.
    """

    batch: str | None = None
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((NEW, CHANGED, SAME, DRAFT, REFUSED), 0)
    )
    changes: list[Decision] = field(default_factory=list)
    repairs: list[tuple[int, Problem]] = field(default_factory=list)
    warnings: list[tuple[int, Problem]] = field(default_factory=list)
    warned: dict[tuple[str, str], int] = field(default_factory=dict)
    lacking: Counter[str] = field(default_factory=Counter)
    likenesses: list[Likeness] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def count(self, decision: Decision) -> None:
        """One more row."""
        if decision.verdict == CHANGED:
            _keep(self.changes, [decision], TOLD)
        told = () if decision.verdict == REFUSED else decision.problems
        self.counts[decision.verdict] += 1
        if decision.verdict == DRAFT:
            self.lacking.update(problem.field for problem in told if problem.level == "error")
        self.point_out(decision.row.line, told)

    def add(self, lines: Sequence[int], notes: Mapping[int, Sequence[Problem]]) -> None:
        """So many new rows."""
        self.counts[NEW] += len(lines)
        for line in lines if notes else ():
            self.point_out(line, notes.get(line, ()))

    def point_out(self, line: int, notes: Sequence[Problem]) -> None:
        """What is to be said of a row, or of how it was read."""
        for problem in notes:
            if problem.level == "warning":
                key = (problem.field, problem.code)
                self.warned[key] = self.warned.get(key, 0) + 1
                kept = self.repairs if problem.code in REPAIRS else self.warnings
                if len(kept) < TOLD:
                    kept.append((line, problem))


class _TakeBack(Exception):
    """Ends a dry run: what was written inside the transaction goes."""


def run(
    store: Store,
    table: Table,
    columns: Columns | None,
    names: Names,
    order: Order,
    refuse: Callable[[Decision], None],
    progress: Callable[[float], None],
    second: Second | None = None,
) -> Outcome:
    """Import a table. All of it is kept, durably, or none of it; refused rows never hold up the others.

    refuse: called with each refused row. progress: called now and then with the share that is done, 0 to 1.
    second: the process that stands by to prepare rows.
    """
    joins = table.came is not None
    sheets = Sheets(order.form, columns, names, order.fixed, order.by, order.today, joins)
    intake = _Intake(store, sheets, order, refuse)
    for line in table.mixed:
        intake.outcome.point_out(line, [Problem("", "mixed_letters", level="warning")])
    with suppress(_TakeBack), store.transaction():
        for chunk in ahead.chunks(store, intake.prepare, table, second):
            intake.take(chunk)
            progress(chunk.share)
        intake.outcome.unknown = list(intake.prepare.reader.unknown)
        if order.dry_run:
            raise _TakeBack
    return intake.outcome


class _Intake:
    """One import under way."""

    def __init__(
        self, store: Store, sheets: Sheets, order: Order, refuse: Callable[[Decision], None]
    ) -> None:
        self.store, self.order, self.refuse = store, order, refuse
        self.kind = KINDS[order.form.kind]
        self.prepare = Prepare(store, sheets, ahead.CHUNK)
        self.finder, self.filling = self.prepare.finder, self.prepare.filling
        self.batch = new_id()
        self.writer = writer(store, self.finder, order.form, order.by, self.batch, order.reason, order.today)
        self.outcome = Outcome()
        self.seen = Seen()

    def take(self, chunk: Chunk) -> None:
        """Decide and save some rows: what is plainly new as it was written, all else row by row."""
        lines, written = self._plainly_new(chunk)
        if written:
            self.outcome.batch = self.batch
            self.writer.add(written)
            self.outcome.add(lines, chunk.fair.notes)
        if len(lines) == len(chunk.fair.lines) and not chunk.keys:
            return
        for part in self._apart(chunk.rest(set(lines))):
            waiting = part
            while waiting:
                waiting = self._settle(waiting)

    def _plainly_new(self, chunk: Chunk) -> tuple[list[int], list[Written]]:
        """Of the rows against which nothing is to be said those of whose key there is no other: not in the
        notebook, not in the chunk, not before it in the file.
        """
        lines, written, _ = chunk.fair
        if not lines:
            return [], []
        keys = [one.found.key for one in written]
        times = Counter(chain(keys, *chunk.keys))
        once = {key for key in times if key and times[key] == 1}
        once -= self.store.known(self.kind, once)
        meet = self.seen.meet
        places = [place for place, key in enumerate(keys) if key is None or (key in once and not meet(key))]
        if len(places) == len(lines):
            return lines, written
        return [lines[place] for place in places], [written[place] for place in places]

    def _apart(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """The rows in runs in which nothing comes twice: what repeats meets its like when that is saved."""
        part: list[Row] = []
        fresh: set[str] = set()
        for row in rows:
            whose = set(self.finder.whose(row))
            met = [self.seen.meet(key) for key in row.keys]
            row.twice = any(met)
            if not whose.isdisjoint(fresh):
                yield part
                part, fresh = [], set()
            part.append(row)
            fresh |= whose
        yield part

    def _settle(self, rows: list[Row]) -> list[Row]:
        """Decide and save; the rows that must wait, for an earlier one is about the same record."""
        have = self.finder.have(rows)
        now, later = self._first(rows, have)
        decisions = [decide(row, have.get(row.line), self.prepare.check) for row in now]
        if self.writer.write([one for one in decisions if one.verdict in (NEW, CHANGED, DRAFT)]):
            self.outcome.batch = self.batch
        for decision in decisions:
            self.outcome.count(decision)
            if decision.verdict == REFUSED:
                self.refuse(decision)
            else:
                self.filling.note(decision.row)
        _keep(self.outcome.likenesses, self.finder.likenesses, TOLD)
        self.finder.likenesses.clear()
        return later

    def _first(self, rows: list[Row], have: Found) -> tuple[list[Row], list[Row]]:
        """The first row about each record, and the others: different keys may lead to the same one."""
        taken: set[str] = set()
        now: list[Row] = []
        later: list[Row] = []
        for row in rows:
            found = have.get(row.line)
            ids = _ids(found) if found else set()
            if not taken.isdisjoint(ids):
                later.append(row)
                continue
            now.append(row)
            taken |= ids
            if found:
                mark = self.finder.mark(row, found)
                row.twice = self.finder.met.meet(mark) or row.twice
        return now, later


def _ids(have: Have) -> set[str]:
    return {have.draft} if have.draft else {record.id for record in have.records.values()}


def _keep(kept: list[Any], more: Sequence[Any], most: int) -> None:
    kept.extend(more[: max(0, most - len(kept))])
