"""The children of a school: how they stand, on whom there is something to decide, and the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.actions import entry
from fieldkit.domain.entry import Entry
from fieldkit.domain.risk import HIGH, LEVELS, MIDDLE, SUBJECTS
from fieldkit.errors import Invalid, Problem
from fieldkit.store.identified import Standing, standings
from fieldkit.store.store import Store

FORM = "RIE"


def listed(store: Store, school: str, today: date) -> list[Standing]:
    """The students of a school (an id), the most pressing first."""
    return sorted(standings(store, school, today), key=_pressing)


def _pressing(one: Standing) -> tuple[int, int, int]:
    """By risk, then by how many subjects need support, then by how many signs there are."""
    return LEVELS.index(one.risk), -len(SUBJECTS.intersection(one.flags)), -len(one.flags)


def undecided(one: Standing) -> bool:
    """Whether there is something to decide: at risk or focal, and the last diagnosis is not the one that the
    last decision was taken on."""
    if not (one.focal or one.risk in (HIGH, MIDDLE)):
        return False
    if one.decided is None or one.diagnosis is None:
        return one.decided is None
    frozen = one.decided.answers
    if "risk" in frozen:
        return bool(frozen.get("diagnosis") != one.diagnosis.id)
    return one.decided.date < one.diagnosis.date


def decide(store: Store, decisions: Sequence[Mapping[str, Any]], *, by: str, today: date) -> list[Entry]:
    """Save the decisions on several children, all or none. Raises Invalid with the problems of all."""
    reviewed = [entry.review(store, FORM, one, today=today) for one in decisions]
    if not all(checked.complete for checked in reviewed):
        raise Invalid(
            [
                Problem(f"children[{number}].{problem.field}", problem.code, problem.facts, problem.level)
                for number, checked in enumerate(reviewed, 1)
                for problem in checked.problems
            ]
        )
    with store.transaction():
        return [entry.finish(store, FORM, one, by=by, today=today) for one in decisions]
