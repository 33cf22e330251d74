"""PB, the bimonthly plan: the three kinds of activity, its days, its closing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.forms.check import Checked, check, checker
from fieldkit.forms.form import load

TODAY = date(2025, 12, 19)
REST = {"ACT_O": "Leer", "ACT_P": ["alumnos"], "ACT_M": 30, "ACT_I": "Leen", "ACT_R": "Asesor"}


def act(kind: str, day: str, **more: Any) -> dict[str, Any]:
    subject = {"ACT_S": "lectura"} if kind == "T" else {}
    return {"ACT_K": kind, "ACT_N": f"Actividad {kind}", **REST, **subject, "ACT_D": day, **more}


def judged(**changes: Any) -> Checked:
    answers: dict[str, Any] = {
        "school": "0199-school",
        "date": "2025-10-30",
        "ciclo": "2025-2026",
        "period": "B2",
        "period_start": "2025-11-01",
        "period_end": "2025-12-31",
        "no_class": "2025-11-14 2025-11-17 2025-11-28",
        "strategy": "0199-strategy",
        "DAY": [{"DAY_D": "2025-11-04"}],
        "ACT": [act("R", "2025-11-04"), act("T", "2025-11-05"), act("D", "2025-11-06")],
        **changes,
    }
    form = load("PB")
    found = check(form, answers, today=TODAY)
    assert checker(form)(answers, TODAY) == found
    return found


def told(found: Checked) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found.problems]


def test_a_plan_with_the_three_kinds_is_complete() -> None:
    assert told(judged()) == []


@pytest.mark.parametrize("lacking", ["R", "T", "D"])
def test_a_plan_without_one_of_the_three_kinds_says_why_in_writing(lacking: str) -> None:
    rows = [act(kind, "2025-11-04") for kind in "RTD" if kind != lacking]
    assert told(judged(ACT=rows)) == [("missing_reason", "required")]
    assert told(judged(ACT=rows, missing_reason="El docente estuvo enfermo")) == []


def test_a_plan_needs_a_day_and_an_activity() -> None:
    assert told(judged(DAY=[], ACT=[], missing_reason="x")) == [
        ("DAY", "too_few_rows"),
        ("ACT", "too_few_rows"),
    ]


@pytest.mark.parametrize(
    ("day", "odd"),
    [
        ("2025-11-04", False),
        ("2025-12-19", False),
        ("2025-10-31", True),
        ("2026-01-12", True),
        ("2025-11-17", True),
        ("2025-11-08", True),
        ("2025-11-09", True),
        ("2025-11-10", False),
    ],
)
def test_a_day_outside_the_bimester_or_without_class_is_pointed_out(day: str, odd: bool) -> None:
    """8 and 9 November 2025 are Saturday and Sunday; the 17th is a holiday. None of them is refused."""
    found = judged(DAY=[{"DAY_D": day}], ACT=[act("R", day), act("T", day), act("D", day)])
    places = ["DAY[1].DAY_D", *(f"ACT[{row}].ACT_D" for row in (1, 2, 3))]
    assert told(found) == ([(place, "warning") for place in places] if odd else [])
    assert found.complete


def test_without_a_calendar_only_the_weekend_is_pointed_out() -> None:
    found = judged(period_start=None, period_end=None, no_class=None, DAY=[{"DAY_D": "2025-12-25"}])
    assert told(found) == []


CLOSED = {
    "closed": "si",
    "done_well": "Leen más",
    "difficulties": "Lluvia",
    "adjustments": "Menos actividades",
    "teacher_signature": {"name": "Rosa Gómez", "mode": "firmo"},
}
FATES = [
    act("R", "2025-11-04", ACT_E="realizada", ACT_F="2025-11-04", ACT_L=4),
    act("T", "2025-11-05", ACT_E="parcial", ACT_F="2025-11-06"),
    act("D", "2025-11-06", ACT_E="no_realizada", ACT_W="Reunión"),
    act("D", "2025-11-07", ACT_E="reprogramada"),
]


def test_a_closed_plan_has_its_compliance() -> None:
    """One done and half of one, of four: 100 · 1.5 / 4 = 37.5 %."""
    found = judged(**CLOSED, ACT=FATES)
    assert told(found) == []
    assert found.answers["compliance"] == 37.5


def test_an_open_plan_has_no_compliance_and_asks_nothing_of_the_closing() -> None:
    assert "compliance" not in judged(ACT=FATES).answers


def test_closing_asks_what_became_of_each_activity() -> None:
    rows = [
        act("R", "2025-11-04", ACT_E="programada"),
        act("T", "2025-11-05"),
        act("D", "2025-11-06", ACT_E="no_realizada"),
        act("F", "2025-11-06", ACT_E="realizada", ACT_F="2025-11-06"),
    ]
    assert told(judged(**CLOSED, ACT=rows)) == [
        ("ACT[1].ACT_E", "constraint"),
        ("ACT[2].ACT_E", "required"),
        ("ACT[3].ACT_W", "required"),
        ("ACT[4].ACT_L", "required"),
    ]


@pytest.mark.parametrize("code", ["done_well", "difficulties", "adjustments", "teacher_signature"])
def test_closing_takes_what_was_learnt_and_a_signature(code: str) -> None:
    assert told(judged(**{**CLOSED, code: None}, ACT=FATES)) == [(code, "required")]
