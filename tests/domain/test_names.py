"""Folding of names for searching and for joining lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.names import alphabetical, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Sánchez", "sanchez"),
        ("  MARÍA   de la  LUZ ", "maria de la luz"),
        ("Peña", "pena"),
        ("Pen\u0303a", "pena"),  # as some keyboards and macOS write it
        ("Pingüino", "pinguino"),
        ("Hernández-López", "hernandez lopez"),
        ("Me’phaa", "me phaa"),
        ("ＡＮＡ", "ana"),  # full-width letters from a phone
        ("«»…", ""),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_punctuation(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcñáéíóúüXYZÑÁÉ -'.", max_size=30))
def test_folded_names_have_no_capitals_no_accents_and_single_blanks(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded.isascii()
    assert folded == folded.lower()


def test_names_are_in_the_order_of_a_spanish_list() -> None:
    """Á is an a, ñ a letter of its own between n and o, however it is written."""
    listed = ["Ana", "Ángel", "Beto", "Nube", "Núñez", "Nuvia", "N\u0303andú", "Ñáñez", "Óscar", "Zoé"]
    assert sorted(set(listed), key=alphabetical) == listed
