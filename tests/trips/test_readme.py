"""The README alone: its five commands, typed by somebody who presses Enter wherever they may."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pexpect
import pytest

from fieldkit.forms.form import load
from tests.cli.conftest import Terminal
from tests.house.commands import facts
from tests.house.console import typed
from tests.house.walls import ROOT

KNOWN = {
    "REG-E": {"cct": "12KPR9001T", "name": "Primaria comunitaria"},
    "REG-A": {
        "school": "1",
        "first_names": "Itzel",
        "surname": "Sánchez",
        "birth_date": "2017-07-30",
        "sex": "M",
        "grade": "3",
        "notice_version": "2025-1",
        "notice_date": "hoy",
        "notice_to": "Rosa Peña",
        "notice_how": "1",
    },
    "FS": {
        "school": "1",
        "V03_A": "8",
        "V03_B": "14",
        "V05": "-8",
        "V07_H": "0",
        "V07_M": "1",
        "VF4_H": "n",
        "VF4_C": "0",
        "VZ4": "+14",
        "VZ5": "Rosa Peña",
    },
}
"""What a beginner types, by form and item; Enter everywhere else."""

FORMS = ("", "REG-E", "REG-A", "FS", "")
"""The form that each of the five commands fills in."""

ASKED = re.compile(r"^\S*\d+/\d+ (.*?)(?:  .*)?$", re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_five_commands_lead_to_a_finished_sheet(page: str, home: Path) -> None:
    language = "en" if page == "README.en.md" else "es"
    commands = [step.command for step in typed((ROOT / page).read_text(encoding="utf-8"))]
    assert len(commands) == len(FORMS) == 5
    for command, form in zip(commands, FORMS, strict=True):
        items = load(form).items if form else {}
        answers = {items[code].label(language): answer for code, answer in KNOWN.get(form, {}).items()}
        code, told = _beginner(Terminal(home, *shlex.split(command)[1:], lang=language), answers)
        assert code == 0, f"$ {command}\n{told}"
    assert [sheet["state"] for sheet in facts("monitoring", "list", home=home)] == ["finished"]


def _beginner(terminal: Terminal, answers: dict[str, str]) -> tuple[int, str]:
    told, typing = "", True
    while typing:
        typing = terminal.process.expect(["> $", pexpect.EOF]) == 0
        new = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", terminal.process.before or "")
        told += new
        if typing:
            assert terminal.keys < 200, told
            question = ASKED.findall(new)
            terminal.type(answers.get(question[-1], "") if question else "")
    terminal.process.close()
    return int(terminal.process.exitstatus or 0), told
