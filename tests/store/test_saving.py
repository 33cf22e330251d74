"""A save: the line of the journal and the record together, durably, or neither."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from fieldkit.domain.change import Edit, thaw
from fieldkit.domain.entry import Entry
from fieldkit.domain.school import School
from fieldkit.errors import Clash
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store
from tests import make

BY = "asesora"


def test_a_new_record_has_the_id_of_its_change_and_says_the_same(store: Store) -> None:
    edit = make.school()
    (change,) = store.save([edit], by=BY)
    record = store.get(School, change.id)
    assert record is not None
    assert (record.id, record.rev, record.bucket) == (change.id, change.id, f"s:{change.id}")
    assert record.doc == edit.doc


def test_the_bytes_in_the_journal_are_the_bytes_that_travel(store: Store, school: str) -> None:
    (change,) = store.save([make.sheet(school, VZ2="«mañana» \u2028 🌽")], by=BY)
    (line,) = store.connection.execute("SELECT line FROM change WHERE id = ?", (change.id,)).fetchone()
    assert line == change.line
    assert thaw(line) == change
    assert b"\n" not in line
    (doc,) = store.connection.execute("SELECT doc FROM present WHERE id = ?", (change.id,)).fetchone()
    assert json.loads(doc) == json.loads(line)["doc"]


def test_an_answer_that_looks_like_the_end_of_a_line_stays_an_answer(store: Store, school: str) -> None:
    """The record's document is cut out of the line, so what is in it must not mislead."""
    tricky = replace(make.sheet(school), doc=make.doc("FS", {"school": school, "VZ2": ',"doc":{"a":1}'}))
    (change,) = store.save([tricky], by=',"doc":')
    assert store.get(Entry, change.id).doc == tricky.doc  # type: ignore[union-attr]


def test_the_journal_is_numbered_without_gaps_in_the_order_of_saving(store: Store, school: str) -> None:
    store.save([make.sheet(school), make.sheet(school)], by=BY)
    store.save([make.sheet(school)], by=BY)
    rows = store.connection.execute("SELECT n, line FROM change ORDER BY n").fetchall()
    assert [n for n, _ in rows] == [1, 2, 3, 4]
    assert [json.loads(line)["n"] for _, line in rows] == [1, 2, 3, 4]


def test_a_save_of_many_is_one_save(store: Store, school: str) -> None:
    changes = store.save([make.sheet(school) for _ in range(350)], by=BY, batch="lote")
    assert store.count(Entry, school=school) == 350
    touched = {(change.record, None, change.id) for change in changes}
    assert set(store.touched("lote")) == touched


ODD = {
    "a": 'Peña \u2028 \x1f \x7f "\\ 🌽',
    "b": [0.1, 75.0, 1e-7, -0.0, 10**14 + 0.5, 2**70],
    "c": [None, True, {}],
}


def test_many_lines_are_written_as_one_is(store: Store, school: str) -> None:
    sheet = make.sheet(school, **ODD)
    (alone,) = store.save([sheet], by=BY)
    for change in store.save([sheet] * 600, by=BY):
        assert thaw(change.line).doc == sheet.doc
        assert len(change.line) <= len(alone.line) + 2  # its number has three digits
        assert store.get(Entry, change.id).doc == sheet.doc  # type: ignore[union-attr]


def test_a_clash_in_a_save_of_many_saves_none(store: Store, school: str) -> None:
    (sheet,) = store.save([make.sheet(school)], by=BY)
    stale = replace(make.sheet(school), record=sheet.record, base="another revision")
    with pytest.raises(Clash) as told:
        store.save([make.sheet(school), stale, make.sheet(school)], by=BY)
    assert told.value.record == sheet.record
    assert store.count(Entry) == 1
    assert len(store.history(sheet.record)) == 1


def test_an_edit_is_made_on_the_revision_it_saw_or_it_clashes(store: Store, school: str) -> None:
    (first,) = store.save([make.sheet(school, VZ2="uno")], by=BY)
    edit = replace(make.sheet(school, VZ2="dos"), record=first.record, base=first.id)
    (second,) = store.save([edit], by=BY)
    with pytest.raises(Clash):
        store.save([edit], by=BY)
    record = store.get(Entry, first.record)
    assert record is not None
    assert (record.rev, record.answers["VZ2"]) == (second.id, "dos")


