"""What a sheet rests on and the notebook knows once its school is known, whoever fills it in and however.

Unlike what is given (`givens.py`), somebody may answer otherwise: what they said stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.domain import risk
from fieldkit.domain.entry import Entry, newest
from fieldkit.domain.person import TEACHER, Membership, Person
from fieldkit.store.identified import Standing, standings
from fieldkit.store.promises import readable
from fieldkit.store.store import Store

FORMS = ("EI", "PB")
"""The forms that rest on something of their school."""


def drawn(store: Store, form: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is drawn from the school (an id) on the day of a sheet, for what is not answered; else nothing."""
    school, day = answers.get("school"), readable(answers.get("date"))
    if form not in FORMS or not (isinstance(school, str) and day):
        return {}
    found = _rests_on(store, school, day) if form == "EI" else {"strategy": strategy(store, school, day)}
    return {code: value for code, value in found.items() if value and answers.get(code) is None}


def strategy(store: Store, school: str, day: date) -> str | None:
    """The id of the newest intervention strategy of a school on that day, or a later one."""
    every = list(store.find(Entry, form="EI", school=school))
    found = newest(one for one in every if one.date <= day.isoformat()) or newest(every)
    return found.id if found else None


def _rests_on(store: Store, school: str, day: date) -> dict[str, Any]:
    """Of a strategy: the newest diagnoses, the focal children by their priority, the teachers."""
    focal = sorted((one for one in standings(store, school, day) if one.focal), key=_priority)
    teachers = [
        person.id
        for membership, person in store.find_with(Membership, Person, school=school)
        if membership.role == TEACHER and not membership.over
    ]
    return {
        "I01": [{"I01_D": one} for one in _diagnoses(store, school, focal)],
        "I02": [{"I02_A": one.student.id} for one in focal],
        "I03": [{"I03_D": one} for one in teachers],
    }


def _diagnoses(store: Store, school: str, focal: list[Standing]) -> list[str]:
    """The newest diagnosis of the school, and that of each focal child."""
    of_class = risk.last(store.find(Entry, form="DXE", school=school))
    found = [of_class, *(one.diagnosis for one in focal)]
    return [one.id for one in found if one]


def _priority(one: Standing) -> tuple[int, str]:
    told = one.decided.answers.get("priority") if one.decided else None
    return (told if isinstance(told, int) else 9, one.student.name)
