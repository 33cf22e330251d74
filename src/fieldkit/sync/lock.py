"""One sync at a time in one notebook. The lock is the system's: it goes with its process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldkit.errors import SyncError


class SyncRunning(SyncError):
    """Another sync of this notebook is under way."""

    code = "sync_running"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the lock of this folder. Raises SyncRunning when another sync has it."""
    with (home / "sync.lock").open("a+b") as file:
        try:
            _take(file.fileno())
        except OSError as trouble:
            raise SyncRunning from trouble
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
