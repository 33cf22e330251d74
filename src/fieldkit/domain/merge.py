"""What becomes of a record when a change meets it: the one place where two people's work is put together.

        base            what the author of `mine` had before them
       /    \\
    mine    theirs      the author's document, and the record as the centre holds it now
       \\    /
       merged           each field: the side that changed it; both differently: theirs stays, mine is a clash
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.domain.change import Change
from fieldkit.domain.record import WITHDRAWN, said

Doc = Mapping[str, Any]
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """Two documents put together. clashes: the fields both sides changed differently (`answers.V05`)."""

    doc: dict[str, Any]
    clashes: list[str]


@dataclass(frozen=True, slots=True)
class Ancestor:
    """What the journal knows of one revision. doc, bucket: as its author sent them. other: a merge's second
    parent. stands: whether it took effect (a refused or held change did not). by, n: who signed it, and its
    place in their journal."""

    id: str
    base: str | None
    other: str | None
    bucket: str
    doc: Doc
    stands: bool
    by: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """A record as the centre holds it."""

    id: str
    kind: str
    bucket: str
    rev: str
    doc: Doc
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a change came to: `ok`, `merged`, `conflict` or `superseded`, and the record after it."""

    outcome: str
    present: Present
    clashes: list[str] = field(default_factory=list)


Fitting = Callable[[Merged, Doc], Merged]
"""What becomes of a merge, beside the document that the centre holds."""


def _as_it_is(merged: Merged, _: Doc) -> Merged:
    return merged


def settle(
    change: Change, present: Present | None, journal: Mapping[str, Ancestor], fitting: Fitting = _as_it_is
) -> Settled:
    """Decide what a valid change does to its record. journal: the record's revisions so far, by id. fitting:
    what the form makes of two documents put together.

    No clock takes part: only which revision the author had seen.
    """
    if present is None:
        return Settled("ok", _fresh(change))
    base = _standing(change.base, journal)
    if base == present.rev or _goes_on(change, present.rev, journal):
        return Settled("ok", _fresh(change))
    if change.id in _ancestors(present.rev, journal):
        return Settled("superseded", present)
    return _put_together(change, present, journal.get(base) if base else None, fitting)


def signers(rev: str, fields: Iterable[str], journal: Mapping[str, Ancestor]) -> list[str]:
    """Who signed what a revision says in these fields: of each the change that first said so, followed back
    through the parents that say the same."""
    return sorted({_first(rev, field, journal).by for field in fields if rev in journal})


def merge(base: Doc, mine: Doc, theirs: Doc) -> Merged:
    """Three-way merge of two documents, field by field; `answers` by key, every other value whole."""
    state, clashes = _state(base, mine, theirs)
    kept = ("answers", "state", "reason", "version")
    top = _fields(_without(base, kept), _without(mine, kept), _without(theirs, kept))
    answers = _fields(base.get("answers", {}), mine.get("answers", {}), theirs.get("answers", {}))
    doc = {**top.doc, "answers": answers.doc, "state": state}
    if versions := [side["version"] for side in (mine, theirs) if "version" in side]:
        doc["version"] = max(versions)
    if reasons := _reasons(base, mine, theirs):
        doc["reason"] = reasons
    return Merged(doc, sorted([*top.clashes, *(f"answers.{key}" for key in answers.clashes), *clashes]))


def merge_id(change: str, parents: Iterable[str], bucket: str, doc: Doc) -> str:
    """The identity of a merge, made from what it holds: UUID version 8 (RFC 9562 §5.8) as text.

    A centre put back from a copy may merge the same change again with another record: another content must
    be another revision, or a later merge would start from the wrong base.
    """
    content = json.dumps([change, *parents, bucket, doc], sort_keys=True, ensure_ascii=False).encode()
    value = int.from_bytes(hashlib.sha256(content).digest()[:16])
    value = value & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _fresh(change: Change) -> Present:
    return Present(change.record, change.kind, change.bucket, change.id, change.doc)


