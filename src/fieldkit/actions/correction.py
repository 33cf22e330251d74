"""Mending or taking back what was saved. Both take a reason; the earlier answers stay in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit import clock
from fieldkit.actions import lookup, sheet
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.kinds import KINDS
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.errors import Invalid, Problem, Untimely
from fieldkit.forms.form import load
from fieldkit.store import advisers, attachments, givens, identified, sites
from fieldkit.store.promises import FOLLOWED
from fieldkit.store.store import Store

_PARTS = {"person", "membership", "kinship"}
"""The kinds that are each one part of a register sheet."""


def correct(store: Store, record: str, answers: Mapping[str, Any], *, reason: str, by: str) -> Record:
    """Give some answers of a record anew; None takes an answer out. What changes nothing saves nothing.

    record: its id, or the beginning of it. Raises Invalid (nothing is saved), Untimely, Clash.
    """
    before = _mine(store, lookup.record(store, record))
    form = load(before.form)
    wanted = {code: value for code, value in {**before.answers, **answers}.items() if value is not None}
    part = before.kind if before.kind in _PARTS else None
    anew = identified.anew(store, before, clock.today())
    if {"date", "period"} & answers.keys():
        anew |= givens.of_the_day(store, form, wanted)
    checked = sheet.review(store, form, wanted | anew, today=clock.today(), part=part)
    answered = advisers.renamed(store, form, checked.answers)
    doc = sheet.corrected(before, answered, reason)
    if moved := _moved(before, answered):
        raise Invalid(moved)
    if not checked.complete:
        raise Invalid(checked.problems)
    if not before.flagged and all(
        answered.get(code) == before.answers.get(code)
        for code in (answered.keys() | before.answers.keys()) - anew.keys()
    ):
        return before
    edit = _edit(before, doc, by)
    change, *_ = store.save([edit, *_along(store, before, edit, reason)], by=by)
    return KINDS[before.kind](before.id, change.bucket, change.id, doc, before.flagged)


def withdraw(store: Store, record: str, *, reason: str, by: str) -> Record:
    """Say that a record no longer counts; with a person go what the person was at schools and whose family.

    record: its id, or the beginning of it. Of a person who was withdrawn goes what somebody else corrected
    meanwhile. Raises Untimely, Clash.
    """
    before = _mine(store, lookup.record(store, record))
    with_it = [_edit(one, sheet.withdrawn(one, reason, before.id), by) for one in _leaning_on(store, before)]
    if before.state == WITHDRAWN and with_it:
        store.save(with_it, by=by)
        return before
    doc = sheet.withdrawn(before, reason)
    change, *_ = store.save([_edit(before, doc, by), *with_it], by=by)
    return KINDS[before.kind](before.id, change.bucket, change.id, doc, before.flagged)


def _mine(store: Store, record: Record) -> Record:
    """The same. An exercise of the common catalogue is changed by who wrote it: the centre takes no other
    change of it. Raises Untimely."""
    if isinstance(record, Exercise) and sites.theirs(store, record):
        raise Untimely(why="common_exercise", record=record.id, code=record.code)
    return record


def _moved(before: Record, answers: Mapping[str, Any]) -> list[Problem]:
    """What was promised and would stand in another row: what was answered of that row becomes its own."""
    groups = {follow.left[before.form] for follow in FOLLOWED if before.form in follow.left}
    labels = {group.code: {"label": group.labels} for group in load(before.form).groups}
    return [
        Problem(f"{group}[{place}]", "promise_moved", labels[group])
        for group in sorted(groups)
        for place, row in enumerate(rows(before.answers, group), 1)
        if row in (now := rows(answers, group)) and row not in now[place - 1 : place]
    ]


def _edit(record: Record, doc: Mapping[str, Any], by: str) -> Edit:
    """The edit of a record. A sheet goes to the school that it now says it is about; one that says of none
    any more, and whose author says so, is its author's own: the school reads it no longer."""
    if not isinstance(record, Entry):
        return Edit(record.kind, record.bucket, doc, record.id, record.rev)
    school = doc["answers"].get("school")
    none = f"a:{by}" if doc.get("author") == by else record.bucket
    return Edit(record.kind, f"s:{school}" if school else none, doc, record.id, record.rev)


def _along(store: Store, record: Record, edit: Edit, reason: str) -> list[Edit]:
    """What is attached to a sheet goes where the sheet goes."""
    if edit.bucket == record.bucket or not isinstance(record, Entry):
        return []
    school = edit.doc["answers"].get("school")
    return attachments.taken_along(store, record.id, school, edit.bucket, reason)


def _leaning_on(store: Store, record: Record) -> list[Record]:
    """What means nothing without this record."""
    if not isinstance(record, Person):
        return []
    return [
        *store.find(Membership, subject=record.id),
        *store.find(Kinship, subject=record.id),
        *store.match(Kinship, f"{record.id}|", prefix=True),
    ]
