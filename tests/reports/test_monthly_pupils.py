"""Numbers of a month about the children, each case worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from fieldkit.reports import monthly_pupils as numbers
from fieldkit.reports.figure import Change, Count, Ratio
from fieldkit.reports.period import month
from fieldkit.store.identified import standings
from tests.reports.conftest import Place

OCTOBER = month("2025-10")


def row(child: str, minutes: int = 30, achieved: int | None = 3, subject: str = "lectura") -> dict[str, Any]:
    """One child's tutoring in one visit."""
    return {"VA1": child, "VA2": subject, "VA3": minutes, "VA5": achieved}


def tutored(place: Place, date: str, *rows: dict[str, Any]) -> None:
    """A day in the community with this tutoring."""
    place.sheet("FS", date, V01="jornada", VA=list(rows))


def test_m05_counts_children_once_and_measures_against_the_focal_ones(place: Place) -> None:
    """Itzel (focal) is tutored twice, José (not focal) once, Eva (focal) never: 2 children; 1 of 2 focal."""
    itzel, jose, eva = place.child("Itzel"), place.child("José"), place.child("Eva")
    place.focal(itzel, "2025-09-20"), place.focal(eva, "2025-09-20")
    tutored(place, "2025-10-06", row(itzel), row(jose))
    tutored(place, "2025-10-07", row(itzel))
    assert numbers.focal_attended(place.facts(), OCTOBER).parts == {
        "value": Count(2, of=2),
        "of_focal": Ratio(1, 2),
    }


def test_m05_takes_a_child_who_was_focal_for_half_of_the_month(place: Place) -> None:
    """Focal from the 6th until the 20th, tutored on the 27th: focal in October and attended, 1 of 1."""
    itzel = place.child()
    place.focal(itzel, "2025-10-06"), place.focal(itzel, "2025-10-20", "no", leaving_reason="alcanzo_nivel")
    tutored(place, "2025-10-27", row(itzel))
    assert numbers.focal_attended(place.facts(), OCTOBER).parts["of_focal"] == Ratio(1, 1)
    assert numbers.focal_attended(place.facts(), month("2025-11")).parts["of_focal"] == Ratio(0, 0)


def test_m05_says_on_which_days_somebody_was_tutored_who_was_not_there(place: Place) -> None:
    """Itzel left on the 20th: her session of the 6th is hers, that of the 27th counts and is named."""
    itzel, _ = place.child(since="2025-09-01", until="2025-10-20"), place.child("José")
    tutored(place, "2025-10-06", row(itzel))
    assert numbers.focal_attended(place.facts(), OCTOBER).notes == ()
    tutored(place, "2025-10-27", row(itzel))
    found = numbers.focal_attended(place.facts(), OCTOBER)
    assert (found.parts["value"], found.notes) == (Count(1, of=2), ("not_enrolled:2025-10-27",))


def test_m06_adds_minutes_by_subject_and_divides_them_by_the_focal_children(place: Place) -> None:
    """Itzel: 30 of reading and 20 of maths; José, not focal: 40 of reading; Eva, focal: none. 3 sessions, 90
    minutes; reading 70, maths 20; the focal ones have 50 minutes for 2 children: 25 each.
    """
    itzel, jose, eva = place.child("Itzel"), place.child("José"), place.child("Eva")
    place.focal(itzel, "2025-09-20"), place.focal(eva, "2025-09-20")
    tutored(place, "2025-10-06", row(itzel), row(itzel, 20, subject="matematicas"), row(jose, 40))
    parts = numbers.tutoring(place.facts(), OCTOBER).parts
    assert parts["sessions"] == Count(3, of=1)
    assert parts["minutes"] == Count(90, of=1)
    assert parts["lectura"] == {"sessions": Count(2), "minutes": Count(70)}
    assert parts["matematicas"] == {"sessions": Count(1), "minutes": Count(20)}
    assert parts["per_focal"].value == 25
    assert "escritura" not in parts


def test_m06_of_a_month_without_sheets_has_no_values(place: Place) -> None:
    place.focal(place.child(), "2025-09-20")
    parts = numbers.tutoring(place.facts(), OCTOBER).parts
    assert [part.value for part in parts.values()] == [None, None, None]


def test_m07_is_the_mean_of_what_was_achieved_beside_the_month_before(place: Place) -> None:
    """September: 1 and 2, mean 1.5. October: 3, 4 and "not observed" (-9), mean 3.5 of two. Up by 2."""
    itzel = place.child()
    tutored(place, "2025-09-08", row(itzel, achieved=1), row(itzel, achieved=2))
    tutored(place, "2025-10-06", row(itzel, achieved=3), row(itzel, achieved=4), row(itzel, achieved=-9))
    found = numbers.progress(place.facts(), OCTOBER).parts
    assert found["value"] == Change(Ratio(3, 2, "mean"), Ratio(7, 2, "mean"))
    assert found["value"].difference == 2
    assert found["lectura"] == found["value"]


