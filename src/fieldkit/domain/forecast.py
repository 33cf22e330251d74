"""How long until a whole class may tutor an exercise, if it goes on as in the last thirty days. Pure; ours.

Those who tutor now take one tutee each at a time: so many waves of them, each as long as it has taken from
the first session to the demonstration. The range is that of the middle half of those durations, rounded
outwards. Who qualifies meanwhile is not counted as a tutor: with them it takes less, and this is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from statistics import quantiles
from typing import Literal

from fieldkit.domain.rounds import rounds_at_least
from fieldkit.domain.tutoring import Qualification, Tutoring

ENOUGH = 5
"""The fewest durations from which anything is said of the days."""

WINDOW = 30
"""Days before the day that tell how many tutor now."""

Why = Literal["", "covered", "nobody_able", "few_durations", "nobody_tutors"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """able, missing: persons. tutors: who tutored it lately. durations: how many there are. least: rounds
    that cannot be gone below. waves, days (low, middle, high): at this pace; None where `why` says what
    lacks.
    """

    able: int
    missing: int
    tutors: int
    durations: int
    least: int
    why: Why = ""
    waves: int | None = None
    days: tuple[int, int, int] | None = None


def forecast(able: int, missing: int, tutors: int, durations: Sequence[int]) -> Forecast:
    """What can be said. durations: days from first session to demonstration; the same day is one."""
    least = rounds_at_least(able, able + missing)
    known = Forecast(able, missing, tutors, len(durations), least, _lacking(able, missing, tutors, durations))
    if known.why:
        return known
    waves = ceil(missing / tutors)
    low, middle, high = quantiles((max(1, one) for one in durations), n=4, method="inclusive")
    days = (floor(waves * low), round(waves * middle), ceil(waves * high))
    return Forecast(able, missing, tutors, len(durations), least, "", waves, days)


def _lacking(able: int, missing: int, tutors: int, durations: Sequence[int]) -> Why:
    if not missing:
        return "covered"
    if not able:
        return "nobody_able"
    if len(durations) < ENOUGH:
        return "few_durations"
    return "" if tutors else "nobody_tutors"


def durations(found: Iterable[Qualification], tutorings: Iterable[Tutoring]) -> list[int]:
    """How many days each who learned took, from the first session to the demonstration; shortest first."""
    starts = {one.id: one.start for one in tutorings}
    spans = ((one.since, starts.get(one.evidence[0])) for one in found if one.tutor is not None)
    return sorted((date.fromisoformat(end) - date.fromisoformat(start)).days for end, start in spans if start)


def tutoring_now(tutorings: Iterable[Tutoring], day: str) -> set[str]:
    """Who has tutored in the thirty days until a day."""
    since = (date.fromisoformat(day) - timedelta(days=WINDOW)).isoformat()
    return {one.tutor for one in tutorings if one.start <= day and max(one.start, one.last) >= since}
