"""Registering a school, with a provisional key while it has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from fieldkit.actions import sheet
from fieldkit.domain.change import Edit
from fieldkit.domain.school import School
from fieldkit.forms.form import load
from fieldkit.store.index import school_key
from fieldkit.store.store import Store


class Registered(NamedTuple):
    """The new school, and those that were here with the same key and shift: perhaps it is one of them."""

    school: School
    alike: list[School]


def register(
    store: Store, answers: Mapping[str, Any], *, by: str, today: date, draft: str | None = None
) -> Registered:
    """Save a school. Without a CCT it gets a provisional one, `PROV-12-0001`, in its state.

    draft: the one this completes. Raises Invalid, and keeps the draft.
    """
    form = load("REG-E")
    given = {"cct": provisional(store, answers), **answers}
    answered = sheet.insist(store, form, answers, sheet.review(store, form, given, today=today), draft)
    same = alike(store, answered)
    doc = sheet.doc(form, answered)
    (change,) = store.save([Edit(School.kind, "s:{record}", doc)], by=by, finishes=draft)
    return Registered(School(change.record, change.bucket, change.id, doc), same)


def alike(store: Store, answers: Mapping[str, Any]) -> list[School]:
    """The schools of the same key and shift."""
    return store.match(School, school_key(str(answers.get("cct", "")), str(answers.get("shift", ""))))


def provisional(store: Store, answers: Mapping[str, Any]) -> str | None:
    """The next free provisional key of the state that the locality key begins with; None without one."""
    state = str(answers.get("cvegeo") or "")[:2]
    if not state:
        return None
    taken = store.match(School, f"PROV-{state}-", prefix=True)
    last = max((int(school.cct[-4:]) for school in taken), default=0)
    return f"PROV-{state}-{last + 1:04}"