def _goes_on(change: Change, rev: str, journal: Mapping[str, Ancestor]) -> bool:
    """Whether a change whose base never came (another's, at a centre that has lost it, or is new) was made by
    the author of what stands, later on: what stands is then nothing that they had not seen."""
    own = journal.get(rev)
    lost = change.base is not None and change.base not in journal
    return lost and own is not None and own.by == change.by and own.n < change.n


def _standing(base: str | None, journal: Mapping[str, Ancestor]) -> str | None:
    """The nearest revision that took effect: what was refused is skipped."""
    while base and base in journal and not journal[base].stands:
        base = journal[base].base
    return base


def _first(rev: str, field: str, journal: Mapping[str, Ancestor]) -> Ancestor:
    same: Ancestor | None = journal[rev]
    while same:
        one = same
        parents = (journal[id] for id in (one.base, one.other) if id and id in journal)
        same = next((parent for parent in parents if parent.stands and _alike(one, parent, field)), None)
    return one


def _alike(one: Ancestor, other: Ancestor, field: str) -> bool:
    if field == "bucket":
        return one.bucket == other.bucket
    return bool(said(one.doc, field) == said(other.doc, field))


def _ancestors(rev: str, journal: Mapping[str, Ancestor]) -> set[str]:
    seen: set[str] = set()
    waiting = [rev]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one in journal:
            waiting += [parent for parent in (journal[one].base, journal[one].other) if parent]
    return seen


def _put_together(change: Change, present: Present, base: Ancestor | None, fitting: Fitting) -> Settled:
    merged = fitting(merge(base.doc if base else {}, change.doc, present.doc), present.doc)
    bucket = _one(base.bucket if base else _ABSENT, change.bucket, present.bucket)
    clashes = merged.clashes
    if bucket is _ABSENT:
        bucket, clashes = present.bucket, [*clashes, "bucket"]
    rev = merge_id(change.id, (present.rev, change.id), bucket, merged.doc)
    after = Present(present.id, present.kind, bucket, rev, merged.doc, present.flagged or bool(clashes))
    return Settled("conflict" if clashes else "merged", after, clashes)


def _one(base: Any, mine: Any, theirs: Any) -> Any:
    """The value that stands of three, or `_ABSENT` when both sides changed it differently."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else _ABSENT


def _fields(base: Doc, mine: Doc, theirs: Doc) -> Merged:
    doc: dict[str, Any] = dict(theirs)
    clashes = []
    for key in {**theirs, **mine, **base}:
        was, here, there = (side.get(key, _ABSENT) for side in (base, mine, theirs))
        if here in (was, there):
            continue
        if there != was:
            clashes.append(key)
        elif here is _ABSENT:
            doc.pop(key, None)
        else:
            doc[key] = here
    return Merged(doc, clashes)


def _state(base: Doc, mine: Doc, theirs: Doc) -> tuple[Any, list[str]]:
    """A correction against a withdrawal: the correction stands, and somebody is asked to look."""
    was, here, there = base.get("state"), mine.get("state"), theirs.get("state")
    withdrawn_here = here == WITHDRAWN != was
    withdrawn_there = there == WITHDRAWN != was
    if withdrawn_here and not withdrawn_there:
        return there, ["state"]
    if withdrawn_there and not withdrawn_here:
        return here, ["state"]
    return (there if here == was or there != was else here), []


def _reasons(base: Doc, mine: Doc, theirs: Doc) -> str:
    """Each side's own reason for what it did. They are about the edits, so two of them are no clash."""
    own = [side.get("reason") for side in (theirs, mine) if side.get("reason") != base.get("reason")]
    return " / ".join(dict.fromkeys(str(reason) for reason in own or [base.get("reason")] if reason))


def _without(doc: Doc, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in doc.items() if key not in keys}
