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
}


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["school", "--help"],
        ["status", "--json"],
        ["school", "list", "--json"],
        ["monitoring", "list", "--json"],
    ],
    ids=" ".join,
)
def test_a_short_command_imports_nothing_heavy(words: list[str], home: Path) -> None:
    fieldkit("init", "--advisor", "Ana Ruiz", "--no-input", home=home)
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldkit", *words],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FIELDKIT_HOME": str(home)},
    )
    assert answer.returncode == 0, answer.stdout
    lines = [line for line in answer.stderr.splitlines() if line.startswith("import time:")]
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "fieldkit" in imported
    assert not imported & HEAVY
