"""The one place that opens the notebook of a device, keeps it durable and words SQLite's troubles."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fieldkit.errors import (
    DiskFull,
    NoStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreNewer,
    StoreReadOnly,
)

FILE = "fieldkit.db"
KNOWN = 1
"""The newest step in `steps/`; a test keeps the two together."""

CACHE = 32
"""How many MB of the notebook are kept in memory."""

_LOG = 16_000_000
"""Bytes that the log keeps on the disk when it begins anew; an import may have made it as long as itself."""

_PATIENCE = 5.0
"""Seconds to wait for another fieldkit that is writing."""

_CRASH = os.environ.get("FIELDKIT_CRASH")
_hits: Counter[str] = Counter()


def open_device(home: Path, *, create: bool = False, cache: int = CACHE) -> sqlite3.Connection:
    """Open the notebook in this folder, bringing an older one up to date. The only way in.

    create: make folder and file when they are missing. cache: how many MB of it are kept in memory.
    Raises NoStore, StoreNewer, StoreDamaged, StoreReadOnly, StoreBusy, DiskFull. A damaged or foreign file
    is left exactly as it is.
    """
    file = home / FILE
    if create:
        _make(file)
    elif not file.is_file():
        raise NoStore(folder=str(home))
    with guarded(home):
        connection = _connect(file)
        try:
            _make_durable(connection, cache)
            _bring_up_to_date(connection, home, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


def _make(file: Path) -> None:
    """An empty file that only its owner can read, in a folder of which the same is true when it is new."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as trouble:
        raise StoreReadOnly(folder=str(file.parent)) from trouble


def _connect(file: Path) -> sqlite3.Connection:
    """A connection; one that only reads where the folder cannot be written."""
    address = file.absolute().as_uri()
    if not os.access(file.parent, os.W_OK) and not file.with_name(FILE + "-wal").exists():
        address += "?immutable=1"  # SQLite needs files beside it to read what somebody could be changing
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)


def _make_durable(connection: sqlite3.Connection, cache: int) -> None:
    for pragma in ("synchronous=FULL", "fullfsync=ON", "foreign_keys=ON", f"cache_size=-{cache * 1000}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA journal_size_limit={_LOG}")
    connection.execute("PRAGMA temp_store=MEMORY")  # what a statement may take back


def _bring_up_to_date(connection: sqlite3.Connection, home: Path, *, create: bool) -> None:
    found = version(connection)
    if found == KNOWN:
        if not _is_ours(connection):
            raise StoreDamaged(file=str(home / FILE))
        return
    if found > KNOWN:
        raise StoreNewer(found=found, known=KNOWN)
    if found == 0 and not create:
        raise NoStore(folder=str(home))
    if found == 0:
        connection.execute("PRAGMA journal_mode=WAL")
    else:
        with transaction(connection):  # of two that find the same step to take, one copies, and nobody writes
            _copy(home / FILE, home / f"fieldkit-before-step-{found + 1:04}.db")
    for step in range(found + 1, KNOWN + 1):
        _apply(connection, step)


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether it is a notebook at all: another program may count its own steps."""
    names = "SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'change', 'record', 'draft')"
    return bool(connection.execute(names).fetchone()[0] == 4)


def version(connection: sqlite3.Connection) -> int:
    """The last step applied to this file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(notebook: Path, target: Path) -> None:
    """A whole copy beside the notebook before it is changed; one already there is older, and stays."""
    from fieldkit.store.copies import in_place_of

    if target.exists():
        return
    with (
        in_place_of(target, lambda _: False) as half,
        closing(sqlite3.connect(notebook)) as reading,
        closing(sqlite3.connect(half)) as copy,
    ):
        reading.backup(copy)


def _apply(connection: sqlite3.Connection, step: int) -> None:
    """One step, whole or not at all. Another fieldkit may have been quicker."""
    (file,) = Path(__file__).with_name("steps").glob(f"{step:04}_*.sql")
    with transaction(connection):
        if version(connection) >= step:
            return
        for statement in _statements(file.read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={step}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


class transaction:  # noqa: N801 (used as a word: `with transaction(connection):`)
    """All that is written inside is kept, durably, or none of it. Inside another one it is part of that.

    It gives a cursor, for what is executed often: without one each statement makes its own.
    """

    __slots__ = ("connection", "cursor", "outermost")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> sqlite3.Cursor:
        connection = self.connection
        self.cursor = cursor = connection.cursor()
        self.outermost = not connection.in_transaction
        if self.outermost:
            cursor.execute("BEGIN IMMEDIATE")
        return cursor

    def __exit__(self, kind: type[BaseException] | None, *trouble: object) -> None:
        if not self.outermost:
            return
        try:
            if kind is None:
                crashpoint("before_commit")
                self.cursor.execute("COMMIT")
                crashpoint("after_commit")
        finally:
            if self.connection.in_transaction:  # or SQLite took it back by itself, when the disk is full
                self.connection.execute("ROLLBACK")


TROUBLES = (sqlite3.Error, UnicodeDecodeError, json.JSONDecodeError)
"""What SQLite raises, and what reading a damaged page ends in when SQLite itself did not notice."""


class guarded:  # noqa: N801
    """Say SQLite's troubles in our words; our own mistakes (a constraint, bad SQL) pass as they are."""

    __slots__ = ("home",)

    def __init__(self, home: Path) -> None:
        self.home = home

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, _: object) -> None:
        if isinstance(trouble, TROUBLES):
            reword(trouble, self.home)


def reword(trouble: BaseException, home: Path) -> None:
    """Raise what SQLite's trouble means to us; nothing, when it is a mistake of our own."""
    if isinstance(trouble, sqlite3.Error):
        ours = _in_our_words(trouble, home)
    else:
        ours = StoreDamaged(file=str(home / FILE))
    if ours:
        raise ours from trouble


_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
"""What SQLite says on a full disk; where a quota is used up; and where nothing can even be read any more."""


def no_room(trouble: BaseException | None) -> bool:
    """Whether SQLite found no room on the disk."""
    return getattr(trouble, "sqlite_errorcode", None) in _NO_ROOM


def _in_our_words(trouble: sqlite3.Error, home: Path) -> StoreError | None:
    """The meaning of SQLite's result codes (https://www.sqlite.org/rescode.html)."""
    code = getattr(trouble, "sqlite_errorcode", None) or 0
    if no_room(trouble):
        return DiskFull()
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return StoreDamaged(file=str(home / FILE))
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy()
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StoreDamaged(file=str(home / FILE))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreReadOnly(folder=str(home))
        case sqlite3.SQLITE_IOERR:
            return StoreError(why=str(trouble))
    damaged = str(trouble).startswith(("Could not decode", "malformed JSON"))
    return StoreDamaged(file=str(home / FILE)) if damaged else None


def faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check of the whole file finds; empty when it is sound. Reads every page."""
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as trouble:
        return [str(trouble)]
    return [] if found == ["ok"] else found


def crashpoint(name: str) -> None:
    """Where the fault tests cut the power: `FIELDKIT_CRASH=before_commit:3` kills at the third pass."""
    if _CRASH:
        _hits[name] += 1
        if f"{name}:{_hits[name]}" == _CRASH:
            os.kill(os.getpid(), signal.SIGKILL)
