"""A frozen report goes to the centre like any sheet, and the centre shows the same numbers and digest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.reports.frozen import digest
from fieldkit.store import centre
from fieldkit.store.centre_read import CentreReader
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import SHEET
from tests.house.commands import facts, fieldkit
from tests.sync.world import World

CCT = "12KPR0001Z"
OCTOBER = f"monthly:{CCT}:2025-10"

SOUND = {"kind": "comunitaria", "modality": "indigena", "organisation": "unitaria"}

Ask = Callable[..., Any]


@pytest.fixture
def ana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ana's notebook: a school with a child, tutored in October. It is November, at the centre too."""
    monkeypatch.setenv("FIELDKIT_NOW", "2025-11-14T12:00:00")
    home = tmp_path / "ana"
    fieldkit("init", "--advisor", "Ana Ruiz", "--no-input", home=home)
    store = Store.open(home)
    by = str(store.meta("advisor"))
    (school,) = store.save([make.school(cct=CCT, **SOUND)], by=by)
    (child,) = store.save([make.person(school.record)], by=by)
    store.save([make.membership(school.record, child.record)], by=by)
    store.close()
    row = {"VA1": child.record, "VA2": "lectura", "VA3": 30, "VA4": "Cuento", "VA5": 3, "VA6": "Bien"}
    told = {**SHEET, "school": CCT, "date": "2025-10-06", "V07_H": 0, "VA": [row]}
    file = tmp_path / "sheet.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    facts("monitoring", "new", "--answers", file, home=home)

    def ask(*words: str, code: int = 0) -> Any:
        return facts(*words, home=home, code=code)

    return ask


def joined(world: World, url: str, ana: Ask, tmp_path: Path) -> Ask:
    """The centre's own commands, once Ana's notebook belongs to it."""
    office, database = tmp_path / "office", f"sqlite:///{world.file}"

    def ask(*words: str) -> Any:
        return facts("server", *words, "--database", database, home=office)

    code = ask("advisor", "new", "--name", "Ana Ruiz", "--schools", CCT)["code"]
    ana("enroll", url, code)
    return ask


def test_a_frozen_report_arrives_with_the_same_numbers_and_digest(
    world: World, url: str, ana: Ask, tmp_path: Path
) -> None:
    at_centre = joined(world, url, ana, tmp_path)
    ana("report", "write", OCTOBER, "--set", "achievements=Leyeron en voz alta")
    frozen = ana("report", "freeze", OCTOBER)
    assert ana("sync")["pending"] == 0
    with centre.reading(world.office.engine) as connection:
        (sheet,) = CentreReader(connection).find(Entry, form="INM")
    assert digest(sheet.answers) == sheet.answers["digest"] == frozen["digest"]
    mine = ana("report", "monthly", "--month", "2025-10")
    theirs = at_centre("report", "monthly", "--school", CCT, "--month", "2025-10")
    assert theirs["indicators"] == mine["indicators"]
    assert (theirs["frozen"], theirs["edition"], theirs["cut"]) == (frozen["digest"], 1, mine["cut"])
    assert "Itzel" not in json.dumps(theirs) and "Leyeron" not in json.dumps(theirs)


def test_a_second_edition_takes_the_place_of_the_first_at_the_centre(
    world: World, url: str, ana: Ask, tmp_path: Path
) -> None:
    at_centre = joined(world, url, ana, tmp_path)
    ana("report", "freeze", OCTOBER)
    ana("sync")
    ana("report", "write", OCTOBER, "--set", "next=Escribir cuentos")
    second = ana("report", "freeze", OCTOBER, "--reason", "Faltaba el plan")
    assert ana("sync")["clashes"] == []
    theirs = at_centre("report", "monthly", "--school", CCT, "--month", "2025-10")
    assert (theirs["frozen"], theirs["edition"]) == (second["digest"], 2)


def test_the_same_records_have_the_same_cut_on_both_sides(
    world: World, url: str, ana: Ask, tmp_path: Path
) -> None:
    """Not frozen: both count the same records now, and come to the same numbers but for drafts."""
    at_centre = joined(world, url, ana, tmp_path)
    ana("sync")
    mine = ana("report", "monthly", "--month", "2025-10")
    theirs = at_centre("report", "monthly", "--school", CCT, "--month", "2025-10")
    assert theirs["cut"] == mine["cut"]
    del mine["indicators"]["M21"], theirs["indicators"]["M21"]
    assert theirs["indicators"] == mine["indicators"]
