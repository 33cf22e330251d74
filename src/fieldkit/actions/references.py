"""What a sheet points to: a name or key that somebody wrote becomes the id of the one it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldkit.actions import lookup
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import NAMED
from fieldkit.errors import Ambiguous, NotFound, Problem
from fieldkit.forms.form import Form, Item
from fieldkit.store.store import Store


def resolve(store: Store, form: Form, answers: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The answers with ids in place of names and keys, and what could not be found or told apart."""
    resolved = {code: _copy(value) for code, value in answers.items()}
    problems: list[Problem] = []
    school: str | None = None  # asked first in every form; narrows down who can be meant
    for item, row, place in _references(form, resolved):
        written = row.get(item.code)
        if not isinstance(written, str):
            continue
        try:
            row[item.code] = _meant(store, item, written, school)
        except (NotFound, Ambiguous) as trouble:
            problems.append(_problem(item, place, trouble))
        else:
            school = row[item.code] if item.code == "school" else school
    return resolved, problems


def _copy(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [dict(row) if isinstance(row, Mapping) else row for row in value]


def _references(form: Form, answers: dict[str, Any]) -> Iterator[tuple[Item, dict[str, Any], str]]:
    """Every item that points to a record, with the answers it is among and its place in the sheet."""
    for item in form.items.values():
        if item.type != "ref":
            continue
        if not item.repeat:
            yield item, answers, item.code
            continue
        rows = answers.get(item.repeat)
        for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
            if isinstance(row, dict):
                yield item, row, f"{item.repeat}[{number}].{item.code}"


def _meant(store: Store, item: Item, written: str, school: str | None) -> str:
    """How a sheet names what somebody wrote: by id; an exercise by its code, the same in every notebook."""
    if item.to == "school":
        return lookup.school(store, written).id
    if item.to == "exercise":
        return lookup.exercise(store, written).code
    if item.to == "anyone":
        return lookup.anyone(store, written, school)
    if item.to in NAMED:
        return lookup.person(store, written, NAMED[item.to], school).id
    found = lookup.record(store, written)
    forms = item.to.partition(":")[2].split()
    if forms and not (isinstance(found, Entry) and found.form in forms):
        raise NotFound(kind="record", text=written)
    return found.id


def _problem(item: Item, place: str, trouble: NotFound | Ambiguous) -> Problem:
    facts = {"label": dict(item.labels), "value": trouble.text}
    if isinstance(trouble, Ambiguous):
        facts["matches"] = [name for _, name in trouble.matches]
        return Problem(place, "ambiguous", facts)
    return Problem(place, "no_such", facts)
