"""What is open in the tutoring of each school: cycles under way, accounts and demonstrations; else new pairs.

Of whatever year: a cycle ends when the tutee may tutor the exercise, gave it up, or left the school.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fieldkit.actions.progress import Progress
from fieldkit.actions.upcoming import Next
from fieldkit.domain.entry import Entry
from fieldkit.domain.tutored import FORMS, facts_of
from fieldkit.domain.tutoring import Facts, Tutoring, held, qualifications
from fieldkit.store.store import Store

SOON = timedelta(days=14)
"""How long after its last step a cycle is taken up again, at the latest (ours)."""

UNDER_WAY, ACCOUNT, DEMONSTRATION = "under_way", "account", "demonstration"
_COMMANDS = {
    DEMONSTRATION: "demonstration new --school CCT",
    ACCOUNT: "account new --school CCT",
    UNDER_WAY: "tutoring list --school CCT",
}
"""What is nearest to its end is told first."""


class Waiting(NamedTuple):
    """A cycle that waits for its next step, since a day."""

    step: str
    since: str
    tutoring: Tutoring


def steps(store: Store, schools: Sequence[Progress], today: date) -> Iterator[Next]:
    """At most one step for each school; none where nobody has been tutored yet."""
    if not store.count(Entry, form="TUT"):
        return
    facts = facts_of(sheet for form in FORMS for sheet in store.find(Entry, form=form))
    may = {(one.person, one.exercise) for one in held(qualifications(facts), today.isoformat())}
    for here in schools:
        gone = here.gone  # nobody can ask an account of a child who left
        mine = [one for one in facts.tutorings if one.school == here.school.id and one.tutee not in gone]
        waiting = [one for one in (_waiting(facts, one) for one in _last(mine, may)) if one]
        found = _open(here, waiting) if waiting else _pairs(here, may)
        if found:
            yield found


def _last(tutorings: Sequence[Tutoring], may: set[tuple[str, str]]) -> list[Tutoring]:
    """The last tutoring of each person in each exercise that the person may not tutor yet."""
    last: dict[tuple[str, str], Tutoring] = {}
    for one in sorted(tutorings, key=lambda one: (one.start, one.last)):
        last[one.tutee, one.exercise] = one
    return [one for pair, one in last.items() if pair not in may]


def _waiting(facts: Facts, one: Tutoring) -> Waiting | None:
    """What it waits for; None when it was given up, or shown and only somebody else's step is missing."""
    if one.outcome == "en_curso":
        return Waiting(UNDER_WAY, one.last, one)
    if not one.solved:
        return None
    pair = (one.tutee, one.exercise)
    mine = [told for told in facts.accounts if (told.person, told.exercise) == pair and told.sufficient]
    accounts = [told.date for told in mine if told.date >= one.start]
    if not accounts:
        return Waiting(ACCOUNT, one.last, one)
    shown = [told for told in facts.demonstrations if (told.person, told.exercise) == pair]
    accepted = any(told.accepted and told.date >= one.start for told in shown)
    return None if accepted else Waiting(DEMONSTRATION, max(accounts), one)


def _open(here: Progress, waiting: list[Waiting]) -> Next:
    """How many cycles wait for each step, and the one that has waited longest."""
    count = {step: sum(one.step == step for one in waiting) for step in _COMMANDS}
    oldest = min(waiting, key=lambda one: one.since)
    facts = {**{step: many for step, many in count.items() if many}, "person": oldest.tutoring.tutee}
    command = next(_COMMANDS[step] for step, many in count.items() if many)
    due = date.fromisoformat(oldest.since) + SOON
    return Next(
        "tutoring", "tutoring", here.school, due, {**facts, "exercise": oldest.tutoring.exercise}, command
    )


def _pairs(here: Progress, may: set[tuple[str, str]]) -> Next | None:
    """That somebody at the school may tutor an exercise which a student of the school may not yet."""
    people = {one.person for one in here.memberships}
    known: dict[str, set[str]] = {}
    for person, exercise in may:
        known.setdefault(exercise, set()).add(person)
    count = sum(bool(able & people and here.students - able) for able in known.values())
    command = "tutoring suggest --school CCT"
    return Next("tutoring", "pairs", here.school, None, {"count": count}, command) if count else None
