"""Which way of matching goes with which form."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.domain.register import ROLE
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.intake.matching import Advisors, Found, People, Schools, Sheets
from fieldkit.intake.plan import Have, Row
from fieldkit.store import sites
from fieldkit.store.store import Store


class Exercises(Sheets):
    """An exercise is told by its code and version. A colleague's changes only in their notebook."""

    def have(self, rows: Sequence[Row]) -> Found:
        """The record of each row that has one; a row that would change a colleague's is refused."""
        found = super().have(rows)
        for row in rows:
            have = found.get(row.line)
            if have and sites.theirs(self.store, have.records[self.form.kind]) and _differs(row, have):
                facts = {
                    "label": dict(self.form.items["code"].labels),
                    "text": row.checked.answers.get("code"),
                }
                row.problems.append(Problem("code", "common_exercise", facts))
        return found


def finder(store: Store, form: Form, by: str) -> Sheets | People:
    """How the rows of a form find what the notebook has."""
    if form.code in ROLE:
        return People(store, form)
    kinds: dict[str, type[Sheets]] = {"school": Schools, "advisor": Advisors, "exercise": Exercises}
    return kinds.get(form.kind, Sheets)(store, form, by)


def _differs(row: Row, have: Have) -> bool:
    said = row.checked.answers
    return any(code in row.given and value != have.answers.get(code) for code, value in said.items())
