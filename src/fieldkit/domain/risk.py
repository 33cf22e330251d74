"""Which children need help: nine signs read from the last diagnosis, and the risk they add up to. Pure.

The signs follow SEP's early-warning system (SisAT: needs support in reading, writing or mental arithmetic,
repeated absences, does not take part in class); speed is by SEP's table of `domain/levels.py`; over age,
what the teacher reports and wellbeing, and how they add up, are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from fieldkit.domain import calendar
from fieldkit.domain.entry import Entry, count, newest
from fieldkit.domain.levels import SUPPORT
from fieldkit.domain.person import Membership, Person

READING, WRITING, ARITHMETIC, SPEED, ABSENCES = "r1", "r2", "r3", "r4", "r5"
OVER_AGE, REPORTED, WELLBEING, APART = "r6", "r7", "r8", "r9"
FLAGS = (READING, WRITING, ARITHMETIC, SPEED, ABSENCES, OVER_AGE, REPORTED, WELLBEING, APART)
"""Needs support in reading, in writing, in arithmetic, in reading speed; is absent a fifth of the days; over
age; the teacher reports two areas; low self-esteem or interest in the future; does not take part."""

HIGH, MIDDLE, LOW, UNKNOWN = "alto", "medio", "bajo", "sin_dato"
LEVELS = (HIGH, MIDDLE, LOW, UNKNOWN)
"""From most to least pressing; a child without a diagnosis has no level."""

CLASS_DAYS = 40
"""Class days in eight weeks, where the school's diagnosis does not say."""

SUBJECTS = frozenset((READING, WRITING, ARITHMETIC))
"""The signs that are about learning itself."""

_AGGRAVATING = frozenset((ABSENCES, OVER_AGE, WELLBEING))
_SHARE = 5
"""Absent one day in five, or more, is too often."""


def assess(
    child: Person | None,
    membership: Membership | None,
    diagnosis: Entry | None,
    wellbeing: Entry | None,
    days: int = CLASS_DAYS,
) -> tuple[tuple[str, ...], str]:
    """The signs of a child, in order, and the risk they add up to.

    child, membership: as the register has them, where they may be read. diagnosis, wellbeing: the last DXA
    and SOC that were given. days: class days in eight weeks.
    """
    known = diagnosis.answers if diagnosis else {}
    grade, ciclo = _grade(known, membership)
    older = over_age(child.answers.get("birth_date") if child else None, grade, ciclo)
    found = flags(known, wellbeing.answers if wellbeing else None, days=days, older=older)
    return found, level(found, diagnosed=diagnosis is not None)


def last(sheets: Iterable[Entry]) -> Entry | None:
    """The newest sheet that was really given to the child: by day, then by id. None when there is none."""
    return newest(sheet for sheet in sheets if sheet.answers.get("not_applied") != "si")


def class_days(school: Mapping[str, Any] | None) -> int:
    """Class days in the eight weeks that absences are counted over: twice the four weeks of the DXE (E19)."""
    return 2 * count((school or {}).get("E19")) or CLASS_DAYS


def over_age(birth_date: object, grade: object, ciclo: object) -> bool:
    """Whether the child is two years or more older than the grade expects, on 31 December of the ciclo's
    first year: grade + 5 + 2, as the register of students counts it. Preschool has no such age."""
    years = {str(number): number for number in range(1, 7)} | {
        f"S{number}": 6 + number for number in (1, 2, 3)
    }
    if str(grade) not in years or not isinstance(birth_date, str) or not isinstance(ciclo, str):
        return False
    try:
        born, first = date.fromisoformat(birth_date).year, int(ciclo[:4])
    except ValueError:
        return False
    return first - born >= years[str(grade)] + 7


def flags(
    diagnosis: Mapping[str, Any] | None,
    wellbeing: Mapping[str, Any] | None = None,
    *,
    days: int = CLASS_DAYS,
    older: bool = False,
) -> tuple[str, ...]:
    """The signs that hold, in order.

    diagnosis, wellbeing: the answers of the child's last DXA and SOC. days: class days in eight weeks.
    older: over age. What was not observed or not answered is no sign.
    """
    known, felt = diagnosis or {}, wellbeing or {}
    areas = known.get("A02")
    signs = {
        READING: known.get("L_NIV") == SUPPORT,
        WRITING: known.get("T_NIV") == SUPPORT,
        ARITHMETIC: SUPPORT in (known.get("C_NIV"), known.get("N_NIV")),
        SPEED: known.get("L_VEL") == SUPPORT,
        ABSENCES: _often(known.get("A01"), days),
        OVER_AGE: older,
        REPORTED: isinstance(areas, list) and len(set(areas) - {"ninguna"}) >= 2,
        WELLBEING: "bajo" in (felt.get("S_NIV"), felt.get("F_NIV")),
        APART: known.get("A03") == 1,
    }
    return tuple(flag for flag in FLAGS if signs[flag])


def level(found: Iterable[str], *, diagnosed: bool) -> str:
    """`alto` with two subjects, or one and absences, over age or low wellbeing; `medio` with any sign;
    `bajo` with none; `sin_dato` without a diagnosis."""
    signs = frozenset(found)
    if not diagnosed:
        return UNKNOWN
    subjects = len(signs & SUBJECTS)
    if subjects >= 2 or (subjects and signs & _AGGRAVATING):
        return HIGH
    return MIDDLE if signs else LOW


def _grade(diagnosis: Mapping[str, Any], membership: Membership | None) -> tuple[Any, Any]:
    """A grade and the ciclo it was told in, together: those of the diagnosis, else those of the register."""
    if diagnosis.get("grade"):
        return diagnosis["grade"], diagnosis.get("ciclo")
    if membership is None:
        return None, None
    since = membership.answers.get("since")
    told = membership.answers.get("ciclo")
    if told is None and isinstance(since, str):
        with suppress(ValueError):  # a day that is none tells no ciclo, and nobody is over age without one
            told = calendar.ciclo(date.fromisoformat(since))
    return membership.answers.get("grade"), told


def _often(absences: object, days: int) -> bool:
    missed = count(absences)
    return missed > 0 and _SHARE * missed >= days
