"""A pile of paper sheets: one after another, with school and day kept from sheet to sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fieldkit import text
from fieldkit.actions import lookup
from fieldkit.cli import failure, filling, kit, who
from fieldkit.cli.l10n import WrongUsage
from fieldkit.cli.offers import Offers
from fieldkit.cli.rapid import Rapid, next_day
from fieldkit.cli.screen import Screen
from fieldkit.domain.record import Record
from fieldkit.forms.form import Form, load
from fieldkit.forms.school_years import calendar
from fieldkit.store.drafts import Draft
from fieldkit.text import t

Answers = dict[str, Any]

DAILY = {"school", "date", "author", "kind", "V02"}
"""What tells apart sheets of which there is one a day, or one of each kind or level; other forms name a
child, a family, a month."""


def enter(code: str, known: Mapping[str, Any], *, no_input: bool = False, as_json: bool) -> None:
    """Enter sheets of a form until `.` is typed where the next one would begin. Raises Paused, WrongUsage."""
    if not kit.interactive(no_input):
        raise WrongUsage("rapid_alone", text=code)
    form = load(code)
    start = {name: value for name, value in known.items() if value is not None}
    day = date.fromisoformat(kit.day(start.pop("date", None)) or kit.today().isoformat())
    if "school" in start:
        start["school"] = lookup.school(kit.store(), start["school"]).id
    screen = Screen()
    screen.title(form.label(text.language()), t("rapid.title"))
    saved: list[Record] = []
    while record := _sheet(form, start, day):
        saved.append(record)
        start = {"school": record.answers["school"]} if "school" in record.answers else {}
        day = _next(form, date.fromisoformat(record.answers.get("date", day.isoformat())))
    told = {"form": form.code, "saved": [record.id for record in saved]}
    kit.result(as_json, told, "rapid.done", count=len(saved))


def _next(form: Form, day: date) -> date:
    """The day of the next sheet: the next day of class where there is one sheet a day, else the same."""
    daily = form.key and set(form.key) <= DAILY
    return next_day(calendar(kit.store().home), day, kit.today()) if daily else day


def _sheet(form: Form, start: Mapping[str, Any], day: date) -> Record | None:
    """One sheet, saved; None when somebody stopped before it was whole. Raises Paused on Ctrl-C."""
    from fieldkit.actions import draft as drafts

    store, draft = kit.store(), Draft(form.code, dict(start))
    kept: str | None = None

    def keep(answers: Answers) -> None:
        nonlocal kept
        kept = drafts.keep(store, draft, answers).id

    begun, renewal, against = (
        filling.begun(form, draft),
        filling.renewal(form),
        filling.against(form),
    )
    sheet = Rapid(
        form, begun, keep, who.lists(store), kit.today(), renewal, against, Offers(store, form.code)
    )
    sheet.day = day
    try:
        answers = sheet.run()
    except failure.Paused as paused:
        if kept and not paused.facts.get("left"):
            raise failure.Paused(draft=kept) from None
        if kept:
            kit.say("ask.left", draft=kept)
        return None
    record, odd = filling.save(form, replace(draft, answers=answers), kept=kept is not None)
    kit.say("rapid.saved", date=record.answers.get("date", ""), id=record.id)
    failure.tell_problems(odd)
    return record
