"""`fieldkit advisor`: advisors, and whether they meet the programme's requirements."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.noun("advisor")

Which = Annotated[str, kit.argument("person", "advisor.which")]
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

    rows = (show.row(advisor) for advisor in kit.store().find(Advisor, withdrawn=withdrawn))
    if as_json:
        kit.stream(rows)
    else:
        show.table(("name", "eligible", "state", "id"), rows)


@app.command("show")
def show_one(advisor: Which, as_json: kit.Json = False) -> None:
    """Show an advisor."""
    from fieldkit.cli import register, show

    show.record(register.advisor(advisor), as_json)


@app.command("correct")
def correct(
    advisor: Which,
    pairs: kit.Set = None,
    answers: kit.Answers = None,
    reason: kit.Reason = None,
    as_json: kit.Json = False,
) -> None:
    """Correct what is kept of an advisor."""
    from fieldkit.cli import register

    register.correct(register.advisor(advisor), pairs or [], answers, reason, as_json)


@app.command("withdraw")
def withdraw(advisor: Which, reason: kit.Reason = None, as_json: kit.Json = False) -> None:
    """Say that an advisor no longer counts."""
    from fieldkit.cli import register

    register.withdraw(register.advisor(advisor), reason, as_json)
