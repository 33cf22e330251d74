"""Drafts as a script leaves, lists, completes and discards them."""

from __future__ import annotations

import json

from tests.cli.conftest import NOW, Notebook
from tests.cli.visit import Write, new
from tests.house.commands import facts, fieldkit


def test_a_draft_is_completed_from_a_file_and_then_gone(notebook: Notebook, answers: Write) -> None:
    said = new(notebook, answers(VZ4=None), code=3)
    command = ("draft", "resume", said["id"], "--answers", "-", "--no-input")
    saved = facts(*command, home=notebook.home, typed='{"siguiente visita": "2025-11-03"}', FIELDKIT_NOW=NOW)
    assert saved["state"] == "finished"
    assert facts("draft", "list", home=notebook.home) == []


def test_a_draft_is_shown_and_discarded(notebook: Notebook, answers: Write) -> None:
    said = new(notebook, answers(VZ4=None), code=3)
    assert "Lectura en voz alta" in fieldkit("draft", "show", said["id"], home=notebook.home)
    fieldkit("borrador", "descartar", said["id"], home=notebook.home)
    assert facts("draft", "discard", said["id"], home=notebook.home, code=3)["error"] == "not_found"


def test_a_draft_taken_for_a_saved_sheet_says_how_to_go_on_with_it(
    notebook: Notebook, answers: Write
) -> None:
    said = new(notebook, answers(VZ4=None), code=3)
    for words in (
        ("ficha", "ver"),
        ("ficha", "corregir", "--pon", "V05=x"),
        ("historial",),
        ("alumno", "ver"),
    ):
        command = (*words[:2], said["id"], *words[2:])
        told = facts(*command, home=notebook.home, code=3)["message"]
        assert told == f"Es un borrador. Para seguirlo: fieldkit borrador seguir {said['id']}"


def test_the_last_draft_is_shown_when_none_is_named(notebook: Notebook, answers: Write) -> None:
    said = new(notebook, answers(VZ4=None), code=3)
    assert facts("borrador", "ver", home=notebook.home)["id"] == said["id"]
    assert facts("borrador", "ver", str(said["id"])[-8:], home=notebook.home)["id"] == said["id"]


def test_the_list_of_drafts_says_which_form_and_whom_it_is_about(notebook: Notebook, answers: Write) -> None:
    said = new(notebook, answers(VZ4=None), code=3)
    begun = ("--nombres", "Luz", "--apellido", "Vega", "--escuela", notebook.cct, "--sin-preguntas")
    fieldkit("alumno", "nuevo", *begun, home=notebook.home, code=3)
    listed = fieldkit("borrador", "lista", home=notebook.home)
    assert "Alumno  " in listed
    assert "Luz Vega" in listed
    assert "Ficha de seguimiento  12KPR0001Z · La Ciénega · 2025-10-17" in listed
    assert "REG-A" not in listed
    assert str(said["id"])[-8:] in listed


def test_a_draft_about_somebody_not_found_shows_no_whole_curp(notebook: Notebook) -> None:
    curp = "NUXX160503MGRXXCA3"
    words = ("fill", "DXA", "--school", notebook.cct, "--student", curp, "--no-input")
    said = fieldkit(*words, home=notebook.home, code=3, FIELDKIT_NOW=NOW)
    for look in (("draft", "list"), ("draft", "show")):
        said += fieldkit(*look, home=notebook.home) + json.dumps(facts(*look, home=notebook.home))
    assert curp not in said and said.count("NUXX******MGR***A3") == 5


def test_a_draft_keeps_half_a_letter_as_it_was_given_and_a_program_reads_it_so(notebook: Notebook) -> None:
    """What is refused is not changed either: the draft that is kept of it holds what was given."""
    given = '{"cct": "12KPR0002J", "name": "Mar\\ud800a"}'
    words = ("school", "new", "--answers", "-", "--no-input")
    said = facts(*words, home=notebook.home, code=3, typed=given)
    shown = facts("draft", "show", said["id"], home=notebook.home)
    assert shown["answers"]["name"] == "Mar\ud800a"
    listed = facts("school", "list", home=notebook.home)
    assert [row["name"] for row in listed if row["state"] == "draft"] == ["Mar\ud800a"]
