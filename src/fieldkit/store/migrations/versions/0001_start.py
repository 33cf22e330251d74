"""The tables a centre starts with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _people()
    _journal()
    _records()
    _buckets()
    _counted()


def _people() -> None:
    op.create_table(
        "centre",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "advisor",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_table(
        "assignment",
        sa.Column("advisor", sa.String(), primary_key=True),
        sa.Column("cct", sa.String(), primary_key=True),
        sa.Column("over", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "code",
        sa.Column("sha", sa.LargeBinary(), primary_key=True),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("device", sa.String()),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("advisor", sa.String(), nullable=False, index=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("xor", sa.BigInteger(), nullable=False),
        sa.Column("seen", _MOMENT),
        sa.Column("turns", sa.Text(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("twin", sa.Boolean(), nullable=False),
    )


def _journal() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("base", sa.String()),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("rev", sa.String()),
        sa.Column("detail", sa.Text()),
        sa.Column("sha", sa.LargeBinary(), nullable=False),
        sa.Column("other", sa.String()),
        sa.Column("device", sa.String()),
        sa.Column("advisor", sa.String()),
        sa.Column("received", _MOMENT, nullable=False),
    )
    for column in ("record", "device", "outcome"):
        op.create_index(f"change_{column}", "change", [column])
    op.create_table(
        "anomaly",
        sa.Column("sha", sa.LargeBinary(), primary_key=True),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("received", _MOMENT, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("school", sa.String()),
        sa.Column("subject", sa.String()),
        sa.Column("date", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rev", sa.String(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("cct", sa.String()),
        sa.Column("maker", sa.String()),
        sa.Column("planter", sa.String()),
    )
    op.create_index("record_bucket", "record", ["bucket", "seq"])
    op.create_index("record_cct", "record", ["cct"])
    op.create_index("record_maker", "record", ["maker"])
    few = sa.text("kind <> 'entry'")
    op.create_index("record_few", "record", ["kind", "bucket"], sqlite_where=few, postgresql_where=few)
    tutored = sa.text("form IN ('TUT', 'REL', 'DEM', 'ACR')")
    op.create_index("record_tutored", "record", ["subject"], sqlite_where=tutored, postgresql_where=tutored)
    op.create_index("record_planter", "record", ["planter"])


def _buckets() -> None:
    op.create_table(
        "bucket",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("xor", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "bucketexit",
        sa.Column("bucket", sa.String(), primary_key=True),
        sa.Column("record", sa.String(), primary_key=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
    )


def _counted() -> None:
    op.create_table(
        "counted",
        sa.Column("school", sa.String(), primary_key=True),
        sa.Column("sort", sa.String(), primary_key=True),
        sa.Column("period", sa.String(), primary_key=True),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("people", sa.LargeBinary(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
    )
