"""The centre over real HTTP: what it takes, what it refuses, what answers in its place."""

from __future__ import annotations

import asyncio
import bz2
import gzip
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from fieldkit.errors import (
    BadAddress,
    CentreBusy,
    LoginPage,
    NotAllowed,
    Offline,
    Refused,
    SyncError,
    Untrusted,
)
from fieldkit.server.app import build
from fieldkit.server.exchange import take_in
from fieldkit.store import centre, centre_people, outbox
from fieldkit.sync import coding, run, wire
from fieldkit.sync.client import Client
from fieldkit.sync.coding import TooLarge
from fieldkit.sync.member import member
from tests.server.serving import answering, as_http, ask, hang_up
from tests.sync.world import Device, World

HTML = b"<html><body>Bienvenido a la red. Inicie sesion.</body></html>"


def _post(url: str, device: Device, body: bytes, **headers: str) -> httpx.Response:
    token = member(device.store).token
    return httpx.post(f"{url}/v1/sync", content=body, headers={"Authorization": f"Bearer {token}", **headers})


def _body(device: Device) -> bytes:
    lines = [line for _, line in outbox.unacknowledged(device.store.connection, 10**6)]
    return wire.request(device.run()._header(1000), lines)


# what it takes


def test_a_sync_over_http_brings_everything_and_its_receipts(ana: Device) -> None:
    place = ana.found_school("A")
    for _ in range(50):
        ana.write(f"s:{place}")
    done = run.sync(ana.store)
    assert (done.sent, done.receipts) == (51, 51)
    assert outbox.counts(ana.store.connection) == {"pending": 0, "ok": 51}
    assert member(ana.store).codings == ["bzip2", "gzip"], "remembered for the next time"


def test_many_devices_come_in_the_same_second_to_a_centre_in_one_file(world: World, url: str) -> None:
    devices = [world.device(f"d{number}", "A") for number in range(12)]
    calls = []
    for one in devices:
        place = one.found_school("A")
        for _ in range(10):
            one.write(f"s:{place}")
        calls.append((_body(one), {"Authorization": f"Bearer {member(one.store).token}"}))
    with ThreadPoolExecutor(12) as pool:
        answers = list(
            pool.map(lambda c: httpx.post(f"{url}/v1/sync", content=c[0], headers=c[1], timeout=60), calls)
        )
    assert {answer.status_code for answer in answers} == {200}
    assert len(world.rows("SELECT 1 FROM change WHERE outcome = 'ok'")) == 12 * 11


def test_it_says_that_it_is_well_and_who_it_is(url: str, world: World) -> None:
    assert httpx.get(f"{url}/health").json() == {"status": "ok"}
    answer = httpx.get(url + wire.SPOKEN)
    assert (answer.json()["server"], answer.headers["content-type"]) == (world.office.id, wire.MEDIA)


@pytest.mark.parametrize("packed_as", ["gzip", "bzip2", "identity"])
def test_every_coding_it_announces_is_taken_and_spoken(url: str, ana: Device, packed_as: str) -> None:
    ana.found_school("A")
    with Client(url, member(ana.store).token) as client:
        said = client.post("/v1/sync", _body(ana), [packed_as])
    assert wire.read_reply(said.body).end


# what it refuses


def test_without_a_token_it_knows_nothing_is_read(url: str, ana: Device) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}):
        answer = httpx.post(f"{url}/v1/sync", content=b"x", headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "not_allowed")


def test_a_revoked_device_keeps_its_work_and_is_told_so(world: World, ana: Device) -> None:
    ana.found_school("A")
    centre.writing(world.office.engine, lambda c: centre_people.revoke(c, ana.id))
    with pytest.raises(NotAllowed) as told:
        run.sync(ana.store)
    assert told.value.why == "revoked"
    assert outbox.counts(ana.store.connection)["pending"] == 1


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_bomb_is_refused_before_it_goes_off(url: str, ana: Device, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"a" * 200_000_000)
    name = "gzip" if pack is gzip.compress else "bzip2"
    tracemalloc.start()
    with pytest.raises(TooLarge):
        coding.unpack(bomb, name)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 * coding.UNPACKED
    assert _post(url, ana, bomb, **{"Content-Encoding": name}).status_code == 413


def test_a_body_that_is_too_large_is_refused_while_it_arrives(url: str, ana: Device) -> None:
    assert _post(url, ana, b"x" * (coding.PACKED + 1)).status_code == 413


@pytest.mark.parametrize(
    ("body", "packed_as", "status"),
    [
        (b"x", "zstd", 415),
        (b"x", "gzip, gzip", 415),
        (gzip.compress(b"x", mtime=0)[:-3], "gzip", 400),
        (gzip.compress(b"x", mtime=0) + b"more", "gzip", 400),
        (b"no gzip", "gzip", 400),
        (bz2.compress(b"x") + b"more", "bzip2", 400),
        (b"no bzip2", "bzip2", 400),
        (b"{}", "identity", 400),
        (b"{}\n" + b"\n" * (wire.MOST_LINES + 1), "identity", 400),
    ],
)
def test_what_is_no_request_is_refused_whole(
    url: str, ana: Device, body: bytes, packed_as: str, status: int
) -> None:
    answer = _post(url, ana, body, **{"Content-Encoding": packed_as})
    assert (answer.status_code, answer.headers["content-type"]) == (status, wire.MEDIA)


