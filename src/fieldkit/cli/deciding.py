"""Deciding child by child who is focal: one key for each question, an Enter for what the diagnosis says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldkit import text
from fieldkit.actions import entry, risk
from fieldkit.cli import failure, kit, show, who
from fieldkit.cli import risk as words
from fieldkit.cli.answering import Answering, refused
from fieldkit.cli.ask import HELP, LEAVE
from fieldkit.cli.screen import Screen
from fieldkit.cli.steps import Step, steps
from fieldkit.domain.entry import Entry
from fieldkit.domain.school import School
from fieldkit.errors import Invalid, NotFound, Problem
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.forms.refusal import Refusal
from fieldkit.store.identified import Standing
from fieldkit.text import t

Answers = dict[str, Any]
ASKED = ("agreed_with", "focal", "reasons", "priority", "leaving_reason")
"""What is asked of each child; the teacher is asked for once. The rest of the form is for `fill`."""


def all_of(
    known: Mapping[str, Any], student: str | None, *, everybody: bool
) -> tuple[list[Entry], list[Problem]]:
    """Ask about each child on whom there is something to decide. What was decided is saved at once."""
    session = _Session(known.get("date") or kit.today().isoformat())
    session.insist_on_the_day()
    for school in words.schools(known.get("school")):
        found = risk.listed(kit.store(), school.id, kit.today())
        waiting = [one for one in found if _wanted(one, student, everybody=everybody)]
        if waiting and not session.over:
            session.school(school, waiting)
    return session.saved, session.odd


def _wanted(one: Standing, student: str | None, *, everybody: bool) -> bool:
    if student is None:
        return everybody or risk.undecided(one)
    from fieldkit.actions import lookup

    return one.student.id == lookup.person(kit.store(), student, role="student").id


class _Session:
    """Somebody deciding. over: they have stopped before the end."""

    def __init__(self, date: str) -> None:
        self.date, self.form = date, load(risk.FORM)
        self.screen = Screen()
        self.answering = Answering(self.screen, who.lists(kit.store()), kit.today())
        self.saved: list[Entry] = []
        self.odd: list[Problem] = []
        self.over = False

    def insist_on_the_day(self) -> None:
        """Raises Invalid for a day on which nothing can have been agreed, before anything is asked."""
        found = check(self.form, {"date": self.date}, today=kit.today()).errors
        if wrong := [problem for problem in found if problem.field == "date"]:
            raise Invalid(wrong)

    def school(self, school: School, waiting: Iterable[Standing]) -> None:
        """The children of one school."""
        self.screen.title(self.form.label(text.language()), t("risk.keys"))
        self.screen.heading(show.placed(school))
        teacher = self._teacher(school)
        for one in waiting:
            if self.over:
                return
            self.screen.heading(f"{one.student.name} · {words.words(one.risk, one.flags)}")
            self._child(school, one, teacher)

    def _teacher(self, school: School) -> Answers:
        """With whom it is agreed: the only teacher of the school, said and not asked. Raises NotFound."""
        options = who.lists(kit.store())("teacher", {"school": school.id, "date": self.date})
        if not options:
            raise NotFound(kind="teacher", text=school.name, why="no_teacher")
        if len(options) > 1:
            return {}
        only, name = options[0]
        self.screen.write(t("risk.agreed", teacher=name, date=self.date))
        return {"agreed_with": only}

    def _child(self, school: School, one: Standing, known: Answers) -> None:
        facts = {"school": school.id, "student": one.student.id, "date": self.date, **known}
        answers = entry.begin(kit.store(), risk.FORM, today=kit.today(), **facts)
        while step := self._next(answers):
            value = self._answer(step, answers)
            if self.over:
                return
            step.put(answers, value)
        known.setdefault("agreed_with", answers.get("agreed_with"))
        reviewed = entry.review(kit.store(), risk.FORM, answers, today=kit.today())
        self.odd += reviewed.warnings
        self.saved.append(
            entry.finish(kit.store(), risk.FORM, answers, by=kit.by(), today=kit.today(), reviewed=reviewed)
        )

    def _next(self, answers: Answers) -> Step | None:
        walk = steps(self.form, answers, kit.today())
        return next(
            (step for step in walk if step.item and step.item.code in ASKED and step.value(answers) is None),
            None,
        )

    def _answer(self, step: Step, answers: Answers) -> Any:
        """What was typed for a question, or proposed; None when somebody stops here."""
        assert step.item is not None
        self.answering.start(step, answers)
        while True:
            self.answering.put(step, "")
            typed = self.screen.read(self.answering.shown(step, step.default))
            if typed == LEAVE:
                self.over = True
                return None
            if typed == HELP:
                self.screen.write("  ".join((t("risk.keys"), step.item.hint(text.language()))), "dim")
                continue
            try:
                value = self.answering.value(step.item, typed) if typed else step.default
            except Refusal as refusal:
                self.screen.wrong(failure.problem_words(refused(step, typed, refusal)))
                continue
            if value is not None:
                return value
            if not typed:
                self.screen.wrong(t("ask.needed"))
