"""The tables of the centre, and the columns that a device's tables share with them.

`ChangeColumns` and `RecordColumns` are what a journal line and a record look like wherever they rest; the
notebook's own script (`steps/`) is held to them by a test. The rest is only the centre's.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Index, LargeBinary, MetaData, Table, Text, text
from sqlmodel import Field, SQLModel


class ChangeColumns(SQLModel):
    """One line of the journal: who it is about, what it was made on, its exact bytes, what came of it."""

    id: str = Field(primary_key=True)
    n: int = Field(sa_type=BigInteger)
    record: str
    kind: str
    bucket: str
    base: str | None = None
    line: bytes = Field(sa_type=LargeBinary)
    outcome: str | None = None
    rev: str | None = None
    detail: str | None = Field(default=None, sa_type=Text)


class RecordColumns(SQLModel):
    """The present state of one record, with what it is found by (`store/index.py`)."""

    id: str = Field(primary_key=True)
    kind: str
    bucket: str
    form: str
    subject: str | None = None
    date: str | None = None
    state: str
    rev: str
    key: str | None = None
    seq: int = Field(sa_type=BigInteger)
    flagged: bool = False
    doc: str = Field(sa_type=Text)


TUTORED = text("form IN ('TUT', 'REL', 'DEM', 'ACR')")
"""Only what qualifications follow from is found by whom it is about (`domain/tutored.py`)."""


class CentreRow(SQLModel):
    """The tables of the centre live apart from any other SQLModel table."""

    metadata = MetaData()


class Centre(CentreRow, table=True):
    """Who this centre is: one row. seed: the Ed25519 seed that signs receipts."""

    id: str = Field(primary_key=True)
    seed: bytes = Field(sa_type=LargeBinary)


class Advisor(CentreRow, table=True):
    """Somebody who may enrol devices."""

    id: str = Field(primary_key=True)
    name: str


class Assignment(CentreRow, table=True):
    """A school key in an advisor's care. Over: read no more, but what they still send is taken."""

    advisor: str = Field(primary_key=True)
    cct: str = Field(primary_key=True)
    over: bool = False


class Code(CentreRow, table=True):
    """A one-time enrolment code, kept as its SHA-256. device: the one that used it."""

    sha: bytes = Field(primary_key=True, sa_type=LargeBinary)
    advisor: str
    expires: datetime = Field(sa_type=DateTime(timezone=True))
    device: str | None = None


class Device(CentreRow, table=True):
    """A notebook that may exchange. token: SHA-256 of its secret. author: who signs its changes. held,
    xor: how many of its changes are here, and the XOR of their fingerprints. turns, place, twin: the numbers
    of its exchanges, where it last was, and whether it was in two places (`centre_turns.py`)."""

    id: str = Field(primary_key=True)
    advisor: str = Field(index=True)
    author: str
    name: str
    token: bytes = Field(unique=True, sa_type=LargeBinary)
    revoked: bool = False
    held: int = 0
    xor: int = Field(default=0, sa_type=BigInteger)
    seen: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    turns: str = Field(default="[]", sa_type=Text)
    place: str = ""
    twin: bool = False


class Change(CentreRow, ChangeColumns, table=True):
    """Every change that ever arrived, byte for byte. other: second parent of a merge, which has no device."""

    __table_args__ = (
        Index("change_record", "record"),
        Index("change_device", "device"),
        Index("change_outcome", "outcome"),
    )

    record: str
    sha: bytes = Field(sa_type=LargeBinary)
    other: str | None = None
    device: str | None = None
    advisor: str | None = None
    received: datetime = Field(sa_type=DateTime(timezone=True))


_FEW = text("kind <> 'entry'")
"""Of a thousand records of a school a hundred are no sheets: those are found by their kind, with their school
or with whom they are about."""


class Record(CentreRow, RecordColumns, table=True):
    """The present state. cct: of a school, whose care decides who may see it. maker: the advisor who made it
    under a provisional key. planter: who plants an exercise by it."""

    __table_args__ = (
        Index("record_bucket", "bucket", "seq"),
        Index("record_cct", "cct"),
        Index("record_maker", "maker"),
        Index("record_few", "kind", "bucket", sqlite_where=_FEW, postgresql_where=_FEW),
        Index("record_about", "kind", "subject", sqlite_where=_FEW, postgresql_where=_FEW),
        Index("record_tutored", "subject", sqlite_where=TUTORED, postgresql_where=TUTORED),
        Index("record_planter", "planter"),
    )

    school: str | None = None
    cct: str | None = None
    maker: str | None = None
    planter: str | None = None


class Bucket(CentreRow, table=True):
    """The counter of a bucket and what it holds. seq: its last number, taken last in a transaction, so that
    number order is commit order. held, xor: count and XOR of the fingerprints of its records."""

    id: str = Field(primary_key=True)
    seq: int = Field(default=0, sa_type=BigInteger)
    held: int = 0
    xor: int = Field(default=0, sa_type=BigInteger)


class BucketExit(CentreRow, table=True):
    """A record that left a bucket for another, for those who still have it there."""

    bucket: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)


class Anomaly(CentreRow, table=True):
    """Bytes that arrived and cannot be a change: unreadable, or another text under a known id. Kept too."""

    sha: bytes = Field(primary_key=True, sa_type=LargeBinary)
    device: str
    why: str
    line: bytes = Field(sa_type=LargeBinary)
    received: datetime = Field(sa_type=DateTime(timezone=True))


class Counted(CentreRow, table=True):
    """What was counted of a school (its id) for one report. stamp: a digest of all it was counted from, and
    by; beside: what was read beside its own records (JSON); people: of whom its own sheets of tutoring tell;
    asked: of whom those of other schools were asked for (both as `store/counted.py` marks them); numbers: as
    `reports/packed.py` writes them."""

    school: str = Field(primary_key=True)
    sort: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    stamp: str
    beside: str = Field(sa_type=Text)
    people: bytes = Field(sa_type=LargeBinary)
    asked: bytes = Field(sa_type=LargeBinary)
    numbers: bytes = Field(sa_type=LargeBinary)


def _table(model: Any) -> Table:
    found: Table = model.__table__
    return found


CENTRE, ADVISORS, ASSIGNMENTS, CODES, DEVICES = map(_table, (Centre, Advisor, Assignment, Code, Device))
CHANGES, RECORDS, BUCKETS, EXITS, ANOMALIES = map(_table, (Change, Record, Bucket, BucketExit, Anomaly))
COUNTED = _table(Counted)
"""The same tables for statements over many rows."""
