"""`fieldkit calendar`: the school year, one of its days, and a notebook's own file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Notebook
from tests.house.commands import facts, fieldkit


def test_a_school_year_is_told_with_its_periods_and_its_days_of_class(home: Path) -> None:
    """The SEP announced 185 days; by bimester there are 42, 32, 32, 31 and 48, which make 185."""
    year = facts("calendar", "show", "--ciclo", "2025-2026", home=home)
    assert (year["since"], year["until"], year["class_days"], year["announced"]) == (
        "2025-09-01",
        "2026-07-15",
        185,
        185,
    )
    assert [one["class_days"] for one in year["periods"]] == [42, 32, 32, 31, 48]
    assert {"since": "2025-12-22", "until": "2026-01-09"} in year["days"]["vacations"]


def test_without_saying_which_it_is_the_year_of_today(home: Path) -> None:
    assert facts("calendar", "show", home=home, FIELDKIT_NOW=NOW)["ciclo"] == "2025-2026"


def test_a_year_whose_days_nobody_has_told_says_so(home: Path) -> None:
    assert facts("calendar", "show", "--ciclo", "2031-2032", home=home)["known"] is False
    said = fieldkit("calendario", "ver", "--ciclo", "2031-2032", home=home, FIELDKIT_LANG="es")
    assert "todavía no se conocen los días sin clase" in said


@pytest.mark.parametrize(
    ("day", "kind", "period"),
    [("17/11", "holidays", "B2"), ("2025-10-20", "class", "B1"), ("2026-08-03", "outside", None)],
)
def test_a_day_is_told(day: str, kind: str, period: str | None, home: Path) -> None:
    found = facts("calendar", "show", "--date", day, home=home, FIELDKIT_NOW=NOW)
    assert (found["kind"], found["period"]) == (kind, period)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--ciclo", "2025"), "not_a_ciclo"),
        (("--ciclo", "2025-2027"), "not_a_ciclo"),
        (("--date", "31/2"), "not_a_day"),
    ],
)
def test_what_is_no_year_and_no_day_is_answered(words: tuple[str, str], error: str, home: Path) -> None:
    assert facts("calendar", "show", *words, home=home, code=2)["error"] == error


def test_a_notebooks_own_file_is_checked_with_its_lines(home: Path) -> None:
    assert facts("calendar", "check", home=home) == {"file": None, "ciclos": []}
    home.mkdir(parents=True, exist_ok=True)
    file = home / "calendar.toml"
    file.write_text('[ciclo."2025-2026"]\nlocal = [2025-10-20]\n', encoding="utf-8")
    assert facts("calendar", "check", home=home)["ciclos"] == ["2025-2026"]
    assert facts("calendar", "show", "--date", "2025-10-20", home=home)["kind"] == "local"
    file.write_text('[ciclo."2025-2026"]\nlocal = [2025-10-20]\nfiesta = 3\n', encoding="utf-8")
    told = facts("calendar", "check", home=home, code=3)
    assert told["error"] == "bad_calendar"
    assert [(one["field"], one["code"]) for one in told["problems"]] == [("2025-2026.fiesta", "calendar_key")]
    assert told["problems"][0]["message"].startswith("renglón 3: «fiesta»")
    assert facts("calendar", "show", "--date", "2025-10-20", home=home)["kind"] == "class"


def test_a_file_that_is_not_there_is_answered(home: Path) -> None:
    assert "nada.toml" in facts("calendar", "check", "nada.toml", home=home, code=3)["message"]


def test_a_mistake_in_the_calendar_never_stops_a_visit(
    notebook: Notebook, answers: Callable[..., Path]
) -> None:
    (notebook.home / "calendar.toml").write_text("esto no es TOML", encoding="utf-8")
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(), "--no-input")
    saved = facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    assert saved["state"] == "finished"
    sheet = facts("monitoring", "show", saved["id"], home=notebook.home)
    assert sheet["answers"]["period"] == "B1"


@pytest.mark.parametrize(
    "words", [("report", "monthly"), ("report", "annual"), ("guide",), ("agenda",), ("today",)], ids=" ".join
)
def test_what_counts_with_the_packaged_days_in_place_of_a_broken_file_says_so_once(
    words: tuple[str, ...], notebook: Notebook
) -> None:
    """Beside the result, so that a program's JSON stays JSON."""
    (notebook.home / "calendar.toml").write_text("esto no es TOML", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "fieldkit", *words, "--json"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(notebook.home), "FIELDKIT_NOW": NOW, "PYTHONUTF8": "1"},
    )
    json.loads(done.stdout)
    assert done.stderr.count("tiene errores y no se usó") == 1
