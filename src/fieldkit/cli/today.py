"""`fieldkit today`, and `fieldkit` alone: what is begun, what is to be sent, what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldkit.cli import guide, kit, status
from fieldkit.domain.entry import Entry
from fieldkit.domain.school import School

app = kit.leaf("today")

LATELY = timedelta(days=120)
"""How far back a sheet may be that says when the next visit is."""

SOONEST = 5
"""How many coming visits are shown."""

FIRST = 3
"""How many next steps are shown."""


@app.command("today")
def today(as_json: kit.Json = False) -> None:
    """Show what is open today and the next steps."""
    steps = guide.rows()
    found = {**status.facts(), "date": kit.today().isoformat(), "visits": _visits(), "next": _first(steps)}
    if as_json:
        kit.out(found)
        return
    kit.say("today.head", name=kit.store().meta("name") or "", date=found["date"])
    for key, count in (("drafts", found["drafts"]), ("pending", found["pending"])):
        if count:
            kit.say(f"today.{key}", count=count)
    if found["refused"]:
        kit.say("today.refused", count=len(found["refused"]))
    _print_visits(found["visits"])
    _print_steps(found["next"], len(steps))


def _visits() -> list[dict[str, Any]]:
    """The next visits that were agreed, soonest first."""
    lately = (kit.today() - LATELY).isoformat()
    sheets = kit.store().find(Entry, form="FS", since=lately)
    days = [(str(sheet.answers["VZ4"]), sheet.school) for sheet in sheets if sheet.answers.get("VZ4")]
    coming = sorted({day for day in days if day[0] >= kit.today().isoformat()})
    return [{"date": day, "school": school} for day, school in coming[:SOONEST]]


def _print_visits(visits: list[dict[str, Any]]) -> None:
    if not visits:
        return
    kit.say("today.visits")
    for visit in visits:
        school = kit.store().get(School, visit["school"])
        place = guide.place(school) if school else visit["school"]
        kit.say("today.visit", date=visit["date"], school=place)


def _first(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first next steps, one of each kind: the same at another school can be read in the guide."""
    sorts: dict[str, dict[str, Any]] = {}
    for step in steps:
        sorts.setdefault(step["code"], step)
    return list(sorts.values())[:FIRST]


def _print_steps(first: list[dict[str, Any]], count: int) -> None:
    if not count:
        kit.say("today.nothing")
        return
    kit.say("today.next")
    guide.tell(first)
    if count > len(first):
        kit.say("today.more", count=count - len(first))
