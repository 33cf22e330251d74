"""SOC, self-esteem and future: two scales, reversed items, and how few answers give no number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import load

TODAY = date(2025, 10, 20)

HEADER = {
    "school": "0199-school",
    "date": "2025-10-06",
    "ciclo": "2025-2026",
    "student": "0199-pupil",
    "application": "inicial",
    "language": "nahuatl",
    "applied_by": "asesor",
    "F7": "bachillerato",
}


def asked(grade: str, esteem: str, future: str, **changes: Any) -> Checked:
    """A sheet with the answers to S1–S8 and F1–F5 as digits; `-` declines (−8)."""
    answers: dict[str, Any] = {**HEADER, "grade": grade}
    answers |= {f"S{place}": digit(sign) for place, sign in enumerate(esteem, 1)}
    answers |= {f"F{place}": digit(sign) for place, sign in enumerate(future, 1)}
    return check(load("SOC"), {**answers, **changes}, today=TODAY)


def digit(sign: str) -> int:
    return -8 if sign == "-" else int(sign)


def kept(checked: Checked, *codes: str) -> list[Any]:
    assert checked.problems == ()
    return [checked.answers.get(code) for code in codes]


@pytest.mark.parametrize(("scale", "grades"), [("C3", "P1 P2 P3 1 2 3"), ("L4", "4 5 6 S1 S2 S3")])
def test_faces_up_to_third_grade_and_agreement_from_fourth(scale: str, grades: str) -> None:
    for grade in grades.split():
        assert asked(grade, "22222222", "22222").answers["scale"] == scale


def test_faces_worked_by_hand() -> None:
    found = asked("2", "33231332", "33333")
    # 3 + 3 + 2 + (4 − 3) + 1 + 3 + (4 − 3) + 2 = 16; mean 2; 100 · (2 − 1) / 2 = 50
    assert kept(found, "S_N", "S_SUM", "S_IND", "S_NIV") == [8, 16, 50, "medio"]
    assert kept(found, "F_N", "F_SUM", "F_IND", "F_NIV") == [5, 15, 100, "alto"]


def test_agreement_worked_by_hand() -> None:
    found = asked("5", "43324314", "21212")
    # 4 + 3 + 3 + (5 − 2) + 4 + 3 + (5 − 1) + 4 = 28; mean 3.5; 100 · (3.5 − 1) / 3 = 83.3
    assert kept(found, "S_SUM", "S_IND", "S_NIV") == [28, 83.3, "alto"]
    # 8 / 5 = 1.6; 100 · 0.6 / 3 = 20
    assert kept(found, "F_SUM", "F_IND", "F_NIV") == [8, 20, "bajo"]


def test_the_lowest_and_highest_answers_make_0_and_100() -> None:
    assert kept(asked("4", "11141141", "11111"), "S_IND", "F_IND") == [0, 0]
    assert kept(asked("4", "44414414", "44444"), "S_IND", "F_IND") == [100, 100]


def test_six_of_eight_and_four_of_five_are_enough() -> None:
    found = asked("2", "33--1331", "3333-")
    # 3 + 3 + 1 + 3 + (4 − 3) + 1 = 12 of 6 answers; mean 2
    assert kept(found, "S_N", "S_SUM", "S_IND") == [6, 12, 50]
    assert kept(found, "F_N", "F_IND") == [4, 100]


def test_fewer_answers_give_no_index_and_no_level() -> None:
    found = asked("2", "33--133-", "333--")
    assert kept(found, "S_N", "S_IND", "S_NIV", "F_N", "F_IND", "F_NIV") == [5, None, None, 3, None, None]


def test_the_bands_begin_at_40_and_70() -> None:
    # with four answers of 1–3 the index is 12.5 · (sum − 4); with five, 10 · (sum − 5)
    assert kept(asked("2", "22222222", "22221"), "F_IND", "F_NIV") == [40, "medio"]
    assert kept(asked("2", "22222222", "33222"), "F_IND", "F_NIV") == [70, "alto"]
    assert kept(asked("2", "22222222", "2211-"), "F_IND", "F_NIV") == [25, "bajo"]


def test_a_4_does_not_exist_with_faces() -> None:
    found = asked("3", "42222222", "22222")
    assert [(problem.field, problem.code) for problem in found.errors] == [("S1", "constraint")]


def test_not_given_closes_with_its_reason() -> None:
    begun = {code: HEADER[code] for code in ("school", "date", "student", "application")}
    sheet = {**begun, "grade": "4", "not_applied": "si", "not_applied_reason": "no_habla_la_lengua"}
    assert check(load("SOC"), sheet, today=TODAY).problems == ()
