"""What the commands of every day load: nothing they do not use, for a field laptop is slow."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Notebook
from tests.house.test_startup import HEAVY

RUN = """
import os, sys
from fieldkit.cli.app import run
os.environ["CODE"] = str(run())
print("LOADED", *sorted(sys.modules), file=sys.stderr)
raise SystemExit(int(os.environ["CODE"]))
"""
ASKING = {"fieldkit.cli.ask", "fieldkit.cli.screen", "fieldkit.cli.answering", "readline"}
"""What only a person at a terminal needs."""


def loaded(notebook: Notebook, *words: object, **environment: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    answer = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, words)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_NOW": NOW, "PYTHONUTF8": "1", **environment},
    )
    return set(answer.stderr.partition("LOADED ")[2].split())


def heavy(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} & HEAVY


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("today",),
        ("school", "list"),
        ("student", "list", "--school", "12KPR0001Z"),
        ("monitoring", "list"),
        ("draft", "list"),
        ("search", "sanchez"),
        ("escuela", "--help"),
    ],
    ids=" ".join,
)
def test_a_command_of_every_day_loads_nothing_heavy(notebook: Notebook, words: tuple[str, ...]) -> None:
    modules = loaded(notebook, *words)
    assert "fieldkit.cli.app" in modules
    assert not heavy(modules) | (modules & ASKING)


def test_a_save_from_a_file_loads_nothing_heavy_and_reads_no_toml(
    notebook: Notebook, answers: Callable[..., Path]
) -> None:
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(), "--no-input", "--json")
    modules = loaded(notebook, *words)
    assert "fieldkit.forms.check" in modules
    assert not heavy(modules) | (modules & ASKING)


def test_help_loads_no_command(notebook: Notebook) -> None:
    modules = loaded(notebook, "--help")
    commands = {f"fieldkit.cli.{name}" for name in ("school", "monitoring", "status", "sync", "server")}
    assert not modules & (commands | {"sqlite3", "fieldkit.store.store", "fieldkit.forms.form"})
    assert not heavy(modules)


def test_completion_loads_no_other_command_and_nothing_heavy(notebook: Notebook) -> None:
    words = {"COMP_WORDS": "fieldkit escuela li", "COMP_CWORD": "2", "_FIELDKIT_COMPLETE": "complete_bash"}
    modules = loaded(notebook, **words)
    assert "fieldkit.cli.school" in modules
    assert not modules & {"fieldkit.cli.monitoring", "sqlite3"}
    assert not heavy(modules)
