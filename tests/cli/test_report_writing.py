"""The parts of a report that an advisor writes: in an editor, question by question, from a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldkit.forms.form import load
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.cli.month import LATER, OCTOBER, SEPTEMBER, said
from tests.house.commands import fieldkit


def test_what_is_written_is_kept_until_it_is_frozen(month: Notebook) -> None:
    said(
        month, "report", "write", OCTOBER, "--set", "Logros= Leyeron  en voz alta ", "--set", "support=Libros"
    )
    said(month, "report", "write", OCTOBER, "--set", "Apoyos que se piden=")
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert found["written"] == {"achievements": "Leyeron  en voz alta"}
    (row,) = said(month, "report", "list")
    assert (row["id"], row["state"]) == (OCTOBER, "draft")


def test_what_is_written_can_come_from_a_file(month: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "partes.json"
    file.write_text(json.dumps({"Logros": "Leyeron", "support": "Libros"}), encoding="utf-8")
    told = said(month, "report", "write", OCTOBER, "--answers", str(file))
    assert told["written"] == {"achievements": "Leyeron", "support": "Libros"}


def test_a_part_that_is_too_long_is_refused_and_nothing_is_kept(month: Notebook) -> None:
    found = said(month, "report", "write", OCTOBER, "--set", f"next={'x' * 4001}", code=3)
    assert found["problems"][0]["field"] == "next"
    assert said(month, "report", "list") == []


def test_the_parts_are_written_in_the_editor_of_the_system(
    month: Notebook, terminal: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "page = pathlib.Path(sys.argv[1])\n"
        "words = page.read_text('utf-8').replace('# Logros\\n', '# Logros\\nDos líneas\\nde logros\\n')\n"
        "page.write_text(words, 'utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    code, _ = terminal("informe", "escribir", SEPTEMBER).end()
    assert code == 0
    found = said(month, "report", "monthly", "--month", "2025-09")
    assert found["written"] == {"achievements": "Dos líneas\nde logros"}
    assert not [file for file in month.home.iterdir() if file.is_dir() and list(file.glob("*.md"))]


def test_an_editor_that_fails_changes_nothing(
    month: Notebook, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    code, screen = terminal("informe", "escribir", SEPTEMBER).end()
    assert (code, "no-such-editor" in screen) == (3, True)
    assert said(month, "report", "list") == []


@pytest.fixture
def write_september(
    terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Terminal]:
    """Somebody without an editor begins to write the report of September: each part is asked."""
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    return lambda: terminal("informe", "escribir", SEPTEMBER)


def test_without_an_editor_each_part_is_asked(
    month: Notebook, write_september: Callable[[], Terminal]
) -> None:
    person = write_september()
    person.answer("Logros", "Leyeron")
    person.answer("Dificultades", "")
    person.answer("Apoyos", "")
    person.answer("Plan del mes", "Seguir")
    assert person.end()[0] == 0
    found = said(month, "report", "monthly", "--month", "2025-09", now=NOW)
    assert found["written"] == {"achievements": "Leyeron", "next": "Seguir"}


def test_what_is_written_is_kept_part_by_part_and_stays_after_ctrl_c_or_a_dot(
    month: Notebook, write_september: Callable[[], Terminal]
) -> None:
    person = write_september()
    person.answer("Logros", "Leyeron")
    person.asked("Dificultades")
    person.process.sendintr()
    assert person.end()[0] == 130
    person = write_september()
    person.answer("ahora: Leyeron", "")
    person.answer("Dificultades", ".")
    assert person.end()[0] == 0
    found = said(month, "report", "monthly", "--month", "2025-09", now=NOW)
    assert found["written"] == {"achievements": "Leyeron"}


@pytest.mark.parametrize(
    ("sort", "time", "form", "name"),
    [
        ("mensual", "2025-10", "INM", "Plan del mes siguiente"),
        ("bimestral", "2025-2026/B1", "INB", "Plan del bimestre siguiente"),
        ("anual", "2025-2026", "INA", "Recomendaciones para el ciclo siguiente"),
    ],
)
def test_the_last_part_is_called_alike_wherever_it_stands(
    sort: str, time: str, form: str, name: str, month: Notebook, tmp_path: Path
) -> None:
    """As the form asks for it: when another part is refused, on the screen, and on the page."""
    asked, which = load(form).items["next"].label("es"), f"{sort}:12KPR0001Z:{time}"
    told = (
        json.dumps(said(month, "report", "write", which, "--set", "figures=1", code=2), ensure_ascii=False),
        fieldkit("informe", sort, home=month.home, FIELDKIT_NOW=LATER),
    )
    fieldkit("informe", sort, "--html", str(tmp_path / "a.html"), home=month.home, FIELDKIT_NOW=LATER)
    page = (tmp_path / "a.html").read_text("utf-8")
    assert [asked, *(name in one for one in (*told, page))] == [name, True, True, True]
