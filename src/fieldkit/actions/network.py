"""The tutoring network of a school, or of all that a notebook holds: who is in it and what they may tutor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from fieldkit.domain import network
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.domain.names import fold
from fieldkit.domain.person import STUDENT, Membership, Person, standing
from fieldkit.domain.tutored import FORMS, facts_of
from fieldkit.domain.tutoring import Facts, Qualification, Tutoring, held, qualifications
from fieldkit.store import advisers
from fieldkit.store.store import Store

CLASS = "class"
EVERYBODY = "everybody"


@dataclass(frozen=True)
class Network:
    """What is known on a day.

    facts: all that was recorded, in every school of the notebook: who learned elsewhere may tutor here.
    names: by id, in order, of those at the school on the day and of those who took part there; "" for
    somebody this notebook does not know. roles: of those at the school. away: what the others are at their
    own schools, as far as this notebook knows. advisers: the names that sheets tell of advisers, by id.
    titles: of the exercises, by code; one that is not in the catalogue is missing.
    """

    day: str
    school: str | None
    facts: Facts
    names: Mapping[str, str]
    roles: Mapping[str, str]
    titles: Mapping[str, str]
    away: Mapping[str, str] = field(default_factory=dict)
    advisers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def anywhere(self) -> list[Qualification]:
        """Every qualification in the notebook, those taken back too, by exercise, day and person."""
        return qualifications(self.facts)

    @cached_property
    def found(self) -> list[Qualification]:
        """Those of these persons."""
        return [one for one in self.anywhere if one.person in self.names]

    def rooted(self, exercise: str) -> list[Qualification]:
        """Those of these persons in one exercise, and of everybody between them and who planted it."""
        mine = [one for one in self.anywhere if one.exercise == exercise]
        wanted = {one.person for one in mine if one.person in self.names}
        while more := {one.tutor for one in mine if one.person in wanted and one.tutor} - wanted:
            wanted |= more
        return [one for one in mine if one.person in wanted]

    @cached_property
    def held(self) -> list[Qualification]:
        """Those that hold on the day."""
        return held(self.found, self.day)

    @cached_property
    def children(self) -> frozenset[str]:
        """Who of these studies, here or at another school."""
        return frozenset(one for one, role in {**self.away, **self.roles}.items() if role == STUDENT)

    @property
    def students(self) -> list[str]:
        """The class: the students of the school on the day, by name."""
        return [person for person in self.names if self.roles.get(person) == STUDENT]

    def group(self, which: str = CLASS) -> list[str]:
        """The class, or everybody who is at the school."""
        return self.students if which == CLASS else [person for person in self.names if person in self.roles]

    @cached_property
    def tutorings(self) -> list[Tutoring]:
        """Those that were here."""
        return [one for one in self.facts.tutorings if self._here(one.school)]

    @cached_property
    def unknown_tutors(self) -> list[str]:
        """Who tutored here and is nobody at the school, and of whom no sheet of this notebook says that they
        might: they learned where it does not see, and what they taught counts only where it does."""
        may = {(one.person, one.exercise) for one in self.anywhere}
        mine = (one for one in self.tutorings if not one.seed and one.tutor not in self.roles)
        found = {one.tutor for one in mine if (one.tutor, one.exercise) not in may}
        return [person for person in self.names if person in found]

    @cached_property
    def exercises(self) -> list[str]:
        """The exercises somebody was tutored in here, by code."""
        return sorted({one.exercise for one in self.tutorings})

    @cached_property
    def known(self) -> list[str]:
        """The exercises of the network: somebody was tutored in them here, or who is here may tutor them."""
        mine = {one.exercise for one in self.held if one.person in self.roles}
        return sorted({*self.exercises, *mine})

    def coverage(self, exercise: str) -> network.Coverage:
        """How many of the class may tutor an exercise, and who is missing."""
        return network.coverage(self.students, exercise, self.held)

    def role(self, person: str) -> str | None:
        """What a person is here or, nobody here, at their own school; None for an adviser, or not known."""
        return self.roles.get(person) or self.away.get(person)

    def name(self, person: str) -> str:
        """The name of a person; the id where it is of somebody this notebook does not know."""
        return self.names.get(person) or person

    def title(self, exercise: str) -> str:
        """What an exercise is called; its code where the catalogue of this notebook does not have it."""
        return self.titles.get(exercise, exercise)

    def _here(self, school: str) -> bool:
        return self.school is None or school == self.school


def network_of(store: Store, day: date, school: str | None = None) -> Network:
    """The network of a school (its id), or of the whole notebook."""
    at = day.isoformat()
    sheets = [sheet for form in FORMS for sheet in store.find(Entry, form=form, until=at)]
    pairs = list(store.find_with(Membership, Person, **({"school": school} if school else {})))
    here = [(member, person) for member, person in pairs if member.holds_on(at)]
    roles = _roles((member for member, _ in here), at)
    names = {person.id: person.name for _, person in here}
    took_part = {one for sheet in sheets if school in (None, sheet.school) for one in _named(sheet.answers)}
    told = advisers.of_sheets(sheets)
    others = _names(store, took_part - names.keys())
    names |= {id: name or told.get(id, "") for id, name in others.items()}
    titles = {code: one.title for code, one in newest(store.find(Exercise)).items()}
    away = _away(store, (member for member, _ in pairs), took_part - roles.keys(), at)
    return Network(at, school, facts_of(sheets), _in_order(names), roles, titles, away, told)


def _roles(memberships: Iterable[Membership], day: str) -> dict[str, str]:
    """What each of these persons is on a day, by id."""
    found: dict[str, list[Membership]] = {}
    for one in memberships:
        found.setdefault(one.person, []).append(one)
    return {person: now.role for person, many in found.items() if (now := standing(many, day))}


def _away(store: Store, here: Iterable[Membership], others: set[str], day: str) -> dict[str, str]:
    """Of those who take part and are nobody at the school now, what they were here or are elsewhere."""
    elsewhere = store.having(Membership, "subject", sorted(others))
    were = [one for one in here if one.person in others]
    return _roles((one for many in elsewhere.values() for one in many), day) | _roles(were, day)


def _names(store: Store, ids: set[str]) -> dict[str, str]:
    """Names of persons and advisors, of who works here too; "" for those this notebook does not know."""
    found = dict.fromkeys(ids, "") | {
        one.id: one.name for one in store.get_many(Person, sorted(ids)).values()
    }
    found |= {one.id: one.name for one in store.get_many(Advisor, sorted(ids)).values()}
    me = store.meta("advisor")
    return found | ({me: store.meta("name") or ""} if me in ids else {})


def _named(answers: Mapping[str, Any]) -> Iterable[str]:
    """The persons a sheet of tutoring names."""
    codes = ("U02", "U03", "person", "evaluator", "read_by")
    return (answers[code] for code in codes if isinstance(answers.get(code), str))


def _in_order(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda one: (fold(one[1]), one[0])))
