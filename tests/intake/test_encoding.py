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
    letters = encoding.detect(stream)
    assert stream.tell() == 0
    return data.decode(letters.codec, letters.errors)


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


@pytest.mark.parametrize("codec", ["cp1252", "cp850"])
@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf"])
def test_rows_pasted_from_another_program_are_read_as_it_wrote_them_and_told(
    beginning: bytes, codec: str
) -> None:
    """The roster has four lines: the two names pasted after three copies of it are in lines 13 and 14."""
    data = beginning + ROSTER.encode() * 3 + "Muñoz\nINÉS\n".encode(codec) + "Ángel\n".encode()
    letters = encoding.detect(io.BytesIO(data))
    assert letters.mixed == (13, 14)
    assert data.decode(letters.codec, letters.errors) == ROSTER * 3 + "Muñoz\nINÉS\nÁngel\n"


def test_more_rows_of_windows_than_of_utf8_spoil_neither() -> None:
    data = "Peña\n".encode() + "Núñez\nJosé\nMuñoz\n".encode("cp1252")
    assert read(data) == "Peña\nNúñez\nJosé\nMuñoz\n"
    assert encoding.detect(io.BytesIO(data)).mixed == (2, 3, 4)


def test_windows_letters_that_look_like_utf8_by_chance_make_no_mixture() -> None:
    """`É»` of Windows are the two bytes of one letter of UTF-8, ɻ."""
    data = "«JOSÉ»\nMUÑOZ\n".encode("cp1252")
    assert encoding.detect(io.BytesIO(data)) == ("cp1252", "replace", ())


def test_a_file_cut_within_its_last_letter_stays_utf8_and_that_line_is_told() -> None:
    data = "José\nPeñ".encode()[:-1]
    assert read(data).startswith("José\nPe")
    assert encoding.detect(io.BytesIO(data)).mixed == (2,)


def test_a_file_that_is_all_of_windows_is_no_mixture() -> None:
    assert encoding.detect(io.BytesIO(ROSTER.encode("cp1252"))) == ("cp1252", "replace", ())


@pytest.mark.parametrize("before", [b"", ROSTER.encode() * 3, b"a" * ((1 << 20) - 3), b"a" * ((1 << 20) - 4)])
def test_half_of_a_letter_is_left_as_it_is_wherever_a_piece_ends(before: bytes) -> None:
    """Taken for Windows, its three bytes would be `í`, a blank and `€`."""
    data = before + b"Pe\xed\xa0\x80a\n"
    assert read(data) == before.decode() + "Pe\ud800a\n"
    assert encoding.detect(io.BytesIO(data)).mixed == ()


def test_half_of_a_letter_is_left_as_it_is_in_utf16_and_beside_windows_letters() -> None:
    assert read(b"\xff\xfe" + "Pe\ud800a".encode("utf-16-le", "surrogatepass")).endswith("Pe\ud800a")
    assert read(ROSTER.encode() + b"Pe\xed\xa0\x80a\nMu\xf1oz\n") == ROSTER + "Pe\ud800a\nMuñoz\n"


def test_utf16_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    assert read("\ufeffPeña".encode("utf-16-le") + b"\x41").lstrip("\ufeff") == "Peña\ufffd"


def test_plain_ascii_is_taken_as_it_is() -> None:
    assert encoding.detect(io.BytesIO(b"cct,nombre\n")) == ("utf-8", "strict", ())
