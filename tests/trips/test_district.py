"""The whole invented district goes in, and what is in the notebook is what `expected.json` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.house.commands import facts, fieldkit

SAMPLES = Path(__file__).parents[2] / "sample_data"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
NOTICE = (
    "--notice",
    "2025-1",
    "--notice-date",
    "2025-09-02",
    "--notice-to",
    "familias",
    "--notice-how",
    "leido",
)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with the schools of the district."""
    home = tmp_path_factory.mktemp("district")
    fieldkit("init", "--advisor", "Ana Ruiz", "--no-input", home=home)
    assert brought("schools", "escuelas.csv", home)["new"] == EXPECTED["schools"]
    return home


def brought(kind: str, file: str, home: Path, *words: str, code: int = 0) -> Any:
    return facts("import", kind, SAMPLES / file, *words, home=home, code=code)


def people(kind: str, file: str, home: Path, code: int = 0) -> Any:
    return brought(kind, file, home, *NOTICE, code=code)


@pytest.fixture(scope="module")
def filled(notebook: Path) -> Path:
    """The notebook with all the lists, each with its lines refused for the reason they were made with."""
    for roster in EXPECTED["rosters"].values():
        outcome = people("students", roster["file"], notebook, code=4)
        refused = [{key: line[key] for key in ("line", "field", "code")} for line in outcome["refused"]]
        assert outcome["new"] == roster["students"]
        assert refused == roster["refused"]
    assert people("teachers", "docentes.csv", notebook)["new"] == EXPECTED["teachers"]
    assert people("families", "familias.csv", notebook)["refused"] == []
    return notebook


def test_the_registers_hold_everybody_once_without_who_has_left(filled: Path) -> None:
    left = sum(roster["left"] for roster in EXPECTED["rosters"].values())
    assert left
    assert len(facts("student", "list", home=filled)) == EXPECTED["students"] - left
    assert len(facts("teacher", "list", home=filled)) == EXPECTED["teachers"]
    assert len(facts("family", "list", home=filled)) == EXPECTED["relatives"]


def test_the_lists_brought_again_change_nothing(filled: Path) -> None:
    for roster in EXPECTED["rosters"].values():
        outcome = people("students", roster["file"], filled, code=4)
        assert (outcome["new"], outcome["changed"], outcome["same"]) == (0, 0, roster["students"])
    outcome = people("families", "familias.csv", filled)
    assert (outcome["new"], outcome["changed"], outcome["same"]) == (0, 0, EXPECTED["kinships"])


def test_a_month_of_sheets_and_the_diagnoses_go_in_without_a_question(filled: Path) -> None:
    assert brought("DXA", "diagnosticos.jsonl", filled)["new"] == EXPECTED["diagnoses"]
    assert brought("FS", "fichas_octubre.jsonl", filled)["new"] == EXPECTED["sheets"]
    visit = json.loads((SAMPLES / "visita.json").read_text("utf-8"))
    words = ("--school", visit["school"], "--answers", SAMPLES / "visita.json", "--no-input")
    assert facts("monitoring", "new", *words, home=filled)["state"] == "finished"
