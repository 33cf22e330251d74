"""School years and bimesters."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.domain.calendar import bimester, ciclo


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
