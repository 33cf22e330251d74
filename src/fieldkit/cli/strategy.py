"""`fieldkit strategy`: the intervention strategy (EI), agreed with the teacher, and its reviews."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.record import Record

app = kit.noun("strategy")

Which = Annotated[str | None, kit.argument("record", "option.record")]
Result = Annotated[str | None, kit.option("--result", "strategy.result")]
Next = Annotated[str | None, kit.option("--next", "strategy.again", takes="date")]
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
    which: Which = None,
    school: kit.School = None,
    result: Result = None,
    found: Text = None,
    again: Next = None,
    reason: kit.Reason = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Say what came of a review, and when the next one is."""
    from fieldkit.actions import strategy
    from fieldkit.cli import show
    from fieldkit.text import t

    record = strategy.meant(kit.store(), which, school, kit.today())
    strategy.insist_it_can_be_reviewed(record, kit.today())  # before anything is asked
    answers = _told(record, result, found, kit.day(again)) or _asked(
        record, kit.interactive(no_input or as_json)
    )
    if not answers.get("I13"):
        kit.say("strategy.not_reviewed")
        kit.leave(0)
    why = reason or t("strategy.reviewed")
    done = strategy.review(kit.store(), record, answers, reason=why, by=kit.by(), today=kit.today())
    following = strategy.next_review(done.answers, kit.today())
    value = {"id": done.id, "state": done.state, "edition": done.answers.get("edition"), "next": following}
    kit.result(as_json, value, "strategy.edition", edition=value["edition"], name=show.title(done))
    if done.answers.get("I13") != strategy.CLOSED and not as_json:
        kit.say("strategy.next" if following else "strategy.no_next", date=following, id=done.id)


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


def _told(record: Record, result: str | None, found: str | None, again: str | None) -> dict[str, Any]:
    """The answers of the options; nothing without a result. Raises WrongUsage for a date without one."""
    from fieldkit.actions import strategy
    from fieldkit.cli.l10n import WrongUsage

    given = {"I13": result, "I13_T": found, "I11R": strategy.dated(record.answers, again) if again else None}
    answers = {code: value for code, value in given.items() if value}
    if answers and not result:
        raise WrongUsage("review_needs_result")
    return answers


def _asked(record: Record, somebody: bool) -> dict[str, Any]:
    """The result, what was found, what is changed and the next date, asked for where there is somebody to
    ask; empty when nobody answered. Raises WrongUsage."""
    from fieldkit.actions import strategy
    from fieldkit.cli import failure, mending, register
    from fieldkit.cli.l10n import WrongUsage
    from fieldkit.forms.form import load

    if not somebody:
        raise WrongUsage("review_needs_result")
    form = load(record.form)
    try:
        found = mending.answered(record, ("I13", "I13_T"))
        if found.get("I13") == strategy.ADJUSTED:
            kit.say("strategy.adjusting")
            found |= mending.asked(form, {**record.answers, **found}, register.wrong(record))
    except failure.Paused:
        return {}
    now = {**record.answers, **found}
    goes_on = found.get("I13", strategy.CLOSED) != strategy.CLOSED
    if goes_on and not strategy.next_review(now, kit.today()):
        with suppress(failure.Paused):  # leaving here leaves the date blank
            found |= mending.added(form, now, "I11R")
    return found
