"""A notebook with one school and its people, and a person at a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect
import pytest

from fieldkit.actions import advisor
from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make

NOW = "2025-10-20T12:00:00"
"""The day on which these stories play, in the school year 2025-2026."""

_DRAWN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Notebook:
    """A notebook on disk. cct: of its school; the rest are ids."""

    home: Path
    cct: str
    school: str
    student: str
    relative: str


@pytest.fixture
def notebook(home: Path) -> Notebook:
    """A notebook with a school, two students and a relative."""
    store = advisor.init(home, "Ana Ruiz")
    by = str(store.meta("advisor"))
    sound = {"kind": "comunitaria", "modality": "indigena", "organisation": "unitaria"}
    (school,) = store.save([make.school(cct="12KPR0001Z", name="La Ciénega", **sound)], by=by)
    itzel = _person(store, school.record, by, first_names="Itzel", surname="Sánchez")
    _person(store, school.record, by, first_names="José", surname="Peña", sex="H")
    family = _person(store, school.record, by, "relative", first_names="Rosa", surname="Peña")
    store.close()
    return Notebook(home, "12KPR0001Z", school.record, itzel, family)


def _person(store: Store, school: str, by: str, role: str = "student", **answers: Any) -> str:
    form = "REG-A" if role == "student" else "REG-F"
    (person,) = store.save([make.person(school, form, **answers)], by=by)
    store.save([make.membership(school, person.record, role)], by=by)
    return person.record


def save(notebook: Notebook, *edits: Edit) -> list[str]:
    """Save these edits; gives the ids of the records."""
    store = Store.open(notebook.home)
    changes = store.save(edits, by=str(store.meta("advisor")))
    store.close()
    return [change.record for change in changes]


@pytest.fixture
def month(notebook: Notebook) -> Notebook:
    """Two days in the community in October, and one in November."""
    save(notebook, *(make.sheet(notebook.school, day, V01="jornada") for day in ("2025-10-06", "2025-10-07")))
    save(notebook, make.sheet(notebook.school, "2025-11-03", V01="jornada"))
    return notebook


SHEET = {
    "date": "2025-10-17",
    "V01": "jornada",
    "V02": "asesor",
    "V03_A": "08:00",
    "V03_B": "14:00",
    "V05": "Lectura en voz alta",
    "V07_C": "si",
    "V07_H": 1,
    "V07_M": 1,
    "VD1": "no",
    "VF4_H": "no",
    "VF4_C": 0,
    "VZ1": "no",
    "VZ4": "2025-11-03",
    "VZ5": {"name": "Rosa Peña", "mode": "firmo"},
}
"""A whole monitoring sheet, as a script would give it."""


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of answers: the whole sheet, with these in place of its own (None leaves one out)."""

    def write(**other: Any) -> Path:
        file = tmp_path / "answers.json"
        chosen = {code: value for code, value in {**SHEET, **other}.items() if value is not None}
        file.write_text(json.dumps(chosen), encoding="utf-8")
        return file

    return write


class Terminal:
    """Somebody at a real terminal. keys: how many were pressed, Enter too."""

    def __init__(self, home: Path, *words: str, lang: str = "es") -> None:
        environment = {**os.environ, "FIELDKIT_HOME": str(home), "FIELDKIT_LANG": lang, "FIELDKIT_NOW": NOW}
        environment |= {"TERM": "xterm", "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "fieldkit", *words]
        self.process = pexpect.spawn(
            command[0],
            command[1:],
            env=environment,  # type: ignore[arg-type]
            encoding="utf-8",
            timeout=20,
            dimensions=(50, 120),
        )
        self.process.setecho(False)
        self.keys = 0
        self.seen = ""

    def asked(self, *words: str) -> str:
        """What was on the screen until it waits for an answer; these words must be there."""
        self.process.expect("> $")
        self.seen = _DRAWN.sub("", self.process.before or "")
        for word in words:
            assert word in self.seen, self.seen
        return self.seen

    def type(self, line: str = "") -> None:
        """Type a line and press Enter."""
        self.keys += len(line) + 1
        self.process.sendline(line)

    def answer(self, word: str, line: str = "") -> None:
        """Wait for a question with this word, and answer it."""
        self.asked(word)
        self.type(line)

    def end(self) -> tuple[int, str]:
        """Wait until the command ends. Returns its exit code and what it said last."""
        self.process.expect(pexpect.EOF)
        self.seen = _DRAWN.sub("", self.process.before or "")
        self.process.close()
        return self.process.exitstatus, self.seen

    def kill(self) -> None:
        """A power cut, as far as the process can tell."""
        self.process.kill(9)
        self.process.wait()


@pytest.fixture
def terminal(notebook: Notebook) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals on the notebook, and closes what is left open."""
    opened: list[Terminal] = []

    def start(*words: str, **facts: str) -> Terminal:
        opened.append(Terminal(notebook.home, *words, **facts))
        return opened[-1]

    yield start
    for one in opened:
        one.process.close(force=True)
