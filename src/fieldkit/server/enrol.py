"""A device becomes one of the centre's, by a one-time code."""

from __future__ import annotations

import json
from typing import Any

from fieldkit import clock
from fieldkit.domain.change import encode
from fieldkit.errors import BadCode, OtherCentre
from fieldkit.server.exchange import Office
from fieldkit.server.patience import Patience
from fieldkit.store import centre, centre_people
from fieldkit.store.centre_lines import read_json
from fieldkit.sync import seal
from fieldkit.sync.wire import Unsound

LONGEST = 4096
SHORTEST_TOKEN = 43
"""Characters of a token: 32 random bytes in base64."""


def enrol(office: Office, patience: Patience, who: str, body: bytes) -> bytes:
    """Let a device in. Raises BadCode, also after too many wrong codes, Unsound, and OtherCentre for a
    device that belongs to another centre: before anything is kept of it, and the code is not used up."""
    asked = _asked(body)
    known = asked.pop("server")
    if known and known != office.id:
        raise OtherCentre(known=known, found=office.id)
    patience.check(who, asked["code"])
    try:
        advisor, name = centre.writing(
            office.engine, lambda c: centre_people.enrol(c, **asked, now=clock.now())
        )
    except BadCode:
        patience.wrong(who, asked["code"])
        raise
    return encode(
        {
            "server": office.id,
            "key": seal.public_key(office.seed),
            "advisor": advisor,
            "name": name,
            "end": True,
        }
    )


def _asked(body: bytes) -> dict[str, Any]:
    try:
        found = read_json(body)
        asked = {name: str(found[name])[:200] for name in ("code", "device", "author", "name", "token")}
        asked |= {name: str(found.get(name, ""))[:200] for name in ("server", "instead")}
    except (ValueError, KeyError, TypeError, json.JSONDecodeError) as trouble:
        raise Unsound("not an enrolment") from trouble
    if len(asked["token"]) < SHORTEST_TOKEN or not asked["device"] or not asked["author"]:
        raise Unsound("not an enrolment")
    return asked
