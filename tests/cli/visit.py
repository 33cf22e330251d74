"""A visit told: by a person at a terminal as far as a test needs it, or whole by a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import facts

Start = Callable[..., Terminal]
Write = Callable[..., Path]


def new(
    notebook: Notebook, answers: object, *words: str, code: int = 0, typed: str = ""
) -> dict[str, object]:
    command = ("monitoring", "new", "--school", notebook.cct, "--answers", answers, "--no-input", *words)
    found = facts(*command, home=notebook.home, code=code, typed=typed, FIELDKIT_NOW=NOW)
    assert isinstance(found, dict)
    return found


def begin(terminal: Start, notebook: Notebook, *words: str) -> Terminal:
    """A sheet answered as far as its purpose."""
    sheet = terminal("monitoring", "new", "--school", notebook.cct, *words)
    sheet.answer("Fecha")
    sheet.answer("Tipo de visita")
    sheet.answer("Nivel de quien visita")
    sheet.answer("Hora de inicio", "8")
    sheet.answer("Hora de fin", "1430")
    sheet.asked("Propósito")
    return sheet


def tell_class(sheet: Terminal) -> None:
    """From the purpose to how many came to class: one boy and one girl."""
    sheet.type("Lectura")
    sheet.answer("¿Hubo clase?")
    sheet.answer("hombres", "1")
    sheet.answer("mujeres", "1")


def finish(sheet: Terminal) -> None:
    """The rest of a quiet day, from the purpose on."""
    tell_class(sheet)
    sheet.answer("Bloque alumno", "n")
    while "Comidas" not in sheet.asked():
        sheet.type("n" if "¿Le dieron hospedaje?" in sheet.seen else "")
    sheet.type("0")
    while "Siguiente visita" not in sheet.asked():
        sheet.type("")
    sheet.type("+14")
    sheet.answer("Firma", "Rosa Peña")
    sheet.answer("firmó")
    while "Enter: terminar" not in sheet.asked():
        sheet.type("")
    sheet.type("")


def diagnose(terminal: Start, notebook: Notebook) -> Terminal:
    """A student's diagnosis, as far as which student."""
    sheet = terminal("diagnostico", "nuevo", "--formulario", "DXA", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    return sheet


def drafts(notebook: Notebook) -> list[dict[str, object]]:
    return list(facts("draft", "list", home=notebook.home))


def draft_answers(notebook: Notebook) -> dict[str, object]:
    (draft,) = drafts(notebook)
    found = facts("draft", "show", draft["id"], home=notebook.home)
    assert isinstance(found["answers"], dict)
    return found["answers"]
