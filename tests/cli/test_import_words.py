"""What an import refuses is told in the reader's words: the question, and its name in the file."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldkit.forms.answer import parse
from fieldkit.forms.form import load
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "falta este dato. Escríbalo en su columna"),
        ("en", "this answer is missing. Write it in its column"),
    ],
)
def test_what_is_missing_is_to_be_written_in_the_file_for_there_is_no_draft_of_it(
    notebook: Notebook, written: Write, language: str, said: str
) -> None:
    file = written("alumnos.csv", f"CCT,Nombre(s)\n{notebook.cct},Ana\n")
    told = refused(notebook, "students", file, language)
    assert said in told
    assert not re.search("borrador y|as a draft and", told)


def test_a_column_that_was_not_taken_comes_with_words_that_work_as_they_stand(
    notebook: Notebook, written: Write
) -> None:
    file = written("escuelas.csv", "CCT,Nombre,Peso\n12KPR0001Z,Uno,30\n")
    told = take(notebook, "schools", file)
    (words,) = re.findall(r"(--mapa \S+)\. Si una", told)
    assert "Peso" not in take(notebook, "schools", file, *shlex.split(words))
    (words,) = re.findall(r"fieldkit (formulario ver REG-E)", told)
    assert "Nombre" in fieldkit(*words.split(), home=notebook.home)


@pytest.mark.parametrize(
    "how", ["read", "read aloud", "handed over", "spoken before a witness", "leída", "verbal con testigo"]
)
def test_the_notice_is_said_in_the_words_of_the_help(how: str) -> None:
    for code in ("REG-A", "REG-D", "REG-F"):
        assert parse(load(code).items["notice_how"], how) in ("leido", "entregado", "verbal_testigo")


def test_a_total_and_a_note_under_a_table_are_told_as_such(notebook: Notebook, written: Write) -> None:
    """Of a total one would be told to register a school of that name."""
    file = written("alumnos.csv", "CCT,Nombre(s)\nTOTAL DE ALUMNOS: 8,\n,Elaboró: la directora\n")
    told = refused(notebook, "students", file)
    assert told.count("parece un total o una nota al pie") == 2
    assert "Regístrelo" not in told
    assert "Regístrelo" in refused(notebook, "students", written("b.csv", "CCT,Nombre(s)\nLa Total,Ana\n"))


def test_a_heading_that_comes_again_on_each_page_of_a_list_is_told_as_such(
    notebook: Notebook, written: Write
) -> None:
    told = refused(notebook, "schools", written("e.csv", "CCT,Nombre\n12KPR0001Z,Uno\nCCT,Nombre\n"))
    assert "renglón 3: repite los nombres de las columnas" in told
    assert "cambiados: 1, iguales: 0, en borrador: 0, rechazados: 1" in told


@pytest.mark.parametrize(
    ("written_so", "grade"), [("1ero", "1"), ("3ERO", "3"), ("5to", "5"), ("Sexto", "6")]
)
def test_a_grade_is_understood_as_lists_write_it(written_so: str, grade: str) -> None:
    assert parse(load("REG-A").items["grade"], written_so) == grade


@pytest.mark.parametrize(("language", "kinds"), [("es", "escuelas, alumnos"), ("en", "schools, students")])
def test_of_a_kind_there_is_not_those_are_told_that_there_are(
    notebook: Notebook, written: Write, language: str, kinds: str
) -> None:
    for words in (("import", "niños", str(written("n.csv", "a\n"))), ("export", "niños", "--jsonl", "-")):
        told = facts(*words, home=notebook.home, FIELDKIT_LANG=language, code=3)["message"]
        assert "niños" in told
        assert kinds in told


def test_a_column_without_a_sign_is_told_how_columns_are_named(notebook: Notebook, written: Write) -> None:
    words = ("import", "schools", str(written("n.csv", "CCT\n")), "--mapa", "Peso")
    told = facts(*words, home=notebook.home, FIELDKIT_LANG="es", code=2)["message"]
    assert "«Peso» no se entiende. Escriba --mapa" in told


def take(notebook: Notebook, kind: str, file: Path, *words: str) -> str:
    said = ("import", kind, str(file), "--no-input", *words)
    return fieldkit(*said, home=notebook.home, FIELDKIT_LANG="es", FIELDKIT_NOW=NOW)
