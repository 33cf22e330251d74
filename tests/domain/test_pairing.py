"""Who should tutor whom: largest rounds, fewest rounds, against every way there is on small classes."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from fieldkit.domain.pairing import Group, this_week, until_all
from fieldkit.domain.rounds import rounds_at_least

EXERCISE = "MAT-3-001"
CLASS = [f"p{number:02}" for number in range(30)]


def test_those_who_can_double_in_every_round() -> None:
    """1, 2, 4, 8, 16, 30: five rounds, no fewer by log2(30) = 4.9; 1 + 2 + 4 + 8 + 14 = 29 pairs."""
    plan = until_all(Group(CLASS), EXERCISE, CLASS[:1])
    assert (plan.rounds, plan.least, len(plan.pairs)) == (5, 5, 29)
    assert [sum(pair.round == number for pair in plan.pairs) for number in range(1, 6)] == [1, 2, 4, 8, 14]


def test_nobody_is_twice_in_a_round_and_nobody_tutors_before_they_can() -> None:
    plan = until_all(Group(CLASS), EXERCISE, CLASS[:3])
    able = set(CLASS[:3])
    for number in range(1, plan.rounds + 1):
        pairs = [pair for pair in plan.pairs if pair.round == number]
        people = [person for pair in pairs for person in (pair.tutor, pair.tutee)]
        assert len(people) == len(set(people))
        assert {pair.tutor for pair in pairs} <= able
        able |= {pair.tutee for pair in pairs}
    assert able == set(CLASS)


def test_without_anybody_who_can_there_is_no_plan() -> None:
    plan = until_all(Group(CLASS[:3]), EXERCISE, [])
    assert (plan.rounds, plan.pairs, plan.unreached) == (0, (), tuple(CLASS[:3]))
    assert until_all(Group(CLASS[:3]), EXERCISE, CLASS[:3]).rounds == 0


def test_who_shares_no_language_with_anybody_who_can_is_reached_by_way_of_another() -> None:
    """a speaks Spanish, b both, c and d only Náhuatl: a→b first, then b→c, then b→d and c idle, or c→d."""
    languages = {"a": {"es"}, "b": {"es", "nah"}, "c": {"nah"}, "d": {"nah"}, "e": {"es"}}
    plan = until_all(Group("abcde", languages), EXERCISE, ["a"])
    assert next((pair.tutor, pair.tutee, pair.why) for pair in plan.pairs) == ("a", "b", "opens_way")
    assert (plan.rounds, plan.unreached) == (3, ())
    alone = until_all(Group("ac", {"a": {"es"}, "c": {"nah"}}), EXERCISE, ["a"])
    assert (alone.rounds, alone.unreached) == (0, ("c",))


def test_who_asked_comes_first_and_the_tutor_with_fewer_tutees() -> None:
    group = Group("abcd", wishes={("d", EXERCISE)}, load={"a": 3, "b": 0})
    plan = until_all(group, EXERCISE, ["a"], limit=1)
    assert [(pair.tutee, pair.why) for pair in plan.pairs] == [("d", "asked")]
    fewer = until_all(Group("abc", load={"a": 3, "b": 0}), EXERCISE, ["a", "b"], limit=1)
    assert [(pair.tutor, pair.why) for pair in fewer.pairs] == [("b", "less_loaded")]


def test_who_has_begun_waits_for_nobody_else() -> None:
    """b is being tutored: only c is left, one round, log2(2 / 1) = 1."""
    group = Group("abc", begun={("b", EXERCISE)})
    plan = until_all(group, EXERCISE, ["a"])
    assert [(pair.tutor, pair.tutee) for pair in plan.pairs] == [("a", "c")]
    assert (plan.rounds, plan.least) == (1, 1)
    assert this_week(Group("ab", begun={("b", EXERCISE)}), {EXERCISE: ["a"]}, [EXERCISE]) == []


@pytest.mark.parametrize("seed", range(60))
def test_no_round_could_have_more_pairs(seed: int) -> None:
    """Beside the largest set of pairs found by trying all."""
    chance = Random(seed)
    people = [f"p{number}" for number in range(chance.randint(2, 7))]
    languages = {person: set(chance.sample("xyz", chance.randint(1, 2))) for person in people}
    able = people[: chance.randint(1, len(people) - 1)]
    group = Group(people, languages)
    first = until_all(group, EXERCISE, able, limit=1)
    edges = [
        (tutor, tutee)
        for tutor in able
        for tutee in people
        if tutee not in able and group.understand(tutor, tutee)
    ]
    assert len(first.pairs) == _most(edges)


@pytest.mark.parametrize("seed", range(40))
def test_the_rounds_are_the_fewest_where_all_understand_each_other(seed: int) -> None:
    """Beside trying every way of every round."""
    chance = Random(seed)
    people = [f"p{number}" for number in range(chance.randint(2, 6))]
    able = people[: chance.randint(1, len(people))]
    plan = until_all(Group(people), EXERCISE, able)
    assert plan.rounds == plan.least == _fewest(frozenset(able), frozenset(people))


@pytest.mark.parametrize("seed", range(250))
def test_the_rounds_are_the_fewest_where_languages_stand_between_people(seed: int) -> None:
    """Beside trying every way of every round, smaller rounds too, among those who can be reached."""
    chance = Random(seed)
    people = [f"p{number}" for number in range(chance.randint(3, 7))]
    languages = {person: set(chance.sample("xyz", chance.choice((1, 1, 2)))) for person in people}
    able = frozenset(chance.sample(people, chance.randint(1, 2)))
    wishes = {(chance.choice(people), EXERCISE)}
    plan = until_all(Group(people, languages, wishes), EXERCISE, able)
    within = _within_reach(able, languages)
    assert set(plan.unreached) == set(people) - within
    assert plan.rounds == plan.least == _fewest_spoken(able, within, languages)
    cut = until_all(Group(people, languages, wishes), EXERCISE, able, limit=1)
    assert (cut.least, cut.pairs) == (plan.least, tuple(pair for pair in plan.pairs if pair.round == 1))


def test_a_shorter_way_counts_before_a_wish_and_among_equals_the_wish_decides() -> None:
    """a and b share x, b and c share y, c and d share z; a and e share w. a→b, then b→c and a→e, then c→d:
    three rounds, but four if a teaches e first, who asked for it. Where f and g are all there is, g asked.
    """
    languages = {"a": "xw", "b": "xy", "c": "yz", "d": "z", "e": "w"}
    plan = until_all(Group("abcde", languages, {("e", EXERCISE)}), EXERCISE, ["a"])
    assert (plan.rounds, plan.least) == (3, 3)
    assert [pair.tutee for pair in plan.pairs if pair.round == 1] == ["b"]
    equal = until_all(Group("fgh", wishes={("h", EXERCISE)}), EXERCISE, ["f"])
    assert equal.pairs[0].tutee == "h"


def test_with_many_missing_it_says_only_what_is_sure() -> None:
    """From one of twelve, the last by way of five others: at least 6 rounds, though log2(12) is 3.6."""
    row = [f"p{number:02}" for number in range(7)]
    languages = {one: {f"{at}", f"{at + 1}"} for at, one in enumerate(row)}
    more = {f"q{number}": {"1"} for number in range(5)}
    plan = until_all(Group([*row, *more], {**languages, **more}), EXERCISE, row[:1])
    assert plan.least == 6 and plan.rounds >= 6 and not plan.unreached


def test_a_week_of_many_exercises_puts_everybody_who_can_be_in_a_pair_into_one() -> None:
    """Four people: a may tutor X, d may tutor Y. Two pairs are possible, and b asked for Y."""
    week = this_week(Group("abcd", wishes={("b", "Y")}), {"X": ["a"], "Y": ["d"]}, ["X", "Y"])
    assert [(pair.tutor, pair.tutee, pair.exercise, pair.why) for pair in week] == [
        ("a", "c", "X", "next"), ("d", "b", "Y", "asked"),
    ]  # fmt: skip


def test_in_a_week_of_many_exercises_whoever_has_fewer_tutees_takes_the_next() -> None:
    """a has two already, d one; both may tutor X and only b lacks it."""
    week = this_week(Group("abd", load={"a": 2, "d": 1}), {"X": ["a", "d"]}, ["X"])
    assert [(pair.tutor, pair.tutee, pair.why) for pair in week] == [("d", "b", "less_loaded")]


def test_the_bound_is_the_binary_logarithm() -> None:
    assert [rounds_at_least(*case) for case in ((1, 1), (1, 2), (1, 3), (3, 12), (5, 30), (0, 4))] == [
        0,
        1,
        2,
        2,
        3,
        0,
    ]


def _most(edges: list[tuple[str, str]]) -> int:
    for size in range(len(edges), 0, -1):
        for some in combinations(edges, size):
            people = [person for pair in some for person in pair]
            if len(people) == len(set(people)):
                return size
    return 0


def _fewest(able: frozenset[str], people: frozenset[str]) -> int:
    """Rounds by breadth: every set that one more round can make of a set."""
    rounds, reached = 0, {able}
    while people not in reached:
        reached = {more for some in reached for more in _after(some, people)}
        rounds += 1
    return rounds


def _after(able: frozenset[str], people: frozenset[str]) -> set[frozenset[str]]:
    waiting = sorted(people - able)
    return {
        able | set(taught) for size in range(1, len(able) + 1) for taught in combinations(waiting, size)
    } or {able}


def _within_reach(able: frozenset[str], languages: dict[str, set[str]]) -> frozenset[str]:
    """Who is able, or shares a language with somebody within reach."""
    more = able | {one for one in languages for other in able if languages[one] & languages[other]}
    return able if more == able else _within_reach(more, languages)


def _fewest_spoken(able: frozenset[str], people: frozenset[str], languages: dict[str, set[str]]) -> int:
    """Rounds by breadth: each tutor in turn takes nobody, or one whom nobody took and who is understood."""
    rounds, reached = 0, {able}
    while people not in reached:
        reached = {more for some in reached for more in _told(sorted(some), some, people, languages)}
        rounds += 1
    return rounds


def _told(
    tutors: list[str], able: frozenset[str], people: frozenset[str], languages: dict[str, set[str]]
) -> set[frozenset[str]]:
    if not tutors:
        return {able}
    first, *rest = tutors
    found = _told(rest, able, people, languages)
    for tutee in people - able:
        if languages[first] & languages[tutee]:
            found |= _told(rest, able | {tutee}, people, languages)
    return found
