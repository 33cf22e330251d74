"""`fieldkit strategy`: the intervention strategy (EI), agreed with the teacher, and its reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.record import Record

app = kit.noun("strategy")

Which = Annotated[str, kit.argument("record", "option.record")]
Result = Annotated[str | None, kit.option("--result", "strategy.result")]
Text = Annotated[str | None, kit.option("--text", "strategy.text")]


@app.command("new")
def new(
    school: kit.School = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Agree on a strategy; it begins with what is on record of the school that is named."""
    from fieldkit.cli import filling

    known: dict[str, Any] = {"school": school, "date": date}
    asked = not answers and kit.interactive(no_input)
    if school or asked:
        known |= _proposed(school, aloud=asked)
    filling.new("EI", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(
    school: kit.School = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the strategies, drafts too."""
    from fieldkit.cli import entries

    entries.told(as_json, "EI", {"school": school, "withdrawn": withdrawn}, limit, ("edition",))


@app.command("review")
def review(
    which: Which,
    result: Result = None,
    found: Text = None,
    reason: kit.Reason = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Say what came of a review."""
    from fieldkit.actions import lookup, strategy
    from fieldkit.cli import show
    from fieldkit.text import t

    record = lookup.record(kit.store(), which)
    given = {"I13": result, "I13_T": found}
    answers = {code: value for code, value in given.items() if value} or _asked(
        record, kit.interactive(no_input or as_json)
    )
    why = reason or t("strategy.reviewed")
    done = strategy.review(kit.store(), record, answers, reason=why, by=kit.by(), today=kit.today())
    value = {"id": done.id, "state": done.state, "edition": done.answers.get("edition")}
    kit.result(as_json, value, "strategy.edition", edition=value["edition"], name=show.title(done))


alike.sheets(app)


def _proposed(typed: str | None, *, aloud: bool) -> dict[str, Any]:
    """The school and what its strategy can rest on. aloud: said, to be changed at the terminal."""
    from fieldkit.actions import strategy
    from fieldkit.cli import meant

    school = meant.school(typed)
    answers = strategy.propose(kit.store(), school.id, kit.today())
    if aloud:
        kit.say("strategy.proposed", **{group: len(answers[group]) for group in strategy.RESTS_ON})
    return answers


def _asked(record: Record, somebody: bool) -> dict[str, Any]:
    """The result and what was found, asked for where there is somebody to ask. Raises WrongUsage."""
    from fieldkit.cli import mending
    from fieldkit.cli.l10n import WrongUsage

    if not somebody:
        raise WrongUsage("review_needs_result")
    return mending.answered(record, ("I13", "I13_T"))
