"""Taking in an answer of the centre: results, rows, positions, comparisons, receipt. All or nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fieldkit.clock import stamp
from fieldkit.domain.change import Change, thaw
from fieldkit.errors import Emptied
from fieldkit.store import engine
from fieldkit.store.compare import (
    compare_buckets,
    compare_ids,
    compare_inventory,
    notice_overlooked,
    remember,
)
from fieldkit.store.journal import ONE
from fieldkit.store.kept import keep_unknown, keep_unread
from fieldkit.store.sites import in_view, note_left
from fieldkit.store.view import settle_views, tell_rows

FEW = 20
"""Losing fewer records than this at once is never suspicious."""

_MINE = (
    "SELECT record FROM pending UNION SELECT record FROM change WHERE outcome <> 'ok' AND outcome = 'held'"
)


class Answer(NamedTuple):
    """An answer of the centre, already found genuine and whole.

    results: [id, outcome, rev?, detail?] of changes. rows: [id, kind, bucket, rev, flagged, doc] of records,
    or [id, bucket] of one that left that bucket. positions: how far each bucket is read; others are no longer
    ours to see, but for those in unknown: of them the centre has never heard. digests: on the last page.
    others: results of changes that it has from another device. turn: to be said the next time. twin: this
    notebook is used in another place too. ids: all my changes it holds, when it was asked.
    """

    batch: str
    results: Sequence[Sequence[Any]]
    rows: Sequence[Sequence[Any]]
    positions: Mapping[str, int]
    unknown: Sequence[str]
    digests: Mapping[str, Sequence[int]]
    more: bool
    inventory: tuple[int, int]
    others: Sequence[str]
    turn: int
    twin: bool
    ids: Sequence[str] | None
    receipt: bytes
    signature: bytes


class Absorbed(NamedTuple):
    """What an answer brought. again: ask once more at once, something is to be mended. uneven: buckets that
    differ from the centre's although they were read anew today."""

    received: int
    again: bool
    uneven: list[str]


