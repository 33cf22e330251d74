"""Who should tutor whom next: pairs, round by round, until a whole group may tutor an exercise. Pure.

In a round each person is in one pair at most, as tutor or as tutee; who is tutored may tutor from the next
round on. So those who can at most double in a round: from k of n it takes at least log2(n/k) rounds.
Each round is a largest possible matching (Edmonds, by networkx): no more pairs can be made in it. Where all
understand each other the rounds are the fewest there can be. Where languages stand between them they are the
fewest as long as no more than `rounds.FEW` are missing, by trying every way; with more, the fewest from where
so few are left, and `Plan.least` says what surely cannot be gone below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from fieldkit.domain.rounds import FEW, Ways, rounds_at_least

Why = Literal["asked", "opens_way", "less_loaded", "next"]
"""Why a pair: the tutee asked for it; the tutee can reach others whom no tutor reaches; the tutor has fewer
tutees; nothing in particular.
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Who is there. languages: of each person; nothing known counts as understanding everybody.

    wishes: who asked for which exercise. load: tutees each person has now. begun: who is being tutored in an
    exercise, or has only to write and present; no new tutor is sought for them, and nobody knows from which
    round on they may tutor, so in none of them they do.
    """

    people: Sequence[str]
    languages: Mapping[str, Collection[str]] = field(default_factory=dict)
    wishes: Collection[tuple[str, str]] = ()
    load: Mapping[str, int] = field(default_factory=dict)
    begun: Collection[tuple[str, str]] = ()

    def understand(self, one: str, other: str) -> bool:
        """Whether two share a language."""
        mine, theirs = self.languages.get(one), self.languages.get(other)
        return not mine or not theirs or not set(mine).isdisjoint(theirs)


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody tutors somebody in a round."""

    round: int
    tutor: str
    tutee: str
    exercise: str
    why: Why


@dataclass(frozen=True, slots=True)
class Plan:
    """The pairs of all rounds. least: in fewer it surely cannot be done, for those who can be reached, unless
    somebody of those who have begun takes a pair too.

    unreached: whom nobody can tutor: nobody may, or they share no language.
    """

    pairs: tuple[Pair, ...]
    rounds: int
    least: int
    unreached: tuple[str, ...] = ()


def until_all(group: Group, exercise: str, able: Collection[str], limit: int | None = None) -> Plan:
    """The rounds after which everybody who can be reached may tutor the exercise; at most `limit` of them."""
    here = [person for person in group.people if person in able]
    left = [person for person in group.people if person not in able and (person, exercise) not in group.begun]
    steps = _steps(group, here, left)
    waiting = [person for person in left if person in steps]
    unreached = tuple(person for person in left if person not in steps)
    least = max(rounds_at_least(len(here), len(here) + len(waiting)), *steps.values(), 0)
    if len(waiting) <= FEW:
        least = Ways(here, waiting, group.understand).fewest(waiting)
    load = dict(group.load)
    pairs: list[Pair] = []
    number = 0
    while waiting and (limit is None or number < limit):
        number += 1
        found = _round(group, exercise, here, waiting, load)
        for tutor, tutee, why in found:
            pairs.append(Pair(number, tutor, tutee, exercise, why))
            load[tutor] = load.get(tutor, 0) + 1
        taught = {tutee for _, tutee, _ in found}
        here += [person for person in waiting if person in taught]
        waiting = [person for person in waiting if person not in taught]
    return Plan(tuple(pairs), number, least, unreached if limit is None else ())


def _steps(group: Group, here: Collection[str], left: Collection[str]) -> dict[str, int]:
    """Of each who can be reached, the length of the shortest row of pairs to them: 1 from a tutor."""
    found: dict[str, int] = {}
    newest = set(here)
    number = 0
    while newest:
        number += 1
        newest = {
            one for one in left if one not in found and any(group.understand(other, one) for other in newest)
        }
        found |= dict.fromkeys(newest, number)
    return found


