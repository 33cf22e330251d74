"""Whom or what somebody means: by id, its beginning or end, by key, or by name, whatever its accents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from fieldkit.domain import identifiers
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.domain.names import fold
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.register import KINSHIP, MEMBERSHIP, ROLE
from fieldkit.domain.school import School, first_registered
from fieldkit.errors import Ambiguous, BadIdentifier, NotFound
from fieldkit.store.index import exercise_key
from fieldkit.store.store import Store

Kind = TypeVar("Kind", bound=Record)

_SHORTEST = 6
"""How much of an id has to be typed: ids made in the same hour begin alike."""

_OF_IDS = set("0123456789abcdef-")
"""What an id, its beginning or its end is written with."""


def school(store: Store, text: str, *, withdrawn: bool = False) -> School:
    """The school of this CCT (with `|shift` when it has two), name or id. Raises NotFound, Ambiguous.

    Two notebooks may have registered one school; every notebook then takes the one that was registered first.
    withdrawn: for looking, not for new work: a CCT that no other school has may be of a withdrawn one.
    """
    found = store.get(School, text)
    if found:
        return found
    named = first_registered(_schools(store, text.strip(), withdrawn=withdrawn))
    return _only(
        store, "school", text, named or [one for one in _of_id(store, text) if isinstance(one, School)]
    )


def person(store: Store, text: str, role: str | None = None, school: str | None = None) -> Person:
    """The person of this id, CURP or name; with a role or a school (an id), only among those who have it.

    Raises NotFound, Ambiguous.
    """
    found = store.get(Person, text)
    if found:
        return found
    persons = _persons(store, text.strip())
    persons = persons or [one for one in _of_id(store, text) if isinstance(one, Person)]
    if role or school:
        persons = [one for one in persons if _is(store, one, role, school)]
    return _only(store, role or "person", text, persons)


def somebody(store: Store, text: str, role: str | None = None) -> Record:
    """The person somebody means: by id, its beginning or end, CURP or name; of this role when one is given.

    Raises NotFound, Ambiguous.
    """
    found = _of_id(store, text)
    return _only(store, role or "person", text, found) if found else person(store, text, role)


def anyone(store: Store, text: str, school: str | None = None) -> str:
    """The id of a person of the school, of one elsewhere, or of an advisor: whoever tutors or is tutored.

    Who works in this notebook goes by the id that everything here is signed with. Raises NotFound, Ambiguous.
    """
    me = store.meta("advisor") or ""
    if text == me or fold(text) == fold(store.meta("name") or ""):
        return me
    for where in (school, None):
        try:
            return person(store, text, school=where).id
        except NotFound:
            continue
    try:
        return advisor(store, text).id
    except NotFound:
        mine = fold(store.meta("name") or "").split()
        return me if me and set(fold(text).split()) <= set(mine) else _only_adviser(store, text)


def _only_adviser(store: Store, text: str) -> str:
    """The adviser that sheets here name so: their register may be another notebook's."""
    from fieldkit.store import advisers

    found = advisers.Named(store).called(text)
    if not found:
        raise NotFound(kind="person", text=text)
    if len(found) > 1:
        raise Ambiguous(kind="person", text=text, matches=[(id, text) for id in found])
    return found[0]


def exercise(store: Store, text: str) -> Exercise:
    """The newest version of the exercise of this code, title or id. Raises NotFound, Ambiguous."""
    return _only(store, "exercise", text, _exercises(store, text) or _of_kind(store, text))


def _exercises(store: Store, text: str) -> list[Exercise]:
    """The newest version of each exercise with this code, else of those with this title."""
    code = text.strip().upper()
    same = newest(store.match(Exercise, exercise_key(code, ""), prefix=True))
    if code in same:
        return [same[code]]
    return list(newest(one for one in store.search(text, Exercise) if isinstance(one, Exercise)).values())


def _of_kind(store: Store, text: str) -> list[Exercise]:
    return [one for one in _of_id(store, text) if isinstance(one, Exercise)]


def anything(store: Store, text: str) -> Record:
    """The record somebody means, of any kind: by id, its beginning or end, by CCT, CURP, code or name.

    A key that only something withdrawn has is of that. Raises NotFound, Ambiguous.
    """
    found: Sequence[Record] = _of_id(store, text)
    found = found or first_registered(_schools(store, text.strip(), withdrawn=True))
    found = found or _persons(store, text.strip(), withdrawn=True)
    found = found or _named(store, Advisor, text) or _exercises(store, text)
    return _only(store, "record", text, found)


