"""One notebook that goes on in two places, as the centre sees it (`domain/turns.py`)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from fieldkit.domain import turns
from fieldkit.domain.change import digest, encode
from fieldkit.store.centre_write import add
from fieldkit.store.tables import ANOMALIES, DEVICES

TWO_PLACES = "two_places"
"""Why an anomaly was noted: a device that is used in two places at once."""


def standing(connection: Connection, device: str) -> tuple[int, bool]:
    """The last number given to a device, and whether it was found in two places then."""
    asked = select(DEVICES.c.turns, DEVICES.c.twin).where(DEVICES.c.id == device)
    row = connection.execute(asked).one()
    return turns.last(json.loads(row.turns)), row.twin


def take(connection: Connection, device: str, said: int, place: str, now: datetime) -> None:
    """Give a device its next number. A notebook put back from a copy in its own place is never accused: only
    where what had been left behind goes on in another place are there two of them."""
    asked = select(DEVICES.c.turns, DEVICES.c.place).where(DEVICES.c.id == device).with_for_update()
    row = connection.execute(asked).one()
    turn = turns.take(json.loads(row.turns), said)
    twin = turn.revived and bool(place and row.place) and place != row.place
    facts: dict[str, Any] = {"turns": json.dumps(turn.path), "place": place, "twin": twin}
    connection.execute(update(DEVICES).where(DEVICES.c.id == device).values(facts))
    if twin:
        line = encode({"device": device, "places": sorted([place, row.place])})
        noted = {"sha": digest(line), "device": device, "why": TWO_PLACES, "line": line, "received": now}
        connection.execute(add(connection, ANOMALIES), [noted])


def forget(connection: Connection, device: str, advisor: str) -> None:
    """One of two notebooks has become a device of its own: the other goes on alone."""
    mine = (DEVICES.c.id == device, DEVICES.c.advisor == advisor)
    connection.execute(update(DEVICES).where(*mine).values(turns="[]", place="", twin=False))
