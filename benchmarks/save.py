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
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import WORK, Line

SAVES = 600
ROUNDS = 15
TURN = 50

OWN = 2 * 4120
"""Bytes of the log that a bare commit of many fills besides: with the pages of the table itself."""


def lines() -> list[Line]:
    """Saves per second here by those there, in rounds of which the one in the middle counts."""
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
    data = Bare("bare", stored(store.connection))
    log = Bare("bare-log", max(stored(store.connection), logged(store.connection, home, ours) - OWN))
    plain = [side_by_side(data.commit, ours) for _ in range(ROUNDS)]
    beside = [side_by_side(log.commit, ours) for _ in range(ROUNDS)]
    for one in (store, data.connection, log.connection):
        one.close()
    measured = statistics.median(plain)
    return [Line(
        "the durable save itself, in process",
        f"{measured:.2f}× the saves per second of a bare WAL + FULL commit of as many bytes"
        f" ({statistics.median(beside):.2f}× of one that puts as many into the log)",
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


class Bare:
    """A file of its own with one table of nothing but a number and bytes: so many in every commit."""

    def __init__(self, name: str, size: int) -> None:
        for old in WORK.glob(f"{name}.db*"):
            old.unlink()
        self.connection = sqlite3.connect(WORK / f"{name}.db", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, bytes BLOB)")
        self.bytes = bytes(size)

    def commit(self) -> None:
        """One durable row."""
        self.connection.execute("INSERT INTO line(bytes) VALUES (?)", (self.bytes,))


def side_by_side(bare: Callable[[], None], ours: Callable[[], None]) -> float:
    """The seconds of so many bare commits by those of as many saves, in short turns: a slow spell of the disk
    hits both, and both copy their logs back as often as so many commits need.
    """
    there = here = 0.0
    for _ in range(SAVES // TURN):
        there += seconds(bare)
        here += seconds(ours)
    return there / here


def seconds(action: Callable[[], None]) -> float:
    """How long one turn takes."""
    start = time.perf_counter()
    for _ in range(TURN):
        action()
    return time.perf_counter() - start