def test_a_record_that_is_there_cannot_be_made_again(store: Store, school: str) -> None:
    with pytest.raises(Clash):
        store.save([replace(make.school(), record=school)], by=BY)
    assert store.count(School) == 1


def test_several_saves_in_one_transaction_are_kept_or_lost_together(store: Store, school: str) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        (person,) = store.save([make.person(school)], by=BY)
        store.save([make.membership(school, person.record)], by=BY)
        raise RuntimeError
    assert len(store.connection.execute("SELECT * FROM change").fetchall()) == 1
    assert store.search("itzel") == []


def test_finishing_a_sheet_takes_its_draft_away_in_the_same_stroke(store: Store, school: str) -> None:
    draft = store.save_draft(Draft("FS", {"V01": "jornada"}))
    with pytest.raises(Clash):
        store.save([replace(make.sheet(school), record="x", base="y")], by=BY, finishes=draft.id)
    assert store.draft(draft.id) is not None
    store.save([make.sheet(school)], by=BY, finishes=draft.id)
    assert store.draft(draft.id) is None


def test_the_first_edit_of_what_the_centre_told_puts_that_aside(store: Store, school: str) -> None:
    store.connection.execute("UPDATE record SET seq = 7 WHERE id = ?", (school,))
    (first,) = store.save([replace(make.school(name="Otra"), record=school, base=school)], by=BY)
    store.save([replace(make.school(name="Otra más"), record=school, base=first.id)], by=BY)
    aside = store.connection.execute("SELECT id, rev, seq, doc FROM upstream").fetchall()
    assert [row[:3] for row in aside] == [(school, school, 7)]
    assert json.loads(aside[0][3])["answers"]["name"] == make.school().doc["answers"]["name"]
    assert store.at(school, school) == (f"s:{school}", json.loads(aside[0][3]))


def test_a_record_nobody_else_knows_has_nothing_put_aside(store: Store, school: str) -> None:
    store.save([replace(make.school(name="Otra"), record=school, base=school)], by=BY)
    assert store.connection.execute("SELECT * FROM upstream").fetchall() == []


@pytest.mark.parametrize("column", ["n", "id", "record", "kind", "bucket", "base", "batch", "line"])
def test_the_journal_cannot_be_changed(store: Store, school: str, column: str) -> None:
    value = "9" if column == "n" else "'x'"
    with pytest.raises(sqlite3.IntegrityError, match="a change is frozen"):
        store.connection.execute(f"UPDATE change SET {column} = {value}")


def test_the_journal_cannot_be_cut(store: Store, school: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a change is kept"):
        store.connection.execute("DELETE FROM change")


def test_what_the_centre_made_of_a_change_can_be_noted(store: Store, school: str) -> None:
    store.connection.execute("UPDATE change SET outcome = 'ok', rev = id WHERE id = ?", (school,))
    assert len(store.history(school)) == 1


def test_unknown_fields_of_a_document_are_kept(store: Store, school: str) -> None:
    doc = {**make.sheet(school).doc, "from_the_future": {"a": [1, None]}}
    (change,) = store.save([Edit("entry", f"s:{school}", doc)], by=BY)
    assert store.get(Entry, change.id).doc == doc  # type: ignore[union-attr]


def test_history_tells_every_version_oldest_first(store: Store, school: str) -> None:
    (first,) = store.save([make.sheet(school, VZ2="uno")], by=BY)
    edit = replace(make.sheet(school, VZ2="dos"), record=first.record, base=first.id)
    (second,) = store.save([edit], by=BY)
    assert store.history(first.record) == [first, second]


def test_the_last_batch_is_the_newest_that_stands(store: Store, school: str) -> None:
    assert store.last_batch() is None
    store.save([make.sheet(school)], by=BY, batch="b1")
    store.save([make.sheet(school)], by=BY, batch="b2")
    store.save([make.sheet(school)], by=BY)
    assert store.last_batch() == "b2"
    store.save([make.sheet(school)], by=BY, batch="undo:b2")
    assert store.last_batch() == "b1"


def test_what_the_device_knows_of_itself_is_remembered(store: Store) -> None:
    assert store.meta("name") is None
    store.set_meta("name", "Ana")
    store.set_meta("name", "Ana Ruiz")
    assert store.meta("name") == "Ana Ruiz"