def test_m07_of_the_first_month_has_no_change(place: Place) -> None:
    tutored(place, "2025-10-06", row(place.child(), achieved=4, subject="escritura"))
    found = numbers.progress(place.facts(), OCTOBER).parts
    assert found["value"].after.value == 4
    assert found["value"].difference is None
    assert set(found) == {"value", "escritura"}


def test_m18_counts_who_came_who_left_and_why(place: Place) -> None:
    """Itzel came on the 13th; José left on the 20th, migration; Eva came on the 1st and left on the 31st, to
    another community; Ana was there all the time. Two came, two left.
    """
    place.child("Itzel", since="2025-10-13")
    place.child("José", until="2025-10-20", leaving_reason="migracion")
    place.child("Eva", since="2025-10-01", until="2025-10-31", leaving_reason="cambio_de_comunidad")
    place.child("Ana")
    parts = numbers.comings_and_goings(place.facts(), OCTOBER).parts
    assert (parts["joined"], parts["left"]) == (Count(2), Count(2))
    assert parts["left_by"] == {"cambio_de_comunidad": Count(1), "migracion": Count(1)}


def test_m18_counts_children_who_became_focal_and_who_are_it_no_more(place: Place) -> None:
    """Itzel: focal since September, confirmed in October, which is not new; José: new on the 6th; Eva: focal
    in September, no more on the 20th; Ana: identified as not focal, which is no change. 1 new, 1 no more.
    """
    itzel, jose, eva, ana = (place.child(name) for name in ("Itzel", "José", "Eva", "Ana"))
    place.focal(itzel, "2025-09-20"), place.focal(itzel, "2025-10-06")
    place.focal(jose, "2025-10-06")
    place.focal(eva, "2025-09-20"), place.focal(eva, "2025-10-20", "no")
    place.focal(ana, "2025-10-06", "no")
    parts = numbers.comings_and_goings(place.facts(), OCTOBER).parts
    assert (parts["new_focal"], parts["left_focal"]) == (Count(1), Count(1))


def test_the_lines_of_the_children_tell_what_each_had(place: Place) -> None:
    """José is not focal, without sessions; Ana, who left in September, has no line."""
    itzel = place.child("Itzel")
    place.child("José")
    place.child("Ana", until="2025-09-30")
    place.focal(itzel, "2025-09-20", risk="alto")
    place.sheet("DXA", "2025-09-18", student=itzel, L_NIV="requiere_apoyo", C_NIV="requiere_apoyo")
    tutored(place, "2025-10-06", row(itzel, 30, 2))
    tutored(place, "2025-10-20", row(itzel, 25, -9), row(itzel, 20, 4))
    first, second = numbers.pupils(place.facts(), OCTOBER)
    assert (first.name, first.focal, first.sessions, first.minutes) == ("Itzel Sánchez Peña", True, 3, 75)
    assert first.achieved == (("2025-10-06", 2), ("2025-10-20", 4))
    assert first.risk == "alto"
    assert (second.focal, second.sessions, second.risk) == (False, 0, "sin_dato")


def test_the_risk_of_a_child_is_that_of_its_last_diagnosis_as_the_list_tells_it(place: Place) -> None:
    """José, never identified: one subject in September is middle risk, none in October low; that of November
    is after the month. Itzel, identified as at high risk: two subjects once, then one that needs support.
    Eva has a diagnosis that was not given, which is none.
    """
    jose, itzel, eva = (place.child(name) for name in ("José", "Itzel", "Eva"))
    support = "requiere_apoyo"
    place.sheet("DXA", "2025-09-18", student=jose, L_NIV=support)
    place.sheet("DXA", "2025-10-09", student=jose, L_NIV="esperado")
    place.sheet("DXA", "2025-11-05", student=jose, L_NIV=support, C_NIV=support)
    place.sheet("DXA", "2025-09-18", student=itzel, L_NIV=support, C_NIV=support)
    place.focal(itzel, "2025-09-20", risk="alto")
    place.sheet("DXA", "2025-10-31", student=itzel, C_NIV=support)
    place.sheet("DXA", "2025-10-09", student=eva, not_applied="si")
    told = {line.id: (line.risk, line.focal) for line in numbers.pupils(place.facts(), OCTOBER)}
    assert told == {jose: ("bajo", False), itzel: ("medio", True), eva: ("sin_dato", False)}
    listed = standings(place.store, place.school, date(2025, 10, 31))
    assert {one.student.id: one.risk for one in listed} == {child: risk for child, (risk, _) in told.items()}


def test_children_stand_by_name_whatever_its_accents(place: Place) -> None:
    """Ángel comes before Beto, and Zoé last; by the number of each letter Ángel would be the last."""
    for first in ("Zoé", "Ángel", "Beto"):
        place.child(first)
    assert [line.name.split()[0] for line in numbers.pupils(place.facts(), OCTOBER)] == [
        "Ángel",
        "Beto",
        "Zoé",
    ]
