"""What the program itself knows and puts on a sheet: school year, enrolment, grade, and what was left open.

A fact that is not known is left out: conditions that use it then hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fieldkit.domain.calendar import WITHOUT_CLASS
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import STUDENT, Membership
from fieldkit.forms.form import Form
from fieldkit.forms.school_years import calendar
from fieldkit.store import identified
from fieldkit.store.promises import FOLLOWED, open_rows, readable
from fieldkit.store.store import Store

SAME_DAY = {"VF1": "VH", "VF2": "APM", "VF3": "PRO"}
"""What else is on record of the day of a visit: the form whose sheets `<item>_N` counts, `<item>_A` names."""


def givens(
    store: Store, form: Form, answers: Mapping[str, Any], *, record: str | None = None
) -> dict[str, Any]:
    """What is known for a sheet of this form about this school, student and day.

    record: the sheet itself when it is there already; what it left open is not asked of it.
    """
    day = readable(answers.get("date") or answers.get("since"))
    school, student = answers.get("school"), answers.get("student")
    known: dict[str, Any] = {}
    if day:
        known |= _of_day(store, form, day, answers)
        rows = open_rows(store, form, answers, record=record)
        known |= {follow.total: len(rows[follow.rows]) for follow in FOLLOWED if follow.rows in rows}
    if day and isinstance(school, str):
        known |= _of_school(store, form, school, day)
        known |= identified.given(store, form.code, school, student, day, record)
    if day and isinstance(student, str):
        known |= _of_student(store, form, student, day)
    if day and "exercise_version" in form.items:
        from fieldkit.store import advisers, qualified  # tutoring alone needs them

        known |= qualified.given(store, form, answers, day, record) | advisers.given(store, form, answers)
    return _given(form, known)


def of_the_day(store: Store, form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What hangs on nothing but the day of a sheet, for one that is moved to another day."""
    day = readable(answers.get("date"))
    return _given(form, _of_day(store, form, day, answers)) if day else {}


def _given(form: Form, known: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is known, what the form leaves to the program."""
    return {
        code: value
        for code, value in known.items()
        if value is not None and code in form.items and not form.items[code].asked
    }


def _of_day(store: Store, form: Form, day: date, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The school year of a day and its period; of a plan, which says its period itself, the days of that."""
    year = calendar(store.home).of(day)
    facts: dict[str, Any] = {"ciclo": year.ciclo, "period": year.period_of(day)}
    span = year.periods.get(str(answers.get("period"))) if "no_class" in form.items else None
    if span:
        off = (one.isoformat() for one in span.days() if year.kind(one) in WITHOUT_CLASS)
        facts |= {"period_start": span.first.isoformat(), "period_end": span.last.isoformat()}
        facts["no_class"] = " ".join(off)
    return facts


def _of_school(store: Store, form: Form, school: str, day: date) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "enrolment" in form.items:
        facts["enrolment"] = sum(1 for _ in students(store, school, day)) or None
    if form.code == "RGI":
        editions = [sheet.answers.get("edition") for sheet in store.find(Entry, form="RGI", school=school)]
        facts["edition"] = 1 + max((one for one in editions if isinstance(one, int)), default=0)
    if "VF1_N" in form.items:
        facts |= _of_the_same_day(store, school, day.isoformat())
    return facts


def _of_the_same_day(store: Store, school: str, day: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for code, form in SAME_DAY.items():
        found = [sheet.id for sheet in store.find(Entry, form=form, school=school, since=day, until=day)]
        facts |= {f"{code}_N": len(found), f"{code}_A": " ".join(found) or None}
    return facts


def students(store: Store, school: str, day: date) -> Iterator[Membership]:
    """The students of a school on a day."""
    for membership in store.find(Membership, school=school):
        if membership.role == STUDENT and membership.holds_on(day.isoformat()):
            yield membership


def _of_student(store: Store, form: Form, student: str, day: date) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "grade" in form.items:
        taken = [found for found in store.find(Membership, subject=student) if found.answers.get("grade")]
        now = [found for found in taken if found.holds_on(day.isoformat())] or taken
        now.sort(key=lambda membership: str(membership.answers.get("since", "")))
        facts["grade"] = now[-1].answers["grade"] if now else None
    if "previous_stage" in form.items:
        facts["previous_stage"] = _stage(store, student, day)
    return facts


def _stage(store: Store, student: str, day: date) -> str | None:
    """The stage of writing at the last diagnosis before that day."""
    before = (day - timedelta(days=1)).isoformat()
    stages = [
        sheet.answers.get("P01") for sheet in store.find(Entry, form="DXA", subject=student, until=before)
    ]
    return next((stage for stage in reversed(stages) if isinstance(stage, str)), None)
