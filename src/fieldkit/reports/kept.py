"""Numbers of schools that are kept at the centre, as long as they hold, and counted anew when they do not.

A school's numbers hold while their stamp is what would be written today. It is made of the state of the
school's own records (its bucket's counter), the school's record, the calendar, this program, and the state of
all that was read besides: that is also from which day on, and before which one, nothing would be counted
otherwise. Nobody knew then what other schools would write of its people later: that shows where the marks of
whom they tell meet the marks of whom was asked for.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fieldkit
from fieldkit.domain.person import Membership
from fieldkit.domain.school import School, first_registered
from fieldkit.reports.annual_pupils import ONWARD, enrolled_in_secondary
from fieldkit.reports.packed import Packed, decoded, pack
from fieldkit.reports.watched import BEFORE, BUCKET, SECONDARY, SINCE, STANDING, Asked, Seen, Watched, count
from fieldkit.store import counted
from fieldkit.store.centre_read import CentreReader
from fieldkit.store.counted import Row

Keep = Callable[[Sequence[Row]], bool]
"""What keeps rows, and tells whether it could."""

TOGETHER = 100
"""How many schools are counted before they are kept."""

_MANY = 500
_RULES = ("domain", "forms", "reports", "store/index.py", "store/centre_read.py", "store/counted.py")
"""The parts of the program that decide a number."""


@dataclass(slots=True)
class Head:
    """What is known of a school's kept numbers. holds: as far as it tells by itself. others: the buckets that
    were read besides; people, asked: see `tables.Counted`."""

    holds: bool
    others: frozenset[str] = frozenset()
    people: bytes = b""
    asked: bytes = b""


class Counter:
    """Counts schools for one report, as they stand in one transaction, and stamps what came of it."""

    def __init__(self, reader: CentreReader, asked: Asked, onward: Collection[str]) -> None:
        self.reader, self.asked, self.onward = reader, asked, onward
        self.moved = counted.moved(reader.connection)
        span = f"{asked.time.since} {asked.time.until}"  # a bimester is called B1 in every school year
        self.rules = [span, repr(asked.calendar), program()]

    def count(self, school: School) -> Row:
        """The numbers of a school, and all that tells whether they still hold."""
        source = Watched(self.reader, school.id)
        packed = pack(count(source, school, self.asked, self.onward))
        beside = sorted(source.seen)
        return Row(
            school.id,
            self.asked.sort,
            self.asked.time.name,
            self.stamp(school, beside, self.now(beside)),
            json.dumps(beside, separators=(",", ":")),
            counted.marks(self.reader.tutored_in(f"s:{school.id}")),
            counted.marks(source.people),
            zlib.compress(packed.encoded(), 1),
        )

    def now(self, seen: Collection[Seen]) -> Mapping[Seen, str]:
        """How the records stand that were read besides, and whether what else was seen is so."""
        others = (BUCKET, STANDING, SECONDARY, SINCE, BEFORE)
        records = [which for what, which in seen if what not in others]
        found = counted.revisions(self.reader.connection, records)
        found |= self._standings([which for what, which in seen if what == STANDING])
        return found | {one: "si" for one in seen if self._is_so(*one)}

    def _standings(self, people: Sequence[str]) -> Mapping[Seen, str]:
        """What these persons (ids) are at their schools, as revisions."""
        found = self.reader.having(Membership, "subject", people)
        return {(STANDING, one): " ".join(sorted(each.rev for each in found[one])) for one in found}

    def _is_so(self, what: str, which: str) -> bool:
        """Whether a child is in secondary school; whether a day has come, or another one has not."""
        today = self.asked.today.isoformat()
        so = {SECONDARY: which in self.onward, SINCE: which <= today, BEFORE: today < which}
        return so.get(what, False)

    def stamp(self, school: School, beside: Sequence[Seen], now: Mapping[Seen, str]) -> str:
        """What tells whether anything has changed of all this."""
        told = [*self.rules, school.rev, self.moved.get(f"s:{school.id}", "")]
        for what, which in beside:
            state = self.moved.get(which, "") if what == BUCKET else now.get((what, which), "")
            told.append(f"{what}|{which}|{state}")
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


class Ledger:
    """What is kept of every school for one report, as it stands in one transaction."""

    def __init__(self, reader: CentreReader, asked: Asked) -> None:
        self.reader, self.asked = reader, asked
        self.onward = in_secondary(reader, asked)
        self.counter = Counter(reader, asked, self.onward)
        every = first_registered(reader.find(School))
        self.schools = sorted(every, key=lambda one: (one.cct, one.id))
        self.heads: dict[str, Head] = {}
        self.anew: dict[str, bytes] = {}
        for some in _slices(self.schools):
            self._look(some)

    def stale(self) -> list[School]:
        """The schools to be counted; asked again after they were, those of which another tells now."""
        found = [one for one in self.schools if not self.heads[one.id].holds]
        return found or self._told_of_since()

    def count(self, school: School) -> Row:
        """Count a school, and take its numbers from now on."""
        row = self.counter.count(school)
        self.anew[school.id] = row.numbers
        self.heads[school.id] = _head(row)
        return row

    def each(self) -> Iterator[tuple[str, Packed]]:
        """Each school (id) and its numbers, always in the same order."""
        sort, period = self.asked.sort, self.asked.time.name
        for some in _slices(self.schools):
            ids = [one.id for one in some if one.id not in self.anew]
            found = counted.numbers(self.reader.connection, sort, period, ids)
            for one in some:
                numbers = self.anew[one.id] if one.id in self.anew else found[one.id]
                yield one.id, decoded(zlib.decompress(numbers))

    def _look(self, schools: Sequence[School]) -> None:
        ids = [one.id for one in schools]
        rows = counted.heads(self.reader.connection, self.asked.sort, self.asked.time.name, ids)
        beside = {id: _seen(row) for id, row in rows.items()}
        now = self.counter.now({seen for every in beside.values() for seen in every})
        for one in schools:
            row = rows.get(one.id)
            holds = row is not None and row.stamp == self.counter.stamp(one, beside[one.id], now)
            self.heads[one.id] = _head(row) if row and holds else Head(False)

    def _told_of_since(self) -> list[School]:
        """The schools about whose people another one tells that was not read for them, or not any more."""
        teller, tellers = self._tellers()
        found = []
        for one in self.schools:
            if one.id in self.anew:
                continue
            head, own = self.heads[one.id], f"s:{one.id}"
            others: set[str] = set()
            for mark in _each_mark(head.asked):
                others.update(tellers.get(mark) or ((teller[mark],) if mark in teller else ()))
            if others - {own} != head.others:
                found.append(one)
        return found

    def _tellers(self) -> tuple[dict[bytes, str], dict[bytes, set[str]]]:
        """The bucket that tells of each person (by mark); and all of them, of whom several tell."""
        teller: dict[bytes, str] = {}
        tellers: dict[bytes, set[str]] = {}
        for bucket, people in self._told():
            for mark in _each_mark(people):
                first = teller.setdefault(mark, bucket)
                if first != bucket:
                    tellers.setdefault(mark, {first}).add(bucket)
        return teller, tellers

    def _told(self) -> Iterator[tuple[str, bytes]]:
        """Each bucket of a school and the marks of whom it tells; also those of schools registered twice."""
        for id, head in self.heads.items():
            yield f"s:{id}", head.people
        for bucket in self.counter.moved:
            if bucket.startswith("s:") and bucket[2:] not in self.heads:
                yield bucket, counted.marks(self.reader.tutored_in(bucket))


def in_secondary(reader: CentreReader, asked: Asked) -> Collection[str]:
    """The children in secondary school, for a report that asks about them."""
    if asked.sort != "annual":
        return frozenset()
    return enrolled_in_secondary(reader.mentioning(Membership, ONWARD))


@cache
def program() -> str:
    """A digest of the program's own files that decide a number: with another version all is counted anew."""
    root = Path(str(fieldkit.__file__)).parent
    found = hashlib.sha256()
    for part in _RULES:
        for file in sorted([root / part, *(root / part).rglob("*")]):
            if file.suffix in (".py", ".json"):
                found.update(str(file.relative_to(root)).encode() + file.read_bytes())
    return found.hexdigest()


def _seen(row: Row) -> list[Seen]:
    return [(what, which) for what, which in json.loads(row.beside)]


def _head(row: Row) -> Head:
    """Of a row that holds."""
    schools = (which for what, which in _seen(row) if what == BUCKET and which.startswith("s:"))
    return Head(True, frozenset(schools), row.people, row.asked)


def _each_mark(marks: bytes) -> Iterator[bytes]:
    return (marks[at : at + 8] for at in range(0, len(marks), 8))


def _slices(schools: Sequence[School]) -> Iterator[Sequence[School]]:
    return (schools[start : start + _MANY] for start in range(0, len(schools), _MANY))