def _round(
    group: Group, exercise: str, tutors: Sequence[str], waiting: Sequence[str], load: Mapping[str, int]
) -> list[tuple[str, str, Why]]:
    """A largest matching of one round; among those, the one with the most reasons for its pairs.

    With few waiting, it is one of those after which the fewest rounds are left.
    """
    stuck = {one for one in waiting if not any(group.understand(tutor, one) for tutor in tutors)}
    ways = {one: sum(group.understand(one, other) for other in stuck) for one in waiting}
    wished = {one: (one, exercise) in group.wishes for one in waiting}
    most = max(load.values(), default=0)
    edges = [
        (tutor, tutee, _weight(wished[tutee], ways[tutee], most - load.get(tutor, 0)))
        for tutor in tutors
        for tutee in waiting
        if group.understand(tutor, tutee)
    ]
    chosen = _matching(edges, lambda one: one in ways)
    if len(waiting) <= FEW:
        by_reasons = sorted(waiting, key=lambda one: -_weight(wished[one], ways[one], 0))
        taught = _shortest(group, tutors, by_reasons, {tutee for _, tutee in chosen})
        chosen = _matching([edge for edge in edges if edge[1] in taught], lambda one: one in ways)
    return [
        (tutor, tutee, _why(group, exercise, tutee, ways, most, load.get(tutor, 0)))
        for tutor, tutee in chosen
    ]


def _shortest(
    group: Group, tutors: Sequence[str], waiting: Sequence[str], liked: Collection[str]
) -> Collection[str]:
    """Whom to teach now so that the fewest rounds are left; those who are liked, if that is as short."""
    ways = Ways(tutors, waiting, group.understand)
    after = ways.fewest(waiting) - 1
    choices = (liked, *ways.at_once(waiting))
    return next(some for some in choices if ways.fewest(set(waiting).difference(some)) == after)


_WAY, _WISH = 10_000, 100
"""Opening a way for others counts before any wish, a wish before any load: a class has under 100 people."""


def _weight(wished: bool, ways: int, spare: int) -> int:
    return 1 + _WAY * ways + _WISH * wished + min(spare, _WISH - 1)


def _why(group: Group, exercise: str, tutee: str, ways: Mapping[str, int], most: int, load: int) -> Why:
    if (tutee, exercise) in group.wishes:
        return "asked"
    if ways[tutee]:
        return "opens_way"
    return "less_loaded" if load < most else "next"


def this_week(group: Group, able: Mapping[str, Collection[str]], exercises: Sequence[str]) -> list[Pair]:
    """One round over many exercises: each person in one pair at most, as many pairs as there can be.

    able: who may tutor each exercise. Among pairs of two people the exercise that was asked for, else the one
    that fewest may tutor, else with the tutor who has fewest tutees.
    """
    edges: dict[tuple[str, str], tuple[int, Pair]] = {}
    there = set(group.people)
    most = max(group.load.values(), default=0)
    for exercise in exercises:
        tutors = [person for person in group.people if person in able.get(exercise, ())]
        rare = len(there) - len(tutors)
        for tutor in tutors:
            spare = most - group.load.get(tutor, 0)
            for tutee in group.people:
                if tutee in able.get(exercise, ()) or (tutee, exercise) in group.begun:
                    continue
                if not group.understand(tutor, tutee):
                    continue
                wished = (tutee, exercise) in group.wishes
                weight = 1 + _WAY * wished + _WISH * min(rare, _WISH - 1) + min(spare, _WISH - 1)
                key = (min(tutor, tutee), max(tutor, tutee))
                why: Why = "asked" if wished else "less_loaded" if spare else "next"
                pair = Pair(1, tutor, tutee, exercise, why)
                if key not in edges or weight > edges[key][0]:
                    edges[key] = (weight, pair)
    chosen = _matching([(*key, weight) for key, (weight, _) in edges.items()], lambda _: False)
    return sorted((edges[min(pair), max(pair)][1] for pair in chosen), key=lambda one: (one.tutor, one.tutee))


def _matching(
    edges: Sequence[tuple[str, str, int]], is_second: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """The pairs of a largest matching of greatest weight, in order. is_second: who goes second in a pair."""
    import networkx

    graph = networkx.Graph()
    graph.add_weighted_edges_from(sorted(edges))
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    return sorted((other, one) if is_second(one) else (one, other) for one, other in found)
