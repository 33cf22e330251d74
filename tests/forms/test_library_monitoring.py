"""FS, the monitoring sheet: a normal day, a visit not made, and what it refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import Checked, check, checker
from fieldkit.forms.form import load

TODAY = date(2025, 10, 20)
OBSERVATION = {f"O{number:02}": 3 for number in range(1, 13)}


def normal_day(**changes: Any) -> dict[str, Any]:
    """A day in the community with one pupil, nothing open from before."""
    answers: dict[str, Any] = {
        "school": "0199-school",
        "date": "2025-10-20",
        "ciclo": "2025-2026",
        "enrolment": 12,
        "open_agreements": 0,
        "open_recommendations": 0,
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": "08:00",
        "V03_B": "15:30",
        "V05": "Tutoría de lectura",
        "V07_C": "si",
        "V07_H": 5,
        "V07_M": 6,
        "VA": [
            {
                "VA1": "0199-pupil",
                "VA2": "lectura",
                "VA3": 40,
                "VA4": "El conejo en la luna",
                "VA5": 3,
                "VA6": "Leer por frases, no por sílabas",
                "VA7": "Miré el dibujo y luego la palabra",
                "VA8": 3,
            }
        ],
        "VD1": "no",
        "VF4_H": "si",
        "VF4_C": 3,
        "VF4_F": "0199-relative",
        "VZ1": "no",
        "VZ4": "2025-10-21",
        "VZ5": {"name": "Rosa Peña", "mode": "firmo"},
    }
    return {code: value for code, value in {**answers, **changes}.items() if value is not None}


def judged(**changes: Any) -> Checked:
    return check(load("FS"), normal_day(**changes), today=TODAY)


def wrong(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(**changes).errors]


def test_a_normal_day_is_complete_without_a_single_remark() -> None:
    assert judged().problems == ()
    assert judged().answers == normal_day()


def test_a_visit_not_made_asks_only_why_what_for_and_when_next() -> None:
    sheet = {
        "school": "0199-school",
        "date": "2025-10-20",
        "V01": "no_realizada",
        "V02": "asesor",
        "V04": "camino",
        "V05": "Tutoría de lectura",
        "VZ4": "2025-10-27",
    }
    assert check(load("FS"), sheet, today=TODAY).problems == ()
    missing = check(load("FS"), {"V01": "no_realizada"}, today=TODAY).errors
    assert [problem.field for problem in missing] == ["school", "date", "V02", "V04", "V05", "VZ4"]


def test_nothing_is_said_of_open_agreements_that_a_visit_not_made_was_never_asked_about() -> None:
    sheet = {
        "school": "0199-school",
        "date": "2025-10-20",
        "V01": "no_realizada",
        "V02": "asesor",
        "V04": "camino",
        "V05": "Tutoría de lectura",
        "VZ4": "2025-10-27",
        "open_agreements": 1,
        "V06": [{"V06_A": "0199-sheet.1", "V06_T": "Traer libros"}],
    }
    assert check(load("FS"), sheet, today=TODAY).problems == ()
    sheet["V06"] = [{"V06_A": "0199-sheet.1", "V06_T": "Traer libros", "V06_S": "cumplido"}]
    assert [problem.code for problem in check(load("FS"), sheet, today=TODAY).warnings] == ["not_relevant"]


def test_the_reason_does_not_belong_to_a_visit_that_was_made() -> None:
    checked = judged(V04="clima")
    assert checked.complete
    assert [(problem.field, problem.code) for problem in checked.warnings] == [("V04", "not_relevant")]


def test_what_a_day_needs_is_named_all_at_once() -> None:
    missing = check(load("FS"), {"V01": "jornada"}, today=TODAY).errors
    assert {problem.code for problem in missing} == {"required"}
    named = " ".join(problem.field for problem in missing)
    assert named == "school date V02 V03_A V03_B V05 V07_H V07_M VD1 VF4_H VF4_C VZ1 VZ4 VZ5"


def odd(**changes: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in judged(**changes).warnings]


def test_more_pupils_present_than_the_notebook_has_enrolled_are_only_pointed_out_with_the_number() -> None:
    assert wrong(V07_H=13, V07_M=0) == wrong(V07_H=7, V07_M=6) == []
    assert odd(V07_H=6, V07_M=6) == []
    assert odd(V07_H=7, V07_M=6) == [("V07_M", "warning")]
    assert odd(V07_H=13, V07_M=0)[0] == ("V07_H", "warning")
    assert odd(V07_H=30, V07_M=30, enrolment=None) == []
    assert odd(V07_H=-9, V07_M=-9) == []


def test_the_number_enrolled_is_said_of_each_sheet_of_many() -> None:
    many = checker(load("FS"))
    for judge in (lambda sheet: check(load("FS"), sheet, today=TODAY), lambda sheet: many(sheet, TODAY)):
        for enrolled in (1, 3):
            (said,) = judge(normal_day(V07_H=0, V07_M=6, enrolment=enrolled)).warnings
            assert f"({enrolled})" in said.facts["message"]["es"] and "${" not in said.facts["message"]["en"]


def test_without_class_nobody_is_counted() -> None:
    assert wrong(V07_C="no", V07_H=None, V07_M=None) == []
    assert wrong(V07_H=None, V07_M=None) == [("V07_H", "required"), ("V07_M", "required")]


def test_the_visit_ends_after_it_began() -> None:
    assert wrong(V03_B="08:00") == [("V03_B", "constraint")]
    assert wrong(V03_A="09:00", V03_B="10:00") == []


def test_agreements_still_open_are_reviewed_one_by_one() -> None:
    rows = [
        {"V06_A": "0199-a#VZ3[1]", "V06_T": "Traer los libros", "V06_S": "cumplido"},
        {"V06_A": "0199-a#VZ3[2]", "V06_T": "Arreglar la puerta"},
    ]
    assert wrong(open_agreements=2, V06=rows) == [("V06[2].V06_S", "required")]
    rows[1]["V06_S"] = "en_proceso"
    kept = judged(open_agreements=2, V06=rows)
    assert kept.problems == ()
    assert kept.answers["V06"] == rows


def test_open_agreements_are_asked_before_anything_about_this_visit() -> None:
    asked = [code for code, item in load("FS").items.items() if item.asked]
    assert asked[:4] == ["school", "date", "V01", "V06_S"]


def test_open_recommendations_are_followed_up() -> None:
    row = {"VD3_A": "0199-a#VD2[1]", "VD3_T": "Leer en voz alta a diario"}
    assert wrong(open_recommendations=1, VD3=[row]) == [("VD3[1].VD3_S", "required")]
    assert wrong(open_recommendations=1, VD3=[{**row, "VD3_S": "adoptada"}]) == []


def test_every_pupil_attended_has_subject_minutes_exercise_result_and_feedback() -> None:
    assert wrong(VA=[{"VA1": "0199-pupil"}]) == [
        (f"VA[1].{code}", "required") for code in ("VA2", "VA3", "VA4", "VA5", "VA6")
    ]


@pytest.mark.parametrize(("minutes", "fits"), [(4, False), (5, True), (180, True), (181, False)])
def test_a_tutoring_session_lasts_from_5_to_180_minutes(minutes: int, fits: bool) -> None:
    row = {**normal_day()["VA"][0], "VA3": minutes}
    assert wrong(VA=[row]) == ([] if fits else [("VA[1].VA3", "out_of_range")])


def test_observing_class_asks_for_the_twelve_points() -> None:
    assert wrong(VD1="si", **OBSERVATION) == []
    assert wrong(VD1="si", **{**OBSERVATION, "O06": -9}) == []
    assert [field for field, _ in wrong(VD1="si")] == sorted(OBSERVATION)
    assert wrong(VD1="si", **{**OBSERVATION, "O06": 5}) == [("O06", "out_of_range")]


def test_a_recommendation_has_a_date_that_is_not_before_the_visit() -> None:
    assert wrong(VD2=[{"VD2_T": "Leer a diario", "VD2_F": "2025-10-20"}]) == []
    assert wrong(VD2=[{"VD2_T": "Leer a diario", "VD2_F": "2025-10-19"}]) == [("VD2[1].VD2_F", "constraint")]


def test_a_new_agreement_says_what_who_and_by_when() -> None:
    assert wrong(VZ3=[{"VZ3_Q": "Limpiar la cancha", "VZ3_R": "APEC", "VZ3_F": "2025-11-03"}]) == []
    assert wrong(VZ3=[{"VZ3_Q": "Limpiar la cancha", "VZ3_F": "2025-10-01"}]) == [
        ("VZ3[1].VZ3_R", "required"),
        ("VZ3[1].VZ3_F", "constraint"),
    ]


def test_who_lodged_or_fed_the_advisor_is_asked_only_when_somebody_did() -> None:
    assert wrong(VF4_F=None) == [("VF4_F", "required")]
    assert wrong(VF4_H="no", VF4_C=1, VF4_F=None) == [("VF4_F", "required")]
    assert wrong(VF4_H="no", VF4_C=0, VF4_F=None) == []


def test_the_counterpart_and_the_signature_belong_to_a_day_in_the_community() -> None:
    assert wrong(V01="supervision", VF4_H=None, VF4_C=None, VF4_F=None, VZ5=None) == []


def test_a_recreational_activity_says_which_for_how_many_and_how_long() -> None:
    assert [field for field, _ in wrong(VZ1="si")] == ["VZ1_T", "VZ1_P", "VZ1_M"]
    assert wrong(VZ1="si", VZ1_T="Lotería", VZ1_P=11, VZ1_M=30) == []


def test_the_next_visit_is_not_before_this_one() -> None:
    assert wrong(VZ4="2025-10-20") == []
    assert wrong(VZ4="2025-10-19") == [("VZ4", "constraint")]


@pytest.mark.parametrize("level", ["asesor", "escolar", "regional", "estatal", "nacional"])
def test_whoever_visits_says_when_somebody_comes_again_or_that_it_is_not_known(level: str) -> None:
    assert wrong(V02=level, VZ4=None) == [("VZ4", "required")]
    assert wrong(V02=level, VZ4=-8) == []


def test_a_future_date_is_refused_and_an_old_one_only_pointed_out() -> None:
    assert wrong(date="2025-10-21") == [("date", "future_date")]
    old = judged(date="2025-09-19")
    assert old.complete
    assert [(problem.field, problem.code) for problem in old.warnings] == [("date", "old_date")]
    assert judged(date="2025-09-20").problems == ()


def test_a_child_protection_incident_is_not_told_here_and_it_is_said_to_whom() -> None:
    hint = load("FS").items["VZ2_P"].hint("es")
    assert "no lo cuente aquí" in hint and "coordinación" in hint
    assert judged(VZ2_P="si").complete


def test_a_visit_before_dawn_and_a_game_of_one_minute_are_pointed_out() -> None:
    told = {"V01": "jornada", "V03_A": "01:00", "VZ1": "si", "VZ1_M": 1}
    found = check(load("FS"), told, today=date(2025, 10, 20)).warnings
    assert {"V03_A", "VZ1_M"} <= {one.field for one in found}
    sound = {**told, "V03_A": "05:00", "VZ1_M": -9}
    found = check(load("FS"), sound, today=date(2025, 10, 20)).warnings
    assert not {"V03_A", "VZ1_M"} & {one.field for one in found}
