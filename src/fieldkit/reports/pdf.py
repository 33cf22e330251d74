"""A report as a PDF: set by typst from the template beside this file, the same bytes each time."""

from __future__ import annotations

from fieldkit.reports.layout import layout
from fieldkit.reports.report import Report
from fieldkit.reports.typeset import pdf


def render(report: Report) -> bytes:
    """The file."""
    body, _ = pdf("report.typ", layout(report), report.until)
    return body
