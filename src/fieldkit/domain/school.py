"""A school, or the service that stands for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from fieldkit.domain.record import Record


class School(Record):
    """A school in one shift. Its CCT is for matching, never its identity."""

    __slots__ = ()
    kind: ClassVar[str] = "school"

    @property
    def cct(self) -> str:
        """The school key, or a provisional one (`PROV-12-0001`)."""
        return str(self.answers.get("cct", ""))

    @property
    def name(self) -> str:
        """Its name as it is written."""
        return str(self.answers.get("name", ""))


def first_registered(schools: Iterable[School]) -> list[School]:
    """One of each CCT and shift. Two notebooks may register one school: the smallest id is the oldest."""
    first: dict[tuple[str, str], School] = {}
    for one in sorted(schools, key=lambda school: school.id, reverse=True):
        first[one.cct or one.id, str(one.answers.get("shift", ""))] = one
    return list(first.values())
