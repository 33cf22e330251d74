"""Every number of a school year against plain SQL over the views: two ways, one answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldkit.reports.annual import INDICATORS
from tests.house.commands import facts
from tests.reports import chance
from tests.reports.annual_questions import IN_CLASSES, MEANINGS, QUESTIONS
from tests.reports.plain_sql import ask_about, copied, counted, published, schools_of, year_of

YEAR = {"opens": "2025-08-01", "closes": "2026-07-31", "today": "2026-07-20"}
CLASSES = {"class_opens": "2025-09-01", "class_closes": "2026-07-15", "months": 10 + 15 / 31}
"""The days of class as SEP published them: ten months, and fifteen of the 31 days of July."""

World = tuple[Path, sqlite3.Connection]
Year = tuple[list[str], dict[str, Any], sqlite3.Connection]


@pytest.fixture(scope="module", params=["chance", "Ana Ruiz", "Benito Nava"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A notebook and its views, copied: one where all goes by chance, and those of the sample year."""
    home = tmp_path_factory.mktemp("notebook")
    year_of(request.param, home)
    base = copied(home, tmp_path_factory.mktemp("copy") / "views.db", *MEANINGS)
    yield home, base
    base.close()


@pytest.fixture(scope="module", params=["all", "one"])
def year(request: pytest.FixtureRequest, world: World) -> Year:
    """The report of all schools together, or of one."""
    home, base = world
    keys = schools_of(base)[: 1 if request.param == "one" else None]
    words = ["--school", keys[0]] if request.param == "one" else []
    now = {"FIELDKIT_NOW": f"{YEAR['today']}T12:00:00"}
    report = facts("report", "annual", "--ciclo", "2025-2026", *words, home=home, **now)
    return keys, report["indicators"], base


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_number_of_a_year_is_what_sql_counts(year: Year, code: str) -> None:
    keys, report, base = year
    ask_about(base, keys, **YEAR, **CLASSES)
    found = counted(base, QUESTIONS[code])
    if code in IN_CLASSES:
        days = {"opens": CLASSES["class_opens"], "closes": CLASSES["class_closes"]}
        ask_about(base, keys, **YEAR | days, **CLASSES)
        found |= counted(base, IN_CLASSES[code])
    assert found == published(report[code])


def test_taking_part_stands_beside_the_change_of_each_school(year: Year) -> None:
    """A24: A17 beside A02, school by school."""
    keys, report, base = year
    told = published(report["A24"])
    found = {}
    for key in keys:
        ask_about(base, [key], **YEAR, **CLASSES)
        found[f"{key}.participation"] = counted(base, QUESTIONS["A17"])["value"]
        change = counted(base, QUESTIONS["A02"])
        found |= {f"{key}.{what}": number for what, number in change.items() if ".all." not in what}
    assert found == told


def test_the_risk_beside_a_child_is_what_sql_says_of_its_last_diagnosis(world: World) -> None:
    home, base = world
    (key, *_) = schools_of(base)
    now = {"FIELDKIT_NOW": f"{YEAR['today']}T12:00:00"}
    told = facts("report", "annual", "--ciclo", "2025-2026", "--school", key, home=home, **now)["pupils"]
    ask_about(base, [key], **YEAR, **CLASSES)
    found = dict(base.execute("SELECT child, risk FROM risk_now"))
    assert told and {one["id"]: one["risk"] for one in told} == {
        one["id"]: found.get(one["id"], "sin_dato") for one in told
    }


def test_no_number_is_left_out(year: Year) -> None:
    assert [*year[1]] == [*INDICATORS] == sorted([*QUESTIONS, "A24"])


def test_the_year_by_chance_has_everything_in_it(tmp_path: Path) -> None:
    """Or the comparisons would agree about nothing: every question has an answer."""
    chance.notebook(tmp_path, chance.SEED)
    base = copied(tmp_path, tmp_path / "views.db", *MEANINGS)
    ask_about(base, chance.CCTS, **YEAR, **CLASSES)
    silent = [code for code, question in QUESTIONS.items() if not counted(base, question)]
    base.close()
    assert not silent
