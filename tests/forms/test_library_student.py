"""DXA, the student diagnosis: what each band asks, and totals and levels worked out by hand."""

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
    "language": "espanol",
    "applied_by": "asesor",
}
EVERYONE = {"A01": 2, "A02": ["lectura"], "A03": 3, "A05": "Los animales", "A06": "Le gusta leer en voz alta"}
HABITS = {f"A04_{number}": 3 for number in range(1, 6)}
READING = {"L01": 3, "L02": 3, "L03": 2, "L04": 2, "L05": 3, "L06": 3}  # 16: esperado
WRITING = {"T01": 2, "T02": 2, "T03": 1, "T04": 2, "T05": 1, "T06": 2}  # 10: en desarrollo
SPEED = {"L10": "LEN-4-001", "L11": 92, "L12": 60}
COMPREHENSION = {"L13": 1, "L14": 1, "L15": 0, "L16": 1, "L17": 1}  # 80 %
ARITHMETIC = {f"C{number:02}": "I" for number in range(1, 7)} | {
    "C07": "IV",
    "C08": "IV",
    "C09": "0",
    "C10": "0",
}  # 8 right, 6 of them without aid
NUMBER = {"N01": 40, "N02": 2, "N03": 2, "N04": 1, "N05": 1, "N06": 1}  # 7 points
OLDER = {**HEADER, **EVERYONE, **HABITS, **READING, **WRITING, **SPEED, **COMPREHENSION, **ARITHMETIC}
YOUNGEST = {**HEADER, **EVERYONE, **NUMBER, "P01": "silabico"}


def diagnosed(answers: dict[str, Any], grade: str, **changes: Any) -> Checked:
    return check(load("DXA"), {**answers, "grade": grade, **changes}, today=TODAY)


def wrong(answers: dict[str, Any], grade: str, **changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in diagnosed(answers, grade, **changes).errors]


def kept(checked: Checked, *codes: str) -> list[Any]:
    assert checked.problems == ()
    return [checked.answers.get(code) for code in codes]


@pytest.mark.parametrize(
    ("band", "grades"), [("B1", "P3 1"), ("B2", "2 3"), ("B3", "4 5 6"), ("B4", "S1 S2 S3")]
)
def test_the_grade_chooses_the_band(band: str, grades: str) -> None:
    for grade in grades.split():
        assert diagnosed(HEADER, grade).answers["band"] == band


def test_band_1_early_number_and_writing_stage() -> None:
    found = diagnosed(YOUNGEST, "1")
    assert kept(found, "N_TOT", "N_NIV", "MAT_NIV") == [7, "en_desarrollo", "elemental"]
    assert kept(found, "L_TOT", "T_TOT", "C_TOT", "LEN_NIV") == [None] * 4


@pytest.mark.parametrize(
    ("last", "level", "programme"),
    [
        ((0, 0, 0, 2, 2), "requiere_apoyo", "insuficiente"),
        ((2, 2, 1, 0, 0), "en_desarrollo", "elemental"),
        ((2, 2, 2, 1, 1), "esperado", "bueno"),
        ((2, 2, 2, 2, 2), "esperado", "excelente"),
    ],
)
def test_band_1_levels_at_4_5_8_and_10_points(last: tuple[int, ...], level: str, programme: str) -> None:
    points = {f"N0{place}": value for place, value in enumerate(last, 2)}
    assert kept(diagnosed({**YOUNGEST, **points}, "P3"), "N_NIV", "MAT_NIV") == [level, programme]


def test_first_graders_read_against_the_clock_from_the_second_application() -> None:
    assert wrong(YOUNGEST, "1", application="media") == [("L11", "required"), ("L12", "required")]
    found = diagnosed(YOUNGEST, "1", application="media", L11=30, L12=60)
    assert kept(found, "L_PPM", "L_VEL") == [30, "se_acerca"]
    assert wrong(YOUNGEST, "P3", application="media") == []


def test_band_2_asks_for_the_writing_stage_only_while_it_is_not_alphabetic() -> None:
    second = {code: value for code, value in OLDER.items() if not code.startswith("A04")} | HABITS
    assert wrong(second, "2") == [("alphabetic", "required")]
    assert wrong(second, "2", alphabetic="si") == []
    assert wrong(second, "2", alphabetic="no") == [("P01", "required")]
    assert wrong(second, "2", alphabetic="no", P01="silabico_alfabetico") == []


def test_band_3_worked_by_hand() -> None:
    found = diagnosed(OLDER, "4")
    assert kept(found, "L_TOT", "L_NIV") == [16, "esperado"]
    assert kept(found, "T_TOT", "T_NIV") == [10, "en_desarrollo"]
    assert kept(found, "L_PPM", "L_VEL") == [92, "se_acerca"]
    assert kept(found, "L_COM", "L_CNIV") == [80, "esperado"]
    assert kept(found, "C_TOT", "C_SIN", "C_NIV", "MAT_NIV") == [8, 6, "esperado", "bueno"]
    # points 3, 2 and 3: mean 2.67, under 2.75
    assert kept(found, "LEN_N", "LEN_P", "LEN_NIV") == [3, pytest.approx(8 / 3), "bueno"]


