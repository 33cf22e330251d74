"""A copy is put where it is wanted when it is whole, and takes no place but that of another such copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldkit.errors import Unreadable


@contextmanager
def in_place_of(target: Path, alike: Callable[[Path], bool]) -> Iterator[Path]:
    """An empty file beside `target`, only its owner's, to write the copy into; it is durable when it gets its
    name. alike: whether a file is such a copy, of yesterday.

    Raises Unreadable where something else stands, OSError; then nothing is changed and nothing left.
    """
    beside = (Path(f"{target}{more}") for more in ("-wal", "-journal"))
    if any(file.exists() for file in beside):  # looked for first: to look into a copy may leave one there
        raise Unreadable(file=str(target), why="no_copy")
    if target.exists() and not (target.is_file() and alike(target)):  # to open a pipe is to wait for it
        raise Unreadable(file=str(target), why="no_copy")
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield half
        with half.open("rb+") as whole:
            os.fsync(whole.fileno())
        half.replace(target)
        _settle(target.parent)
    finally:
        away(half)


def away(half: Path) -> None:
    """Nothing is left of a copy that is not wanted, nor of what SQLite put beside it."""
    for more in ("", "-journal", "-wal", "-shm"):
        Path(f"{half}{more}").unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make the names in a folder durable, where the system can: Windows opens no folder."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
