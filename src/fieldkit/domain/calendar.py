"""School years and their bimesters."""

from __future__ import annotations

from datetime import date

_BIMESTERS = {9: "B1", 10: "B1", 11: "B2", 12: "B2", 1: "B3", 2: "B3", 3: "B4", 4: "B4", 5: "B5", 6: "B5"}


def ciclo(day: date) -> str:
    """The school year of a day, `2025-2026`, from 1 August to 31 July.

    Classes begin around 1 September (SEP, calendario escolar 2025–2026); August's training belongs to it too.
    """
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def bimester(day: date) -> str | None:
    """The bimester `B1` … `B5` of a day; None between school years.

    September and October are the first, as in SEP's five marking periods until 2017; the last ends with
    classes, on 15 July.
    """
    if day.month == 7 and day.day <= 15:
        return "B5"
    return _BIMESTERS.get(day.month)
