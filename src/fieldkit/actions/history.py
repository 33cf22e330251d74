"""What was done to one record, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.actions import lookup
from fieldkit.domain.change import Change
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.store.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """One change. before: the answers it replaced, only those that differ; after: what they became.

    An answer that was not there is missing on that side. part: of a person, which record it was made in.
    """

    change: Change
    part: Record
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def of(store: Store, text: str) -> tuple[Record, list[Step]]:
    """The record of this id, CCT, CURP or name, and what was changed in it here, oldest first.

    With a person come what they were at schools, their family ties and, of a child, who decided that it is
    focal or not any more (RIE); withdrawn or not.
    """
    record = lookup.anything(store, text)
    steps = [step for part in (record, *_parts(store, record)) for step in _steps(store, part)]
    return record, sorted(steps, key=lambda step: step.change.n)


def _parts(store: Store, record: Record) -> list[Record]:
    if not isinstance(record, Person):
        return []
    return [
        *store.find(Membership, subject=record.id, withdrawn=True),
        *store.find(Kinship, subject=record.id, withdrawn=True),
        *store.match(Kinship, f"{record.id}|", prefix=True, withdrawn=True),
        *store.find(Entry, form="RIE", subject=record.id, withdrawn=True),
    ]


def _steps(store: Store, part: Record) -> Iterator[Step]:
    earlier: Mapping[str, Any] = {}
    for change in store.history(part.id):
        answers = change.doc["answers"]
        yield Step(change, part, *_difference(earlier, answers))
        earlier = answers


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    return (
        {code: before[code] for code in codes if code in before},
        {code: after[code] for code in codes if code in after},
    )
