"""A07–A12: what was measured of each child before and after, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.reports.annual_measures import a07, a08, a09, a12
from fieldkit.reports.annual_wellbeing import a10, a11
from fieldkit.reports.figure import Change, Count, Ratio
from fieldkit.reports.period import school_year
from tests import make
from tests.reports.conftest import Place

YEAR = school_year("2025-2026")
DAYS = {"inicial": "2025-09-20", "final": "2026-06-20"}


def given(place: Place, child: str, form: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """A child's sheets of a form at the start and at the end of the year."""
    for application, answers in (("inicial", before), ("final", after)):
        found = {"student": child, "application": application, **answers}
        place.sheet(form, DAYS[application], **found)


def test_comprehension_is_a_mean_and_the_share_that_understands_the_whole(place: Place) -> None:
    """40 and 60 % right → 80 and 60 %: means 50 → 70. Understands the whole: 0 of 2 → 1 of 2."""
    given(place, place.child("a"), "DXA", {"L_COM": 40, "L06": 1}, {"L_COM": 80, "L06": 3})
    given(place, place.child("b"), "DXA", {"L_COM": 60, "L06": 2}, {"L_COM": 60, "L06": 2})
    found = a07(place.facts(), YEAR).parts
    assert found["value"] == Change(Ratio(100, 2, "mean"), Ratio(140, 2, "mean"))
    assert found["value"].difference == 20
    assert found["overall"]["value"] == Change(Ratio(0, 2), Ratio(1, 2))


def test_an_answer_that_is_missing_by_its_code_is_no_number(place: Place) -> None:
    """−9 (not observed) in L06 leaves the child out; it never counts as a mark under 3."""
    given(place, place.child(), "DXA", {"L_COM": 40, "L06": -9}, {"L_COM": 80, "L06": 3})
    assert a07(place.facts(), YEAR).parts["overall"]["value"] == Change(Ratio(), Ratio())
    assert a07(place.facts(), YEAR).parts["overall"]["all"] == Change(Ratio(), Ratio(1, 1))


def timed(words: int, seconds: int, level: str) -> dict[str, Any]:
    """What a child read, and how fast, as the sheet rounds it."""
    return {"L11": words, "L12": seconds, "L_PPM": round(60 * words / seconds), "L_VEL": level}


def test_speed_is_a_mean_and_the_share_at_the_standard_or_above(place: Place) -> None:
    """50 and 90 words → 70 and 110: means 70 → 90. At the standard or above: 1 of 2 → 2 of 2."""
    given(place, place.child("a"), "DXA", timed(50, 60, "se_acerca"), timed(70, 60, "estandar"))
    given(place, place.child("b"), "DXA", timed(90, 60, "estandar"), timed(110, 60, "avanzado"))
    found = a08(place.facts(), YEAR).parts
    assert (found["value"].before.value, found["value"].after.value) == (70, 90)
    assert found["standard"]["value"] == Change(Ratio(1, 2), Ratio(2, 2))


def test_the_mean_speed_is_of_words_and_seconds_not_of_rounded_words_per_minute(place: Place) -> None:
    """50 words in 60 and 57 seconds → in 59 and 58: 50 and 52.63, mean 51.32 → 50.85 and 51.72, mean 51.29.
    Of the rounded ones, 50, 53, 51 and 52, both means would be 51.5."""
    given(place, place.child("a"), "DXA", timed(50, 60, "estandar"), timed(50, 59, "estandar"))
    given(place, place.child("b"), "DXA", timed(50, 57, "estandar"), timed(50, 58, "estandar"))
    found = a08(place.facts(), YEAR).parts["value"]
    assert found.before.value == pytest.approx((50 + 3000 / 57) / 2)
    assert found.after.value == pytest.approx((3000 / 59 + 3000 / 58) / 2)


def test_sisat_is_the_share_at_each_level_of_those_with_one(place: Place) -> None:
    """Reading: needs support 2 of 3 → 1 of 3, −33.3 pp. Writing of one child only: 1 of 1 → 0 of 1."""
    levels = [("requiere_apoyo", "esperado"), ("requiere_apoyo", "requiere_apoyo"), ("esperado", "esperado")]
    for number, (before, after) in enumerate(levels):
        writing = ({"T_NIV": "requiere_apoyo"}, {"T_NIV": "en_desarrollo"}) if number == 0 else ({}, {})
        child = place.child(f"n{number}")
        given(place, child, "DXA", {"L_NIV": before, **writing[0]}, {"L_NIV": after, **writing[1]})
    found = a09(place.facts(), YEAR).parts
    support = found["lectura"]["requiere_apoyo"]["value"]
    assert support == Change(Ratio(2, 3), Ratio(1, 3))
    assert support.difference == pytest.approx(-100 / 3)
    assert found["lectura"]["en_desarrollo"]["value"] == Change(Ratio(0, 3), Ratio(0, 3))
    assert found["escritura"]["requiere_apoyo"]["value"] == Change(Ratio(1, 1), Ratio(0, 1))
    assert found["calculo"]["requiere_apoyo"]["value"] == Change(Ratio(), Ratio())


