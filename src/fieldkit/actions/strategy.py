"""The intervention strategy of a school: what it can rest on, when it is to be reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.actions import correction, entry, lookup
from fieldkit.domain.calendar import ciclo
from fieldkit.domain.entry import Entry, newest, rows
from fieldkit.domain.record import Record
from fieldkit.errors import Invalid, NotFound, Untimely
from fieldkit.store.drawn import drawn
from fieldkit.store.store import Store

FORM = "EI"
CLOSED, ADJUSTED = "cerrar", "ajustar"
"""What may come of a review: it is over; it goes on changed. Else it goes on as it was."""

RESTS_ON = ("I01", "I02", "I03")
"""The rows without which there is no strategy: diagnoses, identified children, teachers."""


def of_ciclo(store: Store, school: str, day: date) -> Entry | None:
    """The newest strategy of a school (an id) in the school year of that day."""
    found = store.find(Entry, form=FORM, school=school)
    return newest(one for one in found if one.answers.get("ciclo") == ciclo(day))


def meant(store: Store, text: str | None, school: str | None, today: date) -> Record:
    """The strategy of this id, its beginning or end; else that of this school year of the school (as it was
    typed); without either, that whose review has been due for longest, or the only one. Raises NotFound,
    Ambiguous.
    """
    if text:
        return lookup.record(store, text)
    where = lookup.school(store, school).id if school else None
    now = [
        one for one in store.find(Entry, form=FORM, school=where) if one.answers.get("ciclo") == ciclo(today)
    ]
    due = sorted((day, one.id, one) for one in now if (day := review_due(one.answers, today)))
    if due:
        return due[0][2]
    if len(now) != 1:
        raise NotFound(kind="strategy", text=school or "", why="which_strategy" if now else "no_strategy")
    return now[0]


def propose(store: Store, school: str, today: date) -> dict[str, Any]:
    """The first answers of a strategy: what it can rest on at the school.

    Raises Untimely when there is one this ciclo, Invalid with what has to be done before there can be one.
    """
    there = of_ciclo(store, school, today)
    if there:
        raise Untimely(why="strategy_exists", record=there.id)
    answers = {"school": school, "date": today.isoformat()}
    answers = {"school": school, **drawn(store, FORM, answers)}
    reviewed = entry.review(store, FORM, {**answers, "date": today.isoformat()}, today=today)
    lacking = [problem for problem in reviewed.errors if problem.field in RESTS_ON]
    if lacking:
        raise Invalid(lacking)
    return answers


def review(
    store: Store, record: Record, found: Mapping[str, Any], *, reason: str, by: str, today: date
) -> Record:
    """Save what came of a review, as the next edition. found: I13, I13_T and what is changed; the next date
    (I11R) stands beside those there are.

    Raises NotFound for a record that is no strategy, Untimely while no review date has come, Invalid.
    """
    insist_it_can_be_reviewed(record, today)
    answers = {"I13_T": None, "I13_F": today.isoformat(), **found}  # what was found then is not found now
    return correction.correct(store, record.id, answers, reason=reason, by=by)


def insist_it_can_be_reviewed(record: Record, today: date) -> None:
    """Raises NotFound for a record that is no strategy, Untimely while no review date has come."""
    if record.form != FORM:
        raise NotFound(kind="strategy", text=record.id)
    if not any(day <= today.isoformat() for day in _dates(record.answers)):
        raise Untimely(why="review_not_due", record=record.id, date=min(_dates(record.answers), default=""))


def review_due(answers: Mapping[str, Any], today: date) -> str | None:
    """The review date that has come and was not answered yet; None when there is none."""
    if answers.get("I13") == CLOSED:
        return None
    last = max((day for day in _dates(answers) if day <= today.isoformat()), default=None)
    done = answers.get("I13_F") if answers.get("I13") else None
    return last if last and not (isinstance(done, str) and done >= last) else None


def next_review(answers: Mapping[str, Any], today: date) -> str | None:
    """The next review date that is to come; None when there is none, so that nobody will be reminded."""
    return min((day for day in _dates(answers) if day > today.isoformat()), default=None)


def dated(answers: Mapping[str, Any], day: str) -> list[dict[str, Any]]:
    """The review dates of a strategy with one more."""
    return [*map(dict, rows(answers, "I11R")), {"I11_F": day}]


def _dates(answers: Mapping[str, Any]) -> list[str]:
    """The review dates."""
    days = [row.get("I11_F") for row in rows(answers, "I11R")]
    return [day for day in days if isinstance(day, str)]
