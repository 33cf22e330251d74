"""School years, bimesters, ages and grades."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.domain.calendar import age, bimester, ciclo, multigrade, over_age


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


def test_age_changes_on_the_birthday() -> None:
    birth = date(2015, 3, 21)
    assert age(birth, date(2026, 3, 20)) == 10
    assert age(birth, date(2026, 3, 21)) == 11
    assert age(date(2016, 2, 29), date(2025, 2, 28)) == 8
    assert age(date(2016, 2, 29), date(2025, 3, 1)) == 9


@pytest.mark.parametrize(
    ("birth", "grade", "over"),
    [
        ("2017-12-31", "1", True),  # 8 on 31 December 2025
        ("2018-01-01", "1", False),
        ("2012-12-31", "6", True),
        ("2013-01-01", "6", False),
        ("2011-06-01", "S1", True),
        ("2012-06-01", "S1", False),
        ("2010-01-01", "P3", False),
    ],
)
def test_two_years_above_the_usual_age_is_over_age(birth: str, grade: str, over: bool) -> None:
    for day in (date(2025, 9, 1), date(2026, 6, 30)):  # the same all school year long
        assert over_age(date.fromisoformat(birth), grade, day) is over


def test_primary_grades_are_taught_in_three_levels() -> None:
    assert [multigrade(grade) for grade in ("1", "2", "3", "4", "5", "6")] == [
        "I",
        "I",
        "II",
        "II",
        "III",
        "III",
    ]
    assert multigrade("P2") is None
    assert multigrade("S1") is None
