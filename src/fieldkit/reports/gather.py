"""All of one school that a report counts from, read once: from the notebook, or at the centre.

Drafts and what was withdrawn are not in it; a corrected sheet is, as it was corrected. A sheet kept with a
school (its bucket) that names another one counts in neither.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from fieldkit.domain import tutoring
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.day import Day, Today
from fieldkit.domain.entry import Entry, in_order
from fieldkit.domain.person import STUDENT, Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.school import School
from fieldkit.domain.tutored import FORMS as TUTORING
from fieldkit.domain.tutored import facts_of
from fieldkit.errors import NotFound
from fieldkit.reports import elsewhere
from fieldkit.reports.elsewhere import NOTHING, Elsewhere
from fieldkit.reports.report import Cut

Kind = TypeVar("Kind", bound=Record)

WRITTEN = ("INM", "INB", "INA")
"""The forms of the reports themselves: what is said about the numbers is not counted among them."""


class Reader(elsewhere.Reader, Protocol):
    """What can be read from: `Store` is one."""

    def find(self, kind: type[Kind], *, school: str | None = None) -> Iterator[Kind]:
        """The records of a kind that were not withdrawn; school: all that belongs to this school (its id)."""

    def get_many(self, kind: type[Kind], ids: Sequence[str]) -> dict[str, Kind]:
        """Those of these ids that may be read, by id."""

    def having(self, kind: type[Kind], column: str, values: Iterable[str]) -> dict[str, list[Kind]]:
        """Those with these values in a column (`subject`: whom they are about), at any school, by value."""


@dataclass(frozen=True)
class Facts:
    """One school. entries: by form, each oldest first. persons, by id: all who are or were at the school, as
    far as they may be read. guests: others who tutor or are tutored there, likewise. away: what others who
    take part in its network are at their schools, by id. elsewhere: what other schools' sheets say of who may
    tutor. drafts: (form, answers) of the sheets not finished; None where nobody can know.
    """

    school: School
    today: Today
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    persons: Mapping[str, Person] = field(default_factory=dict)
    kinships: tuple[Kinship, ...] = ()
    drafts: tuple[tuple[str, Mapping[str, Any]], ...] | None = None
    calendar: Calendar = field(default_factory=lambda: Calendar({}))
    guests: Mapping[str, Person] = field(default_factory=dict)
    away: Mapping[str, Sequence[Membership]] = field(default_factory=dict)
    elsewhere: Elsewhere = NOTHING

    def of(self, *forms: str, since: str = "", until: Day = "9999") -> list[Entry]:
        """The sheets of these forms from one day (`YYYY-MM-DD`) until another, both included; oldest first,
        form by form."""
        return [sheet for form in forms for sheet in _between(self.entries.get(form, ()), since, until)]

    def dated(self, since: str, until: str) -> int:
        """How many sheets of any form there are from one day until another."""
        return sum(len(_between(sheets, since, until)) for sheets in self.entries.values())

    @cached_property
    def students(self) -> tuple[Membership, ...]:
        """What children are, or were, at the school."""
        return tuple(one for one in self.memberships if one.role == STUDENT)

    def present(self, day: Day) -> set[str]:
        """All who are something at the school (ids) on a day."""
        return {one.person for one in self.memberships if one.holds_on(day)}

    def roster(self, since: Day, until: Day | None = None) -> set[str]:
        """The children (ids) enrolled on a day; or on any day from one until another."""
        last = until or since
        return {one.person for one in self.students if _begun(one) <= last and _ended(one) > since}

    def focal(self, since: str, until: str | None = None) -> set[str]:
        """The focal children (ids) on a day, or on any day from one until another: by the newest RIE of each
        until then, and enrolled."""
        last = until or since
        enrolled = self.roster(since, until)
        return {
            child
            for child, sheets in self._identified.items()
            if child in enrolled and any(_focal_between(sheets, since, last))
        }

    @cached_property
    def _identified(self) -> dict[str, list[Entry]]:
        """The identifications (RIE) of each child, oldest first."""
        return grouped(self.entries.get("RIE", ()), "student")

    def identified(self, child: str, until: str = "9999") -> list[Entry]:
        """The identifications (RIE) of a child until a day, oldest first."""
        return [sheet for sheet in self._identified.get(child, ()) if sheet.date <= until]

    @cached_property
    def families(self) -> Mapping[str, str]:
        """Which family each child or relative (ids) is of, by the smallest id in it.

        Those who share a relative are one family. Whoever is nobody's relative is a family alone, and is
        not in here.
        """
        root: dict[str, str] = {}

        def top(one: str) -> str:
            while root.setdefault(one, one) != one:
                one = root[one]
            return one

        for tie in self.kinships:
            first, second = sorted((top(tie.person), top(tie.student)))
            root[second] = first
        return {one: top(one) for one in list(root)}

    def family(self, person: str) -> str:
        """The family of a child or relative, by the smallest id in it."""
        return self.families.get(person, person)

    @cached_property
    def tutored(self) -> tutoring.Facts:
        """What the school's own sheets of tutoring tell, oldest first."""
        return facts_of(self.of(*TUTORING))

    @cached_property
    def qualifications(self) -> list[tutoring.Qualification]:
        """Who may, or might, tutor what, wherever they learned it: by exercise, day and person."""
        others = self.elsewhere.sheets
        every = facts_of([*self.of(*TUTORING), *others]) if others else self.tutored
        return tutoring.qualifications(every)

    def name(self, person: str) -> str:
        """The name of a person; "" where it may not be read."""
        found = self.persons.get(person)
        return found.name if found else ""


