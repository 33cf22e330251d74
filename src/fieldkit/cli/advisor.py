"""`fieldkit advisor`: advisors, and whether they meet the programme's requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.record import Record

app = kit.noun("advisor")

Name = Annotated[str | None, kit.option("--name", "advisor.name", takes="name")]


@app.command("new")
def new(
    name: Name = None, answers: kit.Answers = None, no_input: kit.NoInput = False, as_json: kit.Json = False
) -> None:
    """Register an advisor."""
    from fieldkit.cli import filling

    filling.new("REG-P", {"name": name}, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(withdrawn: kit.Withdrawn = False, as_json: kit.Json = False) -> None:
    """List the advisors: who meets the requirements is pointed out."""
    from fieldkit.cli import show
    from fieldkit.domain.advisor import Advisor

    found = kit.store().find(Advisor, withdrawn=withdrawn)
    show.listed(as_json, map(show.row, found), "name", "eligible", "state", "id")


def _found(text: str) -> Record:
    from fieldkit.actions import lookup

    return lookup.advisor(kit.store(), text)


alike.one(app, kit.argument("person", "advisor.which"), _found)
