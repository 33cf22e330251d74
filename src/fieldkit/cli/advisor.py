"""`fieldkit advisor`: advisors, and whether they meet the programme's requirements."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated

from fieldkit import text
from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.actions.advisor import Unregistered
    from fieldkit.domain.record import Record
    from fieldkit.errors import Problem

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
    """List the advisors: who meets the requirements is pointed out, and what is missing of who works here."""
    from fieldkit.actions import advisor
    from fieldkit.cli import listing, register
    from fieldkit.domain.advisor import Advisor

    here = advisor.unregistered(kit.store(), today=kit.today())
    rows = register.records(Advisor, "REG-P", withdrawn=withdrawn)
    listing.listed(as_json, chain(map(_row, here), rows), "name", "eligible", "state", "id")
    for one in [] if as_json else here:
        kit.say("advisor.missing", name=one.name, missing=", ".join(map(_label, one.missing)))


def _row(here: Unregistered) -> dict[str, object]:
    """Who works here as a row of the list: there is no record of it to show."""
    missing = [problem.field for problem in here.missing]
    return {"id": None, "name": here.name, "form": "REG-P", "state": "unregistered", "missing": missing}


def _label(problem: Problem) -> str:
    return str(problem.facts["label"][text.language()])


def _found(typed: str) -> Record:
    from fieldkit.actions import lookup

    return lookup.advisor(kit.store(), typed)


alike.one(app, kit.argument("person", "advisor.which"), _found)
