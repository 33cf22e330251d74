"""A report as a PDF: set by typst from the template beside this file, the same bytes each time."""

from __future__ import annotations

from typing import Any

from fieldkit.reports.layout import layout
from fieldkit.reports.report import Report
from fieldkit.reports.typeset import pdf


def render(report: Report) -> bytes:
    """The file."""
    return pdf("report.typ", _breakable(layout(report)), report.until).body


_LONGEST = 24
"""Letters without a blank that a narrow column surely holds."""


def _breakable(told: Any) -> Any:
    """The same, with places to break in words that would run off the page. Drawings stay as they are."""
    if isinstance(told, dict):
        return {key: found if key == "svg" else _breakable(found) for key, found in told.items()}
    if isinstance(told, list):
        return [_breakable(found) for found in told]
    if not isinstance(told, str) or len(told) <= _LONGEST:
        return told
    return " ".join(map(_cut, told.split(" ")))


def _cut(word: str) -> str:
    pieces = [word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST)]
    return "\u200b".join(pieces)
