"""A school, or the service that stands for one."""

from __future__ import annotations

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
