"""The journal: every saved edit, for ever, in the order of saving. History, undo and sync read it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from fieldkit.clock import stamp
from fieldkit.domain.change import Change, Edit, encode, freeze, thaw

_MANY = 500
_AT_ONCE = 100

ONE = "n = (SELECT n FROM named WHERE id = ?)"
"""The condition of one line: that of the change of this id."""

OF_RECORD = "n IN (SELECT n FROM named WHERE id = ?) OR (record = ? AND record <> id)"
"""The condition of all lines of a record. Its id is asked for twice: its first change has it too."""

_LINE = "INSERT INTO change(id, n, record, kind, bucket, base, batch, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def append(cursor: sqlite3.Cursor, edits: Sequence[Edit], *, by: str, batch: str | None) -> list[Change]:
    """Number, freeze and write the lines. Inside a transaction: the number is the next one only there."""
    at, encode_all, first = stamp(), encoder(len(edits)), next_number(cursor)
    changes = [freeze(edit, n=n, at=at, by=by, encoder=encode_all) for n, edit in enumerate(edits, first)]
    write(cursor, [(*one[:6], batch, one.line) for one in changes])
    return changes


def next_number(cursor: sqlite3.Cursor) -> int:
    """The number of the next line, inside a transaction."""
    last = cursor.execute("SELECT n FROM change ORDER BY n DESC LIMIT 1").fetchone()
    return int(last[0]) + 1 if last else 1


def write(cursor: sqlite3.Cursor, lines: Sequence[Sequence[Any]]) -> None:
    """Write lines: id, n, record, kind, bucket, base (so a `Change` begins), batch and the bytes of each."""
    put(cursor, _LINE, lines)


def put(cursor: sqlite3.Cursor, insert: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, many to a statement: each one costs as much as a few rows."""
    if len(rows) == 1:
        cursor.execute(insert, rows[0])
        return
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        cursor.execute(_repeated(insert, len(part)), list(chain(*part)))


@cache
def _repeated(insert: str, rows: int) -> str:
    """The same statement for so many rows."""
    head, _, row = insert.partition(" VALUES ")
    return f"{head} VALUES {', '.join([row] * rows)}"


def encoder(documents: int) -> Callable[[Any], bytes]:
    """What writes documents: for many, a quicker one, which takes as long to load as a hundred saves."""
    if documents < _MANY:
        return encode
    from pydantic_core import to_json

    return to_json


def history(connection: sqlite3.Connection, record: str) -> list[Change]:
    """All the changes made here to one record, oldest first."""
    rows = connection.execute(f"SELECT line FROM change WHERE {OF_RECORD} ORDER BY n", (record, record))
    return [thaw(line) for (line,) in rows]


def touched(connection: sqlite3.Connection, batch: str) -> list[tuple[str, str | None, str]]:
    """The records of a batch, the last touched first: record, base of its first change, id of its last."""
    rows = connection.execute(
        "SELECT first.record, first.base, last.id FROM"
        " (SELECT min(n) AS low, max(n) AS high FROM change WHERE batch = ? GROUP BY record)"
        " JOIN change AS first ON first.n = low JOIN change AS last ON last.n = high ORDER BY high DESC",
        (batch,),
    )
    return rows.fetchall()


def at(connection: sqlite3.Connection, record: str, revision: str) -> tuple[str, Mapping[str, Any]] | None:
    """The (bucket, document) of a revision made here, or last told by the centre; None when it is neither."""
    row = connection.execute(f"SELECT line FROM change WHERE {ONE}", (revision,)).fetchone()
    if row:
        change = thaw(row[0])
        return change.bucket, change.doc
    row = connection.execute(
        "SELECT bucket, doc FROM upstream WHERE id = ? AND rev = ?", (record, revision)
    ).fetchone()
    return None if row is None else (str(row[0]), json.loads(row[1]))
