"""Sheets in a list: those saved, then the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from fieldkit import text
from fieldkit.cli import kit, show
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.school import School
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
    show.listed(as_json, rows, "date", "school", *codes, "state", "id")


def _worded(items: Mapping[str, Item], row: Mapping[str, Any], codes: Sequence[str]) -> dict[str, str]:
    return {code: show.value(items[code], row[code]) for code in codes if row[code] is not None}


def school(typed: str | None) -> School:
    """The school somebody means; the only one of the notebook when nothing is said. Raises WrongUsage."""
    from fieldkit.actions import lookup

    if typed:
        return lookup.school(kit.store(), typed)
    here = list(kit.store().find(School, limit=2))
    if len(here) != 1:
        raise WrongUsage("which_school")
    return here[0]


def month(typed: str | None) -> str:
    """The month somebody means, `2025-10`; this one when nothing is said. Raises WrongUsage."""
    if typed is None:
        return kit.today().isoformat()[:7]
    try:
        return date.fromisoformat(f"{typed}-01").isoformat()[:7]
    except ValueError:
        raise WrongUsage("not_a_month", text=typed) from None


def option(form: str, code: str, typed: str | None) -> str | None:
    """The code of an option of a question, as somebody typed it. Raises WrongUsage with those there are."""
    from fieldkit.forms.answer import parse
    from fieldkit.forms.refusal import Refusal

    item = load(form).items[code]
    try:
        return str(parse(item, typed)) if typed else None
    except Refusal:
        known = ", ".join(choice.label(text.language()) for choice in item.choices)
        raise WrongUsage("not_an_option", text=typed, known=known) from None


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
        yield {**show.entry_row(entry), **{code: entry.answers.get(code) for code in codes}}


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
