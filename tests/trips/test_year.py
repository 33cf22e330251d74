"""A whole school year of the district goes into a notebook, every sheet of it finished."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store

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
