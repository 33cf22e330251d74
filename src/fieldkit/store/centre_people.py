"""Who may exchange with the centre: advisors, the schools in their care, enrolment codes, devices."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from fieldkit.domain.names import fold
from fieldkit.domain.record import new_id
from fieldkit.domain.scope import Scope
from fieldkit.errors import Ambiguous, BadCode, NotAllowed, NotFound
from fieldkit.store import centre_turns
from fieldkit.store.tables import ADVISORS, ASSIGNMENTS, CODES, DEVICES

CODE_DAYS = 14
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I O 0 1: they are read out over the telephone


class Member(NamedTuple):
    """A device that may exchange, and whose it is."""

    device: str
    advisor: str


def new_advisor(connection: Connection, name: str, ccts: Collection[str], now: datetime) -> tuple[str, str]:
    """Take an advisor in: their id, and the code that enrols their first device."""
    advisor = new_id()
    connection.execute(insert(ADVISORS), {"id": advisor, "name": name})
    assign(connection, advisor, ccts)
    return advisor, new_code(connection, advisor, now)


def new_code(connection: Connection, advisor: str, now: datetime) -> str:
    """A one-time code of 60 bits, good for a fortnight: `K7QF-9M2X-4TBD`. Only its hash is kept."""
    _advisor(connection, advisor)
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    connection.execute(
        insert(CODES),
        {"sha": _code_sha(letters), "advisor": advisor, "expires": now + timedelta(days=CODE_DAYS)},
    )
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def assign(connection: Connection, advisor: str, ccts: Collection[str]) -> None:
    """Put exactly these schools in an advisor's care. The ones they had before are remembered as over."""
    _advisor(connection, advisor)
    connection.execute(update(ASSIGNMENTS).where(ASSIGNMENTS.c.advisor == advisor).values(over=True))
    wanted = sorted({cct.strip().upper() for cct in ccts if cct.strip()})
    known = (ASSIGNMENTS.c.advisor == advisor, ASSIGNMENTS.c.cct.in_(wanted))
    connection.execute(delete(ASSIGNMENTS).where(*known))
    if wanted:
        rows = [{"advisor": advisor, "cct": cct, "over": False} for cct in wanted]
        connection.execute(insert(ASSIGNMENTS), rows)


def named(connection: Connection, name: str) -> list[str]:
    """The ids of the advisors of this name, whatever its case and accents."""
    rows = connection.execute(select(ADVISORS.c.id, ADVISORS.c.name).order_by(ADVISORS.c.id))
    return [row.id for row in rows if fold(row.name) == fold(name)]


def who(connection: Connection, text: str) -> str:
    """The advisor somebody means, by id or name: the id. Raises NotFound, Ambiguous."""
    if connection.execute(select(ADVISORS.c.id).where(ADVISORS.c.id == text)).first():
        return text
    found = named(connection, text)
    if not found:
        raise NotFound(kind="advisor", text=text)
    if len(found) > 1:
        raise Ambiguous(kind="advisor", text=text, matches=[(id, text) for id in found])
    return found[0]


def advisors(connection: Connection) -> list[dict[str, Any]]:
    """Every advisor with the schools in their care and how many devices they use."""
    cares: dict[str, list[str]] = {}
    for row in connection.execute(select(ASSIGNMENTS).order_by("cct")):
        if not row.over:
            cares.setdefault(row.advisor, []).append(row.cct)
    counted = (
        select(DEVICES.c.advisor, func.count())
        .where(DEVICES.c.revoked.is_(False))
        .group_by(DEVICES.c.advisor)
    )
    devices = {row[0]: row[1] for row in connection.execute(counted)}
    return [
        {
            "id": row.id,
            "name": row.name,
            "schools": cares.get(row.id, []),
            "devices": devices.get(row.id, 0),
        }
        for row in connection.execute(select(ADVISORS).order_by("name"))
    ]


def devices(connection: Connection) -> list[dict[str, Any]]:
    """Every device that was ever enrolled, with how many of its changes are here."""
    columns = DEVICES.c
    shown = (columns.id, columns.advisor, columns.name, columns.revoked, columns.held, columns.twin)
    found = connection.execute(select(*shown).order_by(columns.id))
    return [dict(row._mapping) for row in found]


