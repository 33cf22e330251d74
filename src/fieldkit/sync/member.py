"""What makes this notebook a member of a centre: kept since enrolment, needed by every exchange."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field

from fieldkit.domain.change import encode
from fieldkit.domain.record import new_id
from fieldkit.errors import NotEnrolled, OtherCentre, Refused
from fieldkit.store.store import Store
from fieldkit.sync.client import Client


@dataclass(frozen=True, slots=True)
class Member:
    """server, key: which centre, and the key its receipts are signed with. device, token: who this is.
    codings: how the centre lets bodies be packed, as it last said."""

    url: str
    server: str
    key: str
    device: str
    token: str
    codings: list[str] = field(default_factory=lambda: ["gzip"])


def member(store: Store) -> Member:
    """This notebook's membership. Raises NotEnrolled."""
    kept = store.meta("centre")
    if kept is None:
        raise NotEnrolled
    return Member(**json.loads(kept))


def keep(store: Store, found: Member) -> None:
    """Remember it."""
    store.set_meta("centre", json.dumps(asdict(found)))


def enrol(store: Store, url: str, code: str) -> str:
    """Join the centre at this address with a one-time code. Returns the advisor's name there.

    The notebook makes its own name and token and keeps them before it asks, so an answer that gets lost is
    had by asking again. Raises BadCode, OtherCentre when it belongs to another one, and what `Client` raises.
    """
    device, token = _credentials(store)
    asked = {
        "code": code,
        "device": device,
        "author": store.meta("advisor") or device,
        "name": store.meta("name") or "",
        "token": token,
    }
    with Client(url) as client:
        said = client.post("/v1/enroll", encode(asked), [])
    found = json.loads(said.body)
    if not isinstance(found, dict) or found.get("end") is not True:
        raise Refused(status=200)
    before = store.meta("centre")
    if before is not None and json.loads(before)["server"] != found["server"]:
        raise OtherCentre(known=json.loads(before)["server"], found=found["server"])
    keep(store, Member(url, found["server"], found["key"], device, token, said.codings or ["gzip"]))
    return str(found["name"])


def _credentials(store: Store) -> tuple[str, str]:
    with store.transaction():
        device = store.meta("device") or new_id()
        token = store.meta("token") or secrets.token_urlsafe(32)
        store.set_meta("device", device)
        store.set_meta("token", token)
    return device, token
