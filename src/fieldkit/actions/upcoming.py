"""One thing to do next, and what the steps of the guide share in working out when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fieldkit.domain.school import School

MONTHLY_BY = 5
"""The day of the next month by which a monthly report is due."""


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to do. say: the key of its sentence. step: the code of its step, of `catalogues/guide.toml`.

    school: None while there is none. due: by when, where there is a day. facts: what fills the sentence.
    command: the one for this, as in that file; "" takes the first of its step.
    """

    step: str
    say: str
    school: School | None
    due: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    command: str = ""


def fifth(month: str) -> date:
    """The day by which the report of a month (`2025-10`) is due."""
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=MONTHLY_BY)
