"""Whatever arrives at any form of ours gets an answer: never a crash, nothing that cannot be stored."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fieldkit import text
from fieldkit.domain.names import unseen
from fieldkit.forms.check import check
from fieldkit.forms.form import Form, codes, load

TODAY = date(2025, 10, 20)
LEAVES = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.just(10**400)
    | some.floats()
    | some.text(some.characters(), max_size=8)
    | some.sampled_from(
        ["si", "1", "-8", -9, "2025-10-06", "jornada", "no_realizada", "08:00", "3", "lectura"]
    )
)
ANYTHING = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def sheets(form: Form) -> some.SearchStrategy[dict[str, Any]]:
    """Answers of any kind to the questions of a form, in rows and outside, and to questions it has not."""
    flat = some.dictionaries(
        some.sampled_from([*form.items, "Z9"]) | some.text(max_size=3), ANYTHING, max_size=20
    )
    rows = {
        group.code: some.lists(
            some.dictionaries(some.sampled_from([item.code for item in group.items]), LEAVES), max_size=3
        )
        for group in form.groups
        if group.repeat
    }
    return some.builds(lambda one, two: one | two, flat, some.fixed_dictionaries({}, optional=rows))


@pytest.mark.parametrize("code", codes())
@settings(max_examples=80, deadline=None)
@given(data=some.data())
def test_any_answers_are_kept_or_told_of_and_what_is_kept_holds_when_checked_again(
    code: str, data: some.DataObject
) -> None:
    form = load(code)
    first = check(form, data.draw(sheets(form)), today=TODAY)
    json.dumps(first.answers, ensure_ascii=False, allow_nan=False).encode("utf-8")
    again = check(form, first.answers, today=TODAY)
    refused = {problem.field for problem in first.problems if problem.level == "error"}
    presumed = {code for code in refused if code in form.items and form.items[code].presumed}
    assert {code: value for code, value in again.answers.items() if code not in presumed} == first.answers
    for problem in first.problems:
        json.dumps([problem.field, dict(problem.facts)], ensure_ascii=False).encode("utf-8")
        for language in text.LANGUAGES:
            facts = {name: str(fact) for name, fact in problem.facts.items()}
            assert text.words("problem", language)[problem.code].format(**facts)


@pytest.mark.parametrize("code", codes())
@settings(max_examples=40, deadline=None)
@given(data=some.data())
def test_no_answer_is_lost_without_a_word(code: str, data: some.DataObject) -> None:
    form = load(code)
    asked = some.sampled_from([item.code for item in form.items.values() if item.asked and not item.repeat])
    given_answers = data.draw(some.dictionaries(asked, LEAVES, max_size=12))
    found = check(form, given_answers, today=TODAY)
    told = {problem.field for problem in found.problems}
    for answered, value in given_answers.items():
        blank = value is None or (isinstance(value, str) and unseen(value))
        assert blank or answered in found.answers or answered in told
