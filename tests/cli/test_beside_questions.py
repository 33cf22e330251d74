"""What stands beside a question at a real terminal: the scale of this child, what its numbers mean, what not
to write, the texts of the catalogue, the children of the family."""

from __future__ import annotations

from pathlib import Path

from fieldkit.domain.change import Edit
from fieldkit.domain.scope import COMMON
from tests import make
from tests.cli.conftest import Notebook, Terminal, save
from tests.cli.visit import Start, diagnose, draft_answers
from tests.house.commands import facts, fieldkit


def upto(sheet: Terminal, word: str) -> str:
    """Enter as far as a question; what stands there. It is answered by an Enter too."""
    for _ in range(20):
        said = sheet.asked()
        sheet.type("")
        if word in said:
            return said
    raise AssertionError(sheet.seen)


def test_the_scale_of_a_third_grader_ends_at_three(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("llenar", "SOC", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    sheet.answer("Alumno", "itzel")
    sheet.answer("Aplicación", "i")
    said = upto(sheet, "Me gusta como soy")
    assert "de 1 a 3" in said and "de 1 a 4" not in said


def test_beside_a_scale_stands_what_its_numbers_mean_and_beside_words_what_not_to_write(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "itzel")
    sheet.answer("Aplicación", "i")
    assert "No escriba datos de salud o familia que no hagan falta" in upto(sheet, "Ánimo del alumno")
    assert "3 fluida · 2 medianamente fluida · 1 no hay fluidez" in upto(sheet, "Fluidez")


def test_the_text_that_was_read_is_one_of_the_catalogue_or_another(
    terminal: Start, notebook: Notebook
) -> None:
    for code, kind in (("LEN-3-007", "texto"), ("MAT-3-001", "problema")):
        told = {"code": code, "title": f"De {kind}", "type": kind, "statement": "Lea", "subject": "lenguaje"}
        save(notebook, Edit("exercise", COMMON, make.doc("CAT", {**told, "version": "1"})))
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "itzel")
    sheet.answer("Aplicación", "i")
    while "Texto usado" not in sheet.asked():
        sheet.type("3" if "3 " in sheet.seen else "")
    assert "LEN-3-007 · De texto" in sheet.seen and "MAT-3-001" not in sheet.seen
    sheet.type("1")
    sheet.asked()
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["L10"] == "LEN-3-007"


def test_the_children_of_the_family_come_first_in_its_home_visit(terminal: Start, notebook: Notebook) -> None:
    """José, second by name, is hers."""
    jose = next(one["id"] for one in facts("student", "list", home=notebook.home) if "José" in one["name"])
    kin = make.doc("REG-F", {"person": notebook.relative, "student": jose, "relation": "madre"})
    save(notebook, Edit("kinship", f"s:{notebook.school}", kin))
    sheet = terminal("llenar", "VH", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    sheet.answer("Familia", "rosa")
    sheet.answer("Alumnos de la familia")
    said = sheet.asked("4/13 Alumno")
    assert said.index("José") < said.index("Itzel")


def test_without_a_finished_school_those_begun_are_pointed_to_and_a_refusal_is_a_sentence(home: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    fieldkit(
        "school", "new", "--answers", "-", "--no-input", home=home, typed='{"name": "La Ciénega"}', code=3
    )
    sheet = Terminal(home, "llenar", "SOC")
    try:
        assert "fieldkit borrador lista" in sheet.asked("Escuela")
        sheet.type("-")
        sheet.answer("Fecha", "por la tarde")
        sheet.asked("  No es una fecha.")
    finally:
        sheet.process.close(force=True)


def test_what_stays_where_nobody_answers_is_said(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    sheet.answer("Tipo de visita", "-")
    sheet.asked("Mientras no lo conteste queda: Jornada")
