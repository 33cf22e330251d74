"""While the centre serves it counts ahead what reports add up, in a process that gives way to all others."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Ahead:
    """Does some work again and again, each time in a new process, until it is stopped.

    work: a function that a new process can import. seconds: between the end of one time and the next.
    """

    def __init__(self, work: Callable[[], None], seconds: float) -> None:
        self._work = work
        self._seconds = seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it, also in the middle: what was counted stays, the rest is counted another time."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self._seconds):
            child = multiprocessing.get_context("spawn").Process(target=_gently, args=(self._work,))
            child.start()
            while child.is_alive() and not self._over.is_set():
                child.join(0.2)
            child.terminate()
            child.join()
            if child.exitcode and not self._over.is_set():
                _log.warning("counting ahead ended with %s; fieldkit server count tells why", child.exitcode)


def _gently(work: Callable[[], None]) -> None:
    """Do the work when nobody else wants the processor; it prints nothing."""
    if hasattr(os, "nice"):
        os.nice(19)
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    work()
