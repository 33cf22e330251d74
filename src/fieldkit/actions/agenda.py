"""The week: visits, what was promised for it, what is planned, what is due, and the days without class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.actions import guide
from fieldkit.actions.progress import Progress
from fieldkit.actions.upcoming import Next
from fieldkit.domain import plan
from fieldkit.domain.calendar import WITHOUT_CLASS, Calendar, Span
from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.school import School
from fieldkit.domain.visit import level_of, own
from fieldkit.store.promises import FOLLOWED, Promise, open_now
from fieldkit.store.store import Store

VISIT, PLANNED, ACTIVITY, DUE, CALENDAR = "visit", "planned", "activity", "due", "calendar"
RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a week. kind: one of the above, or that of a promise. text: what it is, in the words that
    were written; of a day without class, why; of a visit received, the level it comes from. record:
    the sheet that says so. next: of what is due, the step.
    """

    date: str
    kind: str
    school: School | None = None
    text: str = ""
    record: str | None = None
    done: bool = False
    next: Next | None = None


def items(
    store: Store, calendar: Calendar, span: Span, today: date, school: School | None = None
) -> list[Item]:
    """What there is in these days, and what was promised for earlier ones and is open still; by day."""
    places = [school] if school else sorted(store.find(School), key=lambda one: (one.name, one.id))
    found = [*_of_calendar(calendar, span)]
    for place in places:
        here = Progress(store, place, calendar, today)
        found += [*_visits(here, span), *_activities(here, span)]
        found += _promises(store, place, today, span)
    if school is None:
        found += _promises(store, None, today, span)
    for one in guide.steps(store, calendar, today, school):
        if one.due and one.due in span:
            found.append(Item(one.due.isoformat(), DUE, one.school, next=one))
    return sorted(found, key=lambda one: one.date)


def _of_calendar(calendar: Calendar, span: Span) -> Iterator[Item]:
    for day in span.days():
        year = calendar.of(day)
        why = year.kind(day)
        for kind in ((why,) if why in WITHOUT_CLASS else ()) + year.beside(day):
            yield Item(day.isoformat(), CALENDAR, text=kind)


def _visits(here: Progress, span: Span) -> Iterator[Item]:
    """The visits that were agreed, and the days in the community that a plan names, each day once; then those
    that other levels announced."""
    sheets = here.sheets("FS")
    days: dict[str, tuple[str, str | None]] = dict.fromkeys(here.planned_days(), (PLANNED, None))
    days |= {str(one.answers.get("VZ4", "")): (VISIT, one.id) for one in sheets if own(one)}
    visited = {one.date for one in sheets if own(one)}
    for day in _within(days, span):
        kind, record = days[day]
        yield Item(day, kind, here.school, record=record, done=day in visited)
    came = {(one.date, level_of(one)) for one in sheets}
    others = {(str(one.answers.get("VZ4", "")), level_of(one)): one.id for one in sheets if not own(one)}
    for plan_sheet in here.sheets("PB"):
        told = [(row.get("VIS_D"), row.get("VIS_N")) for row in rows(plan_sheet.answers, "VIS")]
        others |= {
            (day, whose): plan_sheet.id
            for day, whose in told
            if isinstance(day, str) and isinstance(whose, str)
        }
    for day, whose in sorted(others):
        if _within([day], span):
            yield Item(day, RECEIVED, here.school, whose, others[day, whose], done=(day, whose) in came)


def _activities(here: Progress, span: Span) -> Iterator[Item]:
    for sheet in here.sheets("PB"):
        for row in plan.activities(sheet.answers):
            day = str(row.get("ACT_D", ""))
            if _within([day], span):
                done = row.get("ACT_E") in (plan.DONE, plan.PARTLY)
                yield Item(day, ACTIVITY, here.school, str(row.get("ACT_N", "")), sheet.id, done)


def _promises(store: Store, school: School | None, today: date, span: Span) -> Iterator[Item]:
    """What is open today and was promised for a day until the end of these: at a school, or among the
    advisor's own contacts with the network."""
    for one in open_now(store, school.id if school else None, today):
        sheet = store.get(Entry, one.sheet)
        promised = _promised(sheet, one) if sheet else {}
        day = next((str(value) for code, value in promised.items() if code.endswith("_F")), "")
        if day and day <= span.last.isoformat():
            said = [str(value) for code, value in promised.items() if not code.endswith(("_F", "_M"))]
            yield Item(day, one.kind, school, " · ".join(said), one.sheet)


def _promised(sheet: Entry, one: Promise) -> Mapping[str, Any]:
    """The row of a sheet that promises something; nothing where it is one answer, which has no day."""
    where = next(follow.left for follow in FOLLOWED if follow.kind == one.kind)
    found = rows(sheet.answers, where.get(sheet.form, ""))
    return found[one.row - 1] if one.row <= len(found) else {}


def _within(days: Iterable[str], span: Span) -> list[str]:
    return [day for day in days if span.first.isoformat() <= day <= span.last.isoformat()]
