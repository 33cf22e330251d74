"""An itinerant advisor and the eligibility list of the programme."""

from __future__ import annotations

from typing import ClassVar

from fieldkit.domain.record import Record


class Advisor(Record):
    """An advisor. Being eligible or not is pointed out; it never stops field work (F-02)."""

    __slots__ = ()
    kind: ClassVar[str] = "advisor"

    @property
    def name(self) -> str:
        """Full name, as it is written."""
        return str(self.answers.get("name", ""))
