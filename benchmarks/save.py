"""The durable save itself, in process, beside a bare SQLite WAL + FULL commit of as many bytes."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable

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
        (change,) = store.save([Edit(kind="entry", bucket="s:bench", doc=doc)], by=by)
        size.append(len(change.line))

    size: list[int] = []
    ours()
    bare = sqlite3.connect(WORK / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("DROP TABLE IF EXISTS line")
    bare.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, bytes BLOB)")
    payload = bytes(size[0] * 2)  # journal line and record: the same bytes are kept twice

    def theirs() -> None:
        bare.execute("INSERT INTO line(bytes) VALUES (?)", (payload,))

    ratios = []
    for _ in range(ROUNDS):
        floor = rate(theirs)
        ratios.append(rate(ours) / floor)
    store.close()
    bare.close()
    measured = statistics.median(ratios)
    return [Line(
        "the durable save itself, in process",
        f"{measured:.2f}× the saves per second of a bare WAL + FULL commit of as many bytes",
        "≥ 0.7× (goal ≥ 0.9×)",
        measured >= 0.7,
    )]  # fmt: skip


def rate(action: Callable[[], None]) -> float:
    """How often a second."""
    start = time.perf_counter()
    for _ in range(SAVES):
        action()
    return SAVES / (time.perf_counter() - start)
