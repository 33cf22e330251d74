"""Correcting a record at the terminal: which question, then its new answer, until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, keyed, kit, prepared, who
from fieldkit.cli.answering import Answering, refused
from fieldkit.cli.screen import Screen
from fieldkit.cli.steps import Step, steps
from fieldkit.domain.record import Record
from fieldkit.forms.form import load
from fieldkit.forms.refusal import Refusal
from fieldkit.text import t


def asked(record: Record) -> dict[str, Any]:
    """The new answers, by code; empty when nothing was changed. Rows come and go by `--answers`."""
    form, answers = load(record.form), dict(record.answers)
    screen = Screen()
    answering = Answering(screen, who.lists(kit.store()), kit.today())
    screen.title(form.label(text.language()), t("mending.keys"))
    changed: dict[str, Any] = {}
    while True:
        present = answers | prepared.in_rows(form, changed, answers)
        here = {step.field: step for step in steps(form, present, kit.today()) if step.item}
        step = _which(screen, here)
        if step is None:
            return prepared.in_rows(form, changed, answers)
        changed |= _answer(screen, answering, step, present)


def answered(record: Record, codes: Sequence[str]) -> dict[str, Any]:
    """The answers to some questions of a record, each asked for; what is passed over is not there."""
    form, answers = load(record.form), dict(record.answers)
    screen = Screen()
    answering = Answering(screen, who.lists(kit.store()), kit.today())
    found: dict[str, Any] = {}
    for code in codes:
        walk = steps(form, answers | found, kit.today())
        step = next((step for step in walk if step.field == code), None)
        found |= _answer(screen, answering, step, answers | found) if step else {}
    return found


def _which(screen: Screen, here: dict[str, Step]) -> Step | None:
    """The question to mend, by its code or by any of its words; None when there are no more."""
    options = [(field, _label(step)) for field, step in here.items()]
    while True:
        screen.question(t("mending.which"), "")
        typed = screen.read()
        if not typed:
            return None
        found = [(field, label) for field, label in options if field.lower() == typed.lower()]
        found = found or keyed.chosen(options, typed)
        if len(found) == 1:
            return here[found[0][0]]
        screen.options(found or options, [field for field, _ in found or options])


def _label(step: Step) -> str:
    words = step.item.label(text.language()) if step.item else ""
    return f"{step.group.label(text.language())} {step.row} · {words}" if step.row else words


def _answer(screen: Screen, answering: Answering, step: Step, answers: dict[str, Any]) -> dict[str, Any]:
    """The new answer of one question; nothing when it stays as it is."""
    assert step.item is not None
    answering.start(step, answers)
    while True:
        answering.put(step, step.field)
        typed = screen.read(answering.shown(step, step.value(answers)))
        if not typed:
            return {}
        if typed == "-":
            return {step.field: None}
        try:
            value = answering.value(step.item, typed)
        except Refusal as refusal:
            screen.wrong(failure.problem_words(refused(step, typed, refusal)))
            continue
        if value is not None:
            return {step.field: value}
