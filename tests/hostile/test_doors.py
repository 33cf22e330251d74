"""Addresses, centres and options that do not serve: each gets its own plain answer, and the work stays."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.hostile.conftest import Outside

REPLIES: dict[str, tuple[int, str, bytes, dict[str, str]]] = {
    "a login page": (200, "text/html", b"<html>login</html>", {}),
    "a way elsewhere": (302, "text/html", b"", {"Location": "http://login.example/"}),
    "JSON of something else": (200, "application/json", b'{"a": 1}', {}),
    "noise": (200, "application/json", os.urandom(300), {}),
    "brackets without end": (200, "application/json", b"[" * 100_000, {}),
    "no such page": (404, "text/plain", b"", {}),
    "a broken server": (500, "text/plain", b"", {}),
    "a busy server": (503, "text/plain", b"", {"Retry-After": "-5"}),
    "noise that claims to be packed": (200, "application/json", b"noise", {"Content-Encoding": "gzip"}),
    "a bomb": (200, "application/json", gzip.compress(bytes(50_000_000)), {"Content-Encoding": "gzip"}),
}
CODES = {
    "a login page": 6,
    "a way elsewhere": 6,
    "JSON of something else": 6,
    "noise": 6,
    "brackets without end": 6,
    "no such page": 3,
    "a broken server": 5,
    "a busy server": 5,
    "noise that claims to be packed": 5,
    "a bomb": 5,
}


@pytest.fixture
def stranger() -> Iterator[Callable[[str], str]]:
    """Somebody who answers on this machine and is no centre: says what to answer with, gives the address."""
    now = [""]

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, kind, body, more = REPLIES[now[0]]
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever had enough of the answer has gone."""

    with Quiet(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def answers(what: str) -> str:
            now[0] = what
            return f"http://127.0.0.1:{server.server_address[1]}"

        yield answers
        server.shutdown()


def test_nobody_but_a_centre_is_taken_for_one(outside: Outside, stranger: Callable[[str], str]) -> None:
    found = {what: outside.run("enroll", stranger(what), "ABCD-EFGH-JKLM") for what in REPLIES}
    assert {what: said.code for what, said in found.items()} == CODES
    assert all("Su trabajo está guardado" in said.err for said in found.values())
    assert outside.run("status", "--json").value["enrolled"] is False


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:x", "http://[::1", "http://127.0.0.1/\x01", "https://a\x7f", "", "http://a b",
        "ftp:///", "ftp://centro.mx", "centro.mx", "centro.mx:8443", "https://", "https://..", "hola",
    ],
)  # fmt: skip
def test_what_is_no_address_is_said_not_to_be_one(outside: Outside, address: str) -> None:
    said = outside.run("enroll", address, "ABCD-EFGH-JKLM")
    assert said.code == 2
    assert "no es la dirección de un centro" in said.err
    assert "https://centro.example.org" in said.err


def test_an_address_in_the_clear_is_only_for_this_computer(outside: Outside) -> None:
    said = outside.run("enroll", "http://centro.example.org", "ABCD-EFGH-JKLM")
    assert said.code == 9
    assert "debe empezar con https://" in said.err


@pytest.mark.parametrize("name", ["   ", "A\x01", "A" * 10_000, b"A\xed\xa0\x80"])
def test_an_advisor_has_a_name_that_can_be_written(outside: Outside, name: str | bytes) -> None:
    database = str(outside.folder / "centre.db")
    said = outside.run("server", "advisor", "new", "--name", name, "--database", database, "--json")
    assert said.code == 3
    assert said.value["problems"][0]["field"] == "name"
    fresh = Outside(outside.folder / "fresh", outside.folder)
    assert fresh.run("init", "--advisor", name, "--no-input").code == 3
    assert not fresh.home.exists()


def test_a_certificate_that_does_not_serve_is_called_by_name(outside: Outside) -> None:
    noise = outside.file("cert.pem", b"noise")
    for cert in (noise, str(outside.folder / "nobody.pem")):
        said = outside.run("server", "start", "--host", "0.0.0.0", "--tls-cert", cert, "--tls-key", cert)
        assert said.code == 3
        assert cert in said.err


def test_a_port_that_cannot_be_is_told_with_its_bounds(outside: Outside) -> None:
    said = outside.run("server", "start", "--port", "99999")
    assert said.code == 2
    assert "un número de 0 a 65535" in said.err
