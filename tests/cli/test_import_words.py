"""What an import refuses is told in the reader's words: the question, and its name in the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Notebook
from tests.house.commands import facts, fieldkit

Write = Callable[[str, str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a file of this name with this in it."""

    def write(name: str, content: str) -> Path:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        return file

    return write


def refused(notebook: Notebook, kind: str, file: Path, language: str = "es") -> str:
    words = ("import", kind, str(file), "--no-input")
    return fieldkit(*words, home=notebook.home, FIELDKIT_LANG=language, FIELDKIT_NOW=NOW, code=4)


@pytest.mark.parametrize(("language", "label"), [("es", "CCT (clave)"), ("en", "CCT (school key)")])
def test_a_column_called_by_a_code_is_told_with_its_question(
    notebook: Notebook, written: Write, language: str, label: str
) -> None:
    told = refused(notebook, "schools", written("escuelas.csv", "cct,name\n99XXX,Uno\n,Dos\n"), language)
    assert f"2, {label} (cct) " in told
    assert f"3, {label} (cct): " in told


def test_a_column_with_a_name_of_its_own_keeps_it(notebook: Notebook, written: Write) -> None:
    file = written("escuelas.csv", "Clave CT,name\n99XXX,Uno\n")
    assert "2, Clave CT «99XXX». CCT (clave): " in refused(notebook, "schools", file)


def test_a_row_within_a_row_is_told_by_its_question(notebook: Notebook, written: Write) -> None:
    file = written("fichas.csv", f"school,date,VA[1].VA1\n{notebook.cct},2025-10-17,Nadie\n")
    told = refused(notebook, "sheets", file)
    assert "2, Alumno focal atendido (renglón 1) (VA[1].VA1) «Nadie»: no encuentro" in told


def test_a_row_that_is_too_long_is_told_without_a_column(notebook: Notebook, written: Write) -> None:
    file = written("escuelas.csv", "cct,name\n12KPR9001T,Uno,dos,tres\n")
    assert "renglón 2: el renglón tiene 4 celdas" in refused(notebook, "schools", file)


def test_json_has_keys_and_no_columns(notebook: Notebook, written: Write) -> None:
    line = {"school": "12KPR9009X", "date": "2025-10-17", "V01": "jornada", "otra": 1}
    told = refused(notebook, "sheets", written("fichas.jsonl", json.dumps(line)))
    assert "1, Escuela (school) «12KPR9009X»: no encuentro" in told
    assert "Claves del archivo que no se tomaron: otra" in told
    assert "columna" not in told.lower()
    (kept,) = (notebook.home / "refused").glob("*.jsonl")
    assert "columna" not in kept.read_text(encoding="utf-8").lower()


def test_a_program_gets_the_codes(notebook: Notebook, written: Write) -> None:
    file = written("escuelas.csv", "cct,name\n99XXX,Uno\n")
    (told,) = facts("import", "schools", str(file), "--no-input", home=notebook.home, code=4)["refused"]
    assert (told["field"], told["column"], told["code"]) == ("cct", "cct", "cct_shape")
