"""Who is here: the people of a school or of all. Reading only, for lists."""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.domain.person import Membership, Person
from fieldkit.store.store import Store


def listed(
    store: Store, role: str, *, school: str | None = None, over: bool = False, withdrawn: bool = False
) -> Iterator[tuple[Person, Membership]]:
    """Who holds a role, with what they are there. over: also those for whom it has ended. withdrawn: also
    those who were withdrawn, or whose being there was.
    """
    for membership, person in store.find_with(Membership, Person, school=school, withdrawn=withdrawn):
        if membership.role == role and (over or not membership.over):
            yield person, membership
