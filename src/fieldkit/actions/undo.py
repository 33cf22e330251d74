"""Taking back what was saved together, by new changes: the journal keeps both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fieldkit.domain.change import Edit
from fieldkit.domain.record import CORRECTED, WITHDRAWN, Record
from fieldkit.errors import NotFound
from fieldkit.store.store import Store

PREFIX = "undo:"
"""Begins the batch of what takes a batch back."""

EDITED, UNKNOWN = "edited_since", "earlier_not_here"
"""Why a record is left: somebody has changed it since, or what it was before is not on this device."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """withdrawn: new records taken back. restored: changed ones as they were before. left: (record, why)."""

    batch: str
    withdrawn: int
    restored: int
    left: Sequence[tuple[str, str]]


def batch(store: Store, batch: str | None = None, *, by: str, reason: str, dry_run: bool = False) -> Undone:
    """Take back the last batch, or the one named. Records that were edited since are left as they are.

    reason: said in every compensating change. dry_run: only tell what would be done. Raises NotFound.
    """
    wanted = batch or store.last_batch()
    touched = store.touched(wanted) if wanted else []
    if wanted is None or not touched:
        raise NotFound(kind="batch", text=batch or "")
    left: list[tuple[str, str]] = []
    counts = {WITHDRAWN: 0, CORRECTED: 0}
    edits = _edits(store, touched, reason, left)
    with store.transaction():
        while some := list(islice(edits, _AT_ONCE)):
            for edit in some:
                counts[edit.doc["state"]] += 1
            if not dry_run:
                store.save(some, by=by, batch=PREFIX + wanted)
    return Undone(wanted, counts[WITHDRAWN], counts[CORRECTED], left)


def _edits(
    store: Store,
    touched: Sequence[tuple[str, str | None, str]],
    reason: str,
    left: list[tuple[str, str]],
) -> Iterator[Edit]:
    """The edit that takes each record back; `left` fills with those that have none, and why."""
    for identity, base, last in touched:
        record = store.any(identity)
        if record is None or record.rev != last:
            left.append((identity, EDITED))
        elif base is None:
            yield Edit(record.kind, record.bucket, _gone(record, reason), record.id, record.rev)
        elif earlier := store.at(identity, base):
            bucket, doc = earlier
            back = {**doc, "state": CORRECTED, "reason": reason}
            yield Edit(record.kind, bucket, back, record.id, record.rev)
        else:
            left.append((identity, UNKNOWN))


def _gone(record: Record, reason: str) -> dict[str, object]:
    return {**record.doc, "state": WITHDRAWN, "reason": reason}
