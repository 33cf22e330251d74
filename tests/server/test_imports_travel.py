"""What a file brings in reaches the centre, also what is about no school of the notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.commands import facts
from tests.server.test_report_travels import Ask, ana, joined
from tests.sync.world import World

__all__ = ["ana"]

HEAD = "cct,turno,INSUFICIENTE,ELEMENTAL,BUENO,EXCELENTE,INSUFICIENTE,ELEMENTAL,BUENO,EXCELENTE\n"
ROW = "12KPR{number:04}A,MATUTINO,55,25,20,0,70,20,5,5\n"


@pytest.mark.parametrize("schools", [3, 4_100])
def test_results_of_other_schools_are_taken_by_the_centre(
    world: World, url: str, ana: Ask, tmp_path: Path, schools: int
) -> None:
    """Few rows, and so many that a second process prepares them: each has its receipt, none is refused."""
    joined(world, url, ana, tmp_path)
    file = tmp_path / "resultados.csv"
    file.write_text(HEAD + "".join(ROW.format(number=number) for number in range(schools)), encoding="utf-8")
    brought = facts("import", "results", file, "--test", "ENLACE", "--year", "2010", home=tmp_path / "ana")
    assert (brought["new"], brought["refused"]) == (schools, [])
    sent = ana("sync")
    assert sent["receipts"] == sent["sent"] >= schools
    assert (sent["refused"], sent["pending"], sent["held"]) == ([], 0, 0)
