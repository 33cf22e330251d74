"""`fieldkit server report` as a coordinator types it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.cli import server_report
from tests.house.commands import facts, fieldkit
from tests.reports.test_at_centre import advisor, school
from tests.sync.world import CCTS, World

NOW = {"FIELDKIT_NOW": "2026-07-20T10:00:00"}


@pytest.fixture
def database(home: Path) -> Iterator[str]:
    """A centre with two regions: 6 + 8 children in one, 10 in the other; half of them low."""
    world = World()
    ana, eva = world.device("ana", "AB"), world.device("eva", "C")
    advisor(ana, "Montaña")
    advisor(eva, "Costa Chica")
    school(ana, "A", 6, 3), school(ana, "B", 8, 4), school(eva, "C", 10, 5)
    ana.sync(), eva.sync()
    yield f"sqlite:///{world.file}"
    world.close()


def test_a_coordinator_reads_a_region_a_state_and_a_school(database: str, home: Path) -> None:
    """7 of 14, 12 of 24 and 3 of 6 at the lowest level at the start."""
    where = ("--ciclo", "2025-2026", "--database", database)
    found = facts("server", "report", "annual", "--region", "montaña", *where, home=home, **NOW)
    assert (found["id"], found["scope"]["schools"]) == ("annual:montana:2025-2026", 2)
    assert found["indicators"]["A01"]["lenguaje"]["before"] == 50
    assert found["indicators"]["A01"]["lenguaje"]["n"] == 14
    assert "pupils" not in found
    state = facts("servidor", "informe", "anual", "--estado", "guerrero", *where, home=home, **NOW)
    assert state["scope"]["name"] == "Guerrero"
    assert state["indicators"]["A01"]["lenguaje"]["n"] == 24
    one = facts("server", "report", "annual", "--school", CCTS["A"], *where, home=home, **NOW)
    assert one["indicators"]["A01"]["lenguaje"]["n"] == 6
    assert one["pupils"] == []


def test_a_month_and_the_nation_when_no_place_is_given(database: str, home: Path) -> None:
    """One support visit at each of three schools in October: no day in the community among three sheets."""
    words = ("server", "report", "monthly", "--month", "2025-10", "--database", database)
    found = facts(*words, home=home, **NOW)
    assert found["scope"]["level"] == "nation"
    assert found["indicators"]["M01"] == {"value": 0, "n": 3}


def test_it_is_written_and_shown_in_words(database: str, home: Path, tmp_path: Path) -> None:
    words = ("servidor", "informe", "anual", "--ciclo", "2025-2026", "--base", database)
    said = fieldkit(*words, "--pais", home=home, **NOW)
    assert "50.0 %" in said
    assert "nivel del programa (no es ENLACE)" in " ".join(said.split())
    assert "Niña" not in said
    page = tmp_path / "pais.html"
    assert str(page) in fieldkit(*words, "--html", page, home=home, **NOW)
    assert "Niña" not in page.read_text(encoding="utf-8")


def test_wrong_places_are_answered(database: str, home: Path) -> None:
    words = ("server", "report", "annual", "--ciclo", "2025-2026", "--database", database, "--json")
    two = fieldkit(*words, "--region", "Montaña", "--state", "12", home=home, code=2, **NOW)
    assert "one_place" in two
    nowhere = fieldkit(*words, "--state", "31", home=home, code=3, **NOW)
    assert "not_found" in nowhere


def test_an_empty_centre_says_so(home: Path, tmp_path: Path) -> None:
    words = ("server", "report", "annual", "--database", tmp_path / "new.db", "--json")
    assert "not_found" in fieldkit(*words, home=home, code=3, **NOW)


def test_reports_are_counted_ahead(database: str, home: Path) -> None:
    """Three schools in three reports are nine; then nothing is left to count, and the report is the same."""
    where = ("--ciclo", "2025-2026", "--database", database)
    before = facts("server", "report", "annual", "--region", "montaña", *where, home=home, **NOW)
    words = ("servidor", "contar", "--base", database, "--ciclo", "2025-2026", "--mes", "2025-10")
    assert facts(*words, home=home, **NOW) == {"schools": 3, "counted": 6}, "the year was counted already"
    assert "contados de nuevo: 0" in fieldkit(*words, "--informe", "red", home=home, **NOW)
    assert facts("server", "report", "annual", "--region", "montaña", *where, home=home, **NOW) == before


def test_a_report_that_is_not_added_up_is_not_counted_ahead(database: str, home: Path) -> None:
    words = ("server", "count", "--database", database, "--report", "bimonthly", "--json")
    assert "not_above_school" in fieldkit(*words, home=home, code=2, **NOW)


def test_whoever_waits_for_many_schools_is_told_how_not_to_wait(capsys: pytest.CaptureFixture[str]) -> None:
    """Once, on the error output; a few schools are counted before anybody has read it."""
    shares: list[float] = []
    for done in range(0, 500, 100):
        server_report.told(shares.append, done, 500)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("fieldkit servidor contar") == 1
    assert "500" in said.err
    assert shares == [0, 0.2, 0.4, 0.6, 0.8]
    server_report.told(shares.append, 0, 499)
    assert capsys.readouterr().err == ""
