"""A copy of a centre that is at work: whole, of one moment, and nobody has to wait for it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from fieldkit.errors import Unreadable
from fieldkit.store import centre


def copy(url: str, target: Path) -> None:
    """Copy the centre's file, with what is not yet in it but beside it; then it takes the place of `target`.

    Raises Unreadable for a centre that is no file, is not there, or is `target` itself; OSError.
    """
    address = centre.address_of(url)
    if address.get_backend_name() != "sqlite":
        raise Unreadable(file=centre.shown(address), why="no_file")
    source = Path(address.database or "")
    if not source.is_file():
        raise Unreadable(file=str(source), why="missing")
    if target.is_dir() or (target.exists() and target.samefile(source)):
        raise Unreadable(file=str(target), why="no_copy")
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    os.close(os.open(half, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(half)) as here:
        there.backup(here)
        if here.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Unreadable(file=str(source), why="no_centre")
    half.replace(target)
