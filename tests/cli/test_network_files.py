"""The network of a class as files: a page and a drawing, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.classroom import Class, begun
from tests.cli.conftest import NOW, Notebook
from tests.house.commands import fieldkit


@pytest.fixture
def room(notebook: Notebook, tmp_path: Path) -> Class:
    return begun(notebook, tmp_path)


def test_the_page_and_the_drawing_are_written_with_everybody_on_them(room: Class, tmp_path: Path) -> None:
    html, svg = tmp_path / "red.html", tmp_path / "red.svg"
    words = ("tutoria", "red", "--escuela", room.cct, "--html", html, "--svg", svg)
    said = fieldkit(*words, home=room.home, FIELDKIT_NOW=NOW)
    assert said == f"Red escrita en {svg}\nRed escrita en {html}\n"
    page, first = html.read_text(encoding="utf-8"), (html.read_bytes(), svg.read_bytes())
    assert all(name in page for name in ("Ana Ruiz", "Itzel Sánchez Peña", "José Peña Peña", "Las mazorcas"))
    assert "Itzel Sánchez Peña" in svg.read_text(encoding="utf-8")
    fieldkit(*words, home=room.home, FIELDKIT_NOW=NOW)
    assert first == (html.read_bytes(), svg.read_bytes())


def test_a_program_gets_its_numbers_and_the_files(room: Class, tmp_path: Path) -> None:
    found = room.run("tutoring", "network", "--html", tmp_path / "red.html", "--exercise", "mazorcas")
    assert list(found["coverage"]) == ["MAT-3-001"]
    assert (tmp_path / "red.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_goes_where_a_pipe_wants_it(room: Class) -> None:
    page = fieldkit(
        "tutoring", "network", "--html", "-", home=room.home, FIELDKIT_NOW=NOW, FIELDKIT_LANG="en"
    )
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert page.endswith("</html>\n")


def test_the_network_is_printed_with_its_drawings_the_same_each_time(room: Class, tmp_path: Path) -> None:
    """Coverage, matrix, the tree, growth and repertoires; every name is on it."""
    from pypdfium2 import PdfDocument

    file = tmp_path / "red.pdf"
    words = ("tutoria", "red", "--escuela", room.cct, "--pdf", file)
    assert fieldkit(*words, home=room.home, FIELDKIT_NOW=NOW) == f"Red escrita en {file}\n"
    first = file.read_bytes()
    text = "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(first))
    for words_on_it in ("Itzel Sánchez Peña", "José Peña Peña", "Las mazorcas", "1 de 2", "Generación 1",
                        "Tutores activos en cada mes"):  # fmt: skip
        assert words_on_it in text
    fieldkit(*words, home=room.home, FIELDKIT_NOW=NOW)
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("own", "called"),
    [
        ("", "Asesoría Pedagógica Itinerante · CONAFE"),
        ("Red Maíz", "Red Maíz · CONAFE"),
    ],
)
def test_the_programme_is_called_as_the_notebook_says(
    own: str, called: str, room: Class, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    page, paper = tmp_path / "red.html", tmp_path / "red.pdf"
    fieldkit("programa", "cambiar", "--pon", f"programa={own}", home=room.home, FIELDKIT_NOW=NOW)
    fieldkit("tutoria", "red", "--html", page, "--pdf", paper, home=room.home, FIELDKIT_NOW=NOW)
    assert called in page.read_text(encoding="utf-8")
    assert called in PdfDocument(paper)[0].get_textpage().get_text_bounded()


def test_where_nothing_can_be_written_nothing_is_left_and_it_is_said(room: Class, tmp_path: Path) -> None:
    for option in ("--html", "--svg", "--pdf"):
        found = room.run("tutoring", "network", option, tmp_path / "no" / "red", leaves=3)
        assert found["error"] == "unusable"
        assert str(tmp_path / "no" / "red") in found["message"]
    assert not (tmp_path / "no").exists()


def test_a_notebook_without_tutoring_has_a_page_that_says_so(notebook: Notebook, tmp_path: Path) -> None:
    empty = Class(notebook, tmp_path)
    files = {end: tmp_path / f"red.{end}" for end in ("html", "svg", "pdf")}
    empty.run("tutoring", "network", *(word for end, file in files.items() for word in (f"--{end}", file)))
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert "Todavía no hay tutorías" in (tmp_path / "red.html").read_text(encoding="utf-8")
    assert "Todavía no hay tutorías" in (tmp_path / "red.svg").read_text(encoding="utf-8")
