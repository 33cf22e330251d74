"""What a device has yet to hear: the present state of the records in its buckets, by number, page by page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, null, or_, select

from fieldkit.domain.scope import COMMON, Scope, Site
from fieldkit.store.tables import BUCKETS, EXITS, RECORDS

_MANY = 500


class Page(NamedTuple):
    """One page. rows: [id, kind, bucket, rev, flagged, doc], or [id, bucket] of one that left that bucket.
    positions: how far each bucket of the device is read with it. unknown: buckets it asked for that never
    held anything here. digests: only on the last page."""

    rows: list[list[Any]]
    positions: dict[str, int]
    unknown: list[str]
    digests: dict[str, tuple[int, int]]
    more: bool


def page(
    connection: Connection, scope: Scope, positions: Mapping[str, int], room: int, known: Collection[str]
) -> Page:
    """What comes after these positions, up to about `room` bytes of documents.

    known: revisions the same answer confirms to their author; sending them back would be waste, unless to
    tell that a record has been put where everybody reads it.
    Only buckets in scope are read; what else the device asks for is not there for it.
    """
    counters = _counters(connection, visible(connection, scope))
    unknown = _unknown(connection, set(positions) - set(counters))
    rows: list[list[Any]] = []
    reached = {}
    for bucket, (seq, _, _) in counters.items():
        reached[bucket] = min(positions.get(bucket, 0), seq)
        for row in _after(connection, bucket, reached[bucket], seq):
            if room <= 0:
                break
            reached[bucket] = row.seq
            if row.rev not in known or bucket == COMMON:
                rows.append(_told(row, bucket))
                room -= len(row.doc or "") + 100
        else:
            reached[bucket] = seq
    more = any(reached[bucket] < counters[bucket][0] for bucket in counters)
    digests = {} if more else {bucket: (held, xor) for bucket, (_, held, xor) in counters.items()}
    return Page(rows, reached, unknown, digests, more)


def visible(connection: Connection, scope: Scope) -> list[str]:
    """The buckets an advisor may read, as things stand now."""
    c = RECORDS.c
    asked = select(c.bucket, c.cct, c.maker).where(
        c.kind == "school", or_(c.cct.in_(sorted(scope.cares)), c.maker == scope.advisor)
    )
    schools = {row.bucket for row in connection.execute(asked) if scope.sees(Site(row.cct, row.maker))}
    return sorted({COMMON, *(f"a:{author}" for author in scope.authors), *schools})


def _counters(connection: Connection, buckets: list[str]) -> dict[str, tuple[int, int, int]]:
    asked = select(BUCKETS).where(BUCKETS.c.id.in_(buckets))
    found = {row.id: (row.seq, row.held, row.xor) for row in connection.execute(asked)}
    return {bucket: found.get(bucket, (0, 0, 0)) for bucket in buckets}


def _unknown(connection: Connection, buckets: Collection[str]) -> list[str]:
    """Those that never held anything here: not taken out of a device's sight, but never heard of."""
    known = connection.execute(select(BUCKETS.c.id).where(BUCKETS.c.id.in_(sorted(buckets))))
    return sorted(set(buckets) - {row.id for row in known})


def _after(connection: Connection, bucket: str, position: int, last: int) -> Iterator[Row[Any]]:
    """The rows and exits of a bucket between two numbers, in their order."""
    c, e = RECORDS.c, EXITS.c
    stay = select(c.seq, c.id, c.kind, c.rev, c.flagged, c.doc).where(c.bucket == bucket)
    blanks = [null().label(name) for name in ("kind", "rev", "flagged", "doc")]
    left = select(e.seq, e.record.label("id"), *blanks).where(e.bucket == bucket)
    while position < last:
        found = [
            *connection.execute(stay.where(c.seq > position).order_by(c.seq).limit(_MANY)),
            *connection.execute(left.where(e.seq > position).order_by(e.seq).limit(_MANY)),
        ]
        chunk = sorted(found, key=lambda row: int(row.seq))[:_MANY]
        if not chunk:
            return
        yield from chunk
        position = chunk[-1].seq


def _told(row: Row[Any], bucket: str) -> list[Any]:
    if row.doc is None:
        return [row.id, bucket]
    return [row.id, row.kind, bucket, row.rev, int(row.flagged), json.loads(row.doc)]
