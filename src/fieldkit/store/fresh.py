"""Many new records whose documents are written already: journal line and record are put around them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from fieldkit.clock import stamp
from fieldkit.domain.change import circumstances, line_around
from fieldkit.domain.record import new_ids
from fieldkit.store import journal, view
from fieldkit.store.index import Columns


class Written(NamedTuple):
    """A record to be made. doc: its document as the journal keeps it. found: what it is found by."""

    bucket: str
    doc: bytes
    found: Columns


def add(cursor: sqlite3.Cursor, kind: str, records: Sequence[Written], *, by: str, batch: str) -> None:
    """Make these records, school by school: so SQLite finds the pages it needs still at hand.

    Inside a transaction.
    """
    at = stamp()
    lines, rows = [], []
    first = journal.next_number(cursor)
    by_school = sorted(records, key=lambda one: one.bucket)
    middles = {
        bucket: circumstances(kind, bucket, None, at, by) for bucket in {one.bucket for one in records}
    }
    for n, id, one in zip(count(first), new_ids(len(records)), by_school, strict=False):
        line = line_around(one.doc, id, n, id, middles[one.bucket])
        lines.append((id, n, id, kind, one.bucket, None, batch, line))
        rows.append((*one.found, id, n, id, kind, one.bucket, n))
    journal.write(cursor, lines)
    view.add(cursor, rows)
