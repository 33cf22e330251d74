"""The secure road: who is believed, and what it is called when nobody can be."""

from __future__ import annotations

import pytest

from fieldkit import clock
from fieldkit.errors import LoginPage, NotAllowed, Offline, SyncError, Untrusted, WrongClock
from fieldkit.sync.client import Client
from tests.server.serving import TLS, answering, listening
from tests.sync.world import World

NOBODY = "http://127.0.0.1:9"


def _meets(world: World, certificate: str, plain: str, error: type[SyncError]) -> SyncError:
    with listening(world.office, certificate) as url, Client(url, "x") as client:
        client.plain = plain
        with pytest.raises(error) as told:
            client.post("/v1/sync", b"{}", [])
    return told.value


@pytest.fixture(autouse=True)
def _trusted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = getattr(request, "param", None)
    if certificate:
        monkeypatch.setenv("SSL_CERT_FILE", str(TLS / f"{certificate}.pem"))


@pytest.mark.parametrize("_trusted", ["localhost"], indirect=True)
def test_a_centre_with_its_own_certificate_is_believed(world: World) -> None:
    _meets(world, "localhost", NOBODY, NotAllowed)  # it is the centre that answers: it knows no such device


def test_a_certificate_nobody_vouches_for_is_not_believed(world: World) -> None:
    _meets(world, "localhost", NOBODY, Untrusted)


@pytest.mark.parametrize("_trusted", ["other"], indirect=True)
def test_a_certificate_for_another_name_is_not_believed(world: World) -> None:
    _meets(world, "other", NOBODY, Untrusted)


def _page(head: str) -> bytes:
    return f"HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize(
    "head", ["302 Found\r\nLocation: http://login.example/", "200 OK\r\nContent-Type: text/html"]
)
def test_a_login_page_in_the_clear_explains_the_wrong_certificate(world: World, head: str) -> None:
    with answering(lambda _: _page(head)) as plain:
        _meets(world, "localhost", plain, LoginPage)


@pytest.mark.parametrize("_trusted", ["expired"], indirect=True)
def test_an_expired_certificate_and_another_date_out_there_mean_that_this_clock_is_wrong(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDKIT_NOW", "2031-01-01T00:00:00")
    with answering(lambda _: _page("404 Not Found\r\nDate: Wed, 30 Sep 2026 16:00:00 GMT")) as plain:
        told = _meets(world, "expired", plain, WrongClock)
    assert (told.here, told.there) == (str(clock.today()), "2026-09-30")


@pytest.mark.parametrize("_trusted", ["expired"], indirect=True)
def test_an_expired_certificate_under_the_right_date_is_the_centres_trouble(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDKIT_NOW", "2026-09-30T12:00:00")
    with answering(lambda _: _page("404 Not Found\r\nDate: Wed, 30 Sep 2026 16:00:00 GMT")) as plain:
        _meets(world, "expired", plain, Untrusted)


def test_no_network_at_all_is_only_that() -> None:
    with Client("https://localhost:9", "x") as client, pytest.raises(Offline):
        client.plain = NOBODY
        client.post("/v1/sync", b"{}", [])
