"""`fieldkit monitoring`: the monitoring sheet (FS) of each visit."""

from __future__ import annotations

from fieldkit.cli import kit

app = kit.noun("monitoring")

FORMS = ("FS",)


@app.command("new")
def new(
    school: kit.School = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Fill in the sheet of a visit."""
    from fieldkit.cli import filling

    known = {"school": school, "date": date}
    filling.new("FS", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(
    school: kit.School = None,
    since: kit.Since = None,
    until: kit.Until = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the sheets, drafts too."""
    from fieldkit.cli import entries

    facts = {"school": school, "since": since, "until": until, "withdrawn": withdrawn}
    entries.print_list(as_json, entries.listed(FORMS, facts, limit), "date", "school")


@app.command("show")
def show_one(record: kit.Record, as_json: kit.Json = False) -> None:
    """Show a sheet."""
    from fieldkit.actions import lookup
    from fieldkit.cli import show

    show.record(lookup.record(kit.store(), record), as_json)


@app.command("correct")
def correct(
    record: kit.Record,
    pairs: kit.Set = None,
    answers: kit.Answers = None,
    reason: kit.Reason = None,
    as_json: kit.Json = False,
) -> None:
    """Correct a sheet; what it said before stays in the history."""
    from fieldkit.actions import lookup
    from fieldkit.cli import register

    register.correct(lookup.record(kit.store(), record), pairs or [], answers, reason, as_json)


@app.command("withdraw")
def withdraw(record: kit.Record, reason: kit.Reason = None, as_json: kit.Json = False) -> None:
    """Say that a sheet no longer counts."""
    from fieldkit.actions import lookup
    from fieldkit.cli import register

    register.withdraw(lookup.record(kit.store(), record), reason, as_json)
