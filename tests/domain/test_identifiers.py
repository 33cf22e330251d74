"""CCT, CURP and CVEGEO: what is taken, mended in sight, pointed out or refused. All CURPs are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain import identifiers
from fieldkit.domain.identifiers import Read, cct, curp, cvegeo, discreet, exercise_code, masked
from fieldkit.errors import BadIdentifier

READERS = (cct, curp, cvegeo)


@pytest.mark.parametrize(
    "key",
    [
        "01KJN0001O",
        "01KJN0010W",
        "01DTV0072O",
        "01DES0023Z",
        "01DES0024Z",
        "12DPR4527E",
        "21DPR0996D",
        "28DJN1045P",
        "07DES3673Q",
        "12ADG0009L",
        "14PJN1525Z",
        "30DES0140K",
    ],
)
def test_official_school_keys_pass_their_check_letter(key: str) -> None:
    assert cct(key) == Read(key)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("21dpr0275y", Read("21DPR0275Y")),
        (" 12-DPR 4527\u00a0E\n", Read("12DPR4527E")),
        ("12DPR–4527–E", Read("12DPR4527E")),  # the dashes a word processor makes
        ("15DETO165Q", Read("15DET0165Q", ("key_letter_o",))),
        ("09DAL00040", Read("09DAL0004O", ("key_letter_o",))),
        ("1KJN0001O", Read("01KJN0001O", ("key_lost_zero",))),
        ("1KJNOOO1O", Read("01KJN0001O", ("key_lost_zero", "key_letter_o"))),
        ("09DPR1802X", Read("09DPR1802X", (), ("cct_check",))),
        ("09DBP9999B", Read("09DBP9999B", (), ("cct_check",))),
        ("prov 12 0001", Read("PROV-12-0001")),
    ],
)
def test_a_school_key_is_mended_in_sight_and_a_wrong_letter_only_pointed_out(typed: str, read: Read) -> None:
    assert cct(typed) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("33DPR0001A", "cct_shape"),  # there is no state 33
        ("00DPR0001A", "cct_shape"),
        ("12DPR4527", "cct_shape"),  # the letter is missing, not a zero
        ("12DPR4527EE", "cct_shape"),
        ("PROV-33-0001", "cct_shape"),
        ("NO APLICA", "cct_shape"),
        ("", "cct_shape"),
        ("١٢DPR4527E", "cct_shape"),  # digits of another script
        ("1.23E+11", "key_scientific"),
        ("1,23e+11", "key_scientific"),
    ],
)
def test_what_is_no_school_key_is_refused_with_the_true_reason(typed: str, why: str) -> None:
    with pytest.raises(BadIdentifier) as refusal:
        cct(typed)
    assert refusal.value.why == why


@given(
    st.from_regex(r"(0[1-9]|[12][0-9]|3[0-2])[A-Z]{3}[0-9]{4}", fullmatch=True),
    st.integers(0, 8),
    st.sampled_from("0123456789"),
)
def test_the_check_letter_notices_nearly_every_wrong_digit(head: str, place: int, digit: str) -> None:
    key = head + identifiers.cct_letter(head)
    assert cct(key) == Read(key)
    wrong = key[:place] + digit + key[place + 1 :]
    # 25 and 26 share the letter Z, so only keys under Z can hide a slip.
    if head[place].isdigit() and digit != head[place] and wrong[:2] <= "32" and wrong[:2] > "00":
        hidden = key[9] == "Z" and identifiers.cct_letter(wrong) == "Z"
        assert hidden or cct(wrong).warnings == ("cct_check",)


@pytest.mark.parametrize(
    "key",
    [
        "HEGG560427MVZRRL04",
        "BOXW310820HNERXN09",
        "PEGJ900512HJCRRS04",
        "LOPA150321MGRPRNA3",
        "NAMX140905HOCVRLA6",
    ],
)
def test_a_true_curp_is_kept_as_it_is(key: str) -> None:
    assert curp(key) == Read(key)


def test_blanks_case_and_letters_o_in_a_curp_are_mended() -> None:
    assert curp(" lopa150321 mgrprna3 ") == Read("LOPA150321MGRPRNA3")
    assert curp("L0PA15O321MGRPRNA3") == Read("LOPA150321MGRPRNA3", ("key_letter_o",))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("LOPA150321MGRPRNA4", "curp_check"),
        ("NAMX140905HOCVRLA7", "curp_check"),
        ("LOPA151321MGRPRNA0", "curp_date"),  # month 13
        ("LOPA150230MGRPRNA0", "curp_date"),  # 30 February
        ("LOPA150229MGRPRNA0", "curp_date"),  # 2015 was no leap year
        ("LOPA150321MXXPRNA0", "curp_shape"),  # no such state
        ("LBPA150321MGRPRNA3", "curp_shape"),  # the second letter is a vowel or X
        ("LOPA150321MGRPRN3", "curp_shape"),
        ("LOPA150321", "curp_shape"),
        ("", "curp_shape"),
    ],
)
def test_what_is_no_curp_is_refused_with_the_true_reason(typed: str, why: str) -> None:
    with pytest.raises(BadIdentifier) as refusal:
        curp(typed)
    assert refusal.value.why == why


def test_the_seventeenth_place_of_a_curp_tells_the_century() -> None:
    assert str(identifiers.born("HEGG560427MVZRRL04")) == "1956-04-27"
    assert str(identifiers.born("LOPA150321MGRPRNA3")) == "2015-03-21"
    assert identifiers.born("LOPA000229MGRPRN00") is None  # 1900 had no 29 February
    assert str(identifiers.born("LOPA000229MGRPRNA0")) == "2000-02-29"


def test_a_masked_curp_shows_neither_birth_date_nor_inner_letters() -> None:
    assert masked("LOPA150321MGRPRNA3") == "LOPA******MGR***A3"
    assert masked("LOPA15") == "******"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("120010001", Read("120010001")),
        ("12-001-0001", Read("120010001")),
        ("10010001", Read("010010001", ("key_lost_zero",))),
        ("12OO1OO01", Read("120010001", ("key_letter_o",))),
    ],
)
def test_a_place_key_is_text_and_gets_its_lost_zero_back(typed: str, read: Read) -> None:
    assert cvegeo(typed) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("120000001", "cvegeo_shape"),  # no municipio
        ("120010000", "cvegeo_shape"),  # no locality
        ("330010001", "cvegeo_shape"),
        ("12001", "cvegeo_shape"),
        ("1.2001E+08", "key_scientific"),
    ],
)
def test_what_is_no_place_key_is_refused_with_the_true_reason(typed: str, why: str) -> None:
    with pytest.raises(BadIdentifier) as refusal:
        cvegeo(typed)
    assert refusal.value.why == why


@given(st.text())
def test_any_text_is_either_read_or_refused_and_what_was_read_reads_the_same_again(text: str) -> None:
    for reader in READERS:
        try:
            value = reader(text).value
        except BadIdentifier:
            continue
        assert reader(value).value == value
        assert reader(value).repairs == ()


@given(st.text(alphabet="0123456789ABCDEFGHMNOPXZÑoñ .-+,E", min_size=7, max_size=19))
def test_text_that_looks_like_a_key_never_breaks_a_reader(text: str) -> None:
    for reader in READERS:
        try:
            assert reader(text).value.isascii()
        except BadIdentifier as refusal:
            assert refusal.why


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no encuentro «PEXJ150502HGRXXSA1».", "no encuentro «PEXJ******HGR***A1»."),
        ("pexj 150502 hgrxxs a1, 3 A", "PEXJ******HGR***A1, 3 A"),
        ("PEXJ150502HGRXXSA", "*****************"),  # one sign short: still somebody's
        ("019a0123-abcd-7000-abcd-123456abcdef", "019a0123-abcd-7000-abcd-123456abcdef"),
        ("12KPR0001Z, 12/03/2016 y PEXJ150502", "12KPR0001Z, 12/03/2016 y PEXJ150502"),
    ],
)
def test_words_for_a_screen_hold_no_whole_curp_and_everything_else(said: str, shown: str) -> None:
    assert discreet(said) == shown


def test_a_curp_that_begins_with_a_word_that_renapo_changes_is_only_pointed_out() -> None:
    """The digit of BACA170315MGRXXNA is 6; RENAPO would have written BXCA."""
    assert curp("BACA170315MGRXXNA6") == Read("BACA170315MGRXXNA6", warnings=("curp_word",))


def test_the_code_of_an_exercise_is_taken_in_any_case() -> None:
    assert exercise_code(" len-3-007 ") == exercise_code("LEN-3-007") == Read("LEN-3-007")
