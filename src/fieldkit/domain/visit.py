"""From which level somebody came to a school: V02 of a monitoring sheet (FS)."""

from __future__ import annotations

from fieldkit.domain.entry import Entry

LEVELS = ("asesor", "escolar", "regional", "estatal", "nacional")
OWN, *_ = LEVELS
"""The level of whoever keeps the notebook."""

OTHERS = LEVELS[1:]


def level_of(sheet: Entry) -> str:
    """The level of whoever came; a sheet that does not say is the advisor's own."""
    said = sheet.answers.get("V02")
    return said if isinstance(said, str) and said else OWN


def own(sheet: Entry) -> bool:
    """Whether it is a visit of the advisor, not of somebody from another level."""
    return level_of(sheet) == OWN
