"""The packaged lists: states, municipios and languages."""

from __future__ import annotations

import re

import pytest

from fieldkit.domain.names import fold
from fieldkit.forms import catalogue
from fieldkit.forms.answer import parse
from fieldkit.forms.catalogue import FOLDER, languages, municipio, state, states
from tests.forms import small


def test_there_are_32_states_and_2478_municipios_each_in_its_state() -> None:
    assert [one.code for one in states()] == [f"{number:02}" for number in range(1, 33)]
    codes = [choice.code for choice in catalogue.choices("municipio")]
    assert len(codes) == len(set(codes)) == 2478
    assert all(re.fullmatch(r"[0-9]{5}", code) and state(code[:2]) for code in codes)


def test_the_letters_of_a_state_in_a_curp_are_all_different() -> None:
    assert len({one.curp for one in states()}) == 32


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12", "12"),
        ("GUERRERO", "12"),
        ("gr", "12"),
        ("Estado de Mexico", "15"),
        ("México", "15"),
        ("Distrito Federal", "09"),
        ("Veracruz", "30"),
        ("veracruz de ignacio de la llave", "30"),
    ],
)
def test_a_state_answers_to_its_code_its_letters_and_its_names(text: str, code: str) -> None:
    assert parse(small.one(small.item("A", "select_one", 'choices = "state"')).items["A"], text) == code


def test_nothing_answers_to_what_is_no_state() -> None:
    assert state("33") is None


def test_a_municipio_is_found_by_code_and_by_the_key_of_a_locality_in_it() -> None:
    found = municipio("120010001")
    assert found is not None
    assert (found.code, found.name) == ("12001", "Acapulco de Juárez")
    assert found.label == "Acapulco de Juárez, Guerrero"
    assert municipio("12999") is None
    assert municipio("") is None


def test_there_are_68_languages_with_plain_codes() -> None:
    codes = [one.code for one in languages()]
    assert len(codes) == len(set(codes)) == 68
    assert {"nahuatl", "mixteco", "tlapaneco", "amuzgo"} <= set(codes)
    for one in languages():
        assert re.fullmatch(r"[a-z_]+", one.code)
        assert one.code.replace("_", "") == fold(one.name).replace(" ", "")


def test_the_languages_of_a_home_begin_with_spanish_and_end_with_another() -> None:
    options = catalogue.choices("language")
    assert [options[0].code, options[-1].code, len(options)] == ["espanol", "otra", 70]
    assert {option.code: option for option in options}["tlapaneco"].labels["own"] == "Me’phaa"


def test_a_list_that_does_not_exist_is_a_mistake_to_be_heard_of() -> None:
    with pytest.raises(KeyError):
        catalogue.choices("planets")


def test_the_lists_name_their_source_and_stay_small() -> None:
    files = sorted(FOLDER.glob("*.txt"))
    assert [file.stem for file in files] == ["languages", "municipios", "states"]
    assert sum(file.stat().st_size for file in files) < 150_000
    for file in files:
        assert "INEGI" in file.read_text("utf-8") or "INALI" in file.read_text("utf-8")
