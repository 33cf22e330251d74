"""The scoring tables, at both sides of every cut."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.levels import PROGRAMME_ORDER, READING_SPEED, TABLES, level


@pytest.mark.parametrize(
    ("table", "cuts"),
    [
        ("sisat_reading", "6 requiere_apoyo 9 | 10 en_desarrollo 14 | 15 esperado 18"),
        ("sisat_writing", "6 requiere_apoyo 9 | 10 en_desarrollo 14 | 15 esperado 18"),
        ("sisat_arithmetic", "0 requiere_apoyo 4 | 5 en_desarrollo 7 | 8 esperado 10"),
        ("early_number", "0 requiere_apoyo 4 | 5 en_desarrollo 7 | 8 esperado 10"),
        ("comprehension", "0 requiere_apoyo 39.9 | 40 en_desarrollo 79.9 | 80 esperado 100"),
        ("wellbeing", "0 bajo 39.9 | 40 medio 69.9 | 70 alto 100"),
        (
            "programme_language",
            "1 insuficiente 1.49 | 1.5 elemental 2.2 | 2.25 bueno 2.7 | 2.75 excelente 3",
        ),
        ("programme_maths", "0 insuficiente 4 | 5 elemental 7 | 8 bueno 9 | 10 excelente 10"),
    ],
)
def test_each_band_holds_from_its_first_value_to_its_last(table: str, cuts: str) -> None:
    for band in cuts.split(" | "):
        first, name, last = band.split()
        assert level(table, float(first)) == name
        assert level(table, float(last)) == name


@pytest.mark.parametrize(
    ("grade", "support", "near", "standard"),
    [
        ("1", 14, 34, 59),
        ("2", 34, 59, 84),
        ("3", 59, 84, 99),
        ("4", 84, 99, 114),
        ("5", 99, 114, 124),
        ("6", 114, 124, 134),
        ("S1", 124, 134, 144),
        ("S2", 134, 144, 154),
        ("S3", 144, 154, 160),
    ],
)
def test_reading_speed_is_judged_by_grade(grade: str, support: int, near: int, standard: int) -> None:
    named = ("requiere_apoyo", "se_acerca", "estandar", "avanzado")
    lasts = (support, near, standard)
    assert [level("reading_speed", last, grade) for last in lasts] == list(named[:3])
    assert [level("reading_speed", last + 1, grade) for last in lasts] == list(named[1:])


def test_every_grade_from_first_on_has_a_reading_speed_and_preschool_none() -> None:
    assert " ".join(READING_SPEED) == "1 2 3 4 5 6 S1 S2 S3"
    assert level("reading_speed", 80, "P3") is None
    assert level("reading_speed", 80) is None


@pytest.mark.parametrize("value", [None, "", "12", nan, inf, -7, -8, -9, True])
def test_what_is_missing_has_no_level(value: object) -> None:
    assert level("sisat_arithmetic", value) is None


def test_an_incomplete_or_impossible_total_has_no_level() -> None:
    assert level("sisat_reading", 5) is None
    assert level("sisat_reading", 19) is None
    assert level("sisat_arithmetic", 11) is None


def test_a_table_that_does_not_exist_is_a_mistake_to_be_heard_of() -> None:
    with pytest.raises(KeyError):
        level("sisat_dance", 3)


@given(st.sampled_from(sorted(TABLES)), st.floats(0, 100), st.floats(0, 100))
def test_more_points_never_give_a_lower_level(table: str, one: float, other: float) -> None:
    order = [name for _, name in TABLES[table].bands]
    low, high = (level(table, value) for value in sorted((one, other)))
    if low and high:
        assert order.index(low) <= order.index(high)


def test_the_programme_s_levels_are_named_from_the_lowest() -> None:
    assert [name for _, name in TABLES["programme_maths"].bands] == list(PROGRAMME_ORDER)
