"""The journal: every saved edit, for ever, in the order of saving. History, undo and sync read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from fieldkit.clock import stamp
from fieldkit.domain.change import Change, Edit, freeze, thaw


def append(
    connection: sqlite3.Connection, edits: Iterable[Edit], *, by: str, batch: str | None
) -> list[Change]:
    """Number, freeze and write the lines. Inside a transaction: the number is the next one only there."""
    first = int(connection.execute("SELECT coalesce(max(n), 0) + 1 FROM change").fetchone()[0])
    at = stamp()
    changes = [freeze(edit, n=n, at=at, by=by) for n, edit in enumerate(edits, first)]
    connection.executemany(
        "INSERT INTO change(n, id, record, kind, bucket, base, batch, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((c.n, c.id, c.record, c.kind, c.bucket, c.base, batch, c.line) for c in changes),
    )
    return changes


def history(connection: sqlite3.Connection, record: str) -> list[Change]:
    """All the changes made here to one record, oldest first."""
    rows = connection.execute(
        "SELECT line FROM change WHERE id = ? UNION ALL SELECT line FROM"
        " (SELECT line FROM change WHERE record = ? AND record <> id ORDER BY n)",
        (record, record),
    )
    return [thaw(line) for (line,) in rows]


def of_batch(connection: sqlite3.Connection, batch: str) -> list[Change]:
    """All the changes saved under one batch, oldest first."""
    rows = connection.execute("SELECT line FROM change WHERE batch = ? ORDER BY n", (batch,))
    return [thaw(line) for (line,) in rows]


def last_batch(connection: sqlite3.Connection) -> str | None:
    """The newest batch that was not taken back and does not itself take one back."""
    row = connection.execute(
        "SELECT batch FROM change AS mine WHERE batch IS NOT NULL AND batch NOT LIKE 'undo:%'"
        " AND NOT EXISTS (SELECT 1 FROM change WHERE batch = 'undo:' || mine.batch)"
        " ORDER BY n DESC LIMIT 1"
    ).fetchone()
    return None if row is None else str(row[0])
