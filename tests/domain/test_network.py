"""The numbers of a tutoring network, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from fieldkit.domain import network
from fieldkit.domain.tutoring import Qualification, Tutoring


def _may(
    person: str, exercise: str = "A", generation: int = 1, tutor: str | None = "x", since: str = "2025-10-01"
) -> Qualification:
    return Qualification(person, exercise, "1", since, generation, tutor)


def _tutoring(tutor: str, tutee: str, start: str, last: str = "") -> Tutoring:
    return Tutoring(f"{tutor}{tutee}{start}", "A", "1", tutor, tutee, start, last or start, "resuelto_solo")


def test_coverage_names_who_is_missing() -> None:
    """Two of four may tutor A: 2 of 4, and Caro and Dora are missing, in the order of the list."""
    found = network.coverage(
        ["ana", "caro", "beto", "dora"], "A", [_may("ana"), _may("beto"), _may("caro", "B")]
    )
    assert (found.qualified, found.roster, found.missing) == (2, 4, ("caro", "dora"))


def test_a_person_s_repertoire_and_the_exercises_that_hang_by_one() -> None:
    held = [_may("ana", "B"), _may("ana", "A"), _may("beto", "A")]
    assert network.repertoires(held) == {"ana": ("A", "B"), "beto": ("A",)}
    assert network.fragile(held) == ["B"]
    assert network.outside(["ana", "caro"], held) == ["caro"]


def test_depth_is_the_highest_generation() -> None:
    assert network.depth([_may("ana", generation=0), _may("beto", generation=3)]) == 3
    assert network.depth([]) is None


def test_who_tutors_over_two_months_is_active_in_both() -> None:
    """December: ana. January: ana and beto. February: beto. Growth: 1 for none, 2/1 − 1, 1/2 − 1, 0/1 − 1."""
    tutors = network.tutors_by_month(
        [
            _tutoring("ana", "x", "2025-12-30", "2026-01-08"),
            _tutoring("beto", "y", "2026-01-02", "2026-02-01"),
        ]
    )
    assert tutors == {"2025-12": 1, "2026-01": 2, "2026-02": 1}
    assert network.growth(tutors) == {
        "2025-12": (1, 0),
        "2026-01": (1, 1),
        "2026-02": (-1, 2),
        "2026-03": (-1, 1),
    }


def test_growth_begins_anew_after_a_month_of_nobody() -> None:
    """November: two. December: none of two. January: three, of none. Of February nothing: none of three."""
    found = network.growth({"2025-11": 2, "2026-01": 3})
    assert found == {"2025-11": (2, 0), "2025-12": (-2, 2), "2026-01": (3, 0), "2026-02": (-3, 3)}
    assert network.growth({}) == {}


def test_in_a_month_without_a_session_nobody_tutored() -> None:
    """A first session in October, the second in December: November has none."""
    one = replace(_tutoring("ana", "x", "2025-10-30", "2025-12-04"), months=("2025-10", "2025-12"))
    assert network.tutors_by_month([one]) == {"2025-10": 1, "2025-12": 1}


def test_adults_tutor_children_and_children_adults() -> None:
    found = network.directions(
        [
            _tutoring("maestra", "ana", "2025-10-01"),
            _tutoring("ana", "mama", "2025-10-02"),
            _tutoring("ana", "beto", "2025-10-03"),
        ],
        {"ana", "beto"},
    )
    assert found == {"adult_adult": 0, "adult_child": 1, "child_adult": 1, "child_child": 1}


def test_a_tree_of_generations_begins_with_who_planted() -> None:
    found = [
        _may("caro", generation=2, tutor="ana"),
        _may("asesora", generation=0, tutor=None),
        _may("beto", tutor="asesora", since="2025-11-01"),
        _may("ana", tutor="asesora"),
    ]
    assert [(one.person, level) for one, level in network.chains(found, "A")] == [
        ("asesora", 0), ("ana", 1), ("caro", 2), ("beto", 1),
    ]  # fmt: skip
