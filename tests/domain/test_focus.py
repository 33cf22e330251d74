"""Results of schools over the years, and the rule of focus schools."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.focus import Series, comparable, focus, focus_of, series


def _result(year: int, language: float | None = None, mathematics: float | None = None, **more: Any) -> Entry:
    answers: dict[str, Any] = {
        "cct": "12DPR0001A", "shift": "matutino", "extension": "0", "test": "enlace", "level": "primaria",
        "grade": "todos", "year": year, "tested": 20,
    }  # fmt: skip
    for code, lowest in (("L", language), ("M", mathematics)):
        if lowest is not None:
            answers |= {f"{code}_0": lowest, f"{code}_1": 100 - lowest, f"{code}_2": 0, f"{code}_3": 0}
    doc = {"form": "RES", "version": 1, "state": "finished", "answers": answers | more}
    return Entry(f"id{year}{more}", "a:x", "r", doc)


def _one(*results: Entry) -> Series:
    (found,) = series(results)
    return found


def test_more_than_half_three_years_in_a_row() -> None:
    found = _one(_result(2009, 59, 71), _result(2010, 52, 60), _result(2011, 50.1, 51))
    assert focus(found, 2011) == "yes"


def test_half_exactly_is_not_more_than_half() -> None:
    found = _one(_result(2009, 59, 40), _result(2010, 50.0, 40), _result(2011, 59, 40))
    assert focus(found, 2011) == "no"


def test_a_missing_year_is_not_computable_and_not_no() -> None:
    found = _one(_result(2009, 59, 71), _result(2011, 45, 51))
    assert focus(found, 2011) == "not_computable"


def test_a_year_in_which_nobody_was_tested_is_a_missing_year() -> None:
    """A ministry's file has zeros for a school that was not visited: not 0.0 % at the lowest level."""
    nobody = {f"{subject}_{rank}": 0 for subject in "LM" for rank in range(4)}
    for zeros in ({"tested": 0, **nobody}, {"tested": None, **nobody}, {"tested": 0, "L_0": 100, "M_0": 100}):
        found = _one(_result(2009, 60, 60), _result(2010, 60, 60), _result(2011, 0, 0, **zeros))
        assert found.insufficient("lenguaje", 2011) is None
        assert focus(found, 2011) == "not_computable"
    one_grade = _one(_result(2011, 60, grade="3"), _result(2011, 0, grade="6", tested=0, **nobody))
    assert one_grade.insufficient("lenguaje", 2011) == 60


def test_a_missing_subject_is_not_computable_unless_the_other_decides() -> None:
    found = _one(*(_result(year, 60) for year in (2009, 2010, 2011)))
    assert focus_of(found, "matematicas", 2011) == "not_computable"
    assert focus(found, 2011, "any") == "yes"
    assert focus(found, 2011, "both") == "not_computable"


def test_in_any_subject_or_in_both() -> None:
    found = _one(*(_result(year, 40, 60) for year in (2009, 2010, 2011)))
    assert focus(found, 2011, "any") == "yes"
    assert focus(found, 2011, "both") == "no"


def test_grades_weigh_by_their_pupils() -> None:
    """30 pupils of third at 80 % and 10 of sixth at 40 %: (30·80 + 10·40) / 40 = 70 %."""
    found = _one(_result(2010, 80, grade="3", tested=30), _result(2010, 40, grade="6", tested=10))
    assert found.insufficient("lenguaje", 2010) == 70
    assert found.tested[2010] == 40


def test_the_whole_school_stands_before_its_grades() -> None:
    found = _one(_result(2010, 55), _result(2010, 90, grade="3"))
    assert found.insufficient("lenguaje", 2010) == 55


def test_a_file_that_does_not_say_the_level_is_of_the_level_the_others_say() -> None:
    found = _one(_result(2009, 60, level="no_dice"), _result(2010, 60), _result(2011, 60))
    assert (found.level, focus(found, 2011)) == ("primaria", "yes")
    apart = series(
        [_result(2010, 60), _result(2010, 60, level="secundaria"), _result(2011, 9, level="no_dice")]
    )
    assert [one.level for one in apart] == ["no_dice", "primaria", "secundaria"]


def test_few_tested_are_marked_and_count() -> None:
    found = _one(*(_result(year, 60, 60, under_80="si") for year in (2009, 2010, 2011)))
    assert found.under_80 == {2009, 2010, 2011}
    assert focus(found, 2011) == "yes"


def test_shifts_and_tests_are_apart_and_different_tests_are_not_compared() -> None:
    morning, planea, afternoon = series(
        [_result(2010, 60), _result(2011, 60, shift="vespertino"), _result(2015, 50, test="planea")]
    )
    assert (morning.test, planea.test, afternoon.shift) == ("enlace", "planea", "vespertino")
    assert not comparable(morning, planea)
    assert comparable(morning, morning)
