"""What is on the path of a short command: nothing heavy. A field laptop is four times slower than ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.commands import fieldkit

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "httpx",
    "rich",
    "python_calamine",
    "xlsxwriter",
    "tomllib",
    "email",
    "asyncio",
    "nacl",
    "fastapi",
    "networkx",
}


SHORT = [
    ["--help"],
    ["school", "--help"],
    ["status", "--json"],
    ["today", "--json"],
    ["guide", "--json"],
    ["agenda", "--json"],
    ["student", "risk", "--json"],
    ["school", "list", "--json"],
    ["monitoring", "list", "--json"],
    ["tutoring", "list", "--json"],
    ["tutoring", "network", "--json"],
    ["qualification", "list", "--json"],
    ["exercise", "list", "--json"],
    ["school", "new", "--answers", "school.json", "--no-input", "--json"],
]


@pytest.mark.parametrize("words", SHORT, ids=" ".join)
def test_a_short_command_imports_nothing_heavy(words: list[str], home: Path, tmp_path: Path) -> None:
    fieldkit("init", "--advisor", "Ana Ruiz", "--no-input", home=home)
    (tmp_path / "school.json").write_text('{"cct": "12KPR9001T", "name": "La Ciénega"}', encoding="utf-8")
    assert not _imported(words, home, tmp_path) & HEAVY


def test_completion_imports_nothing_heavy(home: Path, tmp_path: Path) -> None:
    asked = {"_FIELDKIT_COMPLETE": "complete_bash", "COMP_WORDS": "fieldkit sch", "COMP_CWORD": "1"}
    assert not _imported([], home, tmp_path, **asked) & HEAVY


def _imported(words: list[str], home: Path, folder: Path, **environment: str) -> set[str]:
    """The packages that a command loads."""
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldkit", *words],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "FIELDKIT_HOME": str(home), **environment},
    )
    assert answer.returncode == 0, answer.stdout
    lines = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "fieldkit" in imported
    return imported
