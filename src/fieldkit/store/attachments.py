"""The files of a notebook beside its database: each named by its own content, so that none is there twice.

A file and the note about it cannot be saved in one transaction. So a file is in doubt, under another name,
from before its note is committed, or taken back, until after; who finds it so asks what became of the note.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.domain.record import CORRECTED

if TYPE_CHECKING:
    from fieldkit.store.photo import Kept
    from fieldkit.store.store import Store

FORM = "ADJ"
FOLDER = "attachments"
_DOUBT = ".part"


def name(kept: Kept) -> str:
    """The name of a file: the SHA-256 of its bytes, and what it is. It tells nothing of anybody."""
    return f"{_digest(kept.content)}.{kept.ending}"


def path(home: Path, name: str) -> Path:
    """Where a file of that name is, or would be."""
    return home / FOLDER / Path(name).name


def lay(home: Path, kept: Kept) -> None:
    """Write a file, in doubt, on disk when this returns; nothing when it is here. Raises OSError."""
    file = path(home, name(kept))
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if _is(file, file.name):
        return
    try:
        _write(_doubted(file), kept.content)
    except BaseException:
        _doubted(file).unlink(missing_ok=True)
        raise


def doubt(home: Path, name: str) -> None:
    """Put a file that is here in doubt. Raises OSError."""
    file = path(home, name)
    if file.is_file():
        file.replace(_doubted(file))


def doubtful(home: Path) -> list[str]:
    """The names of the files in doubt."""
    return sorted(file.stem for file in (home / FOLDER).glob(f"*{_DOUBT}"))


def keep(home: Path, name: str) -> None:
    """End the doubt about a file: it is here, for good; what is only half of it goes. Raises OSError."""
    file = path(home, name)
    if _is(_doubted(file), file.name):
        _doubted(file).replace(file)
        _settle(file.parent)
    else:
        _doubted(file).unlink(missing_ok=True)


def drop(home: Path, name: str) -> None:
    """Take a file away, in doubt or not; one that is not there is no trouble. Raises OSError."""
    path(home, name).unlink(missing_ok=True)
    _doubted(path(home, name)).unlink(missing_ok=True)


def told_of(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the journal names a file, in whichever line: it is read from its beginning to its end."""
    found = connection.execute("SELECT 1 FROM change WHERE instr(line, CAST(? AS BLOB)) LIMIT 1", (name,))
    return found.fetchone() is not None


def taken_along(store: Store, record: str, school: str | None, bucket: str, reason: str) -> list[Edit]:
    """What takes the photos and copies of a record (an id) where it goes: they are read by whom reads it.

    school: the one it is about now; None when it is about none. bucket: where it is kept now.
    """
    moved = []
    for one in store.find(Entry, form=FORM, subject=record):
        answers = {code: value for code, value in one.answers.items() if code != "school"}
        answers |= {"school": school} if school else {}
        doc = {**one.doc, "state": CORRECTED, "reason": reason, "answers": answers}
        moved.append(Edit(one.kind, bucket, doc, one.id, one.rev))
    return moved


def here(home: Path) -> Iterator[Path]:
    """The files that are on this device."""
    folder = home / FOLDER
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.suffix != _DOUBT)


def _doubted(file: Path) -> Path:
    return file.with_name(file.name + _DOUBT)


def _is(file: Path, named: str) -> bool:
    """Whether a file is there and is what it is named after."""
    return file.is_file() and _digest(file.read_bytes()) == named.partition(".")[0]


def _digest(content: bytes) -> str:
    import hashlib  # here, for loading OpenSSL costs a short command two milliseconds

    return hashlib.sha256(content).hexdigest()


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
