"""The journal: every saved edit, for ever, in the order of saving. History, undo and sync read it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fieldkit.clock import stamp
from fieldkit.domain.change import Change, Edit, encode, freeze, thaw

_MANY = 500


def append(
    connection: sqlite3.Connection, edits: Sequence[Edit], *, by: str, batch: str | None
) -> list[Change]:
    """Number, freeze and write the lines. Inside a transaction: the number is the next one only there."""
    first = int(connection.execute("SELECT coalesce(max(n), 0) + 1 FROM change").fetchone()[0])
    at = stamp()
    encoder = _encoder(len(edits))
    changes = [freeze(edit, n=n, at=at, by=by, encoder=encoder) for n, edit in enumerate(edits, first)]
    connection.executemany(
        "INSERT INTO change(n, id, record, kind, bucket, base, batch, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((c.n, c.id, c.record, c.kind, c.bucket, c.base, batch, c.line) for c in changes),
    )
    return changes


def _encoder(lines: int) -> Callable[[Any], bytes]:
    """What writes the lines: for many, a quicker one, which takes as long to load as a hundred saves."""
    if lines < _MANY:
        return encode
    from pydantic_core import to_json

    return to_json


def history(connection: sqlite3.Connection, record: str) -> list[Change]:
    """All the changes made here to one record, oldest first."""
    rows = connection.execute(
        "SELECT line FROM change WHERE id = ? UNION ALL SELECT line FROM"
        " (SELECT line FROM change WHERE record = ? AND record <> id ORDER BY n)",
        (record, record),
    )
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
    row = connection.execute("SELECT line FROM change WHERE id = ?", (revision,)).fetchone()
    if row:
        change = thaw(row[0])
        return change.bucket, change.doc
    row = connection.execute(
        "SELECT bucket, doc FROM upstream WHERE id = ? AND rev = ?", (record, revision)
    ).fetchone()
    return None if row is None else (str(row[0]), json.loads(row[1]))
