"""What can be said of rows by themselves: read, resolved, filled, checked, written as a new record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.domain.entry import bucket_of
from fieldkit.domain.record import FINISHED
from fieldkit.forms.check import Checked, checker
from fieldkit.forms.form import Form
from fieldkit.intake import table
from fieldkit.intake.columns import Columns, Names
from fieldkit.intake.filling import Filling
from fieldkit.intake.matching import finder
from fieldkit.intake.plan import Fair, Row
from fieldkit.intake.references import References
from fieldkit.intake.rows import Reader
from fieldkit.store import index, journal
from fieldkit.store.fresh import Written
from fieldkit.store.store import Store


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the rows of a table are to be understood as. fixed: answers for every row that does not say
    otherwise. by: the id of whoever imports them.
    """

    form: Form
    columns: Columns | None
    names: Names
    fixed: Mapping[str, Any]
    by: str
    today: date


class Prepare:
    """Prepares the rows of one table. It asks the notebook whom they are about, and never writes."""

    def __init__(self, store: Store, sheets: Sheets, rows: int) -> None:
        self.sheets = sheets
        self.reader = Reader(sheets.columns, sheets.form, sheets.names)
        self.references = References(store, sheets.form)
        self.filling = Filling(store, sheets.form, sheets.fixed, sheets.today)
        self.finder = finder(store, sheets.form, sheets.by)
        self.checker = checker(sheets.form)
        self.encode = journal.encoder(rows)
        self.writes = sheets.form.kind == "entry" and not self.filling.waits

    def __call__(self, found: Sequence[table.Row]) -> list[Row]:
        """The rows that say anything, understood and checked."""
        rows = list(self.reader.rows(found))
        self.references.resolve(rows)
        self.filling.fill(rows)
        for row in rows:
            row.checked = self.check({**row.filled, **row.given})
            if self.writes:
                self._write(row)
            else:
                row.keys = self.finder.keys(row)
        return rows

    def check(self, answers: Mapping[str, Any]) -> Checked:
        """The form's check, today."""
        return self.checker(answers, self.sheets.today)

    def _write(self, row: Row) -> None:
        """Write the row out as a new record, unless it is wrong or says itself which record it is."""
        answers, form = row.checked.answers, self.sheets.form
        doc = new_doc(form, answers, self.sheets.by)
        found = index.columns(form.kind, doc)
        row.keys = (found.key,) if found.key else ()
        notes = (*row.problems, *row.checked.problems)
        named = isinstance(row.raw, dict) and "id" in row.raw
        if not named and all(problem.level == "warning" for problem in notes):
            written = Written(bucket_of(answers, self.sheets.by), self.encode(doc), found)
            row.fair = Fair(row.line, found.key, written, notes)


def new_doc(form: Form, answers: Mapping[str, Any], author: str) -> dict[str, Any]:
    """The document of a new entry."""
    return {
        "form": form.code,
        "version": form.version,
        "state": FINISHED,
        "answers": answers,
        "author": author,
    }
