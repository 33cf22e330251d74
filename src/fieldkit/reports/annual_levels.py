"""A01–A04, A06: levels of language and mathematics, before and after. Pure.

The levels are the programme's own (domain/levels.py), as each diagnosis keeps them (LEN_NIV, MAT_NIV); they
are named as in ENLACE and are not ENLACE, which every one of these indicators says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.levels import PROGRAMME_ORDER
from fieldkit.reports.annual_cohort import Applied, answer, applied, compare, given_twice, is_one_of
from fieldkit.reports.figure import Count, Indicator, Ratio
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period

SUBJECTS = {"lenguaje": "LEN_NIV", "matematicas": "MAT_NIV"}
"""The item of the diagnosis that keeps the level of each subject."""

INSUFFICIENT, GOOD = PROGRAMME_ORDER[:1], PROGRAMME_ORDER[2:]

STAGES = {
    "preescolar": ("P1", "P2", "P3"),
    "primaria": ("1", "2", "3", "4", "5", "6"),
    "secundaria": ("S1", "S2", "S3"),
}
"""The educational levels and their grades."""

NOT_ENLACE = "programme_level"


def level(subject: str) -> Callable[[Entry], str | None]:
    """How to read the level of a subject from a diagnosis."""
    return answer(SUBJECTS[subject], *PROGRAMME_ORDER)


def insufficient(facts: Facts, period: Period) -> dict[str, dict[str, Any]]:
    """By subject, the children at the lowest level: what A01, A02 and A03 are read from."""
    sheets = applied(facts, period)
    return {subject: compare(sheets, level(subject), is_one_of(*INSUFFICIENT)) for subject in SUBJECTS}


def a01(facts: Facts, period: Period) -> Indicator:
    """Children at the lowest level, before and after: 100·n(insuficiente)/n(with a level)."""
    return Indicator(
        "A01", insufficient(facts, period), (NOT_ENLACE, *given_twice(facts, period), *_remade(facts, period))
    )


def a02(facts: Facts, period: Period) -> Indicator:
    """The change of A01 in percentage points: its `difference`."""
    return Indicator("A02", insufficient(facts, period), (NOT_ENLACE,))


def a03(facts: Facts, period: Period) -> Indicator:
    """The change of A01 in per cent of what it was: its `relative`, never shown without the points."""
    return Indicator("A03", insufficient(facts, period), (NOT_ENLACE,))


def a04(facts: Facts, period: Period) -> Indicator:
    """Children at one of the two higher levels, before and after; and apart by educational level."""
    sheets = applied(facts, period)
    notes = (NOT_ENLACE, *given_twice(facts, period))
    return Indicator("A04", {subject: _good(sheets, subject) for subject in SUBJECTS}, notes)


def a06(facts: Facts, period: Period) -> Indicator:
    """How many children went from each level to each, and which share rose, stayed and fell."""
    sheets = applied(facts, period)
    return Indicator("A06", {subject: _moves(sheets, subject) for subject in SUBJECTS}, (NOT_ENLACE,))


def _good(sheets: tuple[Applied, Applied], subject: str) -> dict[str, Any]:
    found = compare(sheets, level(subject), is_one_of(*GOOD))
    staged = {stage: _of_grades(sheets, grades) for stage, grades in STAGES.items()}
    read, measure = level(subject), is_one_of(*GOOD)
    known = {stage: compare(some, read, measure)["value"] for stage, some in staged.items() if any(some)}
    return {**found, "stages": known} if known else found


def _of_grades(sheets: tuple[Applied, Applied], grades: Collection[str]) -> tuple[Applied, Applied]:
    """The children who were in these grades at the start; in the matched cohort nobody changes side."""
    before, after = sheets
    known = {child for child, sheet in before.items() if sheet.answers.get("grade") in grades}
    return (
        {child: sheet for child, sheet in before.items() if child in known},
        {child: sheet for child, sheet in after.items() if child in known},
    )


def _moves(sheets: tuple[Applied, Applied], subject: str) -> dict[str, Any]:
    before, after = sheets
    read = level(subject)
    moves = [(read(sheet), read(after[child])) for child, sheet in sorted(before.items()) if child in after]
    known = [(mine, then) for mine, then in moves if mine is not None and then is not None]
    steps = [PROGRAMME_ORDER.index(then) - PROGRAMME_ORDER.index(mine) for mine, then in known]
    table = {
        mine: {then: Count(known.count((mine, then)), len(known)) for then in PROGRAMME_ORDER}
        for mine in PROGRAMME_ORDER
    }
    return {
        "rose": Ratio(sum(step > 0 for step in steps), len(steps)),
        "stayed": Ratio(sum(step == 0 for step in steps), len(steps)),
        "fell": Ratio(sum(step < 0 for step in steps), len(steps)),
        "table": table,
    }


def _remade(facts: Facts, period: Period) -> tuple[str, ...]:
    """A note when the form of the diagnosis changed between the two applications of a child."""
    before, after = applied(facts, period)
    changed = any(
        sheet.doc.get("version") != after[child].doc.get("version")
        for child, sheet in before.items()
        if child in after
    )
    return ("form_changed",) if changed else ()
