"""The table of exit codes: every way to fail has its code, its sentence in both languages, and its JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from fieldkit import errors, text
from fieldkit.cli import failure, l10n
from fieldkit.errors import FieldkitError, Problem
from fieldkit.store.engine import FILE
from tests.cli.conftest import Notebook
from tests.house.commands import facts, fieldkit

FACTS: dict[str, Any] = {
    "extra": "server",
    "kind": "school",
    "text": "x",
    "matches": [("id", "name")],
    "problems": [Problem("VZ4", "required")],
    "folder": "f",
    "name": "Ana",
    "file": "f",
    "found": 2,
    "known": 1,
    "host": "h",
    "here": "a",
    "there": "b",
    "wait": 5,
    "status": 500,
    "record": "r",
    "draft": None,
    "gone": 3,
    "held": 9,
}


def family(kind: type[FieldkitError]) -> list[type[FieldkitError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in family(child))]


KINDS = [kind for kind in family(FieldkitError) if kind is not l10n.WrongUsage]


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_sentence_in_both_languages(kind: type[FieldkitError], language: str) -> None:
    text.use(language)
    why = {"why": "cct_shape"} if kind is errors.BadIdentifier else {}
    said = failure.sentence(kind(**{**FACTS, **why}))
    assert len(said) > 15
    assert "{" not in said


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.NotFound, 3),
        (errors.Invalid, 3),
        (errors.DiskFull, 3),
        (errors.Offline, 5),
        (errors.CentreBusy, 5),
        (errors.LoginPage, 6),
        (errors.NotAllowed, 7),
        (errors.OtherVersion, 8),
        (errors.OtherCentre, 8),
        (errors.WrongClock, 9),
        (errors.Untrusted, 9),
        (failure.Paused, 130),
        (KeyboardInterrupt, 130),
        (RuntimeError, 1),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_error_leaves_with_its_code(
    kind: type[Exception], code: int, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    error = kind(**FACTS) if issubclass(kind, FieldkitError) else kind("secret")
    assert failure.told(error, as_json=False) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert "secret" not in said.err
    assert failure.told(error, as_json=True) == code
    assert json.loads(capsys.readouterr().out)["message"]


def test_an_error_without_words_is_told_as_a_bug_and_not_spilled(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert failure.told(errors.Invalid([Problem("V01", "no_such_code_at_all")]), as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "bug"


def test_a_notebook_of_a_newer_version_is_left_alone(notebook: Notebook) -> None:
    with sqlite3.connect(notebook.home / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (notebook.home / FILE).read_bytes()
    assert facts("school", "list", home=notebook.home, code=3)["error"] == "store_newer"
    assert (notebook.home / FILE).read_bytes() == before


def test_a_file_that_is_no_notebook_is_left_alone(notebook: Notebook) -> None:
    for leftover in notebook.home.glob(f"{FILE}-*"):
        leftover.unlink()
    (notebook.home / FILE).write_bytes(b"this is not a notebook at all" * 100)
    assert facts("school", "list", home=notebook.home, code=3)["error"] == "store_damaged"
    assert (notebook.home / FILE).read_bytes().startswith(b"this is not")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = facts("init", "--advisor", "Ana", "--no-input", home=tmp_path / "file" / "below", code=3)
    assert said["error"] == "store_read_only"


def test_a_copied_notebook_still_opens(notebook: Notebook, tmp_path: Path) -> None:
    shutil.copytree(notebook.home, tmp_path / "copy")
    assert "La Ciénega" in fieldkit("school", "list", home=tmp_path / "copy")
