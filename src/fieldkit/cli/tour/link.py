"""A bad road to the centre: what passes through it can be cut on purpose, or held still."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

_PIECE = 1024


class Link:
    """A way to a port of this computer, by another port. It lets all through until it is told otherwise.

    allowed: how many more bytes of the centre's answers pass; None: all. When they are used up the connection
    is cut (`holds` False) or nothing moves any more (`holds` True), and `reached` is set.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._gate = threading.Lock()
        self.allowed: int | None = None
        self.holds = False
        self.reached = threading.Event()
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._welcome, daemon=True).start()

    def worsen(self, allowed: int, *, holds: bool = False) -> None:
        """From now on let only so many bytes of answers through."""
        with self._gate:
            self.allowed, self.holds = allowed, holds
            self.reached.clear()

    def mend(self) -> None:
        """Let everything through again, on new connections; what was held is cut."""
        with self._gate:
            self.allowed = None
        self._cut()

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._door.close()
        self._cut()

    def _welcome(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:  # the door was closed
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:  # the centre is not there
                _hang_up(near)
                continue
            self._open |= {near, far}
            threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):  # either end may leave at any moment: that is what this road is for
            while piece := source.recv(_PIECE):
                if answers and not self._passes(len(piece)):
                    self.reached.set()
                    if self.holds:
                        return
                    break
                target.sendall(piece)
        for end in (source, target):
            _hang_up(end)

    def _passes(self, size: int) -> bool:
        with self._gate:
            if self.allowed is None:
                return True
            self.allowed -= size
            return self.allowed >= 0

    def _cut(self) -> None:
        for end in tuple(self._open):
            _hang_up(end)
        self._open.clear()


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):  # it may have hung up already
        end.shutdown(socket.SHUT_RDWR)
    end.close()
