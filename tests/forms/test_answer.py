"""One answer read: forgiving in form, strict in meaning."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from fieldkit.forms.answer import parse, read
from fieldkit.forms.form import Item
from fieldkit.forms.refusal import Refusal, shown
from fieldkit.forms.sound import sound
from tests.forms.small import item, one


def asked(kind: str, rules: str = "") -> Item:
    return one(item("A", kind, rules)).items["A"]


def refused(question: Item, answer: Any) -> str:
    with pytest.raises(Refusal) as caught:
        parse(question, answer)
    return caught.value.code


@pytest.mark.parametrize(
    ("kind", "given_answer", "kept"),
    [
        ("text", "  Ana   María\n", "Ana María"),
        ("text", "Peña", "Peña"),
        ("text", "Pen\u0303a", "Peña"),
        ("text", "\u202bأحمد 👩‍🏫", "\u202bأحمد 👩‍🏫"),
        ("text", 7571234567, "7571234567"),
        ("longtext", "uno\r\ndos\u2028tres", "uno\ndos\ntres"),
        ("integer", "12", 12),
        ("integer", "12.0", 12),
        ("integer", 12.0, 12),
        ("integer", "-3", -3),
        ("integer", "1,200", 1200),
        ("integer", " 1,000,000 ", 1_000_000),
        ("decimal", "3,5", 3.5),
        ("decimal", "3", 3),
        ("date", "2025-10-06", "2025-10-06"),
        ("date", "20251006", "2025-10-06"),
        ("date", "6/10/2025", "2025-10-06"),
        ("date", "06-10-2025", "2025-10-06"),
        ("date", "2025/10/6", "2025-10-06"),
        ("date", "2025-10-06 00:00:00", "2025-10-06"),
        ("date", "6/10/2025 0:00", "2025-10-06"),
        ("date", "06/10/2025 00:00:00", "2025-10-06"),
        ("date", "5 de marzo de 2016", "2016-03-05"),
        ("date", "5 MARZO 2016", "2016-03-05"),
        ("date", "5 de marzo del 2016", "2016-03-05"),
        ("date", "05-mar-2016", "2016-03-05"),
        ("date", "5/mar./2016", "2016-03-05"),
        ("date", "1º de enero de 2016", "2016-01-01"),
        ("date", "1o de setiembre de 2016", "2016-09-01"),
        ("date", "sábado, 5 de marzo de 2016", "2016-03-05"),
        ("date", "March 5th, 2016", "2016-03-05"),
        ("date", "2016-dic-05", "2016-12-05"),
        ("date", "05-AUG-2016", "2016-08-05"),
        ("date", "29 de febrero de 2016", "2016-02-29"),
        ("date", date(2025, 10, 6), "2025-10-06"),
        ("date", datetime(2025, 10, 6, 7, 30), "2025-10-06"),
        ("time", "8:05", "08:05"),
        ("time", "23:59:00", "23:59"),
        ("time", time(8, 5), "08:05"),
        ("yesno", "Sí", "si"),
        ("yesno", True, "si"),
        ("yesno", "2", "no"),
        ("yesno", "1.0", "si"),
        ("yesno", 0, "no"),
        ("gps", "17.55, -98.57", {"lat": 17.55, "lon": -98.57}),
        (
            "gps",
            {"lat": "17.55", "lon": -98.57, "altitude": 1600},
            {"lat": 17.55, "lon": -98.57, "altitude": 1600},
        ),
        ("signature", "Ana  Ruiz", {"name": "Ana Ruiz", "mode": "firmo"}),
        (
            "signature",
            {"name": "Ana", "mode": "Huella", "at": "x"},
            {"name": "Ana", "mode": "huella", "at": "x"},
        ),
        ("signature", "Ana Ruiz (huella)", {"name": "Ana Ruiz", "mode": "huella"}),
        ("signature", {"name": "Ana", "mode": "Firmó"}, {"name": "Ana", "mode": "firmo"}),
        ("given", [{"a": 1}], [{"a": 1}]),
    ],
)
def test_what_people_write_is_read_into_what_is_kept(kind: str, given_answer: Any, kept: Any) -> None:
    assert parse(asked(kind), given_answer) == kept


@pytest.mark.parametrize(
    "nothing", ["\u200b", " \u2060\ufeff ", "\u2800", "\u3164\u00ad", "\u200d", "\u202b\u202c"]
)
def test_what_nobody_can_see_is_no_answer(nothing: str) -> None:
    assert parse(asked("text"), nothing) is None
    assert parse(asked("longtext"), nothing) is None
    assert refused(asked("signature"), {"name": nothing}) == "not_signed"


@pytest.mark.parametrize(
    ("given_answer", "kept", "said"),
    [
        ("\u200bAna\ufeff ", "Ana", ("unseen_signs",)),
        ("\u2800Ana", "Ana", ("unseen_signs",)),
        (" Peña ", "Peña", ()),
        ("la\u200bfonda", "la\u200bfonda", ()),
        ("👩\u200d🏫", "👩\u200d🏫", ()),
        ("❤\ufe0f", "❤\ufe0f", ()),
        ("\u202bأحمد\u202c", "\u202bأحمد\u202c", ()),
        ("אב\u200f Ana", "אב\u200f Ana", ()),
    ],
)
def test_unseen_signs_around_a_name_are_taken_off_in_sight_and_those_that_mean_something_stay(
    given_answer: str, kept: str, said: tuple[str, ...]
) -> None:
    assert read(asked("text"), given_answer) == (kept, said)


@pytest.mark.parametrize(
    ("kind", "given_answer", "code"),
    [
        ("text", "Ana\x00", "bad_text"),
        ("text", "Ana\ud800", "bad_text"),
        ("text", "\x1b[31mAna", "bad_text"),
        ("longtext", "uno\x07", "bad_text"),
        ("text", "x" * 201, "too_long"),
        ("text", "x" * 10_000, "too_long"),
        ("longtext", "x" * 4001, "too_long"),
        ("text", ["Ana"], "not_text"),
        ("integer", "doce", "not_a_number"),
        ("integer", "1.23E+11", "not_a_number"),
        ("integer", "١٢", "not_a_number"),
        ("integer", "9" * 5000, "not_a_number"),
        ("integer", True, "not_a_number"),
        ("integer", float("nan"), "not_a_number"),
        ("integer", "12.5", "not_whole"),
        ("integer", "12,5", "not_whole"),
        ("integer", "1.000", "thousands"),
        ("date", "14/03/16", "short_year"),
        ("date", "1-3-16", "short_year"),
        ("date", "05-mar-16", "short_year"),
        ("date", "5 de marzo de 16", "short_year"),
        ("date", "domingo, 5 de marzo de 2016", "other_weekday"),
        ("date", "30 de febrero de 2016", "no_such_day"),
        ("date", "5 de marzo", "not_a_date"),
        ("date", "5 de marso de 2016", "not_a_date"),
        ("date", "marzo de 2016", "not_a_date"),
        ("date", "5 de marzo de 1816", "date_out_of_range"),
        ("date", "2025/13/01", "no_such_month"),
        ("date", "05/13/2016", "no_such_month"),
        ("date", "42434", "date_of_a_spreadsheet"),
        ("date", "6/10/2025 tarde", "not_a_date"),
        ("decimal", "inf", "not_a_number"),
        ("date", "2025-02-30", "no_such_day"),
        ("date", "31/04/2016 10:00", "no_such_day"),
        ("date", "05032016", "not_a_date"),
        ("date", "99999", "not_a_date"),
        ("date", "2025-10--1", "not_a_date"),
        ("date", "0205-10-06", "date_out_of_range"),
        ("date", "1850-01-01", "date_out_of_range"),
        ("date", "31/12/1899", "date_out_of_range"),
        ("date", "2101-01-01", "date_out_of_range"),
        ("date", "13/13/2025", "not_a_date"),
        ("date", "2025-10-06 mañana", "not_a_date"),
        ("date", 45936, "not_a_date"),
        ("time", "24:00", "not_a_time"),
        ("time", "8", "not_a_time"),
        ("time", "8:5x", "not_a_time"),
        ("yesno", "quizá", "not_yes_no"),
        ("yesno", -8, "missing_not_allowed"),
        ("gps", "aquí", "not_a_place"),
        ("gps", "97.5, -98", "not_a_place"),
        ("signature", {"mode": "firmo"}, "not_signed"),
        ("signature", {"name": "Ana", "mode": "sello"}, "not_a_way_to_sign"),
        ("signature", "Ana Ruiz (zzz)", "not_a_way_to_sign"),
        ("given", {"a": ["\x00"]}, "bad_text"),
        ("given", float("inf"), "not_a_number"),
    ],
)
def test_what_cannot_be_read_surely_is_refused_with_its_reason(
    kind: str, given_answer: Any, code: str
) -> None:
    assert refused(asked(kind), given_answer) == code


@pytest.mark.parametrize("kind", ["text", "integer", "date", "yesno", "select_one", "select_multiple", "gps"])
@pytest.mark.parametrize("nothing", [None, "", "   ", []])
def test_a_blank_is_no_answer(kind: str, nothing: Any) -> None:
    rules = 'choices = "colour"' if kind.startswith("select") else ""
    assert parse(asked(kind, rules), nothing) is None


@pytest.mark.parametrize(
    "word", ["cafe", "CAFÉ", " Café ", "brown", "marrón", "3", 3, 3.0, "3.0", "3 - Café", "3) café"]
)
def test_an_option_answers_to_its_code_its_labels_its_other_words_and_its_place(word: Any) -> None:
    assert parse(asked("select_one", 'choices = "colour"'), word) == "cafe"


@pytest.mark.parametrize("word", ["verde", "4", "0", "-1", "ca", {"code": "cafe"}])
def test_an_option_that_is_not_on_the_list_is_refused(word: Any) -> None:
    assert refused(asked("select_one", 'choices = "colour"'), word) == "not_a_choice"


@pytest.mark.parametrize(
    "words", [["cafe", "rojo"], "café;rojo", "3 1", "rojo, café", "Café|Red", ["rojo", 3, "rojo"]]
)
def test_several_options_are_kept_once_each_in_the_order_of_the_list(words: Any) -> None:
    assert parse(asked("select_multiple", 'choices = "colour"'), words) == ["rojo", "cafe"]


def test_a_label_with_a_comma_is_one_option() -> None:
    assert parse(asked("select_multiple", 'choices = "colour"'), "Azul, el del mar") == ["azul"]


@pytest.mark.parametrize(
    ("kind", "rules"), [("date", ""), ("integer", ""), ("select_one", 'choices = "colour"')]
)
@pytest.mark.parametrize("coded", [-8, "-8"])
def test_a_coded_missing_answer_is_taken_only_where_the_item_allows_it(
    kind: str, rules: str, coded: Any
) -> None:
    assert parse(asked(kind, f"{rules}\nmissing = [-8]"), coded) == -8
    if kind != "integer":
        assert refused(asked(kind, f"{rules}\nmissing = [-9]"), coded) == "missing_not_allowed"


def test_bounds_are_included() -> None:
    bounded = asked("integer", "range = [0, 60]")
    assert [parse(bounded, edge) for edge in (0, 60)] == [0, 60]
    assert [refused(bounded, beyond) for beyond in (-1, 61)] == ["out_of_range"] * 2
    worded = asked("text", "length = [3, 5]")
    assert [parse(worded, edge) for edge in ("abc", "abcde")] == ["abc", "abcde"]
    assert [refused(worded, beyond) for beyond in ("ab", "abcdef")] == ["too_short", "too_long"]


def test_a_key_is_repaired_or_refused_with_its_own_reason() -> None:
    school = asked("text", 'identifier = "cct"')
    assert parse(school, "1kjn0001o") == "01KJN0001O"
    assert refused(school, "escuela") == "cct_shape"


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(some.characters()),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
KINDS = ["text", "longtext", "integer", "decimal", "date", "time", "yesno", "select_one", "select_multiple"]


@pytest.mark.parametrize("kind", [*KINDS, "gps", "signature", "given", "ref", "photo"])
@given(answer=ANYTHING)
@example(answer="\ud800")
@example(answer="9" * 5000)
@example(answer="²")
@example(answer="00-00-0000")
def test_whatever_is_answered_is_kept_in_a_form_that_reads_the_same_again_or_is_refused(
    kind: str, answer: Any
) -> None:
    question = asked(kind, 'choices = "colour"' if kind.startswith("select") else "")
    try:
        kept = parse(question, answer)
    except Refusal:
        return
    sound(kept)
    assert parse(question, kept) == kept


@given(some.text(some.characters(), max_size=200))
def test_a_shown_value_can_be_written_anywhere(text: str) -> None:
    assert len(shown(text)) <= 60 * 10
    shown(text).encode("utf-8")
    assert shown(text).isprintable()


def test_a_value_nested_too_deep_is_refused() -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    with pytest.raises(Refusal):
        sound(deep)


def test_an_answer_of_several_parts_is_shown_as_people_write() -> None:
    assert shown({"name": "Rosa", "mode": "firmo"}) == "Rosa, firmo"
    assert shown([{"what": "leer", "done": None}, {"what": "escribir"}]) == "leer; escribir"
