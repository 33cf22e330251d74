"""The way of every sheet: what is known, the questions or the answers given, the draft, the record."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, kit, prepared, show
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.record import Record
from fieldkit.domain.reporting import FORMS as REPORTS
from fieldkit.errors import Problem
from fieldkit.forms.form import Form, codes, load
from fieldkit.store.drafts import Draft
from fieldkit.text import t

Answers = dict[str, Any]


def new(
    code: str,
    known: Mapping[str, Any],
    *,
    answers: str | None,
    no_input: bool,
    as_json: bool,
    person: str | None = None,
) -> None:
    """Fill in a form and save it: from a file of answers, else question by question.

    known: answers from options; None is not one. person: who is here already, as it was typed (registers).
    """
    from fieldkit.cli import ending

    form = _fillable(code)
    here = _here(person) if person else None
    start = {name: value for name, value in known.items() if value is not None}
    if "date" in start:
        from fieldkit.cli import keyed

        start["date"] = keyed.day(start["date"], kit.today())
    if answers:
        start |= prepared.answers(form, answers)
    if here and ending.undone(here, start, as_json):
        return
    draft = Draft(form.code, start, here)
    if not answers and kit.interactive(no_input):
        _ask(form, replace(draft, answers=begun(form, draft)), as_json)
    elif person:
        _finish(form, kit.store().save_draft(draft), as_json)  # a draft remembers whom it is about
    else:
        _finish(form, draft, as_json, kept=False)


def _fillable(code: str) -> Form:
    """The form; those that keep reports are not filled in but frozen: raises WrongUsage."""
    if code in REPORTS.values():
        raise WrongUsage("not_filled_in")
    return load(code)


def _here(typed: str) -> str:
    from fieldkit.actions import lookup

    return lookup.somebody(kit.store(), typed).id


def resume(draft: Draft, *, answers: str | None, no_input: bool, as_json: bool) -> None:
    """Take up a draft where it was left."""
    form = _fillable(draft.form)
    if not answers and kit.interactive(no_input):
        known = draft.answers if _closes(form, draft) else begun(form, draft)  # a file has names, not ids
        _ask(form, replace(draft, answers=known), as_json)
        return
    more = prepared.answers(form, answers) if answers else {}
    _finish(form, replace(draft, answers={**draft.answers, **more}), as_json)


def which(typed: str | None, forms: tuple[str, ...] = (), quiet: object = False) -> str:
    """The form somebody means, by its code in any case; asked for when nothing was said and one can ask."""
    known = forms or codes()
    if typed is None and not quiet and kit.interactive():
        return _asked(known)
    found = next((code for code in known if code.lower() == (typed or "").lower()), None)
    if found is None:
        raise WrongUsage("no_such_form" if typed else "which_form", text=typed or "", known=", ".join(known))
    return found


def _asked(known: Iterable[str]) -> str:
    """Which of several forms, chosen by number or first letters."""
    from fieldkit.cli import keyed
    from fieldkit.cli.screen import Screen

    screen, options = Screen(), [(code, f"{code} · {load(code).label(text.language())}") for code in known]
    screen.options(options)
    while len(found := keyed.chosen(options, screen.read())) != 1:
        screen.wrong(t("ask.none_so"))
    return found[0][0]


def _ask(form: Form, draft: Draft, as_json: bool) -> None:
    """Ask, with the draft on disk after every answer, then save. Raises Paused with the draft's id."""
    from fieldkit.actions import draft as drafts
    from fieldkit.cli import who
    from fieldkit.cli.ask import Asking
    from fieldkit.cli.offers import Offers

    store = kit.store()
    kept = draft.id if store.draft(draft.id) else None

    def keep(answers: Answers) -> None:
        nonlocal kept
        kept = drafts.keep(store, draft, answers).id

    closing = _closes(form, draft)
    offers = Offers(store, form.code, closing=closing)
    odd = against(form, closing=closing, existing=draft.record)
    asking = Asking(form, draft.answers, keep, who.lists(store), kit.today(), renewal(form), odd, offers)
    try:
        answers = asking.run(resumed=kept is not None)
    except failure.Paused as paused:
        if kept and not paused.facts.get("left"):
            raise failure.Paused(draft=kept) from None
        kit.say("ask.left" if kept else "ask.nothing_kept", draft=kept)
        return
    _finish(form, replace(draft, answers=answers), as_json, reviewed=asking.reviewed)


def _closes(form: Form, draft: Draft) -> bool:
    """Whether a draft closes a plan that is a record already."""
    return form.kind == "entry" and draft.record is not None


def begun(form: Form, draft: Draft) -> Answers:
    """The first answers: what was said, and what the program knows for them. What cannot be meant is told,
    and will be asked.
    """
    from fieldkit.actions.references import resolve
    from fieldkit.domain.person import Person
    from fieldkit.forms.understood import understood, without

    known = kit.store().get(Person, draft.record) if draft.record else None
    said, unread = understood(form, {**(known.answers if known else {}), **draft.answers})
    resolved, unfound = resolve(kit.store(), form, said)
    for problem in (*unread, *unfound):
        why = failure.problem_line(problem)
        kit.say("fill.not_taken", why=why, text=failure.discreet(str(problem.facts["value"])))
    return renewal(form)(without(resolved, (problem.field for problem in unfound)), {})


