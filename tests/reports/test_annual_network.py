"""A19, A20: the tutoring network and the encounters, worked out by hand."""

from __future__ import annotations

from datetime import date

from fieldkit.reports.annual_network import a19, a20
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.monthly_gaps import tutoring_relations
from fieldkit.reports.period import month, school_year
from tests.reports.conftest import Place

YEAR, OVER = school_year("2025-2026"), date(2026, 7, 20)


def learned(
    place: Place, exercise: str, tutor: str, tutee: str, days: tuple[str, str, str], seed: str = "no"
) -> None:
    """A tutoring solved, a sufficient account and an accepted presentation before the tutor."""
    begun, written, shown = days
    place.sheet("TUT", begun, U01=exercise, U02=tutor, U03=tutee, U08="resuelto_solo", seed=seed)
    place.sheet("REL", written, exercise=exercise, person=tutee, sufficient="si")
    place.sheet("DEM", shown, exercise=exercise, person=tutee, evaluator=tutor, mastery=4, accepted="si")


def test_the_network_grows_from_who_plants_an_exercise(place: Place) -> None:
    """The advisor plants exercise e, child a learns it and tutors b. May tutor: advisor, a, b: three people,
    one exercise, generations 0, 1 and 2. Of three children at the school two hold it: 2 of 3 pairs.
    """
    first, second, _ = (place.child(name) for name in "abc")
    learned(place, "e", "advisor", first, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    learned(place, "e", first, second, ("2025-11-03", "2025-11-17", "2025-11-24"))
    found = a19(place.facts(OVER), YEAR).parts
    assert found["may_tutor"] == Count(3, 2)
    assert found["exercises"] == Count(1, 2)
    assert found["coverage"] == Ratio(2, 3)
    assert (found["may_tutor"].children, found["coverage"].children) == (2, 3), "above the school: too few"
    assert found["generations"] == {str(depth): Count(1) for depth in range(3)}
    tutors = found["tutors"]
    assert (tutors["students"], tutors["others"], tutors["relatives"]) == (
        Count(1, 2),
        Count(1, 2),
        Count(0, 2),
    )
    assert tutors["by_month"] == {"2025-10": Count(1), "2025-11": Count(1)}


def test_a_withdrawn_qualification_is_not_counted_at_the_end(place: Place) -> None:
    child = place.child("a")
    learned(place, "e", "advisor", child, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    place.sheet("ACR", "2026-03-01", exercise="e", person=child, why="…")
    assert a19(place.facts(OVER), YEAR).parts["may_tutor"] == Count(1, 1)


def test_new_qualifications_are_those_of_the_month(place: Place) -> None:
    """Planted and learned in October: two in October, none in November."""
    child = place.child("a")
    learned(place, "e", "advisor", child, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    counts = [
        tutoring_relations(place.facts(OVER), month(f"2025-{one}")).parts["qualified"] for one in (10, 11)
    ]
    assert counts == [Count(2, 1), Count(0, 1)]


def test_encounters_with_their_schools_states_and_tutorings(place: Place) -> None:
    """Two: three schools of two states with 14 tutorings, two schools of one state with 6."""
    place.sheet("ENC", "2026-02-10", SCH=[{"SCH_E": "12"}, {"SCH_E": "12"}, {"SCH_E": "20"}], tutorings=14)
    place.sheet("ENC", "2026-05-10", SCH=[{"SCH_E": "12"}, {"SCH_E": "12"}], tutorings=6)
    found = a20(place.facts(OVER), YEAR).parts
    assert found == {
        "value": Count(2, 2), "schools": Count(5, 2), "between_states": Count(1, 2), "tutorings": Count(20, 2)
    }  # fmt: skip
