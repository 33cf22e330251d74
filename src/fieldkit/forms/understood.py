"""Of answers from an option or a file, those that can be read at all: the others are asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fieldkit.errors import Problem
from fieldkit.forms.answer import parse
from fieldkit.forms.form import Form
from fieldkit.forms.refusal import Refusal, shown

Answers = dict[str, Any]


def understood(form: Form, answers: Mapping[str, Any]) -> tuple[Answers, list[Problem]]:
    """The answers without those that are none of their question's, and what is to be said of these.

    A name that the form does not know stays, for the check to point out.
    """
    kept: Answers = {}
    told: list[Problem] = []
    for code, value in answers.items():
        group = form.group(code)
        if group is None or not group.repeat:
            kept |= _row(form, {code: value}, "", told)
        elif _rows(value):
            kept[code] = [_row(form, row, f"{code}[{number}].", told) for number, row in enumerate(value, 1)]
        else:
            told.append(Problem(code, "not_rows", {"label": dict(group.labels), "value": shown(value)}))
    return kept, told


def without(answers: Mapping[str, Any], fields: Iterable[str]) -> Answers:
    """The answers without these: `student`, `VA[2].student`."""
    gone = set(fields)

    def rest(row: Mapping[str, Any], where: str) -> Answers:
        return {code: value for code, value in row.items() if f"{where}{code}" not in gone}

    kept = rest(answers, "")
    rows = {code: value for code, value in kept.items() if _rows(value)}
    return kept | {
        code: [rest(row, f"{code}[{number}].") for number, row in enumerate(value, 1)]
        for code, value in rows.items()
    }


def _rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _row(form: Form, row: Mapping[str, Any], where: str, told: list[Problem]) -> Answers:
    return dict(_read(form, row, where, told))


def _read(form: Form, row: Mapping[str, Any], where: str, told: list[Problem]) -> Iterator[tuple[str, Any]]:
    for code, value in row.items():
        item = form.items.get(code)
        try:
            if item:
                parse(item, value)
        except Refusal as refusal:
            facts = {
                "label": dict(item.labels) if item else code,
                "value": shown(value),
                "text": shown(value),
            }
            told.append(Problem(f"{where}{code}", refusal.code, {**facts, **refusal.facts}))
        else:
            yield code, value
