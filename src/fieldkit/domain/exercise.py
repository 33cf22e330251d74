"""An exercise of the catalogue: a text or a problem that people tutor each other in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from fieldkit.domain.record import Record


class Exercise(Record):
    """One version of an exercise. Sheets name it by its code, so that two notebooks mean the same one."""

    __slots__ = ()
    kind: ClassVar[str] = "exercise"

    @property
    def code(self) -> str:
        """Its code in the catalogue, `LEN-3-007`."""
        return str(self.answers.get("code", ""))

    @property
    def version(self) -> str:
        """Which wording of it; `1` is the first."""
        return str(self.answers.get("version", ""))

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.answers.get("title", ""))

    @property
    def name(self) -> str:
        """What it is recognised by in a list: its code and what it is called."""
        return f"{self.code} · {self.title}"


def newest(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    """The newest version of each exercise, by code, in order of code.

    `10` is newer than `9`. Two notebooks may have brought the same catalogue: the smallest id is the oldest.
    """
    found: dict[str, Exercise] = {}
    for one in sorted(exercises, key=lambda one: one.id, reverse=True):
        have = found.get(one.code)
        if have is None or _rank(one) >= _rank(have):
            found[one.code] = one
    return dict(sorted(found.items()))


def _rank(exercise: Exercise) -> tuple[int, str]:
    version = exercise.version
    return (int(version), "") if version.isdecimal() else (0, version)
