"""What stands in a row where the file says nothing: said once for the whole file, or known to the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.domain.calendar import bimester, ciclo
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.forms.answer import Refusal, parse
from fieldkit.forms.form import Form
from fieldkit.intake.plan import Row
from fieldkit.store.givens import holds_on, students
from fieldkit.store.store import Store


class Filling:
    """Fills the rows of one import. Agreements left open are not asked of sheets that come from a file."""

    def __init__(self, store: Store, form: Form, fixed: Mapping[str, Any], today: date) -> None:
        self.store, self.form, self.fixed = store, form, fixed
        self.today = today.isoformat()
        self.given = frozenset(item.code for item in form.items.values() if item.type == "given")
        self._enrolled: dict[tuple[str, str], int] = {}

    def fill(self, rows: Sequence[Row]) -> None:
        """Fill these rows; the questions to the notebook are asked once for all of them."""
        grades = self._grades(rows) if "grade" in self.given else {}
        stages = self._stages(rows) if "previous_stage" in self.given else {}
        for row in rows:
            row.filled = dict(self.fixed)
            day = self._day(row)
            if day:
                row.filled |= self._of_day(row, day)
                student = str(row.given.get("student"))
                row.filled |= _latest("grade", grades.get(student, ()), day)
                row.filled |= _latest("previous_stage", stages.get(student, ()), day)

    def _day(self, row: Row) -> str | None:
        """The day a row is about; a register says how things are today."""
        said = row.given.get("date") if "date" in self.form.items else row.given.get("since") or self.today
        try:
            found = parse(self.form.items["date" if "date" in self.form.items else "since"], said)
        except (Refusal, KeyError):
            return None
        return found if isinstance(found, str) else None

    def _of_day(self, row: Row, day: str) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if "ciclo" in self.given:
            facts["ciclo"] = ciclo(date.fromisoformat(day))
        if "period" in self.given:
            facts["period"] = bimester(date.fromisoformat(day))
        school = row.given.get("school")
        if "enrolment" in self.given and school:
            facts["enrolment"] = self._enrolment(school, day)
        return {code: value for code, value in facts.items() if value}

    def _enrolment(self, school: str, day: str) -> int:
        if (school, day) not in self._enrolled:
            count = sum(1 for _ in students(self.store, school, date.fromisoformat(day)))
            self._enrolled[school, day] = count
        return self._enrolled[school, day]

    def _grades(self, rows: Sequence[Row]) -> dict[str, list[tuple[str, str]]]:
        found = self.store.having(Membership, "subject", _students(rows))
        return {
            student: [
                (str(member.answers.get("since", "")), member.answers["grade"])
                for member in sorted(members, key=lambda one: holds_on(one, self.today))
                if member.answers.get("grade")
            ]
            for student, members in found.items()
        }

    def _stages(self, rows: Sequence[Row]) -> dict[str, list[tuple[str, str]]]:
        found = self.store.having(Entry, "subject", _students(rows))
        return {
            student: [
                (f"{sheet.date}~", sheet.answers["P01"])  # of the day before at the latest
                for sheet in sorted(sheets, key=lambda one: one.date)
                if sheet.form == "DXA" and sheet.answers.get("P01")
            ]
            for student, sheets in found.items()
        }


def _latest(code: str, dated: Sequence[tuple[str, str]], day: str) -> dict[str, str]:
    """The last of some dated values that had begun by a day."""
    begun = [value for since, value in dated if since <= day]
    return {code: begun[-1]} if begun else {}


def _students(rows: Sequence[Row]) -> list[str]:
    return list({row.given["student"] for row in rows if isinstance(row.given.get("student"), str)})
