"""What makes this notebook a member of a centre: kept since enrolment, needed by every exchange."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fieldkit.domain.change import encode
from fieldkit.domain.record import new_id
from fieldkit.errors import NotEnrolled, OtherCentre, Refused
from fieldkit.store import moving
from fieldkit.store.store import Store
from fieldkit.sync import wire
from fieldkit.sync.client import Client
from fieldkit.sync.lock import alone


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


def enrol(store: Store, url: str, code: str, *, rebind: bool = False, anew: bool = False) -> str:
    """Join the centre at this address with a one-time code. Returns the advisor's name there.

    rebind: go over to it from the centre this notebook belongs to; nothing then counts as arrived any more,
    and all is sent again. anew: join as a device of its own, for a notebook that was copied from another.
    The notebook makes its own name and token and keeps them before it asks, so an answer that gets lost is
    had by asking again. Raises BadCode, OtherCentre when it belongs to another one (which then keeps nothing
    of it), SyncRunning during a sync, and what `Client` raises.
    """
    with alone(store.home):
        kept = store.meta("centre")
        before = "" if kept is None else str(json.loads(kept)["server"])
        fresh = rebind or anew
        device, token = _credentials(store, "next_" if fresh else "")
        found, codings = _ask(store, url, code, device, token, "" if rebind else before)
        again = before == found["server"]
        if before and not again and not rebind:
            raise OtherCentre(known=before, found=found["server"])
        with store.transaction():
            _become(store, device, token)
            keep(store, Member(url, found["server"], found["key"], device, token, codings))
            if fresh and again:
                moving.part(store.connection)
            elif before and not again:
                store.save(moving.unsend(store.connection), by=str(store.meta("advisor")))
    return found["name"]


def _ask(
    store: Store, url: str, code: str, device: str, token: str, server: str
) -> tuple[dict[str, str], list[str]]:
    """What the centre answers, and how it lets bodies be packed. server: the only one it may be; "": any."""
    asked = {
        "code": code,
        "device": device,
        "author": store.meta("advisor") or device,
        "name": store.meta("name") or "",
        "token": token,
        "server": server,
        "instead": store.meta("device") or "",
    }
    with Client(url) as client:
        said = client.post("/v1/enroll", encode(asked), [])
    try:
        return wire.read_welcome(said.body), said.codings or ["gzip"]
    except wire.Unsound as trouble:
        raise Refused(status=200) from trouble


def _credentials(store: Store, which: str) -> tuple[str, str]:
    """This device's name and token, made when there are none. which: `next_` for those it is to have."""
    with store.transaction():
        device = store.meta(f"{which}device") or new_id()
        token = store.meta(f"{which}token") or secrets.token_urlsafe(32)
        store.set_meta(f"{which}device", device)
        store.set_meta(f"{which}token", token)
    return device, token


def _become(store: Store, device: str, token: str) -> None:
    """From now on it is this device."""
    store.set_meta("device", device)
    store.set_meta("token", token)
    store.connection.execute("DELETE FROM meta WHERE key IN ('next_device', 'next_token', 'twin', 'turn')")


def place(home: Path, device: str) -> str:
    """A mark of this computer and this folder: the same as long as neither changes, and it tells nobody where
    that is."""
    import hashlib
    import platform
    import uuid

    card = uuid.getnode()
    made_up = card >> 40 & 1  # there is no network card to ask, and it would be another number each time
    where = f"{device} {platform.node()} {0 if made_up else card:x} {home.resolve()}"
    return hashlib.sha256(where.encode()).hexdigest()[:16]
