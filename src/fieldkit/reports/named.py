"""Whose names may stand in what an advisor wrote for a report."""

from __future__ import annotations

from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER, Person
from fieldkit.reports.gather import Facts


def families(facts: Facts) -> list[Person]:
    """All children and relatives who are or were at a school, and those of other schools that its sheets tell
    of."""
    return _having(facts, STUDENT, RELATIVE)


def everybody(facts: Facts) -> list[Person]:
    """Those, and the teachers of the school: whom a public report does not name."""
    return _having(facts, STUDENT, RELATIVE, TEACHER)


def _having(facts: Facts, *roles: str) -> list[Person]:
    here = {one.person for one in facts.memberships if one.role in roles}
    known = {**facts.guests, **facts.persons}
    return [one for one in known.values() if one.id in here or one.form in ("REG-A", "REG-F")]
