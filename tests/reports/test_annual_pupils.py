"""A13–A15: who was attended, who stayed, who went on, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.reports.annual_pupils import a13, a14, a15
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.period import school_year
from fieldkit.store.identified import standings
from tests import make
from tests.reports.conftest import Place

YEAR = school_year("2025-2026")
OVER = date(2026, 7, 20)


def tutored(place: Place, child: str, minutes: int, day: str = "2025-10-06") -> None:
    place.sheet("FS", day, V01="jornada", VA=[{"VA1": child, "VA3": minutes}])


def test_focal_children_attended_and_their_mean_hours(place: Place) -> None:
    """Three focal; one had 30 + 60 minutes, one 90, one none: 2 of 3; 180 min = 3 h over 3 children = 1 h.

    A child who is not focal had a session too, and counts in neither.
    """
    first, second, third = (place.child(name) for name in "abc")
    for child in (first, second, third):
        place.focal(child, "2025-09-25")
    for child, minutes in ((first, 30), (first, 60), (second, 90), (place.child("d"), 45)):
        tutored(place, child, minutes)
    found = a13(place.facts(OVER), YEAR).parts
    assert found["focal"] == Count(3)
    assert found["attended"] == Ratio(2, 3)
    assert found["hours"].value == pytest.approx(1.0)


def test_a_child_leaves_high_risk_by_a_later_identification(place: Place) -> None:
    """High in September: one is middle in March, one still high, one was not seen again: 1 of 2 known."""
    for name, later in (("a", "medio"), ("b", "alto"), ("c", "")):
        child = place.child(name)
        place.focal(child, "2025-09-25", risk="alto")
        if later:
            place.focal(child, "2026-03-10", risk=later)
    low = place.child("d")
    place.focal(low, "2025-09-25", risk="medio")
    place.focal(low, "2026-03-10", risk="bajo")
    assert a13(place.facts(OVER), YEAR).parts["left_high_risk"] == Ratio(1, 2)


def test_what_was_agreed_with_the_teacher_stands_before_the_diagnosis_of_the_same_day(place: Place) -> None:
    """The diagnosis of 20 June shows middle risk; agreed that day was high: nobody has left."""
    child = place.child()
    place.focal(child, "2025-09-25", risk="alto")
    head = {"student": child, "application": "final", "ciclo": "2025-2026", "grade": "3"}
    place.sheet("DXA", "2026-06-20", **head, L_NIV="requiere_apoyo")
    place.focal(child, "2026-06-20", risk="alto")
    assert a13(place.facts(OVER), YEAR).parts["left_high_risk"] == Ratio(0, 1)


@pytest.mark.parametrize(
    ("levels", "left"),
    [
        ({"L_NIV": "esperado", "C_NIV": "requiere_apoyo"}, 1),
        ({"L_NIV": "requiere_apoyo", "C_NIV": "requiere_apoyo"}, 0),
    ],
)
def test_or_by_what_the_last_diagnosis_shows(place: Place, levels: dict[str, Any], left: int) -> None:
    """One subject that needs support is middle risk; two are high risk again."""
    child = place.child()
    place.focal(child, "2025-09-25", risk="alto")
    place.sheet(
        "DXA", "2026-06-20", student=child, application="final", ciclo="2025-2026", grade="3", **levels
    )
    assert a13(place.facts(OVER), YEAR).parts["left_high_risk"] == Ratio(left, 1)


def test_a_grade_that_only_the_register_has_counts_in_the_report_as_in_the_list(place: Place) -> None:
    """Born in 2014, in third grade since September 2025: 11 on 31 December 2025, and 3 + 7 = 10 is over age.
    With reading that needs support that is high risk. The diagnosis does not say the grade: told without it,
    the child would be at middle risk and have left high risk.
    """
    (one,) = place.store.save([make.person(place.school, birth_date="2014-05-02")], by=place.by)
    place.store.save([make.membership(place.school, one.record, grade="3")], by=place.by)
    place.focal(one.record, "2025-09-25", risk="alto")
    place.sheet("DXA", "2026-06-20", student=one.record, application="final", L_NIV="requiere_apoyo")
    (standing,) = standings(place.store, place.school, OVER)
    assert (standing.flags, standing.risk) == (("r1", "r6"), "alto")
    assert a13(place.facts(OVER), YEAR).parts["left_high_risk"] == Ratio(0, 1)


def test_without_focal_children_there_is_no_share(place: Place) -> None:
    place.child()
    found = a13(place.facts(OVER), YEAR).parts
    assert (found["attended"], found["hours"].value, found["left_high_risk"]) == (Ratio(), None, Ratio())


def test_permanence_counts_those_of_the_start_who_stay_or_finished(place: Place) -> None:
    """Five at the start (one enrolled late in September). One migrated in December, one moved in March, one
    finished on the last day: 3 of 5 stay, 60 %. One who came in November is not of the start.
    """
    place.child("a")
    place.child("b", since="2025-09-29")
    place.child("c", until="2025-12-10", leaving_reason="migracion")
    place.child("d", until="2026-03-02", leaving_reason="cambio_de_comunidad")
    place.child("e", until="2026-07-15", leaving_reason="egreso")
    place.child("f", since="2025-11-10")
    found = a14(place.facts(OVER), YEAR)
    assert found.parts["value"] == Ratio(3, 5)
    assert found.parts["left"] == {"cambio_de_comunidad": Ratio(1, 5), "migracion": Ratio(1, 5)}
    assert found.notes == ()


def test_a_child_who_left_before_class_began_was_not_there_at_the_start(place: Place) -> None:
    place.child("a", since="2024-09-02", until="2025-08-20", leaving_reason="migracion")
    assert a14(place.facts(OVER), YEAR).parts["value"] == Ratio()


def test_a_child_who_left_and_came_back_stayed(place: Place) -> None:
    child = place.child("a", until="2025-12-10", leaving_reason="migracion")
    again = make.membership(place.school, child, since="2026-02-01")
    place.store.save([again], by=place.by)
    assert a14(place.facts(OVER), YEAR).parts == {"value": Ratio(1, 1), "left": {}}


def test_a_child_who_changed_school_left_this_one(place: Place) -> None:
    """Two schools: here 0 of 1 stay; there it was not at the start; together 0 of 1."""
    other = Place(place.store, cct="12KPR0002Y")
    child = place.child("a", until="2026-01-10", leaving_reason="cambio_de_comunidad")
    place.store.save([make.membership(other.school, child, since="2026-01-11")], by=place.by)
    both = a14(place.facts(OVER), YEAR) + a14(other.facts(OVER), YEAR)
    assert both.parts["value"] == Ratio(0, 1)


def test_while_the_year_goes_on_the_end_is_today(place: Place) -> None:
    place.child("a", until="2025-10-10", leaving_reason="migracion")
    place.child("b")
    found = a14(place.facts(date(2025, 12, 1)), YEAR)
    assert found.parts["value"] == Ratio(1, 2)
    assert found.notes == ("year_goes_on",)


def test_going_on_to_secondary_school(place: Place) -> None:
    """Four finished sixth grade (one by leaving as finished); three are seen in secondary school: 3 of 4."""
    done = [place.child(name, grade="6") for name in "abc"]
    done.append(place.child("d", grade="6", until="2026-07-10", leaving_reason="egreso"))
    place.child("e", grade="5")
    place.child("f", grade="6", until="2026-02-10", leaving_reason="migracion")
    found = a15(place.facts(OVER), YEAR, onward={*done[1:], "somebody"})
    assert found.parts == {"value": Ratio(3, 4), "finished": Count(4)}


def test_nobody_in_sight_is_no_proof(place: Place) -> None:
    place.child("a", grade="6")
    found = a15(place.facts(OVER), YEAR)
    assert found.parts == {"value": Ratio(), "finished": Count(1)}
    assert found.notes == ("transition_unseen",)


def test_the_grade_is_that_of_the_year_though_the_register_has_moved_on(place: Place) -> None:
    """In fifth grade now, by mistake or promotion; diagnosed in sixth that year: finished sixth grade."""
    child = place.child("a", grade="S1")
    place.sheet("DXA", "2025-09-20", student=child, application="inicial", grade="6")
    assert a15(place.facts(OVER), YEAR, onward={child}).parts["value"] == Ratio(1, 1)
