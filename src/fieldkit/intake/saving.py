"""What was decided becomes edits, drafts and journal lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.domain.change import Change, Edit
from fieldkit.domain.entry import bucket_of
from fieldkit.domain.person import RENEWED, STUDENT, Membership
from fieldkit.domain.record import CORRECTED, FINISHED, Record
from fieldkit.domain.register import KINSHIP, MEMBERSHIP, PERSON, split
from fieldkit.domain.school import School
from fieldkit.forms.form import Form
from fieldkit.intake.matching import People, Sheets
from fieldkit.intake.plan import DRAFT, Decision
from fieldkit.store.attachments import taken_along
from fieldkit.store.drafts import Draft
from fieldkit.store.fresh import Written
from fieldkit.store.store import Store

_SCHOOLS = "s:{record}"
"""A school has a bucket of its own; all else belongs to its school, or to who brought it."""

_MOVED = "cambio_de_comunidad"
"""Why what a student was at another school ended, when a file says they are at a new one."""


class Writer:
    """Saves decisions about schools, advisors and entries: one record each."""

    def __init__(self, store: Store, form: Form, by: str, batch: str, reason: str, today: date) -> None:
        self.store, self.form, self.by, self.batch, self.reason = store, form, by, batch, reason
        self.today = today.isoformat()

    def write(self, decisions: Sequence[Decision]) -> bool:
        """Save them; whether there was anything to save."""
        edits = [self._edit(one) for one in decisions]
        return bool(self._save(edits))

    def add(self, records: Sequence[Written]) -> None:
        """Save new records as they were written."""
        self.store.add(self.form.kind, records, by=self.by, batch=self.batch)

    def _edit(self, decision: Decision) -> Edit:
        record = decision.have.records.get(self.form.kind) if decision.have else None
        school = decision.answers.get("school")
        return self.edit(self.form.kind, dict(decision.answers), record, school)

    def edit(self, kind: str, answers: dict[str, Any], record: Record | None, school: object) -> Edit:
        """The edit that makes a record say this. One that is there keeps what we do not know in it."""
        doc: dict[str, Any] = dict(record.doc) if record else {}
        doc |= {"form": self.form.code, "version": self.form.version, "state": FINISHED, "answers": answers}
        if record:
            doc |= {"state": CORRECTED, "reason": self.reason}
            bucket = f"s:{school}" if kind == PERSON else record.bucket
            return Edit(kind, bucket, doc, record.id, record.rev)
        if kind in ("entry", "exercise"):
            doc["author"] = self.by
        bucket = _SCHOOLS if kind == School.kind else bucket_of({"school": school}, self.by)
        return Edit(kind, bucket, doc)

    def _save(self, edits: Sequence[Edit]) -> list[Change]:
        return self.store.save(edits, by=self.by, batch=self.batch) if edits else []


class PeopleWriter(Writer):
    """Saves decisions about persons: the person, what they are at the school, and whose family."""

    def __init__(self, people: People, *facts: Any) -> None:
        super().__init__(*facts)
        self.people = people
        self.parts = self.form.parts

    def write(self, decisions: Sequence[Decision]) -> bool:
        """Persons first, for their memberships need their ids."""
        for decision in decisions:
            if decision.verdict == DRAFT:
                self._keep_draft(decision)
        done = [one for one in decisions if one.verdict != DRAFT]
        sheets = [split(self.form.code, one.answers, self.parts) for one in done]
        persons = self._persons(done, sheets)
        links = [
            edit
            for one, sheet, person in zip(done, sheets, persons, strict=True)
            for edit in self._links(one, sheet, person)
        ]
        self._save(links)
        for one, person in zip(done, persons, strict=True):
            self._remember(one, person)
        return bool(decisions)

    def _keep_draft(self, decision: Decision) -> None:
        facts = {"id": decision.have.draft} if decision.have and decision.have.draft else {}
        draft = Draft(self.form.code, dict(decision.answers), **facts)
        self.people.remember_draft(self.store.save_draft(draft, batch=self.batch))

    def _persons(self, done: Sequence[Decision], sheets: Sequence[Mapping[str, Any]]) -> list[str]:
        """The ids of the persons of these decisions; those who are new or changed are saved."""
        edits: list[Edit] = []
        places: dict[int, int] = {}
        ids = []
        for place, (one, sheet) in enumerate(zip(done, sheets, strict=True)):
            record = _record(one, PERSON)
            ids.append(record.id if record else "")
            comes = _comes(one)  # its bucket comes along
            if record is None or comes or dict(record.answers) != sheet[PERSON]:
                places[place] = len(edits)
                edits.append(self.edit(PERSON, dict(sheet[PERSON]), record, str(one.answers["school"])))
        changes = self._save(edits)
        for place, edited in places.items():
            ids[place] = changes[edited].record
        return ids

    def _links(self, one: Decision, sheet: Mapping[str, dict[str, Any]], person: str) -> list[Edit]:
        """The edits of membership and kinship; a student who came from another school has left that one."""
        edits = []
        for part in (MEMBERSHIP, KINSHIP):
            if part in sheet:
                answers = {**sheet[part], "person": person}
                record = _record(one, part)
                if record is None or dict(record.answers) != answers:
                    edits.append(self.edit(part, answers, record, str(one.answers["school"])))
        if _record(one, PERSON) and not _record(one, MEMBERSHIP) and self.people.role == STUDENT:
            school = str(one.answers["school"])
            edits += self._leave(person, str(one.answers.get("since") or self.today), school)
            if _comes(one):
                edits += taken_along(self.store, person, school, f"s:{school}", self.reason)
        return edits

    def _leave(self, person: str, day: str, school: str) -> list[Edit]:
        """What a student was until a day: elsewhere, or at this school in an earlier school year."""
        members = self.store.having(Membership, "subject", [person]).get(person, [])
        why = {member.id: RENEWED if member.school == school else _MOVED for member in members}
        return [
            self.edit(
                MEMBERSHIP,
                {**member.answers, "until": day, "leaving_reason": why[member.id]},
                member,
                member.school,
            )
            for member in members
            if member.role == STUDENT and not member.over
        ]

    def _remember(self, one: Decision, person: str) -> None:
        if not _record(one, PERSON):
            self.people.remember(person, one.answers)
        if one.have and one.have.draft:
            self.store.finish_draft(one.have.draft, batch=self.batch, record=person)
            self.people.forget_draft(one.have.draft)


def writer(
    store: Store, finder: Sheets | People, form: Form, by: str, batch: str, reason: str, today: date
) -> Writer:
    """How the decisions about a form are saved."""
    if isinstance(finder, People):
        return PeopleWriter(finder, store, form, by, batch, reason, today)
    return Writer(store, form, by, batch, reason, today)


def _comes(one: Decision) -> bool:
    """Whether somebody known comes to a school from another one."""
    person = _record(one, PERSON)
    known = person is not None and _record(one, MEMBERSHIP) is None
    return known and person is not None and person.bucket != f"s:{one.answers['school']}"


def _record(one: Decision, part: str) -> Record | None:
    return one.have.records.get(part) if one.have else None