def test_habits_are_the_mean_of_each_child_and_then_of_the_children(place: Place) -> None:
    """Before 1, 1, 2, 2, 4 (mean 2); after 3, 3 and three not observed (mean 3): 2 → 3, and not 2 → 6/5."""
    before = {f"A04_{item}": mark for item, mark in enumerate((1, 1, 2, 2, 4), 1)}
    after = {f"A04_{item}": mark for item, mark in enumerate((3, 3, -9, -9, -9), 1)}
    given(place, place.child(), "DXA", before, after)
    assert a12(place.facts(), YEAR).parts["value"] == Change(Ratio(2, 1, "mean"), Ratio(3, 1, "mean"))


def felt(index: float, level: str, scale: str = "L4", **more: Any) -> dict[str, Any]:
    """What a child answered about itself (SOC): ten answers of each scale, of which the index follows."""
    most = 3 if scale == "C3" else 4
    kept = {"IND": index, "N": 10, "SUM": 10 + 10 * (most - 1) * index / 100, "NIV": level}
    found = {f"{of}_{code}": value for of in "SF" for code, value in kept.items()}
    return {**found, "scale": scale, "scale_max": most, **more}


def answered(added: int, answers: int, index: float) -> dict[str, Any]:
    """Sums on the scale of three faces, and the index as the sheet rounds it."""
    kept = {"IND": index, "N": answers, "SUM": added, "NIV": "medio"}
    return {**{f"{of}_{code}": value for of in "SF" for code, value in kept.items()}, "scale_max": 3}


def test_the_mean_of_an_index_is_of_what_was_answered_not_of_rounded_numbers(place: Place) -> None:
    """Two children, six answers each on three faces: sums 15 and 15 → 14 and 12. Indices 100·(15 − 6)/12 = 75
    and 75 → 66.67 and 50: means 75 → 58.33, −16.67. Of the rounded ones it would be 58.35, shown as 58.4.
    """
    given(place, place.child("a"), "SOC", answered(15, 6, 75), answered(14, 6, 66.7))
    given(place, place.child("b"), "SOC", answered(15, 6, 75), answered(12, 6, 50))
    for count in (a10, a11):
        found = count(place.facts(), YEAR).parts["value"]
        assert found.after.value == pytest.approx(175 / 3)
        assert found.difference == pytest.approx(-50 / 3)


def test_self_esteem_is_told_of_the_same_children_on_the_same_scale(place: Place) -> None:
    """30 → 50 and 60 → 80: means 45 → 65, low 1 of 2 → 0 of 2. A third child changed from faces to the
    scale of four when it passed to fourth grade: left out, 1 of the 3 who answered twice.
    """
    given(place, place.child("a"), "SOC", felt(30, "bajo"), felt(50, "medio"))
    given(place, place.child("b"), "SOC", felt(60, "medio"), felt(80, "alto"))
    given(place, place.child("c"), "SOC", felt(20, "bajo", "C3"), felt(90, "alto", "L4"))
    found = a10(place.facts(), YEAR)
    assert found.parts["value"] == Change(Ratio(90, 2, "mean"), Ratio(130, 2, "mean"))
    assert found.parts["low"] == Change(Ratio(1, 2), Ratio(0, 2))
    assert found.parts["left_out"] == Count(1, 3)
    assert found.notes == ("other_scale",)


def test_another_version_of_the_form_is_another_scale(place: Place) -> None:
    child = place.child()
    place.sheet("SOC", DAYS["inicial"], student=child, application="inicial", **felt(30, "bajo"))
    answers = {"school": place.school, "date": DAYS["final"], "student": child, "application": "final"}
    doc = {**make.doc("SOC", {**answers, **felt(90, "alto")}), "version": 2}
    place.store.save([Edit("entry", f"s:{place.school}", doc)], by=place.by)
    for found in (a10(place.facts(), YEAR), a11(place.facts(), YEAR)):
        assert found.parts["value"] == Change(Ratio(0, 0, "mean"), Ratio(0, 0, "mean"))
        assert found.parts["left_out"] == Count(1, 1)


def test_how_far_a_child_wants_to_study_needs_no_scale(place: Place) -> None:
    """Secondary → upper secondary; university → does not know: 1 of 2 → 1 of 2, whatever the scale.

    −8 (did not answer) is no answer, and leaves a third child out.
    """
    given(
        place,
        place.child("a"),
        "SOC",
        felt(30, "bajo", "C3", F7="secundaria"),
        felt(30, "bajo", F7="bachillerato"),
    )
    given(place, place.child("b"), "SOC", felt(30, "bajo", F7="universidad"), felt(30, "bajo", F7="no_se"))
    given(place, place.child("c"), "SOC", felt(30, "bajo", F7=-8), felt(30, "bajo", F7="universidad"))
    found = a11(place.facts(), YEAR)
    assert found.parts["further"] == Change(Ratio(1, 2), Ratio(1, 2))
    assert found.parts["left_out"] == Count(1, 3)


def test_without_sheets_there_are_no_numbers(place: Place) -> None:
    for count in (a07, a08, a10, a11, a12):
        value = count(place.facts(), YEAR).parts["value"]
        assert (value.before.value, value.after.value, value.difference) == (None, None, None)
