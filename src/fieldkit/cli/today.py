"""`fieldkit today`, and `fieldkit` alone: what is begun, what is to be sent, what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldkit.cli import kit, status
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.domain.school import School

app = kit.leaf("today")

LATELY = timedelta(days=120)
"""How far back a sheet may be that says when the next visit is."""

SOONEST = 5
"""How many coming visits are shown."""


@app.command("today")
def today(as_json: kit.Json = False) -> None:
    """Show what is open today and the next step."""
    found = {**status.facts(), "date": kit.today().isoformat(), "visits": _visits(), "next": _next()}
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
    kit.say(f"today.{found['next']}")


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
    from fieldkit.cli import show

    kit.say("today.visits")
    for visit in visits:
        kit.say("today.visit", date=visit["date"], school=show.name_of(visit["school"]))


def _next() -> str:
    """The next step of somebody who begins: a school, its students, the diagnosis, the visits."""
    store = kit.store()
    for key, kind, facts in (
        ("next_school", School, {}),
        ("next_students", Membership, {}),
        ("next_diagnostic", Entry, {"form": "DXE"}),
    ):
        if next(iter(store.find(kind, limit=1, **facts)), None) is None:
            return key
    return "next_visit"
