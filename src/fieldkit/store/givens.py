"""What the program itself knows and puts on a sheet: school year, enrolment, grade, and what was left open.

A fact that is not known is left out: conditions that use it then hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from fieldkit.domain.calendar import ciclo
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import STUDENT, Membership
from fieldkit.forms.form import Form
from fieldkit.forms.school_years import calendar
from fieldkit.store import identified
from fieldkit.store.store import Store

MEMORY = timedelta(days=365)
"""How far back something left open is carried into a new sheet."""


class Follow(NamedTuple):
    """How what one sheet leaves open is answered in later ones.

    total: the item that counts what is open. rows: the repeat that follows up, with its items for identity,
    text and state. left: the repeats that leave something open, by form. over: the states after which it is
    asked no more.
    """

    total: str
    rows: str
    identity: str
    text: str
    state: str
    left: Mapping[str, str]
    over: frozenset[str]


FOLLOWED = (
    Follow("open_agreements", "V06", "V06_A", "V06_T", "V06_S",
           {"FS": "VZ3", "DXE": "M06", "APM": "AGR", "RED": "AGR"},
           frozenset({"cumplido", "cancelado"})),
    Follow("open_recommendations", "VD3", "VD3_A", "VD3_T", "VD3_S", {"FS": "VD2"},
           frozenset({"adoptada", "descartada"})),
)  # fmt: skip


def givens(
    store: Store, form: Form, answers: Mapping[str, Any], *, record: str | None = None
) -> dict[str, Any]:
    """What is known for a sheet of this form about this school, student and day.

    record: the sheet itself when it is there already; what it left open is not asked of it.
    """
    day = _day(answers.get("date") or answers.get("since"))
    school, student = answers.get("school"), answers.get("student")
    known: dict[str, Any] = {}
    if day:
        known |= {"ciclo": ciclo(day), "period": calendar(store.home).period(day)}
    if day and isinstance(school, str):
        known |= _of_school(store, form, school, day, record)
        known |= identified.given(store, form.code, school, student, day, record)
    if day and isinstance(student, str):
        known |= _of_student(store, form, student, day)
    return {code: value for code, value in known.items() if code in form.items and value is not None}


def open_rows(
    store: Store, form: Form, answers: Mapping[str, Any], *, record: str | None = None
) -> dict[str, list[dict[str, Any]]]:
    """By repeat group: a row that waits for its answer for each thing that earlier sheets left open."""
    day, school = _day(answers.get("date")), answers.get("school")
    follows = [follow for follow in FOLLOWED if form.group(follow.rows)]
    if not follows or day is None or not isinstance(school, str):
        return {}
    sheets = list(_sheets(store, school, day, record))
    return {follow.rows: _left_open(sheets, follow) for follow in follows}


def _of_school(store: Store, form: Form, school: str, day: date, record: str | None) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "enrolment" in form.items:
        facts["enrolment"] = sum(1 for _ in students(store, school, day)) or None
    if form.code == "RGI":
        facts["edition"] = 1 + max(
            (_edition(sheet) for sheet in store.find(Entry, form="RGI", school=school)), default=0
        )
    rows = open_rows(store, form, {"school": school, "date": day.isoformat()}, record=record)
    return facts | {follow.total: len(rows[follow.rows]) for follow in FOLLOWED if follow.rows in rows}


def _edition(sheet: Entry) -> int:
    edition = sheet.answers.get("edition")
    return edition if isinstance(edition, int) else 0


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


def _sheets(store: Store, school: str, day: date, record: str | None) -> Iterator[Entry]:
    """The sheets of a school that can have left something open, oldest first."""
    since, until = (day - MEMORY).isoformat(), day.isoformat()
    forms = {form for follow in FOLLOWED for form in follow.left}
    found = [
        sheet
        for form in sorted(forms)
        for sheet in store.find(Entry, form=form, school=school, since=since, until=until)
        if sheet.id != record
    ]
    return iter(sorted(found, key=lambda sheet: (sheet.date, sheet.id)))


def _left_open(sheets: list[Entry], follow: Follow) -> list[dict[str, Any]]:
    """One row for each thing left open: what it was, and no answer yet."""
    left: dict[str, str] = {}
    for sheet in sheets:
        for number, row in enumerate(_rows(sheet, follow.left.get(sheet.form, "")), 1):
            left[f"{sheet.id}.{number}"] = " · ".join(str(value) for value in row.values())
    for sheet in sheets:
        for row in _rows(sheet, follow.rows):
            if row.get(follow.state) in follow.over:
                left.pop(str(row.get(follow.identity)), None)
    return [{follow.identity: identity, follow.text: text} for identity, text in left.items()]


def _rows(sheet: Entry, group: str) -> list[Mapping[str, Any]]:
    rows = sheet.answers.get(group)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _day(value: object) -> date | None:
    """A day that a sheet can be about; the others are told by `check`."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found - date.min > MEMORY else None
