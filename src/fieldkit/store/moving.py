"""A notebook that becomes another device, or goes over to another centre.

The receipts of a centre before stay; they say nothing about the new one.
"""

from __future__ import annotations

import json
import sqlite3

from fieldkit.domain.change import Edit
from fieldkit.store.kept import OTHERS
from fieldkit.store.view import show_mine

_OF_THE_CENTRE = ("last_sync", "want_ids", "held_by_centre", "twin", "turn")
"""What is remembered of the centre before."""


def part(connection: sqlite3.Connection) -> None:
    """Go on as a device of its own: what the centre said it holds, it has from the device before."""
    connection.execute(
        "INSERT OR IGNORE INTO elsewhere(id)"
        " SELECT id FROM change WHERE outcome IS NOT NULL AND outcome <> 'id_reuse'"
    )
    connection.execute("DELETE FROM ghost")


def unsend(connection: sqlite3.Connection) -> list[Edit]:
    """Make every change of the journal one that was not sent yet, inside a transaction.

    What came from others stays in view as what only the centre before had (`kept.py`). Where somebody else
    went on from a change of mine, what they made of it would go from view when mine is taken: it is returned
    as an edit on top of mine, to be saved in the same transaction.
    """
    named = "SELECT id FROM named"
    others = connection.execute(
        "SELECT id, kind, bucket, doc FROM present WHERE seq IS NOT NULL"
        f" AND rev NOT IN ({named}) AND id IN (SELECT record FROM change) ORDER BY place"
    ).fetchall()
    connection.execute(
        "UPDATE change SET outcome = NULL, rev = NULL, detail = NULL WHERE outcome IS NOT NULL"
    )
    for table in ("ghost", "elsewhere", "upstream"):
        connection.execute(f"DELETE FROM {table}")
    marks = ", ".join("?" * len(_OF_THE_CENTRE))
    connection.execute(f"DELETE FROM meta WHERE key IN ({marks})", _OF_THE_CENTRE)
    connection.execute("UPDATE bucket SET pos = 0, reset_at = NULL")
    connection.execute(
        f"UPDATE record SET seq = NULL, flagged = 0 WHERE seq IS NOT NULL AND rev IN ({named})"
    )
    connection.execute("UPDATE record SET seq = ? WHERE seq IS NOT NULL", (OTHERS,))
    return [_on_top(connection, *row) for row in others]


def _on_top(connection: sqlite3.Connection, record: str, kind: str, bucket: str, doc: str) -> Edit:
    """What is seen of a record as an edit of my own newest change of it."""
    show_mine(connection, record)
    connection.execute("DELETE FROM upstream WHERE id = ?", (record,))
    (rev,) = connection.execute("SELECT rev FROM record WHERE id = ?", (record,)).fetchone()
    return Edit(kind, bucket, json.loads(doc), record, rev)