@pytest.mark.parametrize(
    "poison",
    [
        b"not json",
        b'{"id":"0198c0de-0000-7000-8000-000000000001"',
        b'{"id":"0198c0de-0000-7000-8000-000000000001","doc":' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"id":"0198c0de-0000-7000-8000-000000000001","n":NaN}',
        b'{"id":"0198c0de-0000-7000-8000-000000000001","n":1e999}',
        b'{"id":"0198c0de-0000-7000-8000-000000000001","kind":"\\ud800"}',
        b'{"id":"0198c0de-0000-7000-8000-000000000001","kind":"\\u0000"}',
        b'{"id":"0198c0de-0000-7000-8000-000000000001","doc":"' + b"x" * 300_000 + b'"}',
        b"\xff\xfe",
        b"[" * 50_000,
    ],
)
def test_a_poisoned_line_is_kept_and_the_others_are_taken(
    world: World, url: str, ana: Device, poison: bytes
) -> None:
    ana.found_school("A")
    answer = _post(url, ana, _body(ana) + b"\n" + poison)
    told = {
        result[0]: result[1] for result in wire.read_receipt(wire.read_reply(answer.content).receipt).results
    }
    assert sorted(told.values()) in (["ok"], ["ok", "rejected"])
    kept = world.rows("SELECT line FROM change UNION ALL SELECT line FROM anomaly")
    assert poison in {bytes(row.line) for row in kept}


# cut at every byte


def test_a_request_cut_at_any_byte_leaves_the_centre_as_it_was(world: World, url: str, ana: Device) -> None:
    ana.found_school("A")
    name, packed = coding.pack(_body(ana), ["bzip2", "gzip"])
    token = member(ana.store).token
    head = (
        f"POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Encoding: {name}\r\nContent-Length: {len(packed)}\r\nConnection: close\r\n\r\n"
    )
    whole = head.encode() + packed
    for length in range(len(whole)):
        hang_up(url, whole[:length])
    assert world.rows("SELECT 1 FROM change") == []
    assert ask(url, whole).startswith(b"HTTP/1.1 200")
    assert len(world.rows("SELECT 1 FROM change")) == 1


def test_an_answer_cut_at_any_byte_is_no_answer(url: str, ana: Device) -> None:
    ana.found_school("A")
    whole = _raw_answer(url, ana)
    lengths = iter([*range(len(whole)), len(whole)])
    with answering(lambda _: whole[: next(lengths)]) as liar, Client(liar, "x") as client:
        for _ in range(len(whole)):
            with pytest.raises(Offline):
                client.post("/v1/sync", b"", [])
        assert wire.read_reply(client.post("/v1/sync", b"", []).body).end


def _raw_answer(url: str, device: Device) -> bytes:
    body = _body(device)
    token = member(device.store).token
    head = (
        f"POST /v1/sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Accept-Encoding: gzip\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return ask(url, head.encode() + body)


# what answers in its place


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_http("200 OK", HTML, "Content-Type: text/html"), LoginPage),
        (as_http("200 OK", b'{"login": true}', "Content-Type: application/json"), LoginPage),
        (as_http("302 Found", b"", "Location: http://login.example/"), LoginPage),
        (as_http("511 Network Authentication Required", HTML, "Content-Type: text/html"), LoginPage),
        (as_http("403 Forbidden", HTML, "Content-Type: text/html"), LoginPage),
        (as_http("404 Not Found", b"{}", "Content-Type: application/json"), Refused),
        (as_http("503 Service Unavailable", b"", "Retry-After: 7"), CentreBusy),
        (as_http("503 Service Unavailable", b"", "Retry-After: -5"), CentreBusy),
        (as_http("429 Too Many Requests", b"", "Retry-After: 99999999999"), CentreBusy),
        (as_http("502 Bad Gateway", HTML, "Content-Type: text/html"), CentreBusy),
        (as_http("408 Request Timeout", b'{"error":"too_slow"}', f"Content-Type: {wire.MEDIA}"), CentreBusy),
        (as_http("418 I am a teapot", b"{}", f"Content-Type: {wire.MEDIA}"), Refused),
        (b"not HTTP at all\r\n\r\n", Offline),
        (b"", Offline),
    ],
)
def test_whatever_answers_in_its_place_is_called_by_its_name(answer: bytes, error: type[SyncError]) -> None:
    with answering(lambda _: answer) as liar, Client(liar, "x") as client, pytest.raises(error) as told:
        client.post("/v1/sync", b"{}", [])
    if error is CentreBusy:
        assert 0 < told.value.wait <= 900


def test_where_nobody_listens_is_no_network(ana: Device) -> None:
    with Client("http://127.0.0.1:9", "x") as client, pytest.raises(Offline):
        client.post("/v1/sync", b"{}", [])


def test_nothing_but_https_beyond_this_machine() -> None:
    with pytest.raises(Untrusted):
        Client("http://centro.example", "x")


# what stays between the centre and its devices


def test_a_fault_of_the_database_is_written_down_without_what_was_sent(
    world: World, ana: Device, caplog: pytest.LogCaptureFixture
) -> None:
    ana.write("s:" + ana.found_school("A"), first_names="Inesita")
    with world.office.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER fault BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'fault'); END"
        )
    body, token = _body(ana), member(ana.store).token

    async def post() -> httpx.Response:
        road = httpx.ASGITransport(app=build(world.office))
        async with httpx.AsyncClient(transport=road, base_url="http://centre") as client:
            return await client.post("/v1/sync", content=body, headers={"Authorization": f"Bearer {token}"})

    assert asyncio.run(post()).status_code == 500
    assert "IntegrityError at" in caplog.text
    with pytest.raises(IntegrityError) as fault:
        take_in(world.office, ana.there, body.split(b"\n")[1:])
    assert "Inesita" not in caplog.text + str(fault.value)


def test_no_proxy_stands_between_this_machine_and_itself(
    ana: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.found_school("A")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert run.sync(ana.store).sent == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:port", "http://[::1", "https://", "https://:443"])
def test_an_address_that_is_none_is_called_so(url: str) -> None:
    with pytest.raises(BadAddress) as told:
        Client(url)
    assert told.value.text == url
