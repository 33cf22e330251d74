"""Which report is meant, and the sheet that keeps it."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.reporting import Which

OCTOBER = Which("monthly", "s1", "2025-2026", "2025-10")


def sheet(id: str, **answers: Any) -> Entry:
    """A frozen report of October."""
    return Entry(id, "s:s1", id, {"form": "INM", "answers": {**OCTOBER.known, "edition": 1, **answers}})


def test_each_sort_has_its_form_and_says_its_time_in_its_own_way() -> None:
    assert (OCTOBER.form, OCTOBER.known["month"]) == ("INM", "2025-10")
    assert Which("bimonthly", "s1", "2025-2026", "B1").known["period"] == "B1"
    year = Which("annual", "s1", "2025-2026", "2025-2026")
    assert (year.form, year.known) == ("INA", {"school": "s1", "ciclo": "2025-2026"})


def test_another_month_or_school_is_another_report() -> None:
    assert OCTOBER.among([sheet("a", month="2025-11"), sheet("b", school="s2")]) is None


def test_of_several_the_newest_edition_stands_then_the_one_made_last() -> None:
    first, second, third = sheet("a"), sheet("b", edition=2), sheet("c", edition=2)
    assert OCTOBER.among([third, first, second]) is third
    assert OCTOBER.among([sheet("d", edition="?"), first]) is first
