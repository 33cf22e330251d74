"""The charts of a network: what they are drawn from, and that its paper has them beside the numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from fieldkit.reports import network
from fieldkit.reports.pictures import pictures
from fieldkit.reports.rendering import write
from fieldkit.reports.report import Report
from tests.reports.conftest import Place
from tests.reports.test_annual_network import learned

OVER = date(2026, 7, 20)


@pytest.fixture
def grown(place: Place) -> Report:
    """Children a, b, c, d: the adviser plants e with a in October; a tutors b in December, d is outside."""
    a, b, c, _ = (place.child(name) for name in "abcd")
    learned(place, "e", "adviser", a, ("2025-10-06", "2025-10-20", "2025-10-27"), seed="si")
    learned(place, "e", a, b, ("2025-12-03", "2025-12-10", "2025-12-11"))
    learned(place, "e", a, c, ("2025-12-04", "2025-12-10", "2025-12-11"))
    return network.report(place.facts(OVER), "2025-2026")


def test_the_charts_are_of_the_numbers_and_a_month_without_tutors_is_zero(grown: Report) -> None:
    """Tutors: one in October, none in November, one in December, none in January. Coverage 3 of 4, outside 1.
    One planted, one learned from the adviser, two from a. One of three tutorings was by the adviser.
    """
    found = {one.key: [(name, value) for name, (value,) in one.rows] for one in pictures(grown)}
    assert list(found) == ["tutors", "reached", "generations", "directions"]
    assert found["tutors"] == [("oct", 1), ("nov", 0), ("dic", 1), ("ene", 0)]
    assert [value for _, value in found["reached"]] == [75, 0, 0, 25]
    assert found["generations"] == [("Generación 0", 1), ("Generación 1", 1), ("Generación 2", 2)]
    assert found["directions"] == [
        ("de adulto a adulto", 0),
        ("de adulto a niño", pytest.approx(100 / 3)),
        ("de niño a adulto", 0),
        ("entre niños", pytest.approx(200 / 3)),
    ]


def test_the_paper_is_one_sheet_with_its_charts_and_asks_for_no_words(grown: Report, tmp_path: Path) -> None:
    """It is not written for nor frozen, so nothing is missed in it and it has no edition."""
    write(grown, "pdf", str(tmp_path / "red.pdf"))
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "red.pdf")
    said = " ".join(sheet.get_textpage().get_text_range().split())
    assert "Tutores activos, mes por mes" in said
    assert "Quién tutora a quién (% de las tutorías)" in said
    assert "Sin congelar: los números pueden cambiar" in said
    assert "Edición" not in said
    assert "Sin escribir" not in said


def test_without_any_tutoring_there_are_no_charts(place: Place) -> None:
    place.child("a")
    assert pictures(network.report(place.facts(OVER), "2025-2026")) == []
