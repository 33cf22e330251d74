"""The whole notebook in one file, of one moment, also while somebody writes in it."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fieldkit.errors import StoreDamaged
from fieldkit.store import engine
from fieldkit.store.copies import away, in_place_of

_NOT_OURS = (f"{engine.FILE}*", "fieldkit-before-step-*", "centre.db*", "sync.lock")
"""At the top of a notebook's folder: what is copied otherwise, and what a centre keeps there."""

_HALF = (".part", ".part.db")
"""How the names end of a copy that is being made, or that the power cut short."""

_LOG = "log"
"""What went wrong in the program: it is of no use elsewhere."""


def backup(connection: sqlite3.Connection, home: Path, target: Path) -> None:
    """Put the notebook, its photos and all else of its folder into a ZIP file, in place of an older copy.

    The file of the notebook alone is no copy: what was saved last stands in another one beside it.
    Raises Unreadable where `target` is no copy or cannot be a file, StoreDamaged, OSError.
    """
    with in_place_of(target, _is_a_copy) as half:
        copied = half.with_name(half.name + ".db")
        copied.unlink(missing_ok=True)
        os.close(os.open(copied, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(sqlite3.connect(copied)) as copy:
                connection.backup(copy)
                if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                    raise StoreDamaged(file=str(home / engine.FILE))
            with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                packed.write(copied, engine.FILE)
                for file in _others(home):
                    packed.write(file, file.relative_to(home))
        finally:
            away(copied)


def _is_a_copy(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as packed:
            return engine.FILE in packed.namelist()
    except zipfile.BadZipFile:
        return False


def _others(home: Path) -> Iterator[Path]:
    """What else belongs to a notebook. No copy of it does, whole or half, in whatever folder: this one would
    be packed into itself until the disk is full.
    """
    left_out = {file for name in _NOT_OURS for file in home.glob(name)} | {home / _LOG}
    for top in sorted(set(home.iterdir()) - left_out):
        files = sorted(file for file in (top, *top.rglob("*")) if file.is_file())
        yield from (file for file in files if not (file.name.endswith(_HALF) or _is_a_copy(file)))
