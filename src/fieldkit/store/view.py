"""What I see of a record: my newest change that is still open, else what the centre says.

`record.seq` tells which: NULL is mine, and then `upstream` keeps what the centre says of it; a number is the
centre's; 0 is the centre's too, but its bucket is being read anew and has not brought it again so far.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from fieldkit.domain.change import Change, encode, thaw
from fieldkit.errors import Clash
from fieldkit.store.index import Columns, columns
from fieldkit.store.journal import OF_RECORD, put

REFUSED = ("rejected", "id_reuse")
"""Outcomes of a change that the centre keeps but will not let stand."""

_WORDS = Columns._fields.index("words")

_FIELDS = "form, subject, date, state, key, alike, bucket, rev, doc, n, flagged, seq"
_PUT = (
    f"INSERT INTO record(place, id, kind, {_FIELDS}) VALUES"
    " ((SELECT max(coalesce(max(place), 0) + 1, 1 << 40) FROM record),"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    f" ON CONFLICT(id) DO UPDATE SET ({_FIELDS}) = (excluded.{_FIELDS.replace(', ', ', excluded.')})"
)
_SAY = "UPDATE record SET words = ?1 WHERE id = ?2 AND words IS NOT ?1"
_PUT_ASIDE = "INSERT OR REPLACE INTO upstream(id, bucket, rev, doc, flagged, seq) VALUES (?, ?, ?, ?, ?, ?)"

_ADD = (
    "INSERT INTO record(form, subject, date, state, key, alike, words, rev, n, id, kind, bucket, place)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAID = (
    "INSERT INTO word(rowid, words) SELECT place, words FROM record"
    " WHERE place BETWEEN ? AND ? AND words IS NOT NULL"
)

_REPLACE = (
    "UPDATE record SET form = ?1, subject = ?2, date = ?3, state = ?4, key = ?5, alike = ?6, words = ?7,"
    " rev = ?8, n = ?9, bucket = ?12, doc = NULL, seq = NULL WHERE id = ?10 AND kind = ?11 AND rev = ?13"
)
_SET_ASIDE = (
    "INSERT OR IGNORE INTO upstream(id, rev, bucket, doc, flagged, seq)"
    " SELECT id, rev, bucket, doc, flagged, seq FROM present WHERE id = ? AND seq IS NOT NULL"
)


def show(cursor: sqlite3.Cursor, changes: Sequence[Change]) -> None:
    """Make the records what these changes say. Nothing is read back: a wrong base touches no row."""
    add(cursor, [(*_facts(change), change.n) for change in changes if change.record == change.id])
    for change in changes:
        if change.record != change.id:
            cursor.execute(_SET_ASIDE, (change.record,))
            if cursor.execute(_REPLACE, (*_facts(change), change.base)).rowcount != 1:
                raise Clash(kind=change.kind, record=change.record)


def add(cursor: sqlite3.Cursor, rows: list[tuple[Any, ...]]) -> None:
    """Put new records in, each with the number of its line as its place, rising; then what they are
    searched by, all at once: the word index is written out after every statement.
    """
    put(cursor, _ADD, rows)
    if [row for row in rows if row[_WORDS]]:
        cursor.execute(_SAID, (rows[0][-1], rows[-1][-1]))


def _facts(change: Change) -> tuple[Any, ...]:
    """The columns of the record this change makes, the last five as a `Change` begins; its document stays
    in the journal."""
    return (*columns(change.kind, change.doc), *change[:5])


def tell_rows(
    connection: sqlite3.Connection, rows: Iterable[Sequence[Any]], seq: int, mine: set[str]
) -> None:
    """Put what the centre says where it belongs: in view, or aside where changes of mine are on top."""
    seen, aside = [], []
    for id, kind, bucket, rev, flagged, doc in rows:
        text = encode(doc).decode()
        if id in mine:
            aside.append((id, bucket, rev, text, flagged, seq))
        else:
            seen.append((id, kind, columns(kind, doc), bucket, rev, text, None, flagged, seq))
    _put(connection, seen)
    connection.executemany(_PUT_ASIDE, aside)
    connection.executemany("DELETE FROM upstream WHERE id = ?", ((row[0],) for row in seen))


def _put(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put records in, or in the place of what is there: id, kind, columns, and the fields after them.

    Their words are said after that, for it is changed words that the word index hears of.
    """
    connection.executemany(_PUT, ((id, kind, *found[:_WORDS], *rest) for id, kind, found, *rest in rows))
    connection.executemany(_SAY, ((row[2].words, row[0]) for row in rows))


def settle_views(connection: sqlite3.Connection, mine: set[str]) -> None:
    """Everything is told: what no open change of mine accounts for any more is shown as the centre says."""
    own = [row[0] for row in connection.execute("SELECT id FROM record WHERE seq IS NULL")]
    for record in own:
        if record not in mine and not _show_upstream(connection, record):
            _flag_refused(connection, record)


def _show_upstream(connection: sqlite3.Connection, record: str) -> bool:
    asked = (
        "SELECT id, kind, u.bucket, u.rev, u.flagged, u.doc, u.seq FROM upstream AS u JOIN record USING (id)"
    )
    row = connection.execute(f"{asked} WHERE id = ?", (record,)).fetchone()
    if row is None:
        return False
    tell_rows(connection, [[*row[:5], json.loads(row[5])]], row[6], set())
    return True


def _flag_refused(connection: sqlite3.Connection, record: str) -> None:
    """A new record that was refused stays in view, marked. What took effect out of my sight goes from it."""
    outcome = connection.execute(
        f"SELECT outcome FROM change WHERE {OF_RECORD} ORDER BY n DESC LIMIT 1",
        (record, record),
    ).fetchone()
    if outcome and outcome[0] in REFUSED:
        connection.execute("UPDATE record SET flagged = 1 WHERE id = ?", (record,))
    else:
        connection.execute("DELETE FROM record WHERE id = ?", (record,))


def show_mine(connection: sqlite3.Connection, record: str) -> None:
    """My newest open change of a record comes into view; what the centre said of it is put aside."""
    connection.execute(_SET_ASIDE, (record,))
    n, line = connection.execute(
        f"SELECT n, line FROM change WHERE ({OF_RECORD})"
        " AND (outcome IS NULL OR outcome = 'held') ORDER BY n DESC LIMIT 1",
        (record, record),
    ).fetchone()
    change = thaw(line)
    found = columns(change.kind, change.doc)
    _put(connection, [(record, change.kind, found, change.bucket, change.id, None, n, 0, None)])
