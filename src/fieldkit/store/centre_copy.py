"""A copy of a centre that is at work: whole, of one moment, and nobody has to wait for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fieldkit.errors import DiskFull, Unreadable
from fieldkit.store import centre, engine
from fieldkit.store.copies import in_place_of

_STILL = "mode=ro&immutable=1"
"""How a copy is looked into: nobody writes in it, and SQLite leaves no file beside it."""


def copy(url: str, target: Path) -> None:
    """Copy the centre's file, with what is not yet in it but beside it, in place of an older copy.

    Raises Unreadable for a centre that is no file or is not there, and where `target` is no copy; DiskFull,
    OSError.
    """
    address = centre.address_of(url)
    if address.get_backend_name() != "sqlite":
        raise Unreadable(file=centre.shown(address), why="no_file")
    source = Path(address.database or "")
    if not source.is_file():
        raise Unreadable(file=str(source), why="missing")
    if not _is_a_centre(source, "mode=ro"):
        raise Unreadable(file=str(source), why="no_centre")
    try:
        _copy(source, target)
    except sqlite3.Error as trouble:
        full = engine.no_room(trouble)
        raise DiskFull if full else Unreadable(file=str(source), why="no_centre") from trouble


def _copy(source: Path, target: Path) -> None:
    with (
        in_place_of(target, lambda old: not old.samefile(source) and _is_a_centre(old, _STILL)) as half,
        closing(sqlite3.connect(source)) as there,
        closing(sqlite3.connect(half)) as here,
    ):
        there.backup(here)
        if here.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Unreadable(file=str(source), why="no_centre")


def _is_a_centre(file: Path, how: str) -> bool:
    """Whether it is the database of a centre: a notebook has none of these tables. how: it is opened."""
    asked = "SELECT count(*) FROM sqlite_master WHERE name IN ('centre', 'advisor', 'device')"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as found:
            return bool(found.execute(asked).fetchone()[0] == 3)
    except sqlite3.DatabaseError:
        return False
