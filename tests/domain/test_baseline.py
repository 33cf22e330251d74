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
        "L11": 96,
        "L12": 60,
        "L_PPM": 96,
        "A04_1": 4,
    },
    {"LEN_NIV": "elemental", "L_COM": 20, "L11": 71, "L12": 60, "L_PPM": 71, "A04_1": -9, "A04_2": 3},
]


def test_shares_are_of_the_children_who_have_that_level() -> None:
    """Language: 1 of 3 insufficient, 1 of 3 good; mathematics: 2 of 2; reading: 1 of 2 needs support."""
    found = baseline(THREE, [])
    assert (found["A01_lenguaje"], found["A04_lenguaje"]) == (33.3, 33.3)
    assert (found["A01_matematicas"], found["A04_matematicas"]) == (100.0, 0.0)
    assert found["A09_lectura"] == 50.0


def test_means_leave_out_what_was_not_measured() -> None:
    """Comprehension (40 + 80 + 20) / 3 = 46.7; speed (96 + 71) / 2 = 83.5; habits (1 + 4 + 3) / 3 = 2.7."""
    found = baseline(THREE, [])
    assert (found["A07"], found["A08"], found["A12"]) == (46.7, 83.5, 2.7)


def test_means_are_of_what_was_answered_not_of_rounded_numbers() -> None:
    """Six answers on three faces, sums 14 and 12: indices 100·(14 − 6)/12 = 66.67 and 50, mean 58.33; of the
    rounded 66.7 it would be 58.35, shown 58.4 (five answers and none of the future: 100·(14 − 5)/10 = 90).
    Speed 60·50/57 = 52.63, 60·50/58 = 51.72, 60·50/59 = 50.85: mean 51.73; of 53, 52 and 51 it would be 52.
    """
    felt = [felt_like(14, 6, 66.7) | {"F_SUM": 14, "F_N": 5, "F_IND": 90}, felt_like(12, 6, 50)]
    timed = [{"L11": 50, "L12": 57, "L_PPM": 53}, {"L11": 50, "L12": 58, "L_PPM": 52}]
    timed.append({"L11": 50, "L12": 59, "L_PPM": 51})
    found = baseline(timed, felt)
    assert (found["A08"], found["A10"], found["A11"]) == (51.7, 58.3, 90.0)


def felt_like(added: int, answers: int, index: float) -> dict[str, float]:
    """Self-esteem on the scale of three faces, with the index as the sheet rounds it."""
    return {"S_SUM": added, "S_N": answers, "S_IND": index, "scale_max": 3}


def test_what_nobody_has_is_no_number_rather_than_nought() -> None:
    assert baseline([], []) == {}
    assert "A09_escritura" not in baseline(THREE, [])
