"""Which letters the bytes stand for: Spanish comes out right whatever program wrote the file."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.intake import encoding

ROSTER = "Núñez Peña, José\nÁLVAREZ MUÑOZ, MARÍA\nGüemes, Íker\nTlacoapa, Óscar; 3º «B» ¿sí?\n"
NAMES = (
    "José",
    "María",
    "Núñez",
    "Peña",
    "Ángel",
    "Óscar",
    "MUÑOZ",
    "ÁLVAREZ",
    "Güemes",
    "Íker",
    "Inés",
    "RAÚL",
)


def read(data: bytes) -> str:
    stream = io.BytesIO(data)
    codec, errors = encoding.detect(stream)
    assert stream.tell() == 0
    return data.decode(codec, errors)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850"]
)
def test_a_roster_comes_out_right_in_every_encoding(codec: str) -> None:
    text = ROSTER if codec != "cp850" else ROSTER.replace("º", "o")
    assert read(text.encode(codec)).lstrip("\ufeff") == text


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=60), st.sampled_from(["cp1252", "cp850"]))
def test_spanish_names_never_come_out_as_others(names: list[str], codec: str) -> None:
    text = "\n".join(names)
    assert read(text.encode(codec)) == text


def test_one_accent_in_the_last_line_of_a_long_file_decides() -> None:
    text = "Juan Ruiz\n" * 20_000 + "Ana Muñoz\n"
    assert read(text.encode("cp1252")) == text


def test_a_letter_cut_by_the_pieces_in_which_a_file_is_read_is_no_stray() -> None:
    text = "a" * ((1 << 20) - 1) + "ñandú"
    assert read(text.encode()) == text


def test_two_files_pasted_together_are_read_as_both_and_it_is_told() -> None:
    data = ROSTER.encode() * 3 + "Muñoz\n".encode("cp1252")
    stream = io.BytesIO(data)
    codec, errors = encoding.detect(stream)
    assert encoding.is_mixed(codec, errors)
    assert data.decode(codec, errors) == ROSTER * 3 + "Muñoz\n"


def test_plain_ascii_is_taken_as_it_is() -> None:
    assert encoding.detect(io.BytesIO(b"cct,nombre\n")) == ("utf-8", "strict")
