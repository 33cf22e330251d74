"""Filling in a form: beginning with what is known, finishing it whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from fieldkit.actions import doubts, rules, sheet
from fieldkit.actions.references import resolve
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry, bucket_of, rows
from fieldkit.domain.names import fold
from fieldkit.errors import Problem, Untimely
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form, load
from fieldkit.store.drawn import drawn
from fieldkit.store.givens import givens
from fieldkit.store.promises import FOLLOWED, Follow, open_rows
from fieldkit.store.store import Store


def begin(
    store: Store,
    form: str,
    *,
    today: date,
    school: str | None = None,
    student: str | None = None,
    **known: Any,
) -> dict[str, Any]:
    """The first answers of a sheet: school, student (ids), the day, and what the program knows for them.

    Everything left open by earlier sheets of the school is there as rows that wait for an answer. Call it
    again when the school, the student or the day changes: `begin(store, form, today=…, **answers)`.
    """
    asked = load(form)
    facts = {"date": today.isoformat(), **known, "school": school, "student": student}
    answers = {code: value for code, value in facts.items() if value is not None}
    kept = {code: value for code, value in answers.items() if code in asked.items or asked.group(code)}
    for follow in FOLLOWED:
        waiting = open_rows(store, asked, answers).get(follow.rows)
        if waiting:
            kept[follow.rows] = _answered_before(follow, waiting, rows(known, follow.rows))
        elif (
            follow.rows in kept
        ):  # of another day; what was answered of them is told, the rest was never asked
            kept[follow.rows] = [row for row in rows(known, follow.rows) if row.get(follow.state)]
    rules.tie(rules.articles(store, asked, answers), asked, kept)
    kept |= {code: some for code, some in drawn(store, form, kept).items() if asked.group(code)}
    return {**kept, **givens(store, asked, answers)}


def moved(store: Store, form: str, answers: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a sheet whose school or day is answered anew, without what only came from where it was.

    That is what was drawn from that school and nobody changed; and, at another school, whatever was asked of
    the agreements and the rules of the first. before: the answers until then.
    """
    kept, asked = dict(answers), load(form)
    there = {code: before[code] for code in ("school", "date") if code in before}
    for code, was in drawn(store, form, there).items():
        if kept.get(code) == was:
            del kept[code]
    if before.get("school") not in (None, answers.get("school")):
        for code in (*(follow.rows for follow in FOLLOWED), rules.CHECK):
            if asked.group(code):
                kept.pop(code, None)
    return kept


def review(
    store: Store, form: str, answers: Mapping[str, Any], *, today: date, by: str | None = None
) -> Checked:
    """The answers as `finish` would save them, with all their problems; those left unasked are warnings.

    by: whose sheet it is; warned of when the same one is here already.
    """
    asked = load(form)
    resolved, unfound = resolve(store, asked, answers)
    resolved |= drawn(store, form, resolved) | givens(store, asked, resolved)
    unfound += rules.tie(rules.articles(store, asked, resolved), asked, resolved)
    unanswered: list[Problem] = []
    waiting = open_rows(store, asked, resolved)
    for follow in FOLLOWED:
        if follow.rows in waiting:  # also when nothing is open: then every answer is to no agreement
            unanswered += _recognise(asked, follow, resolved, waiting[follow.rows])
    checked = check(asked, resolved, today=today)
    odd = doubts.against(store, asked, checked.answers, by)
    return Checked(checked.answers, (*unfound, *checked.problems, *unanswered, *odd))


_ONE = {"PB": "plan_exists", "EI": "strategy_exists", "RGC": "month_checked"}
"""The forms of which a school has one: a bimester, a ciclo, a month."""


def insist_on_one(form: Form, reviewed: Checked) -> None:
    """Raises Untimely when the review of a new sheet of which there is only one found another."""
    for problem in reviewed.warnings:
        if problem.code == "same_sheet" and form.code in _ONE:
            month = reviewed.answers.get("month")
            raise Untimely(why=_ONE[form.code], record=problem.facts["id"], month=month)


def finish(
    store: Store,
    form: str,
    answers: Mapping[str, Any],
    *,
    by: str,
    today: date,
    draft: str | None = None,
    reviewed: Checked | None = None,
) -> Entry:
    """Save a complete sheet. One that is not stays a draft: raises Invalid with its id and the problems.

    draft: the one this completes. reviewed: the review of these answers, when it was made just before. What
    earlier sheets left open and these answers do not mention stays open. What is about no school (RED) is
    the advisor's own.
    """
    asked = load(form)
    checked = reviewed or review(store, form, answers, today=today, by=by)
    answered = sheet.insist(store, asked, answers, checked, draft)
    doc = sheet.doc(asked, answered, author=by)
    (change,) = store.save([Edit(Entry.kind, bucket_of(answered, by), doc)], by=by, finishes=draft)
    return Entry(change.record, change.bucket, change.id, doc)


def _answered_before(
    follow: Follow, waiting: list[dict[str, Any]], here: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows that wait, with the answers some of them already have in this sheet."""
    answers = {str(row.get(follow.identity)): row for row in here}
    return [{**row, **answers.get(row[follow.identity], {})} for row in waiting]


def _recognise(
    form: Form, follow: Follow, answers: dict[str, Any], waiting: list[dict[str, Any]]
) -> list[Problem]:
    """Tie each answered row to what it answers, by identity or by its text; warn of what has no answer, and
    of what answers nothing that is open."""
    answered = [dict(row) for row in rows(answers, follow.rows)]
    open_ones = {row[follow.identity]: row for row in waiting}
    left = dict(open_ones)
    texts = {fold(row[follow.text]): row for row in waiting}
    unknown: list[int] = []
    labels = dict(group.labels) if (group := form.group(follow.rows)) else {}
    for place, row in enumerate(answered, 1):
        known = open_ones.get(str(row.get(follow.identity))) or texts.get(fold(str(row.get(follow.text, ""))))
        if known:
            row.update(known)
            left.pop(known[follow.identity], None)
        else:
            unknown.append(place)
    if answered:
        answers[follow.rows] = answered
    still_open = [row[follow.text] for row in left.values()]
    if unknown:  # what is open is told with the row that may be about it, once
        code, facts = "which_agreement" if still_open else "no_agreement", {"open": "; ".join(still_open)}
        fields = [f"{follow.rows}[{place}]" for place in unknown]
        return [Problem(field, code, {"label": labels, **facts}, "warning") for field in fields]
    told = [{"label": labels, "value": words} for words in still_open]
    return [Problem(follow.rows, "open_agreement", fact, "warning") for fact in told]
