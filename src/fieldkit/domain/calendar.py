"""School years, bimesters, and what an age or a grade means in them."""

from __future__ import annotations

from datetime import date

GRADES = ("P1", "P2", "P3", "1", "2", "3", "4", "5", "6", "S1", "S2", "S3")
"""Grades of basic education in order: preschool, primary, secondary."""

_BIMESTERS = {9: "B1", 10: "B1", 11: "B2", 12: "B2", 1: "B3", 2: "B3", 3: "B4", 4: "B4", 5: "B5", 6: "B5"}
_MULTIGRADE = {"1": "I", "2": "I", "3": "II", "4": "II", "5": "III", "6": "III"}


def ciclo(day: date) -> str:
    """The school year of a day, `2025-2026`. It runs from 1 August to 31 July (domain §2.5)."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def bimester(day: date) -> str | None:
    """The bimester `B1` … `B5` of a day; None between school years, 16 July to 31 August (domain §2.5)."""
    if day.month == 7 and day.day <= 15:
        return "B5"
    return _BIMESTERS.get(day.month)


def age(birth: date, on: date) -> int:
    """Full years lived on a day. Somebody born on 29 February has the birthday on 1 March in common years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def over_age(birth: date, grade: str, on: date) -> bool:
    """Extraedad: two or more years above the usual age of the grade (domain §4.1).

    The age counts on 31 December of the school year's first calendar year; a first grader is usually 6. Never
    so in preschool, which has no usual age here.
    """
    if grade not in GRADES[3:]:
        return False
    usual = GRADES.index(grade) - 2 + 5
    return age(birth, date(int(ciclo(on)[:4]), 12, 31)) >= usual + 2


def multigrade(grade: str) -> str | None:
    """The level `I`, `II` or `III` in which a community primary school teaches a grade; None elsewhere."""
    return _MULTIGRADE.get(grade)
