"""Bodies that are authenticated and malformed: whichever database the centre has, they are told so and cost
nobody else's sheets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from fieldkit.domain.change import Change, Edit, freeze
from fieldkit.store import outbox
from fieldkit.sync import wire
from fieldkit.sync.member import member
from tests.sync.world import Device, World, person

NUL, HALF = "\0", "\ud800"


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A centre in a file, and one in the real PostgreSQL."""
    found = World(request.getfixturevalue("postgres_url") if request.param == "postgresql" else None)
    yield found
    found.close()


def _post(url: str, device: Device, header: dict[str, Any], *lines: bytes) -> httpx.Response:
    body = b"\n".join([json.dumps(header).encode(), *lines])
    return httpx.post(
        f"{url}/v1/sync", content=body, headers={"Authorization": f"Bearer {member(device.store).token}"}
    )


def _header(device: Device) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(wire.request(device.run()._header(1000), []))
    return found


def _told(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 200, answer.content
    return {one[0]: one[1] for one in wire.read_receipt(wire.read_reply(answer.content).receipt).results}


def _line(device: Device, bucket: str, said: dict[str, Any], **doc: Any) -> Change:
    """A change of this device that says `said`, whatever that is, instead of what it should."""
    made = freeze(Edit("person", bucket, {**person(), **doc}), n=900, at="2025-10-16T10:00:00Z", by=device.by)
    return made._replace(line=json.dumps({**json.loads(made.line), **said}).encode())


@pytest.mark.parametrize(
    "said",
    [{part: sign} for part in ("batch", "device", "server", "place") for sign in (NUL, HALF)]
    + [{"ask": [NUL]}, {"ask": [HALF]}, {"pos": {f"s:{NUL}": 1}}, {"pos": {HALF: 1}}, {"pos": {"g": 2**70}}]
    + [{part: wrong} for part in ("room", "turn", "proto") for wrong in (True, 2**70, 1.5)],
    ids=str,
)
def test_a_header_that_no_database_can_keep_is_unsound(url: str, ana: Device, said: dict[str, Any]) -> None:
    answer = _post(url, ana, {**_header(ana), **said})
    assert (answer.status_code, answer.json()) == (400, {"error": "unsound"})


@pytest.mark.parametrize(
    "said",
    [{"n": wrong} for wrong in (True, 2**70, -1, 1.5, "1")]
    + [{part: sign} for part in ("kind", "at", "by", "bucket", "base") for sign in (NUL, HALF, True)]
    + [{"doc": {**person(), "answers": {"notes": wrong}}} for wrong in (NUL, HALF, 2**70)],
    ids=str,
)
def test_a_line_that_no_database_can_keep_is_refused_alone(
    world: World, url: str, ana: Device, said: dict[str, Any]
) -> None:
    place = ana.found_school("A")
    good = [line for _, line in outbox.unacknowledged(ana.store.connection, 10**6)]
    bad = _line(ana, f"s:{place}", said)
    told = _told(_post(url, ana, _header(ana), *good, bad.line))
    assert (told.pop(bad.id), list(told.values())) == ("rejected", ["ok"])
    kept = world.rows("SELECT line FROM change UNION ALL SELECT line FROM anomaly")
    assert bad.line in {bytes(row.line) for row in kept}, "its bytes are at the centre"


def test_a_version_that_is_true_is_no_version(url: str, ana: Device) -> None:
    place = ana.found_school("A")
    good = [line for _, line in outbox.unacknowledged(ana.store.connection, 10**6)]
    bad = _line(ana, f"s:{place}", {}, version=True)
    assert _told(_post(url, ana, _header(ana), *good, bad.line))[bad.id] == "rejected"


def test_what_is_too_long_to_be_found_by_costs_nobody_their_sheets(url: str, ana: Device) -> None:
    """A withdrawn sheet is not checked, and PostgreSQL finds nothing by more than 2,700 bytes."""
    place = ana.found_school("A")
    good = [line for _, line in outbox.unacknowledged(ana.store.connection, 10**6)]
    long = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(9000))
    doc = {"form": "TUT", "version": 1, "state": "withdrawn", "reason": "x"}
    doc |= {"answers": {"U01": long, "U02": long, "seed": "si", "school": long, "date": long}}
    bad = _line(ana, f"s:{place}", {"kind": "entry", "doc": doc})
    told = _told(_post(url, ana, _header(ana), *good, bad.line))
    assert told[json.loads(good[0])["id"]] == "ok"


@pytest.mark.parametrize("body", [b'{"code":"\\ud800"}', b'{"code":' + b"9" * 4000 + b"}", b"\xff", b"[]"])
def test_an_enrolment_that_is_none_is_unsound(url: str, body: bytes) -> None:
    answer = httpx.post(f"{url}/v1/enroll", content=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "unsound"})


def test_a_body_packed_wrongly_is_unsound(url: str, ana: Device) -> None:
    token = member(ana.store).token
    headers = {"Authorization": f"Bearer {token}", "Content-Encoding": "gzip"}
    answer = httpx.post(f"{url}/v1/sync", content=b"\x1f\x8b no more", headers=headers)
    assert (answer.status_code, answer.json()) == (400, {"error": "unsound"})
