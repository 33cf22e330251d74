"""Every number of a month against plain SQL over the views: two ways, one answer."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.reports.monthly import INDICATORS
from fieldkit.store.store import Store
from tests.house.commands import facts
from tests.reports import chance
from tests.reports.monthly_questions import QUESTIONS
from tests.reports.plain_sql import ask_about, copied, counted, published, schools_of, year_of

TODAY = "2026-07-20"
MONTHS = {
    "chance": ("2025-09", "2025-10", "2025-11", "2026-03", "2026-04"),
    "Ana Ruiz": ("2025-09", "2025-11", "2026-02", "2026-06"),
    "Benito Nava": ("2025-10", "2026-03"),
}
"""Whose notebook: one where all goes by chance, and those of the sample year; and which of its months."""

World = tuple[str, Path, sqlite3.Connection]
Month = tuple[dict[str, Any], sqlite3.Connection]


@pytest.fixture(scope="module", params=MONTHS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A notebook and its views, copied."""
    home = tmp_path_factory.mktemp("notebook")
    year_of(request.param, home)
    base = copied(home, tmp_path_factory.mktemp("copy") / "views.db")
    yield request.param, home, base
    base.close()


@pytest.fixture(scope="module", params=["all", "one"])
def months(request: pytest.FixtureRequest, world: World) -> dict[str, dict[str, Any]]:
    """The reports of all schools together, or of one, month by month; and the schools they are about."""
    name, home, base = world
    keys = schools_of(base)[: 1 if request.param == "one" else None]
    words = ["--school", keys[0]] if request.param == "one" else []
    return {
        month: {
            "keys": keys,
            "told": facts(
                "report", "monthly", "--month", month, *words, home=home, FIELDKIT_NOW=f"{TODAY}T12:00:00"
            ),
        }
        for month in MONTHS[name]
    }


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_number_of_a_month_is_what_sql_counts(
    world: World, months: dict[str, dict[str, Any]], code: str
) -> None:
    base = world[2]
    for month, report in months.items():
        _ask_about(base, report["keys"], month)
        told = published(report["told"]["indicators"][code])
        told.pop("drafts", None)  # no records: no view has them
        assert counted(base, QUESTIONS[code]) == told, month


def _ask_about(base: sqlite3.Connection, keys: list[str], month: str) -> None:
    first = date.fromisoformat(f"{month}-01")
    last, before = first.replace(day=monthrange(first.year, first.month)[1]), first - timedelta(1)
    days = {"opens": first, "closes": last, "opened": before.replace(day=1), "closed": before}
    ask_about(base, keys, **{name: str(day) for name, day in days.items()}, today=TODAY, months=1)


def test_no_number_is_left_out(months: dict[str, dict[str, Any]]) -> None:
    for report in months.values():
        assert [*report["told"]["indicators"]] == [*INDICATORS] == [*QUESTIONS]


def test_drafts_are_told_beside_what_is_counted(home: Path) -> None:
    """One draft of the month, begun and left: M21 tells it, and no view does."""
    chance.notebook(home, 1)
    store = Store.open(home)
    school = next(store.find(Entry, form="FS")).school
    store.close()
    draft = f'{{"school": "{school}", "date": "2026-03-04"}}'
    now = {"FIELDKIT_NOW": f"{TODAY}T12:00:00"}
    facts("monitoring", "new", "--answers", "-", "--no-input", home=home, typed=draft, code=3, **now)
    report = facts("report", "monthly", "--month", "2026-03", home=home, **now)
    assert report["indicators"]["M21"]["drafts"] == {"value": 1}
    (seen,) = facts("sql", "SELECT count(*) AS many FROM FS WHERE date = '2026-03-04'", home=home, **now)
    assert seen == {"many": 0}


def test_the_year_by_chance_has_everything_in_it(tmp_path: Path) -> None:
    """Or the comparisons would agree about nothing: every question has an answer in some month."""
    chance.notebook(tmp_path, chance.SEED)
    base = copied(tmp_path, tmp_path / "views.db")
    silent = set(QUESTIONS) - {"M20"}
    for month in MONTHS["chance"]:
        _ask_about(base, [*chance.CCTS], month)
        silent -= {code for code in silent if counted(base, QUESTIONS[code])}
    store = Store.open(tmp_path)
    assert store.count(Entry, form="FS", withdrawn=True) > store.count(Entry, form="FS")
    store.close()
    base.close()
    assert not silent