def absorb(connection: sqlite3.Connection, answer: Answer, *, emptying: bool = False) -> Absorbed:
    """Take an answer in, in one transaction. emptying: it may take most of the records away.

    Raises Emptied, and takes nothing in, when it would do so unasked.
    """
    with engine.transaction(connection):
        schools = in_view(connection)
        _keep_receipt(connection, answer)
        remember(connection, "last_sync", stamp())
        _note_results(connection, answer.results)
        _note_place(connection, answer)
        if answer.ids is not None:
            compare_ids(connection, set(answer.ids))
        if not answer.more:
            notice_overlooked(connection)
        mine = {row[0] for row in connection.execute(_MINE)}
        _confirm(connection, answer, mine)
        engine.crashpoint("after_results")
        before = _confirmed(connection)
        _tell(connection, answer, mine)
        lost = _leave(connection, [row for row in answer.rows if len(row) == 2])
        keep_unknown(connection, answer.unknown)
        dropped = _drop(connection, {*answer.positions, *answer.unknown})
        _read_up_to(connection, answer.positions)
        engine.crashpoint("after_rows")
        uneven: list[str] = []
        again = False
        if not answer.more:
            keep_unread(connection)
            settle_views(connection, mine)
            again, uneven = compare_buckets(connection, answer.digests)
            uneven_ids = compare_inventory(connection, answer.inventory)
            again = again or (uneven_ids and answer.ids is None)
        note_left(connection, schools, dropped)
        if lost > max(FEW, before // 2) and not emptying:
            raise Emptied(gone=lost, held=before)
    return Absorbed(len(answer.rows), again, uneven)


def _keep_receipt(connection: sqlite3.Connection, answer: Answer) -> None:
    if answer.results:
        connection.execute(
            "INSERT OR REPLACE INTO receipt(batch, at, body, signature) VALUES (?, ?, ?, ?)",
            (answer.batch, stamp(), answer.receipt, answer.signature),
        )


def _note_results(connection: sqlite3.Connection, results: Iterable[Sequence[Any]]) -> None:
    connection.executemany(
        f"UPDATE change SET outcome = ?, rev = ?, detail = ? WHERE {ONE}",
        (
            (outcome, rev, detail and json.dumps(detail, ensure_ascii=False), id)
            for id, outcome, rev, detail in (_padded(result) for result in results)
        ),
    )


def _note_place(connection: sqlite3.Connection, answer: Answer) -> None:
    """What the centre has from elsewhere, and where this notebook stands with it."""
    others = [(id,) for id in answer.others]
    connection.executemany("INSERT OR IGNORE INTO elsewhere(id) VALUES (?)", others)
    remember(connection, "turn", str(answer.turn))
    if answer.twin:
        remember(connection, "twin", "1")


def _padded(result: Sequence[Any]) -> list[Any]:
    """What was taken as it is names no revision: it is its own."""
    id, outcome, rev, detail = [*result, None, None][:4]
    return [id, outcome, rev or (id if outcome == "ok" else None), detail]


def _confirm(connection: sqlite3.Connection, answer: Answer, mine: set[str]) -> None:
    """What was taken as it is, is now what the centre says."""
    for id, outcome, *_ in answer.results:
        if outcome != "ok":
            continue
        found = connection.execute(f"SELECT line FROM change WHERE {ONE}", (id,)).fetchone()
        if found is None:
            continue
        change = thaw(found[0])
        if _told_since(connection, change):
            continue
        seq = answer.positions.get(change.bucket, 1) or 1
        plain = "UPDATE record SET seq = ?, flagged = 0 WHERE id = ? AND rev = ? AND seq IS NULL"
        if change.record not in mine and connection.execute(plain, (seq, change.record, id)).rowcount:
            connection.execute("DELETE FROM upstream WHERE id = ?", (change.record,))
        else:
            tell_rows(connection, [[change.record, change.kind, change.bucket, id, 0, change.doc]], seq, mine)


def _told_since(connection: sqlite3.Connection, change: Change) -> bool:
    """Whether what the centre said of the record is newer than this change: it was not made on that. An
    answer got lost, and somebody went on from what we are only now told was taken. What it said before it
    was put back from a copy is no newer."""
    asked = "SELECT rev FROM upstream WHERE id = ? AND seq >= 0"
    told = connection.execute(asked, (change.record,)).fetchone()
    base: str | None = change.base
    while told and base and base != told[0]:
        mine = connection.execute(f"SELECT base FROM change WHERE {ONE}", (base,)).fetchone()
        base = mine[0] if mine else None
    return told is not None and base is None


def _tell(connection: sqlite3.Connection, answer: Answer, mine: set[str]) -> None:
    by_bucket: dict[str, list[Sequence[Any]]] = {}
    for row in answer.rows:
        if len(row) > 2:
            by_bucket.setdefault(row[2], []).append(row)
    for bucket, rows in by_bucket.items():
        tell_rows(connection, rows, answer.positions.get(bucket, 1), mine)


def _leave(connection: sqlite3.Connection, gone: Iterable[Sequence[Any]]) -> int:
    """Records that left a bucket, unless they have arrived in another by now. Returns how many went."""
    left = [(id, bucket) for id, bucket in gone]
    here = "WHERE id = ? AND bucket = ?"
    count = connection.executemany(f"DELETE FROM record {here} AND seq IS NOT NULL", left).rowcount
    connection.executemany(f"DELETE FROM upstream {here}", left)
    return max(count, 0)


def _drop(connection: sqlite3.Connection, ours: Collection[str]) -> list[str]:
    """What is no longer ours to see goes. The journal of my own changes is another table.

    Returns the buckets that went.
    """
    known = {row[0] for row in connection.execute("SELECT id FROM bucket")}
    here = connection.execute(
        "SELECT DISTINCT bucket FROM record WHERE seq IS NOT NULL UNION SELECT bucket FROM upstream"
    )
    dropped = [(name,) for name in sorted((known | {row[0] for row in here}) - set(ours))]
    connection.executemany("DELETE FROM record WHERE bucket = ? AND seq IS NOT NULL", dropped)
    connection.executemany("DELETE FROM upstream WHERE bucket = ?", dropped)
    connection.executemany("DELETE FROM bucket WHERE id = ?", dropped)
    return [name for (name,) in dropped]


def _read_up_to(connection: sqlite3.Connection, positions: Mapping[str, int]) -> None:
    connection.executemany(
        "INSERT INTO bucket(id, pos) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET pos = excluded.pos",
        positions.items(),
    )


def _confirmed(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM record WHERE seq IS NOT NULL").fetchone()[0])
