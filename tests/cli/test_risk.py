"""The list of children at risk, and deciding who is focal, as a person and as a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.cli import risk as words
from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import facts, fieldkit


@pytest.fixture
def diagnosed(notebook: Notebook) -> str:
    """The notebook with a teacher and a diagnosis of Itzel that asks for help. Returns the teacher's id."""
    store = Store.open(notebook.home)
    by = str(store.meta("advisor"))
    known = {"first_names": "Marta", "surname": "Ríos"}
    (teacher,) = store.save([make.person(notebook.school, "REG-D", **known)], by=by)
    found = {"L_NIV": "requiere_apoyo", "C_NIV": "requiere_apoyo", "A01": 9, "A03": 3}
    doc = make.doc(
        "DXA",
        {"school": notebook.school, "student": notebook.student, "date": "2025-09-18", "grade": "3", **found},
    )
    edit = Edit("entry", f"s:{notebook.school}", doc)
    store.save([make.membership(notebook.school, teacher.record, "teacher"), edit], by=by)
    store.close()
    return teacher.record


def listed(notebook: Notebook, *more: str) -> Any:
    return facts("student", "risk", "--school", notebook.cct, *more, home=notebook.home, FIELDKIT_NOW=NOW)


def test_a_risk_is_explained_in_words() -> None:
    assert (
        words.words("alto", ("r1", "r3", "r6")) == "riesgo alto: lectura y cálculo requieren apoyo; extraedad"
    )
    assert words.words("medio", ("r2",)) == "riesgo medio: escritura requiere apoyo"
    assert words.words("medio", ("r1", "r2", "r3", "r4")) == (
        "riesgo medio: lectura, escritura, cálculo y velocidad de lectura requieren apoyo"
    )
    assert words.words("bajo", ()) == "riesgo bajo"
    assert words.words("sin_dato", ("r6",)) == "sin dato: falta su diagnóstico; extraedad"


def test_programs_get_each_child_with_its_risk(notebook: Notebook, diagnosed: str) -> None:
    first, second = listed(notebook)
    assert first["id"] == notebook.student
    assert first["name"] == "Itzel Sánchez Peña"
    assert (first["risk"], first["flags"], first["focal"]) == ("alto", ["r1", "r3", "r5"], False)
    assert (second["risk"], second["flags"]) == ("sin_dato", [])


def test_a_person_reads_why_and_what_is_left_to_decide(notebook: Notebook, diagnosed: str) -> None:
    said = fieldkit("alumno", "riesgo", home=notebook.home, FIELDKIT_NOW=NOW)
    assert "riesgo alto: lectura y cálculo requieren apoyo; falta a menudo" in said
    assert "Por confirmar con el docente: 1. Con: fieldkit alumno focal" in said


