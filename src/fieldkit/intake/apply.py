"""The import itself: a table, chunk by chunk, into the notebook, in one transaction and under one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from fieldkit.domain.record import new_id
from fieldkit.errors import Problem
from fieldkit.forms.check import Checked, checker
from fieldkit.forms.form import Form
from fieldkit.intake.columns import Columns, Names
from fieldkit.intake.filling import Filling
from fieldkit.intake.matching import Found, Likeness, finder
from fieldkit.intake.plan import CHANGED, DRAFT, NEW, REFUSED, REPAIRS, SAME, Decision, Have, Row, decide
from fieldkit.intake.references import References
from fieldkit.intake.rows import Reader
from fieldkit.intake.saving import writer
from fieldkit.intake.table import Table
from fieldkit.store.store import Store

CHUNK = 2_000
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
    of each code. unknown: field names of JSON that no item goes by.
    """

    batch: str | None = None
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((NEW, CHANGED, SAME, DRAFT, REFUSED), 0)
    )
    changes: list[Decision] = field(default_factory=list)
    repairs: list[tuple[int, Problem]] = field(default_factory=list)
    warnings: list[tuple[int, Problem]] = field(default_factory=list)
    warned: dict[str, int] = field(default_factory=dict)
    likenesses: list[Likeness] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def count(self, decision: Decision) -> None:
        """One more row."""
        self.counts[decision.verdict] += 1
        line = decision.row.line
        if decision.verdict == REFUSED:
            return
        if decision.verdict == CHANGED:
            _keep(self.changes, [decision], TOLD)
        for problem in decision.problems:
            if problem.level == "warning":
                self.warned[problem.code] = self.warned.get(problem.code, 0) + 1
                _keep(self.repairs if problem.code in REPAIRS else self.warnings, [(line, problem)], TOLD)


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
) -> Outcome:
    """Import a table. All of it is kept, durably, or none of it; refused rows never hold up the others.

    refuse: called with each refused row. progress: called now and then with the share that is done, 0 to 1.
    """
    intake = _Intake(store, table, columns, names, order, refuse)
    with suppress(_TakeBack), store.transaction():
        for rows in _chunks(intake.reader.rows()):
            intake.take(rows)
            progress(table.share())
        intake.outcome.unknown = list(intake.reader.unknown)
        if order.dry_run:
            raise _TakeBack
    return intake.outcome


class _Intake:
    """One import under way."""

    def __init__(
        self,
        store: Store,
        table: Table,
        columns: Columns | None,
        names: Names,
        order: Order,
        refuse: Callable[[Decision], None],
    ) -> None:
        self.order, self.refuse = order, refuse
        self.reader = Reader(table, columns, order.form, names)
        self.references = References(store, order.form)
        self.filling = Filling(store, order.form, order.fixed, order.today)
        self.finder = finder(store, order.form, order.by)
        self.checker = checker(order.form)
        self.batch = new_id()
        self.writer = writer(store, self.finder, order.form, order.by, self.batch, order.reason, order.today)
        self.outcome = Outcome()
        self.seen: set[int] = set()

    def take(self, rows: list[Row]) -> None:
        """Understand, check, decide and save some rows."""
        self.references.resolve(rows)
        self.filling.fill(rows)
        for row in rows:
            row.checked = self.check({**row.filled, **row.given})
            row.keys = self.finder.keys(row)
        for part in self._apart(rows):
            waiting = part
            while waiting:
                waiting = self._settle(waiting)

    def check(self, answers: Mapping[str, Any]) -> Checked:
        """The form's check, today."""
        return self.checker(answers, self.order.today)

    def _apart(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """The rows in runs in which nothing comes twice: what repeats meets its like when that is saved."""
        part: list[Row] = []
        fresh: set[int] = set()
        for row in rows:
            marks, whose = set(map(hash, row.keys)), set(map(hash, self.finder.whose(row)))
            row.twice = not marks.isdisjoint(self.seen)
            if not whose.isdisjoint(fresh):
                yield part
                part, fresh = [], set()
            part.append(row)
            fresh |= whose
            self.seen |= marks
        yield part

    def _settle(self, rows: list[Row]) -> list[Row]:
        """Decide and save; the rows that must wait, for an earlier one is about the same record."""
        have = self.finder.have(rows)
        now, later = self._first(rows, have)
        decisions = [decide(row, have.get(row.line), self.check) for row in now]
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
                row.twice = row.twice or mark in self.finder.met
                self.finder.met.add(mark)
        return now, later


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _ids(have: Have) -> set[str]:
    return {have.draft} if have.draft else {record.id for record in have.records.values()}


def _keep(kept: list[Any], more: Sequence[Any], most: int) -> None:
    kept.extend(more[: max(0, most - len(kept))])
