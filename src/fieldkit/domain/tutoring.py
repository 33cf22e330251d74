"""Who may tutor what: the qualifications that follow from dated facts about persons and exercises. Pure.

The rule (EIMLE, Redes de Tutoría): whoever solved an exercise with a tutor, wrote a sufficient account of
how, and presented it in public to somebody who knows it, may tutor that exercise, and no other. An adviser
who plants an exercise is generation 0; everybody else is one more than the nearest of their tutors. Who may
plant is asked at the door, not here: roles may be missing in one notebook, and all must find the same.

The result depends on the facts alone, not on the order in which they come. Days are `YYYY-MM-DD`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from fieldkit.domain.day import Day

MASTERED = 3
"""The least mastery, of 1 to 4, that a presentation must show (domain rule DEM)."""

SOLVED = frozenset({"resuelto_con_ayuda", "resuelto_solo"})


@dataclass(frozen=True, slots=True)
class Tutoring:
    """One tutor accompanies one tutee in one exercise. start, last: days of its first and last session.

    seed: the tutor is an adviser who plants the exercise. minutes: of all its sessions. months: those with a
    session (`YYYY-MM`); where nobody says, the first and the last. ended: the day said to be its end.
    """

    id: str
    exercise: str
    version: str
    tutor: str
    tutee: str
    start: str
    last: str
    outcome: str
    seed: bool = False
    minutes: int = 0
    sessions: int = 1
    school: str = ""
    months: tuple[str, ...] = ()
    ended: str = ""

    @property
    def end(self) -> str:
        """The day by which it was over: the one that is said, else that of its last session."""
        return self.ended or self.last

    @property
    def solved(self) -> bool:
        """Whether the tutee got the exercise done."""
        return self.outcome in SOLVED


@dataclass(frozen=True, slots=True)
class Account:
    """What a tutee wrote of how the exercise was solved."""

    id: str
    exercise: str
    person: str
    date: str
    sufficient: bool


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A presentation in public, and what who knows the exercise made of it. mastery: 1 to 4."""

    id: str
    exercise: str
    person: str
    date: str
    evaluator: str
    mastery: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A qualification ends on that day. What was done before it stands."""

    id: str
    exercise: str
    person: str
    date: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Qualification:
    """One person may tutor one exercise, since a day and, when withdrawn, until another (that day no more).

    version: of the exercise as it was learned. tutor, evaluator: None for who planted it. evidence: ids of
    tutoring, account and demonstration.
    """

    person: str
    exercise: str
    version: str
    since: str
    generation: int
    tutor: str | None = None
    evaluator: str | None = None
    evidence: tuple[str, ...] = ()
    until: str | None = None

    def holds(self, day: Day) -> bool:
        """Whether it held on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class Facts:
    """All that was recorded, in any order."""

    tutorings: list[Tutoring] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    demonstrations: list[Demonstration] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)


def qualifications(facts: Facts) -> list[Qualification]:
    """Everyone's qualifications, those withdrawn too, by exercise, day and person."""
    exercises = {one.exercise: _Exercise() for one in facts.tutorings}
    for tutoring in facts.tutorings:
        exercises[tutoring.exercise].add_tutoring(tutoring)
    for account in facts.accounts:
        if account.exercise in exercises:
            exercises[account.exercise].accounts.setdefault(account.person, []).append(account)
    for shown in facts.demonstrations:
        if shown.exercise in exercises and shown.accepted and shown.mastery >= MASTERED:
            exercises[shown.exercise].demonstrations.append(shown)
    for end in facts.withdrawals:
        if end.exercise in exercises:
            exercises[end.exercise].withdrawals.append(end)
    return [found for code in sorted(exercises) for found in exercises[code].settled()]


