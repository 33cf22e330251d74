"""DXE, the class and community diagnosis, and VH, the home visit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import load

TODAY = date(2025, 10, 20)

SCHOOL: dict[str, Any] = {
    "school": "0199-school",
    "date": "2025-09-10",
    "ciclo": "2025-2026",
    "E01": "inicial",
    "E02": ["observacion_clase", "recorrido"],
    "E03_T": 12,
    "E03_H": 5,
    "E03_M": 7,
    "E04": [{"E04_G": "1", "E04_N": 4}, {"E04_G": "2", "E04_N": 3}, {"E04_G": "4", "E04_N": 5}],
    "E05": 11,
    "E06_G": 1,
    "E06_D": 1,
    "E07": 9,
    "E08": "ambas",
    **{f"E{number:02}": "regular" for number in range(9, 17)},
    "E17": ["libros", "uaa"],
    "E18": 4.5,
    "E19": 18,
    **{f"O{number:02}": 3 for number in range(1, 13)},
    "O14": "Leen con gusto; les cuesta escribir.",
    "M01_F": 30,
    "M01_E": 9,
    "M03": 2,
    "M04": ["sin_servicio_de_salud", "migracion"],
    "M05": "si",
    "M06": [{"M06_Q": "Hospedar al asesor", "M06_R": "APEC", "M06_F": "2025-09-15"}],
    "M07_D": "no",
    "Z1_D": {"name": "Rosa Peña", "mode": "firmo"},
    "Z1_A": {"name": "Ana Ruiz", "mode": "firmo"},
}
VISIT: dict[str, Any] = {
    "school": "0199-school",
    "date": "2025-10-15",
    "ciclo": "2025-2026",
    "family": "0199-mother",
    "students": [{"student": "0199-pupil"}, {"student": "0199-sister"}],
    "present": ["madre", "alumno"],
    "minutes": 40,
    "topics": ["avance", "lectura_en_casa"],
    "commitment": "Leer tres tardes por semana",
    "reading_days": 3,
    "F7": "secundaria",
    "progress": 3,
}


def judged(form: str, answers: dict[str, Any], **changes: Any) -> Checked:
    merged = {code: value for code, value in {**answers, **changes}.items() if value is not None}
    return check(load(form), merged, today=date(2025, 9, 20) if form == "DXE" else TODAY)


def wrong(form: str, answers: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(form, answers, **changes).errors]


def test_a_full_diagnosis_of_the_school_holds() -> None:
    found = judged("DXE", SCHOOL)
    assert found.problems == ()
    assert found.answers == {**SCHOOL, "E04_T": 12}


def test_boys_and_girls_add_up_to_the_enrolment() -> None:
    assert wrong("DXE", SCHOOL, E03_M=6) == [("E03_M", "constraint")]


def test_pupils_by_grade_add_up_to_the_enrolment() -> None:
    assert wrong("DXE", SCHOOL, E04=SCHOOL["E04"][:2]) == [("E04_T", "constraint")]
    assert wrong("DXE", SCHOOL, E04=None)[0] == ("E04", "too_few_rows")
    twice = [{"E04_G": "1", "E04_N": 4}, {"E04_G": "1", "E04_N": 8}]
    assert wrong("DXE", SCHOOL, E04=twice) == [("E04", "constraint")]


@pytest.mark.parametrize("code", ["E05", "E07"])
def test_no_count_of_pupils_passes_the_enrolment(code: str) -> None:
    assert wrong("DXE", SCHOOL, **{code: 12}) == []
    assert wrong("DXE", SCHOOL, **{code: 13}) == [(code, "constraint")]


def test_the_language_of_the_class_is_asked_where_an_indigenous_one_is_spoken() -> None:
    assert wrong("DXE", SCHOOL, E08=None) == [("E08", "required")]
    assert wrong("DXE", SCHOOL, E07=0, E08=None) == []


def test_no_materials_or_no_vulnerability_goes_alone() -> None:
    assert wrong("DXE", SCHOOL, E17=["ninguno"], M04=["ninguna"]) == []
    assert wrong("DXE", SCHOOL, E17=["ninguno", "libros"]) == [("E17", "constraint")]
    assert wrong("DXE", SCHOOL, M04=["ninguna", "otra"]) == [("M04", "constraint")]


def test_minutes_by_activity_do_not_pass_the_minutes_observed() -> None:
    minutes = {"O13_1": 20, "O13_2": 10, "O13_3": 15, "O13_4": 10, "O13_5": 5}
    assert judged("DXE", SCHOOL, O13_O=60, **minutes).answers["O13_T"] == 60
    assert wrong("DXE", SCHOOL, O13_O=60, **minutes) == []
    assert wrong("DXE", SCHOOL, O13_O=59, **minutes) == [("O13_T", "constraint")]


def test_families_with_children_at_the_school_are_among_the_families() -> None:
    assert wrong("DXE", SCHOOL, M01_E=31) == [("M01_E", "constraint")]
    assert wrong("DXE", SCHOOL, M01_F=-8, M01_E=31) == []


def test_at_least_one_starting_agreement_with_who_and_by_when() -> None:
    assert wrong("DXE", SCHOOL, M06=[]) == [("M06", "too_few_rows")]
    row = {"M06_Q": "Hospedar al asesor", "M06_F": "2025-09-01"}
    assert wrong("DXE", SCHOOL, M06=[row]) == [("M06[1].M06_R", "required"), ("M06[1].M06_F", "constraint")]


def test_leadership_is_rated_only_where_somebody_leads() -> None:
    asked = [(f"M07_{number}", "required") for number in (1, 2, 3)]
    assert wrong("DXE", SCHOOL, M07_D="si") == asked
    assert wrong("DXE", SCHOOL, M07_D="si", M07_1=4, M07_2=3, M07_3=-9) == []


def test_a_home_visit_holds() -> None:
    assert judged("VH", VISIT).problems == ()
    assert judged("VH", VISIT).answers == VISIT


def test_a_home_visit_names_family_students_who_was_there_how_long_and_about_what() -> None:
    missing = dict.fromkeys(("family", "students", "present", "minutes", "topics"))
    assert wrong("VH", VISIT, **missing) == [
        ("family", "required"),
        ("students", "too_few_rows"),
        ("present", "required"),
        ("minutes", "required"),
        ("topics", "required"),
    ]


@pytest.mark.parametrize(
    ("code", "fits", "does_not"), [("minutes", 180, 181), ("reading_days", 7, 8), ("progress", 4, 0)]
)
def test_the_numbers_of_a_home_visit_have_their_bounds(code: str, fits: int, does_not: int) -> None:
    assert wrong("VH", VISIT, **{code: fits}) == []
    assert wrong("VH", VISIT, **{code: does_not}) == [(code, "out_of_range")]
