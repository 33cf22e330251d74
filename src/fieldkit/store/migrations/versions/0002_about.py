"""What is no sheet is found by whom it is about, too: what the guests of a school are at their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index."""
    few = sa.text("kind <> 'entry'")
    op.create_index("record_about", "record", ["kind", "subject"], sqlite_where=few, postgresql_where=few)
