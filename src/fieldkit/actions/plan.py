"""Plans of a school: begun from the last one, looked up for a visit, closed with what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fieldkit.actions import correction, lookup
from fieldkit.domain import plan
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.entry import Entry
from fieldkit.domain.names import fold
from fieldkit.domain.person import TEACHER, Membership
from fieldkit.errors import Invalid, NotFound, Untimely
from fieldkit.store import drawn
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store

FORM = "PB"


def of_school(store: Store, school: str | None = None) -> list[Entry]:
    """The plans of a school, or of all; the newest first."""
    return sorted(store.find(Entry, form=FORM, school=school), key=_when, reverse=True)


def _when(sheet: Entry) -> tuple[str, str, str, str]:
    said = sheet.answers
    return str(said.get("ciclo", "")), str(said.get("period", "")), sheet.date, sheet.id


def meant(store: Store, text: str | None, school: str | None, *, closing: bool = False) -> Entry:
    """The plan of this id, its beginning or end; else the newest of the school (as it was typed), or of all.

    closing: the oldest that is not closed, if there is one: the next may be made before the last is over.
    Raises NotFound, Ambiguous.
    """
    if text:
        found = lookup.record(store, text)
        if isinstance(found, Entry) and found.form == FORM:
            return found
        raise NotFound(kind="plan", text=text)
    where = lookup.school(store, school).id if school else None
    plans = of_school(store, where)
    if not plans:
        raise NotFound(kind="plan", text=school or "", why="no_plan")
    left = [one for one in plans if one.answers.get("closed") != "si"] if closing else []
    return left[-1] if left else plans[0]


def copied(
    store: Store, before: Entry, calendar: Calendar, today: date, period: str | None
) -> dict[str, Any]:
    """The answers to begin the next plan with: the activities again, those not done first, without days."""
    said = before.answers
    answers = {code: said[code] for code in ("school", "GOAL") if code in said}
    strategy = drawn.strategy(store, before.school, today) or said.get("strategy")
    answers |= {"strategy": strategy} if strategy else {}
    answers |= {"date": today.isoformat(), "ciclo": calendar.of(today).ciclo}
    answers |= {"period": period or _next(before, calendar, today)}
    return {**answers, "ACT": plan.again(plan.activities(said))}


def _next(before: Entry, calendar: Calendar, today: date) -> str:
    """The period after that of a plan; of a plan of another ciclo, the period of today."""
    year = calendar.of(today)
    codes, last = list(year.periods), before.answers.get("period")
    if before.answers.get("ciclo") == year.ciclo and last in codes[:-1]:
        return codes[codes.index(last) + 1]
    return year.period_of(today) or codes[0]


def ahead(store: Store, school: str, day: date) -> list[plan.Activity]:
    """What a visit to a school on a day may be for, by its plans."""
    rows = [row for sheet in of_school(store, school) for row in plan.activities(sheet.answers)]
    return plan.ahead(rows, day)


def goals(store: Store, school: str) -> list[str]:
    """The goals of the teachers of a school that are not reached yet."""
    found: dict[str, None] = {}
    for membership in store.find(Membership, school=school):
        rows = membership.answers.get("goals") if membership.role == TEACHER and not membership.over else None
        for row in rows if isinstance(rows, list) else ():
            if row.get("goal") and row.get("goal_done") != "si":
                found[str(row["goal"])] = None
    return list(found)


def seen_done(store: Store, sheet: Mapping[str, Any]) -> list[str | None]:
    """For each activity of a plan (answers), the day on which the visits of its period show it as done."""
    bounds = {"since": sheet.get("period_start"), "until": sheet.get("period_end")}
    visits = [visit.answers for visit in store.find(Entry, form="FS", school=sheet.get("school"), **bounds)]
    return [plan.seen_done(row, visits) for row in plan.activities(sheet)]


def begun(store: Store, answers: Mapping[str, Any]) -> Draft:
    """A plan begun, as a draft on disk."""
    return store.save_draft(Draft(FORM, dict(answers)))


def closing_draft(store: Store, before: Entry) -> Draft:
    """The draft that closes a plan: the one begun earlier, else a new one, not on disk yet.

    What is still planned waits to be said. Raises Untimely for a plan that is closed already.
    """
    if before.answers.get("closed") == "si":
        raise Untimely(why="plan_closed", record=before.id)
    earlier = _closing(store, before.id)
    rows = [dict(row) for row in plan.activities(before.answers)]
    for row in rows:
        if row.get("ACT_E") == plan.PLANNED:
            del row["ACT_E"]
    return earlier or Draft(FORM, {**before.answers, "closed": "si", "ACT": rows}, before.id)


def _closing(store: Store, record: str) -> Draft | None:
    """The draft on disk that closes this plan."""
    return next((draft for draft in store.drafts(form=FORM) if draft.record == record), None)


def with_answers(draft: Draft, more: Mapping[str, Any]) -> Draft:
    """The draft of a plan with more answers: its activities are told apart by name, else by their place.

    Several of one name are meant in their order.
    """
    rows = [dict(row) for row in plan.activities(draft.answers)]
    names: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        names.setdefault(fold(str(row.get("ACT_N"))), []).append(place)
    told = more.get("ACT", [])
    if not isinstance(told, list) or not all(isinstance(row, Mapping) for row in told):
        return replace(draft, answers={**draft.answers, **more})  # no rows: the check tells
    for place, row in enumerate(told):
        named = names.get(fold(str(row.get("ACT_N"))))
        at = named.pop(0) if named else place if named is None else len(rows)
        if at < len(rows):
            rows[at].update(row)
        else:
            rows.append(dict(row))
    return replace(draft, answers={**draft.answers, **more, "ACT": rows})


def close(
    store: Store, record: str, answers: Mapping[str, Any], *, reason: str, by: str, draft: str | None
) -> Entry:
    """Save a plan with what became of it. When something is missing it stays a draft: raises Invalid."""
    try:
        with store.transaction():
            done = correction.correct(store, record, answers, reason=reason, by=by)
            if draft:
                store.finish_draft(draft)
    except Invalid as trouble:
        with store.transaction():  # two at once would both begin a draft
            earlier = _closing(store, record)
            known = earlier.answers if earlier and earlier.id != draft else {}
            identity = {"id": earlier.id} if earlier else {"id": draft} if draft else {}
            kept = store.save_draft(Draft(FORM, {**known, **answers}, record, **identity))
        raise Invalid(trouble.problems, draft=kept.id) from trouble
    assert isinstance(done, Entry)
    return done
