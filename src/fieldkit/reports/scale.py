"""The programme's own scale of visits, beside which those of a network are read."""

from __future__ import annotations

from fieldkit.domain.reference import Reference
from fieldkit.text import t

NATIONAL = 90
"""Visits by its national coordination, a month. Source of all: what the programme (EIMLE) says of itself."""

VISITS, MONTHS, ADVISERS, SCHOOLS = 25_000, 24, 2_500, 9_072
"""Visits of two years, by so many advisers, to so many schools."""


def programme_scale() -> list[Reference]:
    """Visits a month, and for each adviser and each school in the two years."""
    scale = {
        "national": NATIONAL,
        "month": round(VISITS / MONTHS),
        "adviser": VISITS / ADVISERS,
        "school": round(VISITS / SCHOOLS, 1),
    }
    source = t("scale.source")
    return [Reference(t(f"scale.{name}"), value, None, source) for name, value in scale.items()]
