"""Running the centre: listen, say so once it is true, and serve until stopped."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable

import uvicorn

from fieldkit.errors import Unreadable, Unsafe
from fieldkit.server.ahead import Ahead
from fieldkit.server.app import build
from fieldkit.server.exchange import open_office

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def start(
    database: str,
    host: str,
    port: int,
    cert: str | None,
    key: str | None,
    *,
    ready: Callable[[str], None],
    counting: Callable[[], None],
    every: float,
) -> None:
    """Serve the centre of this database. ready: told its address when it really listens; port 0 picks one.
    counting: what is done beside it in a process of its own, so many seconds after the last time; 0: never.

    Raises Unsafe for an address others can reach without a certificate, Unreadable for a database, a
    certificate or an address that cannot be used.
    """
    if host not in LOOPBACK and not (cert and key):
        raise Unsafe(host=host)
    if cert and key:
        _try(cert, key)
    office = open_office(database)
    listening = _listen(host, port)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    settings = uvicorn.Config(
        build(office),
        log_level="warning",
        access_log=False,
        server_header=False,
        ssl_certfile=cert,
        ssl_keyfile=key,
        timeout_keep_alive=30,
    )
    number = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    ahead = Ahead(counting, every) if every else None
    _Server(settings, lambda: ready(f"http{'s' if cert else ''}://{shown}:{number}"), ahead).run([listening])


def _try(cert: str, key: str) -> None:
    """Whether the certificate and its key are there and belong together; uvicorn would only fail later."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except OSError as trouble:
        raise Unreadable(file=cert, why="certificate") from trouble


def _listen(host: str, port: int) -> socket.socket:
    """A socket that is bound already, so that the port is ours before anything is said."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as trouble:
        found.close()
        raise Unreadable(file=f"{host}:{port}", why="port") from trouble
    return found


class _Server(uvicorn.Server):
    """uvicorn, saying when it is ready. ahead: ends with it."""

    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None], ahead: Ahead | None) -> None:
        super().__init__(settings)
        self._ready = ready
        self._ahead = ahead

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop serving, and what goes on beside it: after this the signal that ended it ends the process."""
        await super().shutdown(sockets=sockets)
        if self._ahead:
            self._ahead.stop()
