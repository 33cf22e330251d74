"""A01–A04, A06: levels before and after, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.reports.annual_levels import a01, a02, a03, a04, a06
from fieldkit.reports.figure import Change, Count, Ratio, as_json
from fieldkit.reports.period import Period, school_year
from tests import make
from tests.reports.conftest import Place
from tests.reports.sheets import diagnosis

YEAR = school_year("2025-2026")
LOW, NEXT, GOOD, BEST = "insuficiente", "elemental", "bueno", "excelente"


def level(place: Place, child: str, application: str, language: str, **answers: Any) -> str:
    """A diagnosis of which only the level of language counts here."""
    day = {"inicial": "2025-09-20", "media": "2026-01-20", "final": "2026-06-20"}[application]
    found = {"student": child, "application": application, "LEN_NIV": language, "grade": "3", **answers}
    return place.sheet("DXA", str(found.pop("date", day)), **found)


def language(place: Place, period: Period = YEAR) -> dict[str, Any]:
    """A01 of language, as a program reads it."""
    return as_json(a01(place.facts(), period).parts)["lenguaje"]


def test_the_matched_cohort_is_told_apart_from_all_pupils(place: Place) -> None:
    """Both times: three children, 2 low before, 1 after: 66.7 % → 33.3 %, −33.3 pp, 50 % less.

    Once: one child low before only, one good after only. All: 3 of 4 = 75 % → 1 of 4 = 25 %.
    """
    for name, (before, after) in {"a": (LOW, LOW), "b": (LOW, NEXT), "c": (GOOD, GOOD)}.items():
        child = place.child(name)
        level(place, child, "inicial", before)
        level(place, child, "final", after)
    level(place, place.child("d"), "inicial", LOW)
    level(place, place.child("e"), "final", GOOD)
    found = language(place)
    assert found["before"] == pytest.approx(200 / 3)
    assert found["after"] == pytest.approx(100 / 3)
    assert found["difference"] == pytest.approx(-100 / 3)
    assert found["relative"] == pytest.approx(-50)
    assert (found["n"], found["n_before"], found["n_after"]) == (3, 3, 3)
    assert (found["all"]["before"], found["all"]["after"]) == (75, 25)
    assert (found["all"]["n_before"], found["all"]["n_after"]) == (4, 4)


def test_without_data_there_is_no_number(place: Place) -> None:
    place.child()
    found = language(place)
    assert (found["before"], found["after"], found["difference"], found["n"]) == (None, None, None, 0)


def test_one_child_alone_is_a_hundred_per_cent(place: Place) -> None:
    """1 of 1 low before, 0 of 1 after: 100 % → 0 %, −100 pp."""
    child = place.child()
    level(place, child, "inicial", LOW)
    level(place, child, "final", NEXT)
    assert a01(place.facts(), YEAR).parts["lenguaje"]["value"] == Change(Ratio(1, 1), Ratio(0, 1))


def test_a_child_without_the_last_application_is_in_no_change(place: Place) -> None:
    """Start and middle only: in all pupils before (1 of 1), not in the cohort."""
    child = place.child()
    level(place, child, "inicial", LOW)
    level(place, child, "media", GOOD)
    found = a01(place.facts(), YEAR).parts["lenguaje"]
    assert found["value"] == Change(Ratio(), Ratio())
    assert found["all"] == Change(Ratio(1, 1), Ratio())


def test_given_twice_the_first_one_is_the_start_and_the_last_one_the_end(place: Place) -> None:
    """What is written down in June as an initial one by mistake never takes the place of September's."""
    child = place.child()
    level(place, child, "inicial", LOW)
    level(place, child, "final", LOW)
    assert "given_twice" not in a01(place.facts(), YEAR).notes
    level(place, child, "inicial", NEXT, date="2026-06-01")
    level(place, child, "final", NEXT, date="2026-06-25")
    found = a01(place.facts(), YEAR)
    assert found.parts["lenguaje"]["value"] == Change(Ratio(1, 1), Ratio(0, 1))
    assert "given_twice" in found.notes


def test_one_left_undone_never_takes_the_place_of_one_given(place: Place) -> None:
    child = place.child()
    level(place, child, "inicial", LOW)
    level(place, child, "inicial", "", not_applied="si", date="2025-09-25")
    level(place, child, "final", "", not_applied="si")
    found = a01(place.facts(), YEAR).parts["lenguaje"]
    assert found["all"] == Change(Ratio(1, 1), Ratio())
    assert found["value"].before == Ratio()


def test_a_child_who_came_in_mid_year_is_in_the_cohort_of_no_school(place: Place) -> None:
    """Diagnosed at the start elsewhere, here at the end: here only among all pupils after."""
    other = Place(place.store, cct="12KPR0002Y")
    child = other.child()
    level(other, child, "inicial", LOW)
    level(place, child, "final", NEXT)
    assert a01(place.facts(), YEAR).parts["lenguaje"]["all"] == Change(Ratio(), Ratio(0, 1))
    assert a01(other.facts(), YEAR).parts["lenguaje"]["all"] == Change(Ratio(1, 1), Ratio())
    both = a01(place.facts(), YEAR) + a01(other.facts(), YEAR)
    assert both.parts["lenguaje"]["value"] == Change(Ratio(), Ratio())


