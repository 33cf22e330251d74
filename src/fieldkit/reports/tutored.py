"""The tutoring network of a school, as far as its own sheets show it (TUT, REL, DEM, ACR). Pure.

A tutor who qualified at another school is only known here when a sheet of this one says so (a seed).
"""

from __future__ import annotations

from fieldkit.domain.tutored import FORMS, facts_of
from fieldkit.domain.tutoring import Qualification, Tutoring, qualifications
from fieldkit.reports.gather import Facts


def qualified(facts: Facts) -> list[Qualification]:
    """Who may, or might, tutor what: by exercise, day and person."""
    return qualifications(facts_of(facts.of(*FORMS)))


def tutorings(facts: Facts) -> list[Tutoring]:
    """The tutorings, oldest first; their last session is that of the last row, or the first day."""
    return facts_of(facts.of("TUT")).tutorings
