"""The ledger of what families give: a day's lines at once, and a month against what was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from fieldkit.actions import apec, entry
from fieldkit.domain.entry import Entry
from fieldkit.domain.received import received
from fieldkit.errors import Invalid, Problem
from fieldkit.store.store import Store


class Month(NamedTuple):
    """What was given and promised in a month, at a school. promised: None before the constitution (APC).

    No family is named: what one has given is no debt of another.
    """

    month: str
    nights: int
    nights_promised: int | None
    meals: int
    meals_promised: int | None
    others: int


def give(
    store: Store, lines: Sequence[Mapping[str, Any]], *, by: str, today: date
) -> tuple[list[Entry], list[Problem]]:
    """Save several lines of the ledger, all or none. Returns them, and what is worth a second look.

    Raises Invalid with what is wrong in any of them.
    """
    reviewed = [entry.review(store, "CON", line, today=today, by=by) for line in lines]
    told = [
        replace(problem, field=f"CON[{number}].{problem.field}")
        for number, checked in enumerate(reviewed, 1)
        for problem in checked.problems
    ]
    if not all(checked.complete for checked in reviewed):
        raise Invalid([problem for problem in told if problem.level == "error"])
    with store.transaction():
        saved = [
            entry.finish(store, "CON", line, by=by, today=today, reviewed=checked)
            for line, checked in zip(lines, reviewed, strict=True)
        ]
    return saved, told


def month(store: Store, school: str, month: str) -> Month:
    """What a school's families gave in a month (`2025-10`), against the newest promise of that month; counted
    as the monthly report does (M14)."""
    since, until = f"{month}-01", f"{month}-31"
    visits, ledger = (
        store.find(Entry, form=form, school=school, since=since, until=until) for form in ("FS", "CON")
    )
    given = received(visits, ledger)
    act = apec.on(store, school, until)
    promised = (act.nights, act.meals) if act else (None, None)
    return Month(month, given.nights, promised[0], given.meals, promised[1], given.others)
