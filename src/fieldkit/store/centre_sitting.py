"""Judging the changes of one transaction: load what they touch, settle each, write, number last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, or_, select, update

from fieldkit.domain.change import Change, digest, encode
from fieldkit.domain.merge import Ancestor, Fitting, Present, settle, signers
from fieldkit.domain.scope import COMMON, PROVISIONAL, Scope, Site
from fieldkit.store.centre_judge import allowed, day_of, opens, opinion, reads
from fieldkit.store.centre_log import log
from fieldkit.store.centre_merge import fitting
from fieldkit.store.centre_shelf import Shelf
from fieldkit.store.centre_write import add, write
from fieldkit.store.tables import CHANGES, RECORDS

STANDS = ("ok", "merged", "conflict", "superseded", "merge")
"""Outcomes of changes that took effect; `merge` is the centre's own."""

_OTHER_KIND = {"field": "kind", "code": "not_known_here", "facts": {}}


class Result(NamedTuple):
    """What the centre made of one change. rev: the revision that came of it. detail: why, or the fields.
    other: it was another device that had brought it."""

    id: str
    outcome: str
    rev: str | None = None
    detail: dict[str, Any] | None = None
    other: bool = False


class Sitting:
    """One transaction's judging. Rows are locked in the order of their ids, numbers taken at the very end."""

    def __init__(self, connection: Connection, changes: Sequence[Change], today: date, now: datetime) -> None:
        self.connection = connection
        self.today = today
        self.now = now
        self.merges: list[dict[str, Any]] = []
        records = {change.record for change in changes}
        self.present, self.sites = _present(connection, records, {change.bucket for change in changes})
        self.before = dict(self.present)
        self.journal = _journal(connection, records)
        self.shelf = Shelf(connection, changes)

    def judge(self, change: Change, scope: Scope) -> Result:
        """Settle one change. A fault of ours holds this change, and only this one."""
        try:
            result = self._judge(change, scope)
        except Exception as trouble:  # noqa: BLE001 (a bug in judging must not cost anybody their sheets)
            result = Result(change.id, "held", None, {"why": "trouble", "trace": log(trouble)})
        stands = result.outcome in STANDS
        line = Ancestor(change.id, change.base, None, change.bucket, change.doc, stands, change.by, change.n)
        self.journal.setdefault(change.record, {})[change.id] = line
        return result

    def close(self, results: Sequence[Result]) -> list[str]:
        """Write what came of it, numbers last. Returns the buckets of schools that were not here before."""
        if results:
            outcome = update(CHANGES).where(CHANGES.c.id == bindparam("which"))
            self.connection.execute(outcome, [_outcome_row(result) for result in results])
        if self.merges:
            self.connection.execute(add(self.connection, CHANGES), self.merges)
        write(self.connection, self.before, self.present, self.sites)
        schools = [one for one in self.present.values() if one.kind == "school"]
        return [one.bucket for one in schools if one.id not in self.before]

    def _judge(self, change: Change, scope: Scope) -> Result:
        against = opinion(change, self.today)
        if against:
            return Result(change.id, against.outcome, None, against.detail)
        if change.by not in scope.authors:
            return Result(change.id, "held", None, {"why": "author"})
        present = self.present.get(change.record)
        if present and present.kind != change.kind:
            return Result(change.id, "rejected", None, {"problems": [_OTHER_KIND]})
        places = {change.bucket, present.bucket if present else change.bucket}
        if not all(self._allowed(change, scope, place) for place in places):
            return Result(change.id, "held", None, {"why": "scope"})
        settled = settle(change, present, self.journal.get(change.record, {}), self._fitting(change))
        opened = present is not None and opens(present, settled.present)
        if present and opened and not reads(scope, present.bucket, self._site(present.bucket)):
            return Result(change.id, "held", None, {"why": "scope"})
        if present and settled.outcome in ("merged", "conflict"):
            self._log_merge(change, present, settled.present)
        self.present[change.record] = self.shelf.put(present, settled.present)
        self._note_site(settled.present, scope)
        detail = self._clash(present, settled.clashes) if present and settled.clashes else None
        return Result(change.id, settled.outcome, settled.present.rev, detail)

    def _clash(self, theirs: Present, fields: list[str]) -> dict[str, Any]:
        """The fields in dispute, and who wrote what stands in them."""
        return {"fields": fields, "by": signers(theirs.rev, fields, self.journal.get(theirs.id, {}))}

    def _allowed(self, change: Change, scope: Scope, place: str) -> bool:
        """Whether the advisor may write this there; in what all read, only on an exercise they brought."""
        if place == COMMON:
            return change.record in self.present and self.shelf.brought(change.record) == scope.advisor
        return allowed(change, scope, place, self._site(place))

    def _fitting(self, change: Change) -> Fitting:
        """What the form of a change makes of a merge, on the later of its day and ours, as it was judged."""
        return lambda merged, theirs: fitting(merged, theirs, change.kind, day_of(change, self.today))

    def _site(self, bucket: str) -> Site | None:
        return self.sites.get(bucket[2:]) if bucket.startswith("s:") else None

    def _log_merge(self, change: Change, theirs: Present, merged: Present) -> None:
        """A merge is a line of the journal like any other, with two parents."""
        fields = {
            "id": merged.rev,
            "n": 0,
            "record": merged.id,
            "kind": merged.kind,
            "bucket": merged.bucket,
            "base": theirs.rev,
        }
        text = {**fields, "other": change.id, "at": self.now.isoformat(), "by": "centre", "doc": merged.doc}
        line = encode(text)
        row = {**fields, "other": change.id, "line": line, "sha": digest(line), "received": self.now}
        self.merges.append({**row, "outcome": "merge", "rev": merged.rev})
        found = Ancestor(merged.rev, theirs.rev, change.id, merged.bucket, merged.doc, True)
        self.journal.setdefault(merged.id, {})[merged.rev] = found

    def _note_site(self, school: Present, scope: Scope) -> None:
        if school.kind != "school":
            return
        cct = str(school.doc["answers"].get("cct", ""))[:40]
        known = self.sites.get(school.id)
        maker = scope.advisor if cct.startswith(PROVISIONAL) else None
        self.sites[school.id] = Site(cct, known.maker if known else maker)


