"""The association of families of a school as it stands on a day: offices, members, what was promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fieldkit.actions.people import listed
from fieldkit.domain import entry
from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.names import fold
from fieldkit.domain.person import RELATIVE, Person
from fieldkit.domain.school import School
from fieldkit.errors import NotFound
from fieldkit.store.store import Store


class Holder(NamedTuple):
    """Who holds an office. person: an id. until: "" while it is open."""

    office: str
    person: str
    since: str
    until: str


class Association(NamedTuple):
    """act: the newest constitution. promised: what the community offers, and who gives it. nights, meals: a
    month. members: the relatives of the school who are registered as members."""

    act: Entry
    holders: list[Holder]
    members: list[Person]
    promised: list[tuple[str, str]]
    nights: int
    meals: int


def newest(store: Store, school: str, day: str) -> Entry | None:
    """The newest constitution of a school's association on a day; None where there is none."""
    return entry.newest(_acts(store, day, school))


def _acts(store: Store, day: str, school: str | None = None) -> Iterator[Entry]:
    return store.find(Entry, form="APC", school=school, until=day)


def _holders(act: Entry, day: str) -> list[Holder]:
    """Who holds an office by this act on a day."""
    codes = ("OFF_C", "OFF_P", "OFF_S", "OFF_U")
    held = [Holder(*(str(row.get(code, "")) for code in codes)) for row in rows(act.answers, "OFF")]
    return [one for one in held if one.since <= day and (not one.until or one.until >= day)]


def on(store: Store, school: str, day: str) -> Association | None:
    """The association of a school (an id) on a day (`YYYY-MM-DD`); None before its constitution."""
    act = newest(store, school, day)
    if act is None:
        return None
    members = [
        person for person, member in listed(store, RELATIVE, school=school) if _belongs(member.answers)
    ]
    return Association(
        act,
        _holders(act, day),
        sorted(members, key=lambda person: fold(person.name)),
        [(str(row.get("CP_T", "")), str(row.get("CP_W", ""))) for row in rows(act.answers, "CP")],
        entry.count(act.answers.get("nights_promised")),
        entry.count(act.answers.get("meals_promised")),
    )


def here(store: Store, school: School, day: str) -> Association:
    """The association of a school on a day. Raises NotFound before its constitution."""
    found = on(store, school.id, day)
    if found is None:
        raise NotFound(kind="apec", text=school.name)
    return found


def offices(store: Store, day: str) -> dict[str, str]:
    """The office of everybody who holds one on a day, in any association, by the person's id."""
    acts = {act.school: act for act in entry.in_order(_acts(store, day))}
    return {one.person: one.office for act in acts.values() for one in _holders(act, day)}


def _belongs(membership: Mapping[str, Any]) -> bool:
    return membership.get("apec") == "si"
