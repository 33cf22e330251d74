"""The report of a tutoring network over a school year: N01–N12, of one school; `territory` adds schools up.

It is counted from the school's own sheets (TUT, REL, DEM, ACR, ENC, FS), and who qualified at another school
may tutor here too (`elsewhere`). What is said of qualifications is said of the last day of class of the year,
or of today while the year lasts; what was done counts until the year's own last day. The annual report takes
its A19 and A20 from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from fieldkit.domain import network
from fieldkit.domain.entry import rows
from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER, Membership, standing
from fieldkit.domain.tutored import FORMS
from fieldkit.domain.tutoring import Qualification, held
from fieldkit.domain.visit import level_of, own
from fieldkit.reports.annual_cohort import last_day
from fieldkit.reports.elsewhere import named
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts, cut, number, text
from fieldkit.reports.monthly_visits import followed, foreseen, made, sheets
from fieldkit.reports.period import Period, school_year
from fieldkit.reports.report import Report, of_school
from fieldkit.reports.tutored import (
    children_of,
    earned_here,
    minutes_of_visits,
    qualified,
    told,
    unknown_tutors,
)

HEAD = "director"
"""What a teacher is at the school (`figure`) who runs it: an administrator."""

ROLES = {
    "students": STUDENT,
    "teachers": TEACHER,
    "administrators": HEAD,
    "relatives": RELATIVE,
    "others": "",
}


class NetworkYear:
    """What the numbers are counted from."""

    def __init__(self, facts: Facts, period: Period) -> None:
        self.facts, self.period = facts, period
        self.recorded = len(facts.of("TUT", until=period.until))
        self.day = last_day(facts, period)
        here = told(facts).tutorings
        self.tutorings = [one for one in here if one.start <= period.until and one.last >= period.since]
        self.held = self._of_the_school(held(qualified(facts), self.day))
        self.new = [one for one in held(earned_here(facts), self.day) if one.since >= period.since]
        self.children = sorted(facts.roster(self.day))

    @cached_property
    def _here(self) -> Mapping[str, list[Membership]]:
        """What each person (id) is or was at the school."""
        found: dict[str, list[Membership]] = {}
        for one in self.facts.memberships:
            found.setdefault(one.person, []).append(one)
        return found

    @cached_property
    def told_of(self) -> int:
        """How many children the sheets of tutoring of the year tell of."""
        sheets = self.facts.of(*FORMS, since=self.period.since, until=self.period.until)
        return children_of(self.facts, sheets)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the qualifications: that none is on record, or that some may be missing."""
        if not self.recorded:
            return ("not_recorded",)
        unknown = unknown_tutors(self.facts, self.period.since, self.period.until)
        return ("tutors_unknown",) if unknown else ()

    def _of_the_school(self, found: Iterable[Qualification]) -> list[Qualification]:
        """Those of who is at the school or took part there, in what is taught or known there; as
        `fieldkit tutoring network` has them (`actions/network.py`)."""
        facts, found = self.facts, list(found)
        told_here = facts.of(*FORMS, until=self.day)
        present = facts.present(self.day)
        exercises = {one.exercise for one in told(facts).tutorings if one.start <= self.day}
        exercises |= {one.exercise for one in found if one.person in present}
        people = present | named(told_here)
        return [one for one in found if one.person in people and one.exercise in exercises]

    def count(self, many: float, children: float | None = None) -> Count:
        """A number of the network: none where no tutoring was ever recorded, which is not zero."""
        return Count(many, self.recorded, children)

    def role(self, person: str) -> str:
        """What somebody is at the school or, nobody here, at their own; "" for an adviser, or where it is not
        known."""
        found = standing(self._here.get(person) or self.facts.away.get(person, ()), self.day)
        if found is None:
            return ""
        return HEAD if found.role == TEACHER and found.answers.get("figure") == HEAD else found.role

    def is_child(self, person: str) -> bool:
        """Whether somebody studies, wherever."""
        return self.role(person) == STUDENT

    def roles(self, people: Iterable[str]) -> dict[str, Count]:
        """How many of each role; who has none is one of the others."""
        many = Counter(map(self.role, people))
        return {name: self.count(many[role]) for name, role in ROLES.items()}


