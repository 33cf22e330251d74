"""A19, A20: the tutoring network and its academic encounters, as N01–N12 count them. Pure."""

from __future__ import annotations

from typing import Any

from fieldkit.reports.figure import Indicator
from fieldkit.reports.gather import Facts
from fieldkit.reports.network import NetworkYear, n01, n02, n03, n05, n08, n11
from fieldkit.reports.period import Period


def a19(facts: Facts, period: Period) -> Indicator:
    """Who may tutor (N01) in how many exercises (N02), and how much of the children they cover (N03);
    generations (N05); tutors of the year (N08)."""
    year = NetworkYear(facts, period)
    parts: dict[str, Any] = {
        "may_tutor": n01(year)["value"],
        "exercises": n02(year)["value"],
        "coverage": n03(year)["value"],
    }
    if year.recorded:
        parts["generations"] = n05(year).get("generations", {})
        parts["tutors"] = {name: part for name, part in n08(year).items() if name != "value"}
    return Indicator("A19", parts, year.notes)


def a20(facts: Facts, period: Period) -> Indicator:
    """Academic encounters: how many, with how many schools, between how many states; tutorings held (N11)."""
    found = n11(NetworkYear(facts, period))
    held = found["value"].total > 0
    return Indicator("A20", found, () if held else ("not_recorded",))
