"""What on record speaks against a sheet: told before it is saved. Nothing of it refuses a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fieldkit.domain import naming, story
from fieldkit.domain.calendar import WITHOUT_CLASS
from fieldkit.domain.entry import Entry, rows
from fieldkit.domain.person import STUDENT, Kinship, Person
from fieldkit.errors import Problem
from fieldkit.forms.form import Form, Item
from fieldkit.forms.school_years import calendar
from fieldkit.store.givens import students
from fieldkit.store.index import columns
from fieldkit.store.promises import readable
from fieldkit.store.store import Store


def against(store: Store, form: Form, answers: Mapping[str, Any], by: str | None) -> list[Problem]:
    """Warnings of what is on record against this sheet: the same one (by: whose), who was not at the school
    that day, and what else speaks against one of its form."""
    found = [*(same(store, form, answers, by) if by else []), *_not_there(store, form, answers)]
    if own := _OWN.get(form.code):
        found += own(store, form, answers)
    if "exercise_version" in form.items:
        from fieldkit.actions import tutoring  # tutoring alone needs it

        found += tutoring.odd(store, form, answers)
    return found


def _not_there(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each student of a sheet who was not at the school on its day, where any are."""
    day = readable(answers.get("date"))
    named = [(field, item, value) for field, item, value in _students(form, answers) if value]
    if form.kind != Entry.kind or not day or not named:
        return []
    there = {one.person for one in students(store, str(answers.get("school")), day)}
    return [
        Problem(field, "not_there", {"label": dict(item.labels), "date": day.isoformat()}, "warning")
        for field, item, value in named
        if there and value not in there and store.get(Person, str(value))  # a name that is nobody's is told
    ]


def _students(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, Item, Any]]:
    """Each student whom a sheet names: where, the item and the id."""
    for item in form.items.values():
        if item.to == STUDENT and item.repeat:
            for place, row in enumerate(rows(answers, item.repeat), 1):
                yield f"{item.repeat}[{place}].{item.code}", item, row.get(item.code)
        elif item.to == STUDENT:
            yield item.code, item, answers.get(item.code)


def _no_class(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning when a monitoring sheet tells of class, or of a next visit, on a day that the calendar has
    without class."""
    told = [("V07_C", answers.get("date"))] if answers.get("V07_C") == "si" else []
    found = []
    for code, said in (*told, ("VZ4", answers.get("VZ4"))):
        day = readable(said)
        if day and calendar(store.home).of(day).kind(day) in WITHOUT_CLASS:
            facts = {"label": dict(form.items[code].labels), "date": day.isoformat()}
            found.append(Problem(code, "no_class_that_day", facts, "warning"))
    return found


def _visit(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """What speaks against a monitoring sheet: class on a day without, a child tutored twice in one subject,
    more tutoring than the visit was long."""
    found, seen = _no_class(store, form, answers), set[tuple[Any, Any]]()
    given = rows(answers, "VA")
    for place, row in enumerate(given, 1):
        child = row.get("VA1"), row.get("VA2")
        if None not in child and child in seen:
            facts = {"label": dict(form.items["VA1"].labels)}
            found.append(Problem(f"VA[{place}].VA1", "tutored_twice", facts, "warning"))
        seen.add(child)
    minutes = sum(one for row in given if isinstance(one := row.get("VA3"), int) and one > 0)
    lasted = _minutes(answers.get("V03_B")) - _minutes(answers.get("V03_A"))
    if 0 < lasted < minutes:
        told: dict[str, Any] = {"label": dict(form.items["VA3"].labels), "sum": minutes, "lasted": lasted}
        found.append(Problem(f"VA[{len(given)}].VA3", "longer_than_visit", told, "warning"))
    return found


def _minutes(hour: object) -> int:
    """A time, `08:30`, as minutes since midnight; 0 for what is none."""
    hours, _, minutes = str(hour or "").partition(":")
    return 60 * int(hours) + int(minutes) if hours.isdigit() and minutes.isdigit() else 0


def _before_rules(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning when the rules of a month are checked that were approved only later."""
    dates = [one.date for one in store.find(Entry, form="RGI", school=answers.get("school"))]
    first, month = min(dates, default=""), str(answers.get("month") or "")
    if not month or not first or month >= first[:7]:
        return []
    facts = {"label": dict(form.items["month"].labels), "date": first}
    return [Problem("month", "before_rules", facts, "warning")]


def _no_kin(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each child of a home visit who is not on record as of whoever was visited."""
    kin = {one.student for one in store.match(Kinship, f"{answers.get('family')}|", prefix=True)}
    children = [row.get("student") for row in rows(answers, "students")]
    label = dict(form.items["student"].labels)
    return [
        Problem(f"students[{place}].student", "no_kin", {"label": label}, "warning")
        for place, child in enumerate(children, 1)
        if child and answers.get("family") and child not in kin
    ]


def _other_start(_: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning for each goal of a strategy (EI) that starts elsewhere than the notebook counts."""
    found = []
    for place, row in enumerate(rows(answers, "I05"), 1):
        said, counted = row.get("I05_V"), answers.get(f"base_{row.get('I05_I')}")
        if not isinstance(said, int | float) or not isinstance(counted, int | float):
            continue
        if said >= 0 and abs(said - counted) > _ROUNDED:
            facts = {"label": dict(form.items["I05_V"].labels), "value": f"{counted:g}"}
            found.append(Problem(f"I05[{place}].I05_V", "other_start", facts, "warning"))
    return found


def _named(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """A warning when the words of an anonymous story name anybody registered in this notebook."""
    if not story.is_anonymous(answers):
        return []
    people = list(store.find(Person))
    named = {code: naming.names([str(answers.get(code) or "")], people) for code in story.WRITTEN}
    return [
        Problem(
            code,
            "names_somebody",
            {"label": dict(form.items[code].labels), "value": ", ".join(found)},
            "warning",
        )
        for code, found in named.items()
        if found
    ]


_ROUNDED = 0.5
"""Somebody may write 42 where the notebook counts 42.2."""


_OWN: dict[str, Callable[[Store, Form, Mapping[str, Any]], list[Problem]]] = {
    "FS": _visit,
    "RGC": _before_rules,
    "VH": _no_kin,
    "EI": _other_start,
    story.FORM: _named,
}
"""What speaks against a sheet of a form: a visit that does not add up, rules checked before there were any, a
visit to who is no relative, a goal that starts elsewhere than the notebook counts, an anonymous story that
names somebody."""


def same(store: Store, form: Form, answers: Mapping[str, Any], by: str) -> list[Problem]:
    """A warning for each sheet that the form says is this one: same school, day and advisor (FS), or child,
    application and school year (DXA). Perhaps they are two: nothing is refused, nothing merged.
    """
    key = columns(Entry.kind, {"form": form.code, "state": "", "author": by, "answers": answers}).key
    found = store.match(Entry, key) if key else []
    told = [form.items[code] for code in form.key if code in form.items]
    alike = {language: ", ".join(item.label(language) for item in told) for language in form.title}
    place = next((item for item in reversed(told) if item.asked), None)
    facts = {"label": place.labels if place else form.title, "same": alike}
    field = place.code if place else ""
    return [Problem(field, "same_sheet", {**facts, "id": one.id}, "warning") for one in found]
