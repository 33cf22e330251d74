"""The journal seen from the road: what the centre has not yet said it holds."""

from __future__ import annotations

import sqlite3


def unacknowledged(connection: sqlite3.Connection, limit_bytes: int) -> list[tuple[str, bytes]]:
    """(id, line) of the oldest pending changes, in their order, up to so many bytes; at least one."""
    lines: list[tuple[str, bytes]] = []
    size = 0
    for identity, line in connection.execute("SELECT id, line FROM change WHERE outcome IS NULL ORDER BY n"):
        size += len(line)
        if lines and size > limit_bytes:
            break
        lines.append((identity, line))
    return lines


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many changes by outcome; `pending` for those without. Their sum is the length of the journal."""
    total = int(connection.execute("SELECT coalesce(max(n), 0) FROM change").fetchone()[0])
    found = {
        outcome or "pending": int(number)
        for outcome, number in connection.execute(
            "SELECT outcome, count(*) FROM change WHERE outcome IS NULL OR outcome <> 'ok' GROUP BY outcome"
        )
    }
    return {"pending": 0, **found, "ok": total - sum(found.values())}
