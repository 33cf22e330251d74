"""Writing records at the centre: rows, then the numbers of their buckets, taken last and in order.

Who holds a bucket's counter row is the only one numbering there until commit, so the order of the numbers is
the order of the commits and a reader who has seen a number has seen all below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from fieldkit.domain.change import encode
from fieldkit.domain.digest import of_revision
from fieldkit.domain.merge import Present
from fieldkit.domain.scope import Site
from fieldkit.store.index import columns, planter, school
from fieldkit.store.tables import BUCKETS, EXITS, RECORDS


def add(connection: Connection, rows_of: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that leaves alone what is there; on PostgreSQL it waits for whoever is just adding it."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(rows_of).on_conflict_do_nothing()
    return postgresql.insert(rows_of).on_conflict_do_nothing()


@dataclass(slots=True)
class Counter:
    """A bucket while it is being written: its last number, how many records, XOR of their fingerprints."""

    seq: int
    held: int
    xor: int

    def next(self) -> int:
        """The next number."""
        self.seq += 1
        return self.seq

    def enter(self, record: Present) -> None:
        """It now holds this revision."""
        self.held += 1
        self.xor ^= of_revision(record.id, record.rev)

    def leave(self, record: Present) -> None:
        """It no longer holds this revision."""
        self.held -= 1
        self.xor ^= of_revision(record.id, record.rev)


def write(
    connection: Connection,
    before: Mapping[str, Present],
    after: Mapping[str, Present],
    sites: Mapping[str, Site],
) -> None:
    """Bring the records from one state to the other and number what changed."""
    changed = [one for one in after.values() if before.get(one.id) != one]
    if not changed:
        return
    moves = [(before.get(one.id), one) for one in changed]
    counters = _take(connection, {one.bucket for pair in moves for one in pair if one})
    new: list[dict[str, Any]] = []
    old: list[dict[str, Any]] = []
    exits: list[dict[str, Any]] = []
    for was, one in moves:
        if was:
            counters[was.bucket].leave(was)
        if was and was.bucket != one.bucket:
            exits.append({"bucket": was.bucket, "record": one.id, "seq": counters[was.bucket].next()})
        counters[one.bucket].enter(one)
        row = _row(one, counters[one.bucket].next(), sites.get(one.id))
        (old if was else new).append(row)
    _put(connection, new, old, exits)
    _give_back(connection, counters)


def _take(connection: Connection, buckets: set[str]) -> dict[str, Counter]:
    """The counters of these buckets, locked, always in the same order."""
    names = sorted(buckets)
    rows = [{"id": name, "seq": 0, "held": 0, "xor": 0} for name in names]
    connection.execute(add(connection, BUCKETS), rows)
    asked = select(BUCKETS).where(BUCKETS.c.id.in_(names)).order_by(BUCKETS.c.id).with_for_update()
    return {row.id: Counter(row.seq, row.held, row.xor) for row in connection.execute(asked)}


def _give_back(connection: Connection, counters: Mapping[str, Counter]) -> None:
    counted = update(BUCKETS).where(BUCKETS.c.id == bindparam("which"))
    rows = [{"which": name, "seq": c.seq, "held": c.held, "xor": c.xor} for name, c in counters.items()]
    connection.execute(counted, rows)


def _put(
    connection: Connection, new: list[dict[str, Any]], old: list[dict[str, Any]], exits: list[dict[str, Any]]
) -> None:
    if exits:
        _put_exits(connection, exits, {row["id"]: row["bucket"] for row in old})
    if new:
        connection.execute(insert(RECORDS), new)
    if old:
        rows = [{"which": row.pop("id"), **row} for row in old]
        connection.execute(update(RECORDS).where(RECORDS.c.id == bindparam("which")), rows)


def _put_exits(connection: Connection, exits: list[dict[str, Any]], to: Mapping[str, str]) -> None:
    """A record that left this bucket before, or the one it now comes back to, did so no more. Where it was in
    between, it still has to be told."""
    over = [(row["bucket"], row["record"]) for row in exits]
    over += [(to[row["record"]], row["record"]) for row in exits]
    connection.execute(delete(EXITS).where(tuple_(EXITS.c.bucket, EXITS.c.record).in_(over)))
    connection.execute(insert(EXITS), exits)


def _row(one: Present, seq: int, site: Site | None) -> dict[str, Any]:
    found = columns(one.kind, one.doc)
    return {
        "id": one.id,
        "kind": one.kind,
        "bucket": one.bucket,
        "rev": one.rev,
        "seq": seq,
        "flagged": one.flagged,
        "doc": encode(one.doc).decode(),
        "form": found.form,
        "school": school(one.doc),
        "subject": found.subject,
        "date": found.date,
        "state": found.state,
        "key": found.key,
        "cct": site.cct if site else None,
        "maker": site.maker if site else None,
        "planter": planter(one.doc),
    }
