"""Taking back what was saved together, by new changes: the journal keeps both."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import CORRECTED, WITHDRAWN, Record
from fieldkit.domain.register import KINSHIP, MEMBERSHIP
from fieldkit.domain.school import School
from fieldkit.errors import NotFound, Untimely
from fieldkit.store.brought import DISCARDED, FINISHED, Brought
from fieldkit.store.store import Store

PREFIX = "undo:"
"""Begins the batch of what takes a batch back."""

CHANGED, UNKNOWN = "edited_since", "earlier_not_here"
"""Why a record is left: somebody has changed it since, or what it was before is not on this device."""

TOGETHER, IN_USE = "goes_with_it", "school_in_use"
"""The same: what is said of the same person is left, or people and sheets would be left without a school."""

WORKED_ON, FILLED_IN = "draft_edited", "draft_finished"
"""Why a draft is left: somebody has worked on it since, or it is a record by now."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, or would be. at, form: when the batch was saved, and what it is made of.

    withdrawn: new records taken back. restored: changed ones as they were before. new, changed: the same as
    a person counts, for whom a child and their enrolment are one. drafts: those that came with it, thrown
    away or as they were before. left: (record or draft, why).
    """

    batch: str
    at: str
    form: str
    withdrawn: int
    restored: int
    new: int
    changed: int
    drafts: int
    left: Sequence[tuple[str, str]]


def batch(store: Store, batch: str | None = None, *, by: str, reason: str, dry_run: bool = False) -> Undone:
    """Take back the last batch, or the one named. What was edited since is left as it is.

    reason: said in every compensating change. dry_run: only tell what would be done. Raises NotFound;
    Untimely for one that was taken back already.
    """
    wanted = batch or store.last_batch() or ""
    touched, drafts = store.touched(wanted), store.brought(wanted)
    if not touched and not drafts:
        raise NotFound(kind="batch", text=wanted)
    if store.taken_back(wanted):
        raise Untimely(why="taken_back", record=wanted)
    left: list[tuple[str, str]] = []
    counts = _Counts()
    edits = _edits(store, touched, reason, left)
    with store.transaction():
        while some := list(islice(edits, _AT_ONCE)):
            for edit in some:
                counts.add(edit)
            if not dry_run:
                store.save(some, by=by, batch=PREFIX + wanted)
        gone = [one for one in drafts if _as_it_came(one, left)]
        for one in () if dry_run else gone:
            store.take_back_draft(wanted, one.draft)
    at, form = _origin(store, touched[-1]) if touched else (drafts[0].at, drafts[0].form)
    taken = sum(one.since is None and one.record is None for one in gone)
    return Undone(wanted, at, form, *counts.all(), taken, left)


def _as_it_came(one: Brought, left: list[tuple[str, str]]) -> bool:
    """Whether a draft goes back to what it was; `left` gets those that somebody made something of since."""
    if any(one.record == record for record, _ in left):
        return False
    if one.since in (None, DISCARDED):
        return True
    left.append((one.draft, FILLED_IN if one.since == FINISHED else WORKED_ON))
    return False


class _Counts:
    """Counts records, and whom or what they are about."""

    def __init__(self) -> None:
        self.records = {WITHDRAWN: 0, CORRECTED: 0}
        self.gone: set[str] = set()
        self.whose: set[str] = set()

    def add(self, edit: Edit) -> None:
        """One more record taken back."""
        self.records[edit.doc["state"]] += 1
        link = edit.kind in (MEMBERSHIP, KINSHIP)
        whose = str(edit.doc["answers"].get("person") if link else edit.record)
        self.whose.add(whose)
        if edit.doc["state"] == WITHDRAWN and not link:
            self.gone.add(whose)

    def all(self) -> tuple[int, int, int, int]:
        """Records withdrawn and restored; persons, schools or sheets that were new and changed."""
        gone, whose = len(self.gone), len(self.whose)
        return self.records[WITHDRAWN], self.records[CORRECTED], gone, whose - gone


def _origin(store: Store, touched: tuple[str, str | None, str]) -> tuple[str, str]:
    """When one of the records of a batch was saved, and from which form."""
    record, _, last = touched
    change = next(change for change in store.history(record) if change.id == last)
    return change.at, str(change.doc["form"])


def _edits(
    store: Store,
    touched: Sequence[tuple[str, str | None, str]],
    reason: str,
    left: list[tuple[str, str]],
) -> Iterator[Edit]:
    """The edit that takes each record back; `left` fills with those that have none, and why."""
    batch = {identity for identity, _, _ in touched}
    stays = _stays(store, touched)
    for identity, base, last in touched:
        record = store.any(identity)
        why = _why_left(store, record, identity, base, last)
        if not why and record and whose(record) in stays:
            why = TOGETHER
        if not why and isinstance(record, School) and base is None and _in_use(store, record, batch):
            why = IN_USE
        if why or record is None:
            left.append((identity, why or CHANGED))
        elif base is None:
            yield Edit(record.kind, record.bucket, _gone(record, reason), record.id, record.rev)
        elif earlier := store.at(identity, base):
            bucket, doc = earlier
            back = {**doc, "state": CORRECTED, "reason": reason}
            yield Edit(record.kind, bucket, back, record.id, record.rev)


def whose(record: Record) -> str:
    """The person whose it is, of what a person is somewhere or to somebody; else the record itself."""
    return record.person if isinstance(record, Membership | Kinship) else record.id


def _stays(store: Store, touched: Sequence[tuple[str, str | None, str]]) -> set[str]:
    """The persons of whom something cannot be taken back: then nothing is, for half a child helps nobody."""
    stays: set[str] = set()
    for identity, base, last in touched:
        record = store.any(identity)
        part = isinstance(record, Person | Membership | Kinship)
        if record and part and _why_left(store, record, identity, base, last):
            stays.add(whose(record))
    return stays


def _why_left(store: Store, record: Record | None, identity: str, base: str | None, last: str) -> str:
    """Why a record by itself cannot be taken back; "" when it can."""
    if record is None or not _as_left(store, record, last):
        return CHANGED
    return UNKNOWN if base is not None and store.at(identity, base) is None else ""


def _in_use(store: Store, school: School, batch: Container[str]) -> bool:
    """Whether somebody or a sheet is at a school that is not taken back with it."""
    there = (one for kind in (Membership, Entry) for one in store.find(kind, school=school.id))
    return any(one.id not in batch for one in there)


def _as_left(store: Store, record: Record, last: str) -> bool:
    """Whether a record says what the batch left it saying: untouched since, or changed and changed back."""
    if record.rev == last:
        return True
    left = store.at(record.id, last)
    return left is not None and record.state != WITHDRAWN and left[1]["answers"] == record.doc["answers"]


def _gone(record: Record, reason: str) -> dict[str, object]:
    return {**record.doc, "state": WITHDRAWN, "reason": reason}
