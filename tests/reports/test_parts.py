"""Every part of an indicator, every indicator and every note has its words, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import fieldkit.reports
from fieldkit import text
from fieldkit.domain import levels, risk, visit
from fieldkit.forms.form import load
from fieldkit.reports import (
    annual,
    annual_levels,
    annual_tests,
    bimonthly,
    lines,
    monthly,
    monthly_families,
    monthly_pupils,
    monthly_visits,
)
from fieldkit.reports.figure import LACKING, SOMEWHERE, Indicator
from fieldkit.reports.period import month
from tests.reports.conftest import Place

LEAVING = [choice.code for choice in load("REG-A").items["leaving_reason"].choices]

BY_ANSWER = {
    *monthly_visits.REASONS,
    *visit.LEVELS,
    *monthly_pupils.SUBJECTS,
    *monthly_families.SORTS,
    *monthly_families.STATES,
    *annual_levels.STAGES,
    *annual_levels.SUBJECTS,
    *annual_tests.VERDICTS,
    *levels.PROGRAMME_ORDER,
    *levels.SISAT_ORDER,
    *LEAVING,
    risk.HIGH,
    risk.UNKNOWN,
}
"""Names that stand in a report only when somebody answered so."""

ALWAYS = {"own", "matched", "median", "stages", "table", "left_by", "participation"}


@pytest.fixture
def indicators(place: Place) -> list[Indicator]:
    """All there are, of a school with next to nothing recorded."""
    child = place.child()
    place.focal(child, "2025-09-10", risk="alto")
    facts = place.facts()
    found = [monthly.report(facts, month("2025-10")), bimonthly.report(facts, month("2025-10"))]
    return [one for made in (*found, annual.report(facts, "2025-2026")) for one in made.indicators]


def names(parts: Mapping[str, Any]) -> Iterator[str]:
    """The names of parts, those inside others too."""
    for name, part in parts.items():
        yield name
        if isinstance(part, Mapping):
            yield from names(part)


def ordinary(name: str) -> bool:
    """Whether it is a word: not `B1`, a CCT, a year or a month, which are names already."""
    return re.fullmatch(r"[a-z_]+", name) is not None


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_part_has_words(indicators: list[Indicator], language: str) -> None:
    found = {name for one in indicators for name in names(one.parts)}
    known = text.words("part", language)
    wanted = {*found, *BY_ANSWER, *ALWAYS, "all"} - {"value"}
    assert " ".join(sorted(name for name in wanted if ordinary(name) and name not in known)) == ""


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_indicator_has_a_title_and_a_formula(indicators: list[Indicator], language: str) -> None:
    text.use(language)
    assert not [
        one.code for one in indicators if lines.title(one.code) == one.code or not lines.formula(one.code)
    ]


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_note_that_an_indicator_may_carry_has_words(language: str) -> None:
    known = text.words("report", language)
    wanted = {note for module in counting_modules() for note in notes(module)}
    assert "not_recorded" in wanted, "is this test still looking in the right place?"
    wanted |= {f"{note}{SOMEWHERE}" for note in LACKING}
    assert " ".join(sorted(note for note in wanted if f"note_{note}" not in known)) == ""


def counting_modules() -> list[Path]:
    """The modules that count."""
    folder = Path(fieldkit.reports.__file__).parent
    return [*folder.glob("monthly*.py"), *folder.glob("annual*.py"), folder / "territory.py"]


def notes(module: Path) -> Iterator[str]:
    """The words in tuples of a module that stand where notes do: alone, or chosen by a condition."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Indicator" and len(node.args) > 2:
            yield from _words(node.args[2])
        if isinstance(node, ast.FunctionDef) and node.name in ("goes_on", "_remade"):
            yield from (word for one in ast.walk(node) if isinstance(one, ast.Return) for word in _words(one))
        if isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == "notes":
            yield from _words(node.value)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "NOT_ENLACE":
            yield from _words(node.value)


def _words(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
