"""Listing people; correcting and withdrawing any record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from fieldkit.cli import failure, keyed, kit, meant, prompt, show
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.names import unseen
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.domain.register import MEMBERSHIP, ROLE
from fieldkit.errors import NotFound, Problem
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.forms.form import Form
    from fieldkit.store.drafts import Draft

FORMS = {role: form for form, role in ROLE.items()}
"""The form that registers each role."""


def people(
    role: str, school: str | None, *, over: bool = False, withdrawn: bool = False
) -> Iterator[dict[str, Any]]:
    """Who holds a role, those still in draft last: id, name, what they are at the school, state."""
    from fieldkit.actions.people import listed

    place = meant.school_or_all(school)
    at = place.id if place else None
    for found, membership in listed(kit.store(), role, school=at, over=over, withdrawn=withdrawn):
        gone = {"state": membership.state} if membership.state == WITHDRAWN else {}
        yield {**_of_membership(membership.answers), **show.row(found), **gone, "membership": membership.id}
    yield from unfinished(FORMS[role], at)


def records(
    kind: type[Record], form: str, *, withdrawn: bool, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """The records of a kind as rows of its list, those still in draft last."""
    found = map(show.row, kit.store().find(kind, withdrawn=withdrawn, limit=limit))
    return islice(chain(found, unfinished(form)), limit)


def _of_membership(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {code: value for code, value in answers.items() if code != "person"}


def unfinished(form: str, school: str | None = None) -> Iterator[dict[str, Any]]:
    """The drafts of a register form, as rows of its list."""
    for draft in kit.store().drafts(form=form):
        row = of_draft(draft)
        if draft.record is None and school in (None, row["school"]):
            yield row


def of_draft(draft: Draft) -> dict[str, Any]:
    """A draft of a register form as a row: who or what it is about, and its answers beside them."""
    name = draft.answers.get("name") or Person(draft.id, "", "", {"answers": draft.answers}).name
    return {**show.discreet(draft.answers), "name": name, **show.draft_row(draft)}


def withdraw(record: Record, reason: str | None, as_json: bool, no_input: bool = False) -> None:
    """Say that a record no longer counts; of a person with sheets, that leaving a school is another thing."""
    from fieldkit.actions import correction
    from fieldkit.store.asking import mentioning

    silent, whose = as_json or no_input, isinstance(record, Person)
    sheets = mentioning(kit.store().connection, record.id) if whose else 0
    if sheets and record.state != WITHDRAWN:
        facts = {"name": show.title(record), "count": sheets, "id": record.id}
        kit.note("register.has_sheets", **facts)
        kit.note(f"register.left_{ROLE[record.form]}", **facts)
        if kit.interactive(silent) and not reason and not keyed.yes(prompt.line(t("register.withdraw_sure"))):
            kit.say("register.not_withdrawn")
            kit.leave(0)
    why = needed(reason, silent)
    done = correction.withdraw(kit.store(), record.id, reason=why, by=kit.by())
    told = {"id": done.id, "state": done.state, **({"sheets": sheets} if whose else {})}
    kit.result(as_json, told, "register.withdrawn", name=show.title(done))
    if whose and not as_json:
        kit.say(f"register.back_{ROLE[record.form]}", id=done.id)


def correct(
    record: Record,
    pairs: list[str],
    answers: str | None,
    reason: str | None,
    as_json: bool,
    no_input: bool = False,
) -> None:
    """Give some answers of a record anew."""
    from fieldkit.actions import advisor, correction, sheet
    from fieldkit.domain.advisor import Advisor

    sheet.insist_it_counts(record)
    silent = as_json or no_input
    asking = not pairs and not answers and kit.interactive(silent)
    parts = list(_parts(record, _asked(record) if asking else changes(record, pairs, answers)))
    for one, some in parts:
        _insist_on_the_year(one, some, asking)
    changed_answers = {code: value for _, some in parts for code, value in some.items()}
    odd = [one for one in _problems(record, changed_answers) if one.level != "error"]
    odd += _later(record, changed_answers)
    why = needed(reason, silent)
    store = kit.store()
    with store.transaction():
        done = [correction.correct(store, one.id, some, reason=why, by=kit.by()) for one, some in parts]
        if isinstance(record, Advisor):
            advisor.renamed(store, record.name, show.title(done[0]))
    changed = any(one.rev != before.rev for one, (before, _) in zip(done, parts, strict=True))
    follows = _follows(done[0]) if changed else None
    value: dict[str, Any] = {"id": record.id, "state": done[0].state, "changed": changed}
    value["problems"] = [failure.described(problem) for problem in odd]
    value |= {"next": follows} if follows else {}
    name = show.title(next((one for one in done if one.id == record.id), record))
    kit.result(as_json, value, "register.corrected" if changed else "register.unchanged", name=name)
    if not as_json:
        failure.tell_problems(odd)
    if follows and not as_json:
        kit.line(kit.plain(follows["text"]))


def wrong(record: Record) -> Callable[[dict[str, Any]], list[Problem]]:
    """Tells what keeps new answers of a record from being saved."""
    return lambda changed: [one for one in _problems(record, changed) if one.level == "error"]


def _problems(record: Record, changed: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with new answers, was mended in them or looks odd, and what else is because of them."""
    from fieldkit.actions import doubts, sheet
    from fieldkit.forms.form import load

    form, kept = load(record.form), _whole(record)
    part = record.kind if isinstance(record, Membership | Kinship) else None

    def problems(answers: Mapping[str, Any]) -> list[Problem]:
        found = sheet.review(kit.store(), form, answers, today=kit.today(), part=part)
        doubted = doubts.against(kit.store(), form, found.answers, None) if form.kind == "entry" else []
        return [*found.problems, *doubted]

    known = {(problem.field, problem.code) for problem in problems(kept)}
    now = problems({code: value for code, value in {**kept, **changed}.items() if value is not None})
    return [
        problem for problem in now if problem.field in changed or (problem.field, problem.code) not in known
    ]


