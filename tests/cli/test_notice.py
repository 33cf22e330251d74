"""The privacy notice of a whole file, asked once at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Notebook, Terminal
from tests.house.commands import facts

Start = Callable[..., Terminal]


@pytest.fixture
def asked(terminal: Start, notebook: Notebook, tmp_path: Path) -> Terminal:
    """An import of one student, as far as who was given the notice comes after its version and day."""
    file = tmp_path / "alumnos.csv"
    head = "CCT,Nombre(s),Apellido paterno,Fecha de nacimiento,Sexo,Grado\n"
    file.write_text(f"{head}{notebook.cct},Luz,Vega,14/03/2016,M,3\n", encoding="utf-8")
    started = terminal("importar", "alumnos", str(file))
    started.answer("Versión del aviso", "2025-1")
    return started


def test_enter_at_the_day_of_the_notice_is_today(asked: Terminal, notebook: Notebook) -> None:
    asked.answer("¿Cuándo se dio? [2025-10-20]")
    asked.answer("¿A quién", "Su mamá")
    asked.answer("¿Cómo se dio?", "leido")
    assert asked.end()[0] == 0
    (luz,) = [row for row in facts("student", "list", home=notebook.home) if "Luz" in row["name"]]
    assert (luz["state"], luz["notice_date"]) == ("finished", "2025-10-20")


def test_the_day_may_be_said_in_a_word(asked: Terminal, notebook: Notebook) -> None:
    asked.answer("¿Cuándo se dio?", "ayer")
    asked.answer("¿A quién", "Su mamá")
    asked.answer("¿Cómo se dio?", "leido")
    asked.end()
    (luz,) = [row for row in facts("student", "list", home=notebook.home) if "Luz" in row["name"]]
    assert luz["notice_date"] == "2025-10-19"


def test_a_question_that_is_left_says_that_the_people_stay_drafts(
    asked: Terminal, notebook: Notebook
) -> None:
    asked.answer("¿Cuándo se dio?")
    asked.answer("¿A quién")
    code, said = asked.end()
    assert code == 0
    assert "las personas del archivo quedan en borrador y no se envían" in said
    assert "en borrador: 1" in said
