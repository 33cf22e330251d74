"""The tutoring network of a school, as far as its own sheets show it (TUT, REL, DEM, ACR). Pure.

A tutor who qualified at another school is only known here when a sheet of this one says so (a seed).
"""

from __future__ import annotations

from fieldkit.domain import tutored, tutoring
from fieldkit.reports.gather import Facts


def told(facts: Facts) -> tutoring.Facts:
    """What the sheets tell, oldest first."""
    return tutored.facts_of(facts.of(*tutored.FORMS))


def qualified(facts: Facts) -> list[tutoring.Qualification]:
    """Who may, or might, tutor what: by exercise, day and person."""
    return tutoring.qualifications(told(facts))
