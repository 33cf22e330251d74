"""Numbers of a report as people read them: percentage points and per cent are never mixed up."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit import text
from fieldkit.reports import numbers
from fieldkit.reports.figure import Change, Count, Hidden, Ratio, median
from fieldkit.reports.lines import Line
from tests.reports.samples import mean

SPANISH = Change(Ratio(59, 100), Ratio(45, 100))
MATHS = Change(Ratio(71, 100), Ratio(51, 100))


def test_the_figures_that_the_programme_published() -> None:
    """59 → 45: 45 − 59 = −14 points, −14/59 = −23.7 %. 71 → 51: −20 points, −20/71 = −28.2 %."""
    assert numbers.shown(SPANISH) == "59.0 % → 45.0 % (−14.0 pp)"
    assert numbers.shown(MATHS) == "71.0 % → 51.0 % (−20.0 pp)"
    assert numbers.relative(SPANISH) == "cambio relativo −23.7 %"
    assert numbers.relative(MATHS) == "cambio relativo −28.2 %"


def test_the_relative_change_never_stands_alone() -> None:
    told = Line("A03", ("lenguaje",), SPANISH).told
    assert told == "−14.0 pp; cambio relativo −23.7 %"
    assert "relativo" not in Line("A01", ("lenguaje",), SPANISH).told
    assert Line("A02", ("lenguaje",), SPANISH).told == "−14.0 pp"


@pytest.mark.parametrize(
    ("value", "told", "among"),
    [
        (Ratio(6, 7), "85.7 %", "6 de 7"),
        (Ratio(0, 0), "s/d", ""),
        (Ratio(0, 7), "0.0 %", "0 de 7"),
        (Count(1234), "1,234", ""),
        (Count(0), "0", ""),
        (Count(0, of=0), "s/d", ""),
        (Count(2.5), "2.5", ""),
        (mean(33, 14), "2.36", "n = 14"),
        (mean(490, 4), "122.5", "n = 4"),
        (Hidden(), "*", ""),
        (Change(mean(20, 10), mean(33, 14)), "2.00 → 2.36 (+0.36)", "n = 10 → 14"),
        (Change(Ratio(), Ratio(1, 2)), "s/d → 50.0 % (s/d)", "n = 0 → 2"),
        (Change(Ratio(1, 2), Ratio(1, 2)), "50.0 % → 50.0 % (0.0 pp)", "n = 2"),
        (median([20.0, 50.0, 90.0]), "50.0 %", "3 escuelas"),
    ],
    ids=str,
)
def test_each_kind_of_number_is_shown_with_what_it_was_counted_among(
    value: numbers.Value, told: str, among: str
) -> None:
    assert (numbers.shown(value), numbers.among(value)) == (told, among)


def test_the_difference_is_taken_before_rounding() -> None:
    """1/3 = 33.33 %, 2/3 = 66.67 %: +33.3 points; of the rounded ones it would be 33.4."""
    assert numbers.difference(Change(Ratio(1, 3), Ratio(2, 3))) == "+33.3 pp"


def test_a_difference_of_means_has_the_decimals_of_what_it_is_the_difference_of() -> None:
    """Of 53.04 and 43.2 (shown 53.0 and 43.2): 9.84, shown +9.8. Of 3.08 and 2.73: +0.35."""
    assert numbers.difference(Change(Ratio(43.2, 1, "mean"), Ratio(53.04, 1, "mean"))) == "+9.8"
    assert numbers.difference(Change(Ratio(2.73, 1, "mean"), Ratio(3.08, 1, "mean"))) == "+0.35"


def test_part_of_a_promise_by_the_month_is_told_in_whole_nights() -> None:
    """Sixteen a month for ten months and 15 of the 31 days of July: 160 + 7.74 = 167.74, about 168."""
    assert numbers.among(Ratio(149, 167.74)) == "149 de unas 168"
    assert numbers.among(Ratio(70.5, 110)) == "70.5 de 110"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    """0.01 points: shown as 0.0, neither +0.0 nor −0.0."""
    assert numbers.difference(Change(Ratio(5000, 10000), Ratio(5001, 10000))) == "0.0 pp"
    assert numbers.difference(Change(Ratio(5001, 10000), Ratio(5000, 10000))) == "0.0 pp"


def test_days_and_months_are_said_in_words_in_both_languages() -> None:
    assert numbers.day(date(2025, 10, 1)) == "1 de octubre de 2025"
    assert numbers.month("2025-01") == "enero de 2025"
    text.use("en")
    assert numbers.day(date(2025, 10, 1)) == "1 October 2025"
    assert numbers.shown(Ratio()) == "n/d"
