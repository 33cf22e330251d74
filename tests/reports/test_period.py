"""The time a report covers."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.domain.calendar import Calendar
from fieldkit.domain.day import Today
from fieldkit.reports.period import bimester, month, month_before, school_year


def test_a_month_has_its_days_and_the_month_before() -> None:
    found = month("2026-01")
    assert (found.since, found.until, found.ciclo) == ("2026-01-01", "2026-01-31", "2025-2026")
    assert found.before == ("2025-12-01", "2025-12-31")
    assert month("2024-02").until == "2024-02-29"
    assert month_before(date(2026, 1, 31)).name == "2025-12"


@pytest.mark.parametrize("name", ["2025-13", "2025-1", "octubre", "2025-10-01", "", "20251001", "0001-01"])
def test_what_is_no_month_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}$"):
        month(name)


def test_a_bimester_has_the_days_of_the_calendar() -> None:
    """By the rule B1 is September and October, and B5 ends on 15 July."""
    first, last = (bimester(Calendar({}), "2025-2026", code) for code in ("B1", "B5"))
    assert (first.since, first.until, first.before) == ("2025-09-01", "2025-10-31", None)
    assert (last.since, last.until, last.before) == ("2026-05-01", "2026-07-15", ("2026-03-01", "2026-04-30"))
    with pytest.raises(ValueError, match="B6"):
        bimester(Calendar({}), "2025-2026", "B6")


def test_months_are_counted_in_parts() -> None:
    """B1 is two months; May, June and 15 of the 31 days of July are 2 + 15/31."""
    assert bimester(Calendar({}), "2025-2026", "B1").months == 2
    assert bimester(Calendar({}), "2025-2026", "B5").months == pytest.approx(2 + 15 / 31)


def test_a_school_year_runs_from_august_to_july() -> None:
    found = school_year("2025-2026")
    assert (found.since, found.until) == ("2025-08-01", "2026-07-31")


@pytest.mark.parametrize(
    "name", ["2025", "2025-2027", "2025-26", "B1", "0000-0001", "9998-9999", "²025-2026"]
)
def test_what_is_no_school_year_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}$"):
        school_year(name)


def test_what_was_due_before_the_end_or_before_today_is_late() -> None:
    """Of what was due on each of four days, in October's report: asked for in December, and on the 20th."""
    due = ("2025-10-19", "2025-10-20", "2025-10-31", "2025-11-01", "")
    for today, late in ((date(2025, 12, 1), due[:3]), (date(2025, 10, 20), due[:1])):
        assert [day for day in due if month("2025-10").is_late(day, Today(today))] == list(late)
