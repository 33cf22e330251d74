"""The whole notebook in one file: what comes out of it is the notebook as it was."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import Notebook
from tests.cli.visit import Write, new
from tests.house.commands import facts, fieldkit


def opened(copy: Path, folder: Path) -> Path:
    """The notebook that a copy is."""
    with zipfile.ZipFile(copy) as packed:
        packed.extractall(folder)
    return folder


def test_a_copy_has_what_was_just_saved_the_drafts_and_the_photos(
    notebook: Notebook, answers: Write, tmp_path: Path
) -> None:
    """Made while another command has the notebook open and has just written in it."""
    left = new(notebook, answers(VZ4=None), code=3)
    photo = notebook.home / "attachments" / "ab" / "abcd.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")
    (photo.parent / "other.zip").write_bytes(b"kept too")
    writing = Store.open(notebook.home)
    (saved,) = writing.save([make.sheet(notebook.school, "2025-10-06")], by=str(writing.meta("advisor")))
    copy = tmp_path / "copia.zip"
    fieldkit("respaldar", copy, home=notebook.home)
    writing.close()

    home = opened(copy, tmp_path / "other")
    assert facts("monitoring", "show", saved.record, home=home)["id"] == saved.record
    assert [one["id"] for one in facts("draft", "list", home=home)] == [left["id"]]
    assert (home / "attachments" / "ab" / "abcd.jpg").read_bytes() == b"a photo"
    assert (home / "attachments" / "ab" / "other.zip").read_bytes() == b"kept too"
    assert copy.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in tmp_path.glob("copia*")) == ["copia.zip"], "nothing else is left there"


def test_a_copy_takes_the_place_of_yesterdays_and_has_none_in_it(notebook: Notebook) -> None:
    """Kept in the folder of the notebook itself it would double each day."""
    copy = notebook.home / "copia.zip"
    for _ in range(2):
        fieldkit("backup", copy, home=notebook.home)
    with zipfile.ZipFile(copy) as packed:
        assert "copia.zip" not in packed.namelist()
        assert packed.testzip() is None


def test_no_copy_whole_or_half_is_in_a_copy_and_all_else_is(notebook: Notebook) -> None:
    """In a folder of the notebook it would pack what it writes, until the disk is full."""
    folder = notebook.home / "copias"
    folder.mkdir()
    (folder / "apuntes.particular.pdf").write_bytes(b"mine")
    (folder / "damaged.zip").write_bytes(b"PK\x03\x04 and no more" * 9)
    (folder / "lunes.zip.part").write_bytes(b"cut short by the power")
    (notebook.home / "photo.bin").write_bytes(os.urandom(3 << 20))
    with zipfile.ZipFile(folder / "of another.zip", "w") as other:
        other.writestr("letter.txt", "mine too")
    for name in ("lunes.zip", "martes.zip", "martes.zip"):
        fieldkit("backup", folder / name, home=notebook.home)
    with zipfile.ZipFile(folder / "martes.zip") as packed:
        kept = [name for name in packed.namelist() if name.startswith("copias/")]
        assert kept == ["copias/apuntes.particular.pdf", "copias/damaged.zip", "copias/of another.zip"]
        assert packed.testzip() is None


@pytest.mark.parametrize("where", [".", "fieldkit.db", "fieldkit.db-wal", "a.jpg", "missing/copia.zip"])
def test_a_copy_never_replaces_the_notebook_nor_goes_where_no_file_can_be(
    notebook: Notebook, where: str
) -> None:
    (notebook.home / "a.jpg").write_bytes(b"a photo")
    target = notebook.home / where
    said = facts("backup", target, home=notebook.home, code=3)["message"]
    assert str(target) in said
    assert facts("school", "list", home=notebook.home)[0]["cct"] == notebook.cct
    assert not list(notebook.home.rglob("*.part*"))
    assert (notebook.home / "a.jpg").read_bytes() == b"a photo"
