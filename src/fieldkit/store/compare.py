"""The two comparisons that mend everything: does the centre hold my changes, is my bucket what its bucket is.

Each is a count and an XOR. They put right a centre restored from a copy, a notebook put back from an image,
and any false belief about what arrived, without anybody having to notice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from fieldkit.clock import now, stamp
from fieldkit.domain.digest import fingerprint, of_revision, summed
from fieldkit.store.journal import ONE
from fieldkit.store.view import show_mine

_COUNTED = (
    "SELECT id FROM change WHERE outcome IS NOT NULL AND outcome <> 'id_reuse'"
    " AND id NOT IN (SELECT id FROM elsewhere)"
)
"""The changes that the centre should have from this device."""


def inventory(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many changes of this device the centre should hold, and the XOR of their fingerprints."""
    ids = connection.execute(f"{_COUNTED} UNION SELECT id FROM ghost")
    return summed(fingerprint(row[0]) for row in ids)


def digest(connection: sqlite3.Connection, bucket: str) -> tuple[int, int]:
    """Count and XOR of what the centre has confirmed in a bucket, to compare with its own."""
    rows = connection.execute(
        "SELECT id, rev FROM record WHERE bucket = ? AND seq >= 0"
        " UNION ALL SELECT id, rev FROM upstream WHERE bucket = ? AND seq >= 0",
        (bucket, bucket),
    )
    return summed(of_revision(id, rev) for id, rev in rows)


def compare_ids(connection: sqlite3.Connection, held: set[str]) -> None:
    """Send again what the centre turned out not to hold; remember what it holds and this file does not."""
    known = {row[0] for row in connection.execute(_COUNTED)}
    missing = sorted(known - held)
    connection.executemany(
        f"UPDATE change SET outcome = NULL, rev = NULL, detail = NULL WHERE {ONE}", ((id,) for id in missing)
    )
    connection.execute("DELETE FROM ghost")
    connection.executemany("INSERT INTO ghost(id) VALUES (?)", ((id,) for id in sorted(held - known)))
    remember(connection, "want_ids", "0")
    for id in missing:
        (record,) = connection.execute(f"SELECT record FROM change WHERE {ONE}", (id,)).fetchone()
        show_mine(connection, record)


def notice_overlooked(connection: sqlite3.Connection) -> None:
    """What is open is told by a mark (`heard`); where a damaged file lost it, the lines themselves tell.

    When nothing seems open every line is looked at, as the inventory does.
    """
    if not connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone():
        connection.execute("INSERT INTO passed_over(n) SELECT n FROM change WHERE outcome IS NULL")


def compare_buckets(
    connection: sqlite3.Connection, digests: Mapping[str, Sequence[int]]
) -> tuple[bool, list[str]]:
    """Read anew, at most once a day, every bucket that is not what the centre's is."""
    again, uneven = False, []
    for bucket, theirs in digests.items():
        if digest(connection, bucket) == tuple(theirs):
            continue
        (reset,) = connection.execute("SELECT reset_at FROM bucket WHERE id = ?", (bucket,)).fetchone()
        if reset and abs(now() - datetime.fromisoformat(reset)) < timedelta(days=1):  # a clock may go back
            uneven.append(bucket)
            continue
        again = True
        connection.execute("UPDATE bucket SET pos = 0, reset_at = ? WHERE id = ?", (stamp(), bucket))
        connection.execute("UPDATE record SET seq = 0 WHERE bucket = ? AND seq IS NOT NULL", (bucket,))
        connection.execute("UPDATE upstream SET seq = 0 WHERE bucket = ?", (bucket,))
    return again, uneven


def compare_inventory(connection: sqlite3.Connection, theirs: tuple[int, int]) -> bool:
    """Ask for the list of my changes when the centre does not hold those I think it does."""
    pending = connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone()
    if pending:
        return False
    differs = inventory(connection) != theirs
    remember(connection, "want_ids", str(int(differs)))
    remember(connection, "held_by_centre", str(theirs[0]))
    return differs


def remember(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a fact about this device, in the transaction that makes it true."""
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))
