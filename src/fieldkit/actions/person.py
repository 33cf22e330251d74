"""Registering students, teachers and relatives, and what they are at schools over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from fieldkit.actions import sheet
from fieldkit.domain.calendar import ciclo
from fieldkit.domain.change import Edit
from fieldkit.domain.names import fold
from fieldkit.domain.person import RENEWED, Kinship, Membership, Person
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.domain.register import KINSHIP, MEMBERSHIP, PERSON, split
from fieldkit.errors import Invalid, NotFound, Problem
from fieldkit.forms.form import Form, load
from fieldkit.store import attachments
from fieldkit.store.index import columns
from fieldkit.store.store import Store

Kind = TypeVar("Kind", bound=Record)

MOVED = "cambio_de_comunidad"
"""Why what a person was at another school ended, when a new school says they are there now."""


MORE = "otra_hoja"
"""Why the record of a person changes who is registered once more where they are already: a mother, with a
second child."""

BACK = "otra_vez"
"""Why a person who was withdrawn counts again: somebody registered them anew as the same one."""

PROGRAMS = ("given", "calculate")
"""Items that nobody answers."""


class Ending(NamedTuple):
    """A membership that ends with a new one: on which day, and the reason, which nobody said."""

    membership: Membership
    day: str
    why: str


class Registered(NamedTuple):
    """What a register sheet became. alike: persons who may be the same one; nothing was merged. ended: what
    the person was elsewhere, or in an earlier school year, and is no more because of it.
    """

    person: Person
    membership: Membership
    kinship: Kinship | None
    alike: list[Person]
    ended: list[Ending]


def register(
    store: Store,
    form: str,
    answers: Mapping[str, Any],
    *,
    by: str,
    today: date,
    draft: str | None = None,
    existing: str | None = None,
) -> Registered:
    """Save a register sheet (REG-A, REG-D, REG-F): the person and what they are at the school.

    existing: the id of a person who is here already; gets only a new membership, and the one of the same
    role elsewhere, or of an earlier school year, ends. One of this year at this school that the sheet would
    change is not touched: raises Invalid, for that is a correction.

    Without a privacy notice, or anything else that is required, the sheet stays a
    draft: raises Invalid. draft: the one this completes.
    """
    known = _known(store, existing)
    paper = load(form)
    given = {**(known.answers if known else {}), **_begun(paper, answers, today)}
    checked = sheet.review(store, paper, given, today=today)
    answered = sheet.insist(store, paper, answers, checked, draft)
    parts = split(form, answered, paper.parts)
    whole = {**parts[PERSON], "school": parts[MEMBERSHIP]["school"]}
    others = [one for one in alike(store, whole) if one.id != existing]
    with store.transaction():
        person = _save_person(store, paper, known, parts, by)
        wanted = {**parts[MEMBERSHIP], "person": person.id}
        ended = endings(store, paper, wanted)
        _end(store, ended, by)
        membership = _save_membership(store, paper, wanted, by, draft)
        kinship = _save_kinship(store, paper, person, parts.get(KINSHIP), by)
        if draft:
            store.finish_draft(draft)
    return Registered(person, membership, kinship, others, ended)


def alike(store: Store, answers: Mapping[str, Any]) -> list[Person]:
    """The persons with the same CURP, or the same name and birth date; of whom no birth date is known, those
    of the same name at the school: likely the same person."""
    found = columns(Person.kind, {"form": "", "state": "", "answers": answers})
    same = store.match(Person, found.key) if found.key else []
    same += store.alike(Person, found.alike) if found.alike else []
    if isinstance(answers.get("school"), str) and not isinstance(answers.get("birth_date"), str):
        name = fold(Person("", "", "", {"form": "", "answers": dict(answers)}).name)
        here = store.find_with(Membership, Person, school=answers["school"])
        same += [one for _, one in here if name and fold(one.name) == name]
    return list({person.id: person for person in same}.values())


def gone_with(store: Store, person: Person) -> list[Membership | Kinship]:
    """What was withdrawn together with a person, here or on another device: what they were at schools and
    whose family; also with the other one of a family, who counts again. Nothing withdrawn by itself."""
    ties: list[Membership | Kinship] = [
        *store.find(Membership, subject=person.id, withdrawn=True),
        *store.find(Kinship, subject=person.id, withdrawn=True),
        *store.match(Kinship, f"{person.id}|", prefix=True, withdrawn=True),
    ]
    return [one for one in ties if one.state == WITHDRAWN and _went_with(store, one, person)]


def _went_with(store: Store, tie: Membership | Kinship, person: Person) -> bool:
    whom = tie.doc.get(sheet.WITH)
    other = _other(store, tie, person)
    return whom == person.id or (other is not None and whom == other.id and other.state != WITHDRAWN)


def may_return(store: Store, person: Person) -> bool:
    """Whether what was withdrawn with a person is to count again with them: they are withdrawn; or somebody
    else corrected them meanwhile, so that they count, and are at no school."""
    held = any(store.find(Membership, subject=person.id))
    gone = gone_with(store, person)
    if person.state == WITHDRAWN:
        return held or bool(gone)
    return not held and any(isinstance(one, Membership) for one in gone)


def bring_back(store: Store, person: Person, *, by: str) -> list[Membership | Kinship]:
    """Make a person count again who was withdrawn, with what was withdrawn together with them, as it was.

    Returns that. Whose family they were stays withdrawn while the other one is. What somebody else corrected
    meanwhile is so decided too.
    """
    ties = [one for one in gone_with(store, person) if _both_count(store, one, person)]
    ties += [one for one in store.find(Membership, subject=person.id) if one.flagged]
    edits = [
        Edit(one.kind, one.bucket, sheet.back(one, one.answers, BACK), one.id, one.rev)
        for one in (person, *ties)
    ]
    store.save(edits, by=by)
    return ties


def _both_count(store: Store, tie: Membership | Kinship, person: Person) -> bool:
    other = _other(store, tie, person)
    return isinstance(tie, Membership) or (other is not None and other.state != WITHDRAWN)


def _other(store: Store, tie: Membership | Kinship, person: Person) -> Person | None:
    """The other one of a kinship."""
    if isinstance(tie, Membership):
        return None
    return store.get(Person, tie.student if tie.person == person.id else tie.person)


def endings(store: Store, form: Form, wanted: Mapping[str, Any]) -> list[Ending]:
    """What ends the day a new membership begins: the same role elsewhere, or of a school year that is over.

    wanted: of the new one: `person`, `school`, `role`, `since`.
    """
    return [
        Ending(before, wanted["since"], RENEWED if before.school == wanted["school"] else MOVED)
        for before in _held(store, wanted)
        if not _stays(form, before, wanted)
    ]


def _held(store: Store, wanted: Mapping[str, Any]) -> list[Membership]:
    found = store.find(Membership, subject=wanted["person"])
    return [one for one in found if one.role == wanted["role"] and not one.over]


def _stays(form: Form, before: Membership, wanted: Mapping[str, Any]) -> bool:
    """Whether the person is already there in the school year in which the new one begins."""
    later = "ciclo" in form.items and before.before_year(ciclo(date.fromisoformat(wanted["since"])))
    return before.school == wanted["school"] and not later


def _known(store: Store, existing: str | None) -> Person | None:
    if existing is None:
        return None
    found = store.get(Person, existing)
    if found is None:
        raise NotFound(kind="person", text=existing)
    return found


def _begun(form: Form, answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What the program knows of itself, where the form asks for it, and the answers."""
    known = {"ciclo": ciclo(today), "since": today.isoformat()}
    given = {code: value for code, value in answers.items() if value or code not in known}
    return {**{code: value for code, value in known.items() if code in form.items}, **given}


