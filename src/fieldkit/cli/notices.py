"""The privacy notice of a whole file of people, said in options or asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fieldkit import text
from fieldkit.cli import failure, keyed, kit, prompt
from fieldkit.cli.l10n import WrongUsage
from fieldkit.errors import Invalid, Problem
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.forms.form import Form, Item
    from fieldkit.intake.columns import Columns


def settled(
    form: Form,
    columns: Columns | None,
    fixed: Mapping[str, Any],
    told: Mapping[str, str | None],
    *,
    ask: bool,
) -> dict[str, Any]:
    """What holds for every row, with the notice: told in options, or asked.

    Raises Invalid, and WrongUsage when it was told in part: all the people would be left as drafts.
    """
    from fieldkit.intake.plan import NOTICE

    said = _given(form, told)
    found = {**fixed, **said}
    lacking = [code for code in NOTICE if code in form.items and code not in _known(columns, found)]
    if ask:
        return _asked(form, lacking, found)
    if said and lacking:
        raise WrongUsage("notice_lacks", options=", ".join(map(_option, lacking)))
    return found


def options(fixed: Mapping[str, Any]) -> dict[str, str]:
    """The options that would tell the same notice again."""
    from fieldkit.intake.plan import NOTICE

    return {_option(code): str(fixed[code]) for code in NOTICE if code in fixed}


def _known(columns: Columns | None, found: Mapping[str, Any]) -> set[str]:
    return {*found, *(columns.codes() if columns else ())}


def _option(code: str) -> str:
    """The option that tells this item of the notice, in the language in use."""
    return kit.named("--notice" if code == "notice_version" else f"--{code.replace('_', '-')}")


def _given(form: Form, told: Mapping[str, str | None]) -> dict[str, Any]:
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
            facts = {"label": _option(item.code), "text": said, **refusal.facts}
            problems.append(Problem(item.code, refusal.code, facts))
    if problems:
        raise Invalid(problems)
    if fixed.get("notice_version"):
        fixed.setdefault("notice_date", kit.today().isoformat())
    return fixed


def _asked(form: Form, lacking: Sequence[str], found: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the notice, and the rest asked; a question that is left leaves people as drafts."""
    answers = dict(found)
    if lacking:
        kit.say("intake.notice_asked")
    for code in lacking:
        value = _ask(form.items[code])
        if value is None:
            kit.say("intake.notice_left", question=form.items[code].label(text.language()))
            break
        answers[code] = value
    return answers


def _ask(item: Item) -> Any:
    from fieldkit.forms.answer import parse
    from fieldkit.forms.refusal import Refusal

    question = item.label(text.language())
    options = ", ".join(choice.label(text.language()) for choice in item.choices)
    today = kit.today().isoformat() if item.type == "date" else ""
    default = t("ask.default", default=today) if today else ""
    while True:
        said = prompt.line(f"{question} {f'({options}) ' if options else ''}{default}{t('ask.prompt')}")
        try:
            return parse(item, keyed.day(said, kit.today()) if said.strip() and today else said or today)
        except Refusal as refusal:
            kit.line(failure.problem_words(Problem(item.code, refusal.code, {"text": said, **refusal.facts})))
