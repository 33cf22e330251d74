"""A report as a workbook: formulas that are live, its own charts, and nobody's text run as a formula."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.reports import samples
from tests.reports.test_rendering import made


def workbook(file: Path, formulas: bool) -> Any:
    """A workbook with its formulas, or with the values that were written beside them."""
    return openpyxl.load_workbook(file, data_only=not formulas)


def rows(sheet: Any, code: str) -> list[list[Any]]:
    """The rows of an indicator."""
    return [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == code]


def test_percentages_are_formulas_that_give_what_the_report_says(tmp_path: Path) -> None:
    """M04: 96 of 112 is 0.857142…; A01 in language: 0.59, 0.45, −14 points, −0.2373."""
    file = made(samples.monthly(), "xlsx", tmp_path)
    live, known = (rows(workbook(file, formulas)["Indicadores"], "M04")[0] for formulas in (True, False))
    assert live[7:9] == [96, 112]
    assert live[9].startswith("=IF(I")
    assert known[9] == pytest.approx(96 / 112)
    file = made(samples.annual(), "xlsx", tmp_path)
    live, known = (rows(workbook(file, formulas)["Indicadores"], "A01")[0] for formulas in (True, False))
    assert all(str(live[column]).startswith("=") for column in (6, 9, 10, 11))
    assert [known[column] for column in (6, 9, 10)] == pytest.approx([0.59, 0.45, -14])
    assert known[11] == pytest.approx(-14 / 59)


def test_a_workbook_has_its_pupils_with_sums_and_its_own_charts(tmp_path: Path) -> None:
    file = made(samples.monthly(), "xlsx", tmp_path)
    pupils = workbook(file, True)["Alumnos"]
    assert pupils.cell(8, 5).value == "=SUM(E2:E7)"
    assert workbook(file, False)["Alumnos"].cell(8, 5).value == 520  # 240 + 155 + 95 + 30
    with zipfile.ZipFile(file) as inside:
        assert sum(name.startswith("xl/charts/chart") for name in inside.namelist()) == 4


def test_above_the_school_a_workbook_has_no_sheet_of_pupils(tmp_path: Path) -> None:
    assert "Alumnos" not in workbook(made(samples.regional(), "xlsx", tmp_path), True).sheetnames


def test_no_text_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    sheet = workbook(made(samples.odd(), "xlsx", tmp_path), True)["Alumnos"]
    names = {cell.value: cell.data_type for (cell,) in sheet.iter_rows(max_col=1)}
    assert names['=HYPERLINK("http://x")'] == "s"
