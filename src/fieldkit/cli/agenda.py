"""`fieldkit agenda`: the week, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as day_of
from typing import TYPE_CHECKING, Any

from fieldkit.cli import guide, kit, meant
from fieldkit.text import t, words

if TYPE_CHECKING:
    from fieldkit.actions.agenda import Item

app = kit.leaf("agenda")

MOST = 10
"""How many open promises of earlier weeks a person is shown: the newest. A program gets them all."""


@app.command("agenda")
def agenda(school: kit.School = None, date: kit.Date = None, as_json: kit.Json = False) -> None:
    """Show the week of today, or of another day."""
    found = rows(school, kit.day(date))
    if as_json:
        kit.out(found)
    else:
        _tell(found)


def rows(typed: str | None, day: str | None) -> dict[str, Any]:
    """The week of a day: its first and last day, and what there is in it."""
    from fieldkit.actions import agenda
    from fieldkit.cli import calendar
    from fieldkit.domain.calendar import week

    store = kit.store()
    school = meant.school_or_all(typed)
    span = week(day_of.fromisoformat(day) if day else kit.today())
    found = agenda.items(store, calendar.known(), span, kit.today(), school)
    return {
        "since": span.first.isoformat(),
        "until": span.last.isoformat(),
        "items": [_row(one) for one in found],
    }


def _row(one: Item) -> dict[str, Any]:
    return {
        "date": one.date,
        "kind": one.kind,
        "school": one.school.id if one.school else None,
        "cct": one.school.cct if one.school else None,
        "text": sentence(one),
        "record": one.record,
        "done": one.done,
        "late": one.date < kit.today().isoformat() and one.kind in ("agreement", "recommendation"),
    }


def sentence(one: Item) -> str:
    """One thing of a week, in words."""
    if one.kind == "calendar":
        return t(f"calendar.{one.text}")
    if one.next:
        return guide.sentence(one.next)
    if one.school is None:
        return t("agenda.network", text=one.text)
    text = words("part").get(one.text, one.text) if one.kind == "received" else one.text  # of a newer program
    said = t(f"agenda.{one.kind}", school=guide.place(one.school), text=text)
    return t("agenda.done", text=said) if one.done else said


def _tell(found: Mapping[str, Any]) -> None:
    first, last = (day_of.fromisoformat(found[bound]) for bound in ("since", "until"))
    kit.say("agenda.head", first=guide.day(first), last=guide.day(last))
    earlier = [one for one in found["items"] if one["date"] < found["since"]]
    shown = ""
    for one in found["items"][len(earlier) :]:
        if one["date"] != shown:
            shown = one["date"]
            when = day_of.fromisoformat(shown)
            kit.say("agenda.day", weekday=guide.weekday(when), day=guide.day(when))
        kit.say("agenda.item", text=one["text"])
    if earlier:
        kit.say("agenda.earlier", count=len(earlier))
    for one in earlier[-MOST:]:
        kit.say("agenda.dated", day=guide.day(day_of.fromisoformat(one["date"])), text=one["text"])
    if not found["items"]:
        kit.say("agenda.nothing")
