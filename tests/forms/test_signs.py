"""The short sign of a question, on paper and in rapid entry."""

from __future__ import annotations

import pytest

from fieldkit import text
from fieldkit.domain.names import fold
from fieldkit.forms.form import codes, load
from fieldkit.forms.signs import signs


def test_a_code_that_is_an_english_word_has_the_first_words_of_its_question() -> None:
    found = signs(load("REL"), "es")
    assert (found["school"], found["date"], found["person"]) == ("escuela", "fecha", "quien_escribio")
    assert signs(load("REG-E"), "es")["level"] == "nivel"


def test_a_code_that_reads_alike_in_every_language_stays() -> None:
    assert signs(load("FS"), "es")["VZ3_Q"] == "VZ3_Q"
    assert signs(load("REL"), "en")["person"] == "person"


def test_the_letter_of_a_year_is_kept() -> None:
    assert signs(load("RES"), "es")["year"] == "año"


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_no_two_questions_of_a_form_have_one_sign(code: str, language: str) -> None:
    """Nor is the sign of one the code of another: both may be typed."""
    form = load(code)
    found = signs(form, language)
    assert len({fold(sign) for sign in found.values()}) == len(form.items)
    assert not [one for one, sign in found.items() if sign != one and sign in form.items]
