"""Sheets in a list: those saved, then the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from fieldkit.cli import kit, listing, show
from fieldkit.forms.form import Item, load


def listed(
    forms: Iterable[str], facts: Mapping[str, Any], limit: int | None, codes: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """The sheets of these forms that answer to these facts, by date; drafts of the same school last.

    facts: those of `Store.find`, with school and subject as they were typed. codes: answers to be told too.
    """
    found = _resolved(facts)
    forms = list(forms)
    rows = chain.from_iterable(_of_form(form, found, codes) for form in forms)
    return islice(chain(rows, _drafts(forms, found, codes)), limit)


def told(
    as_json: bool,
    form: str,
    facts: Mapping[str, Any],
    limit: int | None,
    codes: Sequence[str],
    where: Mapping[str, Any] | None = None,
) -> None:
    """A list of one form with some answers in each row: their codes for a program, their words for a person.

    where: answers that a sheet must have to be in it.
    """
    items = load(form).items
    rows = listed([form], facts, None, codes)
    wanted = {code: answer for code, answer in (where or {}).items() if answer is not None}
    rows = islice((row for row in rows if wanted.items() <= row.items()), limit)
    if not as_json:
        rows = ({**row, **_worded(items, row, codes)} for row in rows)
    listing.listed(as_json, rows, "date", "school", *codes, "state", "id")


def _worded(items: Mapping[str, Item], row: Mapping[str, Any], codes: Sequence[str]) -> dict[str, str]:
    """Answers in words. A sheet says itself what an adviser is called whom this notebook may not know."""
    named = {code: row.get(f"{code}_name") for code in codes}
    known = (code for code in codes if row[code] is not None)
    return {code: named[code] or show.value(items[code], row[code]) for code in known}


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


def _of_form(form: str, facts: Mapping[str, Any], codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    from fieldkit.domain.entry import Entry

    for entry in kit.store().find(Entry, form=form, **facts):
        named = {f"{code}_name" for code in codes} & entry.answers.keys()
        told = {code: entry.answers.get(code) for code in (*codes, *sorted(named))}
        yield {**show.entry_row(entry), **told}


def _drafts(forms: list[str], facts: Mapping[str, Any], codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The drafts of new sheets, as rows; a day in the question is not one they are asked for."""
    if "since" in facts or "until" in facts:
        return
    for draft in kit.store().drafts():
        row = show.draft_row(draft) if draft.form in forms and not draft.record else {}
        if row and all(facts.get(fact) in (None, row[code]) for fact, code in _POINTERS):
            yield {**row, **{code: draft.answers.get(code) for code in codes}}


_POINTERS = (("school", "school"), ("subject", "student"))
"""The facts of a question and the answers they are about."""
