"""Rules about the code that ruff and mypy do not know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.walls import ROOT, calls, modules, name, tracked, tree

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "service",
    "data",
    "common",
    "base",
    "misc",
    "info",
    "handler",
}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
PRINTING = {"print", "echo", "secho", "say", "ask", "confirm", "write", "log", "rule"}
REGISTRIES = ("py" + "pi.org", "python" + "hosted", "conda" + ".anaconda")


@pytest.mark.parametrize("module", modules(), ids=name)
def test_a_module_says_what_it_is_for(module: Path) -> None:
    assert not module.read_text(encoding="utf-8").strip() or ast.get_docstring(tree(module))


@pytest.mark.parametrize("module", modules(), ids=name)
def test_a_module_fits_its_budget(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines"
    long = [f"{node.name}: {size}" for node, size in _functions(module) if size > LONGEST_FUNCTION]
    assert not long


def test_there_are_no_drawers() -> None:
    files = [path for path in tracked() if path.suffix in (".py", ".toml", ".md")]
    drawers = [name(path) for path in files if DRAWERS & set(path.stem.lower().split("_"))]
    assert not drawers


def test_no_test_is_skipped() -> None:
    skips = {"skip", "skipif", "xfail", "importorskip"}
    here = [path for path in tracked() if path.suffix == ".py" and "tests" in path.parts]
    found = [
        f"{name(path)}:{node.lineno}"
        for path in here
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in skips
    ]
    assert not found


def test_no_file_knows_this_machine_or_a_package_registry() -> None:
    secrets = {str(ROOT), str(Path.home()), *REGISTRIES}
    found = [
        f"{name(path)}: {secret}"
        for path in tracked()
        for secret in secrets
        if secret.encode() in path.read_bytes()
    ]
    assert not found


@pytest.mark.parametrize("door", ["cli", "server"])
def test_a_door_prints_no_sentence_of_its_own(door: str) -> None:
    found = [
        f"{name(module)}:{node.lineno}"
        for module in modules()
        if door in module.parts
        for called, node in calls(module)
        for given in [*(node.args[:1] if called in PRINTING else []), *_helps(node)]
        if _sentence(given)
    ]
    assert not found


def _helps(call: ast.Call) -> list[ast.expr]:
    return [word.value for word in call.keywords if word.arg in ("help", "prompt", "epilog", "description")]


def _sentence(node: ast.expr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(" " in text.strip() and any(sign.isalpha() for sign in text) for text in words)


def _functions(module: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1
