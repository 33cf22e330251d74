"""Counting one school at the centre, and noting all that was read for it beside the school's own records.

It is noted where it is read, so that nobody has to remember what a number depends on.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.domain.record import Record
from fieldkit.domain.school import School
from fieldkit.reports import annual, monthly, network
from fieldkit.reports.gather import Facts, gather
from fieldkit.reports.period import Period
from fieldkit.reports.report import Report
from fieldkit.store.centre_read import CentreReader

Kind = TypeVar("Kind", bound=Record)

Seen = tuple[str, str]
"""What was read: a record (kind and id), another school's bucket, what somebody is at their schools, a child
who may be in secondary school; and from which day on, and before which one, the same would be counted (see
`Today`)."""

BUCKET, STANDING, SECONDARY, SINCE, BEFORE = "bucket", "standing", "secondary", "since", "before"


@dataclass(frozen=True)
class Asked:
    """Which report. sort: `monthly`, `annual` or `network`. today: until when is counted."""

    sort: str
    time: Period
    today: date
    calendar: Calendar


class Watched:
    """What `gather` reads one school from. seen: what was read beside the school's own records; people: of
    whom the sheets of other schools were asked for."""

    def __init__(self, reader: CentreReader, school: str) -> None:
        self.reader, self.school = reader, school
        self.seen: set[Seen] = set()
        self.people: set[str] = set()

    def find(self, kind: type[Kind], *, school: str | None = None) -> Iterator[Kind]:
        """As `CentreReader.find`, but only of this school: what all others tell could not be noted."""
        if school != self.school:
            raise ValueError(school)
        return self.reader.find(kind, school=school)

    def get_many(self, kind: type[Kind], ids: Sequence[str]) -> dict[str, Kind]:
        """As `CentreReader.get_many`."""
        self.seen.update((kind.kind, id) for id in ids)
        return self.reader.get_many(kind, ids)

    def having(self, kind: type[Kind], column: str, values: Iterable[str]) -> dict[str, list[Kind]]:
        """As `CentreReader.having`, but only what persons are: the rest could not be noted."""
        if (kind, column) != (Membership, "subject"):
            raise ValueError(kind.kind, column)
        wanted = list(values)
        self.seen.update((STANDING, person) for person in wanted)
        return self.reader.having(kind, column, wanted)

    def tutored(self, people: Collection[str]) -> Iterator[Entry]:
        """As `CentreReader.tutored`, of other schools."""
        self.people.update(people)
        for sheet in self.reader.tutored(people, besides=self.school):
            self.seen.add((BUCKET, sheet.bucket))
            yield sheet


class Onward(Container[str]):
    """The children in secondary school, wherever; it notes about whom it was asked."""

    def __init__(self, known: Collection[str], seen: set[Seen]) -> None:
        self.known, self.seen = known, seen

    def __contains__(self, child: object) -> bool:
        self.seen.add((SECONDARY, str(child)))
        return child in self.known


def count(source: Watched, school: School, asked: Asked, onward: Collection[str]) -> Report:
    """The report of one school. onward: the children in secondary school; only the annual report asks."""
    facts = gather(source, school, today=asked.today, calendar=asked.calendar)
    found = _count(facts, asked, Onward(onward, source.seen))
    source.seen |= {(SINCE, facts.today.since), (BEFORE, facts.today.before)}
    return found


def _count(facts: Facts, asked: Asked, onward: Onward) -> Report:
    if asked.sort == "monthly":
        return monthly.report(facts, asked.time)
    if asked.sort == "network":
        return network.report(facts, asked.time.ciclo)
    return annual.report(facts, asked.time.ciclo, onward)