def test_another_school_year_does_not_count(place: Place) -> None:
    child = place.child()
    level(place, child, "inicial", LOW, date="2024-09-20")
    level(place, child, "final", NEXT)
    assert a01(place.facts(), YEAR).parts["lenguaje"]["value"] == Change(Ratio(), Ratio())
    assert a01(place.facts(), school_year("2024-2025")).parts["lenguaje"]["all"].before == Ratio(1, 1)


def test_a_form_that_changed_between_the_applications_is_noted(place: Place) -> None:
    child = place.child()
    level(place, child, "inicial", LOW)
    assert "form_changed" not in a01(place.facts(), YEAR).notes
    doc = make.doc("DXA", {"school": place.school, "student": child, "application": "final",
                           "date": "2026-06-20", "LEN_NIV": NEXT})  # fmt: skip
    place.store.save([Edit("entry", f"s:{place.school}", {**doc, "version": 2})], by=place.by)
    found = a01(place.facts(), YEAR)
    assert "form_changed" in found.notes
    assert found.parts["lenguaje"]["value"] == Change(Ratio(1, 1), Ratio(0, 1))


def test_every_level_says_that_it_is_not_enlace(place: Place) -> None:
    for indicator in (a01, a02, a03, a04, a06):
        assert "programme_level" in indicator(place.facts(), YEAR).notes


def test_good_and_excellent_are_told_by_educational_level_too(place: Place) -> None:
    """Primary: one child rises to good: 0 of 1 → 1 of 1. Secondary: 1 of 2 → 2 of 2. Together 1/3 → 3/3."""
    for grade, before, after in (("4", NEXT, GOOD), ("S1", GOOD, GOOD), ("S2", LOW, BEST)):
        child = place.child(grade, grade=grade)
        level(place, child, "inicial", before, grade=grade)
        level(place, child, "final", after, grade=grade)
    found = a04(place.facts(), YEAR).parts["lenguaje"]
    assert found["value"] == Change(Ratio(1, 3), Ratio(3, 3))
    assert found["stages"]["primaria"] == Change(Ratio(0, 1), Ratio(1, 1))
    assert found["stages"]["secundaria"] == Change(Ratio(1, 2), Ratio(2, 2))
    assert "preescolar" not in found["stages"]


def test_who_rose_who_stayed_and_who_fell(place: Place) -> None:
    """low→elemental, low→good, good→good, elemental→low: 2 of 4 rose, 1 stayed, 1 fell."""
    for before, after in ((LOW, NEXT), (LOW, GOOD), (GOOD, GOOD), (NEXT, LOW)):
        child = place.child()
        level(place, child, "inicial", before)
        level(place, child, "final", after)
    found = a06(place.facts(), YEAR).parts["lenguaje"]
    assert (found["rose"], found["stayed"], found["fell"]) == (Ratio(2, 4), Ratio(1, 4), Ratio(1, 4))
    assert found["table"][LOW] == {
        LOW: Count(0, 4), NEXT: Count(1, 4), GOOD: Count(1, 4), BEST: Count(0, 4)
    }  # fmt: skip
    assert sum(count.total for row in found["table"].values() for count in row.values()) == 4


def hundred(place: Place, before: tuple[int, int], after: tuple[int, int]) -> None:
    """A hundred children diagnosed twice; (language, mathematics): how many of them are at the lowest level.

    The answers are those of the form: what is asked is given, everything else the form computes.
    """
    children = [place.child(f"Niña {number}") for number in range(100)]
    edits = []
    for application, day, (low_language, low_maths) in (
        ("inicial", "2025-09-20", before),
        ("final", "2026-06-20", after),
    ):
        for number, child in enumerate(children):
            good = {"language": number >= low_language, "maths": number >= low_maths}
            doc = diagnosis(place.school, child, day, application, **good)
            edits.append(Edit("entry", f"s:{place.school}", doc))
    place.store.save(edits, by=place.by)


def test_the_seed_s_fall_of_59_to_45_and_of_71_to_51(place: Place) -> None:
    """Spanish 59 % → 45 %: −14.0 pp, 14/59 = 23.7 % less. Mathematics 71 % → 51 %: −20.0 pp, 28.2 % less."""
    hundred(place, before=(59, 71), after=(45, 51))
    points, relative = (as_json(one(place.facts(), YEAR).parts) for one in (a02, a03))
    assert (points["lenguaje"]["before"], points["lenguaje"]["after"]) == (59, 45)
    assert (points["matematicas"]["before"], points["matematicas"]["after"]) == (71, 51)
    assert round(points["lenguaje"]["difference"], 1) == -14.0
    assert round(relative["lenguaje"]["relative"], 1) == -23.7
    assert round(points["matematicas"]["difference"], 1) == -20.0
    assert round(relative["matematicas"]["relative"], 1) == -28.2
    assert points["lenguaje"]["n"] == points["matematicas"]["n"] == 100


def test_the_programme_s_own_fall_of_10_points_of_language_and_almost_20_of_mathematics(place: Place) -> None:
    """Language 40 % → 30 %: −10.0 pp, a quarter less. Mathematics 60 % → 41 %: −19.0 pp, "almost 20"."""
    hundred(place, before=(40, 60), after=(30, 41))
    found = as_json(a02(place.facts(), YEAR).parts)
    assert round(found["lenguaje"]["difference"], 1) == -10.0
    assert round(found["lenguaje"]["relative"], 1) == -25.0
    assert round(found["matematicas"]["difference"], 1) == -19.0
