"""How long until the class of a school may tutor an exercise, from what its notebook has on record."""

from __future__ import annotations

from typing import NamedTuple

from fieldkit.actions.network import Network
from fieldkit.domain.forecast import ENOUGH, Forecast, durations, forecast, tutoring_now


class Outlook(NamedTuple):
    """A forecast. here: whether its durations are of this exercise; else of all that are on record."""

    forecast: Forecast
    here: bool


def outlook(network: Network, exercise: str) -> Outlook:
    """The forecast for one exercise in the class of the school of this network."""
    covered = network.coverage(exercise)
    able = {one.person for one in network.held if one.exercise == exercise}
    mine = [one for one in network.tutorings if one.exercise == exercise]
    tutors = tutoring_now(mine, network.day) & able
    spans = durations((one for one in network.found if one.exercise == exercise), network.facts.tutorings)
    here = len(spans) >= ENOUGH
    if not here:
        spans = durations(network.anywhere, network.facts.tutorings)
    return Outlook(forecast(len(able), len(covered.missing), len(tutors), spans), here)
