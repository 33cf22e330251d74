"""What has come from the centre and perhaps was here already: one sheet or person written in two notebooks.

On one device whoever saves it is warned. What somebody else wrote could not be known then, so it is looked
for once it has come. Nothing is merged: perhaps they are two.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from fieldkit.domain.record import WITHDRAWN


class Twice(NamedTuple):
    """A record that has come (its kind, form and id), and the id of the one that was here."""

    kind: str
    form: str
    record: str
    other: str


_ALIKE = """
    SELECT came.kind, came.form, came.id, min(here.id) FROM record AS came JOIN record AS here
    ON {same} AND +here.kind = came.kind AND here.place < came.place AND here.state <> ?2
    WHERE came.place > ?1 AND +came.kind = '{kind}' AND came.state <> ?2 GROUP BY +came.id
"""
_ASKED = (
    _ALIKE.format(kind="entry", same="here.key = came.key"),
    _ALIKE.format(kind="person", same="here.key = came.key"),
    _ALIKE.format(kind="person", same="here.alike = came.alike"),
)


def last(connection: sqlite3.Connection) -> int:
    """The place of the newest record: what comes later is beyond it."""
    found: int | None = connection.execute("SELECT max(place) FROM record").fetchone()[0]
    return found or 0


def arrived(connection: sqlite3.Connection, since: int) -> list[Twice]:
    """What has come beyond a place and was here before; one line for each, oldest first."""
    found = {row[2]: Twice(*row) for asked in _ASKED for row in connection.execute(asked, (since, WITHDRAWN))}
    return [found[record] for record in sorted(found)]
