"""N01–N12: the numbers of a tutoring network, each worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.reports import network
from fieldkit.reports.annual_network import a19
from fieldkit.reports.disclosure import canonical
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.period import school_year
from fieldkit.store.store import Store
from tests import make
from tests.reports.conftest import Place
from tests.reports.test_annual_network import learned

YEAR, OVER = school_year("2025-2026"), date(2026, 7, 20)
MOTHER, ADVISER = "mother", "adviser"


@pytest.fixture
def year(place: Place) -> dict[str, Any]:
    """Children a, b, c, d. The adviser plants e with a in October and f with the teacher; a tutors b in e in
    November; b tutored c in e in December, who was not accepted. So e: adviser 0, a 1, b 2; f: adviser 0.
    """
    a, b, c, _ = (place.child(name) for name in "abcd")
    learned(place, "e", ADVISER, a, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    place.sheet("TUT", "2025-10-08", U01="f", U02=ADVISER, U03=MOTHER, U08="en_curso", seed="si",
                U07=[{"U07_F": "2025-10-08", "U07_M": 30}])  # fmt: skip
    learned(place, "e", a, b, ("2025-11-03", "2025-11-17", "2025-11-24"))
    place.sheet("TUT", "2025-12-01", U01="e", U02=b, U03=c, U08="resuelto_con_ayuda")
    place.sheet("REL", "2025-12-08", exercise="e", person=c, sufficient="si")
    place.sheet("DEM", "2025-12-10", exercise="e", person=c, evaluator=a, mastery=2, accepted="no")
    place.sheet("ENC", "2026-02-10", tutorings=12, SCH=[{"SCH_E": "12"}, {"SCH_E": "20"}, {"SCH_E": "12"}])
    place.sheet("FS", "2026-02-11", V01="supervision", V02="estatal")
    place.sheet("FS", "2026-02-12", V01="no_realizada", V02="regional")
    found = network.indicators(place.facts(OVER), YEAR)
    return {one.code: one.parts for one in found}


def test_who_may_tutor_and_what(year: dict[str, Any]) -> None:
    """Adviser (e, f), a (e), b (e): three people, two of them children; two exercises; 4 exercises of 3."""
    assert (
        year["N01"]["value"].value,
        year["N01"]["students"].value,
        year["N01"]["others"].value,
    ) == (3, 2, 1)
    assert year["N02"]["value"].value == 2
    assert year["N04"]["value"] == Ratio(4, 3, "mean")


def test_coverage_fragile_exercises_and_who_is_outside(year: dict[str, Any]) -> None:
    """Four children, two exercises: a and b hold e, nobody holds f: 2 of 8, and no exercise is whole.
    f hangs by the adviser alone: 1 of 2. c and d are outside: 2 of 4.
    """
    assert year["N03"] == {"value": Ratio(2, 8), "whole_group": Ratio(0, 2)}
    assert year["N06"]["value"] == Ratio(1, 2)
    assert year["N07"]["value"] == Ratio(2, 4)


def test_generations_and_the_way_to_them(year: dict[str, Any]) -> None:
    """Planted twice, then one and one more: 0: 2, 1: 1, 2: 1. Four tutorings, three solved, three sufficient
    accounts, two accepted presentations; 30 minutes were written down.
    """
    assert {depth: count.value for depth, count in year["N05"]["generations"].items()} == {
        "0": 2,
        "1": 1,
        "2": 1,
    }
    assert year["N05"]["new"].value == 4
    names = ("started", "solved", "minutes", "accounts", "demonstrations", "qualified")
    assert [year["N10"][name].value for name in names] == [4, 3, 30, 3, 2, 4]


def test_tutors_by_role_and_month_and_who_tutors_whom(year: dict[str, Any]) -> None:
    """Adviser, a and b tutored: three. Adult to child: adviser→a; adult to adult: adviser→mother; child to
    child: a→b and b→c: 1, 1 and 2 of 4.
    """
    assert (year["N08"]["value"].value, year["N08"]["students"].value) == (3, 2)
    assert {month: count.value for month, count in year["N08"]["by_month"].items()} == {
        "2025-10": 1, "2025-11": 1, "2025-12": 1,
    }  # fmt: skip
    assert year["N09"] == {
        "adult_adult": Ratio(1, 4),
        "adult_child": Ratio(1, 4),
        "child_adult": Ratio(0, 4),
        "child_child": Ratio(2, 4),
    }


def test_growth_is_told_as_parts_and_wholes_so_that_schools_add_up(year: dict[str, Any]) -> None:
    """One tutor in October, November and December each. November and December: as many, 1/1 − 1. October: one
    more than none in September; January: one fewer than one, 0/1 − 1. Nothing before or after.
    """
    found = {month: (one.part, one.whole) for month, one in year["N08"]["growth"].items()}
    assert found == {"2025-10": (1, 0), "2025-11": (0, 1), "2025-12": (0, 1), "2026-01": (-1, 1)}
    assert year["N08"]["growth"]["2025-10"].value is None


def test_the_head_of_a_school_is_an_administrator_in_the_pool(place: Place) -> None:
    """A head plants nothing and teaches a child what she learned: one administrator, no teacher."""
    child, head = place.child("a"), place.child("b", role="teacher", figure="director")
    learned(place, "e", ADVISER, head, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    learned(place, "e", head, child, ("2025-11-03", "2025-11-17", "2025-11-24"))
    found = {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}
    for code in ("N01", "N08"):
        assert (found[code]["administrators"].value, found[code]["teachers"].value) == (1, 0)


def test_encounters_and_visits_by_level(year: dict[str, Any]) -> None:
    """One encounter of three schools of two states with 12 tutorings; one visit made, of the state;
    one of the region foreseen and not made."""
    assert [year["N11"][name].value for name in ("value", "schools", "between_states", "tutorings")] == [
        1,
        3,
        1,
        12,
    ]
    parts = year["N12"]
    assert (parts["estatal"], parts["foreseen"], parts["per_school"]) == (
        Count(1),
        {"regional": Count(1)},
        Ratio(1, 1, "mean"),
    )
    assert parts["foreseen_by_month"] == {"regional": {"2026-02": Count(1)}}
    assert parts["agreed"] == Count(0)
    assert year["N12"]["by_month"] == {"estatal": {"2026-02": Count(1)}}


def test_without_any_tutoring_there_are_no_numbers_rather_than_zeros(place: Place) -> None:
    place.child("a")
    found = {one.code: one for one in network.indicators(place.facts(OVER), YEAR)}
    assert found["N01"].parts["value"].value is None
    assert found["N07"].parts["value"].value is None
    assert found["N12"].parts == {}
    assert {code for code, one in found.items() if "not_recorded" in one.notes} == set(found)


def test_what_is_withdrawn_during_the_year_is_not_held_at_its_end(place: Place) -> None:
    child = place.child("a")
    learned(place, "e", ADVISER, child, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    place.sheet("ACR", "2026-03-01", exercise="e", person=child, why="…")
    found = {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}
    assert found["N01"]["value"].value == 1
    assert found["N10"]["qualified"].value == 1


def test_the_network_is_told_as_of_the_last_day_of_class_in_both_reports(place: Place) -> None:
    """By the rule classes end on 15 July: who presents on the 17th is not yet among those who may tutor, the
    adviser is. The tutoring itself was of this year.
    """
    child = place.child("a")
    learned(place, "e", ADVISER, child, ("2026-07-06", "2026-07-08", "2026-07-17"), seed="si")
    found = {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}
    assert (found["N01"]["value"].value, found["N10"]["started"].value) == (1, 1)
    assert a19(place.facts(OVER), YEAR).parts["may_tutor"].value == 1


def test_children_of_another_school_are_children(store: Store, place: Place) -> None:
    """A child of another school tutors one of this school in its encounter: child to child, 1 of 1, and a
    child among the tutors of both reports.
    """
    guest, child = Place(store, cct="12KPR0002Y").child("Ana"), place.child("Beto")
    place.sheet("TUT", "2026-02-10", U01="e", U02=guest, U03=child, U08="resuelto_solo")
    found = {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}
    assert found["N09"]["child_child"] == Ratio(1, 1)
    for tutors in (found["N08"], a19(place.facts(OVER), YEAR).parts["tutors"]):
        assert (tutors["students"].value, tutors["others"].value) == (1, 0)


def test_who_is_something_at_two_schools_counts_here_as_what_they_are_here(
    store: Store, place: Place
) -> None:
    """A mother here who teaches there, a head from there who is nobody here, and a girl who finished here and
    now teaches here: a relative, an administrator and a teacher tutor."""
    there = Place(store, cct="12KPR0002Y")
    mother, child = place.child("Rosa", role="relative"), place.child("Beto")
    store.save([make.membership(there.school, mother, role="teacher")], by="ana")
    head = there.child("Luz", role="teacher", figure="director")
    grown = place.child("Inés", since="2015-09-01", until="2021-07-15")
    store.save([make.membership(place.school, grown, role="teacher", since="2025-08-25")], by="ana")
    for tutor in (mother, head, grown):
        place.sheet("TUT", "2026-02-10", U01="e", U02=tutor, U03=child, U08="resuelto_solo")
    found = {one.code: one.parts for one in network.indicators(place.facts(OVER), YEAR)}
    roles = ("students", "teachers", "administrators", "relatives", "others")
    assert [found["N08"][role].value for role in roles] == [0, 1, 1, 1, 0]
    assert found["N09"]["adult_child"] == Ratio(3, 3)


def test_how_the_tutors_grew_is_hidden_where_the_children_among_them_are() -> None:
    assert canonical(("N08", "growth", "2025-11")) == ("N08", "students")
    assert canonical(("A19", "tutors", "growth", "2025-11")) == ("A19", "tutors", "students")
