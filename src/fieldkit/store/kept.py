"""What the centre had once and knows nothing of any more: it was put back from an older copy.

What is taken from a notebook on purpose is told row by row, or its bucket is no longer ours to see. What is
missing without a word is a loss of the centre's, and this notebook may be the last that has it: it stays in
view, marked by `seq` -1, until whoever wrote it has sent it again, or it is given back from here. What came
by another centre, before the notebook went over to this one (`moving.py`), is marked by `seq` -2.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable
from itertools import islice

from fieldkit.domain.change import Edit
from fieldkit.domain.scope import COMMON

LOST, OTHERS = -1, -2
"""The marks: the centre had it once; only the centre before had it."""

AT_ONCE = 500
"""How many records are given back in one go."""

_OURS = f"seq < 0 AND bucket <> '{COMMON}'"
"""The common catalogue is left to whoever brought it: the centre takes it from nobody else."""


def keep_unread(connection: sqlite3.Connection) -> None:
    """A bucket read anew to its end did not bring these again, nor tell that they left."""
    for table in ("record", "upstream"):
        connection.execute(f"UPDATE {table} SET seq = {LOST} WHERE seq = 0")


def keep_unknown(connection: sqlite3.Connection, buckets: Iterable[str]) -> None:
    """The centre has never heard of these buckets: all that came from there is read again when it has."""
    asked = [(bucket,) for bucket in buckets]
    for table in ("record", "upstream"):
        connection.executemany(f"UPDATE {table} SET seq = {LOST} WHERE bucket = ? AND seq >= 0", asked)
    connection.executemany("UPDATE bucket SET pos = 0 WHERE id = ?", asked)


def to_give_back(connection: sqlite3.Connection, given: Container[str] = ()) -> list[Edit]:
    """The same records as new edits, schools first; saved and sent, they make the centre whole again. given:
    those that were given back already; where the centre would not have one, it is kept here still.

    For somebody whose laptop is lost, not before they have synced: their own changes have the history that
    these lack, and where both arrive somebody may be asked to decide between a value and its correction.
    """
    asked = f"SELECT kind, bucket, doc, id, rev FROM present WHERE {_OURS}"
    rows = connection.execute(f"{asked} ORDER BY kind <> 'school', place")
    left = (row for row in rows if row[3] not in given)
    return [
        Edit(kind, bucket, json.loads(doc), id, rev) for kind, bucket, doc, id, rev in islice(left, AT_ONCE)
    ]


def kept(connection: sqlite3.Connection) -> int:
    """How many records are in view that the centre had once and has no more."""
    return _count(connection, LOST)


def from_before(connection: sqlite3.Connection) -> int:
    """How many records of others are in view that came by the centre before, and that this one has not."""
    return _count(connection, OTHERS)


def _count(connection: sqlite3.Connection, mark: int) -> int:
    asked = "SELECT count(*) FROM record WHERE seq < 0 AND seq = ?"
    return int(connection.execute(asked, (mark,)).fetchone()[0])
