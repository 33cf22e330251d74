"""The programme's scoring tables: from a number to a named level.

Each table names its source; "ours" is a proposal of the programme, no national norm. A value that is missing,
not a number, or outside its scale has no level: None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

SUPPORT, DEVELOPING, EXPECTED = "requiere_apoyo", "en_desarrollo", "esperado"
SISAT_ORDER = (SUPPORT, DEVELOPING, EXPECTED)
"""The three levels of SisAT, lowest first."""

PROGRAMME_ORDER = ("insuficiente", "elemental", "bueno", "excelente")
"""The programme's own levels, lowest first. Named as in ENLACE; to be shown as "not ENLACE"."""


@dataclass(frozen=True, slots=True)
class Table:
    """Bands in rising order, each from its first value up to the next band's; `top` is the scale's end."""

    bands: tuple[tuple[float, str], ...]
    top: float = inf

    def level(self, value: float) -> str | None:
        """The band a value falls in; None outside the scale (a NaN is outside)."""
        if not self.bands[0][0] <= value <= self.top:
            return None
        return next(name for start, name in reversed(self.bands) if value >= start)


def _table(levels: Iterable[str], starts: Iterable[float], top: float = inf) -> Table:
    return Table(tuple(zip(starts, levels, strict=True)), top)


TABLES = {
    # SEP, SisAT: six components of 1 to 3 points; expected 15–18, developing 10–14, support 9 or less
    # (es.scribd.com/document/672829720). A total under 6 means that not all six were scored.
    "sisat_reading": _table(SISAT_ORDER, (6, 10, 15), 18),
    "sisat_writing": _table(SISAT_ORDER, (6, 10, 15), 18),
    # SEP, SisAT: ten questions; expected 8–10, developing 5–7, support 4 or less (same source).
    "sisat_arithmetic": _table(SISAT_ORDER, (0, 5, 8), 10),
    # Points in N02–N06, 0–10; expected from 8, developing 5–7, support 4 or less: ours, as in SisAT.
    "early_number": _table(SISAT_ORDER, (0, 5, 8), 10),
    # Per cent of five questions; under 40, 40–79, 80 and more: ours.
    "comprehension": _table(SISAT_ORDER, (0, 40, 80), 100),
    # Self-esteem and future, index 0–100; low under 40, middle 40–69, high from 70: ours, not validated.
    "wellbeing": _table(("bajo", "medio", "alto"), (0, 40, 70), 100),
    # Mean of language points 1–3; cuts at 1.5, 2.25 and 2.75: ours.
    "programme_language": _table(PROGRAMME_ORDER, (1, 1.5, 2.25, 2.75), 3),
    # Right answers 0–10, by the cuts of mental arithmetic, the top one apart: ours.
    "programme_maths": _table(PROGRAMME_ORDER, (0, 5, 8, 10), 10),
}

SPEED_ORDER = (SUPPORT, "se_acerca", "estandar", "avanzado")
"""The four bands of reading speed, slowest first."""

# SEP 2010–2011, words read aloud per minute: the standard by grade (La Jornada 27-08-2010, 1library.co); the
# two lower bands follow SEP's manual. Other tables are about (60, 90, 110 …): not official.
READING_SPEED = {
    "1": _table(SPEED_ORDER, (0, 15, 35, 60)),
    "2": _table(SPEED_ORDER, (0, 35, 60, 85)),
    "3": _table(SPEED_ORDER, (0, 60, 85, 100)),
    "4": _table(SPEED_ORDER, (0, 85, 100, 115)),
    "5": _table(SPEED_ORDER, (0, 100, 115, 125)),
    "6": _table(SPEED_ORDER, (0, 115, 125, 135)),
    "S1": _table(SPEED_ORDER, (0, 125, 135, 145)),
    "S2": _table(SPEED_ORDER, (0, 135, 145, 155)),
    "S3": _table(SPEED_ORDER, (0, 145, 155, 161)),
}


def level(table: str, value: object, grade: str | None = None) -> str | None:
    """The level of a value in a table of `TABLES`, or in `reading_speed` for a grade (`1`–`6`, `S1`–`S3`).

    None without a value (None, text, NaN), outside the scale, or for a grade that has no table (preschool).
    Raises KeyError for a table that does not exist.
    """
    found = READING_SPEED.get(str(grade)) if table == "reading_speed" else TABLES[table]
    if found is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return found.level(value)
