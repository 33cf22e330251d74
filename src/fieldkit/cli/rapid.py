"""`fieldkit fill --rapid`: a pile of paper sheets, typed block by block, with codes in place of questions.

A block is a line: its values in the order of the paper, which is that of the form, blanks between them, a
text up to `/` or the end of the line. Every line is on disk before the next; every sheet is a record before
the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fieldkit import text
from fieldkit.cli import failure
from fieldkit.cli.answering import MODES, refused
from fieldkit.cli.ask import BACK, HEADER, HELP, LEAVE, Answers, Asking, copied
from fieldkit.cli.steps import Step
from fieldkit.domain.calendar import Calendar
from fieldkit.domain.names import fold
from fieldkit.forms.answer import parse
from fieldkit.forms.check import check
from fieldkit.forms.form import Group, Item
from fieldkit.forms.refusal import Refusal
from fieldkit.forms.signs import signs
from fieldkit.text import t

BLANK = "-"
"""Typed in the place of a value: its default, or nothing."""

_TEXTS = ("text", "longtext", "signature", "photo")
_NAMED = re.compile(r"\s*([^\W\d]\w*)=")
_SIGNED = re.compile(r"(.*?)\s*\(([^()]+)\)")


class Line:
    """A line being read, value by value."""

    def __init__(self, typed: str) -> None:
        self.left = typed

    def __bool__(self) -> bool:
        return bool(self.left.strip())

    def named(self, known: Mapping[str, Step]) -> Step | None:
        """The question whose sign stands before a `=`, which is then read over. known: by folded sign."""
        found = _NAMED.match(self.left)
        step = known.get(fold(found[1])) if found else None
        if found and step:
            self.left = self.left[found.end() :]
        return step

    def take(self, item: Item) -> str:
        """The next value: of a text, all up to `/` (`\\/` is a stroke within it); else up to a blank."""
        if item.type not in _TEXTS:
            value, _, self.left = self.left.strip().partition(" ")
            return value
        value, stroke, rest = self.left.replace("\\/", "\0").partition("/")
        self.left = rest.replace("\0", "\\/") if stroke else ""
        return value.replace("\0", "/").strip()


class Rapid(Asking):
    """One sheet of a pile.

    day: the day an Enter gives it. before: what every line began with, for `<`. told: the questions whose
    numbers were explained.
    """

    day: date

    def run(self, *, resumed: bool = False) -> Answers:
        """As `Asking.run`, line by line. What is still wrong at the end is asked question by question."""
        self.before: list[tuple[Answers, set[str]]] = []
        self.told: set[str] = set()
        try:
            while block := self._block():
                self._line(block)
        except (KeyboardInterrupt, EOFError):
            raise failure.Paused from None
        errors = check(self.form, self.answers, today=self.today).errors
        return super().run(resumed=resumed) if errors else self.answers

    # the line

    def _block(self) -> list[Step]:
        """The open questions of the next group, or row; of rows that the program began, all of them."""
        first = self._next()
        if first is None:
            return []
        if first.item is None:
            return [first]
        begun = _begun(first.group)
        here = [step for step in self._steps() if step.item and step.group is first.group]
        here = [step for step in here if step.field not in self.passed and step.value(self.answers) is None]
        return here if begun else [step for step in here if step.row == first.row]

    def _default(self, step: Step) -> Any:
        if step.item and step.item.code == "date" and not step.row:
            return self.day.isoformat()
        self.answering.start(step, self.answers)
        return self.answering.default

    def _line(self, block: list[Step]) -> None:
        """Ask for one block and take what was typed."""
        asked = self._to_come(block[0]) if block[0].item is None else block
        self._tell(asked)
        more = "" if asked is block else "+ "
        enough = "" if asked is block or block[0].required else f"  {t('rapid.enough')}"
        self.screen.write(more + " ".join(self._code(step) for step in asked) + enough, "bold")
        typed = self.screen.read()
        if typed == LEAVE:
            raise failure.Paused(left=True)
        if typed == BACK:
            if self.before:
                self.answers, self.passed = self.before.pop()
                self.keep(self.answers)
        elif typed == HELP:
            self._help(asked)
        else:
            before = (copied(self.answers), set(self.passed))
            self._take(block, typed)
            if before != (self.answers, self.passed):
                self.before.append(before)
            elif not typed:
                self.screen.wrong(t("rapid.needed"))

    def _to_come(self, step: Step) -> list[Step]:
        """The questions of one more row, as if it were there."""
        kept = self.answers
        rows = [*(kept.get(step.group.code) or ()), {}]
        self.answers = {**kept, step.group.code: rows}
        found = [one for one in self._steps() if one.group is step.group and one.row == len(rows)]
        self.answers = kept
        return found

    def _tell(self, asked: list[Step]) -> None:
        """What no paper can have: which agreement each row is about, and, once, whom a number stands for."""
        for step in asked:
            assert step.item is not None
            if _begun(step.group):
                self.answering.given(step, self.answers)
            self.answering.start(step, self.answers)
            named = step.item.type in ("ref", "text") and step.item.code not in self.told
            if named and self.answering.offered:
                self.told.add(step.item.code)
                numbered = enumerate(self.answering.offered, 1)
                listed = " · ".join(f"{number} {label}" for number, (_, label) in numbered)
                self.screen.write(f"  {self._sign(step.item)}: {listed}", "dim")

    def _sign(self, item: Item) -> str:
        """What stands for a question here and on the printed sheet."""
        return signs(self.form, text.language())[item.code]

    def _code(self, step: Step) -> str:
        """A sign, bare when it must be answered, (when it may be blank), [when it has=a default]."""
        assert step.item is not None
        code, default = self._sign(step.item), self._default(step)
        if default is not None:
            return f"[{code}={self.answering.shown(step, default)}]"
        return code if step.required else f"({code})"

    def _help(self, asked: list[Step]) -> None:
        """The questions in full, with what may be chosen."""
        for step in asked:
            item = step.item
            assert item is not None
            words = (self._sign(item), item.label(text.language()), item.hint(text.language()))
            self.screen.write("  " + "  ".join(filter(None, words)))
            self.answering.start(step, self.answers)
            self.screen.options(self.answering.offered)
            if len(self.answering.options) > len(self.answering.offered):
                self.screen.write(f"    {t('ask.note_search')}", "dim")
        self.screen.write(t("rapid.keys"), "dim")

    # what was typed

    def _take(self, block: list[Step], typed: str) -> None:
        """Give each value its question, until one does not hold; the rest gets what an Enter gives."""
        first, line = block[0], Line(typed)
        if first.item is None and not line:
            self._left(first, needed=first.required)
            return
        without = copied(self.answers)
        if first.item is None:
            self._add_row(first.group.code)
        row, begun = self._block()[0].row, first.item is not None
        while line:
            step = self._meant(self._still(first, row), line)
            if step is None or not self._given(step, line):
                if not begun:  # an Enter still says that there are no more
                    self.answers = without
                    self.keep(self.answers)
                return
            begun = True
        while (rest := self._still(first, row)) and self._given(rest[0], Line(BLANK), quiet=True):
            pass

    def _still(self, first: Step, row: int) -> list[Step]:
        """What is open yet of the block that began with this question."""
        block = self._block()
        here = block and block[0].item and block[0].group is first.group
        return block if here and (block[0].row == row or _begun(first.group)) else []

    def _meant(self, block: list[Step], line: Line) -> Step | None:
        """The question that the next value answers: the one it names, else the next of the block."""
        known: dict[str, Step] = {}
        for one in block:
            if one.item:
                known |= {fold(name): one for name in (one.item.code, self._sign(one.item))}
        step = line.named(known) or next(iter(block), None)
        if step is None:
            self.screen.wrong(t("rapid.too_many", text=line.left.strip()))
        return step

    def _given(self, step: Step, line: Line, *, quiet: bool = False) -> bool:
        """Take a value for a question. quiet: nothing was typed for it, so nothing is said of its need."""
        assert step.item is not None
        typed = line.take(step.item)
        default = self._default(step)
        if typed in ("", BLANK) and default is None:
            return not (quiet and step.required) and self._left(step, needed=step.required)
        try:
            value = default if typed in ("", BLANK) else self._value(step, typed)
        except Refusal as refusal:
            self.screen.wrong(failure.problem_line(refused(step, typed, refusal)))
            return False
        if value is None or not self._holds(step, value):
            return False
        if step.field in (*HEADER, *self.form.key):
            self._warn_of_the_same()
        if step.field == "date":
            self.answering.today = date.fromisoformat(value)
        return True

    def _warn_of_the_same(self) -> None:
        """Each sheet that is here already, once."""
        odd = self.against(self.answers)
        found = {str(problem.facts["id"]): problem for problem in odd if problem.code == "same_sheet"}
        self._say([problem for id, problem in found.items() if id not in self.told])
        self.told |= found.keys()

    def _value(self, step: Step, typed: str) -> Any:
        assert step.item is not None
        self.answering.start(step, self.answers)
        if step.item.type != "signature":
            return self.answering.value(step.item, typed)
        found = _SIGNED.fullmatch(typed)
        name, mode = (found[1], found[2]) if found else (typed, MODES[0])
        return parse(
            step.item, {"name": name, "mode": MODES[int(mode) - 1] if mode in ("1", "2", "3") else mode}
        )


def _begun(group: Group) -> bool:
    """Whether its rows are the program's, which only waits for their answers."""
    return group.repeat and any(item.type == "given" for item in group.items)


def next_day(calendar: Calendar, after: date, today: date) -> date:
    """The day of the next sheet of a pile: the next day of class, and never a day to come."""
    day = after + timedelta(days=1)
    while day < today and not calendar.is_class_day(day):
        day += timedelta(days=1)
    return min(day, today)
