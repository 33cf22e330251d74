"""Who needs help and who is helped: what diagnoses say of a child, and the newest decision about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.domain import baseline, calendar, risk
from fieldkit.domain.entry import Entry, in_order
from fieldkit.domain.names import fold
from fieldkit.domain.person import STUDENT, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.store.store import Store

FORMS = ("RIE", "EI")
"""The forms on which the program puts what is found out here."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a child stands on a day.

    diagnosis, wellbeing: the last DXA and SOC that were given. flags, risk: what they add up to
    (`domain/risk.py`). decided: the newest identification (RIE).
    """

    student: Person
    membership: Membership | None
    diagnosis: Entry | None
    wellbeing: Entry | None
    flags: tuple[str, ...]
    risk: str
    decided: Entry | None

    @property
    def focal(self) -> bool:
        """Whether the child is on the list of those that are helped."""
        return self.decided is not None and self.decided.answers.get("focal") == "si"


def standings(store: Store, school: str, day: date) -> Iterator[Standing]:
    """Every student of a school on that day, by the name."""
    at = day.isoformat()
    here = [
        pair
        for pair in store.find_with(Membership, Person, school=school)
        if pair[0].role == STUDENT and pair[0].holds_on(at)
    ]
    days = class_days(store, school, day)
    once = {student.id: (membership, student) for membership, student in here}
    for membership, student in sorted(once.values(), key=lambda pair: fold(pair[1].name)):
        yield _standing(store, student, membership, day, days)


def standing(store: Store, school: str, student: Person, day: date, record: str | None = None) -> Standing:
    """One student. record: a decision that is not looked at, for it is the one being made."""
    held = [one for one in store.find(Membership, subject=student.id) if one.role == STUDENT]
    held.sort(key=lambda one: (one.school == school, str(one.answers.get("since", ""))))
    membership = held[-1] if held else None
    return _standing(store, student, membership, day, class_days(store, school, day), record)


def given(
    store: Store, form: str, school: str, student: object, day: date, record: str | None = None
) -> dict[str, Any]:
    """What the program puts on an identification (RIE) or a strategy (EI); nothing on other forms.

    student: whom it is about (an id), where it is about somebody. record: the sheet itself, if it is there.
    """
    if form == "EI":
        return {"edition": 1, **_of_school(store, school, day)}
    person = store.get(Person, student) if form == "RIE" and isinstance(student, str) else None
    return _of_child(store, school, person, day, record) if person else {}


def anew(store: Store, before: Record, today: date) -> dict[str, Any]:
    """What the program puts anew on a sheet that is corrected: of a strategy the next edition, and who is
    focal today beside those it was agreed for."""
    if before.form != "EI":
        return {}
    edition, was = before.answers.get("edition"), str(before.answers.get("focal_now", "")).split()
    now = [one.student.id for one in standings(store, str(before.answers["school"]), today) if one.focal]
    return {
        "edition": (edition if isinstance(edition, int) else 1) + 1,
        "focal_now": " ".join(dict.fromkeys((*was, *now))),
    }


def _of_child(store: Store, school: str, student: Person, day: date, record: str | None) -> dict[str, Any]:
    found = standing(store, school, student, day, record)
    others = [one for one in standings(store, school, day) if one.focal and one.student.id != student.id]
    return {
        "diagnosis": found.diagnosis.id if found.diagnosis else None,
        "flags": " ".join(found.flags),
        "risk": found.risk,
        "was_focal": "si" if found.focal else "no",
        "focal_others": len(others),
    }


def _of_school(store: Store, school: str, day: date) -> dict[str, Any]:
    """Who is focal, and where the children stand this ciclo."""
    ciclo = calendar.ciclo(day)
    here = list(standings(store, school, day))
    diagnoses = [one.diagnosis.answers for one in here if one.diagnosis and _in(one.diagnosis, ciclo)]
    wellbeing = [one.wellbeing.answers for one in here if one.wellbeing and _in(one.wellbeing, ciclo)]
    numbers = baseline.baseline(diagnoses, wellbeing)
    return {
        "focal_now": " ".join(one.student.id for one in here if one.focal),
        "base_n": len(diagnoses),
        **{f"base_{code}": value for code, value in numbers.items()},
    }


def _in(sheet: Entry, ciclo: str) -> bool:
    return calendar.ciclo(date.fromisoformat(sheet.date)) == ciclo


def decisions(store: Store, student: str, day: date | None = None) -> list[Entry]:
    """Every identification of a child until that day, the newest last."""
    until = day.isoformat() if day else None
    return in_order(store.find(Entry, form="RIE", subject=student, until=until))


def focal_since(store: Store, student: str, day: date) -> Entry | None:
    """Of a child who is focal on a day, the identification that put it on the list; else None."""
    found = None
    for sheet in decisions(store, student, day):
        focal = sheet.answers.get("focal") == "si"
        found = (found or sheet) if focal else None
    return found


def class_days(store: Store, school: str, day: date) -> int:
    """Class days in eight weeks, by the newest diagnosis of the school."""
    sheets = store.find(Entry, form="DXE", school=school, until=day.isoformat())
    newest = risk.last(sheets)
    return risk.class_days(newest.answers if newest else None)


def _standing(
    store: Store,
    student: Person,
    membership: Membership | None,
    day: date,
    days: int,
    record: str | None = None,
) -> Standing:
    def last(form: str) -> Entry | None:
        return risk.last(store.find(Entry, form=form, subject=student.id, until=day.isoformat()))

    diagnosis, wellbeing = last("DXA"), last("SOC")
    flags, level = risk.assess(student, membership, diagnosis, wellbeing, days)
    decided = [one for one in decisions(store, student.id, day) if one.id != record]
    return Standing(student, membership, diagnosis, wellbeing, flags, level, decided[-1] if decided else None)