def n01(year: NetworkYear) -> dict[str, Any]:
    """Persons who may tutor something, by what they are at the school."""
    people = {one.person for one in year.held}
    roles = year.roles(people)
    return {"value": year.count(len(people), roles["students"].total), **roles}


def n02(year: NetworkYear) -> dict[str, Any]:
    """Exercises that somebody may tutor."""
    return {"value": year.count(len({one.exercise for one in year.held}))}


def n03(year: NetworkYear) -> dict[str, Any]:
    """Coverage: of all children and all exercises of the network, how many pairs hold."""
    exercises = sorted({one.exercise for one in year.held})
    found = [network.coverage(year.children, exercise, year.held) for exercise in exercises]
    pairs, of = sum(one.qualified for one in found), sum(one.roster for one in found)
    children = len(year.children)
    whole = Ratio(sum(not one.missing for one in found), len(found), children=children)
    return {"value": Ratio(pairs, of, children=children), "whole_group": whole}


def n04(year: NetworkYear) -> dict[str, Any]:
    """Repertoire: exercises for each person who may tutor one."""
    found = network.repertoires(year.held)
    return {"value": Ratio(sum(map(len, found.values())), len(found), "mean")}


def n05(year: NetworkYear) -> dict[str, Any]:
    """Qualifications by generation; new ones of the year."""
    many = Counter(one.generation for one in year.held)
    depths = {str(depth): Count(many[depth]) for depth in sorted(many)}
    return {"new": year.count(len(year.new)), **({"generations": depths} if depths else {})}


def n06(year: NetworkYear) -> dict[str, Any]:
    """Exercises that hang by one person."""
    exercises = {one.exercise for one in year.held}
    return {"value": Ratio(len(network.fragile(year.held)), len(exercises))}


def n07(year: NetworkYear) -> dict[str, Any]:
    """Children who may tutor nothing yet."""
    outside = network.outside(year.children, year.held)
    return {"value": Ratio(len(outside), len(year.children)) if year.recorded else Ratio()}


def n08(year: NetworkYear) -> dict[str, Any]:
    """Tutors of the year by what they are, and in each month; how many more for each of the month before. Of
    a month that lasts only that it grew: whether it will have fewer nobody knows yet."""
    people = {one.tutor for one in year.tutorings}
    months = network.months(year.period.since[:7], year.period.until[:7])
    every = network.tutors_by_month(year.tutorings)
    many = {month: every[month] for month in months if month in every and year.day >= month}
    by_month = {month: Count(tutors) for month, tutors in many.items()}
    growth = {
        month: Ratio(more, before, "mean", children=0)  # hidden with the students
        for month, (more, before) in network.growth(many).items()
        if month in months[1:] and (year.day >= month if more >= 0 else year.facts.today > f"{month}-31")
    }
    found = {"value": year.count(len(people)), **year.roles(people)}
    return found | ({"by_month": by_month, "growth": growth} if by_month else {})


def n09(year: NetworkYear) -> dict[str, Any]:
    """Who tutors whom: adults and children, those of other schools too."""
    people = {person for one in year.tutorings for person in (one.tutor, one.tutee)}
    found = network.directions(year.tutorings, set(filter(year.is_child, people)))
    whole, children = len(year.tutorings), year.told_of
    return {name: Ratio(many, whole, children=children) for name, many in found.items()}


