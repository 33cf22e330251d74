"""Writing an exercise into the catalogue: the first wording of it, or the next version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.actions import sheet
from fieldkit.domain.change import Edit
from fieldkit.domain.exercise import Exercise, newest
from fieldkit.forms.form import load
from fieldkit.store.index import exercise_key
from fieldkit.store.store import Store


def register(
    store: Store, answers: Mapping[str, Any], *, by: str, today: date, draft: str | None = None
) -> Exercise:
    """Save an exercise in the bucket of who writes it. One whose code is here already is its next version.

    What a next version does not say stays as in the newest. draft: the one this completes. Raises Invalid,
    and keeps the draft.
    """
    form = load("CAT")
    told = next_version(store, answers)
    answered = sheet.insist(store, form, answers, sheet.review(store, form, told, today=today), draft)
    doc = sheet.doc(form, answered, author=by)
    (change,) = store.save([Edit(Exercise.kind, f"a:{by}", doc)], by=by, finishes=draft)
    return Exercise(change.record, change.bucket, change.id, doc)


def next_version(store: Store, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are saved: with a version that no earlier wording has."""
    earlier = versions(store, str(answers.get("code") or "").strip().upper())
    if not earlier:
        return dict(answers)
    taken = {one.version for one in earlier}
    version = str(answers.get("version") or "")
    if not version or version in taken:
        version = str(max((int(one) for one in taken if one.isdecimal()), default=len(taken)) + 1)
    return {**earlier[0].answers, **answers, "code": earlier[0].code, "version": version}


def versions(store: Store, code: str) -> Sequence[Exercise]:
    """Every wording of an exercise in this notebook, the newest first; of two the same, the oldest."""
    left = store.match(Exercise, exercise_key(code, ""), prefix=True) if code else []
    found: list[Exercise] = []
    while left:
        top = newest(left)[code]
        found.append(top)
        left = [one for one in left if one.version != top.version]
    return found


def others(store: Store, one: Exercise) -> list[Exercise]:
    """The same version of an exercise with another text: two people, or two devices of one, brought it."""
    alike = store.match(Exercise, exercise_key(one.code, one.version))
    return [other for other in alike if other.id != one.id and other.answers != one.answers]
