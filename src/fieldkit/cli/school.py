"""`fieldkit school`: schools and services."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.noun("school")

Which = Annotated[str, kit.argument("school", "option.school")]
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
    rows = (show.row(school) for school in found)
    if as_json:
        kit.stream(rows)
    else:
        show.table(("cct", "name", "level", "community", "state", "id"), rows)


@app.command("show")
def show_one(school: Which, as_json: kit.Json = False) -> None:
    """Show a school, and who is there."""
    from fieldkit.actions import lookup
    from fieldkit.cli import show

    show.record(lookup.school(kit.store(), school), as_json)


@app.command("correct")
def correct(
    school: Which,
    pairs: kit.Set = None,
    answers: kit.Answers = None,
    reason: kit.Reason = None,
    as_json: kit.Json = False,
) -> None:
    """Correct what is kept of a school."""
    from fieldkit.actions import lookup
    from fieldkit.cli import register

    register.correct(lookup.school(kit.store(), school), pairs or [], answers, reason, as_json)


@app.command("withdraw")
def withdraw(school: Which, reason: kit.Reason = None, as_json: kit.Json = False) -> None:
    """Say that a school no longer counts."""
    from fieldkit.actions import lookup
    from fieldkit.cli import register

    register.withdraw(lookup.school(kit.store(), school), reason, as_json)
