"""The catalogue at the centre: an exercise goes where everybody reads it, unless its code is taken there.

Many bring the same file before their first sync: of each code and version one is for all, the others stay
with who brought them. Of two that come at the same instant both may go there; notebooks can read that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection, select

from fieldkit.domain.change import Change
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.merge import Present
from fieldkit.domain.record import WITHDRAWN
from fieldkit.domain.scope import COMMON
from fieldkit.store.index import columns
from fieldkit.store.tables import CHANGES, RECORDS


class Shelf:
    """What the changes of one transaction find there, and put there."""

    def __init__(self, connection: Connection, changes: Iterable[Change]) -> None:
        self._connection = connection
        self._exercises = [one for one in changes if one.kind == Exercise.kind]

    def put(self, before: Present | None, after: Present) -> Present:
        """The record where it is kept: what is there already stays, what is new comes there if it may."""
        if after.kind != Exercise.kind:
            return after
        if before is not None:
            return replace(after, bucket=COMMON) if before.bucket == COMMON else after
        key = columns(after.kind, after.doc).key
        if key is None or key in self._taken or after.doc.get("state") == WITHDRAWN:
            return after
        self._taken.add(key)
        return replace(after, bucket=COMMON)

    def brought(self, record: str) -> str | None:
        """The advisor whose change began this record: it has the record's id."""
        asked = select(CHANGES.c.advisor).where(CHANGES.c.id == record)
        found: str | None = self._connection.execute(asked).scalar()
        return found

    @cached_property
    def _taken(self) -> set[str]:
        """The codes and versions, of those that these changes are about, that are there."""
        wanted = {columns(one.kind, one.doc).key for one in self._exercises}
        c = RECORDS.c
        there = select(c.key).where(c.kind == Exercise.kind, c.bucket == COMMON, c.state != WITHDRAWN)
        asked = there.where(c.key.in_(sorted(key for key in wanted if key)))
        return {row[0] for row in self._connection.execute(asked)}
