"""A day that can only be compared notes on what other days it would compare alike."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from fieldkit.domain.day import Day, Today

FIRST = date(2025, 10, 28)
DAYS = [FIRST + timedelta(days=number) for number in range(8)]
SAID = [*(day.isoformat() for day in DAYS), "", "9999", "2025-10", "2025-11", "2025-10-30T08:00", "mañana"]
"""What records have as days, and what stands where a day should."""

QUESTIONS: list[Callable[[Today, str], bool]] = [
    operator.ge,
    operator.gt,
    operator.le,
    operator.lt,
    lambda today, day: day < today,
    lambda today, day: day <= today,
]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_comparison_is_that_of_the_days_and_comes_out_alike_on_just_the_days_it_says(
    ask: Callable[[Day, str], bool],
) -> None:
    """Of every day with everything that may be said."""
    for day, said in product(DAYS, SAID):
        today = Today(day)
        found = ask(today, said)
        assert found == ask(day.isoformat(), said)
        for other in DAYS:
            alike = ask(other.isoformat(), said) == found
            assert alike == (today.since <= other.isoformat() < today.before), (day, said, other)


def test_of_several_comparisons_all_come_out_alike() -> None:
    """On the 30th: the 29th is over, so it is true from the 30th on; the 1st has not come: until the 31st."""
    today = Today(date(2025, 10, 30))
    assert today > "2025-10-29"
    assert today > "2025-10-01"
    assert not today >= "2025-11-01"
    assert not today >= "2025-12-01"
    assert [day.day for day in DAYS if today.since <= day.isoformat() < today.before] == [30, 31]


@pytest.mark.parametrize(("day", "within"), [(28, "2025-10-29"), (29, "2025-10-29"), (31, "2025-10-31")])
def test_before_the_first_day_it_is_the_first_and_after_the_last_the_last(day: int, within: str) -> None:
    assert Today(date(2025, 10, day)).within("2025-10-29", "2025-10-31") == within


def test_between_the_first_and_the_last_it_is_itself() -> None:
    today = Today(date(2025, 10, 30))
    assert today.within("2025-10-29", "2025-10-31") is today


def test_who_reads_the_day_itself_counts_for_that_day_alone() -> None:
    today = Today(date(2025, 10, 30))
    assert today.read() == date(2025, 10, 30)
    assert [day.day for day in DAYS if today.since <= day.isoformat() < today.before] == [30]


def test_it_cannot_be_used_as_the_text_of_a_day_unnoticed() -> None:
    """No month of it, no sum, no difference, no text that tells it."""
    today: Any = Today(date(2025, 10, 30))
    for misuse in (lambda: today[:7], lambda: today + "", lambda: today - timedelta(days=1)):
        with pytest.raises(TypeError):
            misuse()
    assert "30" not in f"{today}".split(" at ")[0]
