"""What is open, and which line a change is: neither is in an index of its own, and both must be right."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.domain.change import Change
from fieldkit.domain.school import School
from fieldkit.store import compare, outbox, view
from fieldkit.store.journal import ONE
from fieldkit.store.store import Store
from tests import make

BY = "asesora"
OUTCOMES = ("ok", "ok", "ok", "held", "rejected", "conflict", "id_reuse", None)

saves = st.tuples(st.just("save"), st.integers(1, 4))
edits = st.tuples(st.just("edit"), st.integers(0, 30))
receipts = st.tuples(st.just("receipt"), st.lists(st.tuples(st.integers(0, 30), st.sampled_from(OUTCOMES))))
lists = st.tuples(st.just("holds"), st.sets(st.integers(0, 30)))
leavings = st.tuples(st.just("leaves"), st.integers(0, 30))
arrivals = st.tuples(st.just("tells"), st.integers(0, 30))
steps = st.lists(st.one_of(saves, edits, receipts, lists, leavings, arrivals), max_size=25)


@settings(deadline=None)
@given(steps)
def test_whatever_happens_what_is_open_and_who_is_who_is_what_the_whole_journal_says(
    story: list[tuple[str, object]],
) -> None:
    """Saves, receipts in any order and about any change, a centre that lost some or never had them, records
    that leave my sight and come back: after each, a look at every line finds the same."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder), create=True)
        changes: list[Change] = []
        for what, facts in story:
            _happen(store, changes, what, facts)
            _agrees(store, changes)
        store.close()


def _happen(store: Store, changes: list[Change], what: str, facts: object) -> None:
    """One step of the story. A number means a change, counted round and round."""
    if what == "save":
        changes += store.save([make.school() for _ in range(facts)], by=BY)  # type: ignore[call-overload]
    elif what == "holds":
        with store.transaction():
            compare.compare_ids(store.connection, {changes[n].id for n in facts if n < len(changes)})  # type: ignore[attr-defined]
    elif changes and what == "receipt":
        told = [(outcome, changes[n % len(changes)].id) for n, outcome in facts]  # type: ignore[attr-defined]
        store.connection.executemany(f"UPDATE change SET outcome = ? WHERE {ONE}", told)
    elif changes:
        one = changes[facts % len(changes)]  # type: ignore[operator]
        if what == "leaves":
            store.connection.execute("DELETE FROM record WHERE id = ?", (one.record,))
        elif what == "tells":
            row = [one.record, one.kind, one.bucket, "rev of the centre", 0, dict(one.doc)]
            view.tell_rows(store.connection, [row], 1, set())
        else:
            _edit(store, changes, one.record)


def _edit(store: Store, changes: list[Change], record: str) -> None:
    found = store.get(School, record)
    if found:
        edit = make.school(name="Otra")
        changes += store.save([type(edit)(edit.kind, found.bucket, edit.doc, record, found.rev)], by=BY)


def _agrees(store: Store, changes: list[Change]) -> None:
    store.connection.execute("INSERT INTO word(word) VALUES ('integrity-check')")
    lines = store.connection.execute("SELECT n, id, record, outcome FROM change ORDER BY n").fetchall()
    assert [id for _, id, _, _ in lines] == [change.id for change in changes]
    unheard = [id for _, id, _, outcome in lines if outcome is None]
    assert [id for id, _ in outbox.unacknowledged(store.connection, 10**9)] == unheard
    outcomes = [outcome or "pending" for *_, outcome in lines]
    counted = outbox.counts(store.connection)
    assert {name: number for name, number in counted.items() if number} == {
        name: outcomes.count(name) for name in set(outcomes)
    }
    assert set(outbox.held(store.connection)) == {id for _, id, _, outcome in lines if outcome == "held"}
    for n, id, record, _ in lines:
        found = store.connection.execute(f"SELECT n FROM change WHERE {ONE}", (id,)).fetchall()
        assert found == [(n,)]
        assert [change.n for change in store.history(record)] == [
            other for other, _, of, _ in lines if of == record
        ]


def test_a_later_change_has_an_id_of_its_own(store: Store, school: str) -> None:
    line = "INSERT INTO change(n, id, record, kind, bucket, line) VALUES (?, 'x', ?, 'school', 'g', x'')"
    store.connection.execute(line, (2, school))
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute(line, (3, school))


def test_a_record_keeps_its_place(store: Store, school: str) -> None:
    """It says which line made the record."""
    with pytest.raises(sqlite3.IntegrityError, match="keeps its place"):
        store.connection.execute("UPDATE record SET place = 7")


def test_what_is_open_is_read_without_the_rest_of_the_journal(store: Store) -> None:
    """Nor is it sorted: a long journal that was never sent would be held in memory whole."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    outbox.unacknowledged(store.connection, 100)
    outbox.counts(store.connection)
    store.connection.set_trace_callback(None)
    assert any("FROM change" in question for question in asked)
    for question in asked:
        plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {question}")]
        assert not any("TEMP B-TREE" in step or step == "SCAN change" for step in plan), plan
