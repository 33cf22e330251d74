"""What a sheet of tutoring leads to: the next step of the cycle, and what the other sheets say against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from fieldkit.actions import lookup
from fieldkit.domain.entry import Entry
from fieldkit.domain.tutored import FORMS, facts_of
from fieldkit.domain.tutoring import SOLVED, Facts, Qualification, qualifications
from fieldkit.errors import NotFound, Problem
from fieldkit.forms.form import Form
from fieldkit.store import qualified
from fieldkit.store.store import Store

CYCLE = ("TUT", "REL", "DEM")
"""The sheets of one cycle, in their order."""


class Then(NamedTuple):
    """What follows from a sheet. say: `account`, `demonstration`, `may_tutor` …; generation: of who may."""

    say: str
    person: str
    exercise: str
    generation: int | None = None


def then(store: Store, sheet: Entry, today: date) -> Then | None:
    """The next step of this person in this exercise; None after what leads nowhere."""
    answers = sheet.answers
    person, code = str(answers.get("U03" if sheet.form == "TUT" else "person")), exercise_of(answers)
    if sheet.form not in FORMS or code is None:
        return None
    say = _said(sheet)
    if say in ("account", "demonstration", "not_yet", "no_longer"):
        holds = qualified.holding(store, code, person, today)
        if holds:
            return Then("may_tutor", person, code, holds.generation)
    return Then(say, person, code) if say else None


def _said(sheet: Entry) -> str:
    """What follows as far as the sheet itself tells; "" for nothing."""
    answers = sheet.answers
    if sheet.form == "TUT":
        steps = {"en_curso": "under_way", "resuelto_con_ayuda": "account", "resuelto_solo": "account"}
        return steps.get(str(answers.get("U08")), "")
    if sheet.form == "REL":
        return "demonstration" if answers.get("sufficient") == "si" else "account_again"
    if sheet.form == "DEM":
        return "not_yet" if answers.get("accepted") == "si" else "demonstration_again"
    return "no_longer"


def under_way(store: Store, person: str, today: date) -> dict[str, Entry]:
    """The newest sheet about a person in each exercise (by code) that the person may not tutor on a day."""
    until = today.isoformat()
    found = [sheet for form in CYCLE for sheet in store.find(Entry, form=form, until=until)]
    last: dict[str, Entry] = {}
    for sheet in sorted(found, key=lambda one: (one.date, CYCLE.index(one.form), one.id)):
        code = exercise_of(sheet.answers)
        if code and sheet.answers.get("U03" if sheet.form == "TUT" else "person") == person:
            last[code] = sheet
    return {code: last[code] for code in sorted(last) if not qualified.holding(store, code, person, today)}


def exercise_of(answers: Mapping[str, Any]) -> str | None:
    """The code of the exercise that a sheet of tutoring is about."""
    code = answers.get("U01") or answers.get("exercise")
    return code if isinstance(code, str) else None


def of_no_effect(store: Store) -> int:
    """How many tutorings on record can qualify nobody as yet: their tutor was not qualified at the start."""
    facts = facts_of(sheet for form in FORMS for sheet in store.find(Entry, form=form))
    may: dict[tuple[str, str], list[Qualification]] = {}
    for one in qualifications(facts):
        may.setdefault((one.person, one.exercise), []).append(one)
    return sum(
        not any(held.holds(one.start) for held in may.get((one.tutor, one.exercise), ()))
        for one in facts.tutorings
    )


# what the other sheets say


def odd(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """Warnings where this account or demonstration does not fit what is on record: it may come late."""
    if form.code == "TUT":
        return _of_tutoring(store, form, answers)
    code, person, day = exercise_of(answers), answers.get("person"), answers.get("date")
    if not (code and isinstance(person, str) and isinstance(day, str)):
        return []
    facts = qualified.of_exercise(store, code)
    if form.code == "REL":
        other = _about_another(store, answers.get("tutoring"), person, code)
        early = [_problem(form, "date", one) for one in _before_sessions(facts, person, day)]
        return [*early, *([_problem(form, "tutoring", "other_tutoring")] if other else [])]
    if form.code == "DEM":
        return _of_demonstration(form, facts, answers)
    if form.code == "ACR" and not _holds(facts, person, day):
        return [_problem(form, "person", "not_qualified")]
    return []


def _of_tutoring(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    found = _planted(store, form, answers)
    if answers.get("U04") == "no" and answers.get("seed") is None:  # the form warns of a `no` itself
        found.append(_problem(form, "U02", "tutor_not_qualified"))
    begun, end, code = answers.get("date"), answers.get("U06_F"), exercise_of(answers)
    if answers.get("U08") in SOLVED and code and isinstance(begun, str) and isinstance(end, str):
        shown = [
            one.date
            for one in qualified.of_exercise(store, code).demonstrations
            if one.person == answers.get("U03") and one.accepted and one.date >= begun
        ]
        if shown and max(shown) < end:
            found.append(_problem(form, "U06_F", "solved_after_demonstration"))
    return found


def _planted(store: Store, form: Form, answers: Mapping[str, Any]) -> list[Problem]:
    """An error where who plants is known here as a student or a relative: advisers and coaches do.

    Asked at the door alone. What a sheet that is kept says holds: whether somebody is a student may be on
    record in one notebook and not yet in another, and all must draw the same network.
    """
    tutor = answers.get("U02")
    if answers.get("seed") != "si" or not isinstance(tutor, str):
        return []
    role = qualified.cannot_plant(store, [tutor]).get(tutor)
    return [qualified.plants(form, role)] if role else []


def _about_another(store: Store, tutoring: object, person: str, code: str) -> bool:
    """Whether a tutoring (its id) is of somebody else, or of another exercise."""
    sheet = store.get(Entry, tutoring) if isinstance(tutoring, str) else None
    return sheet is not None and (sheet.answers.get("U03"), exercise_of(sheet.answers)) != (person, code)


def _before_sessions(facts: Facts, person: str, day: str) -> list[str]:
    mine = [one for one in facts.tutorings if one.tutee == person]
    if not mine:
        return ["no_tutoring"]
    return [] if any(one.start <= day for one in mine) else ["account_before_session"]


def _of_demonstration(form: Form, facts: Facts, answers: Mapping[str, Any]) -> list[Problem]:
    person, day, evaluator = str(answers["person"]), str(answers["date"]), str(answers.get("evaluator"))
    solved = [one for one in facts.tutorings if one.tutee == person and one.solved and one.start <= day]
    found: list[Problem] = []
    if not solved:
        found.append(_problem(form, "person", "no_tutoring"))
    elif not any(one.end <= day for one in solved):
        found.append(_problem(form, "date", "demonstration_before_solved"))
    elif not any(_holds(facts, one.tutor, one.start) for one in solved):
        found.append(_problem(form, "person", "tutor_not_qualified"))
    first = min((one.start for one in solved), default="")
    good = [one.date for one in facts.accounts if one.person == person and one.sufficient]
    accounts = [one for one in good if one >= first]
    if not any(one <= day for one in accounts):
        found.append(_problem(form, "date", "demonstration_before_account" if accounts else "no_account"))
    if not _holds(facts, evaluator, day):
        found.append(_problem(form, "evaluator", "evaluator_not_qualified"))
    return found


def _holds(facts: Facts, person: str, day: str) -> bool:
    return any(one.person == person and one.holds(day) for one in qualifications(facts))


def _problem(form: Form, code: str, what: str) -> Problem:
    return Problem(code, what, {"label": dict(form.items[code].labels)}, "warning")


# taking a qualification back


def held_by(store: Store, person: str, exercise: str, today: date) -> tuple[Qualification, str]:
    """A qualification that holds today and the school (its id) where its tutoring was. Raises NotFound."""
    holds = qualified.holding(store, exercise, person, today)
    sheet = store.get(Entry, holds.evidence[0]) if holds else None
    if holds is None or sheet is None:
        raise NotFound(kind="qualification", text=exercise, why="not_qualified")
    return holds, sheet.school


def code(store: Store, text: str) -> str:
    """The code of the exercise somebody means, also of one that only sheets here name. Raises NotFound."""
    try:
        return lookup.exercise(store, text).code
    except NotFound:
        named = text.strip().upper()
        if qualified.of_exercise(store, named).tutorings:
            return named
        raise
