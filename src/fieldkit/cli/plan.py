"""`fieldkit plan`: the bimonthly plan (PB) of a school, from its first activity to its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.entry import Entry
    from fieldkit.store.drafts import Draft

app = kit.noun("plan")

Which = Annotated[str | None, kit.argument("record", "plan.which")]
Period = Annotated[str | None, kit.option("--period", "plan.period", takes="period")]


@app.command("new")
def new(
    school: kit.School = None,
    period: Period = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Make the plan of a bimester."""
    from fieldkit.cli import filling

    known = {"school": school, "date": date, "period": _period(period)}
    filling.new("PB", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(school: kit.School = None, withdrawn: kit.Withdrawn = False, as_json: kit.Json = False) -> None:
    """List the plans, drafts too."""
    from fieldkit.cli import entries, listing

    found = entries.listed(("PB",), {"school": school, "withdrawn": withdrawn}, None)
    columns = ("school", "ciclo", "period", "activities", "compliance", "state", "id")
    listing.listed(as_json, map(_with_numbers, found), *columns)


alike.sheets(app)


@app.command("copy")
def copy(
    which: Which = None,
    school: kit.School = None,
    period: Period = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Begin the next plan from the last one."""
    from fieldkit.actions import plan
    from fieldkit.cli import calendar, filling

    before = plan.meant(kit.store(), which, school)
    answers = plan.copied(kit.store(), before, calendar.known(), kit.today(), _period(period))
    draft = plan.begun(kit.store(), answers)
    said = before.answers
    facts = {"period": answers["period"], "ciclo": answers["ciclo"]}
    if kit.interactive(no_input or as_json):
        kit.say("plan.copying", before=said.get("period"), before_ciclo=said.get("ciclo"), **facts)
        filling.resume(draft, answers=None, no_input=no_input, as_json=as_json)
        return
    told = {"id": draft.id, "state": "draft", "from": before.id, **facts}
    kit.result(as_json, told, "plan.copied", count=len(answers["ACT"]), **told)


@app.command("close")
def close(
    which: Which = None,
    school: kit.School = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Close a plan: what became of each activity, and what was learnt."""
    from fieldkit.actions import plan
    from fieldkit.cli import filling

    before = plan.meant(kit.store(), which, school, closing=True)
    if not as_json:
        _say_which(before)
    filling.resume(
        _closing(before, answers), answers=None, no_input=bool(answers) or no_input, as_json=as_json
    )


def _say_which(plan: Entry) -> None:
    """Which bimester of which school is being closed."""
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    period = show.value(load("PB").items["period"], plan.answers.get("period"))
    kit.say("plan.closes", period=period, ciclo=plan.answers.get("ciclo"), school=show.name_of(plan.school))


def _closing(before: Entry, source: str | None) -> Draft:
    """The draft that closes a plan: the one begun earlier, else a new one; with the answers of a file."""
    from fieldkit.actions import plan
    from fieldkit.cli import prepared
    from fieldkit.forms.form import load

    draft = plan.closing_draft(kit.store(), before)
    more = prepared.answers(load("PB"), source) if source else {}
    return plan.with_answers(draft, more)


def _period(typed: str | None) -> str | None:
    """The code of a bimester, however it was typed. Raises WrongUsage."""
    from fieldkit.cli import keyed
    from fieldkit.cli.l10n import WrongUsage
    from fieldkit.forms.form import load

    if typed is None:
        return None
    code, codes = keyed.bimester(typed), load("PB").items["period"].by_code
    if code not in codes:
        raise WrongUsage("not_a_period", text=typed, known=", ".join(codes))
    return code


def _with_numbers(row: dict[str, Any]) -> dict[str, Any]:
    """A plan in a list: its period, how many activities, how much was done of it."""
    store = kit.store()
    found = store.any(row["id"]) or store.draft(row["id"])
    answers = found.answers if found else {}
    facts = {code: answers.get(code) for code in ("ciclo", "period", "closed", "compliance")}
    return {**row, **facts, "activities": len(answers.get("ACT") or ())}
