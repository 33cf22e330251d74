"""What an option or a script says and nobody can be meant by it: it is told, and asked; never passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.cli.conftest import NOW, Notebook, save
from tests.cli.visit import Start
from tests.house.commands import facts


def test_a_school_that_is_not_found_is_told_and_asked(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("ficha", "nueva", "--escuela", "nada")
    sheet.asked("No se tomó «nada»", "/25 Escuela")


def test_a_name_that_two_schools_have_is_told_and_asked(terminal: Start, notebook: Notebook) -> None:
    save(notebook, make.school(cct="12KPR0002Y", name="La Ciénega"))
    sheet = terminal("ficha", "nueva", "--escuela", "La Ciénega")
    sheet.asked("La Ciénega", "12KPR0001Z", "12KPR0002Y", "/25 Escuela")


def test_a_day_that_is_none_is_told_and_asked(terminal: Start, notebook: Notebook) -> None:
    """With it a purpose was looked for in the plan of that day, and the sheet could not be gone on with."""
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct, "--fecha", "31/02")
    sheet.asked("No se tomó «31/02». Fecha: no es una fecha", "/25 Fecha")
    sheet.type("")
    sheet.answer("Tipo de visita")
    sheet.answer("Nivel de quien visita")
    sheet.answer("Hora de inicio", "8")
    sheet.answer("Hora de fin", "14")
    sheet.asked("Propósito")


def test_options_of_a_person_that_are_no_answers_are_told_and_asked(
    terminal: Start, notebook: Notebook
) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct, "--grado", "9", "--sexo", "q")
    student.asked("«q». Sexo: ", "«9». Grado: ", "Nombre")
    for word, line in (("Nombre", "Luz"), ("Primer", "Cano"), ("Segundo", ""), ("nacimiento", "1/2/2015")):
        student.type(line) if word == "Nombre" else student.answer(word, line)
    student.asked("Sexo")


LEFT: dict[str, dict[str, Any]] = {
    "a day that is none": {"date": "99/99/9999", "V03_A": "08:00", "V03_B": "14:00"},
    "rows that are words": {"VA": "todos", "V06": "ninguno"},
    "a list where a word belongs": {"V01": ["jornada"], "V06": [{"V06_A": ["x"]}], "VD3": [{"VD3_A": {}}]},
    "a child that is not here": {"VA": [{"VA1": "Nadie", "VA3": 20}]},
}


@pytest.mark.parametrize("name", LEFT)
def test_a_draft_that_a_script_left_is_gone_on_with_whatever_is_in_it(
    terminal: Start, notebook: Notebook, name: str
) -> None:
    command = ("monitoring", "new", "--school", notebook.cct, "--answers", "-", "--no-input")
    said = facts(*command, home=notebook.home, code=3, typed=json.dumps(LEFT[name]), FIELDKIT_NOW=NOW)
    assert said["state"] == "draft"
    sheet = terminal("borrador", "seguir", said["id"])
    for _ in range(4):
        sheet.asked()
        sheet.type("")
    assert "Algo falló" not in sheet.asked()


def test_answers_that_are_not_in_utf8_are_said_to_be_so(notebook: Notebook, tmp_path: Path) -> None:
    """As Notepad may save them: they are well-formed, and would be read with other letters."""
    file = tmp_path / "answers.json"
    file.write_bytes('{"V05": "Lectura en voz alta, mañana"}'.encode("cp1252"))
    command = ("monitoring", "new", "--school", notebook.cct, "--no-input", "--answers")
    said = facts(*command, file, home=notebook.home, code=3)["message"]
    assert str(file) in said and "UTF-8" in said
    assert "«la entrada estándar»" in facts(*command, "-", home=notebook.home, code=3, typed="{")["message"]
