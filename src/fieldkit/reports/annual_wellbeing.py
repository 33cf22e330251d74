"""A10, A11: self-esteem and interest in the future, before and after. Pure.

The two scales are proposals of the programme, not validated tests. A change is only told of children who
answered the same scale (faces up to grade 3, four answers from grade 4) of the same version of the form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.domain.baseline import index
from fieldkit.domain.entry import Entry
from fieldkit.reports.annual_cohort import Applied, answer, applied, compare, given_twice, is_one_of, itself
from fieldkit.reports.figure import Count, Indicator
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period

LEVELS = ("bajo", "medio", "alto")
FORM = "SOC"
"""The form of the questionnaire."""

SCHOOLING = ("primaria", "secundaria", "bachillerato", "universidad", "no_se")
FURTHER = ("bachillerato", "universidad")


def a10(facts: Facts, period: Period) -> Indicator:
    """Self-esteem: the mean index (0–100) and the share that is low."""
    return _index(facts, period, "A10", "S")


def a11(facts: Facts, period: Period) -> Indicator:
    """Interest in the future: likewise, and the share that wants to study to upper secondary or beyond."""
    found = _index(facts, period, "A11", "F")
    same = _alike(applied(facts, period, FORM), _version)
    aiming = compare(same, answer("F7", *SCHOOLING), is_one_of(*FURTHER))["value"]
    return Indicator("A11", {**found.parts, "further": aiming}, found.notes)


def _index(facts: Facts, period: Period, code: str, scale: str) -> Indicator:
    """`left_out`: children who answered both times, but another scale or version."""
    given = applied(facts, period, FORM)
    same = _alike(given, _scale)
    both = len(given[0].keys() & given[1].keys())
    left_out = both - len(same[0])
    parts: dict[str, Any] = {
        "value": compare(same, lambda sheet: index(sheet.answers, scale), itself, "mean")["value"],
        "low": compare(same, answer(f"{scale}_NIV", *LEVELS), is_one_of("bajo"))["value"],
        "left_out": Count(left_out, of=both),
    }
    notes = ("other_scale",) if left_out else ()
    return Indicator(code, parts, (*notes, *given_twice(facts, period, FORM)))


def _alike(given: tuple[Applied, Applied], kept: Callable[[Entry], object]) -> tuple[Applied, Applied]:
    """The children who answered both times, and of whom both sheets have the same of `kept`."""
    before, after = given
    both = [child for child in before if child in after and kept(before[child]) == kept(after[child])]
    return {child: before[child] for child in both}, {child: after[child] for child in both}


def _version(sheet: Entry) -> object:
    return sheet.doc.get("version")


def _scale(sheet: Entry) -> object:
    return _version(sheet), sheet.answers.get("scale")
