"""Filling in a form in the terminal, question by question. After every answer the draft is on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit import text
from fieldkit.cli import failure, pointing
from fieldkit.cli.answering import Answering, Lists, refused
from fieldkit.cli.offers import Offers
from fieldkit.cli.screen import Screen
from fieldkit.cli.steps import Step, steps
from fieldkit.errors import Problem
from fieldkit.forms.check import check
from fieldkit.forms.form import Form
from fieldkit.forms.refusal import Refusal
from fieldkit.text import t

HELP, BACK, LATER, LEAVE, REMOVE = "?", "<", "-", ".", "--"
"""What always works, whatever is asked."""

HEADER = ("school", "student", "date", "period")
"""The answers on which hangs what the program itself puts on a sheet: enrolment, agreements still open."""

TUTORED = ("U01", "U02", "person", "exercise", "evaluator")
"""Those of a sheet of tutoring: who may tutor what."""

Answers = dict[str, Any]


class Asking:
    """One sheet being filled in.

    keep: called with the answers after each one. lists: who or what may be named in an item of type `ref`.
    renew: gives the answers, after those before, with what the program knows once school, student or day is
    known. against: what else on record speaks against them. offers: what the notebook offers for a question.
    passed: the questions left blank or for later, not asked again on the way down.
    until: where `<` was first typed; up to it every question comes again, in order.
    reviewed: what the last review showed as missing or odd, by field and code.
    """

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any],
        keep: Callable[[Answers], None],
        lists: Lists,
        today: date,
        renew: Callable[[Answers, Answers], Answers],
        against: Callable[[Answers], list[Problem]],
        offers: Offers,
    ) -> None:
        self.form, self.keep, self.today, self.renew, self.against = form, keep, today, renew, against
        self.answers = copied(answers)
        self.screen = Screen()
        self.offers = offers
        self.answering = Answering(self.screen, lists, today, offers)
        self.passed: set[str] = set()
        self.until: str | None = None
        self.reviewed: set[tuple[str, str]] = set()
        self.group = ""

    def run(self, *, resumed: bool = False) -> Answers:
        """Ask until nothing keeps the sheet from being finished. Raises Paused when somebody stops before.

        resumed: it is taken up again; what was left blank before its last answer is not asked once more.
        """
        if resumed:
            self.passed = self._blank_before_the_last_answer()
        self.screen.title(self.form.label(text.language()), t("ask.keys"))
        step = None
        try:
            while step := step or self._next() or self._review():
                step = self._ask(step)
        except (KeyboardInterrupt, EOFError):
            raise failure.Paused from None
        return self.answers

    # which question

    def _steps(self) -> list[Step]:
        """Every question that applies, as far as the answers and all that is computed from them tell."""
        computed = check(self.form, self.answers, today=self.today).answers
        return [step for step in steps(self.form, computed, self.today) if self.offers.asks(step)]

    def _step(self, field: str) -> Step | None:
        return next((step for step in self._steps() if step.field == field), None)

    def _next(self) -> Step | None:
        waiting = (step for step in self._steps() if step.field not in self.passed)
        return next((step for step in waiting if step.value(self.answers) is None), None)

    def _blank_before_the_last_answer(self) -> set[str]:
        """What somebody passed over on the way to the last answer."""
        walk = self._steps()
        answered = [place for place, step in enumerate(walk) if step.value(self.answers) is not None]
        before = walk[: answered[-1]] if answered else []
        return {step.field for step in before if not step.required}

    def _back(self, step: Step) -> Step | None:
        """The question before, in the order of the form. A row with nothing in it yet goes too."""
        if step.row and not any(self.answers[step.group.code][step.row - 1].values()):
            self._remove_row(step)
            return self._step(f"{step.group.code}[+]")
        self.until = self.until or step.field
        before = self._before(step.field) or step
        self.passed.discard(before.field)
        return before

    def _before(self, field: str | None) -> Step | None:
        """The question before this one, answered or not; of None, the last of all."""
        found = None
        for step in self._steps():
            if step.field == field:
                break
            found = step
        return found

    def _onward(self, step: Step) -> Step | None:
        """The next question in order after going back; None where nobody went back, or there again."""
        if step.item is None and step.field not in self.passed:
            return None  # a row was added: its first question waits
        walk = self._steps()
        places = {one.field: place for place, one in enumerate(walk)}
        here, last = places.get(step.field), places.get(self.until or "")
        if here is None or last is None or here >= last:
            self.until = None
            return None
        return walk[here + 1]

    def _add_row(self, group: str) -> None:
        self.answers.setdefault(group, []).append({})

    def _remove_row(self, step: Step) -> None:
        del self.answers[step.group.code][step.row - 1]
        self.passed = {field for field in self.passed if not field.startswith(f"{step.group.code}[")}
        self.keep(self.answers)

    # one question

    def _ask(self, step: Step) -> Step | None:
        """Ask until it is settled. Returns the question to go to next, None for the next one in order."""
        self._heading(step)
        self.answering.start(step, self.answers)
        default = step.value(self.answers)
        default = self.answering.default if default is None else default
        while True:
            self.answering.put(step, self._how_far(step))
            typed = self.screen.read(self.answering.shown(step, default))
            if typed == BACK:
                return self._back(step)
            if typed == REMOVE and step.row:
                self._remove_row(step)
                return None
            if typed == LEAVE:
                raise failure.Paused(left=True)
            if typed == HELP:
                self.answering.help(step)
            elif self._settled(step, typed, default):
                return self._onward(step)

    def _settled(self, step: Step, typed: str, default: Any) -> bool:
        """Take what was typed. False when it does not hold: why was said, and nothing is kept of it."""
        if step.item is None:
            return self._another(step, typed)
        if typed == LATER or (not typed and default is None):
            return self._left(step, needed=step.required and typed != LATER)
        try:
            value = self.answering.value(step.item, typed) if typed else default
        except Refusal as refusal:
            self._say([refused(step, typed, refusal)])
            return False
        return value is not None and self._holds(step, value)

    def _another(self, step: Step, typed: str) -> bool:
        """Whether there is one more row: Enter says no, unless the form wants one."""
        wanted = self.answering.another(typed, needed=step.required)
        if wanted:
            self._add_row(step.group.code)
        elif wanted is False:
            self.passed.add(step.field)
            self._say_sums(step)
        return wanted is not None

    def _left(self, step: Step, *, needed: bool) -> bool:
        """Leave a question without an answer, and take back the one it may have had."""
        if needed:
            self.screen.wrong(t("ask.needed"))
            return False
        self.passed.add(step.field)
        self.answering.left(step)
        if step.value(self.answers) is not None:
            step.put(self.answers, None)
            self.keep(self.answers)
        return True

    def _holds(self, step: Step, value: Any) -> bool:
        """Keep an answer that agrees with the others; say what is wrong, or odd, with it."""
        tried = copied(self.answers)
        step.put(tried, value)
        tried = self.renew(tried, self.answers) if self._tells(step.field) else tried
        found = check(self.form, tried, today=self.today).problems
        mine = [one for one in found if one.field == step.field and one.code != "not_relevant"]
        self._say(mine)
        if any(problem.level == "error" for problem in mine):
            return False
        self.answers = tried
        self.keep(self.answers)
        self._say_sums(step)
        return True

    def _say_sums(self, step: Step) -> None:
        """What does not fit in a sum, once its last question is answered."""
        found = check(self.form, self.answers, today=self.today).errors
        for problem in pointing.ended_by(self.form, self._steps(), step, found):
            self.screen.wrong(failure.problem_line(problem))

    def _tells(self, field: str) -> bool:
        """Whether the program knows more once this is answered."""
        return field in HEADER or (field in TUTORED and "exercise_version" in self.form.items)

    def _say(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.screen.wrong(failure.problem_words(problem))

    def _heading(self, step: Step) -> None:
        """The name of the group, where it begins; in a repeat with the number of the row."""
        words = step.group.label(text.language())
        heading = f"{words} {step.row}" if step.row else words
        if heading != self.group:
            self.group = heading
            self.screen.heading(heading)
            self.answering.given(step, self.answers)

    def _how_far(self, step: Step) -> str:
        walk = [one.field for one in self._steps()]
        place = walk.index(step.field) + 1 if step.field in walk else len(walk)
        return t("ask.how_far", place=place, all=len(walk))

    # the end

    def _review(self) -> Step | None:
        """What is missing or odd, and where to go; None when it is complete and to be finished."""
        checked = check(self.form, self.answers, today=self.today)
        complete = not checked.errors
        self.screen.heading(t("ask.review_complete" if complete else "ask.review_missing"))
        self.reviewed = set()
        places = self._pointed_out(checked.errors, 1)
        if odd := [*checked.warnings, *self.against(dict(checked.answers))]:
            self.screen.heading(t("ask.review_odd"))
            places += self._pointed_out(odd, len(places) + 1)
        while True:
            typed = self.screen.read(t("ask.finish" if complete else "ask.first"))
            if typed == LEAVE:
                raise failure.Paused(left=True)
            if typed == BACK:
                return self._before(None)
            if not typed and (complete or not places):
                return None
            if not typed or (typed.isdigit() and 0 < int(typed) <= len(places)):
                return self._go_to(places[int(typed or 1) - 1])
            self.screen.wrong(t("ask.finish_keys" if complete else "ask.review_keys"))

    def _pointed_out(self, problems: Sequence[Problem], first: int) -> list[Step]:
        """Show problems, those of a question with a number from `first` on; the questions, so numbered."""
        found = [(problem, self._question(problem)) for problem in problems]
        self.reviewed |= {(problem.field, problem.code) for problem in problems}
        lines = [(step.field, pointing.missing(problem)) for problem, step in found if step]
        self.screen.options(lines, [str(number) for number in range(first, first + len(lines))])
        for problem, step in found:
            if step is None:
                self.screen.wrong(failure.problem_line(problem))
        return [step for _, step in found if step]

    def _question(self, problem: Problem) -> Step | None:
        """The question of a problem; the group's first when the problem is the group's: of rows that are too
        few, whether there is one more."""
        more = f"{problem.field}[+]" if problem.code == "too_few_rows" else ""
        found = self._step(problem.field) or self._step(more)
        walk = self._steps()
        found = found or next((step for step in walk if step.group.code == problem.field), None)
        return found or next(iter(pointing.about(self.form, walk, problem)), None)

    def _go_to(self, step: Step) -> Step:
        """Ask this one next, and then what is still open; where a group is wrong, all its rows again."""
        self.passed.discard(step.field)
        group, walk = step.group.code, self._steps()
        found = (pointing.about(self.form, walk, Problem(*one)) for one in self.reviewed)
        whole = next((one[-1].field for one in found if one and one[0].field == step.field), None)
        self.until = f"{group}[+]" if group in dict(self.reviewed) else whole
        return step


def copied(answers: Mapping[str, Any]) -> Answers:
    """The answers, apart from those given: they are JSON, so JSON copies them whole."""
    copied: Answers = json.loads(json.dumps(answers))
    return copied
