"""`fieldkit school`: schools and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.record import Record

app = kit.noun("school")

Cct = Annotated[str | None, kit.option("--cct", "school.cct")]
Name = Annotated[str | None, kit.option("--name", "school.name", takes="name")]
Level = Annotated[str | None, kit.option("--level", "school.level")]
Community = Annotated[str | None, kit.option("--community", "school.community")]


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
    """List the schools."""
    from fieldkit.cli import show
    from fieldkit.domain.school import School

    found = kit.store().find(School, withdrawn=withdrawn, limit=limit)
    show.listed(as_json, map(show.row, found), "cct", "name", "level", "community", "state", "id")


def _found(text: str) -> Record:
    from fieldkit.actions import lookup

    return lookup.school(kit.store(), text)


alike.one(app, kit.argument("school", "option.school"), _found)
