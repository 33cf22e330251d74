"""The keys in the registers: mended in sight, doubted or refused by the forms that ask for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import check
from fieldkit.forms.form import load

TODAY = date(2025, 11, 1)
CHILD = {"first_names": "Ana", "sex": "M", "birth_date": "2015-03-21", "curp": "LOPA150321MGRPRNA3"}


def found(form: str, field: str, **answers: Any) -> list[tuple[str, str]]:
    problems = check(load(form), answers, today=TODAY).problems
    return [(problem.code, problem.level) for problem in problems if problem.field == field]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("120690001", []),
        ("12069 0001", []),
        ("12O690001", [("key_letter_o", "warning")]),
        ("129990001", [("cvegeo_unknown", "warning")]),
        ("990690001", [("cvegeo_shape", "error")]),
    ],
)
def test_a_place_is_mended_doubted_or_refused(answer: str, told: list[tuple[str, str]]) -> None:
    assert found("REG-E", "cvegeo", cvegeo=answer) == told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("12DPR4527E", []),
        ("12DPR4527A", [("cct_check", "warning")]),
        ("1.23E+11", [("key_scientific", "error")]),
        ("PROV-12-0001", []),
    ],
)
def test_a_school_key_is_doubted_for_its_letter_and_refused_for_its_shape(
    answer: str, told: list[tuple[str, str]]
) -> None:
    assert found("REG-E", "cct", cct=answer) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"birth_date": "2015-03-22"}, [("warning", "warning")]),
        ({"birth_date": "1915-03-21"}, [("warning", "warning")]),
        ({"sex": "H"}, [("warning", "warning")]),
        ({"sex": "X"}, []),
        ({"birth_date": -8, "birth_estimated": 10}, []),
        ({"curp": "LOPA150321MGRPRNA4"}, [("curp_check", "error")]),
    ],
)
def test_a_curp_that_does_not_fit_what_stands_beside_it_is_pointed_out(
    changes: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    assert found("REG-A", "curp", **{**CHILD, **changes}) == told
