"""School years and bimesters."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.domain.calendar import Calendar, bimester, ciclo, is_ciclo


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2025-08-01", "2025-2026"),
        ("2025-12-31", "2025-2026"),
        ("2026-07-31", "2025-2026"),
        ("2026-08-01", "2026-2027"),
        ("1999-09-01", "1999-2000"),
    ],
)
def test_a_school_year_runs_from_august_to_july(day: str, year: str) -> None:
    assert ciclo(date.fromisoformat(day)) == year


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-09-01", "B1"),
        ("2025-10-31", "B1"),
        ("2025-11-01", "B2"),
        ("2026-01-07", "B3"),
        ("2026-04-30", "B4"),
        ("2026-06-30", "B5"),
        ("2026-07-15", "B5"),
        ("2026-07-16", None),
        ("2026-08-31", None),
    ],
)
def test_a_day_falls_in_its_bimester_or_between_school_years(day: str, name: str | None) -> None:
    assert bimester(date.fromisoformat(day)) == name


def test_a_year_that_nobody_has_told_follows_the_rule_and_says_so() -> None:
    """1 to 14 September 2031 has ten days from Monday to Friday, whatever was celebrated."""
    empty = Calendar({})
    year = empty.year("2031-2032")
    assert not year.known
    assert [(code, str(span.first), str(span.last)) for code, span in year.periods.items()] == [
        ("B1", "2031-09-01", "2031-10-31"),
        ("B2", "2031-11-01", "2031-12-31"),
        ("B3", "2032-01-01", "2032-02-29"),
        ("B4", "2032-03-01", "2032-04-30"),
        ("B5", "2032-05-01", "2032-07-15"),
    ]
    assert len(empty.class_days(date(2031, 9, 1), date(2031, 9, 14))) == 10
    assert empty.months("2031-2032")[::10] == ["2031-09", "2032-07"]
    assert empty.bounds("2031-2032", "B9") is None


@pytest.mark.parametrize("text", ["2025", "2025-2027", "2025-26", "", "2025-2026 ", "x025-2026"])
def test_a_school_year_is_written_with_its_two_years(text: str) -> None:
    assert is_ciclo("2025-2026") and not is_ciclo(text)
