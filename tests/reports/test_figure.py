"""Numbers of a report: what they come to, and how they add up."""

from __future__ import annotations

import pytest

from fieldkit.reports.figure import (
    Change,
    Count,
    Hidden,
    Indicator,
    Ratio,
    as_json,
    median,
    median_change,
    total,
)


def test_the_seed_s_figures_of_spanish() -> None:
    """59 of 100 before, 45 of 100 after: −14.0 percentage points, and 14/59 = 23.7 % less."""
    change = Change(Ratio(59, 100), Ratio(45, 100))
    assert change.difference == pytest.approx(-14.0)
    assert round(change.relative or 0, 1) == -23.7


def test_the_seed_s_figures_of_mathematics() -> None:
    """71 of 100 before, 51 of 100 after: −20.0 percentage points, and 20/71 = 28.2 % less."""
    change = Change(Ratio(71, 100), Ratio(51, 100))
    assert change.difference == pytest.approx(-20.0)
    assert round(change.relative or 0, 1) == -28.2


def test_no_whole_is_no_value_and_not_zero() -> None:
    assert Ratio().value is None
    assert as_json(Ratio()) == {"value": None, "part": 0, "n": 0}
    assert Change(Ratio(1, 2), Ratio()).difference is None
    assert Change(Ratio(0, 2), Ratio(1, 2)).relative is None


def test_what_was_counted_among_nothing_has_no_value() -> None:
    """No sheet in one school, two days in six sheets of the other: two days in six sheets together."""
    assert as_json(Count(0, of=0)) == {"value": None, "n": 0}
    assert as_json(Count(0, of=3)) == {"value": 0, "n": 3}
    assert Count(0, of=0) + Count(2, of=6) == Count(2, of=6)
    assert Count(1) + Count(2) == Count(3)


def test_schools_add_up_by_parts_and_wholes() -> None:
    """1 of 2 and 9 of 10: 10 of 12 are 83.3 %, where the mean of 50 % and 90 % would say 70 %."""
    one = Indicator("M04", {"value": Ratio(1, 2)})
    other = Indicator("M04", {"value": Ratio(9, 10)})
    assert total([one, other]).parts["value"].value == pytest.approx(1000 / 12)


def test_parts_that_only_one_school_has_are_kept() -> None:
    one = Indicator("M03", {"clima": Count(2)}, ("a",))
    other = Indicator("M03", {"clima": Count(1), "camino": Count(4)}, ("a", "b"))
    both = one + other
    assert {name: part.value for name, part in both.parts.items()} == {"clima": 3, "camino": 4}
    assert both.notes == ("a", "b")


def test_what_only_some_schools_lack_is_not_said_of_all_of_them() -> None:
    """Of two schools without encounters there is no number; with a third one that has some there is, of that
    one. In whichever order they are added up."""
    without = Indicator("A20", {"value": Count(0, of=0)}, ("not_recorded",))
    recorded = Indicator("A20", {"value": Count(2, of=2)})
    assert (without + without).notes == ("not_recorded",)
    for all_three in ((without + without) + recorded, (recorded + without) + without):
        assert all_three.notes == ("not_recorded_somewhere",)
        assert all_three.parts["value"] == Count(2, of=2)


def test_a_reason_for_leaving_is_told_of_all_children_also_of_schools_nobody_left_for_it() -> None:
    """1 of 13 children migrated, and of the 12 of another school none: 1 of 25 = 4 %, not 1 of 13 = 7.7 %."""
    one = Indicator("A14", {"value": Ratio(12, 13), "left": {"migracion": Ratio(1, 13)}})
    other = Indicator("A14", {"value": Ratio(12, 12), "left": {}})
    for both in (one + other, other + one):
        assert both.parts["left"]["migracion"] == Ratio(1, 25)
        assert both.parts["value"] == Ratio(24, 25)


def test_two_indicators_are_not_one() -> None:
    with pytest.raises(ValueError, match="M01"):
        Indicator("M01", {}) + Indicator("M02", {})


def test_a_hidden_number_says_so_and_nothing_else() -> None:
    assert as_json(Hidden()) == {"value": None, "hidden": True}


def test_one_number_alone_stands_without_a_name_in_json() -> None:
    parts = {"value": Ratio(3, 4), "lectura": Count(2)}
    assert as_json(parts) == {"value": 75, "part": 3, "n": 4, "lectura": {"value": 2}}


def test_the_median_is_the_school_in_the_middle_and_adds_up_to_nothing() -> None:
    """20, 50 and 90 %: 50 %. Of 20, 40, 50 and 90 % it lies between 40 and 50: 45 %."""
    assert median([90, 20, 50]).value == pytest.approx(50)
    assert median([90, 20, 50, 40]).value == pytest.approx(45)
    assert as_json(median([2, 1], "mean")) == {"value": 1.5, "schools": 2}
    assert median([]).value is None
    with pytest.raises(TypeError):
        median([1]) + median([2])


def test_the_change_in_the_middle_is_not_the_change_of_the_middles() -> None:
    """10 → 0, 20 → 20, 90 → 80 %: 20 is in the middle before and after, and yet the changes are −10, 0 and
    −10 pp: −10 in the middle. Relative: −100, 0 and −11.1 %: −11.1.
    """
    pairs = ((10, 0), (20, 20), (90, 80))
    found = median_change([Change(Ratio(before, 100), Ratio(after, 100)) for before, after in pairs])
    assert as_json(found) == {
        "before": pytest.approx(20),
        "after": pytest.approx(20),
        "difference": pytest.approx(-10),
        "relative": pytest.approx(-100 / 9),
        "schools": 3,
    }
    with pytest.raises(TypeError):
        found + found