@dataclass(slots=True)
class _Exercise:
    """The facts of one exercise, and what follows from them, day by day."""

    seeds: list[Tutoring] = field(default_factory=list)
    of: dict[str, list[Tutoring]] = field(default_factory=dict)
    accounts: dict[str, list[Account]] = field(default_factory=dict)
    demonstrations: list[Demonstration] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    found: dict[str, list[Qualification]] = field(default_factory=dict)

    def add_tutoring(self, tutoring: Tutoring) -> None:
        """Nobody tutors themselves; what was not solved leads nowhere."""
        if tutoring.tutor == tutoring.tutee:
            return
        if tutoring.seed:
            self.seeds.append(tutoring)
        if tutoring.solved:
            self.of.setdefault(tutoring.tutee, []).append(tutoring)

    def settled(self) -> list[Qualification]:
        """What follows, by day and person. On one day: planting, then presentations, then withdrawals."""
        for _, happened in groupby(sorted(self._happenings()), key=lambda one: one[0]):
            self._day([one[-1] for one in happened])
        found = [one for many in self.found.values() for one in many]
        return sorted(found, key=lambda one: (one.since, one.person))

    def _happenings(self) -> Iterator[tuple[str, int, str, Tutoring | Demonstration | Withdrawal]]:
        """Day, turn within the day and id make the order; no two happenings are the same."""
        yield from ((one.start, 0, one.id, one) for one in self.seeds)
        yield from ((one.date, 1, one.id, one) for one in self.demonstrations)
        yield from ((one.date, 2, one.id, one) for one in self.withdrawals)

    def _day(self, happened: Sequence[Tutoring | Demonstration | Withdrawal]) -> None:
        """One day. Who qualifies on it may have tutored another on it: so again, until nothing more follows.

        Two who only tutored each other never begin.
        """
        for one in happened:
            if isinstance(one, Tutoring):
                self._plant(one)
        waiting = [one for one in happened if isinstance(one, Demonstration)]
        while passed := {one.id for one in waiting if self._pass(one)}:
            waiting = [one for one in waiting if one.id not in passed]
        for one in happened:
            if isinstance(one, Withdrawal):
                self._withdraw(one)

    def _plant(self, seed: Tutoring) -> None:
        if self.holding(seed.tutor, seed.start) is None:
            planted = Qualification(
                seed.tutor, seed.exercise, seed.version, seed.start, 0, evidence=(seed.id,)
            )
            self.found.setdefault(seed.tutor, []).append(planted)

    def _pass(self, shown: Demonstration) -> bool:
        """Whether this presentation qualifies who gave it."""
        person, heard = shown.person, self.holding(shown.evaluator, shown.date)
        if person == shown.evaluator or heard is None or self.holding(person, shown.date):
            return False
        routes = sorted(self._routes(shown), key=lambda route: (route[0], route[1].start, route[1].id))
        if not routes:
            return False
        generation, tutoring, account = routes[0]
        found = Qualification(
            person,
            shown.exercise,
            tutoring.version,
            shown.date,
            generation,
            tutoring.tutor,
            shown.evaluator,
            (tutoring.id, account.id, shown.id),
        )
        self.found.setdefault(person, []).append(found)
        return True

    def _routes(self, shown: Demonstration) -> Iterator[tuple[int, Tutoring, Account]]:
        """Each way to this presentation: a tutoring by somebody qualified, solved by that day, and a
        sufficient account since its first session.

        After a withdrawal the way must be gone anew.
        """
        ended = max((one.until or "" for one in self.found.get(shown.person, ())), default="")
        for tutoring in self.of.get(shown.person, ()):
            tutor = self.holding(tutoring.tutor, tutoring.start)
            account = self._account(tutoring, shown)
            if tutor and account and ended <= tutoring.start and tutoring.end <= shown.date:
                yield tutor.generation + 1, tutoring, account

    def _account(self, tutoring: Tutoring, shown: Demonstration) -> Account | None:
        """The first sufficient account between the first session and the presentation."""
        good = [
            one
            for one in self.accounts.get(shown.person, ())
            if one.sufficient and tutoring.start <= one.date <= shown.date
        ]
        return min(good, key=lambda one: (one.date, one.id), default=None)

    def _withdraw(self, end: Withdrawal) -> None:
        many = self.found.get(end.person, [])
        for at, one in enumerate(many):
            if one.until is None:
                many[at] = replace(one, until=end.date)

    def holding(self, person: str, day: str) -> Qualification | None:
        """The qualification of a person that held on a day."""
        return next((one for one in self.found.get(person, ()) if one.holds(day)), None)


def held(found: Iterable[Qualification], day: Day) -> list[Qualification]:
    """Those that hold on a day."""
    return [one for one in found if one.holds(day)]
