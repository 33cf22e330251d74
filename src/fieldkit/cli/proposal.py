"""`fieldkit proposal`: what families propose (PRO), and what comes of it."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("proposal")

Proposal = Annotated[str, kit.argument("record", "option.record")]
Family = Annotated[str | None, kit.option("--family", "proposal.family", takes="person")]
Sort = Annotated[str | None, kit.option("--sort", "proposal.sort", takes="text")]
What = Annotated[str | None, kit.option("--what", "proposal.what", takes="text")]
Status = Annotated[str | None, kit.option("--status", "proposal.status", takes="text")]
Outcome = Annotated[str | None, kit.option("--outcome", "proposal.outcome", takes="text")]


@app.command("new")
def new(
    school: kit.School = None,
    family: Family = None,
    sort: Sort = None,
    what: What = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Take down a proposal."""
    from fieldkit.cli import filling

    known = {"school": school, "who": family, "sort": sort, "description": what, "date": date}
    if what:  # said in one line: what is usual needs no question
        known |= {"date": date or kit.today().isoformat(), "status": "recibida"}
    filling.new("PRO", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(
    school: kit.School = None,
    status: Status = None,
    since: kit.Since = None,
    until: kit.Until = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the proposals, those of one status when it is said."""
    from fieldkit.cli import entries, meant

    facts = {"school": school, "since": since, "until": until, "withdrawn": withdrawn}
    where = {"status": meant.option("PRO", "status", status)}
    entries.told(as_json, "PRO", facts, limit, ("sort", "status", "description"), where)


@app.command("update")
def update(
    which: Proposal,
    status: Status = None,
    outcome: Outcome = None,
    reason: kit.Reason = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Say how a proposal goes on. The reason, when none is given, is the new status itself."""
    from fieldkit.actions import lookup
    from fieldkit.cli import meant, register

    found = lookup.record(kit.store(), which)
    told = {"status": meant.option("PRO", "status", status), "outcome": outcome}
    pairs = [f"{code}={answer}" for code, answer in told.items() if answer]
    register.correct(found, pairs, None, reason or status or outcome, as_json, no_input)


alike.sheets(app)
