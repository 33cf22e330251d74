"""`fieldkit rules`: the internal rules of the association (RGI), and how they were kept in a month (RGC)."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("rules")

Which = Annotated[str | None, kit.argument("record", "rules.which")]

alike.entries(app, "RGI", "edition")


@app.command("show")
def show_rules(which: Which = None, school: kit.School = None, as_json: kit.Json = False) -> None:
    """Show the rules in force at a school; with an id, those rules or that check."""
    from fieldkit.actions import lookup, rules
    from fieldkit.cli import meant, show

    if which:
        show.record(lookup.record(kit.store(), which), as_json)
        return
    place = meant.school(school)
    show.record(rules.here(kit.store(), place, kit.today().isoformat()), as_json)


@app.command("check")
def check(
    school: kit.School = None,
    month: kit.Month = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Say of each article in force how it was kept in a month."""
    from fieldkit.actions import rules
    from fieldkit.cli import filling, meant

    place = meant.school(school) if school or not answers else meant.only_school()
    known = {"month": meant.month(month), "date": date or kit.today().isoformat()}
    if place:  # else the answers say which
        rules.begin_check(kit.store(), place, known["month"], kit.day(date) or kit.today().isoformat())
        known["school"] = place.id
    filling.new("RGC", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("checks")
def checks(
    school: kit.School = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the months that were checked."""
    from fieldkit.cli import entries

    entries.told(as_json, "RGC", {"school": school, "withdrawn": withdrawn}, limit, ("month",))


alike.sheets(app, show=False)
