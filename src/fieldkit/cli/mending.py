"""Correcting a record at the terminal: which question, then its new answer, until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, keyed, kit, prepared, who
from fieldkit.cli.answering import Answering, refused
from fieldkit.cli.ask import BACK, HELP, LATER, LEAVE, REMOVE
from fieldkit.cli.screen import Screen
from fieldkit.cli.steps import Step, steps
from fieldkit.domain.record import Record
from fieldkit.errors import Problem
from fieldkit.forms.form import Form, load
from fieldkit.forms.refusal import Refusal
from fieldkit.text import t

Answers = dict[str, Any]
Wrong = Callable[[Answers], Sequence[Problem]]
"""What keeps some new answers from being saved."""


def asked(form: Form, answers: Mapping[str, Any], wrong: Wrong) -> Answers:
    """The new answers of a record, by code; empty when nothing was changed. Raises Paused for who leaves.

    answers: those it has. What would not be saved is told and asked before it ends, so that nothing of what
    was typed is lost. Rows are added here, and taken away by `--answers`.
    """
    screen = Screen()
    answering = Answering(screen, who.lists(kit.store()), kit.today())
    screen.title(form.label(text.language()), t("mending.keys"))
    changed: Answers = {}
    while True:
        found = prepared.in_rows(form, changed, answers)
        here = {step.field: step for step in steps(form, {**answers, **found}, kit.today())}
        step = _which(screen, here)
        problems = [] if step else wrong(found)
        if step is None and not problems:
            return found
        try:
            for one in [step] if step else _mended(screen, here, problems):
                found = prepared.in_rows(form, changed, answers)
                changed |= _told(screen, answering, form, one, {**answers, **found})
        except _RowGone as gone:
            if gone.row <= len(answers.get(gone.group) or ()):
                screen.wrong(t("mending.kept_row"))
            changed = _without_row(changed, gone.group, gone.row)


class _RowGone(Exception):
    """A row is not wanted any more."""

    def __init__(self, step: Step) -> None:
        self.group, self.row = step.group.code, step.row


def _without_row(changed: Answers, group: str, row: int) -> Answers:
    """The new answers without those of a row; of the rows after it, one place before."""
    kept: Answers = {}
    for field, value in changed.items():
        place, _, code = field.removeprefix(f"{group}[").partition("].")
        number = int(place) if code and field.startswith(f"{group}[") else 0
        if number != row:
            kept[f"{group}[{number - 1}].{code}" if number > row else field] = value
    return kept


def _mended(screen: Screen, here: Mapping[str, Step], problems: Sequence[Problem]) -> Iterator[Step]:
    """The questions that are to be answered first, each told; of a problem of none, what it is."""
    for problem in problems:
        screen.wrong(failure.problem_line(problem))
        if problem.field in here:
            yield here[problem.field]


def _told(screen: Screen, answering: Answering, form: Form, step: Step, answers: Answers) -> Answers:
    """What is answered to a question, or to those of a new row."""
    if step.item:
        return _answer(screen, answering, step, answers)
    group, found = step.group.code, Answers()
    before = answers.get(group) or []
    seen: set[str] = set()
    while True:
        now = {**answers, **prepared.in_rows(form, found, answers)}
        now.setdefault(group, [])
        if len(now[group]) == len(before):
            now[group] = [*now[group], {}]
        walk = (one for one in steps(form, now, kit.today()) if one.row == len(before) + 1 and one.item)
        following = next((one for one in walk if one.group.code == group and one.field not in seen), None)
        if following is None:
            return found
        seen.add(following.field)
        told = _answer(screen, answering, following, now)
        found |= {field: value for field, value in told.items() if value is not None}


def added(form: Form, answers: Answers, group: str) -> Answers:
    """The rows of a repeat with one more, asked for; nothing when its questions were passed over."""
    answering = Answering(screen := Screen(), who.lists(kit.store()), kit.today())
    walk = steps(form, answers, kit.today())
    one_more = next(step for step in walk if step.group.code == group and step.item is None)
    with suppress(_RowGone):
        return prepared.in_rows(form, _told(screen, answering, form, one_more, answers), answers)
    return {}


def answered(record: Record, codes: Sequence[str]) -> dict[str, Any]:
    """The answers to some questions of a record, each asked anew; what is passed over is not there. Raises
    Paused."""
    form = load(record.form)
    answers = {code: value for code, value in record.answers.items() if code not in codes}
    screen = Screen()
    answering = Answering(screen, who.lists(kit.store()), kit.today())
    found: dict[str, Any] = {}
    for code in codes:
        walk = steps(form, answers | found, kit.today())
        step = next((step for step in walk if step.field == code), None)
        found |= _answer(screen, answering, step, answers | found) if step else {}
    return found


def _which(screen: Screen, here: dict[str, Step]) -> Step | None:
    """The question to mend, by its code or any of its words; None when there are no more. Raises Paused."""
    options = [(field, _label(step)) for field, step in here.items()]
    while True:
        screen.question(t("mending.which"), "")
        typed = screen.read()
        if not typed:
            return None
        if typed == LEAVE:
            raise failure.Paused(left=True)
        found = [(field, label) for field, label in options if field.lower() == typed.lower()]
        found = found or keyed.chosen(options, typed)
        if len(found) == 1:
            return here[found[0][0]]
        if not found:
            screen.wrong(t("ask.none_so"))
        screen.options(found or options, [field for field, _ in found or options])


def _label(step: Step) -> str:
    group = step.group.label(text.language())
    if step.item is None:
        return t("mending.add", group=group)
    words = step.item.label(text.language())
    return f"{group} {step.row} · {words}" if step.row else words


def _answer(screen: Screen, answering: Answering, step: Step, answers: dict[str, Any]) -> dict[str, Any]:
    """The new answer of one question; nothing when it stays as it is."""
    assert step.item is not None
    answering.start(step, answers)
    while True:
        answering.put(step, step.field)
        typed = screen.read(answering.shown(step, step.value(answers)))
        if typed in ("", BACK):
            return {}
        if typed == LATER:
            return {step.field: None}
        if typed == LEAVE:
            raise failure.Paused(left=True)
        if typed == REMOVE and step.row:
            raise _RowGone(step)
        if typed == HELP:
            answering.help(step)
            continue
        try:
            value = answering.value(step.item, typed)
        except Refusal as refusal:
            screen.wrong(failure.problem_words(refused(step, typed, refusal)))
            continue
        if value is not None:
            return {step.field: value}
