"""The tutoring network of a school, as far as its own sheets show it (TUT, REL, DEM, ACR). Pure.

A tutor who qualified at another school is only known here when a sheet of this one says so (a seed).
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.domain.entry import Entry
from fieldkit.domain.tutoring import (
    Account,
    Demonstration,
    Qualification,
    Tutoring,
    Withdrawal,
    qualifications,
)
from fieldkit.domain.tutoring import Facts as Recorded
from fieldkit.reports.gather import Facts, number, rows, text


def qualified(facts: Facts) -> list[Qualification]:
    """Who may, or might, tutor what: by exercise, day and person."""
    return qualifications(
        Recorded(
            tutorings=list(tutorings(facts)),
            accounts=[_account(sheet) for sheet in facts.of("REL")],
            demonstrations=[_demonstration(sheet) for sheet in facts.of("DEM")],
            withdrawals=[
                Withdrawal(sheet.id, _of(sheet, "exercise"), _of(sheet, "person"), sheet.date)
                for sheet in facts.of("ACR")
            ],
        )
    )


def tutorings(facts: Facts) -> Iterator[Tutoring]:
    """The tutorings, oldest first; their last session is that of the last row, or the first day."""
    for sheet in facts.of("TUT"):
        sessions = rows(sheet, "U07")
        yield Tutoring(
            id=sheet.id,
            exercise=_of(sheet, "U01"),
            version=_of(sheet, "exercise_version"),
            tutor=_of(sheet, "U02"),
            tutee=_of(sheet, "U03"),
            start=sheet.date,
            last=max((text(row.get("U07_F")) for row in sessions), default="") or sheet.date,
            outcome=_of(sheet, "U08"),
            seed=sheet.answers.get("seed") == "si",
            minutes=int(sum(number(row.get("U07_M")) or 0 for row in sessions)),
            sessions=len(sessions),
        )


def _account(sheet: Entry) -> Account:
    sufficient = sheet.answers.get("sufficient") == "si"
    return Account(sheet.id, _of(sheet, "exercise"), _of(sheet, "person"), sheet.date, sufficient)


def _demonstration(sheet: Entry) -> Demonstration:
    return Demonstration(
        sheet.id,
        _of(sheet, "exercise"),
        _of(sheet, "person"),
        sheet.date,
        _of(sheet, "evaluator"),
        int(number(sheet.answers.get("mastery")) or 0),
        sheet.answers.get("accepted") == "si",
    )


def _of(sheet: Entry, code: str) -> str:
    return text(sheet.answers.get(code))