def _present(
    connection: Connection, records: set[str], buckets: set[str]
) -> tuple[dict[str, Present], dict[str, Site]]:
    """The records a batch touches, and the schools they belong to; rows locked, in the order of their ids."""
    schools = {bucket[2:] for bucket in buckets if bucket.startswith("s:")}
    asked = select(RECORDS).where(RECORDS.c.id.in_(sorted(records | schools)))
    present, sites = {}, {}
    for row in connection.execute(asked.order_by(RECORDS.c.id).with_for_update()):
        doc = json.loads(row.doc)
        present[row.id] = Present(row.id, row.kind, row.bucket, row.rev, doc, row.flagged)
        if row.kind == "school":
            sites[row.id] = Site(row.cct, row.maker)
    elsewhere = {one.bucket[2:] for one in present.values() if one.bucket.startswith("s:")} - set(present)
    asked = select(RECORDS).where(RECORDS.c.id.in_(sorted(elsewhere)))
    sites.update({row.id: Site(row.cct, row.maker) for row in connection.execute(asked)} if elsewhere else {})
    return present, sites


def _journal(connection: Connection, records: set[str]) -> dict[str, dict[str, Ancestor]]:
    """What the journal has of these records already: by record, by revision."""
    c = CHANGES.c
    asked = select(c.id, c.n, c.record, c.base, c.other, c.bucket, c.line, c.outcome)
    judged = or_(c.outcome.in_(STANDS), c.outcome.in_(("held", "rejected")))
    found: dict[str, dict[str, Ancestor]] = {}
    for row in connection.execute(asked.where(c.record.in_(sorted(records)), judged)):
        stands = row.outcome in STANDS
        told = json.loads(row.line) if stands else {}
        doc, by = told.get("doc", {}), told.get("by", "")
        line = Ancestor(row.id, row.base, row.other, row.bucket, doc, stands, by, row.n)
        found.setdefault(row.record, {})[row.id] = line
    return found


def _outcome_row(result: Result) -> dict[str, Any]:
    detail = json.dumps(result.detail, ensure_ascii=False) if result.detail else None
    return {"which": result.id, "outcome": result.outcome, "rev": result.rev, "detail": detail}
