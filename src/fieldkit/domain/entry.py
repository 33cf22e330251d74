"""An entry: one filled-in form about a school, a person or a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

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


def bucket_of(answers: Mapping[str, Any], by: str) -> str:
    """Where a sheet is kept: with its school or, about none, with the advisor (id) who made it."""
    school = answers.get("school")
    return f"s:{school}" if school else f"a:{by}"


def rows(answers: Mapping[str, Any], group: str) -> list[Mapping[str, Any]]:
    """The rows of a repeat; none where these answers have none, or something else in its place."""
    found = answers.get(group)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def count(value: object) -> int:
    """A count that was answered; what is not known (−8, nothing) counts nought."""
    return value if isinstance(value, int) and value > 0 else 0


def in_order(sheets: Iterable[Entry]) -> list[Entry]:
    """Sheets by their day, those of one day in the order they were made."""
    return sorted(sheets, key=_when)


def newest(sheets: Iterable[Entry]) -> Entry | None:
    """The sheet of the last day, of one day the one made last; None of none."""
    return max(sheets, key=_when, default=None)


def _when(sheet: Entry) -> tuple[str, str]:
    return sheet.date, sheet.id
