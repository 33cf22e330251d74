"""`fieldkit school`: schools and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fieldkit.cli import alike, keyed, kit, prompt
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

if TYPE_CHECKING:
    from fieldkit.domain.record import Record

app = kit.noun("school")

Cct = Annotated[str | None, kit.option("--cct", "school.cct")]
Name = Annotated[str | None, kit.option("--name", "school.name", takes="name")]
Level = Annotated[str | None, kit.option("--level", "school.level")]
Community = Annotated[str | None, kit.option("--community", "school.community")]
Year = Annotated[int | None, kit.option("--year", "school.focus_year", takes="number")]
Both = Annotated[bool, kit.option("--both", "school.focus_both")]
Yes = Annotated[bool, kit.option("--yes", "school.yes")]


@app.command("new")
def new(
    cct: Cct = None,
    name: Name = None,
    level: Level = None,
    community: Community = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Register a school."""
    from fieldkit.cli import filling

    known = {"cct": cct, "name": name, "level": level, "community": community}
    filling.new("REG-E", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(withdrawn: kit.Withdrawn = False, limit: kit.Limit = None, as_json: kit.Json = False) -> None:
    """List the schools, drafts too."""
    from fieldkit.cli import listing, register
    from fieldkit.domain.school import School

    rows = register.records(School, "REG-E", withdrawn=withdrawn, limit=limit)
    listing.listed(as_json, rows, "cct", "name", "level", "community", "state", "id")


def _found(text: str) -> Record:
    from fieldkit.actions import lookup

    return lookup.school(kit.store(), text, withdrawn=True)


_WHICH = kit.argument("school", "option.school")

alike.one(app, _WHICH, _found, withdraw=False)


@app.command("focus")
def focus(year: Year = None, both: Both = False, as_json: kit.Json = False) -> None:
    """Which schools are focus schools by their results in national tests."""
    from fieldkit.cli import results

    results.focus_list(year, both, as_json)


@app.command("withdraw")
def withdraw(
    which: Annotated[str, _WHICH],
    reason: kit.Reason = None,
    yes: Yes = False,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Say that a school no longer counts; whoever is there would be left without it."""
    from fieldkit.cli import register

    found = _found(which)
    if not yes:
        _ask_whether(found, kit.interactive(no_input or as_json))
    register.withdraw(found, reason, as_json, no_input)


def _ask_whether(school: Record, somebody: bool) -> None:
    """Ask when people or sheets belong to the school. Raises WrongUsage where there is nobody to ask."""
    from fieldkit.domain.entry import Entry
    from fieldkit.domain.person import Person

    store = kit.store()
    people, sheets = (store.count(kind, school=school.id) for kind in (Person, Entry))
    if not people and not sheets:
        return
    if not somebody:
        raise WrongUsage("school_in_use", people=people, sheets=sheets)
    kit.say("school.in_use", people=people, sheets=sheets)
    if not keyed.yes(prompt.line(t("ask.prompt"))):
        kit.say("school.kept")
        kit.leave(0)
