"""What the sheets of tutoring tell: entries become the facts that qualifications follow from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldkit.domain.entry import Entry, count, rows
from fieldkit.domain.tutoring import Account, Demonstration, Facts, Tutoring, Withdrawal

FORMS = ("TUT", "REL", "DEM", "ACR")
"""Tutoring, written account, demonstration, and a qualification taken back."""


def facts_of(sheets: Iterable[Entry]) -> Facts:
    """The facts in these sheets; others are left out, and so is what lacks its persons, exercise or day."""
    facts = Facts()
    for sheet in sheets:
        answers = sheet.answers
        if sheet.form == "TUT" and _has(answers, "U01", "U02", "U03", "date"):
            facts.tutorings.append(_tutoring(sheet))
        elif sheet.form in FORMS and _has(answers, "person", "exercise", "date"):
            who = (sheet.id, str(answers["exercise"]), str(answers["person"]), sheet.date)
            if sheet.form == "REL":
                facts.accounts.append(Account(*who, answers.get("sufficient") == "si"))
            elif sheet.form == "DEM":
                facts.demonstrations.append(_demonstration(who, answers))
            elif sheet.form == "ACR":
                facts.withdrawals.append(Withdrawal(*who, str(answers.get("why", ""))))
    return facts


def _tutoring(sheet: Entry) -> Tutoring:
    answers = sheet.answers
    sessions = rows(answers, "U07")
    days = [str(row["U07_F"]) for row in sessions if row.get("U07_F")]
    return Tutoring(
        sheet.id,
        str(answers["U01"]),
        str(answers.get("exercise_version", "")),
        str(answers["U02"]),
        str(answers["U03"]),
        min(days, default=sheet.date),
        max(days, default=sheet.date),
        str(answers.get("U08", "")),
        seed=answers.get("seed") == "si",
        minutes=sum(count(row.get("U07_M")) for row in sessions),
        sessions=len(sessions),
        school=sheet.school,
        months=tuple(sorted({day[:7] for day in days})),
        ended=str(answers.get("U06_F") or ""),
    )


def _demonstration(who: tuple[str, str, str, str], answers: Mapping[str, Any]) -> Demonstration:
    mastery = answers.get("mastery")
    return Demonstration(
        *who,
        str(answers.get("evaluator", "")),
        mastery if isinstance(mastery, int) else 0,
        answers.get("accepted") == "si",
    )


def _has(answers: Mapping[str, Any], *codes: str) -> bool:
    return all(isinstance(answers.get(code), str) and answers[code] for code in codes)
