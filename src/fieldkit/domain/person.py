"""Persons, what they are at a school for a time, and who is whose family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from fieldkit.domain.day import Day
from fieldkit.domain.record import Record

STUDENT, TEACHER, RELATIVE = "student", "teacher", "relative"
"""Roles a person takes at a school. Taken, not owned: one person may hold several, one after another."""

RENEWED = "nuevo_ciclo"
"""Why an enrolment ended, when the child stays at the school and the next school year has one of its own."""

NAMED = {STUDENT: STUDENT, TEACHER: TEACHER, RELATIVE: RELATIVE, "person": None}
"""Whom an item may point to (`to` in a form), and the role they must have; None: any."""


class Person(Record):
    """A person, whatever their role."""

    __slots__ = ()
    kind: ClassVar[str] = "person"

    @property
    def name(self) -> str:
        """Given names and surnames, as they are written."""
        parts = (self.answers.get(code) for code in ("first_names", "surname", "second_surname"))
        return " ".join(str(part) for part in parts if part)


class Membership(Record):
    """What a person is at a school, from one date until another."""

    __slots__ = ()
    kind: ClassVar[str] = "membership"

    @property
    def person(self) -> str:
        """The id of the person."""
        return str(self.answers["person"])

    @property
    def school(self) -> str:
        """The id of the school."""
        return str(self.answers["school"])

    @property
    def role(self) -> str:
        """`student`, `teacher` or `relative`."""
        return str(self.answers["role"])

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return bool(self.answers.get("until"))

    def before_year(self, ciclo: object) -> bool:
        """Whether it is of an earlier school year than that one; no, where one of the two is not known."""
        own = self.answers.get("ciclo")
        return isinstance(own, str) and isinstance(ciclo, str) and own < ciclo

    def holds_on(self, day: Day) -> bool:
        """Whether it had begun on that day and was not over. A beginning that is not known was before."""
        since, until = self.answers.get("since"), self.answers.get("until")
        return (not isinstance(since, str) or since <= day) and (not isinstance(until, str) or until > day)


def standing(memberships: Iterable[Membership], day: Day) -> Membership | None:
    """What somebody is on a day, who is or was something: of several that hold the first one; without any
    the first there was."""
    found = sorted(memberships, key=lambda one: (str(one.answers.get("since") or ""), one.id))
    return next((one for one in found if one.holds_on(day)), found[0] if found else None)


class Kinship(Record):
    """A relative of a student."""

    __slots__ = ()
    kind: ClassVar[str] = "kinship"

    @property
    def person(self) -> str:
        """The id of the relative."""
        return str(self.answers["person"])

    @property
    def student(self) -> str:
        """The id of the student."""
        return str(self.answers["student"])
