"""What a tutoring network is: its numbers from qualifications, tutorings and who is in a group. Pure.

Shares are given as (part, whole), so that schools can be added up; days are `YYYY-MM-DD`, months `YYYY-MM`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fieldkit.domain.tutoring import Qualification, Tutoring

CHILD, ADULT = "child", "adult"
DIRECTIONS = tuple(f"{tutor}_{tutee}" for tutor in (ADULT, CHILD) for tutee in (ADULT, CHILD))
"""Who tutors whom: `adult_child` is an adult tutoring a child."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a group may tutor an exercise. missing: the others, in the order of the group."""

    exercise: str
    qualified: int
    roster: int
    missing: tuple[str, ...]


def coverage(roster: Sequence[str], exercise: str, held: Iterable[Qualification]) -> Coverage:
    """The coverage of one exercise among these persons. held: the qualifications of the day."""
    able = {one.person for one in held if one.exercise == exercise}
    missing = tuple(person for person in roster if person not in able)
    return Coverage(exercise, len(roster) - len(missing), len(roster), missing)


def repertoires(held: Iterable[Qualification]) -> Mapping[str, tuple[str, ...]]:
    """What each person may tutor, by person: exercises in order."""
    found: dict[str, list[str]] = {}
    for one in held:
        found.setdefault(one.person, []).append(one.exercise)
    return {person: tuple(sorted(exercises)) for person, exercises in sorted(found.items())}


def fragile(held: Iterable[Qualification]) -> list[str]:
    """The exercises that only one person may tutor."""
    many = Counter(one.exercise for one in held)
    return sorted(exercise for exercise, people in many.items() if people == 1)


def outside(roster: Iterable[str], held: Iterable[Qualification]) -> list[str]:
    """Those of the group who may tutor nothing yet."""
    inside = {one.person for one in held}
    return [person for person in roster if person not in inside]


def depth(held: Iterable[Qualification]) -> int | None:
    """The highest generation; None for an empty network."""
    return max((one.generation for one in held), default=None)


def tutors_by_month(tutorings: Iterable[Tutoring]) -> Mapping[str, int]:
    """How many persons tutored in each month: those with a session in it, whatever began before."""
    active: dict[str, set[str]] = {}
    for one in tutorings:
        for month in one.months or {one.start[:7], max(one.start, one.last)[:7]}:
            active.setdefault(month, set()).add(one.tutor)
    return {month: len(people) for month, people in sorted(active.items())}


def months(first: str, last: str) -> list[str]:
    """The months from one to another, both included."""
    start, end = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (first, last))
    return [f"{one // 12:04}-{one % 12 + 1:02}" for one in range(start, end + 1)]


def growth(tutors: Mapping[str, int]) -> Mapping[str, tuple[int, int]]:
    """How many tutors more (or fewer) than in the month before, and how many there were then: of each month
    with some in it or before it. The rate is one by the other: 1.0 is twice as many, without any before none.
    """
    if not tutors:
        return {}
    every = months(min(tutors), _after(max(tutors)))
    found = {one: (tutors.get(one, 0), tutors.get(before, 0)) for before, one in pairwise(["", *every])}
    return {one: (now - before, before) for one, (now, before) in found.items() if now or before}


def _after(month: str) -> str:
    """The month that follows."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def directions(tutorings: Iterable[Tutoring], children: Collection[str]) -> Mapping[str, int]:
    """How many tutorings went from adult to child, child to adult and so on. children: all who study."""
    found = dict.fromkeys(DIRECTIONS, 0)
    for one in tutorings:
        tutor, tutee = (CHILD if person in children else ADULT for person in (one.tutor, one.tutee))
        found[f"{tutor}_{tutee}"] += 1
    return found


def chains(found: Iterable[Qualification], exercise: str) -> list[tuple[Qualification, int]]:
    """The network of one exercise as a tree: each qualification under that of its tutor, and its depth there.

    Who planted comes first; below a tutor, by day and person. Withdrawn ones stay where they grew.
    """
    mine = [one for one in found if one.exercise == exercise]
    below: dict[str | None, list[Qualification]] = {}
    for one in sorted(mine, key=lambda one: (one.since, one.person)):
        below.setdefault(one.tutor, []).append(one)
    tree: list[tuple[Qualification, int]] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, level = waiting.pop()
        tree.append((one, level))
        children = below.pop(one.person, ())  # once: whoever qualified twice has their tutees in one place
        waiting += [(child, level + 1) for child in reversed(children)]
    return tree
