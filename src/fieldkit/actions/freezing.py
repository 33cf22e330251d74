"""The reports of a school: what the advisor writes for one, and keeping it as it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.actions import correction, draft, entry
from fieldkit.domain.entry import Entry
from fieldkit.domain.reporting import Which
from fieldkit.errors import Invalid
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store

_NOT_THERE_YET = ("figures",)
"""What is missing until a report is frozen, and no reason to refuse what is written for it."""


def sent(store: Store, which: Which) -> Entry | None:
    """The report as it was frozen; None when it was not."""
    return which.among(store.find(Entry, form=which.form, school=which.school))


def begun(store: Store, which: Which) -> Draft | None:
    """What was written for the report and is not frozen so far."""
    return next((one for one in store.drafts(form=which.form) if which.told_by(one.answers)), None)


def write(store: Store, which: Which, words: Mapping[str, str | None], *, today: date) -> Draft:
    """Keep what is written for a report, by the codes of its form; None takes it out. Raises Invalid.

    What was frozen stays as it is, until it is frozen again.
    """
    before = begun(store, which) or Draft(which.form, _first(sent(store, which), which))
    answers = {**before.answers, **words}
    kept = {code: value for code, value in answers.items() if value is not None}
    checked = check(load(which.form), {**kept, "date": today.isoformat()}, today=today)
    wrong = [one for one in checked.errors if one.field not in _NOT_THERE_YET]
    if wrong:
        raise Invalid(wrong)
    return draft.keep(store, before, {code: checked.answers.get(code, value) for code, value in kept.items()})


def _first(frozen: Entry | None, which: Which) -> dict[str, Any]:
    """What is written for a report for the first time: what was frozen already, when it was."""
    told = frozen.answers if frozen else {}
    return {**which.known, **{code: told[code] for code in _texts(which) if code in told}}


def _texts(which: Which) -> list[str]:
    return [item.code for item in load(which.form).items.values() if item.type == "longtext"]


def freeze(
    store: Store, which: Which, answers: Mapping[str, Any], *, until: date, by: str, today: date, reason: str
) -> Entry:
    """Keep a report as it is, and send it with the next sync. reason: why it is frozen again.

    answers: all that is kept of it (`reports.frozen`). until: the last day it counts. Raises Invalid without
    a reason for a second edition.
    """
    whole = {**answers, "date": min(until, today).isoformat()}
    with store.transaction():  # two at once would both be the first edition
        before, words = sent(store, which), begun(store, which)
        if before is None:
            return _first_edition(store, which, whole, words.id if words else None, by, today)
        old = {code: None for code in _texts(which) if code not in whole}
        found = correction.correct(store, before.id, {**old, **whole}, reason=reason, by=by)
        if words:
            store.finish_draft(words.id)
    return Entry(found.id, found.bucket, found.rev, found.doc, found.flagged)


def _first_edition(
    store: Store, which: Which, answers: Mapping[str, Any], words: str | None, by: str, today: date
) -> Entry:
    """The report frozen for the first time. Raises Invalid; what was written is then still in its draft."""
    reviewed = entry.review(store, which.form, answers, today=today, by=by)
    if not reviewed.complete:
        raise Invalid(reviewed.problems, draft=words)
    return entry.finish(store, which.form, answers, by=by, today=today, draft=words, reviewed=reviewed)
