"""What the centre writes down of its own faults: where, never what with."""

from __future__ import annotations

import logging
import traceback

from fieldkit.domain.record import new_id

_log = logging.getLogger("fieldkit.centre")


def log(trouble: Exception) -> str:
    """Log the places of a fault; its message may hold a child's name. Returns the number of the trace."""
    name = new_id()[-8:]
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trouble.__traceback__)]
    _log.error("trace %s: %s at %s", name, type(trouble).__name__, " > ".join(places))
    return name
