"""The journal seen from the road: what the centre has not yet said it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Mapping
from typing import Any

from fieldkit.domain.change import Change, thaw
from fieldkit.domain.record import WITHDRAWN, said
from fieldkit.store import sites
from fieldkit.store.journal import ONE

_NOT_OK = "outcome <> 'ok'"
"""Said beside a narrower outcome, so that SQLite knows it can use the index of what is open."""


def unacknowledged(
    connection: sqlite3.Connection, limit_bytes: int, skipped: Container[str] = ()
) -> list[tuple[str, bytes]]:
    """(id, line) of the oldest pending changes, in their order, up to so many bytes; at least one."""
    lines: list[tuple[str, bytes]] = []
    size = 0
    for _, identity, line in connection.execute("SELECT n, id, line FROM pending ORDER BY n"):
        if identity in skipped:
            continue
        size += len(line)
        if lines and size > limit_bytes:
            break
        lines.append((identity, line))
    return lines


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many changes by outcome; `pending` for those without. Their sum is the length of the journal."""
    total, heard, passed_over = connection.execute(
        "SELECT (SELECT coalesce(max(n), 0) FROM change), last, (SELECT count(*) FROM passed_over) FROM heard"
    ).fetchone()
    unsettled = connection.execute(
        "SELECT outcome, count(*) FROM change WHERE outcome <> 'ok' GROUP BY outcome"
    )
    found = {"pending": total - heard + passed_over, **dict(unsettled)}
    return {**found, "ok": total - sum(found.values())}


def refused(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The changes the centre would not let stand, not put right since: with their problems."""
    return _open(connection, "outcome IN ('rejected', 'id_reuse')", "TRUE", "problems")


def clashes(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The changes of which the centre kept another value, still to be decided: with the fields, and whether
    the other value is one's own too, from another device (`own`; None where the centre did not say)."""
    decided = "(later.outcome IS NULL OR later.outcome = 'ok')"
    found = _open(connection, "outcome = 'conflict'", decided, "fields", "by")
    told = [{**one, "own": _own(connection, one.pop("by"))} for one in found]
    return [one for one in told if _undecided(connection, one)]


def sides(connection: sqlite3.Connection, clash: Mapping[str, Any]) -> tuple[Change, dict[str, Any]]:
    """My change in a clash, and the document that stands."""
    (line,) = connection.execute(f"SELECT line FROM change WHERE {ONE}", (clash["id"],)).fetchone()
    (doc,) = connection.execute("SELECT doc FROM present WHERE id = ?", (clash["record"],)).fetchone()
    return thaw(line), json.loads(doc)


def _own(connection: sqlite3.Connection, authors: list[str]) -> bool | None:
    return all(sites.mine(connection, one) for one in authors) if authors else None


def _undecided(connection: sqlite3.Connection, clash: dict[str, Any]) -> bool:
    """Whether a clash still waits for its author. That somebody else saved the record since does not decide
    it, unless what stands now is what its author wrote, or nothing is left to decide."""
    row = connection.execute(
        f"SELECT flagged, state, doc, (SELECT line FROM change WHERE {ONE}) FROM present WHERE id = ?",
        (clash["id"], clash["record"]),
    ).fetchone()
    if row is None or row[0]:
        return row is not None
    stands, mine = json.loads(row[2]), json.loads(row[3])["doc"]
    differs = any(said(stands, field) != said(mine, field) for field in clash["fields"])
    return differs and row[1] != WITHDRAWN


def held(connection: sqlite3.Connection) -> list[str]:
    """The ids of the changes that the centre keeps but has not judged for good."""
    rows = connection.execute(f"SELECT id FROM change WHERE {_NOT_OK} AND outcome = 'held' ORDER BY n")
    return [row[0] for row in rows]


def all_there(connection: sqlite3.Connection) -> bool:
    """Whether the centre, when it was last asked, held every change made here."""
    differs = connection.execute("SELECT 1 FROM meta WHERE key = 'want_ids' AND value = '1'").fetchone()
    return not differs and not counts(connection)["pending"]


def positions(connection: sqlite3.Connection) -> dict[str, int]:
    """How far each bucket is read."""
    return {row[0]: row[1] for row in connection.execute("SELECT id, pos FROM bucket")}


def _open(connection: sqlite3.Connection, which: str, done: str, *detail: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        f"SELECT id, record, kind, detail, line FROM change AS mine WHERE {_NOT_OK} AND {which}"
        " AND NOT EXISTS (SELECT 1 FROM change AS later WHERE later.record = mine.record"
        f" AND later.record <> later.id AND later.n > mine.n AND {done}) ORDER BY n"
    )
    return [
        {
            "id": id,
            "record": record,
            "kind": kind,
            "form": json.loads(line)["doc"]["form"],
            **{name: json.loads(why).get(name, []) if why else [] for name in detail},
        }
        for id, record, kind, why, line in rows
    ]
