"""A whole school year of the district goes into a notebook, every sheet of it finished."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store
from tests.house.commands import facts

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.mark.parametrize("advisor", ["Ana Ruiz", "Benito Nava"])
def test_a_year_goes_in_whole(advisor: str, tmp_path: Path) -> None:
    """Each line of the file is a finished sheet, and each plan was closed by a correction."""
    loaded = [sys.executable, str(SAMPLES / "load.py"), str(tmp_path), "--advisor", advisor]
    subprocess.run(loaded, check=True, env={**os.environ, "FIELDKIT_LANG": "es"})
    name = f"ciclo_{advisor.split()[0].lower()}.jsonl"
    lines = [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]
    wanted = Counter(line["form"] for line in lines if "form" in line)
    store = Store.open(tmp_path)
    there = Counter(entry.form for entry in store.find(Entry))
    plans = list(store.find(Entry, form="PB"))
    store.close()
    assert there == wanted
    assert wanted["FS"] > 150
    assert {(plan.state, plan.answers["closed"]) for plan in plans} == {("corrected", "si")}
    assert all(0 < plan.answers["compliance"] <= 100 for plan in plans)


def test_the_networks_of_the_year_are_whole_partial_and_fragile(tmp_path: Path) -> None:
    """One exercise everybody of Xochitepec masters, taught on by children; others not, one by Ana alone.

    The children of both schools tutor each other at the encounter of February.
    """
    loaded = [sys.executable, str(SAMPLES / "load.py"), str(tmp_path)]
    subprocess.run(loaded, check=True, env={**os.environ, "FIELDKIT_LANG": "es"})

    def asked(*words: str) -> Any:
        return facts(*words, home=tmp_path, FIELDKIT_NOW="2026-07-10T12:00:00")

    first, second = (asked("tutoring", "network", "--school", one) for one in ("Xochitepec", "Zapotal"))
    percents = {code: one["percent"] for code, one in first["coverage"].items()}
    assert percents["MAT-3-001"] == 100.0
    assert 0 < percents["LEN-3-002"] < 100
    assert first["fragile"] == ["MAT-2-001"]
    assert first["depth"] >= 3
    assert all(first["directions"].values())
    assert 0 < second["coverage"]["MAT-3-001"]["percent"] < 100
    assert 0 < first["coverage"]["MAT-4-001"]["percent"] < 100
    (held,) = asked("encounter", "list")
    states = {one["SCH_C"][:2] for one in asked("encounter", "show", held["id"])["answers"]["SCH"]}
    assert states == {"12", "20"}
    outcomes = {one["U08"] for one in asked("tutoring", "list")}
    assert {"en_curso", "abandonado"} <= outcomes
