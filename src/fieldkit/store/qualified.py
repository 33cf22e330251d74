"""What is known for a sheet of tutoring: the wording of the exercise, and who may tutor it on that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.domain.person import RELATIVE, STUDENT, Membership
from fieldkit.domain.tutored import FORMS, facts_of
from fieldkit.domain.tutoring import Facts, Qualification, qualifications
from fieldkit.errors import Problem
from fieldkit.forms.form import Form
from fieldkit.store.index import exercise_key
from fieldkit.store.store import Store


def given(
    store: Store, form: Form, answers: Mapping[str, Any], day: date, record: str | None
) -> dict[str, Any]:
    """What the program knows for this sheet. record: the sheet itself when it is there already."""
    code = answers.get("U01") if form.code == "TUT" else answers.get("exercise")
    if form.code not in FORMS or not isinstance(code, str):
        return {}
    known: dict[str, Any] = {"exercise_version": version(store, code)}
    facts = of_exercise(store, code, besides=record)
    may = _able(facts, day.isoformat())
    if form.code == "TUT":
        known["U04"] = _said(answers.get("U02"), may)
    if form.code == "DEM":
        known["evaluator_qualified"] = _said(answers.get("evaluator"), may)
        known["account_date"] = _account_date(facts, answers.get("person"), day.isoformat())
    return known


def version(store: Store, code: str) -> str | None:
    """The newest wording of an exercise; None where it is not in the catalogue of this notebook."""
    found = newest(store.match(Exercise, exercise_key(code, ""), prefix=True)).get(code)
    return found.version if found else None


def of_exercise(store: Store, code: str, besides: str | None = None) -> Facts:
    """All that was recorded about one exercise. besides: a sheet that is left out."""
    told = (sheet for form in FORMS for sheet in store.find(Entry, form=form))
    mine = (one for one in told if code in (one.answers.get("U01"), one.answers.get("exercise")))
    return facts_of(one for one in mine if one.id != besides)


def able(store: Store, code: str, day: str) -> set[str]:
    """Who may tutor an exercise on a day."""
    return _able(of_exercise(store, code), day)


def _able(facts: Facts, day: str) -> set[str]:
    return {one.person for one in qualifications(facts) if one.holds(day)}


def cannot_plant(store: Store, people: Iterable[str]) -> dict[str, str]:
    """Those of these persons (ids) who are on record as a student or a relative and no more, and as which
    of the two: advisers and coaches plant."""
    found = {}
    for person, many in store.having(Membership, "subject", people).items():
        roles = {one.role for one in many}
        if not roles - {STUDENT, RELATIVE}:
            found[person] = STUDENT if STUDENT in roles else RELATIVE
    return found


def plants(form: Form, role: str) -> Problem:
    """The error that a student or a relative plants an exercise."""
    return Problem("seed", f"{role}_plants", {"label": dict(form.items["seed"].labels)})


def holding(store: Store, code: str, person: str, day: date) -> Qualification | None:
    """The qualification of a person in an exercise that held on a day."""
    found = qualifications(of_exercise(store, code))
    return next((one for one in found if one.person == person and one.holds(day.isoformat())), None)


def _said(person: object, may: set[str]) -> str | None:
    return ("si" if person in may else "no") if isinstance(person, str) else None


def _account_date(facts: Facts, person: object, day: str) -> str | None:
    """The last sufficient account of a person until a day."""
    good = [one.date for one in facts.accounts if one.person == person and one.sufficient and one.date <= day]
    return max(good, default=None)