def renewal(form: Form) -> Callable[[Answers, Answers], Answers]:
    """What the program knows for a sheet, looked up again when its school, student or day changes: of the
    answers now, and those before."""
    from fieldkit.actions import entry

    def renew(answers: Answers, before: Answers) -> Answers:
        if form.kind != "entry":
            return answers
        answers = entry.moved(kit.store(), form.code, answers, before)
        asked = {code: value for code, value in answers.items() if code in form.items or form.group(code)}
        fresh = entry.begin(kit.store(), form.code, today=kit.today(), **asked)
        if "date" not in answers:
            fresh.pop("date", None)  # the day is asked, with today as the answer of an Enter
        return {**answers, **fresh}

    return renew


def against(
    form: Form, *, closing: bool = False, existing: str | None = None
) -> Callable[[Answers], list[Problem]]:
    """What on record speaks against a sheet: the same one, or others; a plan being closed is there itself. Of
    a new person who may be here already; of one who is (existing), what will end.
    """
    from fieldkit.actions import doubts, person
    from fieldkit.cli import ending

    if form.kind == "person" and existing:
        return lambda answers: ending.foreseen(form, existing, answers)
    if form.kind == "person":
        return lambda answers: [_alike(form, one) for one in person.alike(kit.store(), answers)]
    if form.kind != "entry" or closing:
        return lambda _: []
    return lambda answers: doubts.against(kit.store(), form, answers, kit.by())


def _finish(
    form: Form, draft: Draft, as_json: bool, *, kept: bool = True, reviewed: Container[tuple[str, str]] = ()
) -> None:
    """Save a sheet and say so, with what is worth a second look. kept: whether the draft is on disk.
    reviewed: what somebody has just seen, and said that it is finished; they need not hear it again.
    """
    record, odd = save(form, draft, kept=kept)
    follows = _follows(form, record)
    if as_json:
        result = {"id": record.id, "state": record.state, "form": form.code}
        problems = [failure.described(problem) for problem in odd]
        kit.out({**result, "problems": problems, **({"next": follows} if follows else {})})
        return
    kit.say("fill.saved", title=form.label(text.language()), id=record.id)
    if record.answers.get("compliance") is not None:
        kit.say("plan.done", percent=f"{record.answers['compliance']:g}")
    failure.tell_problems(one for one in odd if (one.field, one.code) not in reviewed)
    if follows:
        kit.line(kit.plain(follows["text"]))


def _follows(form: Form, record: Record) -> dict[str, Any] | None:
    """What comes next, where one sheet leads to another: a tutoring to its account …"""
    if "exercise_version" not in form.items and form.kind != "exercise":
        return None
    from fieldkit.cli import afterwards

    return afterwards.step(record)


def save(form: Form, draft: Draft, *, kept: bool = True) -> tuple[Record, list[Problem]]:
    """Save a sheet: the record, and what is worth a second look. kept: whether the draft is on disk."""
    facts: dict[str, Any] = {"by": kit.by(), "today": kit.today(), "draft": draft.id if kept else None}
    if draft.record:
        facts["existing"] = draft.record
    record, alike, odd = _SAVERS[form.kind](form, dict(draft.answers), **facts)
    return record, odd + [_alike(form, one) for one in alike]


def _alike(form: Form, one: Record) -> Problem:
    """Pointed out at what they share: the key of schools, the name of persons."""
    item = form.items["cct" if form.kind == "school" else "first_names"]
    code = "alike_relative" if form.code == "REG-F" else "alike"
    return Problem(item.code, code, {"label": item.labels, "name": show.title(one), "id": one.id}, "warning")


Saved = tuple[Record, Sequence[Any], list[Problem]]
"""The new record, those that may be the same one (pointed out, never merged), what is worth a second look."""


def _save_entry(form: Form, answers: Answers, **facts: Any) -> Saved:
    from fieldkit.actions import entry

    if "existing" in facts:
        return _close_plan(answers, **facts), (), []
    reviewed = entry.review(kit.store(), form.code, answers, today=facts["today"], by=facts["by"])
    entry.insist_on_one(form, reviewed)
    record = entry.finish(kit.store(), form.code, answers, reviewed=reviewed, **facts)
    return record, (), list(reviewed.warnings)


def _close_plan(answers: Answers, *, existing: str, by: str, draft: str | None, **_: Any) -> Record:
    from fieldkit.actions import plan

    return plan.close(kit.store(), existing, answers, reason=t("plan.closing"), by=by, draft=draft)


def _save_school(form: Form, answers: Answers, **facts: Any) -> Saved:
    from fieldkit.actions import school

    odd = _odd(form, answers)
    return *school.register(kit.store(), answers, **facts), odd


def _save_person(form: Form, answers: Answers, **facts: Any) -> Saved:
    from fieldkit.actions import person
    from fieldkit.cli import ending
    from fieldkit.domain.person import Person

    known = kit.store().get(Person, facts.get("existing") or "")
    odd = _odd(form, {**(known.answers if known else {}), **answers})
    saved = person.register(kit.store(), form.code, answers, **facts)
    return saved.person, saved.alike, [*odd, *ending.told(form, saved.ended)]


def _save_advisor(form: Form, answers: Answers, **facts: Any) -> Saved:
    from fieldkit.actions import advisor

    odd = _odd(form, answers)
    return advisor.register(kit.store(), answers, **facts), (), odd


def _save_exercise(_: Form, answers: Answers, **facts: Any) -> Saved:
    from fieldkit.actions import exercise

    return exercise.register(kit.store(), answers, **facts), (), []


def _odd(form: Form, answers: Answers) -> list[Problem]:
    from fieldkit.actions import sheet

    return list(sheet.review(kit.store(), form, answers, today=kit.today()).warnings)


_SAVERS: dict[str, Any] = {
    "entry": _save_entry,
    "school": _save_school,
    "person": _save_person,
    "advisor": _save_advisor,
    "exercise": _save_exercise,
}
