"""A report as rows, one for each number: what a spreadsheet or a statistics program reads most easily."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from fieldkit.reports.figure import Change, Count, Hidden, Ratio
from fieldkit.reports.lines import HIDDEN, Line, lines, notes, title
from fieldkit.reports.report import Report
from fieldkit.text import t

HEADS = ("code", "indicator", "part", "what", "value", "unit", "numerator", "whole")
"""The columns: `rendering.<name>` is what each is called."""

Cell = str | float | int
Row = tuple[Cell, ...]


def heads() -> list[str]:
    """The names of the columns."""
    return [t(f"rendering.{name}") for name in HEADS]


def rows(report: Report) -> Iterator[Row]:
    """The numbers, unrounded, and what must be said of them. A change gives four: before, after, the
    difference and the relative change."""
    for indicator in report.indicators:
        for line in lines(indicator):
            yield from _line(line)
        for note in notes(indicator):
            yield (indicator.code, title(indicator.code), note, t("rendering.note"), "", "", "", "")
    for one in report.references:
        part, what = f"{one.name} · {one.origin}", t("rendering.value")
        yield ("", t("rendering.references"), part, what, number(one.value), "", "", "")


def _line(line: Line) -> Iterator[Row]:
    value = line.value
    match value:
        case Count():
            yield _row(line, "value", value.value, "count", value.total, value.of)
        case Ratio():
            yield _ratio(line, "value", value)
        case Change():
            yield _ratio(line, "before", value.before)
            yield _ratio(line, "after", value.after)
            unit = "points" if value.after.unit == "percent" else "mean"
            yield _row(line, "difference", value.difference, unit)
            yield _row(line, "relative_change", value.relative, "percent")
        case Hidden():
            yield (line.code, title(line.code), line.label, t("rendering.value"), HIDDEN, "", "", "")


def _ratio(line: Line, what: str, ratio: Ratio) -> Row:
    return _row(line, what, ratio.value, ratio.unit, ratio.part, ratio.whole)


def _row(
    line: Line,
    what: str,
    value: float | None,
    unit: str,
    part: float | None = None,
    whole: float | None = None,
) -> Row:
    told = t("rendering.no_data") if value is None else number(value)
    counted = tuple("" if one is None else number(one) for one in (part, whole))
    return (
        line.code,
        title(line.code),
        line.label,
        t(f"rendering.{what}"),
        told,
        t(f"rendering.unit_{unit}"),
        *counted,
    )


def number(value: float) -> Cell:
    """Whole numbers without a point; what no cell can hold as a word."""
    if not isfinite(value):
        return t("rendering.no_data")
    return int(value) if float(value).is_integer() else value
