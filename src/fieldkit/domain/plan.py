"""The bimonthly plan (PB): what falls due, what was done of it.

An activity is a row of the repeat ACT, as the form asks it: kind (ACT_K), name (ACT_N), planned day (ACT_D)
and what became of it (ACT_E, ACT_F …).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.domain.calendar import week
from fieldkit.domain.entry import rows as rows_of
from fieldkit.domain.names import fold

PLANNED, DONE, PARTLY, NOT_DONE = "programada", "realizada", "parcial", "no_realizada"
_WORTH = {DONE: 1.0, PARTLY: 0.5}
"""What an activity counts for when compliance is counted."""

FATE = ("ACT_E", "ACT_F", "ACT_W", "ACT_L")
"""The items of an activity that say what became of it."""

CLOSING = ("closed", "compliance", "done_well", "difficulties", "adjustments", "teacher_signature")
"""The items of a plan that are answered when it is closed."""

Activity = Mapping[str, Any]


def activities(answers: Mapping[str, Any]) -> list[Activity]:
    """The activities of a plan."""
    return rows_of(answers, "ACT")


def is_open(answers: Mapping[str, Any]) -> bool:
    """Whether a plan is not closed yet, so that what became of its activities may not be said."""
    return answers.get("closed") != "si"


def is_told(answers: Mapping[str, Any], rows: Iterable[Activity]) -> bool:
    """Whether it is said of these activities of a plan what became of them: it is closed, or says of one
    whether it was done. To put one off says nothing yet.

    Of what is not told nothing is known, which is not that nothing was done.
    """
    return not is_open(answers) or any(row.get("ACT_E") in (DONE, PARTLY, NOT_DONE) for row in rows)


def done(rows: Iterable[Activity]) -> tuple[float, int]:
    """What was done of these activities, half of those done in part, and how many they are: 2.5 of 4."""
    worth = [_WORTH.get(str(row.get("ACT_E")), 0.0) for row in rows]
    return sum(worth), len(worth)


def compliance(rows: Iterable[Activity], until: str) -> float | None:
    """100 · (done + half of those done in part) / planned, of the activities planned until that day.

    The rule of the programme's monthly report (ours). Per cent, unrounded; None when nothing was planned.
    """
    part, whole = done(row for row in rows if str(row.get("ACT_D", "")) <= until)
    return 100 * part / whole if whole else None


def ahead(rows: Iterable[Activity], day: date) -> list[Activity]:
    """What a visit on that day may be for: what is planned for the day, then for the rest of its week.

    What was done already is left out.
    """
    days = {one.isoformat() for one in week(day).days()}
    open_ones = [row for row in rows if row.get("ACT_E") not in (DONE, NOT_DONE)]
    of_week = [row for row in open_ones if row.get("ACT_D") in days]
    return sorted(of_week, key=lambda row: (row["ACT_D"] != day.isoformat(), row["ACT_D"]))


def again(rows: Iterable[Activity]) -> list[dict[str, Any]]:
    """The activities of a plan as the start of the next one: those not done first, without days or fate."""
    order = {DONE: 2, PARTLY: 1}
    first = sorted(rows, key=lambda row: order.get(str(row.get("ACT_E")), 0))
    left_out = {*FATE, "ACT_D"}
    return [{code: value for code, value in row.items() if code not in left_out} for row in first]


def seen_done(activity: Activity, visits: Sequence[Mapping[str, Any]]) -> str | None:
    """The first day on which visits (answers of FS) show that an activity was done; None when none does.

    A visit shows it by its name, in the purpose or as the recreational activity; else by something of its
    kind on the planned day: play for R, individual tutoring for T, a recommendation for D.
    """
    name = fold(str(activity.get("ACT_N", "")))
    for visit in visits:
        said = fold(f"{visit.get('V05', '')} · {visit.get('VZ1_T', '')}")
        if name and name in said and visit.get("V01") != "no_realizada":
            return str(visit.get("date"))
    same_day = [visit for visit in visits if visit.get("date") == activity.get("ACT_D")]
    shown = any(_of_kind(str(activity.get("ACT_K")), visit) for visit in same_day)
    return str(activity["ACT_D"]) if shown else None


def _of_kind(kind: str, visit: Mapping[str, Any]) -> bool:
    if kind == "R":
        return visit.get("VZ1") == "si"
    return bool(visit.get({"T": "VA", "D": "VD2"}.get(kind, ""), ()))
