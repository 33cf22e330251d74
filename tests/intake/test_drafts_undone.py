"""Taking back an import that left drafts: they were never records, but they came with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.intake.conftest import ITZEL, JOSE, NOTICE, STUDENT, Notebook

Sheet = Callable[..., Path]
LUZ = ["12KPR0001Z", "Luz", "Ramos", "", "09/01/2015", "M", "4"]


@pytest.fixture
def drafts(school: Notebook, sheet: Sheet) -> Notebook:
    """The notebook with a school, and one import after it, which left two drafts."""
    assert take(school, sheet, ITZEL, JOSE)["drafts"] == 2
    return school


def take(notebook: Notebook, sheet: Sheet, *rows: Sequence[str], notice: bool = False) -> dict[str, Any]:
    """Import students, with the notice or without."""
    return notebook.take("students", sheet(STUDENT, *rows), *(NOTICE if notice else ()))


def undo(notebook: Notebook, *words: str, code: int = 0) -> dict[str, Any]:
    """Take back a batch."""
    done: dict[str, Any] = json.loads(notebook.run("undo", *words, "--json"))
    assert notebook.code == code
    return done


def names(notebook: Notebook) -> dict[str, str]:
    """Ids of the drafts by first name."""
    listed = json.loads(notebook.run("draft", "list", "--json"))
    shown = [json.loads(notebook.run("draft", "show", one["id"], "--json")) for one in listed]
    return {one["answers"]["first_names"]: one["id"] for one in shown}


def test_an_import_that_left_only_drafts_is_what_undo_takes_back(drafts: Notebook) -> None:
    assert undo(drafts, "--dry-run")["drafts"] == 2
    done = undo(drafts)
    assert (done["form"], done["drafts"], done["new"], done["left"]) == ("REG-A", 2, 0, [])
    assert names(drafts) == {}
    assert len(json.loads(drafts.run("school", "list", "--json"))) == 1
    assert undo(drafts)["form"] == "REG-E"


def test_its_batch_is_told_so_that_it_can_be_named(school: Notebook, sheet: Sheet) -> None:
    batch = take(school, sheet, ITZEL)["batch"]
    assert batch
    assert undo(school, batch)["drafts"] == 1


def test_a_batch_taken_back_twice_is_said_to_be_so(drafts: Notebook) -> None:
    batch = undo(drafts)["batch"]
    assert undo(drafts, batch, code=3)["error"] == "untimely"
    assert "ya se había deshecho" in undo(drafts, batch, code=3)["message"]


def test_a_draft_that_somebody_worked_on_is_left_and_said(drafts: Notebook, tmp_path: Path) -> None:
    itzel = names(drafts)["Itzel"]
    more = tmp_path / "more.json"
    more.write_text(json.dumps({"grade": "5"}))
    drafts.run("draft", "resume", itzel, "--answers", str(more), "--json", "--no-input")
    done = undo(drafts, code=4)
    assert (done["drafts"], done["left"]) == (1, [{"id": itzel, "code": "draft_edited"}])
    assert names(drafts) == {"Itzel": itzel}


def test_a_draft_that_somebody_finished_is_told_and_its_record_stays(
    drafts: Notebook, tmp_path: Path
) -> None:
    itzel = names(drafts)["Itzel"]
    more = tmp_path / "more.json"
    notice = {
        "notice_version": "1",
        "notice_date": "2025-10-01",
        "notice_to": "Su mamá",
        "notice_how": "leido",
    }
    more.write_text(json.dumps({**notice, "no_curp_reason": "no_tiene"}))
    drafts.run("draft", "resume", itzel, "--answers", str(more), "--json", "--no-input")
    assert drafts.code == 0
    assert undo(drafts, code=4)["left"] == [{"id": itzel, "code": "draft_finished"}]
    (student,) = json.loads(drafts.run("student", "list", "--json"))
    assert (student["first_names"], student["state"]) == ("Itzel", "finished")


def test_drafts_thrown_away_by_hand_are_not_missed(drafts: Notebook) -> None:
    for one in names(drafts).values():
        drafts.run("draft", "discard", one)
    done = undo(drafts)
    assert (done["form"], done["drafts"], done["left"]) == ("REG-A", 0, [])
    assert undo(drafts)["form"] == "REG-E"


def test_an_import_that_changed_a_draft_gives_the_earlier_one_back(drafts: Notebook, sheet: Sheet) -> None:
    changed = take(drafts, sheet, [*ITZEL[:-1], "6"])
    assert changed["drafts"] == 1
    assert grade(drafts, "Itzel") == "6"
    assert undo(drafts)["batch"] == changed["batch"]
    assert grade(drafts, "Itzel") == "3"
    assert undo(drafts)["drafts"] == 2
    assert names(drafts) == {}


def test_an_import_that_finished_a_draft_gives_it_back_as_a_draft(drafts: Notebook, sheet: Sheet) -> None:
    assert take(drafts, sheet, ITZEL, notice=True)["new"] == 1
    assert set(names(drafts)) == {"José"}
    done = undo(drafts)
    assert (done["new"], done["drafts"]) == (1, 0)
    assert set(names(drafts)) == {"Itzel", "José"}


def test_records_and_drafts_of_one_import_go_together(school: Notebook, sheet: Sheet) -> None:
    head = [*STUDENT, "notice_version", "notice_date", "notice_to", "notice_how"]
    said = ["1", "01/10/2025", "Su mamá", "leido"]
    rows = [[*ITZEL, *said], [*JOSE, "", "", "", ""], [*LUZ, "", "", "", ""]]
    came = school.take("students", sheet(head, *rows))
    assert (came["new"], came["drafts"]) == (1, 2), came
    done = undo(school)
    assert (done["batch"], done["new"], done["drafts"]) == (came["batch"], 1, 2)
    assert json.loads(school.run("student", "list", "--json")) == []


def grade(notebook: Notebook, name: str) -> str:
    """The grade in the draft about somebody."""
    shown = json.loads(notebook.run("draft", "show", names(notebook)[name], "--json"))
    return str(shown["answers"]["grade"])
