"""A school's numbers, packed to be kept and added: nothing of them is lost."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Ratio
from fieldkit.reports.packed import decoded, pack, shape
from fieldkit.reports.report import Cut, Report, Scope
from tests.reports import samples


def packed(*indicators: Indicator) -> Report:
    scope = Scope("school", "12KPR0001Z", "La Ciénega")
    since, until = date(2025, 8, 1), date(2026, 7, 31)
    return Report("annual", scope, "2025-2026", "2025-2026", since, until, indicators, Cut(7, "ab"))


@pytest.mark.parametrize("report", [samples.monthly(), samples.annual()])
def test_what_is_packed_comes_back_as_it_was(report: Report) -> None:
    kept = pack(report)
    again = decoded(kept.encoded())
    assert again == kept
    assert (again.key, again.records, again.digest) == (
        report.scope.key,
        report.cut.records,
        report.cut.digest,
    )
    assert tuple(shape(line.shape).indicator(line.numbers) for line in again.lines) == report.indicators


def test_of_how_many_children_a_number_tells_is_kept_too() -> None:
    parts = {
        "minutes": Count(60, 11, 2),
        "none": Count(0, None, 0),
        "days": Change(Ratio(3, 4, "mean", 2), Ratio(5, 6, "mean")),
    }
    (line,) = decoded(pack(packed(Indicator("M06", parts, ("programme_level",)))).encoded()).lines
    found = shape(line.shape).indicator(line.numbers)
    assert found == Indicator("M06", parts, ("programme_level",))
    assert [found.parts[name].children for name in ("minutes", "none")] == [2, 0]
    assert (found.parts["days"].before.children, found.parts["days"].after.children) == (2, None)


def test_a_percentage_is_one_of_many_when_it_is_known_and_of_enough() -> None:
    """Of A07 the cohort's has a median (7 and 6 children); those of 4 and of nobody have none;
    that of everybody, and a mean, never have one."""
    parts = {
        "value": Change(Ratio(3, 7), Ratio(2, 6)),
        "all": Change(Ratio(5, 9), Ratio(5, 9)),
        "few": Ratio(1, 4),
        "nobody": Ratio(),
        "mean": Ratio(40, 8, "mean"),
    }
    (line,) = pack(packed(Indicator("A07", parts))).lines
    known = shape(line.shape).percentages
    assert [path for path, _ in known] == [("A07", name) for name in ("value", "few", "nobody")]
    assert line.told == [0]
    assert [line.numbers[at] for at in known[0][1]] == [3, 7, 2, 6]


def test_a_number_that_is_hidden_is_no_schools() -> None:
    with pytest.raises(TypeError):
        pack(packed(Indicator("A07", {"value": Hidden()})))
