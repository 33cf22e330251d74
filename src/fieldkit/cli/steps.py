"""What a form asks, in order, as far as the answers so far tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.forms.expression import Scope
from fieldkit.forms.form import Choice, Form, Group, Item
from fieldkit.forms.rules import holds, rules

Answers = Mapping[str, Any]

_TOP = re.compile(r"\. <= (\$\{\w+\})")
"""That an answer is at most that of another question."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask. item: None asks whether there is one more row. row: from 1 on, 0 outside repeats.

    field: where its answer is, as problems name it (`VA[2].VA3`). default: the answer of an Enter, or None.
    most: the largest number, where another answer sets it: the scale of a child.
    """

    group: Group
    item: Item | None
    row: int
    required: bool
    default: Any = None
    choices: tuple[Choice, ...] = ()
    most: float | None = None

    @property
    def field(self) -> str:
        """Its name in problems, and on the way back."""
        if self.item is None:
            return f"{self.group.code}[+]"
        return f"{self.group.code}[{self.row}].{self.item.code}" if self.row else self.item.code

    def value(self, answers: Answers) -> Any:
        """The answer it has; None when it has none."""
        if self.item is None:
            return None
        found = answers[self.group.code][self.row - 1] if self.row else answers
        return found.get(self.item.code)

    def put(self, answers: dict[str, Any], value: Any) -> None:
        """Give it an answer; None takes the answer away."""
        assert self.item is not None
        row = answers[self.group.code][self.row - 1] if self.row else answers
        if value is None:
            row.pop(self.item.code, None)
        else:
            row[self.item.code] = value


def steps(form: Form, answers: Answers, today: date) -> Iterator[Step]:
    """Every question that applies now."""
    scope = Scope(answers, today.isoformat())
    for group in form.groups:
        scope.row, scope.value = {}, ""
        if group.relevant and not holds(rules(form).of_group(group), scope):
            continue
        rows = answers.get(group.code) or [] if group.repeat else [answers]
        for number, row in enumerate(rows, 1):
            for item in group.items:
                scope.row, scope.value = row, row.get(item.code, "")
                if item.asked and _applies(form, item, scope):
                    yield _step(form, group, item, number if group.repeat else 0, scope)
        if group.repeat and _open(group, len(rows)):
            yield Step(group, None, 0, len(rows) < group.min)


def _applies(form: Form, item: Item, scope: Scope) -> bool:
    return not item.relevant or holds(rules(form).of(item, item.relevant), scope)


def _open(group: Group, count: int) -> bool:
    """Whether a person may add a row: there is room, and the rows are not those of the program."""
    mine = any(item.type == "given" for item in group.items)
    return not mine and (group.max is None or count < group.max)


def _step(form: Form, group: Group, item: Item, row: int, scope: Scope) -> Step:
    needed = item.required is True or (
        bool(item.required) and holds(rules(form).of(item, str(item.required)), scope)
    )
    default = rules(form).of(item, item.default)(scope) if item.default else ""
    if item.type == "select_multiple":
        default = str(default).split()
    told = default if default not in ("", []) else None
    return Step(group, item, row, needed, told, _choices(form, item, scope), _most(form, item, scope))


def _most(form: Form, item: Item, scope: Scope) -> float | None:
    rule = _TOP.fullmatch(item.constraint)
    found = rules(form).of(item, rule[1])(scope) if rule else None
    return found if isinstance(found, int | float) else None


def _choices(form: Form, item: Item, scope: Scope) -> tuple[Choice, ...]:
    if not item.choice_filter:
        return item.choices
    found = []
    for choice in item.choices:
        scope.name = choice.code
        if holds(rules(form).of(item, item.choice_filter), scope):
            found.append(choice)
    return tuple(found)