def n10(year: NetworkYear) -> dict[str, Any]:
    """The way to a qualification: tutorings begun, solved, accounts, demonstrations, qualifications."""
    since, until = year.period.since, year.period.until
    begun = [one for one in year.tutorings if one.start >= since]
    good = [
        one for one in year.facts.of("REL", since=since, until=until) if one.answers.get("sufficient") == "si"
    ]
    shown = [
        one for one in year.facts.of("DEM", since=since, until=until) if one.answers.get("accepted") == "si"
    ]
    found = {
        "started": len(begun),
        "solved": sum(one.solved for one in begun),
        "minutes": sum(one.minutes for one in begun),
        "minutes_of_visits": minutes_of_visits(year.facts, since, until),
        "accounts": len(good),
        "demonstrations": len(shown),
        "qualified": len(year.new),
    }
    return {name: year.count(many, year.told_of) for name, many in found.items()}


def n11(year: NetworkYear) -> dict[str, Any]:
    """Academic encounters: schools, states, tutorings held there."""
    found = year.facts.of("ENC", since=year.period.since, until=year.period.until)
    states = [{text(row.get("SCH_E")) for row in rows(one.answers, "SCH")} - {""} for one in found]
    return {
        "value": Count(len(found), of=len(found)),
        "schools": Count(sum(len(rows(one.answers, "SCH")) for one in found), of=len(found)),
        "between_states": Count(sum(len(one) > 1 for one in states), of=len(found)),
        "tutorings": Count(sum(number(one.answers.get("tutorings")) or 0 for one in found), of=len(found)),
    }


def n12(year: NetworkYear) -> dict[str, Any]:
    """Visits made and foreseen by the level of who comes; of those that are not the advisor's how many in
    each month, and to a school; what became of agreements. Without any sheet nobody knows of those."""
    visits = made(year.facts, year.period)
    levels = Counter(map(level_of, visits))
    planned = foreseen(year.facts, year.period)
    found: dict[str, Any] = {level: Count(levels[level]) for level in sorted(levels)}
    found |= {"foreseen": {level: Count(len(days)) for level, days in planned.items()}} if planned else {}
    others = [one for one in visits if not own(one)]
    found |= _by_month("by_month", ((level_of(one), one.date) for one in others))
    found |= _by_month(
        "foreseen_by_month", ((level, day) for level in sorted(planned) for day in planned[level])
    )
    if sheets(year.facts, year.period):
        found |= {**followed(year.facts, year.period), "per_school": Ratio(len(others), 1, "mean")}
    return found


def _by_month(name: str, days: Iterable[tuple[str, str]]) -> dict[str, dict[str, dict[str, Count]]]:
    """How many days of each level in each month, under a name; nothing for none."""
    found: dict[str, dict[str, Count]] = {}
    for (level, month), many in sorted(Counter((level, day[:7]) for level, day in days).items()):
        found.setdefault(level, {})[month] = Count(many)
    return {name: found} if found else {}


INDICATORS: dict[str, Callable[[NetworkYear], dict[str, Any]]] = {
    f"N{place:02}": count
    for place, count in enumerate((n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11, n12), 1)
}
"""Every number of a network, in the order it is shown: its titles and formulas are `network.<code>`."""


_HELD = ("N01", "N03", "N07", "N10")
"""Where it is told that some qualifications may be missing."""


def indicators(facts: Facts, period: Period) -> tuple[Indicator, ...]:
    """N01–N12 of one school. Without any sheet of tutoring they say so: that is not a network of nobody."""
    year = NetworkYear(facts, period)
    lacking = {"N11"} if not facts.of("ENC", until=period.until) else set()
    lacking |= {"N12"} if not sheets(facts, period) else set()
    lacking |= set(INDICATORS) - {"N11", "N12"} if not year.recorded else set()
    notes = dict.fromkeys(lacking, ("not_recorded",)) | dict.fromkeys(_HELD, year.notes)
    return tuple(Indicator(code, count(year), notes.get(code, ())) for code, count in INDICATORS.items())


def report(facts: Facts, ciclo: str) -> Report:
    """The report of one school. Raises ValueError for what is no ciclo."""
    period = school_year(ciclo)
    return of_school("network", facts.school, period, indicators(facts, period), cut([facts], period.until))
