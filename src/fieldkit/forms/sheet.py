"""One pass over one sheet: what is kept of its answers, what is computed, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.errors import Problem
from fieldkit.forms.answer import blank, read
from fieldkit.forms.expression import Closure, Scope, references
from fieldkit.forms.form import Form, Group, Item
from fieldkit.forms.refusal import Refusal, own_words, shown
from fieldkit.forms.rules import holds, rules
from fieldkit.forms.sound import sound
from fieldkit.forms.values import settled

MOST_ROWS = 1000
LINKS = frozenset(("person", "school", "student", "role"))
"""What ties the records of a register sheet together: in a part, these are no unknown answers."""

_NOT_FUTURE = ". <= today()"
_TOO_OLD = ". < today() - "


@dataclass(frozen=True, slots=True)
class Checked:
    """answers: normalised, computed, without what does not apply. problems: in the order of the form."""

    answers: dict[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being finished."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a second look."""
        return tuple(problem for problem in self.problems if problem.level == "warning")

    @property
    def complete(self) -> bool:
        """Whether it can be finished."""
        return not self.errors


class Sheet:
    """A sheet being checked: take every answer, settle what applies and what is computed, judge."""

    def __init__(self, form: Form, given: Mapping[str, Any], today: str, part: str | None) -> None:
        self.form, self.given, self.part = form, given, part
        self.rules = rules(form)
        self.answers: dict[str, Any] = {}
        self.scope = Scope(self.answers, today)
        self.refused: set[str] = set()
        self.absent: set[str] = set()
        self.places = {code: place for place, code in enumerate(form.items)}
        self.found: list[tuple[tuple[int, int, int], Problem]] = []

    def run(self) -> Checked:
        """All three, in this order."""
        for code, value in self.given.items():
            self.take(code, value)
        for item in self.rules.order:
            if self.mine(item):
                self.settle(item)
        for group in self.form.groups:
            self.judge(group)
        self.found.sort(key=lambda placed: placed[0])
        return Checked(self.answers, tuple(problem for _, problem in self.found))

    # take: each answer by itself

    def take(self, code: str, value: Any) -> None:
        item, group = self.form.items.get(code), self.rules.groups.get(code)
        if group is not None and group.repeat:
            self.take_rows(group, value)
        elif item is not None and not item.repeat and self.mine(item):
            self.keep(item, value, self.answers, 0)
        elif not blank(value):
            self.take_unknown(code, value, known=item is not None and not item.repeat)

    def take_rows(self, group: Group, rows: Any) -> None:
        if blank(rows):
            return
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self.add_group(group, "not_rows")
            return
        if len(rows) > (group.max or MOST_ROWS):
            self.add_group(group, "too_many_rows", max=group.max or MOST_ROWS, count=len(rows))
        kept: list[dict[str, Any]] = [{} for _ in rows]
        self.answers[group.code] = kept
        members = {item.code: item for item in group.items}
        for number, row in enumerate(rows, 1):
            for code, value in row.items():
                if code in members:
                    self.keep(members[code], value, kept[number - 1], number)
                elif not blank(value):
                    self.take_unknown(code, value, f"{group.code}[{number}].", kept[number - 1])

    def keep(self, item: Item, value: Any, into: dict[str, Any], row: int) -> None:
        try:
            kept, notes = read(item, value)
        except Refusal as refusal:
            self.refused.add(self.field(item, row))
            self.add(
                item, row, refusal.code, **{"value": shown(value), "text": shown(value), **refusal.facts}
            )
            return
        if kept is not None:
            into[item.code] = kept
        for note in notes:
            self.add(item, row, note, level="warning", text=shown(value), kept=kept)

    def take_unknown(
        self,
        code: str,
        value: Any,
        where: str = "",
        into: dict[str, Any] | None = None,
        known: bool = False,
    ) -> None:
        """Keep what this version of the form does not know, for the version that does."""
        facts = {"label": dict.fromkeys(("es", "en"), shown(code)), "value": shown(value)}
        place = (len(self.places), 0, len(self.found))
        try:
            sound({code: value})
        except Refusal as refusal:
            problem = Problem(f"{where}{shown(code)}", refusal.code, {**facts, **refusal.facts})
            self.found.append((place, problem))
            return
        (self.answers if into is None else into)[code] = value
        if self.part is None or not (known or code in LINKS):
            self.found.append((place, Problem(f"{where}{code}", "unknown_item", facts, "warning")))

    # settle: what applies, what is computed

    def settle(self, item: Item) -> None:
        group = self.rules.groups[item.group]
        if not self.applies(group):
            self.drop_group(group)
            return
        for number, row in self.rows(item):
            if item.relevant and self.seen(item.relevant) and not self.true(item, item.relevant, row):
                self.drop(item, row, number)
            elif item.calculation and self.seen(item.calculation):
                self.compute(item, item.calculation, row)
            elif item.presumed and item.code not in row and self.field(item, number) not in self.refused:
                self.compute(item, item.presumed, row)

    def applies(self, group: Group) -> bool:
        """Whether the group's own condition holds."""
        if not group.relevant or not self.seen(group.relevant):
            return True
        return self.holds(self.rules.of_group(group))

    def drop_group(self, group: Group) -> None:
        if group.code in self.absent:
            return
        self.absent.add(group.code)
        if group.repeat:
            rows = self.answers.pop(group.code, None)
            asked = {item.code for item in group.items if item.asked}
            if rows and any(asked & row.keys() for row in rows):
                self.add_group(group, "not_relevant", level="warning", value=shown(rows))
            return
        for item in group.items:
            self.drop(item, self.answers, 0)

    def drop(self, item: Item, row: dict[str, Any], number: int) -> None:
        """Take out an answer that does not apply, and say so unless the program itself had put it there."""
        self.absent.add(self.field(item, number))
        value = row.pop(item.code, None)
        if value is not None and item.asked:
            self.add(item, number, "not_relevant", level="warning", value=shown(value))

    def compute(self, item: Item, text: str, row: dict[str, Any]) -> None:
        put(row, item.code, self.value(item, text, row))

    # judge: what is missing, what does not fit

    def judge(self, group: Group) -> None:
        if group.code in self.absent or not self.applies(group):
            return
        if group.repeat and self.part is None:
            count = len(self.answers.get(group.code, ()))
            if count < group.min:
                own = own_words(group.min_message, self.answers)
                self.add_group(group, "too_few_rows", min=group.min, count=count, **own)
            elif count and group.constraint and not self.holds(self.rules.of_rows(group)):
                self.add_group(group, "constraint", **own_words(group.constraint_message, self.answers))
        for item in group.items:
            if self.mine(item):
                for number, row in self.rows(item):
                    self.judge_answer(item, row, number)

    def judge_answer(self, item: Item, row: dict[str, Any], number: int) -> None:
        field = self.field(item, number)
        if field in self.absent or field in self.refused:
            return
        value = row.get(item.code)
        if value is None:
            if item.required is True or (item.required and self.true(item, item.required, row)):
                self.add(item, number, "required")
            elif item.wanted:
                self.add(item, number, "wanted", level="warning")
            return
        if type(value) is int and value in item.missing:
            return
        if item.choice_filter:
            self.judge_options(item, value, row, number)
        for code, level, facts in self.unmet(item, value, row):
            self.add(item, number, code, level=level, value=shown(value), **facts)

    def judge_options(self, item: Item, value: Any, row: dict[str, Any], number: int) -> None:
        for code in value if isinstance(value, list) else [value]:
            self.scope.name = code
            if not self.true(item, item.choice_filter, row):
                self.add(item, number, "not_a_choice_here", value=shown(code))

    def unmet(self, item: Item, value: Any, row: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        if item.constraint and self.decided(item, item.constraint, row, value) is False:
            if item.constraint == _NOT_FUTURE:
                yield "future_date", "error", {}
            else:
                yield "constraint", "error", own_words(item.constraint_message, {**self.answers, **row})
        if item.warning and self.decided(item, item.warning, row, value):
            code, facts = warned(item, {**self.answers, **row})
            yield code, "warning", facts

    # where we are

    def mine(self, item: Item) -> bool:
        """Whether the item belongs to the part being checked."""
        return self.part is None or not item.part or item.part == self.part

    def seen(self, text: str) -> bool:
        """Whether all an expression looks at is here: what another record holds cannot be judged."""
        if self.part is None:
            return True
        return all(self.mine(self.form.items[code]) for code in references(text) if code in self.form.items)

    def rows(self, item: Item) -> list[tuple[int, dict[str, Any]]]:
        """The rows an item lives in, numbered from 1; outside repeats the sheet itself, with number 0."""
        if not item.repeat:
            return [(0, self.answers)]
        return list(enumerate(self.answers.get(item.repeat, ()), 1))

    def value(self, item: Item, text: str, row: dict[str, Any]) -> Any:
        self.scope.row, self.scope.value = row, row.get(item.code, "")
        return self.rules.of(item, text)(self.scope)

    def true(self, item: Item, text: str, row: dict[str, Any]) -> bool:
        self.scope.row, self.scope.value = row, row.get(item.code, "")
        return holds(self.rules.of(item, text), self.scope)

    def holds(self, closure: Closure) -> bool:
        """Whether a condition on the whole sheet is true."""
        self.scope.row, self.scope.value = {}, ""
        return holds(closure, self.scope)

    def decided(self, item: Item, text: str, row: dict[str, Any], value: Any) -> bool | None:
        """Whether a condition holds; None while it cannot be told."""
        if not self.seen(text):
            return None
        self.scope.row, self.scope.value = row, value
        found = self.rules.decides(item, text)(self.scope)
        return None if found == "" else bool(found and found == found)

    def field(self, item: Item, row: int) -> str:
        return f"{item.repeat}[{row}].{item.code}" if row else item.code

    def add(self, item: Item, row: int, code: str, level: str = "error", **facts: Any) -> None:
        first = self.rules.groups[item.group].items[0].code if row else item.code
        place = (self.places[first], row, self.places[item.code])
        facts = {"label": dict(item.labels), **facts}
        self.found.append((place, Problem(self.field(item, row), code, facts, level)))

    def add_group(self, group: Group, code: str, level: str = "error", **facts: Any) -> None:
        place = (self.places[group.items[0].code], 0, 0)
        self.found.append((place, Problem(group.code, code, {"label": dict(group.labels), **facts}, level)))


def warned(item: Item, answers: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """What an item's own warning says: the code and the facts."""
    days = item.warning.removeprefix(_TOO_OLD)
    if days.isdecimal():
        return "old_date", {"days": int(days)}
    return "warning", own_words(item.warning_message, answers)


def put(row: dict[str, Any], code: str, value: Any) -> None:
    """Keep what was computed, or nothing when there is no value."""
    value = settled(value)
    if value == "":
        row.pop(code, None)
    else:
        row[code] = value
