"""A sheet left half done at a real terminal: nothing typed is lost, whatever happens, and it goes on."""

from __future__ import annotations

import time

import pytest

from tests.cli.conftest import Notebook
from tests.cli.visit import Start, begin, draft_answers, drafts, finish
from tests.house.commands import facts

GIVEN = {"ciclo", "period", "enrolment", "open_agreements", "open_recommendations"}
GIVEN |= {"VF1_N", "VF2_N", "VF3_N"}


def test_after_a_kill_every_answer_is_in_the_draft_and_it_goes_on(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.kill()
    assert draft_answers(notebook) == {
        "school": notebook.school,
        "date": "2025-10-20",
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": "08:00",
        "V03_B": "14:30",
        **{code: value for code, value in draft_answers(notebook).items() if code in GIVEN},
    }
    again = terminal("draft", "resume")
    again.asked("Propósito")
    finish(again)
    assert again.end()[0] == 0
    assert drafts(notebook) == []
    (row,) = facts("monitoring", "list", home=notebook.home)
    assert row["state"] == "finished"


def test_ctrl_c_keeps_the_draft_and_says_how_to_go_on(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.process.sendintr()
    code, said = sheet.end()
    assert code == 130
    (draft,) = drafts(notebook)
    assert f"fieldkit borrador seguir {draft['id']}" in said


@pytest.mark.parametrize("milliseconds", range(0, 30, 2))
def test_ctrl_c_counts_before_the_prompt_is_there_too(
    terminal: Start, notebook: Notebook, milliseconds: int
) -> None:
    sheet = terminal("monitoring", "new", "--school", notebook.cct)
    sheet.answer("Fecha")
    sheet.process.expect("Tipo de visita")
    time.sleep(milliseconds / 1000)
    sheet.process.sendintr()
    code, said = sheet.end()
    assert code == 130
    assert "fieldkit borrador seguir" in said


def test_a_point_saves_and_leaves(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.type(".")
    code, said = sheet.end()
    assert code == 0
    assert "fieldkit borrador seguir" in said
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_a_closed_terminal_leaves_the_draft(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.process.close()
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_back_works_in_a_draft_taken_up_again(terminal: Start, notebook: Notebook) -> None:
    begin(terminal, notebook).process.close()
    sheet = terminal("borrador", "seguir")
    sheet.answer("Propósito", "<")
    sheet.answer("Hora de fin", "<")
    sheet.answer("Hora de inicio", "")
    sheet.answer("Hora de fin", "")
    sheet.asked("Propósito")


def test_nothing_is_kept_when_nothing_was_answered(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("monitoring", "new", "--school", notebook.cct)
    sheet.asked("Fecha")
    sheet.type(".")
    code, said = sheet.end()
    assert code == 0
    assert "no se guardó ningún borrador" in said
    assert drafts(notebook) == []


def test_a_draft_goes_only_after_a_yes(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.kill()
    (draft,) = drafts(notebook)
    for typed, left in (("", 1), ("s", 0)):
        asking = terminal("borrador", "descartar", str(draft["id"]))
        asking.answer("¿Tirar el borrador de «Ficha de seguimiento»: 12KPR0001Z · La Ciénega", typed)
        assert asking.end()[0] == 0
        assert len(drafts(notebook)) == left


def test_a_draft_goes_unasked_where_that_was_said(terminal: Start, notebook: Notebook) -> None:
    begin(terminal, notebook).kill()
    (draft,) = drafts(notebook)
    assert terminal("borrador", "descartar", str(draft["id"]), "--si").end()[0] == 0
    assert drafts(notebook) == []
