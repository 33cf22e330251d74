"""Sheets in a list: those saved, then the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from fieldkit.cli import kit, show


def listed(forms: Iterable[str], facts: Mapping[str, Any], limit: int | None) -> Iterator[dict[str, Any]]:
    """The sheets of these forms that answer to these facts, by date; drafts of the same school last.

    facts: those of `Store.find`, with school and subject as they were typed.
    """
    found = _resolved(facts)
    forms = list(forms)
    rows = chain.from_iterable(_of_form(form, found) for form in forms)
    return islice(chain(rows, _drafts(forms, found)), limit)


def _resolved(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with ids in place of what was typed."""
    found = {name: value for name, value in facts.items() if value is not None}
    for name in {"since", "until"} & found.keys():
        found[name] = kit.day(found[name])
    if {"school", "subject"} & found.keys():
        from fieldkit.actions import lookup

        if "school" in found:
            found["school"] = lookup.school(kit.store(), found["school"]).id
        if "subject" in found:
            found["subject"] = lookup.person(kit.store(), found["subject"], role="student").id
    return found


def _of_form(form: str, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    from fieldkit.domain.entry import Entry

    return (show.entry_row(entry) for entry in kit.store().find(Entry, form=form, **facts))


def _drafts(forms: list[str], facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The drafts of new sheets, as rows; a day in the question is not one they are asked for."""
    if "since" in facts or "until" in facts:
        return
    for draft in kit.store().drafts():
        row = show.draft_row(draft) if draft.form in forms and not draft.record else {}
        if row and all(facts.get(fact) in (None, row[code]) for fact, code in _POINTERS):
            yield row


_POINTERS = (("school", "school"), ("subject", "student"))
"""The facts of a question and the answers they are about."""
