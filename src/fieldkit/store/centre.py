"""The one place that opens a centre's store: an embedded SQLite file, or PostgreSQL when there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from alembic.util import CommandError
from sqlalchemy import Connection as Connection
from sqlalchemy import Engine as Engine
from sqlalchemy import create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from fieldkit.domain.record import new_id
from fieldkit.errors import DiskFull, Unreadable
from fieldkit.store.engine import no_room
from fieldkit.store.tables import CENTRE

Answer = TypeVar("Answer")

TRIES = 8
"""How often a transaction is begun again when another one got in its way."""

_MIGRATING = 0x666B6974  # one worker at a time: the key of PostgreSQL's advisory lock ("fkit")


def open_centre(url: str) -> Engine:
    """Open the store of a centre and bring its tables up to date. url: `sqlite:///file` or `postgresql://…`.

    Raises Unreadable when the address is not one of these two, or nothing usable is there.
    """
    address = address_of(url)
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgres(address)
    try:
        migrate(engine)
    except DBAPIError as trouble:
        raise DiskFull if _no_room(trouble) else Unreadable(file=shown(address), why="no_centre") from trouble
    except CommandError as trouble:  # a step it does not know was taken already
        raise Unreadable(file=shown(address), why="newer_centre") from trouble
    return engine


def address_of(url: str) -> URL:
    """The address of a centre's store. Raises Unreadable for one that cannot be."""
    try:
        address = make_url(url)
    except ArgumentError as trouble:
        raise Unreadable(file=url.split("://")[0], why="not_a_database") from trouble
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    if address.drivername not in ("sqlite", "postgresql+psycopg"):
        raise Unreadable(file=address.drivername, why="not_a_database")
    return address


def _sqlite(address: URL) -> Engine:
    """As durable as on a device. `BEGIN` is ours, so that a writer asks for the lock before it reads."""
    if address.database:
        _make_private(Path(address.database))
    engine = create_engine(address, connect_args={"timeout": 30}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgres(address: URL) -> Engine:
    """A line that broke while it lay idle is made anew before it is used."""
    return create_engine(address, pool_pre_ping=True, hide_parameters=True)


def shown(address: URL) -> str:
    """An address as it may be said: without its password."""
    return address.render_as_string(hide_password=True)


def _make_private(file: Path) -> None:
    """The names of children are in it: nobody but its owner may read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def migrate(engine: Engine) -> None:
    """Bring the tables up to date and give a new centre its identity. One worker at a time."""
    from alembic import command
    from alembic.config import Config

    settings = Config()
    steps = str(Path(__file__).with_name("migrations"))
    settings.set_main_option("script_location", steps.replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        if connection.execute(select(CENTRE.c.id)).first() is None:
            connection.execute(insert(CENTRE), {"id": new_id(), "seed": os.urandom(32)})


def identity(engine: Engine) -> tuple[str, bytes]:
    """The id of this centre and the seed of the key it signs with."""
    with reading(engine) as connection:
        row = connection.execute(select(CENTRE.c.id, CENTRE.c.seed)).one()
    return row[0], row[1]


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One picture of the whole, however many statements are asked of it."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(reading=True, **level) as connection, connection.begin():
        yield connection


def writing(engine: Engine, work: Callable[[Connection], Answer]) -> Answer:
    """Do `work` in one transaction, and again from the start when another transaction got in its way.

    Raises DiskFull; then nothing of it is kept.
    """
    left = TRIES
    while True:
        left -= 1
        try:
            with engine.begin() as connection:
                return work(connection)
        except DBAPIError as trouble:
            if _no_room(trouble):
                raise DiskFull from trouble
            if not (left and _in_the_way(trouble)):
                raise


def _no_room(trouble: DBAPIError) -> bool:
    """Whether the disk of the centre is full (PostgreSQL: SQLSTATE 53100)."""
    return no_room(trouble.orig) or getattr(trouble.orig, "sqlstate", None) == "53100"


def _in_the_way(trouble: DBAPIError) -> bool:
    """A deadlock, a serialization failure (40P01, 40001), or two who made the same row at once."""
    if isinstance(trouble, IntegrityError):
        return True
    return getattr(trouble.orig, "sqlstate", None) in ("40P01", "40001")
