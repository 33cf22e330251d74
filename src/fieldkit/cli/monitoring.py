"""`fieldkit monitoring`: the monitoring sheet (FS) of each visit."""

from __future__ import annotations

from fieldkit.cli import alike, kit

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
    from fieldkit.cli import entries, listing

    facts = {"school": school, "since": since, "until": until, "withdrawn": withdrawn}
    listing.listed(as_json, entries.listed(FORMS, facts, limit), "date", "school", "state", "id")


@app.command("open")
def show_open(school: kit.School = None, as_json: kit.Json = False) -> None:
    """List what was promised or recommended and waits for its answer."""
    from fieldkit.cli import listing, pending

    found = pending.rows(school)
    rows = found if as_json else map(pending.worded, found)
    listing.listed(as_json, rows, "school", "what", "kind", "since", "from", "id")


alike.sheets(app)
