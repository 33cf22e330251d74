"""The bimonthly plan: what falls due, what was done of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.domain import plan


def activity(kind: str, name: str, day: str, state: str | None = None, **more: Any) -> dict[str, Any]:
    found = {"ACT_K": kind, "ACT_N": name, "ACT_D": day, **more}
    return {**found, "ACT_E": state} if state else found


WEEK = [
    activity("R", "Lotería", "2025-10-16"),
    activity("T", "Cuentos", "2025-10-13"),
    activity("D", "Leer por turnos", "2025-10-19"),
    activity("F", "Taller", "2025-10-20"),
    activity("T", "Sumas", "2025-10-15", "realizada"),
]
"""16 October 2025 is a Thursday: its week goes from Monday the 13th to Sunday the 19th."""


@pytest.mark.parametrize(
    ("states", "percent"),
    [
        (["realizada", "realizada", "parcial", "no_realizada"], 62.5),
        (["realizada"], 100.0),
        (["parcial", "parcial", "no_realizada"], 100 / 3),
        (["reprogramada", "programada"], 0.0),
        ([], None),
    ],
)
def test_compliance_counts_what_was_done_and_half_of_what_was_partly_done(
    states: list[str], percent: float | None
) -> None:
    """Two done and half of one, of four: 100 · 2.5 / 4 = 62.5. Two halves of three: 100 · 1 / 3 = 33.3…"""
    rows = [activity("T", "x", "2025-10-01", state) for state in states]
    assert plan.compliance(rows, "2025-10-31") == percent


def test_compliance_leaves_out_what_is_planned_for_later() -> None:
    """Two are planned until 31 October, the third is of 1 November: one done of two is 50 %."""
    rows = [
        activity("T", "a", "2025-10-01", "realizada"),
        activity("T", "b", "2025-10-31"),
        activity("T", "c", "2025-11-01", "realizada"),
    ]
    assert plan.compliance(rows, "2025-10-31") == 50.0
    assert plan.compliance(rows, "2025-09-30") is None


def test_a_visit_is_offered_what_is_planned_for_its_day_then_for_its_week() -> None:
    found = [row["ACT_N"] for row in plan.ahead(WEEK, date(2025, 10, 16))]
    assert found == ["Lotería", "Cuentos", "Leer por turnos"]


def test_the_next_plan_begins_with_what_was_not_done() -> None:
    rows = [
        activity("R", "hecha", "2025-10-01", "realizada", ACT_F="2025-10-01", ACT_L=4),
        activity("T", "a medias", "2025-10-02", "parcial", ACT_W="Llovió"),
        activity("D", "no hecha", "2025-10-03", "no_realizada", ACT_M=20),
        activity("F", "prevista", "2025-10-04"),
    ]
    assert plan.again(rows) == [
        {"ACT_K": "D", "ACT_N": "no hecha", "ACT_M": 20},
        {"ACT_K": "F", "ACT_N": "prevista"},
        {"ACT_K": "T", "ACT_N": "a medias"},
        {"ACT_K": "R", "ACT_N": "hecha"},
    ]


VISITS: list[dict[str, Any]] = [
    {"date": "2025-10-13", "V01": "no_realizada", "V05": "Loteria"},
    {"date": "2025-10-14", "V01": "jornada", "V05": "LOTERÍA · otra cosa"},
    {"date": "2025-10-15", "V01": "jornada", "V05": "Ver el grupo", "VZ1": "no", "VA": [{"VA1": "x"}]},
    {"date": "2025-10-16", "V01": "jornada", "V05": "Jugar", "VZ1": "si", "VZ1_T": "Serpientes y escaleras"},
]


@pytest.mark.parametrize(
    ("what", "day"),
    [
        (activity("R", "Lotería", "2025-10-09"), "2025-10-14"),
        (activity("R", "serpientes", "2025-10-09"), "2025-10-16"),
        (activity("R", "Rondas", "2025-10-16"), "2025-10-16"),
        (activity("R", "Rondas", "2025-10-15"), None),
        (activity("T", "Cuentos", "2025-10-15"), "2025-10-15"),
        (activity("D", "Leer por turnos", "2025-10-15"), None),
        (activity("F", "Taller", "2025-10-16"), None),
    ],
)
def test_a_visit_shows_an_activity_by_its_name_or_by_its_kind_on_its_day(
    what: dict[str, Any], day: str | None
) -> None:
    """A visit that was not made shows nothing, whatever its purpose was."""
    assert plan.seen_done(what, VISITS) == day
