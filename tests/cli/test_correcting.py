"""Correcting what is registered, and taking it back, at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldkit.domain.change import Edit
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal, save
from tests.cli.test_registers import SCHOOL, STUDENT, written
from tests.cli.visit import Write
from tests.house.commands import facts, fieldkit


def test_a_correction_of_a_grade_goes_to_what_the_student_is_at_the_school(notebook: Notebook) -> None:
    words = ("student", "correct", notebook.student, "--set", "grado=4", "--set", "nombre(s)=Itzel Ana")
    facts(*words, "--reason", "pasó de grado", home=notebook.home, FIELDKIT_NOW=NOW)
    (row,) = (row for row in facts("student", "list", home=notebook.home) if row["id"] == notebook.student)
    assert (row["grade"], row["first_names"]) == ("4", "Itzel Ana")


def test_correcting_takes_a_reason_and_something_to_change(notebook: Notebook) -> None:
    words = ("school", "correct", notebook.cct)
    assert facts(*words, "--set", "name=X", home=notebook.home, code=2)["error"] == "reason_needed"
    assert facts(*words, "--reason", "x", home=notebook.home, code=2)["error"] == "nothing_given"
    bad = facts(*words, "--reason", "x", "--set", "name", home=notebook.home, code=2)
    assert bad["error"] == "not_a_pair"


@pytest.mark.parametrize(
    ("noun", "given", "form", "near"),
    [
        ("alumno", "apelido=Vega", "REG-A", "Primer apellido"),
        ("escuela", "comunidades=Tlapa", "REG-E", "Comunidad"),
        ("escuela", "zzz=1", "REG-E", ""),
    ],
)
def test_a_correction_of_what_the_form_does_not_ask_is_refused_with_the_nearest_question(
    notebook: Notebook, noun: str, given: str, form: str, near: str
) -> None:
    which = notebook.student if noun == "alumno" else notebook.cct
    words = (noun, "corregir", which, "--pon", given, "--motivo", "x")
    said = facts(*words, home=notebook.home, code=2)
    name = given.partition("=")[0]
    assert f"No hay un dato «{name}»" in said["message"]
    assert (f"¿Quiso decir «{near}»?" in said["message"]) == bool(near)
    assert said["message"].endswith(f"Véalos con: fieldkit formulario ver {form}")
    assert facts(noun, "ver", which, home=notebook.home)["state"] == "finished"


def test_a_correction_that_changes_nothing_says_so_and_saves_nothing(notebook: Notebook) -> None:
    words = ("alumno", "corregir", notebook.student, "--pon", "primer apellido=Sánchez", "--motivo", "x")
    assert "No cambió nada: Itzel Sánchez" in fieldkit(*words, home=notebook.home)
    assert facts(*words, home=notebook.home)["changed"] is False
    told = facts("history", notebook.student, home=notebook.home)
    assert [(step["kind"], step["state"]) for step in told] == [
        ("person", "finished"),
        ("membership", "finished"),
    ]


def test_a_wrong_correction_changes_nothing_and_keeps_no_draft(notebook: Notebook) -> None:
    words = ("school", "correct", notebook.cct, "--reason", "x", "--set", "level=universidad")
    said = facts(*words, home=notebook.home, code=3)
    assert {"not_a_choice"} == {one["code"] for one in said["problems"] if one["field"] == "level"}
    assert facts("school", "show", notebook.cct, home=notebook.home)["answers"]["level"] == "primaria"
    assert facts("draft", "list", home=notebook.home) == []


def test_the_reason_is_asked_for_at_a_terminal(terminal: Callable[..., Terminal], notebook: Notebook) -> None:
    asked = terminal("escuela", "anular", notebook.cct)
    asked.answer("(s/N)", "s")
    asked.answer("¿Por qué el cambio?", "cerró")
    code, said = asked.end()
    assert (code, "Anulado: La Ciénega" in said) == (0, True)


def test_a_record_is_corrected_question_by_question(
    terminal: Callable[..., Terminal], notebook: Notebook
) -> None:
    asked = terminal("escuela", "corregir", notebook.cct)
    asked.answer("¿Qué pregunta se corrige?", "comunidad")
    asked.asked("Comunidad", "[La Ciénega]")
    asked.type("La Ciénega Alta")
    asked.answer("¿Qué pregunta se corrige?", "signal")
    asked.answer("A ratos", "9")
    asked.answer("No hay ninguna así", "a r")
    asked.answer("¿Qué pregunta se corrige?")
    asked.answer("¿Por qué el cambio?", "lo vi")
    code, said = asked.end()
    assert code == 0, said
    found = facts("school", "show", notebook.cct, home=notebook.home)
    assert (found["answers"]["community"], found["answers"]["signal"]) == ("La Ciénega Alta", "a_ratos")
    assert found["reason"] == "lo vi"


def test_what_a_correction_makes_necessary_is_asked_before_the_reason(
    terminal: Callable[..., Terminal], notebook: Notebook
) -> None:
    """Leaving needs its reason: what was typed is not lost for want of it, nor for want of a why."""
    asked = terminal("alumno", "corregir", notebook.student)
    asked.answer("¿Qué pregunta se corrige?", "until")
    asked.answer("baja", "17/10/2025")
    asked.answer("¿Qué pregunta se corrige?")
    asked.asked("Motivo de la baja: falta contestar")
    asked.type("cambio")
    asked.answer("¿Qué pregunta se corrige?")
    asked.answer("¿Por qué el cambio?", "")
    asked.answer("Hace falta el motivo", "avisó su mamá")
    code, said = asked.end()
    assert code == 0, said
    (row,) = [row for row in facts("student", "list", "--over", home=notebook.home) if row.get("until")]
    assert (row["id"], row["until"], row["leaving_reason"]) == (
        notebook.student,
        "2025-10-17",
        "cambio_de_comunidad",
    )


def test_help_and_leaving_are_no_answers(terminal: Callable[..., Terminal], notebook: Notebook) -> None:
    asked = terminal("alumno", "corregir", notebook.student)
    asked.answer("¿Qué pregunta se corrige?", "group")
    asked.answer("Grupo", "?")
    asked.answer("Grupo", "<")
    asked.answer("¿Qué pregunta se corrige?", "first_names")
    asked.answer("Nombre", ".")
    assert "No se corrigió nada" in asked.end()[1]
    assert facts("student", "show", notebook.student, home=notebook.home)["state"] == "finished"


def add_a_recommendation(asked: Terminal) -> None:
    """As far as the next question."""
    asked.answer("¿Qué pregunta se corrige?", "VD2[+]")
    asked.answer("Recomendación", "Leer a diario")
    while "¿Qué pregunta se corrige?" not in asked.asked():
        asked.type("")


def test_a_row_is_added_to_a_finished_sheet_and_leaving_changes_nothing(
    terminal: Callable[..., Terminal], notebook: Notebook, answers: Write
) -> None:
    sheet = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(), "--no-input")
    made = facts(*sheet, home=notebook.home, FIELDKIT_NOW=NOW)["id"]
    before = facts("monitoring", "show", made, home=notebook.home)["answers"].get("VD2", [])
    asked = terminal("ficha", "corregir", made)
    add_a_recommendation(asked)
    asked.type(".")
    assert "No se corrigió nada" in asked.end()[1]
    asked = terminal("ficha", "corregir", made)
    add_a_recommendation(asked)
    asked.type("")
    asked.asked("Fecha compromiso (renglón 1): falta contestar")
    asked.type("+14")
    asked.answer("¿Qué pregunta se corrige?")
    asked.answer("¿Por qué el cambio?", "faltó")
    assert asked.end()[0] == 0
    now = facts("monitoring", "show", made, home=notebook.home)["answers"]["VD2"]
    assert [row["VD2_T"] for row in now[len(before) :]] == ["Leer a diario"]


def test_a_new_row_is_taken_out_again_and_the_next_one_takes_its_place(
    terminal: Callable[..., Terminal], notebook: Notebook, answers: Write
) -> None:
    """One begun and left without its day, one whole: only the second is kept. A saved row stays."""
    tutored = {"VA1": "itzel", "VA2": "lectura", "VA3": 30, "VA4": "Cuento", "VA5": 3, "VA6": "Bien"}
    sheet = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(VA=[tutored]), "--no-input")
    made = facts(*sheet, home=notebook.home, FIELDKIT_NOW=NOW)["id"]
    before = facts("monitoring", "show", made, home=notebook.home)["answers"]
    first = len(before.get("VD2", [])) + 1
    asked = terminal("ficha", "corregir", made)
    add_a_recommendation(asked)
    asked.type("VD2[+]")
    asked.answer("Recomendación", "Otra")
    asked.answer("Meta")
    asked.answer("Fecha compromiso", "+7")
    asked.answer("¿Qué pregunta se corrige?")
    asked.answer(f"VD2[{first}].VD2_F", "--")
    asked.answer("¿Qué pregunta se corrige?", "VA[1].VA4")
    asked.answer("VA[1].VA4", "--")
    asked.asked("ya estaba guardado")
    asked.type()
    asked.answer("¿Por qué el cambio?", "faltó")
    assert asked.end()[0] == 0
    now = facts("monitoring", "show", made, home=notebook.home)["answers"]
    assert [row["VD2_T"] for row in now["VD2"][first - 1 :]] == ["Otra"]
    assert now["VA"] == before["VA"]


def test_leaving_before_ones_own_sheets_is_pointed_out(notebook: Notebook) -> None:
    diagnosed = {"school": notebook.school, "student": notebook.student, "date": "2025-10-17"}
    save(notebook, Edit("entry", f"s:{notebook.school}", make.doc("RIE", diagnosed)))
    words = (
        "student",
        "correct",
        notebook.student,
        "--set",
        "leaving_reason=migracion",
        "--reason",
        "x",
        "--set",
    )
    for left, told in (("2025-10-18", []), ("2025-10-17", ["sheets_after"])):
        said = facts(*words, f"until={left}", home=notebook.home, FIELDKIT_NOW=NOW)
        assert [one["code"] for one in said["problems"]] == told


LATER = "2026-09-14T10:00:00"
"""A day of the next school year."""


def enrolled(notebook: Notebook, tmp_path: Path) -> str:
    """A child registered in October of 2025, in third grade; its id."""
    file = written(tmp_path, STUDENT)
    words = ("student", "new", "--school", notebook.cct, "--answers", file, "--no-input")
    return str(facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)["id"])


def test_last_years_grade_is_corrected_only_by_who_names_that_year(
    notebook: Notebook, tmp_path: Path
) -> None:
    child = enrolled(notebook, tmp_path)
    words = ("student", "correct", child, "--reason", "pasó de grado", "--set", "grade=4")
    said = facts(*words, home=notebook.home, code=2, FIELDKIT_NOW=LATER)
    assert said["error"] == "earlier_year"
    assert f"alumno nuevo --persona {child}" in said["message"] and "2026-2027" in said["message"]

    def grades() -> list[object]:
        return [row["grade"] for row in facts("student", "list", home=notebook.home) if row["id"] == child]

    assert grades() == ["3"]
    facts(*words, "--set", "ciclo=2025-2026", home=notebook.home, FIELDKIT_NOW=LATER)
    assert grades() == ["4"]
    named = ("student", "correct", child, "--reason", "así es", "--set", "nombres=Xóchitl María")
    assert facts(*named, home=notebook.home, FIELDKIT_NOW=LATER)["changed"] is True


def test_who_has_a_curp_is_not_asked_why_there_is_none(
    notebook: Notebook, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    child = enrolled(notebook, tmp_path)
    facts("school", "new", "--answers", written(tmp_path, SCHOOL), "--no-input", home=notebook.home)
    asked = terminal("alumno", "nuevo", "--persona", child, "--escuela", "12KPR0002J")
    for _ in range(40):
        if "Está completa" in asked.asked():
            break
        assert "¿Por qué no hay CURP" not in asked.seen
        asked.type("4" if "Grado" in asked.seen else "")
    assert "Está completa" in asked.seen


def test_a_school_with_people_is_withdrawn_only_by_somebody_who_was_told(
    notebook: Notebook, terminal: Callable[..., Terminal]
) -> None:
    words = ("school", "withdraw", notebook.cct, "--reason", "cerró")
    said = facts(*words, "--no-input", home=notebook.home, code=2)
    assert said["error"] == "school_in_use" and "3 personas y 0 fichas" in said["message"]
    screen = terminal(*words)
    screen.asked("3 personas y 0 fichas", "(s/N)")
    screen.type("n")
    assert "No se anuló" in screen.end()[1]
    assert len(facts("school", "list", home=notebook.home)) == 1
    assert facts(*words, "--no-input", "--yes", home=notebook.home)["state"] == "withdrawn"


def test_undo_names_the_last_import_and_takes_it_back_only_when_told(
    notebook: Notebook, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    file = tmp_path / "escuela.csv"
    file.write_text("CCT,Nombre\n12KPR0002Y,Otra\n", encoding="utf-8")
    batch = facts("import", "schools", str(file), "--no-input", home=notebook.home)["batch"]
    for typed, left in (("", 2), ("s", 1)):
        screen = terminal("undo")
        screen.asked("escuelas, 20", "nuevos: 1, cambiados: 0", str(batch), "(s/N)")
        screen.type(typed)
        assert screen.end()[0] == 0
        assert len(facts("school", "list", home=notebook.home)) == left
    screen = terminal("undo", "--no-input")
    assert screen.end()[0] == 3


def test_what_is_corrected_of_a_person_goes_to_the_record_that_keeps_it(
    notebook: Notebook, tmp_path: Path
) -> None:
    mother = {
        "nombres": "Rosa",
        "primer apellido": "Ñuu",
        "student": notebook.student,
        "relation": "madre",
        **make.NOTICE,
    }
    words = ("family", "new", "--school", notebook.cct, "--answers", written(tmp_path, mother), "--no-input")
    saved = facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    words = ("family", "correct", saved["id"], "--set", "relation=abuela", "--reason", "es la abuela")
    facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    ties = facts("family", "show", saved["id"], home=notebook.home)
    assert "abuela" in json.dumps(ties)
    assert "madre" not in json.dumps(ties)


def test_a_student_who_left_can_still_be_corrected(notebook: Notebook) -> None:
    words = ("student", "correct", notebook.student, "--reason", "se fue")
    facts(*words, "--set", "until=2025-10-01", "--set", "leaving_reason=migracion", home=notebook.home)
    said = facts(*words, "--set", "leaving_reason=cambio_de_comunidad", home=notebook.home)
    assert said["changed"] is True


def test_a_goal_of_a_teacher_is_corrected_by_its_row(notebook: Notebook) -> None:
    """Goals are kept with what the teacher is at the school, and are still rows of the one sheet."""
    teacher = {
        "first_names": "Eva",
        "surname": "Peña",
        "school": notebook.cct,
        "since": "2025-09-01",
        **make.NOTICE,
    }
    goals = [{"goal": "Leer a diario"}, {"goal": "Jugar"}]
    typed = json.dumps({**teacher, "goals": goals})
    now = {"FIELDKIT_NOW": NOW}
    facts("teacher", "new", "--answers", "-", "--no-input", home=notebook.home, typed=typed, **now)
    words = ("--set", "goals[2].goal_done=si", "--reason", "Se logró")
    facts("teacher", "correct", "Eva", *words, home=notebook.home, **now)
    kept = facts("sql", "SELECT goal, goal_done FROM REG_D_goals ORDER BY row", home=notebook.home)
    assert kept == [{"goal": "Leer a diario", "goal_done": None}, {"goal": "Jugar", "goal_done": "si"}]
