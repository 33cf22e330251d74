"""The files of a notebook beside its database: each named by its own content, so that none is there twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldkit.store.photo import Kept

FOLDER = "attachments"


def name(kept: Kept) -> str:
    """The name of a file: the SHA-256 of its bytes, and what it is. It tells nothing of anybody."""
    import hashlib  # here, for loading OpenSSL costs a short command two milliseconds

    return f"{hashlib.sha256(kept.content).hexdigest()}.{kept.ending}"


def path(home: Path, name: str) -> Path:
    """Where a file of that name is, or would be."""
    return home / FOLDER / Path(name).name


def put(home: Path, kept: Kept) -> bool:
    """Write a file, on disk when this returns: whole, or not there at all. Returns whether it was new.

    Only one fieldkit writes at a time, in a transaction: half a file is what a power cut left of another
    photo, and goes. Raises OSError.
    """
    file = path(home, name(kept))
    file.parent.mkdir(mode=0o700, exist_ok=True)
    for half in file.parent.glob("*.part"):
        half.unlink(missing_ok=True)
    if file.is_file() and file.read_bytes() == kept.content:
        return False
    part = file.with_name(f"{file.name}.part")
    try:
        _write(part, kept.content)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(file.parent)
    return True


def drop(home: Path, name: str) -> None:
    """Take a file away; one that is not there is no trouble. Raises OSError."""
    path(home, name).unlink(missing_ok=True)


def here(home: Path) -> Iterator[Path]:
    """The files that are on this device."""
    folder = home / FOLDER
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.suffix != ".part")


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _settle(folder: Path) -> None:
    """Make the new name in a folder outlive a power cut, where the system lets a folder be synced."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