def gather(
    reader: Reader,
    school: School | str,
    *,
    today: date,
    drafts: Iterable[tuple[str, Mapping[str, Any]]] | None = None,
    calendar: Calendar | None = None,
) -> Facts:
    """All of a school (or the id of one). calendar: with the published days, where they are known; else by
    the rule. Raises NotFound when there is no such school.
    """
    place = school if isinstance(school, School) else reader.get_many(School, [school]).get(school)
    if place is None:
        raise NotFound(kind="school", text=str(school))
    whose = place.id
    by_form: dict[str, list[Entry]] = {}
    for sheet in reader.find(Entry, school=whose):
        if sheet.form not in WRITTEN and _is_of(sheet, whose):
            by_form.setdefault(sheet.form, []).append(sheet)
    memberships = [one for one in reader.find(Membership, school=whose) if _is_of(one, whose)]
    memberships.sort(key=lambda one: (_begun(one), one.id))
    persons = {one.id: one for one in reader.find(Person, school=whose)}
    took_part = elsewhere.named(sheet for form in TUTORING for sheet in by_form.get(form, ()))
    here = {one.person for one in memberships}
    away, gone_on = took_part - here, here - persons.keys()
    return Facts(
        place,
        Today(today),
        {form: tuple(in_order(found)) for form, found in sorted(by_form.items())},
        tuple(memberships),
        persons | (reader.get_many(Person, sorted(gone_on)) if gone_on else {}),
        tuple(sorted(reader.find(Kinship, school=whose), key=lambda one: one.id)),
        None if drafts is None else tuple(draft for draft in drafts if draft[0] not in WRITTEN),
        calendar or Calendar({}),
        _guests(reader, by_form.get("TUT", ()), persons.keys() | gone_on),
        reader.having(Membership, "subject", sorted(away)) if away else {},
        elsewhere.read(reader, whose, took_part | here),
    )


def _guests(reader: Reader, tutorings: Iterable[Entry], here: Collection[str]) -> Mapping[str, Person]:
    """Those who tutor or are tutored at the school and are, or were, nothing else there."""
    named = {text(sheet.answers.get(code)) for sheet in tutorings for code in ("U02", "U03")}
    guests = sorted(named - {"", *here})
    return reader.get_many(Person, guests) if guests else {}


def _is_of(record: Record, school: str) -> bool:
    """Whether it was not corrected into being another school's: it stays where it was made, and counts there
    no more."""
    return text(record.answers.get("school")) in ("", school)


def cut(schools: Iterable[Facts], until: str = "9999") -> Cut:
    """What the numbers of these schools until a day are counted from.

    Persons whose record has gone on to another school are not in it: not everybody may read them.
    """
    revisions = sorted(f"{one.id}|{one.rev}" for facts in schools for one in _counted(facts, until))
    return Cut(len(revisions), hashlib.sha256("\n".join(revisions).encode()).hexdigest())


def grouped(sheets: Iterable[Entry], code: str) -> dict[str, list[Entry]]:
    """Sheets by the answer to one item, in their order; those without an answer are left out."""
    found: dict[str, list[Entry]] = {}
    for sheet in sheets:
        answer = sheet.answers.get(code)
        if isinstance(answer, str) and answer:
            found.setdefault(answer, []).append(sheet)
    return found


def number(value: object) -> float | None:
    """A number that was answered. The codes for a missing answer (-7, -8, -9), and no answer, are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return None
    return value


def text(value: object) -> str:
    """A text that was answered, or ""."""
    return value if isinstance(value, str) else ""


def _counted(facts: Facts, until: str) -> Iterator[Record]:
    yield facts.school
    yield from facts.memberships
    yield from (one for one in facts.persons.values() if one.bucket == facts.school.bucket)
    yield from facts.kinships
    for sheets in facts.entries.values():
        yield from (sheet for sheet in sheets if sheet.date <= until)


def _between(sheets: tuple[Entry, ...], since: str, until: Day) -> tuple[Entry, ...]:
    """Those of some days, of sheets that are oldest first."""
    first = bisect_left(sheets, since, key=_day)
    return sheets[first : bisect_right(sheets, until, first, key=_day)]


def _day(sheet: Entry) -> str:
    return sheet.date


def _begun(membership: Membership) -> str:
    """The first day; a beginning that is not known was before everything (as in store/givens.py)."""
    return text(membership.answers.get("since"))


def _ended(membership: Membership) -> str:
    """The first day on which it was over; never, while it goes on."""
    return text(membership.answers.get("until")) or "9999"


def _focal_between(sheets: Sequence[Entry], since: str, until: str) -> Iterator[bool]:
    """Whether a child was focal: as it stood on the first day, then as each sheet until the last says."""
    before = [sheet for sheet in sheets if sheet.date <= since]
    for sheet in (*before[-1:], *(one for one in sheets if since < one.date <= until)):
        yield sheet.answers.get("focal") == "si"
