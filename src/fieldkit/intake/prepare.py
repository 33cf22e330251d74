"""What can be said of rows by themselves: read, resolved, filled, checked, written as a new record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from fieldkit.forms.bulk import Bulk
from fieldkit.forms.check import Checked
from fieldkit.forms.form import Form
from fieldkit.intake import table
from fieldkit.intake.columns import Columns, Names, beside
from fieldkit.intake.filling import Filling
from fieldkit.intake.finder import finder
from fieldkit.intake.pages import Pages
from fieldkit.intake.plan import Fair, Row
from fieldkit.intake.references import References
from fieldkit.intake.rows import Reader
from fieldkit.intake.sift import Sift
from fieldkit.intake.tutorings import Tutorings
from fieldkit.store import journal, qualified
from fieldkit.store.store import Store


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the rows of a table are to be understood as. fixed: answers for every row that does not say
    otherwise. by: the id of whoever imports them. joins: whether they are sessions, that may go on with a
    tutoring of the notebook.
    """

    form: Form
    columns: Columns | None
    names: Names
    fixed: Mapping[str, Any]
    by: str
    today: date
    joins: bool = False


class Prepare:
    """Prepares the rows of one table. It asks the notebook whom they are about, and never writes."""

    def __init__(self, store: Store, sheets: Sheets, rows: int) -> None:
        form, columns = sheets.form, sheets.columns
        self.store, self.sheets = store, sheets
        self.reader = Reader(columns, form, sheets.names)
        self.references = References(store, form, beside(columns, sheets.names) if columns else {})
        self.filling = Filling(store, form, sheets.fixed, sheets.today)
        self.finder = (Tutorings if sheets.joins else finder)(store, form, sheets.by)
        self.checker = Bulk(form)
        self.pages = Pages(form, sheets.by, journal.encoder(rows))
        self.writes = form.kind == "entry" and not (self.filling.waits or sheets.joins)
        self.planted = form.code == "TUT"
        flat = self.checker.flat and columns and not any(place.group for place in columns.places.values())
        check = partial(self.checker.columns, today=sheets.today)
        sift = Sift(self.reader, self.references, self.filling, check, self.pages)
        self.sift = sift if self.writes and flat and not self.planted else None

    def __call__(self, found: Sequence[table.Row]) -> tuple[Fair, list[Row]]:
        """The rows against which nothing is to be said, written out; the others, understood and checked."""
        fair = self.sift(found) if self.sift else Fair([], [], {})
        if len(fair.lines) == len(found):
            return fair, []
        lines = set(fair.lines)
        others = self.rows([row for row in found if row[0] not in lines])
        more = [row for row in others if row.made]
        return (_joined(fair, more) if more else fair), [row for row in others if not row.made]

    def rows(self, found: Sequence[table.Row]) -> list[Row]:
        """The rows that say anything, one by one."""
        rows = list(self.reader.rows(found))
        self.references.resolve(rows)
        self.filling.fill(rows)
        checked = self.checker.many([{**row.filled, **row.given} for row in rows], self.sheets.today)
        for row, said in zip(rows, checked, strict=True):
            row.checked = said
        if self.planted:
            self._who_plants(rows)
        for row in rows:
            if self.writes:
                self._write(row)
            else:
                row.keys = self.finder.keys(row)
        return rows

    def _who_plants(self, rows: Sequence[Row]) -> None:
        """Refuse what says that a student or a relative plants an exercise, as at the keyboard."""
        seeds = [row for row in rows if row.checked.answers.get("seed") == "si"]
        tutors = {str(row.checked.answers.get("U02")) for row in seeds}
        cannot = qualified.cannot_plant(self.store, tutors)
        for row in seeds:
            if role := cannot.get(str(row.checked.answers.get("U02"))):
                wrong = qualified.plants(self.sheets.form, role)
                row.checked = Checked(row.checked.answers, (*row.checked.problems, wrong))

    def turn(self, row: Row) -> tuple[str, int]:
        """When its turn is: sessions in the order of their days, anything else in that of the file."""
        return str(row.checked.answers.get("date")) if self.sheets.joins else "", row.line

    def check(self, answers: Mapping[str, Any]) -> Checked:
        """The form's check, today."""
        return self.checker(answers, self.sheets.today)

    def _write(self, row: Row) -> None:
        """Write the row out as a new record, unless it is wrong or says itself which record it is."""
        made = self.pages.one(row.checked.answers)
        row.keys = (made.found.key,) if made.found.key else ()
        named = isinstance(row.raw, dict) and "id" in row.raw
        if not named and all(problem.level == "warning" for problem in row.notes):
            row.made = made


def _joined(fair: Fair, more: Sequence[Row]) -> Fair:
    """Fair rows and more of them, in the order of their lines."""
    made = dict(zip(fair.lines, fair.written, strict=True))
    made |= {row.line: row.made for row in more if row.made}
    notes = fair.notes | {row.line: row.notes for row in more}
    lines = sorted(made)
    return Fair(lines, [made[line] for line in lines], notes)
