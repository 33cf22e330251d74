"""What stands in a row where the file says nothing: said once for the whole file, or known to the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from fieldkit.domain.calendar import ciclo
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.forms.answer import parse
from fieldkit.forms.form import Form
from fieldkit.forms.reading import Column
from fieldkit.forms.refusal import Refusal
from fieldkit.forms.school_years import calendar
from fieldkit.intake.plan import Row
from fieldkit.store import advisers, identified, qualified
from fieldkit.store.asking import pairs
from fieldkit.store.drawn import FORMS as DRAWN
from fieldkit.store.drawn import drawn
from fieldkit.store.engine import guarded
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
        self._advisers: dict[str, str] = {}
        self._named = advisers.Named(store)
        self._versions: dict[str, str | None] = {}

    @property
    def waits(self) -> bool:
        """Whether what is filled in hangs on which of the earlier rows went in."""
        return "previous_stage" in self.given

    def fill(self, rows: Sequence[Row]) -> None:
        """Fill these rows."""
        columns = self.columns(lambda code: [row.given.get(code) for row in rows], len(rows))
        for place, row in enumerate(rows):
            known = ((code, column[place]) for code, column in columns.items())
            row.filled = {code: value for code, value in known if value is not None}

    def columns(self, said: Callable[[str], Column], count: int) -> dict[str, Column]:
        """What stands in so many rows, by item; None where nothing does. said: what they say of an item.

        The questions to the notebook are asked once for all of them.
        """
        found: dict[str, Column] = {code: [value] * count for code, value in self.fixed.items()}
        if self.given:
            for code, column in self._known(said, count).items():
                fixed = self.fixed.get(code)
                found[code] = [fixed if one is None else one for one in column]
        return found

    def note(self, row: Row) -> None:
        """A row that went in: the stage of writing it tells of counts for later ones."""
        if not self.waits:
            return
        answers = row.checked.answers
        stages = self._stages.get(answers.get("student", ""))
        if stages is not None and answers.get("P01"):
            stages.append((str(answers.get("date")), answers["P01"]))
            stages.sort()

    def _known(self, said: Callable[[str], Column], count: int) -> dict[str, Column]:
        days = self._days_of(said, count)
        schools = said("school")
        students = [one if isinstance(one, str) else str(one or "") for one in said("student")]
        self._learn(students)
        found: dict[str, Column] = {}
        if "ciclo" in self.given:
            found["ciclo"] = [day and _ciclo(day) for day in days]
        if "period" in self.given:
            found["period"] = [day and self._period(day) for day in days]
        if "enrolment" in self.given:
            at = zip(schools, days, strict=True)
            found["enrolment"] = [(day and self._enrolment(str(school), day)) or None for school, day in at]
        if "exercise_version" in self.given:
            exercises = zip(said("U01"), said("exercise"), days, strict=True)
            found["exercise_version"] = [day and self._version(str(a or b or "")) for a, b, day in exercises]
        for item, code in advisers.NAMED.items():
            if item in self.given:
                found[item] = [self._adviser(id) for id in said(code)]
        return found | self._known_of_students(schools, students, days)

    def _known_of_students(
        self, schools: Column, students: Sequence[str], days: Sequence[str | None]
    ) -> dict[str, Column]:
        found: dict[str, Column] = {}
        pairs = list(zip(students, days, strict=True))
        if "grade" in self.given:
            found["grade"] = [day and _grade(self._grades.get(student), day) for student, day in pairs]
        if "previous_stage" in self.given:
            stages = self._stages
            found["previous_stage"] = [day and _before(stages.get(student), day) for student, day in pairs]
        if self.form.code in DRAWN:
            found |= self._drawn(schools, days)
        if self.form.code in identified.FORMS:
            rows = [
                identified.given(self.store, self.form.code, str(school), student, date.fromisoformat(day))
                if day and school
                else {}
                for school, (student, day) in zip(schools, pairs, strict=True)
            ]
            found |= {
                code: [row.get(code) for row in rows] for code in {code for row in rows for code in row}
            }
        return found

    def _drawn(self, schools: Column, days: Sequence[str | None]) -> dict[str, Column]:
        """What a sheet rests on at its school, for the rows that do not say."""
        pairs = zip(schools, days, strict=True)
        rows = [drawn(self.store, self.form.code, {"school": at, "date": day}) for at, day in pairs]
        return {code: [row.get(code) for row in rows] for code in {code for row in rows for code in row}}

    def _days_of(self, said: Callable[[str], Column], count: int) -> Sequence[str | None]:
        """The day each row is about; a register says how things are today."""
        if self._day_item is None:
            return [self.today] * count
        without = self.today if self._day_item.code == "since" else None
        return [without if one is None else self._day(one) for one in said(self._day_item.code)]

    def _day(self, said: Any) -> str | None:
        if not isinstance(said, str):
            return _read_day(self._day_item, said)
        if said not in self._days:
            self._days[said] = _read_day(self._day_item, said)
        return self._days[said]

    def _version(self, code: str) -> str | None:
        """The newest wording of an exercise."""
        if code not in self._versions:
            self._versions[code] = qualified.version(self.store, code)
        return self._versions[code]

    def _adviser(self, id: object) -> str:
        """What an adviser is called; "" for anybody else."""
        if not isinstance(id, str):
            return ""
        if id not in self._advisers:
            if len(self._advisers) > _REMEMBERED:
                self._advisers.clear()
            self._advisers[id] = self._named.name(id)
        return self._advisers[id]

    def _period(self, day: str) -> str | None:
        if day not in self._periods:
            self._periods[day] = self.calendar.period(date.fromisoformat(day))
        return self._periods[day]

    def _enrolment(self, school: str, day: str) -> int:
        if (school, day) not in self._enrolled:
            count = sum(1 for _ in students(self.store, school, date.fromisoformat(day)))
            self._enrolled[school, day] = count
        return self._enrolled[school, day]

    def _learn(self, students: Sequence[str]) -> None:
        """Grades and stages of those of these students who have not been met before."""
        if len(self._grades) + len(self._stages) > _REMEMBERED:
            self._grades.clear()
            self._stages.clear()
        named = set(students)
        if "grade" in self.given:
            self._grades |= self._dated_grades(named.difference(self._grades))
        if "previous_stage" in self.given:
            unknown = {student for student in named if student not in self._stages}
            sheets = self.store.having(Entry, "subject", unknown) if unknown else {}
            for student in unknown:
                found = (one.answers for one in sheets.get(student, ()) if one.answers.get("P01"))
                self._stages[student] = sorted((str(said.get("date", "")), said["P01"]) for said in found)

    def _dated_grades(self, students: set[str]) -> dict[str, Dated]:
        found: dict[str, Dated] = {student: [] for student in students}
        if found:
            with guarded(self.store.home):
                for student, since, grade in pairs(
                    self.store.connection, Membership, found, "since", "grade"
                ):
                    if grade:
                        found[student].append(("" if since is None else str(since), grade))
            for dated in found.values():
                dated.sort()
        return found


def _grade(grades: Dated | None, day: str) -> str | None:
    """The one of a day; before the first there was, the last."""
    if not grades:
        return None
    begun = [grade for since, grade in grades if since <= day]
    return begun[-1] if begun else grades[-1][1]


def _before(stages: Dated | None, day: str) -> str | None:
    """The last before a day."""
    before = [stage for at, stage in stages or () if at < day]
    return before[-1] if before else None


def _read_day(item: Any, said: Any) -> str | None:
    try:
        found = parse(item, said)
    except Refusal:
        return None
    return found if isinstance(found, str) else None


@lru_cache(2000)
def _ciclo(day: str) -> str:
    return ciclo(date.fromisoformat(day))
