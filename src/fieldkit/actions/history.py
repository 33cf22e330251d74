"""What was done to one record, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.actions import lookup
from fieldkit.domain.change import Change
from fieldkit.domain.record import Record
from fieldkit.store.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """One change. before: the answers it replaced, only those that differ; after: what they became.

    An answer that was not there is missing on that side.
    """

    change: Change
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def of(store: Store, text: str) -> tuple[Record, list[Step]]:
    """The record of this id, CCT, CURP or name, and what was changed in it here, oldest first."""
    record = lookup.anything(store, text)
    steps = []
    earlier: Mapping[str, Any] = {}
    for change in store.history(record.id):
        answers = change.doc["answers"]
        steps.append(Step(change, *_difference(earlier, answers)))
        earlier = answers
    return record, steps


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    return (
        {code: before[code] for code in codes if code in before},
        {code: after[code] for code in codes if code in after},
    )