def _save_person(
    store: Store, form: Form, known: Person | None, parts: Mapping[str, dict[str, Any]], by: str
) -> Person:
    """The new person; or the one already here, with what the sheet adds, at the school where they are now."""
    bucket = f"s:{parts[MEMBERSHIP]['school']}"
    if known is None:
        return _saved(store, Person, Edit(PERSON, bucket, sheet.doc(form, parts[PERSON])), by)
    gone = known.state == WITHDRAWN
    if known.bucket == bucket and known.answers == parts[PERSON] and not gone:
        return known
    doc = sheet.back(known, parts[PERSON], BACK if gone else MORE if known.bucket == bucket else MOVED)
    if known.bucket != bucket:
        school = parts[MEMBERSHIP]["school"]
        store.save(attachments.taken_along(store, known.id, school, bucket, MOVED), by=by)
    return _saved(store, Person, Edit(PERSON, bucket, doc, known.id, known.rev), by)


def _end(store: Store, endings: list[Ending], by: str) -> None:
    for before, day, why in endings:
        ended = sheet.corrected(before, _ended(before, day, why), why)
        store.save([Edit(MEMBERSHIP, before.bucket, ended, before.id, before.rev)], by=by)


def _save_membership(
    store: Store, form: Form, wanted: Mapping[str, Any], by: str, draft: str | None
) -> Membership:
    """What the person is at the school now."""
    for before in _held(store, wanted):
        _insist_on_the_same(form, before, wanted, draft)
        return before
    edit = Edit(MEMBERSHIP, f"s:{wanted['school']}", sheet.doc(form, wanted))
    return _saved(store, Membership, edit, by)


def _insist_on_the_same(form: Form, before: Membership, wanted: Mapping[str, Any], draft: str | None) -> None:
    """What is here already is not said to be saved otherwise. Its beginning stays the first one."""
    asked = (code for code in wanted if code in form.items and form.items[code].type not in PROGRAMS)
    other = [code for code in asked if code != "since" and wanted[code] != before.answers.get(code)]
    if other:
        labels = dict(form.items[other[0]].labels)
        raise Invalid(
            [Problem(other[0], "enrolled_already", {"label": labels, "id": before.person})], draft=draft
        )


def _ended(membership: Membership, day: str, why: str) -> dict[str, Any]:
    reason = {"leaving_reason": why} if "leaving_reason" in load(membership.form).items else {}
    return {**membership.answers, "until": day, **reason}


def _save_kinship(
    store: Store, form: Form, person: Person, answers: Mapping[str, Any] | None, by: str
) -> Kinship | None:
    if answers is None:
        return None
    wanted = {**answers, "person": person.id}
    for tie in store.match(Kinship, f"{person.id}|{wanted.get('student')}"):
        if tie.answers == wanted:
            return tie
        edit = Edit(KINSHIP, tie.bucket, sheet.back(tie, wanted, MORE), tie.id, tie.rev)
        return _saved(store, Kinship, edit, by)
    return _saved(store, Kinship, Edit(KINSHIP, person.bucket, sheet.doc(form, wanted)), by)


def _saved(store: Store, kind: type[Kind], edit: Edit, by: str) -> Kind:
    (change,) = store.save([edit], by=by)
    return kind(change.record, change.bucket, change.id, change.doc)
