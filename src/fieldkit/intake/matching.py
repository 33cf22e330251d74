"""What the notebook already has for the rows of a file, and who in it looks like the same person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.domain.kinds import KINDS
from fieldkit.domain.names import fold
from fieldkit.domain.person import STUDENT, Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.register import KINSHIP, MEMBERSHIP, PERSON, ROLE, join
from fieldkit.domain.school import School
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.intake.alike import NAME, alike_key, name_agrees, name_words, no_other_curp, one_unborn
from fieldkit.intake.enrolled import at, renews
from fieldkit.intake.plan import Have, Row
from fieldkit.intake.seen import Seen
from fieldkit.store.drafts import Draft
from fieldkit.store.index import columns, school_key
from fieldkit.store.store import Store

Found = Mapping[int, Have]
"""What the notebook has, by the line of the row."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person of the notebook who may be the one of a row: pointed out, never merged."""

    line: int
    record: str
    code: str


class Sheets:
    """Schools, advisors and entries: one record a row, told again by its natural key."""

    def __init__(self, store: Store, form: Form, by: str) -> None:
        self.store, self.form, self.by = store, form, by
        self.kind: type[Record] = KINDS[form.kind]
        self.likenesses: list[Likeness] = []
        self.met = Seen()

    def mark(self, _: Row, have: Have) -> str:
        """What two rows have in common that say the same thing of one record."""
        return have.records[self.form.kind].id

    def keys(self, row: Row) -> tuple[str, ...]:
        """What tells the same thing again within one file."""
        doc = {"form": self.form.code, "state": "", "author": self.by, "answers": row.checked.answers}
        key = columns(self.form.kind, doc).key
        return (key,) if key else ()

    def whose(self, row: Row) -> tuple[str, ...]:
        """What an earlier row about the same record would have too."""
        return row.keys

    def have(self, rows: Sequence[Row]) -> Found:
        """The record of each row that has one."""
        by_id = self.store.get_many(self.kind, [str(row.raw["id"]) for row in rows if _named(row)])
        by_key = self.store.having(self.kind, "key", {key for row in rows for key in self._wanted(row)})
        found = {}
        for row in rows:
            record = by_id.get(str(row.raw["id"])) if _named(row) else None
            record = record or self._chosen(row, by_key)
            if record is not None and record.state != "withdrawn":
                found[row.line] = Have(record.answers, {self.form.kind: record})
        return found

    def _wanted(self, row: Row) -> Iterable[str]:
        return row.keys

    def _chosen(self, row: Row, by_key: Mapping[str, list[Record]]) -> Record | None:
        return next((record for key in row.keys for record in by_key.get(key, ())), None)


class Schools(Sheets):
    """A school is told by its CCT in one shift; where one side says no shift, by a CCT that only one has."""

    def _wanted(self, row: Row) -> Iterable[str]:
        cct = row.checked.answers.get("cct")
        return () if cct is None else (*row.keys, school_key(cct, ""))

    def _chosen(self, row: Row, by_key: Mapping[str, list[Record]]) -> Record | None:
        cct, shift = (row.checked.answers.get(code) for code in ("cct", "shift"))
        if cct is None:
            return None
        same = super()._chosen(row, by_key)
        if same is not None or shift:
            return same or next(iter(by_key.get(school_key(cct, ""), ())), None)
        others = self.store.match(School, school_key(cct, ""), prefix=True)
        if len(others) > 1:
            facts = {"label": _label(self.form, "shift"), "text": cct}
            row.problems.append(Problem("shift", "ambiguous", facts))
        return others[0] if len(others) == 1 else None


class Advisors(Sheets):
    """Advisors are few: told by their name."""

    def keys(self, row: Row) -> tuple[str, ...]:
        """The folded name."""
        name = row.checked.answers.get("name")
        return (fold(name),) if isinstance(name, str) else ()

    def _chosen(self, row: Row, _: Mapping[str, list[Record]]) -> Record | None:
        same = (one for one in self.store.find(self.kind) if fold(str(one.answers.get("name"))) in row.keys)
        return next(same, None)


