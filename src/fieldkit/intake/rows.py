"""The cells of a row become what it says about the items of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fieldkit.errors import Problem
from fieldkit.forms.answer import blank
from fieldkit.forms.form import Form
from fieldkit.forms.reading import Column
from fieldkit.intake import table
from fieldkit.intake.columns import Columns, Names, Place, Sorter, says, tells_again
from fieldkit.intake.plan import Row

_COUNTS = ("enrolment", "open_agreements", "open_recommendations")
"""What the program counts and puts on a sheet itself; in a table it is text like everything."""


class Reader:
    """Reads the rows of one table. columns: of its heading; None for JSON. unknown: names in it without an
    item; of a table with columns the letters of those without a name in which a row says something.
    """

    def __init__(self, columns: Columns | None, form: Form, names: Names) -> None:
        self.form, self.names = form, names
        self.unknown: dict[str, None] = {}
        self._sorter = Sorter(columns.places if columns else {})
        self._width = len(columns.header) if columns else 0
        self._added = columns.added if columns else 0
        self._nameless = dict(columns.nameless) if columns else {}
        self._meaning: dict[str, Callable[[Any], Any]] = {
            "curp": _unmasked,
            **dict.fromkeys(_COUNTS, _count),
        }
        self._places: dict[str, Place | None] = {}
        self._again = [at for at, name in enumerate(columns.header) if tells_again(name)] if columns else []

    def rows(self, found: Iterable[table.Row]) -> Iterator[Row]:
        """Every row that says anything about an item."""
        for line, raw in found:
            row = self._of_fields(line, raw) if isinstance(raw, dict) else self._of_cells(line, raw)
            if row.given or row.problems:
                yield row

    def columns(self, found: Sequence[tuple[int, Any]]) -> tuple[list[int], dict[str, Column]]:
        """The lines of the rows of cells that are no wider than the heading, and what they say, by item.

        What says nothing is None or blank.
        """
        if self._nameless:
            self._watch([row for _, row in found])
        width, least = self._width, self._sorter.width
        fit = [row for row in found if len(row[1]) <= width or not any(map(str.strip, row[1][width:]))]
        cells = [row if len(row) >= least else [*row, *[""] * (least - len(row))] for _, row in fit]
        said = self._sorter.columns(cells) if cells else {}
        for code in self._meaning.keys() & said.keys():
            meaning = self._meaning[code]
            said[code] = [None if cell is None else meaning(cell) for cell in said[code]]
        return [line for line, _ in fit], said

    def _of_cells(self, line: int, cells: Any) -> Row:
        if self._nameless:
            self._watch([cells])
        row = Row(line, cells, self._meant(self._sorter.answers(cells)), again=self._was_twice(cells))
        width = self._width
        if len(cells) > width and any(cell and not cell.isspace() for cell in cells[width:]):
            facts = {"width": width - self._added, "count": len(cells) - self._added}
            row.problems.append(Problem("", "too_many_cells", facts))
        return row

    def _was_twice(self, cells: Sequence[str]) -> bool:
        return any(len(cells) > at and says(cells[at]) for at in self._again)

    def _watch(self, rows: Sequence[Sequence[str]]) -> None:
        """Note the columns without a name that say something; of those that did it is known already."""
        for at, letter in [*self._nameless.items()]:
            if any(len(cells) > at and says(cells[at]) for cells in rows):
                self.unknown[letter] = None
                del self._nameless[at]

    def _meant(self, given: dict[str, Any]) -> dict[str, Any]:
        for code in self._meaning.keys() & given.keys():
            given[code] = self._meaning[code](given[code])
            if given[code] is None:
                del given[code]
        return given

    def _of_fields(self, line: int, fields: Mapping[str, Any]) -> Row:
        """A JSON object: a whole record as `export` writes it, or one field a column."""
        whole = fields.get("answers")
        again = any(tells_again(name) and not blank(value) for name, value in fields.items())
        if isinstance(whole, dict):
            return Row(line, fields, self._copied(whole), again=again)
        given = {}
        for name, value in fields.items():
            place = self._place(name)
            if place and not blank(value):
                given[place.code] = value
        return Row(line, fields, self._copied(given), again=again)

    def _copied(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answers without what is computed anyway; rows of repeats are copied, to put ids into them."""
        return {
            code: [dict(row) if isinstance(row, dict) else row for row in value]
            if isinstance(value, list)
            else value
            for code, value in given.items()
            if not (code in self.form.items and self.form.items[code].type == "calculate")
            and not (code == "curp" and _unmasked(value) is None)
        }

    def _place(self, name: str) -> Place | None:
        if name not in self._places:
            place = self.names.place(name)
            self._places[name] = place
            if name not in _ENVELOPE and not self.names.means_something(name):
                self.unknown[name if name.strip() else '""'] = None
        return self._places[name]


def _unmasked(said: Any) -> Any:
    """A CURP; None for one that `export` had masked: it says nothing."""
    return None if "*" in str(said) else said


def _count(cell: str) -> Any:
    """A count, that no reader would make a number."""
    return int(cell) if cell.isdecimal() else cell


_ENVELOPE = frozenset(("id", "state", "form", "version", "reason", "author", "school_cct", "school_name"))
"""What `export` writes beside the answers."""
