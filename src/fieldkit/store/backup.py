"""The whole notebook in one file, of one moment, also while somebody writes in it."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fieldkit.errors import StoreDamaged, Unreadable
from fieldkit.store import engine

_NOT_OURS = (
    *(f"{engine.FILE}*", "fieldkit-before-step-*", "centre.db*"),
    *("sync.lock", "*.part", "*.part.db", "*.zip", "log/*"),
)
"""Of the folder of a notebook: what is copied otherwise, what a centre keeps there, what only mends."""


def backup(connection: sqlite3.Connection, home: Path, target: Path) -> None:
    """Put the notebook, its photos and all else of its folder into a ZIP file; one of yesterday is replaced
    when the new one is whole.

    The file of the notebook alone is no copy: what was saved last stands in another one beside it.
    Raises Unreadable where `target` cannot be a file, StoreDamaged, OSError.
    """
    if target.is_dir() or target.resolve() == (home / engine.FILE).resolve():
        raise Unreadable(file=str(target), why="no_copy")
    half = target.with_name(target.name + ".part")
    copied = half.with_name(half.name + ".db")
    for file in (half, copied):
        file.unlink(missing_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with closing(sqlite3.connect(copied)) as copy:
            connection.backup(copy)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StoreDamaged(file=str(home / engine.FILE))
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.write(copied, engine.FILE)
            for file in _others(home):
                packed.write(file, file.relative_to(home))
        with half.open("rb+") as whole:
            os.fsync(whole.fileno())
        half.replace(target)
    finally:
        copied.unlink(missing_ok=True)
        half.unlink(missing_ok=True)


def _others(home: Path) -> Iterator[Path]:
    for file in sorted(home.rglob("*")):
        within = file.relative_to(home)
        if file.is_file() and not any(within.match(name) for name in _NOT_OURS):
            yield file
