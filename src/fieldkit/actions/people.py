"""Who is here: the people of a school or of all, and whose family they are. Reading only, for lists."""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.store.store import Store


def listed(
    store: Store, role: str, *, school: str | None = None, over: bool = False
) -> Iterator[tuple[Person, Membership]]:
    """Who holds a role, with what they are there. over: also those for whom it has ended."""
    for membership, person in store.find_with(Membership, Person, school=school):
        if membership.role == role and (over or not membership.over):
            yield person, membership


def family(store: Store, student: str) -> Iterator[tuple[Person, Kinship]]:
    """The relatives of a student."""
    ties = list(store.find(Kinship, subject=student))
    persons = store.get_many(Person, [tie.person for tie in ties])
    return ((persons[tie.person], tie) for tie in ties if tie.person in persons)
