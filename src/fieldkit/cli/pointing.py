"""Which questions a problem is about: also where what is wrong was computed from several answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldkit.cli import failure
from fieldkit.cli.steps import Step
from fieldkit.errors import Problem
from fieldkit.forms.expression import references
from fieldkit.forms.form import Form


def made_of(form: Form, field: str) -> frozenset[str]:
    """The items that a computed one is worked out from; none for one that somebody answers."""
    item = form.items.get(field)
    return frozenset() if item is None or item.asked else frozenset(references(item.calculation))


def about(form: Form, walk: Sequence[Step], problem: Problem) -> list[Step]:
    """The questions of what was computed, in order; of a table all of it."""
    parts = made_of(form, problem.field)
    tables = {item.repeat for code, item in form.items.items() if code in parts and item.repeat}
    return [
        step
        for step in walk
        if step.group.code in tables or (step.item is not None and step.item.code in parts)
    ]


def ended_by(form: Form, walk: Sequence[Step], step: Step, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of what was computed from answers of which this was the last one asked."""
    return [one for one in problems if [found.field for found in about(form, walk, one)][-1:] == [step.field]]


def missing(problem: Problem) -> str:
    """A line of the review: under its heading, that an answer is missing needs no words of its own."""
    line = failure.problem_line(problem)
    return line.partition(": ")[0] if problem.code == "required" else line