def _later(record: Record, changed: Mapping[str, Any]) -> list[Problem]:
    """A warning of sheets that tell of somebody on days on which they had left by then."""
    from fieldkit.forms.form import load
    from fieldkit.store.asking import mentioning

    left = changed.get("until")
    if not isinstance(left, str) or not isinstance(record, Person):
        return []
    count = mentioning(kit.store().connection, record.id, left)
    facts = {"label": dict(load(record.form).items["until"].labels), "count": count, "date": left}
    return [Problem("until", "sheets_after", facts, "warning")] if count else []


def _whole(record: Record) -> dict[str, Any]:
    """The answers of a record; of a person with what they are at the school: they were one sheet."""
    from fieldkit.actions import lookup
    from fieldkit.forms.form import load

    if not isinstance(record, Person):
        return dict(record.answers)
    with suppress(NotFound):
        held = lookup.part(kit.store(), record, MEMBERSHIP).answers
        form = load(record.form)
        asked = {code: value for code, value in held.items() if code in form.items or form.group(code)}
        return {**asked, **record.answers}
    return dict(record.answers)


def _follows(done: Record) -> dict[str, Any] | None:
    """What comes next: a tutoring that was under way is now solved, an account sufficient …"""
    if done.form not in ("TUT", "REL", "DEM"):
        return None
    from fieldkit.cli import afterwards

    return afterwards.step(done)


def _asked(record: Record) -> dict[str, Any]:
    from fieldkit.cli import mending
    from fieldkit.forms.form import load

    try:
        found = mending.asked(load(record.form), _whole(record), wrong(record))
    except failure.Paused:
        found = {}
    if not found:
        kit.say("mending.left")
        kit.leave(0)
    return found


def changes(record: Record, pairs: list[str], answers: str | None) -> dict[str, Any]:
    """The answers to change, from `--set` and `--answers`.

    Raises WrongUsage when there are none, or for one that neither the form nor the record knows.
    """
    from fieldkit.cli import prepared
    from fieldkit.forms.form import load

    form = load(record.form)
    found = prepared.answers(form, answers) if answers else {}
    rows = _rows_elsewhere(record, form) if any("[" in pair for pair in pairs) else {}
    found |= prepared.in_rows(form, prepared.pairs(form, pairs), {**record.answers, **rows, **found})
    if not found:
        raise WrongUsage("nothing_given")
    prepared.insist(form, found, record.answers)
    return found


def _rows_elsewhere(record: Record, form: Form) -> dict[str, Any]:
    """The rows of a person's sheet that are kept with what they are at the school."""
    from fieldkit.actions import lookup

    repeats = {item.repeat: item.part for item in form.items.values() if item.repeat and item.part}
    if not isinstance(record, Person):
        return {}
    return {
        group: lookup.part(kit.store(), record, part).answers.get(group, [])
        for group, part in repeats.items()
    }


def _parts(record: Record, changed: dict[str, Any]) -> Iterator[tuple[Record, dict[str, Any]]]:
    """Which record keeps each answer: the sheet of a person is kept in up to three."""
    from fieldkit.actions import lookup
    from fieldkit.forms.form import load

    if not isinstance(record, Person):
        yield record, changed
        return
    form = load(record.form)
    parts: dict[str, dict[str, Any]] = {}
    for code, value in changed.items():
        part = form.parts.get(code, "")
        parts.setdefault(part or record.kind, {})[code] = value
    for part, some in parts.items():
        yield lookup.part(kit.store(), record, part), some


def _insist_on_the_year(record: Record, changed: Mapping[str, Any], asking: bool) -> None:
    """What a student was in an earlier school year is seldom meant: whoever is here to read is told so,
    others name the year. Raises WrongUsage.
    """
    from fieldkit.domain.calendar import ciclo

    if not isinstance(record, Membership) or "ciclo" in changed or not record.before_year(ciclo(kit.today())):
        return
    facts = {"ciclo": record.answers["ciclo"], "now": ciclo(kit.today()), "id": record.person}
    if not asking:
        raise WrongUsage("earlier_year", **facts)
    kit.say("register.earlier_year", **facts)


def needed(reason: str | None, silent: bool = False) -> str:
    """The reason given, or asked for: correcting and withdrawing always take one."""
    asking = kit.interactive(silent)
    why = reason or ""
    while unseen(why) and asking:  # what was typed until here would be lost
        why = prompt.line(t("register.why")).strip()
        if unseen(why):
            kit.note("register.why_needed")
    if unseen(why):
        raise WrongUsage("reason_needed")
    return why
