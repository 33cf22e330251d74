"""The reports of a school: what the advisor writes for one, and keeping it as it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.actions import correction, draft, entry
from fieldkit.domain.entry import Entry
from fieldkit.domain.reporting import Which
from fieldkit.errors import Invalid, Untimely
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store

_NOT_THERE_YET = ("figures",)
"""What is missing until a report is frozen, and no reason to refuse what is written for it."""


def sent(store: Store, which: Which) -> Entry | None:
    """The report as it was frozen; None when it was not."""
    return which.among(store.find(Entry, form=which.form, school=which.school))


def editions(store: Store, report: Entry | None) -> dict[int, Mapping[str, Any]]:
    """The answers of each edition of a frozen report, by its number, as they are in its history."""
    docs = [change.doc for change in store.history(report.id)] if report else []
    told = [doc["answers"] for doc in docs if isinstance(doc.get("answers"), Mapping)]
    return {one["edition"]: one for one in told if isinstance(one.get("edition"), int)}


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

    answers: all that is kept of it (`reports.frozen`), of the edition after the one that is there. until: the
    last day it counts. Raises Invalid without a reason for a second edition; Untimely when another command
    was first with another report.
    """
    whole = {**answers, "date": min(until, today).isoformat()}
    with store.transaction():  # two at once would both be the next edition
        before, words = sent(store, which), begun(store, which)
        if before and before.answers.get("digest") == whole["digest"]:
            return before
        if whole["edition"] != edition(before) + 1:
            raise Untimely(why="frozen_meanwhile", record=before and before.id, edition=edition(before))
        draft = words.id if words and _all_told(words, which, whole) else None
        if before is None:
            return _first_edition(store, which, whole, draft, by, today)
        old = {code: None for code in _texts(which) if code not in whole}
        found = correction.correct(store, before.id, {**old, **whole}, reason=reason, by=by)
        if draft:
            store.finish_draft(draft)
    return Entry(found.id, found.bucket, found.rev, found.doc, found.flagged)


def edition(report: Entry | None) -> int:
    """Of a frozen report; nought when there is none, 1 of one that does not say."""
    told = report.answers.get("edition") if report else 0
    return told if isinstance(told, int) else 1


def _all_told(words: Draft, which: Which, answers: Mapping[str, Any]) -> bool:
    """Whether the report says what is written for it: more may have been written since it was counted."""
    told = [words.answers.get(code) for code in _texts(which)], [answers.get(code) for code in _texts(which)]
    mine, theirs = ([one if isinstance(one, str) else None for one in some] for some in told)
    return mine == theirs


def _first_edition(
    store: Store, which: Which, answers: Mapping[str, Any], words: str | None, by: str, today: date
) -> Entry:
    """The report frozen for the first time. Raises Invalid; what was written is then still in its draft."""
    reviewed = entry.review(store, which.form, answers, today=today, by=by)
    if not reviewed.complete:
        raise Invalid(reviewed.problems, draft=words)
    return entry.finish(store, which.form, answers, by=by, today=today, draft=words, reviewed=reviewed)
