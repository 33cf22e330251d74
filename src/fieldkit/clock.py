"""The only source of time. `FIELDKIT_NOW` (ISO, UTC) sets it, for stories and tests that need one day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """This instant, in UTC."""
    fixed = os.environ.get("FIELDKIT_NOW")
    if fixed:
        return datetime.fromisoformat(fixed).replace(tzinfo=UTC)
    return datetime.now(UTC)


def stamp() -> str:
    """This instant as text: `2025-10-06T14:03:11Z`. For people; nothing is ever decided by it."""
    instant = now() if "FIELDKIT_NOW" in os.environ else datetime.now(UTC)
    return instant.isoformat()[:19] + "Z"


def today() -> date:
    """Today where the advisor is."""
    if os.environ.get("FIELDKIT_NOW"):
        return now().date()
    return datetime.now().date()
