"""The short lists from which a person is chosen while filling in a form, instead of typing a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from fieldkit import text
from fieldkit.actions.people import listed
from fieldkit.cli import show
from fieldkit.cli.keyed import Option
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.domain.names import alphabetical
from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER, Person
from fieldkit.domain.school import School
from fieldkit.forms.form import load
from fieldkit.store import advisers

if TYPE_CHECKING:
    from fieldkit.store.store import Store


def lists(store: Store) -> Callable[[str, Mapping[str, Any]], list[Option]]:
    """Who or what an item of type `ref` may name, by its `to` and the answers so far; each list read once.

    Persons are those of now and those of the day of the sheet: what was written on paper is typed in later.
    """

    @cache
    def found(to: str, school: str | None, day: str | None) -> list[Option]:
        return sorted(_found(store, to, school, day), key=lambda option: alphabetical(option[1]))

    def of(to: str, answers: Mapping[str, Any]) -> list[Option]:
        day = answers.get("date")
        return found(
            to, None if to == "school" else answers.get("school"), day if isinstance(day, str) else None
        )

    return of


def _found(store: Store, to: str, school: str | None, day: str | None) -> Iterator[Option]:
    if to == "school":
        for here in store.find(School):
            place = here.answers.get("community")
            yield here.id, " · ".join(str(word) for word in (here.name, place, here.cct) if word)
    elif to == "advisor":
        for advisor in store.find(Advisor):
            yield advisor.id, advisor.name
    elif to == "exercise":
        for code, exercise in newest(store.find(Exercise)).items():
            yield code, f"{code} · {exercise.title}"
    elif to == "anyone":
        yield from advisers.here(store, school).items()
        yield from _persons(store, "person", school, day)
    elif to.startswith("entry:"):
        forms = to[6:].split()
        for entry in chain.from_iterable(store.find(Entry, form=form, school=school) for form in forms):
            yield entry.id, sheet(store, entry, named=len(forms) > 1)
    else:
        yield from _persons(store, to, school, day)


def sheet(store: Store, entry: Entry, *, named: bool) -> str:
    """A sheet in a list: its day, and of whom it is; its form too where there may be several."""
    student = store.get(Person, str(entry.answers.get(load(entry.form).subject, "")))
    parts = (entry.form if named else "", entry.date, student.name if student else "")
    return " · ".join(filter(None, parts))


def _grade(code: str) -> str:
    """A grade as short as it can be told: `3º` is of primary school, where most are."""
    told = show.value(load("REG-A").items["grade"], code)
    return told.split()[0] if code.isdigit() and text.language() == "es" else told


def _persons(store: Store, role: str, school: str | None, day: str | None) -> Iterator[Option]:
    """Those who hold a role now or held it on a day, or any role (`person`), at this school or anywhere."""
    roles = [STUDENT, TEACHER, RELATIVE] if role == "person" else [role]
    found: dict[str, str] = {}
    for person, membership in chain.from_iterable(
        listed(store, one, school=school, over=True) for one in roles
    ):
        then = day is not None and membership.holds_on(day)
        if then or not (membership.over or person.id in found):
            grade = membership.answers.get("grade")
            found[person.id] = f"{person.name} · {_grade(str(grade))}" if grade else person.name
    yield from found.items()
