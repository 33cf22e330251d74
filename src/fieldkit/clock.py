"""The only source of time. `FIELDKIT_NOW` (ISO, UTC) sets it, for stories and tests that need one day."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from functools import lru_cache

os.environ.setdefault("FIELDKIT_NOW", "")
"""Set to nothing where it is not set: to find that it is missing would cost more than the rest of a stamp."""


def now() -> datetime:
    """This instant, in UTC."""
    fixed = os.environ.get("FIELDKIT_NOW")
    if fixed:
        return datetime.fromisoformat(fixed).replace(tzinfo=UTC)
    return datetime.now(UTC)


def is_sound() -> bool:
    """Whether what `FIELDKIT_NOW` says is a time; so it is where it says nothing."""
    try:
        now()
    except ValueError:
        return False
    return True


def stamp() -> str:
    """This instant as text: `2025-10-06T14:03:11Z`. For people; nothing is ever decided by it."""
    if os.environ.get("FIELDKIT_NOW"):
        return now().isoformat()[:19] + "Z"
    return _written(int(time.time()))


@lru_cache(maxsize=1)
def _written(second: int) -> str:
    """A second since 1970 as text, worked out once however much is saved in it."""
    return datetime.fromtimestamp(second, UTC).isoformat()[:19] + "Z"


def today() -> date:
    """Today where the advisor is."""
    if os.environ.get("FIELDKIT_NOW"):
        return now().date()
    return datetime.now().date()
