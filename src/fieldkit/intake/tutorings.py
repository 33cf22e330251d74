"""Which tutoring of the notebook the sessions of a table belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldkit.domain.entry import Entry
from fieldkit.domain.record import Record
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.intake.matching import Sheets
from fieldkit.intake.plan import Have, Row
from fieldkit.intake.sessions import SESSIONS, is_open, joined, shares


class Tutorings(Sheets):
    """Sessions belong to the tutoring of the same people, exercise and school that began when they say; else
    to the one that has one of them; else to the one that is going on. It began no later than they tell.
    """

    def mark(self, row: Row, have: Have) -> str:
        """Two rows may have different sessions of one tutoring: neither says anything against the other."""
        return f"{have.records[self.form.kind].id}|{row.line}"

    def _chosen(self, row: Row, by_key: Mapping[str, list[Record]]) -> Record | None:
        """The tutoring; the row then says what is to become of it."""
        if not row.keys or _unread(row):
            return None
        found = [one for key in row.keys for one in by_key.get(key, ())][:1] or self._going_on(row)
        if len(found) > 1:
            row.problems.append(_several(self.form, found))
        if len(found) != 1:
            return None
        row.given = joined(row.given, row.checked.answers, found[0].answers)
        return found[0]

    def _going_on(self, row: Row) -> Sequence[Record]:
        """Those that may be meant."""
        told = row.checked.answers
        pair = row.keys[0].rpartition("|")[0]
        all_of_them = self.store.match(Entry, f"{pair}|", prefix=True)
        here = [one for one in all_of_them if one.school == told.get("school") and one.date <= told["date"]]
        having = [one for one in here if shares(one.answers, told)]
        return having or [one for one in here if is_open(one.answers)]


def _unread(row: Row) -> bool:
    """Whether something is wrong with its sessions: it is refused, with their places in the file."""
    return any(one.level == "error" and one.field.startswith(SESSIONS) for one in row.notes)


def _several(form: Form, found: Sequence[Record]) -> Problem:
    days = ", ".join(sorted(str(one.answers.get("date")) for one in found))
    facts = {"label": dict(form.items["date"].labels), "count": len(found), "days": days}
    return Problem("date", "several_tutorings", facts)
