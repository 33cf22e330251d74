"""A forecast of the coverage of an exercise: for a program, and in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fieldkit.actions.forecasting import Outlook
from fieldkit.actions.network import Network
from fieldkit.cli import kit
from fieldkit.domain.forecast import ENOUGH, WINDOW


def facts(network: Network, exercise: str, found: Outlook) -> dict[str, Any]:
    """A forecast for a program. because: what lacks where there are no days."""
    one = found.forecast
    return {
        "school": network.school,
        "exercise": exercise,
        "able": one.able,
        "missing": one.missing,
        "tutors": one.tutors,
        "durations": one.durations,
        "durations_of": "exercise" if found.here else "all",
        "least_rounds": one.least,
        "rounds": one.waves,
        "days": dict(zip(("low", "middle", "high"), one.days, strict=True)) if one.days else None,
        "dates": dict(zip(("low", "middle", "high"), _dates(network, one.days), strict=True))
        if one.days
        else None,
        "because": one.why or None,
    }


def tell(network: Network, exercise: str, found: Outlook) -> None:
    """A forecast in words, with what it rests on."""
    one = found.forecast
    kit.say("tutoring.forecast_head", exercise=exercise, title=network.title(exercise), able=one.able,
            missing=one.missing)  # fmt: skip
    if one.days:
        low, middle, high = _dates(network, one.days)
        days = {"low": one.days[0], "middle": one.days[1], "high": one.days[2]}
        even = low == high  # a range of no width looks surer than it is
        kit.say(
            "tutoring.forecast_one" if even else "tutoring.forecast", **days, day=middle, first=low, last=high
        )
        kit.say("tutoring.forecast_pace", tutors=one.tutors, window=WINDOW, rounds=one.waves)
        kit.say("tutoring.forecast_here" if found.here else "tutoring.forecast_all", count=one.durations)
        if even:
            kit.say("tutoring.forecast_even")
    else:
        kit.say(f"tutoring.forecast_{one.why}", count=one.durations, enough=ENOUGH, window=WINDOW)
    if one.least:
        kit.say("tutoring.forecast_bound", least=one.least)


def _dates(network: Network, days: tuple[int, int, int]) -> list[str]:
    return [(date.fromisoformat(network.day) + timedelta(days=one)).isoformat() for one in days]
