"""A centre that listens on this machine, and liars that listen in its place."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from fieldkit.server.app import build
from fieldkit.server.exchange import Office

TLS = Path(__file__).with_name("tls")


@contextmanager
def listening(office: Office, certificate: str = "") -> Iterator[str]:
    """The address of this centre while it serves in a thread; over TLS with one of the test certificates."""
    door = socket.create_server(("127.0.0.1", 0))
    secure = (
        {"ssl_certfile": TLS / f"{certificate}.pem", "ssl_keyfile": TLS / "key.pem"} if certificate else {}
    )
    server = uvicorn.Server(
        uvicorn.Config(build(office), log_level="critical", access_log=False, **secure)  # type: ignore[arg-type]
    )
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        host = "https://localhost" if certificate else "http://127.0.0.1"
        yield f"{host}:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


@contextmanager
def answering(answer: Callable[[bytes], bytes]) -> Iterator[str]:
    """The address of somebody who gives to every request what `answer` says, and hangs up."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            with caller:
                caller.sendall(answer(_request(caller)))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(10)


def hang_up(url: str, raw: bytes) -> None:
    """Send these bytes and no more."""
    with _line(url) as line:
        line.sendall(raw)


def ask(url: str, raw: bytes) -> bytes:
    """Send a request that says `Connection: close`, and read what comes."""
    with _line(url) as line:
        line.sendall(raw)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def _line(url: str) -> socket.socket:
    host, port = url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=10)


def _request(caller: socket.socket) -> bytes:
    """Read one request to its end."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += caller.recv(65_536)
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += caller.recv(65_536)
    return head + b"\r\n\r\n" + body


def as_http(status: str, body: bytes = b"", *headers: str) -> bytes:
    """The bytes of an answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
