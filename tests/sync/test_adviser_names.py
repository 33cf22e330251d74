"""An adviser whom a sheet of tutoring names is known by name in every notebook that reads the sheet."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldkit.actions import correction, entry, lookup
from fieldkit.actions.network import network_of
from fieldkit.cli import who
from fieldkit.errors import NotFound
from tests import make
from tests.cli.classroom import EXERCISE
from tests.house.commands import facts
from tests.sync.test_catalogue import bring
from tests.sync.world import CCTS, Device

TODAY = date(2026, 1, 1)
CODE = EXERCISE["code"]
SESSION = {"U07_F": "2025-12-01", "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4}
PLANTED = {
    "date": "2025-12-01", "U01": CODE, "U02": "ana", "U03": "Itzel", "seed": "si", "U05": "Quiso",
    "U07": [SESSION], "U08": "resuelto_solo", "U09": 4, "U06_F": "2025-12-01",
}  # fmt: skip


@pytest.fixture
def school(ana: Device, beto: Device) -> str:
    """School A with Itzel and an exercise, in both notebooks; Ana has planted it."""
    place = ana.found_school("A")
    child = ana.write(f"s:{place}", first_names="Itzel", surname="Paz").record
    ana.save(make.membership(place, child))
    bring(ana)
    told(ana, "TUT", {**PLANTED, "school": place})
    ana.sync()
    beto.sync()
    return place


def told(device: Device, form: str, answers: dict[str, Any]) -> str:
    """A sheet that somebody saves, with names as they write them. Its id."""
    return entry.finish(device.store, form, answers, by=device.by, today=TODAY).id


@pytest.mark.usefixtures("school")
def test_a_colleague_reads_the_name_and_not_an_identifier(ana: Device, beto: Device, school: str) -> None:
    network = network_of(beto.store, TODAY, school)
    assert network.name(ana.by) == "ana"
    assert (ana.by, "ana") in who.lists(beto.store)("anyone", {"school": school})
    shown = facts("tutoring", "network", "--school", CCTS["A"], home=beto.home, FIELDKIT_NOW="2026-01-01")
    assert [(one["name"], one["generation"]) for one in shown["qualified"]] == [("ana", 0)]


def test_a_colleague_names_them_and_means_the_same_person(ana: Device, beto: Device, school: str) -> None:
    assert lookup.anyone(beto.store, "ANA", school) == ana.by
    assert lookup.anyone(beto.store, ana.by, school) == ana.by
    about = {"school": school, "person": "Itzel", "exercise": CODE}
    account = {"account": "Conté", "language": "español", "read_by": "ana", "sufficient": "si"}
    told(beto, "REL", {**about, "date": "2025-12-02", **account})
    seen = {"audience": ["companeros"], "audience_n": 5, "mastery": 3, "accepted": "si", "evaluator": "Ana"}
    told(beto, "DEM", {**about, "date": "2025-12-03", **seen})
    assert {one.tutor for one in network_of(beto.store, TODAY, school).held} == {None, ana.by}
    with pytest.raises(NotFound):
        lookup.anyone(beto.store, "Carmen", school)


def test_a_colleague_imports_what_they_judged(ana: Device, beto: Device, school: str, tmp_path: Path) -> None:
    row = {
        "school": CCTS["A"],
        "date": "2025-12-02",
        "person": "Itzel Paz",
        "exercise": CODE,
        "read_by": "Ana",
    }
    file = tmp_path / "REL.jsonl"
    file.write_text(json.dumps({**row, "account": "Conté", "language": "español", "sufficient": "si"}))
    found = facts("import", "REL", file, home=beto.home, FIELDKIT_NOW="2026-01-01")
    assert (found["new"], found["refused"]) == (1, [])
    (sheet,) = facts("account", "list", home=beto.home)
    answers = facts("account", "show", sheet["id"], home=beto.home)["answers"]
    assert (answers["read_by"], answers["read_by_name"]) == (ana.by, "ana")


def test_a_name_goes_when_the_sheet_names_a_child_instead(ana: Device, school: str) -> None:
    read = {"account": "Conté", "language": "español", "sufficient": "si", "date": "2025-12-02"}
    by_ana = {"school": school, "person": "Itzel", "exercise": CODE, "read_by": "ana", **read}
    sheet = told(ana, "REL", by_ana)
    jose = ana.write(f"s:{school}", first_names="José", surname="Luna").record
    ana.save(make.membership(school, jose))
    after = correction.correct(ana.store, sheet, {"read_by": "José"}, reason="No fue ella", by=ana.by)
    assert after.answers["read_by"] == jose
    assert "read_by_name" not in after.answers