def revoke(connection: Connection, device: str) -> None:
    """Let a device exchange no more. What it sent stays. Raises NotFound."""
    done = connection.execute(update(DEVICES).where(DEVICES.c.id == device).values(revoked=True))
    if not done.rowcount:
        raise NotFound(kind="device", text=device)


def enrol(
    connection: Connection,
    code: str,
    *,
    device: str,
    author: str,
    name: str,
    token: str,
    instead: str = "",
    now: datetime,
) -> tuple[str, str]:
    """Let a device in: the id and name of its advisor. instead: the device it was a copy of until now.

    The device makes its own token, so an answer that gets lost is simply asked for again: the same code, the
    same device and the same token are the same enrolment. Raises BadCode: unknown, expired, used, taken.
    """
    asked = select(CODES).where(CODES.c.sha == _code_sha(code)).with_for_update()
    found = connection.execute(asked).first()
    if found is None:
        raise BadCode(why="unknown")
    before = connection.execute(select(DEVICES).where(DEVICES.c.id == device)).first()
    again = before is not None and found.device == device and before.token == _sha(token)
    if found.device is not None and not again:
        raise BadCode(why="used")
    if _moment(found.expires, now) < now and not again:
        raise BadCode(why="expired")
    if _belongs_to_another(connection, found.advisor, device, author):
        raise BadCode(why="taken")
    _let_in(connection, known=before is not None, device=device, advisor=found.advisor, author=author,
            name=name, token=_sha(token))  # fmt: skip
    connection.execute(update(CODES).where(CODES.c.sha == found.sha).values(device=device))
    centre_turns.forget(connection, instead, found.advisor)
    return found.advisor, _advisor(connection, found.advisor)


def _let_in(connection: Connection, *, known: bool, device: str, **facts: Any) -> None:
    row = {**facts, "revoked": False}
    if known:
        connection.execute(update(DEVICES).where(DEVICES.c.id == device).values(row))
    else:
        blank = {"held": 0, "xor": 0, "turns": "[]", "place": "", "twin": False}
        connection.execute(insert(DEVICES), {"id": device, **blank, **row})


def _belongs_to_another(connection: Connection, advisor: str, device: str, author: str) -> bool:
    """A device, or an author's identity, never passes from one advisor to another."""
    same = (DEVICES.c.id == device) | (DEVICES.c.author == author)
    rows = connection.execute(select(DEVICES.c.advisor).where(same))
    return any(row[0] != advisor for row in rows)


def member(connection: Connection, token: str) -> Member:
    """Whose token this is. Raises NotAllowed: unknown, revoked."""
    row = connection.execute(select(DEVICES).where(DEVICES.c.token == _sha(token))).first()
    if row is None:
        raise NotAllowed(why="unknown")
    if row.revoked:
        raise NotAllowed(why="revoked")
    return Member(row.id, row.advisor)


def scope(connection: Connection, advisor: str) -> Scope:
    """What an advisor may read and what is taken from them, as it stands now."""
    authors = connection.execute(select(DEVICES.c.author).where(DEVICES.c.advisor == advisor))
    mine = connection.execute(
        select(ASSIGNMENTS.c.cct, ASSIGNMENTS.c.over).where(ASSIGNMENTS.c.advisor == advisor)
    )
    over = {row[0]: row[1] for row in mine}
    cares = frozenset(cct for cct in over if not over[cct])
    return Scope(advisor, frozenset(row[0] for row in authors), cares, frozenset(over))


def _advisor(connection: Connection, advisor: str) -> str:
    name = connection.execute(select(ADVISORS.c.name).where(ADVISORS.c.id == advisor)).scalar()
    if name is None:
        raise NotFound(kind="advisor", text=advisor)
    return str(name)


def _sha(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _code_sha(code: str) -> bytes:
    return _sha("".join(letter for letter in code.upper() if letter.isalnum()))


def _moment(kept: datetime, now: datetime) -> datetime:
    """SQLite forgets the time zone; everything kept is UTC."""
    return kept if kept.tzinfo else kept.replace(tzinfo=now.tzinfo)
