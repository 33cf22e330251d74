"""The privacy notice of a whole file of people, said in options or asked once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fieldkit import text
from fieldkit.cli import failure, keyed, kit
from fieldkit.errors import Invalid, Problem
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.forms.form import Form, Item
    from fieldkit.intake.columns import Columns


def given(form: Form, told: Mapping[str, str | None]) -> dict[str, Any]:
    """The notice in options, read; with a version and no date, it was given today. Raises Invalid."""
    from fieldkit.forms.answer import parse
    from fieldkit.forms.refusal import Refusal

    fixed: dict[str, Any] = {}
    problems = []
    for part, said in told.items():
        item = form.items.get(f"notice_{part}")
        if item is None or said is None:
            continue
        try:
            fixed[item.code] = parse(item, keyed.day(said, kit.today()) if item.type == "date" else said)
        except Refusal as refusal:
            problems.append(Problem(item.code, refusal.code, {"text": said, **refusal.facts}))
    if problems:
        raise Invalid(problems)
    if fixed.get("notice_version"):
        fixed.setdefault("notice_date", kit.today().isoformat())
    return fixed


def asked(form: Form, columns: Columns | None, fixed: dict[str, Any]) -> dict[str, Any]:
    """What is known of the notice, and the rest asked; nothing typed leaves the people as drafts."""
    from fieldkit.intake.plan import NOTICE

    known = {*fixed, *(columns.codes() if columns else ())}
    items = [form.items[code] for code in NOTICE if code in form.items and code not in known]
    answers = dict(fixed)
    if items:
        kit.say("intake.notice_asked")
    for item in items:
        value = _ask(item)
        if value is None:
            break
        answers[item.code] = value
    return answers


def _ask(item: Item) -> Any:
    from fieldkit.forms.answer import parse
    from fieldkit.forms.refusal import Refusal

    question = item.label(text.language())
    options = ", ".join(choice.label(text.language()) for choice in item.choices)
    while True:
        said = input(f"{question} {f'({options}) ' if options else ''}{t('ask.prompt')}")
        try:
            return parse(item, said)
        except Refusal as refusal:
            kit.line(failure.problem_words(Problem(item.code, refusal.code, {"text": said, **refusal.facts})))
