"""A07–A09, A12: what a diagnosis measures of each child, before and after. Pure.

Reading speed is by SEP's table, reading, writing and arithmetic by SisAT's (domain/levels.py), as each
diagnosis keeps them.
"""

from __future__ import annotations

from fieldkit.domain import baseline
from fieldkit.domain.entry import Entry
from fieldkit.domain.levels import SISAT_ORDER, SPEED_ORDER
from fieldkit.reports.annual_cohort import answer, applied, compare, given_twice, is_one_of, itself, measured
from fieldkit.reports.figure import Indicator
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period

SISAT = {"lectura": "L_NIV", "escritura": "T_NIV", "calculo": "C_NIV"}
"""The item that keeps the SisAT level of each subject. Early number (N_NIV) is not SisAT's."""

OVERALL = 3
"""Component VI of SisAT reading (L06): the reading is understood as a whole."""


def a07(facts: Facts, period: Period) -> Indicator:
    """Reading comprehension: the mean of L_COM (0–100), and the share that understands it all (L06 = 3)."""
    sheets = applied(facts, period)
    overall = compare(sheets, measured("L06"), lambda six: six == OVERALL)
    parts = {**compare(sheets, measured("L_COM"), itself, "mean"), "overall": overall}
    return Indicator("A07", parts, given_twice(facts, period))


def a08(facts: Facts, period: Period) -> Indicator:
    """Reading speed: mean words per minute, and the share at or above the standard of their grade."""
    sheets = applied(facts, period)
    standard = compare(sheets, answer("L_VEL", *SPEED_ORDER), is_one_of(*SPEED_ORDER[2:]))
    parts = {**compare(sheets, _speed, itself, "mean"), "standard": standard}
    return Indicator("A08", parts, given_twice(facts, period))


def a09(facts: Facts, period: Period) -> Indicator:
    """SisAT: the share of children at each level of reading, writing and mental arithmetic."""
    sheets = applied(facts, period)
    return Indicator(
        "A09",
        {
            subject: {
                level: compare(sheets, answer(code, *SISAT_ORDER), is_one_of(level)) for level in SISAT_ORDER
            }
            for subject, code in SISAT.items()
        },
        given_twice(facts, period),
    )


def a12(facts: Facts, period: Period) -> Indicator:
    """Habits of independent study: the mean of what was observed of each child, 1–4."""
    parts = compare(applied(facts, period), _habits, itself, "mean")
    return Indicator("A12", parts, given_twice(facts, period))


def _speed(sheet: Entry) -> float | None:
    return baseline.speed(sheet.answers)


def _habits(sheet: Entry) -> float | None:
    return baseline.habits(sheet.answers)
