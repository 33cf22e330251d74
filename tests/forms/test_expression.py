"""The expression language: XPath 1.0 as XLSForm uses it, and dates."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fieldkit.forms.expression import BadExpression, Known, Scope, compile_expression, references

KNOWN = {
    "n": Known(),
    "s": Known(),
    "d": Known(),
    "gone": Known(),
    "coded": Known(missing=(-8, -9)),
    "R": Known("R"),
    "r": Known("R"),
    "partly": Known("R"),
}
ANSWERS = {
    "n": 5,
    "s": ["lectura", "otra"],
    "d": "2025-10-06",
    "coded": -8,
    "R": [{"r": 2, "partly": 1}, {"r": 3}],
}


def value(text: str, here: str = "", row: int = 0, own: Any = "") -> Any:
    closure = compile_expression(text, KNOWN, here)
    return closure(Scope(ANSWERS, "2025-10-20", ANSWERS["R"][row], own))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 - 1 - 1", 0),
        ("--2", 2),
        ("7 div 2", 3.5),
        ("-5 mod 2", -1),
        ("5 mod -2", 1),
        ("1 div 0", math.inf),
        ("1 < 2 = true()", True),
        ("1 = 1 and 0 or 1", True),
        ("'a' = \"a\"", True),
        ("'1' = 1", True),
        ("${n} > 3 and ${n} <= 5", True),
        ("${gone} = ''", True),
        ("${gone} = 0", False),
        ("${gone} < 3", False),
        ("${gone} != 0", True),
        ("${coded} = ''", True),
        ("coalesce(${coded}, ${gone}, 'z')", "z"),
        ("selected(${s}, 'otra')", True),
        ("selected(${s}, 'lect')", False),
        ("count-selected(${s})", 2),
        ("if(${n} = 5, 'si', 'no')", "si"),
        ("string(1.0)", "1"),
        ("string(0.0000001)", "0.0000001"),
        ("concat('a', 1 div 4, true())", "a0.25true"),
        ("string-length('ñandú')", 5),
        ("regex('abc', 'ab')", False),
        ("regex('abc', 'ab.')", True),
        ("round(2.5)", 3),
        ("round(-2.5)", -2),
        ("round(2.567, 2)", 2.57),
        ("int(-2.7)", -2),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("not('')", True),
        ("substr('abcdef', 1, 3)", "bc"),
        ("contains('abc', 'b') and starts-with('abc', 'ab')", True),
        ("level('sisat_reading', 15)", "esperado"),
        ("level('sisat_reading', '')", ""),
        ("level('reading_speed', 90, '3')", "estandar"),
        ("curp-date('PEGJ900512HJCRRS04')", "1990-05-12"),
        ("curp-date('PEGJ901312HJCRRS04')", ""),
        ("curp-date('PEGJ')", ""),
    ],
)
def test_an_expression_has_its_value(text: str, expected: Any) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${d} - today()", -14),
        ("today() - ${d} > 13", True),
        ("${d} < today() - 30", False),
        ("${d} <= today()", True),
        ("date(${d} + 30)", "2025-11-05"),
        ("format-date(today() - 19, '%d/%m/%y')", "01/10/25"),
        ("format-date('no', '%Y')", ""),
        ("number('2025-02-30') = number('2025-02-30')", False),
        ("'15:30' > '08:00'", True),
        ("round(('15:30' - '08:00') * 1440)", 450),
        ("now() = today()", True),
    ],
)
def test_dates_and_times_compare_and_subtract(text: str, expected: Any) -> None:
    assert value(text) == expected


def test_the_answer_of_a_repeat_is_this_rows_inside_and_all_rows_outside() -> None:
    assert value("${r}", "R", 1) == 3
    assert value("sum(${r})") == 5
    assert value("count(${R})") == 2
    assert value("${r} = 3")
    assert value("max(${r})") == 3


def test_a_sum_over_an_unanswered_row_is_no_number_rather_than_a_wrong_one() -> None:
    assert math.isnan(value("sum(${partly})"))
    assert math.isnan(value("max(${partly})"))
    assert value("count-non-empty(${partly})") == 1


def test_the_answer_itself_is_a_dot() -> None:
    assert value(". >= 1 and . <= 3", own=2)
    assert value(". * .5", own=4) == 2


@pytest.mark.parametrize(
    ("text", "why", "position"),
    [
        ("", "unfinished", 1),
        ("1 +", "unfinished", 4),
        ("(1", "unexpected", 3),
        ("1 2", "unexpected", 3),
        ("§", "unexpected", 1),
        ("'open", "unexpected", 1),
        ("${nobody} = 1", "unknown_item", 1),
        ("1 + wish(2)", "unknown_function", 5),
        ("if(1, 2)", "arguments", 1),
        ("today(1)", "arguments", 1),
        ("1 + )", "unexpected", 5),
        ("colour = 1", "unexpected", 1),
        ("(" * 200 + "1" + ")" * 200, "too_deep", 101),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, why: str, position: int) -> None:
    with pytest.raises(BadExpression) as caught:
        compile_expression(text, KNOWN)
    assert (caught.value.why, caught.value.position) == (why, position)


def test_the_references_of_an_expression_are_known() -> None:
    assert references("${a} + sum(${VA_3}) > ${ b }") == ("a", "VA_3", "b")


SIGNS = ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "(", ")", ","]
PIECES = some.sampled_from(
    [*SIGNS, "1", ".5", "'x'", "${n}", "${r}", "${gone}", ".", "not(", "if(", "sum(", "today()", "round("]
)


@given(some.lists(PIECES, max_size=12).map(" ".join) | some.text(max_size=20))
def test_no_expression_breaks_the_compiler_or_stops_while_it_is_worked_out(text: str) -> None:
    try:
        closure = compile_expression(text, KNOWN)
    except BadExpression as bad:
        assert 1 <= bad.position <= len(text) + 1
    else:
        assert type(closure(Scope(ANSWERS, "2025-10-20"))) in (str, int, float, bool, list)
