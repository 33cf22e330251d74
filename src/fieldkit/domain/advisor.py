"""An itinerant advisor and the eligibility list of the programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fieldkit.domain.record import Record


@dataclass(frozen=True, slots=True)
class Advisor(Record):
    """An advisor. Being eligible or not is pointed out; it never stops field work (F-02)."""

    kind: ClassVar[str] = "advisor"

    @property
    def name(self) -> str:
        """Full name, as it is written."""
        return str(self.answers.get("name", ""))
