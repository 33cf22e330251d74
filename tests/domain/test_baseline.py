"""The numbers a goal starts from, worked out by hand."""

from __future__ import annotations

from fieldkit.domain.baseline import baseline

THREE = [
    {
        "LEN_NIV": "insuficiente",
        "MAT_NIV": "insuficiente",
        "L_NIV": "requiere_apoyo",
        "L_COM": 40,
        "A04_1": 1,
    },
    {
        "LEN_NIV": "bueno",
        "MAT_NIV": "insuficiente",
        "L_NIV": "esperado",
        "L_COM": 80,
        "L_PPM": 96,
        "A04_1": 4,
    },
    {"LEN_NIV": "elemental", "L_COM": 20, "L_PPM": 71, "A04_1": -9, "A04_2": 3},
]


def test_shares_are_of_the_children_who_have_that_level() -> None:
    """Language: 1 of 3 insufficient, 1 of 3 good; mathematics: 2 of 2; reading: 1 of 2 needs support."""
    found = baseline(THREE, [])
    assert (found["A01_lenguaje"], found["A04_lenguaje"]) == (33.3, 33.3)
    assert (found["A01_matematicas"], found["A04_matematicas"]) == (100.0, 0.0)
    assert found["A09_lectura"] == 50.0


def test_means_leave_out_what_was_not_measured() -> None:
    """Comprehension (40 + 80 + 20) / 3 = 46.7; speed (96 + 71) / 2 = 83.5; habits (1 + 4 + 3) / 3 = 2.7."""
    found = baseline(THREE, [{"S_IND": 50.0, "F_IND": 90.0}, {"S_IND": 75.0}])
    assert (found["A07"], found["A08"], found["A12"]) == (46.7, 83.5, 2.7)
    assert (found["A10"], found["A11"]) == (62.5, 90.0)


def test_what_nobody_has_is_no_number_rather_than_nought() -> None:
    assert baseline([], []) == {}
    assert "A09_escritura" not in baseline(THREE, [])
