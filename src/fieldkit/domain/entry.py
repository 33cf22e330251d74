"""An entry: one filled-in form about a school, a person or a meeting."""

from __future__ import annotations

from typing import ClassVar

from fieldkit.domain.record import Record


class Entry(Record):
    """One filled-in form: a diagnosis, a monitoring sheet, a home visit."""

    __slots__ = ()
    kind: ClassVar[str] = "entry"

    @property
    def school(self) -> str:
        """The id of the school it is about."""
        return str(self.answers.get("school", ""))

    @property
    def date(self) -> str:
        """The day it happened, `YYYY-MM-DD`."""
        return str(self.answers.get("date", ""))