def test_band_4_judges_speed_by_its_own_grade() -> None:
    found = diagnosed(OLDER, "S1", L11=150, L12=65)
    # 60 · 150 / 65 = 138.46
    assert kept(found, "band", "L_PPM", "L_VEL") == ["B4", 138, "estandar"]


def test_words_a_minute_use_the_true_seconds_and_round_halves_up() -> None:
    assert kept(diagnosed(OLDER, "2", alphabetic="si", L11=33, L12=120), "L_PPM") == [17]
    assert kept(diagnosed(OLDER, "2", alphabetic="si", L11=60, L12=40), "L_PPM", "L_VEL") == [90, "avanzado"]


def test_a_component_not_observed_leaves_no_total_and_no_level() -> None:
    found = diagnosed(OLDER, "5", L03=-9)
    assert kept(found, "L03", "L_TOT", "L_NIV") == [-9, None, None]
    # points 2 and 3 remain: mean 2.5
    assert kept(found, "LEN_N", "LEN_P", "LEN_NIV") == [2, 2.5, "bueno"]


def test_a_mental_question_not_put_leaves_no_total() -> None:
    found = diagnosed(OLDER, "6", C10=-9)
    assert kept(found, "C_TOT", "C_SIN", "C_NIV", "MAT_NIV") == [None] * 4


@pytest.mark.parametrize(
    ("right", "level", "programme"),
    [
        (0, "requiere_apoyo", "insuficiente"),
        (4, "requiere_apoyo", "insuficiente"),
        (5, "en_desarrollo", "elemental"),
        (7, "en_desarrollo", "elemental"),
        (8, "esperado", "bueno"),
        (9, "esperado", "bueno"),
        (10, "esperado", "excelente"),
    ],
)
def test_mental_arithmetic_at_every_cut(right: int, level: str, programme: str) -> None:
    answers = {f"C{place:02}": "IV" if place <= right else "0" for place in range(1, 11)}
    found = diagnosed({**OLDER, **answers}, "6")
    assert kept(found, "C_TOT", "C_SIN", "C_NIV", "MAT_NIV") == [right, 0, level, programme]


@pytest.mark.parametrize(
    ("reading", "writing", "understood", "level"),
    [
        (6, 6, 1, "insuficiente"),  # 1 1 1
        (10, 6, 1, "insuficiente"),  # 2 1 1: 1.33
        (10, 10, 1, "elemental"),  # 2 2 1: 1.67
        (10, 10, 3, "elemental"),  # 2 2 2
        (15, 10, 3, "bueno"),  # 3 2 2: 2.33
        (18, 18, 4, "excelente"),  # 3 3 3
    ],
)
def test_the_programme_level_of_language(reading: int, writing: int, understood: int, level: str) -> None:
    answers = {
        **components("L", reading),
        **components("T", writing),
        **{f"L{place}": int(place - 13 < understood) for place in range(13, 18)},
    }
    assert kept(diagnosed({**OLDER, **answers}, "4"), "LEN_NIV") == [level]


def components(letter: str, total: int) -> dict[str, int]:
    """Six components of 1 to 3 points with that total."""
    return {f"{letter}0{place}": 1 + min(2, max(0, total - 6 - 2 * (place - 1))) for place in range(1, 7)}


def test_a_diagnosis_not_given_closes_with_its_reason_alone() -> None:
    begun = {code: HEADER[code] for code in ("school", "date", "student", "application")}
    assert wrong(begun, "4", not_applied="si") == [("not_applied_reason", "required")]
    closed = diagnosed(begun, "4", not_applied="si", not_applied_reason="ausente")
    assert closed.problems == ()
    assert "LEN_NIV" not in closed.answers


def test_no_difficulty_goes_alone() -> None:
    assert wrong(OLDER, "4", A02=["ninguna"]) == []
    assert wrong(OLDER, "4", A02=["ninguna", "lectura"]) == [("A02", "constraint")]


def test_a_child_may_decline_any_question() -> None:
    declined = dict.fromkeys((*READING, *WRITING, *COMPREHENSION, "L11", "L12", "A05"), -8)
    assert wrong({**OLDER, **declined}, "4") == []


def test_falling_back_in_writing_is_asked_to_be_confirmed() -> None:
    found = diagnosed(YOUNGEST, "1", previous_stage="alfabetico")
    assert found.complete
    assert [problem.field for problem in found.warnings] == ["P01"]
    assert diagnosed(YOUNGEST, "1", previous_stage="presilabico").problems == ()


def test_without_a_grade_the_sheet_says_that_the_bands_cannot_be_asked() -> None:
    found = check(load("DXA"), {**HEADER, **EVERYONE}, today=TODAY)
    assert found.complete
    assert [problem.field for problem in found.warnings] == ["student"]