class People:
    """Persons at a school: told by CURP, else by name and birth date among those who are there."""

    def __init__(self, store: Store, form: Form) -> None:
        self.store, self.form = store, form
        self.role = ROLE[form.code]
        self.likenesses: list[Likeness] = []
        self.met = Seen()
        self._rosters: dict[str, dict[str, list[str]]] = {}
        self._drafts = {key: draft for draft in store.drafts(form=form.code) for key in _keys(draft.answers)}

    def keys(self, row: Row) -> tuple[str, ...]:
        """CURP, or name and birth date at the school; of a relative, with the student."""
        return _keys(row.checked.answers)

    def whose(self, row: Row) -> tuple[str, ...]:
        """What an earlier row about the same person may have too: a mother has a row for each child, and
        one row may tell the CURP where another does not. A namesake of another school is pointed out only
        when the first of the two is there.
        """
        answers = {**row.checked.answers, "student": None}
        namesake = alike_key(answers)
        told = (*_keys(answers), *_keys({**answers, "curp": None}))
        return (*told, namesake) if namesake else told

    def mark(self, row: Row, have: Have) -> str:
        """The person at the school; of a relative, with the student."""
        return have.draft or _mark(have.records[PERSON].id, row.checked.answers)

    def remember_draft(self, draft: Draft) -> None:
        """A draft just kept: another row may be the same person."""
        self._drafts.update(dict.fromkeys(_keys(draft.answers), draft))

    def forget_draft(self, id: str) -> None:
        """A draft that was finished."""
        self._drafts = {key: draft for key, draft in self._drafts.items() if draft.id != id}

    def remember(self, person: str, answers: Mapping[str, Any]) -> None:
        """A person just registered. Those with a birth date are found again by it."""
        self.met.meet(_mark(person, answers))
        if not answers.get("birth_date"):
            self._roster(str(answers["school"])).setdefault(name_words(answers), []).append(person)

    def have(self, rows: Sequence[Row]) -> Found:
        """The person, membership and kinship of each row, as far as they are there."""
        curps = {str(row.checked.answers["curp"]) for row in rows if row.checked.answers.get("curp")}
        by_curp = self.store.having(Person, "key", curps)
        by_alike = self.store.having(Person, "alike", {alike_key(row.checked.answers) for row in rows} - {""})
        named = self._named(rows)
        members = self._members({*_ids(by_curp), *_ids(by_alike), *named})
        found = {}
        for row in rows:
            answers = row.checked.answers
            candidates = [*by_curp.get(answers.get("curp") or "", ())]
            person = self._same_curp(row, candidates) if candidates else None
            if not candidates:
                person = self._same_name(row, by_alike.get(alike_key(answers), []), named, members)
                _leave_the_name(row, person)
            have = self._have(row, person, members) if person else self._draft(row)
            if have:
                found[row.line] = have
            elif self.role == STUDENT and not answers.get("since"):
                row.problems.append(
                    Problem("since", "no_beginning", {"label": _label(self.form, "since")}, "warning")
                )
        return found

    def _named(self, rows: Sequence[Row]) -> dict[str, Person]:
        """The persons of the rows' schools who are called as somebody in the rows."""
        sheets = [row.checked.answers for row in rows if row.checked.answers.get("school")]
        ids = {
            person for sheet in sheets for person in self._roster(sheet["school"]).get(name_words(sheet), ())
        }
        return self.store.get_many(Person, list(ids)) if ids else {}

    def _roster(self, school: str) -> dict[str, list[str]]:
        """Who is at a school in this role, by name."""
        if school not in self._rosters:
            members = [one for one in self.store.find(Membership, school=school) if one.role == self.role]
            roster = self._rosters[school] = {}
            for person in self.store.get_many(Person, [member.person for member in members]).values():
                roster.setdefault(name_words(person.answers), []).append(person.id)
        return self._rosters[school]

    def _members(self, persons: set[str]) -> dict[str, list[Membership]]:
        return self.store.having(Membership, "subject", persons) if persons else {}

    def _same_curp(self, row: Row, candidates: list[Person]) -> Person | None:
        """One CURP, one person; unless the name is another's: then one of the keys is wrong."""
        person, answers = candidates[0], row.checked.answers
        if name_agrees(person.answers, answers):
            return person
        row.problems.append(Problem("curp", "curp_of_another", {"label": _label(self.form, "curp")}))
        self.likenesses.append(Likeness(row.line, person.id, "same_curp"))
        return None

    def _same_name(
        self,
        row: Row,
        alike: list[Person],
        named: Mapping[str, Person],
        members: Mapping[str, list[Membership]],
    ) -> Person | None:
        answers = row.checked.answers
        school = str(answers.get("school") or "")
        here = [one for one in alike if at(members.get(one.id, ()), school, self.role)]
        roster = self._roster(school).get(name_words(answers), ()) if school else ()
        unborn = [named[id] for id in roster if id in named and one_unborn(named[id].answers, answers)]
        free = [one for one in (here or unborn) if no_other_curp(one.answers, answers)]
        if not free:
            self.likenesses += [Likeness(row.line, one.id, "same_name_and_birth") for one in alike]
        return min(free, key=lambda one: bool(one.answers.get("birth_date")), default=None)

    def _have(self, row: Row, person: Person, members: Mapping[str, list[Membership]]) -> Have:
        answers = row.checked.answers
        year = answers.get("ciclo") if "since" in row.given else None
        member = at(members.get(person.id, ()), str(answers.get("school") or ""), self.role, year)
        renewed = member is not None and renews(row, member)
        records: dict[str, Record] = {PERSON: person}
        if member and not renewed:
            records[MEMBERSHIP] = member
        kin = self._kin(person.id, answers.get("student"))
        if kin:
            records[KINSHIP] = kin
        flat = join(
            *(records[part].answers if part in records else {} for part in (PERSON, MEMBERSHIP, KINSHIP))
        )
        return Have(flat, records, renewed=renewed)

    def _kin(self, person: str, student: object) -> Kinship | None:
        return next(iter(self.store.match(Kinship, f"{person}|{student}")), None) if student else None

    def _draft(self, row: Row) -> Have | None:
        draft = next((self._drafts[key] for key in row.keys if key in self._drafts), None)
        return Have(draft.answers, draft=draft.id) if draft else None


def _keys(answers: Mapping[str, Any]) -> tuple[str, ...]:
    curp, words = answers.get("curp"), name_words(answers)
    if curp:
        return (str(curp),)
    facts = (answers.get("school"), words, answers.get("birth_date") or "", answers.get("student") or "")
    return ("|".join(map(str, facts)),) if words else ()


def _leave_the_name(row: Row, person: Person | None) -> None:
    """A name known to be the same but cut otherwise (all of it in one cell) says nothing new of its parts."""
    if person and any(fold(row.given.get(code, "")) != fold(person.answers.get(code, "")) for code in NAME):
        for code in NAME:
            row.given.pop(code, None)


def _mark(person: str, answers: Mapping[str, Any]) -> str:
    return f"{person}|{answers.get('school')}|{answers.get('student')}"


def _ids(found: Mapping[str, list[Person]]) -> list[str]:
    return [person.id for persons in found.values() for person in persons]


def _named(row: Row) -> bool:
    return isinstance(row.raw, Mapping) and isinstance(row.raw.get("id"), str)


def _label(form: Form, code: str) -> dict[str, str]:
    return dict(form.items[code].labels)
