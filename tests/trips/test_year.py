"""A whole school year of the district goes into a notebook, every sheet of it finished."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store
from tests.house.commands import facts
from tests.reports.plain_sql import year_of

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.mark.parametrize("advisor", ["Ana Ruiz", "Benito Nava"])
def test_a_year_goes_in_whole(advisor: str, tmp_path: Path) -> None:
    """Each line of the file is a finished sheet, and each plan was closed by a correction.

    Beside them are the results of four years in two schools.
    """
    year_of(advisor, tmp_path)
    name = f"ciclo_{advisor.split()[0].lower()}.jsonl"
    lines = [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]
    wanted = Counter(line["form"] for line in lines if "form" in line) + Counter(RES=8)
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
    year_of("Ana Ruiz", tmp_path)

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


EMPTY = {
    "Ana Ruiz": {"A15", "A19.tutors.growth.2025-09"},
    "Benito Nava": {"A15", "A19.tutors.growth.2025-10"},
}
"""What a year has no number for: who went on to secondary school is not seen in July, and how the tutors grew
from a month in which there were none cannot be said."""


@pytest.mark.parametrize("advisor", EMPTY)
def test_a_coordinator_finds_a_number_wherever_there_can_be_one(advisor: str, tmp_path: Path) -> None:
    """The year of both schools of an advisor, its external results, focus schools, goals and photos too.

    Of the four schools Xochitepec and El Zapotal are focus schools in 2025, El Zapotal alone in 2026; of
    Yucunduta it cannot be told, of Cerro Tigre not.
    """
    year_of(advisor, tmp_path)
    words = ("report", "annual", "--ciclo", "2025-2026")
    found = facts(*words, home=tmp_path, FIELDKIT_NOW="2026-07-20T12:00:00")["indicators"]
    assert {place for code, one in found.items() for place in _without(code, one)} == EMPTY[advisor]
    verdicts = [facts("school", "focus", "--year", year, home=tmp_path) for year in ("2025", "2026")]
    told = {one["cct"]: [] for one in verdicts[0]}
    for one in (*verdicts[0], *verdicts[1]):
        told[one["cct"]].append(one["focus"])
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["focus"]
    assert told == {cct: [*expected[cct].values()] for cct in told}
    (photo,) = facts("attachment", "list", home=tmp_path)
    assert (photo["item"], photo["children"], photo["here"]) == ("T07", "si", True)
    assert found["A25"]["photos"]["value"] == 1


def _without(place: str, node: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of an indicator that are not there."""
    if any(node.get(side, 0) is None for side in ("value", "before", "after")):
        yield place
    for name, inner in node.items():
        if isinstance(inner, Mapping):
            yield from _without(f"{place}.{name}", inner)
