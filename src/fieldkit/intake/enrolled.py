"""Which of a person's enrolments a row is about, or whether it is one more."""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.domain.person import Membership
from fieldkit.intake.plan import Row


def at(members: Iterable[Membership], school: str, role: str, year: object = None) -> Membership | None:
    """The membership at a school in a role: that of the school year that is asked for; one that has ended
    only when there is no other."""
    there = [member for member in members if member.school == school and member.role == role]
    return min(there, key=lambda one: (one.answers.get("ciclo") != year, one.over), default=None)


def renews(row: Row, member: Membership) -> bool:
    """Whether a row enrols somebody for a later school year, from its first day unless it says since when.
    One that does not say so must tell another grade, for last year's list may be brought in again."""
    year = row.checked.answers.get("ciclo")
    if not member.before_year(year):
        return False
    if "since" not in row.given and row.checked.answers.get("grade") == member.answers.get("grade"):
        return False
    row.given.setdefault("since", f"{str(year)[:4]}-08-01")
    return True
