"""A report as a workbook: its indicators with live formulas, its pupils, and its charts beside their data.

Texts are written as texts, whatever they begin with. The same report gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, ZipInfo

from fieldkit.domain.identifiers import discreet
from fieldkit.reports.figure import Change, Count, Hidden, Ratio, Unit
from fieldkit.reports.layout import (
    WRITTEN,
    heads,
    legend,
    made,
    programme,
    status,
    subjects,
    written_title,
)
from fieldkit.reports.legible import legible
from fieldkit.reports.lines import HIDDEN, Line, formula, lines, notes, part, title
from fieldkit.reports.report import Report
from fieldkit.text import t

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS = ("code", "indicator", "part", "unit", "part_before", "whole_before", "before", "numerator", "whole",
           "value", "difference", "relative_change")  # fmt: skip
_WIDTHS = (6, 74, 46, 9, 10, 8, 9, 10, 8, 9, 10, 10)
_TEXTS = 4
"""How many of the columns are texts; the others are numbers, and stand on the right."""

_LONGEST = 32767
_BEFORE, _NOW, _DIFFERENCE, _RELATIVE = 4, 7, 10, 11
FORMATS = {
    "percent": "0.0%",
    "mean": "0.00",
    "count": "#,##0",
    "fraction": "#,##0.00",
    "points": '+0.0" pp";−0.0" pp";0.0" pp"',
    "steps": "+0.00;−0.00;0.00",
    "relative": "+0.0%;−0.0%;0.0%",
}
_NUMBERS = {name: {"num_format": code, "align": "right"} for name, code in FORMATS.items()}
_HEAD = {"bold": True, "bottom": 1, "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "bold": {"bold": True},
    "wrapped": {"text_wrap": True},
    "note": {"text_wrap": True, "italic": True},
    "head": _HEAD,
    "number_head": {**_HEAD, "align": "right"},
    "beside_head": {**_HEAD, "indent": 1, "align": "left"},
    "beside": {"indent": 1, "align": "left"},
    "total": {"bold": True, **_NUMBERS["count"]},
}


def render(report: Report) -> bytes:
    """The file."""
    import xlsxwriter

    from fieldkit.reports.xlsx_charts import fill

    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {
                "title": t(f"rendering.title_{report.sort}"),
                "author": "fieldkit",
                "created": datetime.combine(report.until, time()),
            }
        )
        styles = {
            name: workbook.add_format({"valign": "top", **look}) for name, look in (_NUMBERS | _LOOKS).items()
        }
        _indicators(workbook.add_worksheet(t("rendering.indicators")), report, styles)
        if report.pupils:
            _pupils(workbook.add_worksheet(t("rendering.pupils")), report, styles)
        _formulas(workbook.add_worksheet(t("rendering.formulas")), report, styles)
        if report.is_sent:
            _written(workbook.add_worksheet(t("rendering.written")), report, styles)
        if report.references:
            _references(workbook.add_worksheet(t("rendering.references")), report, styles)
        fill(workbook, report, styles)
    return _loose(whole)


def _loose(workbook: io.BytesIO) -> bytes:
    """The same workbook with nothing in it squeezed: what squeezes differs from one machine to the next."""
    loose = io.BytesIO()
    with ZipFile(workbook) as squeezed, ZipFile(loose, "w") as found:
        for one in squeezed.infolist():
            found.writestr(ZipInfo(one.filename), squeezed.read(one))
    return loose.getvalue()


def _indicators(sheet: Worksheet, report: Report, styles: dict[str, Any]) -> None:
    """Whose report it is, then a row for each number, and under those of an indicator what must be said."""
    text(sheet, 0, 0, f"{t(f'rendering.title_{report.sort}')} · {programme(report.header)}", styles["bold"])
    for row, (name, value) in enumerate(heads(report), 1):
        text(sheet, row, 0, name)
        text(sheet, row, 2, value, styles["bold"])
    top = len(heads(report)) + 3
    text(sheet, top - 2, 0, status(report))
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS[column])
        head = styles["head" if column < _TEXTS else "number_head"]
        text(sheet, top, column, t(f"rendering.{name}"), head)
    sheet.set_row(top, 30)
    sheet.freeze_panes(top + 1, 2)
    row = top
    for indicator in report.indicators:
        for line in lines(indicator):
            row += 1
            _line(sheet, row, line, styles)
        for note in notes(indicator):
            row += 1
            sheet.set_row(row, _tall(note, _WIDTHS[1]))
            text(sheet, row, 0, indicator.code, styles["wrapped"])
            text(sheet, row, 1, note, styles["note"])
    for place, words in enumerate((*legend(report), made(report)), row + 2):
        text(sheet, place, 0, words)
    _printed(sheet)


def _line(sheet: Worksheet, row: int, line: Line, styles: dict[str, Any]) -> None:
    value = line.value
    words = line.code, title(line.code), line.label or part("own")
    sheet.set_row(row, _tall(words[1], _WIDTHS[1], words[2], _WIDTHS[2]))
    for column, said in enumerate((*words, t(f"rendering.unit_{line.unit}") if line.unit else "")):
        text(sheet, row, column, said, styles["wrapped"])
    match value:
        case Count():
            number(sheet, row, 9, value.value, styles)
        case Ratio():
            _ratio(sheet, row, _NOW, value, styles)
        case Change():
            _ratio(sheet, row, _BEFORE, value.before, styles)
            _ratio(sheet, row, _NOW, value.after, styles)
            _change(sheet, row, value, styles)
        case Hidden():
            text(sheet, row, 9, HIDDEN, styles["count"])


def _ratio(sheet: Worksheet, row: int, column: int, ratio: Ratio, styles: dict[str, Any]) -> None:
    """Part, whole, and their quotient as a formula; the quotient of nothing is "s/d"."""
    over, under = cell(row, column), cell(row, column + 1)
    number(sheet, row, column, ratio.part, styles)
    number(sheet, row, column + 1, ratio.whole, styles)
    quotient = f'=IF({under}=0,"{t("rendering.no_data")}",{over}/{under})'
    _formula(sheet, row, column + 2, quotient, _share(ratio.value, ratio.unit), styles[ratio.unit])


def _change(sheet: Worksheet, row: int, change: Change, styles: dict[str, Any]) -> None:
    """After less before, in percentage points or the unit of the mean; and relative to before."""
    before, after, unit = cell(row, _BEFORE + 2), cell(row, _NOW + 2), change.after.unit
    nothing = t("rendering.no_data")
    known = f"AND(ISNUMBER({before}),ISNUMBER({after}))"
    times = "*100" if unit == "percent" else ""
    less = f'=IF({known},({after}-{before}){times},"{nothing}")'
    style = styles["points" if unit == "percent" else "steps"]
    _formula(sheet, row, _DIFFERENCE, less, change.difference, style)
    share = f'=IF({known},IF({before}=0,"{nothing}",({after}-{before})/{before}),"{nothing}")'
    _formula(sheet, row, _RELATIVE, share, _share(change.relative, "percent"), styles["relative"])


def _formula(sheet: Worksheet, row: int, column: int, words: str, value: float | None, style: Any) -> None:
    """A formula with the value it has, for whoever does not calculate."""
    sheet.write_formula(row, column, words, style, t("rendering.no_data") if value is None else value)


def _share(value: float | None, unit: Unit) -> float | None:
    """A percentage as the share that spreadsheets show as one."""
    return value / 100 if value is not None and unit == "percent" else value


def _pupils(sheet: Worksheet, report: Report, styles: dict[str, Any]) -> None:
    """A row for each pupil, and the sums."""
    named = subjects(report)
    names = [t(f"rendering.{name}") for name in ("name", "focal", "risk", "sessions", "minutes", "achieved")]
    for column, name in enumerate(names):
        text(sheet, 0, column, name, styles["number_head" if column in (3, 4, 5) else "head"])
    for column, subject in enumerate(named, 6):
        text(sheet, 0, column, part(subject), styles["beside_head"])
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 5, 12)
    sheet.set_column(6, 5 + len(named), 28)
    for row, pupil in enumerate(report.pupils, 1):
        text(sheet, row, 0, pupil.name)
        text(sheet, row, 1, t("rendering.yes" if pupil.focal else "rendering.no"))
        text(sheet, row, 2, part(pupil.risk))
        achieved = pupil.achieved[-1][1] if pupil.achieved else None
        for column, value in enumerate((pupil.sessions, pupil.minutes, achieved), 3):
            number(sheet, row, column, value, styles)
        for column, subject in enumerate(named, 6):
            levels = (
                part(level) if level else t("rendering.no_data") for level in pupil.levels.get(subject, ())
            )
            text(sheet, row, column, " → ".join(levels), styles["beside"])
    last = len(report.pupils)
    text(sheet, last + 1, 0, t("rendering.total"), styles["bold"])
    totals = (sum(one.sessions for one in report.pupils), sum(one.minutes for one in report.pupils))
    for column, total in enumerate(totals, 3):
        summed = f"=SUM({cell(1, column)}:{cell(last, column)})"
        sheet.write_formula(last + 1, column, summed, styles["total"], total)
    sheet.freeze_panes(1, 1)
    _printed(sheet)


def _formulas(sheet: Worksheet, report: Report, styles: dict[str, Any]) -> None:
    """How each indicator is counted, in words."""
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 40, styles["wrapped"])
    sheet.set_column(2, 2, 90, styles["wrapped"])
    for row, code in enumerate(indicator.code for indicator in report.indicators):
        sheet.set_row(row, _tall(title(code), 40, formula(code), 90))
        for column, words in enumerate((code, title(code), formula(code))):
            text(sheet, row, column, words, styles["wrapped"])
    _printed(sheet)


def _written(sheet: Worksheet, report: Report, styles: dict[str, Any]) -> None:
    """What the advisor wrote."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for row, name in enumerate(WRITTEN):
        text(sheet, row, 0, written_title(report, name), styles["bold"])
        words = discreet(report.written.get(name, "")) or t("rendering.nothing_written")
        sheet.set_row(row, _tall(words, 90))
        text(sheet, row, 1, words, styles["wrapped"])
    _printed(sheet)


