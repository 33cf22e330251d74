"""The kinds of record. Store, sync and the centre know only this list."""

from __future__ import annotations

from fieldkit.domain.advisor import Advisor
from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.school import School

KINDS: dict[str, type[Record]] = {
    kind.kind: kind for kind in (School, Person, Membership, Kinship, Advisor, Exercise, Entry)
}
