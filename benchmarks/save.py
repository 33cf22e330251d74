"""The durable save itself, in process, beside a bare SQLite WAL + FULL commit of as many bytes.

As many bytes as the two rows of a save hold: the one of the journal with its line, and the one of the record,
which keeps no copy of the document. Told beside it, and judged by nobody: as many as the save puts into the
log with all its pages, since that is what the disk waits for.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import WORK, Line

SAVES = 300
ROUNDS = 5


def lines() -> list[Line]:
    """Saves per second here and there, in alternating rounds."""
    from fieldkit.domain.change import Edit
    from fieldkit.store.store import Store

    home = notebooks.fresh("save")
    store = Store.open(home)
    by = store.meta("advisor") or ""
    doc = {
        "form": "FS",
        "version": 1,
        "state": "finished",
        "answers": {"date": "2025-10-06", "V05": "x" * 600},
    }

    def ours() -> None:
        store.save([Edit(kind="entry", bucket="s:bench", doc=doc)], by=by)

    ours()
    bare = bare_commits(stored(store.connection), logged(store.connection, home, ours))
    speeds = [(rate(bare.whole_log), rate(bare.only_data), rate(ours)) for _ in range(ROUNDS)]
    store.close()
    bare.connection.close()
    measured = statistics.median(mine / data for _, data, mine in speeds)
    beside = statistics.median(mine / log for log, _, mine in speeds)
    return [Line(
        "the durable save itself, in process",
        f"{measured:.2f}× the saves per second of a bare WAL + FULL commit of as many bytes"
        f" ({beside:.2f}× of one that puts as many into the log)",
        "≥ 0.7× (goal ≥ 0.9×)",
        measured >= 0.7,
    )]  # fmt: skip


def stored(connection: sqlite3.Connection) -> int:
    """How many bytes the rows of the last save hold, numbers as text."""
    rows = [
        connection.execute(f"SELECT * FROM {table} ORDER BY n DESC LIMIT 1") for table in ("change", "record")
    ]
    values = [value for row in rows for value in row.fetchone() if value is not None]
    return sum(len(value if isinstance(value, bytes) else str(value).encode()) for value in values)


def logged(connection: sqlite3.Connection, home: Path, action: Callable[[], None]) -> int:
    """How many bytes one save adds to the log."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (home / "fieldkit.db-wal").stat().st_size
    for _ in range(10):
        action()
    return ((home / "fieldkit.db-wal").stat().st_size - before) // 10


@dataclass
class Bare:
    """One table with nothing but a number and bytes."""

    connection: sqlite3.Connection
    data: bytes
    log: bytes

    def only_data(self) -> None:
        """A commit of as many bytes as the text."""
        self.connection.execute("INSERT INTO line(bytes) VALUES (?)", (self.data,))

    def whole_log(self) -> None:
        """A commit that puts as many bytes into the log."""
        self.connection.execute("INSERT INTO line(bytes) VALUES (?)", (self.log,))


def bare_commits(data: int, log: int) -> Bare:
    """A fresh file. One page of the log is the table's own, so the bytes are those of the others."""
    (WORK / "bare.db").unlink(missing_ok=True)
    bare = sqlite3.connect(WORK / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, bytes BLOB)")
    return Bare(bare, bytes(data), bytes(max(data, log - 2 * 4120)))


def rate(action: Callable[[], None]) -> float:
    """How often a second."""
    start = time.perf_counter()
    for _ in range(SAVES):
        action()
    return SAVES / (time.perf_counter() - start)
