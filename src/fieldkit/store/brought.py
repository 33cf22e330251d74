"""What imports did to drafts, and how that is taken back: drafts are not in the journal."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from fieldkit.clock import stamp

EDITED, FINISHED, DISCARDED, UNDONE = "edited", "finished", "discarded", "undone"
"""What has become of a draft since the import that brought it."""

_AS_JSON = "json_array(record, at, answers)"
_OF_JSON = "json_extract(before, '$[0]'), json_extract(before, '$[1]'), json_extract(before, '$[2]')"


class Brought(NamedTuple):
    """What one import did to one draft. at: when.

    record: the record the import made of it, or None. since: what has become of it since (`EDITED` …, or the
    batch of a later import); None: it is as the import left it.
    """

    draft: str
    form: str
    at: str
    record: str | None
    since: str | None


def note(
    connection: sqlite3.Connection, draft: str, batch: str, form: str = "", record: str | None = None
) -> None:
    """An import is about to write a draft, or has made a record of it: keep what it was before.

    form: of a draft that is not there yet.
    """
    connection.execute(
        "UPDATE brought SET since = ? WHERE draft = ? AND batch <> ? AND since IS NULL", (batch, draft, batch)
    )
    connection.execute(
        "INSERT INTO brought(batch, draft, at, record, form, before, n) SELECT ?, ?, ?, ?,"
        f" coalesce((SELECT form FROM draft WHERE id = ?), ?), (SELECT {_AS_JSON} FROM draft WHERE id = ?),"
        " (SELECT coalesce(max(n), 0) FROM change) WHERE true"
        " ON CONFLICT(draft, batch) DO UPDATE SET record = excluded.record",
        (batch, draft, stamp(), record, draft, form, draft),
    )


def tell(connection: sqlite3.Connection, draft: str, since: str) -> None:
    """A person has worked on a draft. What it was before goes with one that is no draft any more."""
    connection.execute("UPDATE brought SET since = ? WHERE draft = ? AND since IS NULL", (since, draft))
    if since != EDITED:
        connection.execute(
            "UPDATE brought SET since = ?, before = NULL WHERE draft = ? AND since <> ?",
            (since, draft, UNDONE),
        )


def of_batch(connection: sqlite3.Connection, batch: str) -> list[Brought]:
    """All that one import did to drafts, in the order it did it."""
    rows = connection.execute(
        "SELECT draft, form, at, record, since FROM brought WHERE batch = ? ORDER BY place", (batch,)
    )
    return [Brought(*row) for row in rows]


def take_back(connection: sqlite3.Connection, batch: str, draft: str) -> None:
    """Make a draft what it was before the import, or gone. One that is not as it came stays as it is."""
    mine = "FROM brought WHERE batch = ? AND draft = ? AND since IS NULL"
    (found,) = connection.execute(f"SELECT count(*) {mine}", (batch, draft)).fetchone()
    if found:
        connection.execute("DELETE FROM draft WHERE id = ?", (draft,))
        connection.execute(
            "INSERT INTO draft(id, form, record, at, answers)"
            f" SELECT draft, form, {_OF_JSON} {mine} AND before IS NOT NULL",
            (batch, draft),
        )
        connection.execute("UPDATE brought SET since = NULL WHERE draft = ? AND since = ?", (draft, batch))
    connection.execute(
        "UPDATE brought SET since = ?, before = NULL WHERE batch = ? AND draft = ?", (UNDONE, batch, draft)
    )


_TAKEN_BACK = (
    "(EXISTS (SELECT 1 FROM change WHERE batch = 'undo:' || mine.batch)"
    f" OR EXISTS (SELECT 1 FROM brought WHERE batch = mine.batch AND since = '{UNDONE}'))"
)


def taken_back(connection: sqlite3.Connection, batch: str) -> bool:
    """Whether a batch has been taken back already."""
    row = connection.execute(f"SELECT {_TAKEN_BACK} FROM (SELECT ? AS batch) AS mine", (batch,)).fetchone()
    return bool(row[0])


def last_batch(connection: sqlite3.Connection) -> str | None:
    """The newest batch, of records or drafts, that was not taken back and does not itself take one back."""
    newest = []
    for table, place in (("change", "0"), ("brought", "place")):
        newest += connection.execute(
            f"SELECT n, {place}, batch FROM {table} AS mine WHERE batch IS NOT NULL"
            f" AND batch NOT LIKE 'undo:%' AND NOT {_TAKEN_BACK} ORDER BY n DESC, 2 DESC LIMIT 1"
        ).fetchall()
    return str(max(newest)[2]) if newest else None