def _references(sheet: Worksheet, report: Report, styles: dict[str, Any]) -> None:
    """What others published, a row each."""
    sheet.set_column(0, 0, 48)
    sheet.set_column(2, 2, 70)
    text(sheet, 0, 0, t("rendering.references"), styles["bold"])
    for row, one in enumerate(report.references, 1):
        text(sheet, row, 0, one.name)
        number(sheet, row, 1, one.value, styles)
        text(sheet, row, 2, one.origin, styles["wrapped"])
    _printed(sheet)


def _tall(*told: str | int) -> float:
    """How tall a row is: of words and the letters that fit in their column. Not every program measures."""
    pairs = zip(told[::2], told[1::2], strict=True)
    rows = (
        sum(ceil(max(len(line), 1) * 1.15 / int(width)) for line in str(words).split("\n"))
        for words, width in pairs
    )
    return min(15.0 * max(rows), 400)


def text(sheet: Worksheet, row: int, column: int, words: str, style: Any = None) -> None:
    """A text that stays one."""
    sheet.write_string(row, column, legible(words)[:_LONGEST], style)


def number(sheet: Worksheet, row: int, column: int, value: float | None, styles: dict[str, Any]) -> None:
    """How many; with two decimals where it is not whole; or "s/d"."""
    style = styles["count" if value is None or float(value).is_integer() else "fraction"]
    if value is None:
        text(sheet, row, column, t("rendering.no_data"), style)
    else:
        sheet.write_number(row, column, value, style)


def cell(row: int, column: int) -> str:
    """The name of a cell of the first 26 columns: `J12`."""
    return f"{chr(ord('A') + column)}{row + 1}"


def _printed(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
