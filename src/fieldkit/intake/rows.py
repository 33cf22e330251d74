"""The cells of a row become what it says about the items of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fieldkit.errors import Problem
from fieldkit.forms.answer import blank
from fieldkit.forms.form import Form
from fieldkit.intake import table
from fieldkit.intake.columns import Columns, Names, Place, Sorter
from fieldkit.intake.plan import Row

_COUNTS = ("enrolment", "open_agreements", "open_recommendations")
"""What the program counts and puts on a sheet itself; in a table it is text like everything."""

_SIGNED = re.compile(r"(.*\S)\s*\((firmo|huella|verbal)\)\s*")


class Reader:
    """Reads the rows of one table. columns: of its heading; None for JSON. unknown: names without item."""

    def __init__(self, columns: Columns | None, form: Form, names: Names) -> None:
        self.form, self.names = form, names
        self.unknown: dict[str, None] = {}
        self._sorter = Sorter(columns.places if columns else {})
        self._width = len(columns.header) if columns else 0
        self._signatures = [item.code for item in form.items.values() if item.type == "signature"]
        self._counts = [code for code in _COUNTS if code in form.items]
        self._places: dict[str, Place | None] = {}

    def rows(self, found: Iterable[table.Row]) -> Iterator[Row]:
        """Every row that says anything about an item."""
        for line, raw in found:
            row = self._of_fields(line, raw) if isinstance(raw, dict) else self._of_cells(line, raw)
            if row.given or row.problems:
                yield row

    def _of_cells(self, line: int, cells: Any) -> Row:
        row = Row(line, cells, self._typed(_unmasked(self._sorter.answers(cells))))
        width = self._width
        if len(cells) > width and any(cell and not cell.isspace() for cell in cells[width:]):
            row.problems.append(Problem("", "too_many_cells", {"width": width, "count": len(cells)}))
        return row

    def _typed(self, given: dict[str, Any]) -> dict[str, Any]:
        """Signatures in one cell, `Rosa Peña (huella)`, and counts that no reader would make numbers."""
        for code in self._signatures:
            written = _SIGNED.fullmatch(given.get(code, ""))
            if written:
                given[code] = {"name": written[1], "mode": written[2]}
        for code in self._counts:
            if given.get(code, "").isdecimal():
                given[code] = int(given[code])
        return given

    def _of_fields(self, line: int, fields: Mapping[str, Any]) -> Row:
        """A JSON object: a whole record as `export` writes it, or one field a column."""
        whole = fields.get("answers")
        if isinstance(whole, dict):
            return Row(line, fields, _unmasked(self._copied(whole)))
        given = {}
        for name, value in fields.items():
            place = self._place(name)
            if place and not blank(value):
                given[place.code] = value
        return Row(line, fields, _unmasked(self._copied(given)))

    def _copied(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answers without what is computed anyway; rows of repeats are copied, to put ids into them."""
        return {
            code: [dict(row) if isinstance(row, dict) else row for row in value]
            if isinstance(value, list)
            else value
            for code, value in given.items()
            if not (code in self.form.items and self.form.items[code].type == "calculate")
        }

    def _place(self, name: str) -> Place | None:
        if name not in self._places:
            place = self.names.place(name)
            self._places[name] = place
            if name not in _ENVELOPE and not self.names.means_something(name):
                self.unknown[name] = None
        return self._places[name]


def _unmasked(given: dict[str, Any]) -> dict[str, Any]:
    """Without a CURP that `export` had masked: it says nothing."""
    if "curp" in given and "*" in str(given["curp"]):
        del given["curp"]
    return given


_ENVELOPE = frozenset(("id", "state", "form", "version", "reason", "author", "school_cct", "school_name"))
"""What `export` writes beside the answers."""
