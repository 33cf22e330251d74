"""What was counted of each school, kept beside the records; and what tells whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from fieldkit.store import centre
from fieldkit.store.tables import BUCKETS, COUNTED, RECORDS

_MANY = 500
"""How many go into one question."""

_CANNOT = ("25006", "42501", "53100", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_FULL")
"""PostgreSQL: only reading, no permission, disk full; SQLite likewise, or somebody writes for too long."""


class Row(NamedTuple):
    """What is kept of a school for one report: see `tables.Counted`."""

    school: str
    sort: str
    period: str
    stamp: str
    beside: str
    people: bytes
    asked: bytes
    numbers: bytes


def heads(connection: Connection, sort: str, period: str, schools: Sequence[str]) -> dict[str, Row]:
    """What is kept of these schools (ids), whether it still holds or not; without the numbers."""
    c = COUNTED.c
    told = select(c.school, c.sort, c.period, c.stamp, c.beside, c.people, c.asked, literal(b""))
    return {row[0]: Row(*row) for row in _of(connection, told, sort, period, schools)}


def numbers(connection: Connection, sort: str, period: str, schools: Sequence[str]) -> dict[str, bytes]:
    """The numbers that are kept of these schools (ids)."""
    told = select(COUNTED.c.school, COUNTED.c.numbers)
    return {row[0]: row[1] for row in _of(connection, told, sort, period, schools)}


def keep(engine: Engine, rows: Sequence[Row]) -> bool:
    """Keep these in place of what was there. Whether that could be done: nothing is lost where it cannot."""
    new = (sqlite if engine.dialect.name == "sqlite" else postgresql).insert(COUNTED)
    fresh = {name: new.excluded[name] for name in Row._fields[3:]}
    whole = new.on_conflict_do_update(index_elements=["school", "sort", "period"], set_=fresh)
    values = [row._asdict() for row in rows]
    try:
        centre.writing(engine, lambda connection: connection.execute(whole, values) if values else None)
    except DBAPIError as trouble:
        code = getattr(trouble.orig, "sqlstate", None) or getattr(trouble.orig, "sqlite_errorname", "")
        if not str(code).startswith(_CANNOT):
            raise
        return False
    return True


def moved(connection: Connection) -> dict[str, str]:
    """How far each bucket has moved: its last number and what it holds."""
    c = BUCKETS.c
    rows = connection.execute(select(c.id, c.seq, c.held, c.xor))
    return {row.id: f"{row.seq}|{row.held}|{row.xor}" for row in rows}


def revisions(connection: Connection, records: Sequence[str]) -> dict[tuple[str, str], str]:
    """The revision of each record, by kind and id. One that is not here has none."""
    c = RECORDS.c
    asked = select(c.kind, c.id, c.rev)
    return {
        (row.kind, row.id): row.rev
        for some in _slices(records)
        for row in connection.execute(asked.where(c.id.in_(some)))
    }


def marks(people: Iterable[str]) -> bytes:
    """Persons (ids), eight bytes each: two lists that name one person show it. By chance they may show one
    that is not: that costs a count."""
    return b"".join(sorted(blake2b(one.encode(), digest_size=8).digest() for one in set(people)))


def _of(
    connection: Connection, told: Select[Any], sort: str, period: str, schools: Sequence[str]
) -> Iterator[Any]:
    c = COUNTED.c
    for some in _slices(schools):
        yield from connection.execute(told.where(c.school.in_(some), c.sort == sort, c.period == period))


def _slices(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))