def advisor(store: Store, text: str) -> Record:
    """The advisor of this id, its beginning or end, or name. Raises NotFound, Ambiguous."""
    named = store.search(text, Advisor)
    return named[0] if len(named) == 1 else record(store, text)


def record(store: Store, text: str) -> Record:
    """The record of this id, or of the only id that begins or ends so. Raises NotFound, Ambiguous."""
    return _only(store, "record", text, _of_id(store, text))


def part(store: Store, person: Person, part: str) -> Record:
    """The record that keeps one part of a person's sheet: `person`, `membership` or `kinship`.

    A membership that goes on comes before one that has ended. Raises NotFound when there is none, Ambiguous
    for the family of several children.
    """
    if part == MEMBERSHIP:
        held = [one for one in store.find(Membership, subject=person.id) if one.role == ROLE.get(person.form)]
        return _only(store, part, person.name, sorted(held, key=lambda one: one.over)[:1])
    if part == KINSHIP:
        return _only(store, part, person.name, store.match(Kinship, f"{person.id}|", prefix=True))
    return person


def _of_id(store: Store, text: str) -> list[Record]:
    """The records whose id is this, or begins or ends so. Raises NotFound where only a draft's does."""
    found = store.any(text)
    if found:
        return [found]
    part = text.strip().lower()
    if len(part) < _SHORTEST or not set(part) <= _OF_IDS:
        return []
    records = store.starting(part) or store.ending(part)
    for draft in () if records else store.drafts():
        if draft.id.startswith(part) or draft.id.endswith(part):
            raise NotFound(kind="record", text=draft.id, why="is_draft")
    return records


def _label(store: Store, record: Record) -> str:
    """What tells it from others that answer to the same name."""
    parts = [getattr(record, "name", ""), getattr(record, "cct", ""), getattr(record, "date", "")]
    if isinstance(record, Person):
        parts += [str(record.answers.get("birth_date") or "")[:4], *_held(store, record)]
    if isinstance(record, Kinship):
        parts += [child.name for child in store.get_many(Person, [record.student]).values()]
    return " · ".join(str(part) for part in parts if part) or record.form


def _held(store: Store, person: Person) -> list[str]:
    """Where somebody is, as what, and whose family: the key of the school, the grade or the figure, names."""
    held = sorted(store.find(Membership, subject=person.id), key=lambda one: one.over)[:1]
    ties = store.match(Kinship, f"{person.id}|", prefix=True)
    children = store.get_many(Person, [tie.student for tie in ties]).values()
    schools = store.get_many(School, [one.school for one in held]).values()
    what = [str(one.answers.get("grade") or one.answers.get("figure") or "").upper() for one in held]
    grades = [f"{one}º" if one.isdecimal() else one for one in what]
    return [*(one.cct for one in schools), *grades, *(one.name for one in children)]


def _schools(store: Store, text: str, *, withdrawn: bool = False) -> list[School]:
    cct, _, shift = text.partition("|")
    try:
        key = f"{identifiers.cct(cct).value}|{shift.strip()}"
    except BadIdentifier:
        return _named(store, School, text)
    return store.match(School, key, prefix=True) or store.match(School, key, prefix=True, withdrawn=withdrawn)


def _persons(store: Store, text: str, *, withdrawn: bool = False) -> list[Person]:
    try:
        key = identifiers.curp(text).value
    except BadIdentifier:
        return _named(store, Person, text)
    return store.match(Person, key) or store.match(Person, key, withdrawn=withdrawn)


def _named(store: Store, kind: type[Kind], text: str) -> list[Kind]:
    """Those of exactly this name when there are any, else those whose words begin like this."""
    found = [one for one in store.search(text, kind) if isinstance(one, kind)]
    return [one for one in found if fold(getattr(one, "name", "")) == fold(text)] or found


def _is(store: Store, person: Person, role: str | None, school: str | None) -> bool:
    return any(
        (role is None or membership.role == role) and (school is None or membership.school == school)
        for membership in store.find(Membership, subject=person.id)
    )


def _only(store: Store, kind: str, text: str, found: Sequence[Kind]) -> Kind:
    if not found:
        raise NotFound(kind=kind, text=text)
    if len(found) > 1:
        raise Ambiguous(kind=kind, text=text, matches=[(one.id, _label(store, one)) for one in found])
    return found[0]
