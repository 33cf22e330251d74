"""What comes next at each school: the programme's steps against what is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from fieldkit.actions import owed, risk, strategy, tutoring_due
from fieldkit.actions.progress import Progress
from fieldkit.actions.upcoming import Next, fifth
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.entry import Entry, newest, rows
from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER
from fieldkit.domain.school import School
from fieldkit.forms.guidance import guidance
from fieldkit.store.store import Store

AHEAD, FIRST_WEEK, LAST_DAYS = timedelta(days=10), timedelta(days=6), timedelta(days=4)
"""How long before its bimester a plan is spoken of, how far into it due, how long before its end closed."""

WEEK = timedelta(days=7)
"""What is due within it is told before what was due; what is later than that is told together."""

SOON = timedelta(days=14)
"""How long after a diagnosis a child is decided on, and after a proposal it is answered, at the latest."""

SETTLED = ("realizada", "no_viable")
"""What a proposal has become when nothing more is waited for."""


def steps(store: Store, calendar: Calendar, today: date, school: School | None = None) -> list[Next]:
    """What comes next: who is to be registered, what is due in a week, what was due, in the order of the
    programme, and then what is due later, and what may be done at any time."""
    places = [school] if school else sorted(store.find(School), key=lambda one: (one.name, one.id))
    if not places:
        return [Next("register", "school", None)]
    schools = [Progress(store, place, calendar, today) for place in places]
    found = [one for here in schools for one in _of(here)]
    found += tutoring_due.steps(store, schools, today)
    order = {step.code: step.number for step in guidance().steps}

    def pressing(one: Next) -> tuple[int, date, int]:
        if one.due is None:
            return (4 if one.step == "tutoring" else 0, date.min, order[one.step])
        if one.due < today:
            return (2, date.min, order[one.step])
        return (1 if one.due - today <= WEEK else 3, one.due, order[one.step])

    return sorted(found, key=pressing)


def _of(here: Progress) -> Iterator[Next]:
    for check in _CHECKS:
        yield from check(here)
    yield from owed.steps(here)


def _register(here: Progress) -> Iterator[Next]:
    commands = {STUDENT: "student new", TEACHER: "teacher new", RELATIVE: "family new"}
    for role, command in commands.items():
        if role not in here.roles:
            yield Next("register", f"no_{role}", here.school, command=command)
    if here.of_before:
        facts = {"count": len(here.of_before), "ciclo": here.ciclo}
        yield Next("register", "renew", here.school, facts=facts, command=commands[STUDENT])


def _families(here: Progress) -> Iterator[Next]:
    due = guidance().step("families").due(here.ciclo)
    if not here.sheets("APC"):
        yield Next("families", "no_association", here.school, due)
    if not here.ever("RGI"):
        yield Next("families", "no_rules", here.school, due, command="rules new --school CCT")


def _diagnose(here: Progress) -> Iterator[Next]:
    """The first round, and from January the second; when the last one begins, those are over."""
    if _begun(here, "third"):
        yield from _again(here, "third", "final", here.students)
        return
    if not here.sheets("DXE"):
        yield Next("class", "no_class", here.school, guidance().step("class").due(here.ciclo))
    yield from _round(here, "students", here.students)
    if _begun(here, "second"):
        yield from _again(here, "second", "media", here.focal)


def _begun(here: Progress, step: str) -> bool:
    begins = guidance().step(step).begins(here.ciclo)
    return begins is not None and begins <= here.today


def _again(here: Progress, step: str, application: str, whom: set[str]) -> Iterator[Next]:
    due = guidance().step(step).due(here.ciclo)
    yield from _round(here, step, whom, application)
    if not any(one.answers.get("E01") == application for one in here.sheets("DXE")):
        command = "diagnostic new --form DXE --school CCT"
        yield Next(step, "no_class_again", here.school, due, {"application": application}, command)


def _round(here: Progress, step: str, whom: set[str], application: str | None = None) -> Iterator[Next]:
    """The children who still lack a diagnosis of learning, or of wellbeing, in one round."""
    due = guidance().step(step).due(here.ciclo)
    for form, say in (("DXA", "students"), ("SOC", "wellbeing")):
        count = here.lacking(form, whom, application)
        if count:
            say_it = say if application is None else f"{say}_again"
            facts = {"count": count, "application": application}
            yield Next(step, say_it, here.school, due, facts, f"diagnostic new --form {form} --school CCT")


def _identify(here: Progress) -> Iterator[Next]:
    """The children to decide on, within two weeks of the last diagnosis when that is later than September."""
    waiting = [one for one in here.standings if risk.undecided(one)]
    due = guidance().step("identify").due(here.ciclo)
    if waiting:
        days = [date.fromisoformat(one.diagnosis.date) + SOON for one in waiting if one.diagnosis]
        by = max([day for day in (due, *days) if day], default=None)
        yield Next("identify", "identify", here.school, by, {"count": len(waiting)})
    elif here.sheets("DXA") and not here.focal and not here.sheets("RIE"):
        yield Next("identify", "identify_all", here.school, due, command="student focal --all --school CCT")


def _agree(here: Progress) -> Iterator[Next]:
    """The strategy of this year; and the review of the newest there is, which may be an earlier one."""
    if here.focal and strategy.of_ciclo(here.store, here.school.id, here.today) is None:
        yield Next("agree", "agree", here.school, guidance().step("agree").due(here.ciclo))
    agreed = newest(here.store.find(Entry, form=strategy.FORM, school=here.school.id))
    review = strategy.review_due(agreed.answers, here.today) if agreed else None
    if agreed and review:
        day = date.fromisoformat(review)
        yield Next("agree", "review", here.school, day, command=f"strategy review {agreed.id}")


def _plan(here: Progress) -> Iterator[Next]:
    """The plan of the bimester that is on, and of the next one when it is near; the closing of those over."""
    plans = {str(one.answers.get("period")): one for one in here.sheets("PB")}
    for code, span in here.year.periods.items():
        near = span.first - AHEAD <= here.today <= span.last
        if near and code not in plans and strategy.of_ciclo(here.store, here.school.id, here.today):
            yield Next("plan", "plan", here.school, span.first + FIRST_WEEK, {"period": code})
        plan = plans.get(code)
        over = here.today >= span.last - LAST_DAYS and span.last.isoformat() >= here.care
        if plan and plan.answers.get("closed") != "si" and over:
            facts = {"period": code}
            yield Next("close", "close", here.school, span.last, facts, f"plan close {plan.id}")


def _visit(here: Progress) -> Iterator[Next]:
    """The planned days without a sheet, until there is one: also of a visit that was not made."""
    today = here.today.isoformat()
    missed = [day for day in here.planned_days() - here.visited() if here.begins <= day < today]
    without = [day for day in missed if day >= here.care]
    if without:
        facts = {"count": len(without), "day": min(without)}
        yield Next("visit", "days_without_sheet", here.school, date.fromisoformat(min(without)), facts)
    elif here.sheets("DXE") and not here.sheets("FS"):
        yield Next("visit", "first_sheet", here.school, here.today)


def _home(here: Progress) -> Iterator[Next]:
    """The focal children whose family was not visited in this bimester, in its second half."""
    code = here.year.period_of(here.today)
    span = here.year.periods.get(code or "")
    if span is None or here.today < span.first + (span.last - span.first) / 2:
        return
    visits = [one for one in here.sheets("VH") if one.date >= span.first.isoformat()]
    seen = {str(row.get("student")) for one in visits for row in rows(one.answers, "students")}
    if count := len(here.focal - seen):
        yield Next("home", "home", here.school, span.last, {"count": count, "period": code})


def _association(here: Progress) -> Iterator[Next]:
    """The rules of each month of class that is over, once there are rules."""
    now = f"{here.today:%Y-%m}"
    over = [month for month in here.calendar.months(here.ciclo) if month < now]
    months = [month for month in owed.unchecked(here, over) if month >= here.care[:7]]
    yield from _monthly(here, "association", "rules", "rules check --school CCT --month {month}", months)


def _proposals(here: Progress) -> Iterator[Next]:
    """What families proposed, in whatever year, and of which nobody has said yet what came of it."""
    every = here.store.find(Entry, form="PRO", school=here.school.id)
    waiting = [one.date for one in every if one.answers.get("status") not in SETTLED]
    if waiting and date.fromisoformat(min(waiting)) + WEEK <= here.today:
        due = date.fromisoformat(min(waiting)) + SOON
        facts = {"count": len(waiting)}
        yield Next("association", "proposals", here.school, due, facts, "proposal list --school CCT")


def _report(here: Progress) -> Iterator[Next]:
    """The months with sheets, over by now, of which there is no report."""
    sent = {one.answers.get("month") for one in here.sheets("INM")}
    now = f"{here.today:%Y-%m}"
    worked = {day[:7] for day in here.visited() if day[:7] < now and day >= here.care}
    yield from _monthly(here, "month", "report", "report freeze monthly:CCT:{month}", sorted(worked - sent))


def _monthly(here: Progress, step: str, say: str, command: str, months: list[str]) -> Iterator[Next]:
    """Something for each of these months: those late by more than a week on one line, the last on its own."""
    late = [month for month in months if fifth(month) + WEEK < here.today]
    if late:
        facts = {"month": late[0], "count": len(late)}
        whole = command.format(month=late[0])
        yield Next(step, f"{say}_late", here.school, fifth(late[0]), facts, whole)
    for month in months[len(late) :]:
        yield Next(step, say, here.school, fifth(month), {"month": month}, command.format(month=month))


def _annual(here: Progress) -> Iterator[Next]:
    if _begun(here, "year") and here.sheets("FS") and not here.sheets("INA"):
        due = guidance().step("year").due(here.ciclo)
        yield Next("year", "annual", here.school, due, {}, f"report freeze annual:CCT:{here.ciclo}")


_CHECKS: tuple[Callable[[Progress], Iterator[Next]], ...] = (
    *(_register, _families, _diagnose, _identify, _agree, _plan),
    *(_visit, _home, _association, _proposals, _report, _annual),
)