def test_a_question_mark_tells_the_keys_and_is_no_wrong_answer(
    notebook: Notebook, diagnosed: str, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("alumno", "focal")
    person.answer("¿Es alumno focal?", "")
    person.answer("Motivos", "")
    person.answer("Prioridad", "?")
    assert "no es un número" not in person.asked("1 es lo más urgente", "Prioridad")


def test_deciding_at_the_terminal_takes_an_enter_for_each_question(
    notebook: Notebook, diagnosed: str, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("alumno", "focal")
    person.asked(
        "Quedará como acordado con", "2025-10-20", "Itzel", "riesgo alto", "¿Es alumno focal?", "[sí]"
    )
    person.type()
    person.asked("Motivos", "[Lectura, Matemáticas, Faltas]")
    person.type()
    person.asked("Prioridad", "[1]")
    person.type()
    code, said = person.end()
    assert (code, person.keys) == (0, 3)
    assert "Decisiones guardadas: 1" in said
    (first, _) = listed(notebook)
    assert (first["focal"], first["priority"], first["undecided"]) == (True, 1, False)
    assert first["reasons"] == ["lectura", "matematicas", "faltas"]


def test_filling_in_the_form_itself_tells_the_risk_before_it_asks(
    notebook: Notebook, diagnosed: str, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("llenar", "RIE", "--escuela", notebook.cct, "--alumno", "Itzel")
    person.answer("Fecha")
    person.asked("riesgo alto: lectura y cálculo requieren apoyo", "Docente con quien se acordó")
    person.type("1")
    person.answer("[sí]")
    person.asked("[Lectura, Matemáticas, Faltas]")


def test_no_takes_one_key_and_a_point_ends_it(
    notebook: Notebook, diagnosed: str, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("alumno", "focal", "--todo")
    person.answer("Itzel", "n")
    person.answer("José", ".")
    assert person.end()[0] == 0
    first, second = listed(notebook)
    assert (first["focal"], first["undecided"], first["decided"]) == (False, False, "2025-10-20")
    assert second["decided"] is None


def test_a_school_without_a_teacher_is_told_before_anything_is_asked(
    notebook: Notebook, terminal: Callable[..., Terminal]
) -> None:
    code, said = terminal("alumno", "focal", "--todo").end()
    assert code == 3
    assert "fieldkit docente nuevo" in said


def script(tmp_path: Path, **answers: Any) -> Path:
    file = tmp_path / "focal.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    return file


def test_a_script_decides_on_several_and_the_history_is_kept(
    notebook: Notebook, diagnosed: str, tmp_path: Path
) -> None:
    yes = {"student": "Itzel", "focal": "si", "reasons": ["lectura"], "priority": 1}
    shared = {"school": notebook.cct, "agreed_with": "Marta Ríos"}
    file = script(tmp_path, **shared, date="2025-10-01", children=[yes, {"student": "José", "focal": "no"}])
    said = facts("student", "focal", "--answers", file, home=notebook.home, FIELDKIT_NOW=NOW)
    assert [one["focal"] for one in said["saved"]] == ["si", "no"]
    assert said["saved"][0]["student"] == notebook.student
    file = script(tmp_path, **shared, student="Itzel", focal="no", leaving_reason="alcanzo_nivel")
    facts("student", "focal", "--answers", file, home=notebook.home, FIELDKIT_NOW=NOW)
    (one,) = listed(notebook, "--student", "Itzel")
    assert [(was["date"], was["focal"]) for was in one["history"]] == [
        ("2025-10-01", "si"),
        ("2025-10-20", "no"),
    ]
    assert one["history"][1]["leaving_reason"] == "alcanzo_nivel"


def test_what_is_wrong_in_a_script_is_told_with_the_child_and_nothing_is_saved(
    notebook: Notebook, diagnosed: str, tmp_path: Path
) -> None:
    wrong = {"student": "Itzel", "focal": "si", "priority": 4, "razon": "lectura"}
    children = [{"student": "José", "focal": "no"}, wrong]
    file = script(tmp_path, school=notebook.cct, agreed_with="Marta Ríos", children=children)
    said = facts("student", "focal", "--answers", file, home=notebook.home, code=3, FIELDKIT_NOW=NOW)
    assert {(one["field"], one["code"]) for one in said["problems"]} == {
        ("children[2].reasons", "required"),
        ("children[2].priority", "out_of_range"),
        ("children[2].razon", "unknown_item"),
    }
    assert [one["decided"] for one in listed(notebook)] == [None, None]


def test_children_that_are_no_list_are_told(notebook: Notebook, diagnosed: str, tmp_path: Path) -> None:
    file = script(tmp_path, school=notebook.cct, agreed_with="Marta Ríos", children=3)
    said = facts("student", "focal", "--answers", file, home=notebook.home, code=3, FIELDKIT_NOW=NOW)
    assert [(one["field"], one["code"]) for one in said["problems"]] == [("children", "not_rows")]


def test_without_questions_and_without_answers_it_says_what_to_do(notebook: Notebook) -> None:
    said = facts("student", "focal", home=notebook.home, code=2)
    assert said["error"] == "focal_needs_answers"
    assert "--respuestas" in said["message"]
