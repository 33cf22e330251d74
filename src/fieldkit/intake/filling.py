"""What stands in a row where the file says nothing: said once for the whole file, or known to the program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from fieldkit.domain.calendar import ciclo
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.forms.answer import parse
from fieldkit.forms.form import Form
from fieldkit.forms.refusal import Refusal
from fieldkit.forms.school_years import calendar
from fieldkit.intake.plan import Row
from fieldkit.store import identified, qualified
from fieldkit.store.givens import students
from fieldkit.store.store import Store

_REMEMBERED = 50_000

Dated = list[tuple[str, str]]
"""Values of a student and since when, in the order of time."""


_WORD = re.compile(r"'(\w+)'")


def _language(form: Form) -> dict[str, str]:
    """The language of a sheet that says none: the one an Enter would answer. Other defaults are somebody's
    to confirm, and nobody is asked here."""
    item = form.items.get("language")
    word = _WORD.fullmatch(item.default) if item and item.required is True and not item.relevant else None
    return {"language": word[1]} if word else {}


class Filling:
    """Fills the rows of one import. Agreements left open are not asked of sheets that come from a file."""

    def __init__(self, store: Store, form: Form, fixed: Mapping[str, Any], today: date) -> None:
        self.store, self.form, self.fixed = store, form, {**_language(form), **fixed}
        self.today = today.isoformat()
        self.given = frozenset(item.code for item in form.items.values() if item.type == "given")
        self._day_item = form.items.get("date") or form.items.get("since")
        self._grades: dict[str, Dated] = {}
        self._stages: dict[str, Dated] = {}
        self._enrolled: dict[tuple[str, str], int] = {}
        self._days: dict[str, str | None] = {}
        self.calendar = calendar(store.home)
        self._periods: dict[str, str | None] = {}
        self._versions: dict[str, str | None] = {}

    @property
    def waits(self) -> bool:
        """Whether what is filled in hangs on which of the earlier rows went in."""
        return "previous_stage" in self.given

    def fill(self, rows: Sequence[Row]) -> None:
        """Fill these rows; the questions to the notebook are asked once for all of them."""
        if not self.given:
            for row in rows:
                row.filled = dict(self.fixed)
            return
        self._learn(rows)
        for row in rows:
            row.filled = dict(self.fixed)
            if day := self._day(row):
                self._fill(row, day)

    def note(self, row: Row) -> None:
        """A row that went in: the stage of writing it tells of counts for later ones."""
        if not self.waits:
            return
        answers = row.checked.answers
        stages = self._stages.get(answers.get("student", ""))
        if stages is not None and answers.get("P01"):
            stages.append((str(answers.get("date")), answers["P01"]))
            stages.sort()

    def _day(self, row: Row) -> str | None:
        """The day a row is about; a register says how things are today."""
        if self._day_item is None:
            return self.today
        said = row.given.get(self._day_item.code)
        if said is None:
            return self.today if self._day_item.code == "since" else None
        if not isinstance(said, str):
            return _read_day(self._day_item, said)
        if said not in self._days:
            self._days[said] = _read_day(self._day_item, said)
        return self._days[said]

    def _fill(self, row: Row, day: str) -> None:
        given, filled = self.given, row.filled
        if "ciclo" in given:
            filled["ciclo"] = _ciclo(day)
        if "period" in given and (period := self._period(day)):
            filled["period"] = period
        if "enrolment" in given and (count := self._enrolment(str(row.given.get("school")), day)):
            filled["enrolment"] = count
        if "exercise_version" in given and (version := self._version(row)):
            filled["exercise_version"] = version
        student = str(row.given.get("student") or "")
        if "grade" in given and (grades := self._grades.get(student)):
            begun = [grade for since, grade in grades if since <= day]
            filled["grade"] = begun[-1] if begun else grades[-1][1]
        if "previous_stage" in given and (stages := self._stages.get(student)):
            before = [stage for at, stage in stages if at < day]
            filled |= {"previous_stage": before[-1]} if before else {}
        if self.form.code in identified.FORMS and (school := row.given.get("school")):
            on = date.fromisoformat(day)
            known = identified.given(self.store, self.form.code, str(school), student, on)
            filled |= {code: value for code, value in known.items() if value is not None}

    def _version(self, row: Row) -> str | None:
        """The newest wording of the exercise that a row names."""
        code = str(row.given.get("U01") or row.given.get("exercise") or "")
        if code not in self._versions:
            self._versions[code] = qualified.version(self.store, code)
        return self._versions[code]

    def _period(self, day: str) -> str | None:
        if day not in self._periods:
            self._periods[day] = self.calendar.period(date.fromisoformat(day))
        return self._periods[day]

    def _enrolment(self, school: str, day: str) -> int:
        if (school, day) not in self._enrolled:
            count = sum(1 for _ in students(self.store, school, date.fromisoformat(day)))
            self._enrolled[school, day] = count
        return self._enrolled[school, day]

    def _learn(self, rows: Sequence[Row]) -> None:
        """Grades and stages of the students in these rows who have not been met before."""
        if len(self._grades) + len(self._stages) > _REMEMBERED:
            self._grades.clear()
            self._stages.clear()
        named = {row.given["student"] for row in rows if isinstance(row.given.get("student"), str)}
        if "grade" in self.given:
            unknown = {student for student in named if student not in self._grades}
            members = self.store.having(Membership, "subject", unknown) if unknown else {}
            for student in unknown:
                self._grades[student] = _dated(members.get(student, ()), "since", "grade")
        if "previous_stage" in self.given:
            unknown = {student for student in named if student not in self._stages}
            sheets = self.store.having(Entry, "subject", unknown) if unknown else {}
            for student in unknown:
                self._stages[student] = _dated(sheets.get(student, ()), "date", "P01")


def _dated(records: Sequence[Membership | Entry], day: str, item: str) -> Dated:
    found = ((str(one.answers.get(day, "")), one.answers[item]) for one in records if one.answers.get(item))
    return sorted(found)


def _read_day(item: Any, said: Any) -> str | None:
    try:
        found = parse(item, said)
    except Refusal:
        return None
    return found if isinstance(found, str) else None


@lru_cache(2000)
def _ciclo(day: str) -> str:
    return ciclo(date.fromisoformat(day))
