"""How long it may take until a whole class may tutor an exercise."""

from __future__ import annotations

import pytest

from fieldkit.domain.forecast import durations, forecast, tutoring_now
from fieldkit.domain.tutoring import Qualification, Tutoring


def tutoring(id: str, start: str, last: str, tutor: str = "a") -> Tutoring:
    return Tutoring(id, "MAT-3-001", "1", tutor, "b", start, last, "resuelto_solo")


def test_the_pace_is_waves_of_those_who_tutor_now() -> None:
    """7 are missing and 3 tutor: 3 waves (3 + 3 + 1). Of 4, 6, 8, 10, 14 days the quarters are 6, 8 and 10.

    So 18, 24 and 30 days. With 4 of 11 able at least 2 rounds: 4, 8, 11.
    """
    found = forecast(4, 7, 3, [4, 6, 8, 10, 14])
    assert (found.waves, found.days, found.least, found.why) == (3, (18, 24, 30), 2, "")


def test_quarters_between_two_durations_are_halfway() -> None:
    """Of 1, 2, 3, 4, 5, 6 the quarters lie at 1.25, 2.5 and 3.75 steps: 2.25, 3.5, 4.75; twice: 4.5, 7, 9.5.

    The range is rounded outwards.
    """
    assert forecast(1, 2, 1, [1, 2, 3, 4, 5, 6]).days == (4, 7, 10)


def test_all_in_one_day_counts_as_a_day() -> None:
    assert forecast(1, 3, 1, [0, 0, 0, 0, 0]).days == (3, 3, 3)


@pytest.mark.parametrize(
    ("able", "missing", "tutors", "known", "why", "least"),
    [
        (3, 0, 3, 9, "covered", 0),
        (0, 4, 0, 9, "nobody_able", 0),
        (1, 29, 1, 4, "few_durations", 5),
        (1, 29, 0, 9, "nobody_tutors", 5),
    ],
)
def test_where_something_lacks_only_the_bound_is_given(
    able: int, missing: int, tutors: int, known: int, why: str, least: int
) -> None:
    """From 1 to 30 it takes 5 doublings: 2, 4, 8, 16, 32."""
    found = forecast(able, missing, tutors, [7] * known)
    assert (found.why, found.least, found.waves, found.days) == (why, least, None, None)


def test_a_duration_is_from_the_first_session_to_the_demonstration() -> None:
    """From 24 September to 6 October are 12 days; who planted it took none; of x the tutoring is not here."""
    found = [
        Qualification("a", "MAT-3-001", "1", "2025-09-24", 0, evidence=("t1",)),
        Qualification("b", "MAT-3-001", "1", "2025-10-06", 1, "a", "a", ("t1", "r", "d")),
        Qualification("c", "MAT-3-001", "1", "2025-10-07", 2, "b", "a", ("x", "r", "d")),
    ]
    assert durations(found, [tutoring("t1", "2025-09-24", "2025-10-01")]) == [12]


def test_who_tutors_now_did_so_in_the_last_thirty_days() -> None:
    """Thirty days before 20 October is 20 September."""
    found = [
        tutoring("t1", "2025-09-01", "2025-09-20", "a"),
        tutoring("t2", "2025-09-01", "2025-09-19", "b"),
        tutoring("t3", "2025-10-21", "2025-10-21", "c"),
    ]
    assert tutoring_now(found, "2025-10-20") == {"a"}
