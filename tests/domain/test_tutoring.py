"""Who may tutor what: the rule attacked from every side."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from fieldkit.domain.tutoring import (
    Account,
    Demonstration,
    Facts,
    Qualification,
    Tutoring,
    Withdrawal,
    qualifications,
)

EXERCISE = "MAT-3-001"


def _tutoring(tutor: str, tutee: str, start: str, **more: object) -> Tutoring:
    facts: dict[str, object] = {
        "outcome": "resuelto_solo",
        "version": "1",
        "exercise": EXERCISE,
        "last": start,
    }
    return Tutoring(id=f"T-{tutor}-{tutee}-{start}", tutor=tutor, tutee=tutee, start=start, **(facts | more))  # type: ignore[arg-type]


def _account(person: str, date: str, sufficient: bool = True) -> Account:
    return Account(f"R-{person}-{date}", EXERCISE, person, date, sufficient)


def _shown(person: str, date: str, evaluator: str, mastery: int = 3, accepted: bool = True) -> Demonstration:
    return Demonstration(f"D-{person}-{date}", EXERCISE, person, date, evaluator, mastery, accepted)


def _chain(tutor: str, tutee: str, month: str, heard: str | None = None, seed: bool = False) -> Facts:
    """The whole way in one month: tutored on the 1st, account on the 5th, presented on the 10th."""
    return Facts(
        [_tutoring(tutor, tutee, f"{month}-01", seed=seed)],
        [_account(tutee, f"{month}-05")],
        [_shown(tutee, f"{month}-10", heard or tutor)],
    )


def _together(*parts: Facts) -> Facts:
    return Facts(
        [one for part in parts for one in part.tutorings],
        [one for part in parts for one in part.accounts],
        [one for part in parts for one in part.demonstrations],
        [one for part in parts for one in part.withdrawals],
    )


def _by_person(facts: Facts) -> dict[str, Qualification]:
    return {one.person: one for one in qualifications(facts)}


PLANTED = _chain("adviser", "ana", "2025-09", seed=True)


def test_an_adviser_plants_and_each_generation_is_one_more() -> None:
    """The adviser is 0 since 1 September; Ana, her tutee, 1 since the 10th; Beto, Ana's tutee, 2."""
    found = _by_person(_together(PLANTED, _chain("ana", "beto", "2025-10")))
    assert {name: (one.generation, one.since) for name, one in found.items()} == {
        "adviser": (0, "2025-09-01"),
        "ana": (1, "2025-09-10"),
        "beto": (2, "2025-10-10"),
    }
    assert (found["beto"].tutor, found["beto"].evaluator) == ("ana", "ana")
    assert found["beto"].evidence == ("T-ana-beto-2025-10-01", "R-beto-2025-10-05", "D-beto-2025-10-10")


def test_the_generation_is_that_of_the_nearest_tutor() -> None:
    """Caro was tutored by Beto (2) and by the adviser (0): 0 + 1."""
    both = _chain("beto", "caro", "2025-11")
    both.tutorings.append(_tutoring("adviser", "caro", "2025-11-02"))
    found = _by_person(_together(PLANTED, _chain("ana", "beto", "2025-10"), both))
    assert (found["caro"].generation, found["caro"].tutor) == (1, "adviser")


def test_every_part_of_the_way_is_needed() -> None:
    for lacking in ("accounts", "demonstrations", "tutorings"):
        way = _chain("ana", "beto", "2025-10")
        setattr(way, lacking, [])
        assert "beto" not in _by_person(_together(PLANTED, way)), lacking


def test_what_is_not_good_enough_does_not_count() -> None:
    day = "2025-10-01"
    ways = [
        Facts(
            [_tutoring("ana", "beto", day, outcome="abandonado")],
            [_account("beto", day)],
            [_shown("beto", day, "ana")],
        ),
        Facts(
            [_tutoring("ana", "beto", day, outcome="en_curso")],
            [_account("beto", day)],
            [_shown("beto", day, "ana")],
        ),
        Facts([_tutoring("ana", "beto", day)], [_account("beto", day, False)], [_shown("beto", day, "ana")]),
        Facts(
            [_tutoring("ana", "beto", day)], [_account("beto", day)], [_shown("beto", day, "ana", mastery=2)]
        ),
        Facts(
            [_tutoring("ana", "beto", day)],
            [_account("beto", day)],
            [_shown("beto", day, "ana", accepted=False)],
        ),
    ]
    assert all("beto" not in _by_person(_together(PLANTED, way)) for way in ways)


def test_nobody_qualifies_themselves() -> None:
    alone = Facts([_tutoring("beto", "beto", "2025-10-01", seed=True)], [_account("beto", "2025-10-02")])
    alone.demonstrations.append(_shown("beto", "2025-10-03", "ana"))
    assert "beto" not in _by_person(_together(PLANTED, alone))
    heard_by_herself = _chain("ana", "beto", "2025-10", heard="beto")
    assert "beto" not in _by_person(_together(PLANTED, heard_by_herself))


def test_nobody_unqualified_tutors_or_hears() -> None:
    assert "beto" not in _by_person(_together(PLANTED, _chain("stranger", "beto", "2025-10", heard="ana")))
    assert "beto" not in _by_person(_together(PLANTED, _chain("ana", "beto", "2025-10", heard="stranger")))


