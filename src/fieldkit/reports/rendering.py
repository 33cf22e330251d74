"""A report into a file: the one place that knows which format is drawn by which module."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal, get_args

from fieldkit.reports.report import Report
from fieldkit.reports.tables import opened, write_csv

Format = Literal["terminal", "pdf", "xlsx", "html", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def write(report: Report, format: Format, path: str) -> None:
    """Write a report, in the language in use; `-` is standard output. The file is whole or not there at all.

    Raises Unusable, DiskFull.
    """
    if format == "terminal" and path == "-":
        from fieldkit.reports import terminal

        terminal.show(report)
        return
    if format == "csv":
        from fieldkit.reports import flat

        write_csv(path, flat.heads(), flat.rows(report))
        return
    body = _drawer(format)(report)  # before the file is touched
    with opened(path) as file:
        file.write(body)


def _drawer(format: Format) -> Callable[[Report], bytes]:
    if format == "terminal":
        from fieldkit.reports import terminal

        return terminal.render
    if format == "pdf":
        from fieldkit.reports import pdf

        return pdf.render
    if format == "xlsx":
        from fieldkit.reports import xlsx

        return xlsx.render
    if format == "html":
        from fieldkit.reports import page

        return page.render
    return _json


def _json(report: Report) -> bytes:
    from fieldkit.reports.document import document

    return (
        json.dumps(document(report), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"
    )
