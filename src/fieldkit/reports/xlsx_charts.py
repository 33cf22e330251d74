"""The charts of a workbook: the spreadsheet's own, each beside the numbers it is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldkit.reports.legible import legible
from fieldkit.reports.pictures import Picture, pictures
from fieldkit.reports.report import Report
from fieldkit.reports.xlsx import number, text
from fieldkit.text import t

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_KINDS: dict[str, dict[str, str]] = {
    "bars": {"type": "bar"},
    "pairs": {"type": "bar"},
    "stacked": {"type": "bar", "subtype": "percent_stacked"},
    "lines": {"type": "line"},
    "sparks": {"type": "line"},
}
_FILLS: tuple[dict[str, Any], ...] = (
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#333333", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#333333"}},
    {"fill": {"color": "#B8B8B8"}},
    {"fill": {"color": "#FFFFFF"}},
)
_DASHES = ("solid", "dash", "round_dot", "long_dash")
_TALLEST = 20
_BESIDE = 4
"""So many columns of numbers leave room for the chart beside them; with more it stands below."""
_FEW = 2
"""So few rows have thin bars: two bars that fill the chart look like a wall."""
_SHARE = 100


def fill(workbook: Workbook, report: Report, styles: dict[str, Any]) -> None:
    """A sheet of the charts and their data; none when there is nothing to draw."""
    found = pictures(report)
    if not found:
        return
    sheet = workbook.add_worksheet(t("rendering.charts"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 30, 13)
    top, breaks = 0, []
    for picture in found:
        breaks.append(top)
        _data(sheet, top, picture, styles)
        chart = _chart(workbook, sheet.get_name(), top, picture)
        below = len(picture.rows) + 3
        beside = len(picture.names) <= _BESIDE
        place = (top, _BESIDE + 2) if beside else (top + below, 0)
        sheet.insert_chart(*place, chart, {"description": legible(picture.told)[:2000]})
        top += max(below, _TALLEST) if beside else below + _TALLEST
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.set_print_scale(46)
    sheet.set_h_pagebreaks(breaks[3::3])


def _data(sheet: Worksheet, top: int, picture: Picture, styles: dict[str, Any]) -> None:
    """The title, the names of the columns, the rows. Percentages as shares; of a chart's blanks, nothing."""
    text(sheet, top, 0, picture.title, styles["bold"])
    for column, name in enumerate(picture.names, 1):
        text(sheet, top + 1, column, name, styles["number_head"])
    for row, (label, values) in enumerate(picture.rows, top + 2):
        text(sheet, row, 0, label)
        for column, value in enumerate(values, 1):
            if value is not None and picture.unit == "percent":
                sheet.write_number(row, column, value / _SHARE, styles["percent"])
            else:
                number(sheet, row, column, value, styles)


def _chart(workbook: Workbook, name: str, top: int, picture: Picture) -> Any:
    chart = workbook.add_chart(_KINDS[picture.kind])
    gap = 60 if len(picture.rows) > _FEW else 240
    for place, series in enumerate(_series(name, top, picture)):
        if picture.kind in ("lines", "sparks"):
            line = {"color": "#333333", "width": 1.25, "dash_type": _DASHES[place % len(_DASHES)]}
            chart.add_series({**series, "line": line, "marker": {"type": "automatic"}})
        else:
            look = _FILLS[(place + (picture.kind == "bars") * 2) % len(_FILLS)]
            dark = look == _FILLS[1] and picture.kind == "stacked"
            labels = {"value": True, "font": {"color": "#FFFFFF" if dark else "#000000"}}
            chart.add_series(
                {**series, **look, "border": {"color": "#333333"}, "data_labels": labels, "gap": gap}
            )
    chart.set_title({"name": picture.title, "name_font": {"size": 11}, "overlay": False})
    chart.set_size({"width": 560, "height": 19 * _TALLEST})
    if picture.kind not in ("lines", "sparks"):
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    if picture.kind == "sparks":
        chart.set_y_axis({"min": 1, "max": 4, "major_unit": 1})
    chart.set_legend({"none": True} if len(picture.names) == 1 else {"position": "bottom"})
    return chart


def _series(name: str, top: int, picture: Picture) -> list[dict[str, Any]]:
    """Where the numbers of each line or row of bars are: a column each; of children's marks, a row each."""
    first, last = top + 2, top + 1 + len(picture.rows)
    if picture.kind == "sparks":
        return [
            {
                "name": [name, row, 0],
                "categories": [name, top + 1, 1, top + 1, len(picture.names)],
                "values": [name, row, 1, row, len(picture.names)],
            }
            for row in range(first, last + 1)
        ]
    return [
        {
            "name": [name, top + 1, column],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, column, last, column],
        }
        for column in range(1, len(picture.names) + 1)
    ]