def test_who_tutored_before_being_qualified_leads_nowhere() -> None:
    """Ana qualified on 10 September; the tutoring she gave on the 5th was not yet hers to give."""
    early = Facts(
        [_tutoring("ana", "beto", "2025-09-05")],
        [_account("beto", "2025-09-20")],
        [_shown("beto", "2025-09-21", "ana")],
    )
    assert "beto" not in _by_person(_together(PLANTED, early))


def test_two_who_only_tutored_each_other_never_begin() -> None:
    day = "2025-10-01"
    ring = Facts(
        [_tutoring("ana", "beto", day), _tutoring("beto", "ana", day)],
        [_account("ana", day), _account("beto", day)],
        [_shown("ana", day, "beto"), _shown("beto", day, "ana")],
    )
    assert qualifications(ring) == []


def test_a_chain_within_one_day_holds_in_any_order() -> None:
    """Ana, Beto and Caro all on one day, each tutored by the one before: 1, 2, 3."""
    day = "2025-10-01"
    people = ["adviser", "ana", "beto", "caro"]
    pairs = list(pairwise(people))
    facts = Facts(
        [_tutoring(tutor, tutee, day, seed=tutor == "adviser") for tutor, tutee in reversed(pairs)],
        [_account(tutee, day) for _, tutee in pairs],
        [_shown(tutee, day, tutor) for tutor, tutee in reversed(pairs)],
    )
    assert [one.generation for one in qualifications(facts)] == [0, 1, 2, 3]


def test_an_account_before_the_first_session_or_after_the_presentation_does_not_count() -> None:
    for account in ("2025-09-30", "2025-10-11"):
        way = _chain("ana", "beto", "2025-10")
        way.accounts = [_account("beto", account)]
        assert "beto" not in _by_person(_together(PLANTED, way)), account


def test_a_presentation_before_the_exercise_was_solved_does_not_count() -> None:
    """Beto presents on 10 October. Solved by the 10th he may tutor; by the 11th he may not.

    The end that is said counts, and where none is said the last session.
    """
    for facts, may in (
        ({"last": "2025-10-10"}, True),
        ({"last": "2025-10-11"}, False),
        ({"last": "2025-10-04", "ended": "2025-10-10"}, True),
        ({"last": "2025-10-04", "ended": "2025-10-11"}, False),
    ):
        way = _chain("ana", "beto", "2025-10")
        way.tutorings = [_tutoring("ana", "beto", "2025-10-01", **facts)]
        assert ("beto" in _by_person(_together(PLANTED, way))) == may, facts


def test_a_later_withdrawal_leaves_what_was_done_before_and_stops_what_comes_after() -> None:
    """Ana is withdrawn on 1 November: Beto, tutored in October, stands; Caro, tutored in December, is not."""
    facts = _together(
        PLANTED, _chain("ana", "beto", "2025-10"), _chain("ana", "caro", "2025-12", heard="adviser")
    )
    facts.withdrawals.append(Withdrawal("W", EXERCISE, "ana", "2025-11-01", "copió"))
    found = _by_person(facts)
    assert found["ana"].until == "2025-11-01"
    assert found["beto"].until is None
    assert "caro" not in found


def test_after_a_withdrawal_the_way_is_gone_anew() -> None:
    facts = _together(PLANTED, _chain("adviser", "ana", "2026-01"))
    facts.withdrawals.append(Withdrawal("W", EXERCISE, "ana", "2025-11-01"))
    spans = [(one.since, one.until) for one in qualifications(facts) if one.person == "ana"]
    assert spans == [("2025-09-10", "2025-11-01"), ("2026-01-10", None)]


def test_a_new_version_keeps_the_old_qualification_with_its_version() -> None:
    newer = _chain("ana", "beto", "2025-10")
    newer.tutorings = [_tutoring("ana", "beto", "2025-10-01", version="2")]
    found = _by_person(_together(PLANTED, newer))
    assert (found["ana"].version, found["beto"].version) == ("1", "2")


def test_one_exercise_qualifies_for_no_other() -> None:
    other = _chain("ana", "beto", "2025-10")
    other.tutorings = [_tutoring("ana", "beto", "2025-10-01", exercise="MAT-3-002")]
    assert "beto" not in _by_person(_together(PLANTED, other))


def test_the_order_in_which_facts_arrive_changes_nothing() -> None:
    months = [f"2025-{month:02}" for month in range(10, 13)]
    people = ["ana", "beto", "caro", "dora"]
    links = [_chain(one, other, month) for one, other, month in zip(people, people[1:], months, strict=False)]
    facts = _together(PLANTED, *links, Facts(withdrawals=[Withdrawal("W", EXERCISE, "beto", "2025-12-20")]))
    wanted = qualifications(facts)
    for seed in range(50):
        chance, shuffled = Random(seed), _together(facts)
        for part in (shuffled.tutorings, shuffled.accounts, shuffled.demonstrations, shuffled.withdrawals):
            chance.shuffle(part)  # type: ignore[arg-type]
        assert qualifications(shuffled) == wanted
