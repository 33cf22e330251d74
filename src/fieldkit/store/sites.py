"""Schools by the name people know: those the centre keeps work back for, those that have left this notebook.

Which left is kept in the transaction that takes them away, until somebody has been told.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from fieldkit.domain.change import thaw
from fieldkit.domain.record import Record
from fieldkit.domain.scope import COMMON
from fieldkit.store import engine
from fieldkit.store.journal import ONE

if TYPE_CHECKING:
    from fieldkit.store.store import Store

_LEFT = "left"


def in_view(connection: sqlite3.Connection) -> dict[str, str]:
    """The schools that are seen here: id to key and name."""
    rows = connection.execute("SELECT id, doc FROM present WHERE kind = 'school' AND kind <> 'entry'")
    return {id: _label(json.loads(doc)) for id, doc in rows}


def mine(connection: sqlite3.Connection, author: object) -> bool:
    """Whether this is one of the identities I sign with, here or on another device: I read its bucket."""
    asked = "SELECT 1 FROM bucket WHERE id = ?"
    return connection.execute(asked, (f"a:{author}",)).fetchone() is not None


def theirs(store: Store, record: Record) -> bool:
    """Whether only somebody else may change a record: of the common catalogue the centre takes a change only
    from whoever wrote the exercise."""
    if record.bucket != COMMON or mine(store.connection, record.doc.get("author")):
        return False
    return all(change.id != record.id for change in store.history(record.id))  # its first has its id


def note_left(connection: sqlite3.Connection, before: Mapping[str, str], dropped: Collection[str]) -> None:
    """Remember the schools that are here no more. before: what was in view; dropped: buckets taken away."""
    away = {bucket[2:] for bucket in dropped if bucket.startswith("s:")}
    gone = (set(before) - set(in_view(connection))) | away
    named = {id: before.get(id) or _as_written(connection, id) for id in sorted(gone)}
    unsaid = left(connection)
    read = {bucket[2:] for (bucket,) in connection.execute("SELECT id FROM bucket")}
    still = {id: label for id, label in {**unsaid, **named}.items() if id in gone or id not in read}
    if still != unsaid:
        _keep(connection, still)


def left(connection: sqlite3.Connection) -> dict[str, str]:
    """The schools that left and of which nobody has been told: id to key and name."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_LEFT,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def told(connection: sqlite3.Connection) -> None:
    """Somebody has read which schools left."""
    with engine.transaction(connection):
        _keep(connection, {})


def held_for(connection: sqlite3.Connection) -> dict[str, int]:
    """How many changes the centre keeps until a school is in their author's care, by its key and name."""
    rows = connection.execute(
        "SELECT substr(bucket, 3), count(*) FROM change WHERE outcome <> 'ok' AND outcome = 'held'"
        " AND bucket LIKE 's:%' AND json_extract(detail, '$.why') = 'scope' GROUP BY bucket ORDER BY min(n)"
    ).fetchall()
    seen = in_view(connection) if rows else {}
    counted: dict[str, int] = {}
    for id, number in rows:
        label = seen.get(id) or _as_written(connection, id)
        counted[label] = counted.get(label, 0) + number
    return counted


def _keep(connection: sqlite3.Connection, schools: Mapping[str, str]) -> None:
    told = json.dumps(schools, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (_LEFT, told))


def _as_written(connection: sqlite3.Connection, school: str) -> str:
    """What a school that is not in view was called by whoever wrote here; its id when nobody did."""
    row = connection.execute(f"SELECT line FROM change WHERE {ONE} AND kind = 'school'", (school,)).fetchone()
    return _label(thaw(row[0]).doc) if row else school


def _label(doc: Mapping[str, object]) -> str:
    answers = doc["answers"]
    told = answers if isinstance(answers, Mapping) else {}
    return " ".join(str(told[code]) for code in ("cct", "name") if told.get(code))
