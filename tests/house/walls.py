"""Reading our own source: the files of the repository, their syntax trees, the keys they use."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fieldkit"


@cache
def tracked() -> list[Path]:
    """Every file that belongs to the repository."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


@cache
def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(SOURCE.rglob("*.py"))


@cache
def tree(module: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(module.read_text(encoding="utf-8"))


def name(module: Path) -> str:
    """A module's path as it is written in a failure."""
    return module.relative_to(ROOT).as_posix()


def calls(module: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module with the last name of what is called: `kit.say(…)` gives `say`."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            called = node.func
            yield getattr(called, "attr", None) or getattr(called, "id", ""), node


def strings(module: Path) -> Iterator[re.Pattern[str]]:
    """Every string of a module as a pattern; what is filled in at run time may be anything."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.JoinedStr):
            yield re.compile("".join(_piece(part) for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.compile(re.escape(node.value))


def _piece(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else ".+"
