"""The internal rules of an association of families: which are in force, and how they were kept in a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit.domain.entry import Entry, newest, rows
from fieldkit.domain.school import School
from fieldkit.errors import NotFound, Problem, Untimely
from fieldkit.forms.form import Form
from fieldkit.store.index import columns
from fieldkit.store.store import Store

CHECK = "CHK"
"""The repeat of RGC: an article and how it was kept in each row."""


def in_force(store: Store, school: str, day: str) -> Entry | None:
    """The newest rules of a school (an id) on a day; None where there are none."""
    return newest(store.find(Entry, form="RGI", school=school, until=day))


def articles(store: Store, form: Form, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for each article in force on the day of a check; nothing for another form."""
    school, day = answers.get("school"), answers.get("date")
    if form.group(CHECK) is None or not (isinstance(school, str) and isinstance(day, str)):
        return []
    found = in_force(store, school, day)
    told = rows(found.answers, "ART") if found else []
    return [{"CHK_N": row.get("ART_N"), "CHK_T": row.get("ART_T")} for row in told]


def tie(articles: list[dict[str, Any]], form: Form, answers: dict[str, Any]) -> list[Problem]:
    """Put every article into the answers, with what was answered of it. Returns what is of no article."""
    given = answers.get(CHECK)
    if not articles or not (given is None or isinstance(given, list)):
        return []
    told = list(rows(answers, CHECK))
    answered = {str(row["CHK_N"]): row for row in told if row.get("CHK_N") is not None}
    answers[CHECK] = [{**answered.pop(str(row["CHK_N"]), {}), **row} for row in articles]
    label = {"label": dict(form.items["CHK_N"].labels)}
    unsaid = [place for place, row in enumerate(told, 1) if row.get("CHK_N") is None]
    return [
        *(Problem(f"{CHECK}[{place}].CHK_N", "required", label) for place in unsaid),
        *(Problem(CHECK, "no_such", {**label, "value": number}) for number in answered),
    ]


def here(store: Store, school: School, day: str) -> Entry:
    """The rules in force at a school on a day. Raises NotFound."""
    found = in_force(store, school.id, day)
    if found is None:
        raise NotFound(kind="rules", text=school.name)
    return found


def begin_check(store: Store, school: School, month: str, day: str) -> None:
    """Whether a month can be checked now: there are rules, and it was not checked before.

    Raises NotFound, Untimely with the id of the earlier check.
    """
    here(store, school, day)
    sheet = {"form": "RGC", "state": "", "answers": {"school": school.id, "month": month}}
    for before in store.match(Entry, columns(Entry.kind, sheet).key or ""):
        raise Untimely(why="month_checked", record=before.id, month=month)
