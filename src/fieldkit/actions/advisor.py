"""Setting up a notebook for its advisor, and the advisor's own record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from fieldkit.actions import sheet
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.change import Edit
from fieldkit.domain.names import fold
from fieldkit.domain.record import new_id
from fieldkit.errors import Invalid, Problem, StoreExists
from fieldkit.forms.answer import parse
from fieldkit.forms.form import load
from fieldkit.forms.refusal import Refusal
from fieldkit.store.store import Store


def called(name: str) -> str:
    """The name of an advisor as it is kept. Raises Invalid when it cannot be."""
    item = load("REG-P").items["name"]
    try:
        kept = parse(item, name)
    except Refusal as refusal:
        raise Invalid([Problem("name", refusal.code, {"label": item.labels, **refusal.facts})]) from None
    if kept is None:
        raise Invalid([Problem("name", "required", {"label": item.labels})])
    return str(kept)


def init(home: Path, name: str) -> Store:
    """Make the notebook of this folder: whose device it is. Raises StoreExists, Invalid."""
    name = called(name)
    store = Store.open(home, create=True)
    with store.transaction():
        known = store.meta("advisor")
        if not known:
            store.set_meta("device", new_id())
            store.set_meta("advisor", new_id())
            store.set_meta("name", name)
    if known:
        whose = store.meta("name")
        store.close()
        raise StoreExists(folder=str(home), name=whose)
    return store


def renamed(store: Store, before: str, after: str) -> None:
    """Whoever works here goes by the corrected name of their record; another one's changes nothing."""
    if fold(before) == fold(store.meta("name") or ""):
        store.set_meta("name", after)


class Unregistered(NamedTuple):
    """Who works here, when no record says more of them than the name. missing: what it would ask for."""

    name: str
    missing: list[Problem]


def unregistered(store: Store, *, today: date) -> list[Unregistered]:
    """Who works here, unless an advisor of that name has been registered."""
    name = store.meta("name") or ""
    if any(fold(advisor.name) == fold(name) for advisor in store.find(Advisor)):
        return []
    problems = sheet.review(store, load("REG-P"), {"name": name}, today=today).problems
    return [Unregistered(name, [one for one in problems if one.code in ("required", "wanted")])]


def register(
    store: Store, answers: Mapping[str, Any], *, by: str, today: date, draft: str | None = None
) -> Advisor:
    """Save the record of an advisor, in the writer's own bucket. Raises Invalid, and keeps the draft."""
    form = load("REG-P")
    checked = sheet.review(store, form, answers, today=today)
    doc = sheet.doc(form, sheet.insist(store, form, answers, checked, draft))
    (change,) = store.save([Edit(Advisor.kind, f"a:{by}", doc)], by=by, finishes=draft)
    return Advisor(change.record, change.bucket, change.id, doc)
