"""A normal monitoring sheet takes five minutes: its keys are counted here, and the how-to says the number."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import facts, fieldkit
from tests.house.walls import ROOT

PAGES = {"es/llenar.md": r"(\d+) teclas, (\d+) de ellas", "en/filling.md": r"(\d+) keys, (\d+) of them"}
"""Where the two numbers are written: all the keys, and those that are not words of the advisor."""

NORMAL_DAY = (
    ("Fecha", ""),
    ("Tipo de visita", ""),
    ("Traer libros", "1"),
    ("Nivel de quien visita", ""),
    ("Hora de inicio", "8"),
    ("Hora de fin", "14"),
    ("Propósito", "Lectura en voz alta"),
    ("¿Hubo clase?", ""),
    ("hombres", "1"),
    ("mujeres", "1"),
    ("¿Agregar? Bloque alumno", "s"),
    ("Alumno focal", "1"),
    ("Materia", "l"),
    ("Minutos", "30"),
    ("Tema", "Cuento corto"),
    ("¿Qué logró?", "3"),
    ("Retroalimentación", "Leer con pausas"),
    ("¿Cómo dijo", ""),
    ("Ánimo", "3"),
    ("¿Agregar? Bloque alumno", ""),
    ("¿Observó clase?", ""),
    ("¿Agregar? Recomendaciones", ""),
    ("Diálogo", "20"),
    ("Modelado", ""),
    ("Planeación", ""),
    ("¿Agregar? Visitas", ""),
    ("APEC", ""),
    ("Propuesta", ""),
    ("hospedaje", "s"),
    ("Comidas", "3"),
    ("familia", "1"),
    ("recreativa", ""),
    ("Incidencias", ""),
    ("protección", "n"),
    ("¿Agregar? Nuevos acuerdos", "s"),
    ("¿Qué se acordó?", "Leer en casa"),
    ("¿Quién lo hará?", "Familias"),
    ("¿Para cuándo?", "+14"),
    ("¿Agregar? Nuevos acuerdos", ""),
    ("Siguiente visita", "+14"),
    ("Firma", "Rosa Peña"),
    ("firmó", ""),
    ("Notas", ""),
    ("Está completa", ""),
)
"""Question and answer of a day in a community: an agreement to follow up, a pupil, a new agreement."""

FREE = ("Propósito", "Tema", "Retroalimentación", "¿Qué se acordó?", "¿Quién lo hará?", "Firma")
"""The questions that are answered in one's own words."""


def test_a_normal_sheet_takes_the_keys_that_the_how_to_says(
    terminal: Callable[..., Terminal], notebook: Notebook, answers: Callable[..., str]
) -> None:
    agreed = [{"VZ3_Q": "Traer libros", "VZ3_R": "APEC", "VZ3_F": "2025-10-31"}]
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(VZ3=agreed), "--no-input")
    fieldkit(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    for question, answer in NORMAL_DAY:
        sheet.answer(question, answer)
    code, said = sheet.end()
    assert code == 0, said
    assert [row["state"] for row in facts("monitoring", "list", home=notebook.home)] == ["finished"] * 2
    own_words = sum(len(answer) for question, answer in NORMAL_DAY if question in FREE)
    for page, pattern in PAGES.items():
        found = re.search(pattern, (ROOT / "docs" / page).read_text(encoding="utf-8"))
        assert found, f"{page} does not say {sheet.keys} and {sheet.keys - own_words}"
        assert (int(found[1]), int(found[2])) == (sheet.keys, sheet.keys - own_words)
