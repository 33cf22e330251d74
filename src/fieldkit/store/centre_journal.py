"""Changes arriving at the centre: their bytes are kept first, then judged, all in one transaction.

Exactly once: the id its device made, the hash of the exact bytes, and a unique key. Delivered again, a change
is not judged again; it gets the answer it got.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from fieldkit.domain.change import Change, thaw
from fieldkit.domain.digest import fingerprint
from fieldkit.domain.scope import Scope
from fieldkit.store.centre_lines import Arrival
from fieldkit.store.centre_people import Member, scope
from fieldkit.store.centre_sitting import Result, Sitting
from fieldkit.store.centre_write import add
from fieldkit.store.tables import ANOMALIES, CHANGES, DEVICES

CHUNK = 500
"""How many held changes are judged in one sitting."""


def receive(
    connection: Connection, member: Member, arrived: Sequence[Arrival], today: date, now: datetime
) -> list[Result]:
    """Take in a batch from a device: one result for every line whose id can be read, in their order."""
    connection.execute(select(DEVICES.c.id).where(DEVICES.c.id == member.device).with_for_update()).one()
    named = {one.id: one for one in reversed(arrived) if one.id}
    fresh = _keep(connection, member, [named[id] for id in sorted(named)], now)
    known = _outcomes(connection, [id for id in named if id not in fresh], member.device)
    new = [one for one in named.values() if one.id in fresh]
    results = {**known, **_judge(connection, member, new, today, now)}
    _count_in(connection, member.device, fresh, now)
    shas = {row.id: row.sha for row in _rows(connection, list(named))}
    strange = [one for one in arrived if one.id is None or shas[one.id] != one.sha]
    _set_aside(connection, member, strange, now)
    reused = {one.sha for one in strange}
    return [Result(one.id, "id_reuse") if one.sha in reused else results[one.id] for one in arrived if one.id]


def judge_held(connection: Connection, buckets: Sequence[str] | None, today: date, now: datetime) -> int:
    """Judge again what is held (all of it, or in these buckets). Returns how many no longer are."""
    held = CHANGES.c.outcome == "held"
    asked = select(CHANGES.c.id).where(held).order_by(CHANGES.c.device, CHANGES.c.n)
    if buckets is not None:
        asked = asked.where(CHANGES.c.bucket.in_(buckets))
    ids = [row[0] for row in connection.execute(asked)]
    freed = 0
    for start in range(0, len(ids), CHUNK):
        # Asked anew: judging a school judges what waited for it, and another worker may be at the same.
        still = select(CHANGES).where(held, CHANGES.c.id.in_(ids[start : start + CHUNK]))
        ordered = still.order_by(CHANGES.c.device, CHANGES.c.n).with_for_update()
        part = list(connection.execute(ordered))
        advisors = {row.id: row.advisor for row in part}
        results = _sit(connection, [thaw(row.line) for row in part], advisors, today, now)
        freed += sum(result.outcome != "held" for result in results)
    return freed


def outcomes(connection: Connection, advisor: str, ids: Sequence[str]) -> list[Result]:
    """What became of these changes of an advisor, of those that are here."""
    mine = {row.id for row in _rows(connection, ids) if row.advisor == advisor}
    return list(_outcomes(connection, sorted(mine)).values())


def ids_held(connection: Connection, device: str) -> list[str]:
    """The ids of every change of this device that is here."""
    asked = select(CHANGES.c.id).where(CHANGES.c.device == device)
    return sorted(row[0] for row in connection.execute(asked))


def inventory(connection: Connection, device: str) -> tuple[int, int]:
    """How many changes of this device are here, and the XOR of their fingerprints."""
    asked = select(DEVICES.c.held, DEVICES.c.xor).where(DEVICES.c.id == device)
    row = connection.execute(asked).one()
    return row[0], row[1]


def _keep(connection: Connection, member: Member, arrived: Sequence[Arrival], now: datetime) -> set[str]:
    """Keep the bytes of what was not here, whatever they are. Returns its ids."""
    if not arrived:
        return set()
    rows = [_row(one, member, now) for one in arrived]
    asked = add(connection, CHANGES).returning(CHANGES.c.id)
    return {row[0] for row in connection.execute(asked, rows)}


def _row(one: Arrival, member: Member, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": one.id,
        "line": one.line,
        "sha": one.sha,
        "device": member.device,
        "advisor": member.advisor,
        "received": now,
    }
    change = one.change
    if change is None:
        detail = json.dumps({"problems": [{"field": "", "code": "unreadable", "facts": {}}]})
        blank = {"n": 0, "record": one.id, "kind": "", "bucket": "", "base": None}
        return {**row, **blank, "outcome": "rejected", "detail": detail}
    return {
        **row,
        "n": change.n,
        "record": change.record,
        "kind": change.kind,
        "bucket": change.bucket,
        "base": change.base,
        "outcome": None,
        "detail": None,
    }


def _judge(
    connection: Connection, member: Member, new: Sequence[Arrival], today: date, now: datetime
) -> dict[str, Result]:
    """Judge the new ones in the order they were saved; then what had only been waiting for their schools."""
    changes = sorted((one.change for one in new if one.change), key=lambda change: change.n)
    unreadable = [one.id for one in new if one.id and not one.change]
    if changes:
        advisors = dict.fromkeys((change.id for change in changes), member.advisor)
        _sit(connection, changes, advisors, today, now)
    return _outcomes(connection, [*unreadable, *(change.id for change in changes)])


def _sit(
    connection: Connection, changes: Sequence[Change], advisors: dict[str, str], today: date, now: datetime
) -> list[Result]:
    scopes: dict[str, Scope] = {who: scope(connection, who) for who in sorted(set(advisors.values()))}
    sitting = Sitting(connection, changes, today, now)
    results = [sitting.judge(change, scopes[advisors[change.id]]) for change in changes]
    schools = sitting.close(results)
    if schools:
        judge_held(connection, schools, today, now)
    return results


def _outcomes(connection: Connection, ids: Sequence[str], device: str | None = None) -> dict[str, Result]:
    """device: who asks; what another one brought is marked."""
    found = {}
    for row in _rows(connection, ids):
        detail = json.loads(row.detail) if row.detail else None
        found[row.id] = Result(row.id, row.outcome, row.rev, detail, device not in (None, row.device))
    return found


def _rows(connection: Connection, ids: Sequence[str]) -> list[Row[Any]]:
    c = CHANGES.c
    asked = select(c.id, c.sha, c.device, c.advisor, c.outcome, c.rev, c.detail).where(c.id.in_(ids))
    return list(connection.execute(asked)) if ids else []


def _count_in(connection: Connection, device: str, fresh: set[str], now: datetime) -> None:
    """Bring the device's inventory up to date."""
    held, xor = inventory(connection, device)
    for id in fresh:
        held, xor = held + 1, xor ^ fingerprint(id)
    row = {"held": held, "xor": xor, "seen": now}
    connection.execute(update(DEVICES).where(DEVICES.c.id == device).values(row))


def _set_aside(connection: Connection, member: Member, strange: Sequence[Arrival], now: datetime) -> None:
    """Keep what cannot be a change of its own: nothing that arrived is thrown away."""
    rows = [
        {
            "sha": one.sha,
            "device": member.device,
            "why": "id_reuse" if one.id else "unreadable",
            "line": one.line,
            "received": now,
        }
        for one in strange
    ]
    if rows:
        connection.execute(add(connection, ANOMALIES), rows)
