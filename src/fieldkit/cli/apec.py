"""`fieldkit apec`: the association of families: its constitution (APC), and who holds which office today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.actions.apec import Association
    from fieldkit.domain.school import School

app = kit.noun("apec")

Act = Annotated[str | None, kit.argument("record", "apec.act")]


@app.command("new")
def new(
    school: kit.School = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Fill in the constitution of an association, or its renewal."""
    from fieldkit.cli import filling, meant

    place = meant.school_or_all(school)
    known = {
        "school": place and place.id,
        "community": place and place.answers.get("community"),
        "date": date,
    }
    filling.new("APC", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("show")
def show_association(act: Act = None, school: kit.School = None, as_json: kit.Json = False) -> None:
    """Show how the association stands today; with an id, one act as it was written."""
    from fieldkit.actions import apec, lookup
    from fieldkit.cli import meant, show

    if act:
        show.record(lookup.record(kit.store(), act), as_json)
        return
    place = meant.school(school)
    found = apec.here(kit.store(), place, kit.today().isoformat())
    if as_json:
        kit.out(_facts(place, found))
    else:
        _print(place, found)


def _facts(place: School, found: Association) -> dict[str, Any]:
    from fieldkit.cli import show

    officers = [{**one._asdict(), "name": show.name_of(one.person)} for one in found.holders]
    counterpart = [{"sort": sort, "who": who} for sort, who in found.promised]
    return {
        "school": place.id,
        "act": found.act.id,
        "date": found.act.date,
        "officers": officers,
        "members": [{"id": person.id, "name": person.name} for person in found.members],
        "promised": {"nights": found.nights, "meals": found.meals, "counterpart": counterpart},
    }


def _print(place: School, found: Association) -> None:
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    items = load("APC").items
    kit.say("apec.head", school=show.placed(place), date=found.act.date, id=found.act.id)
    for one in found.holders:
        office = show.value(items["OFF_C"], one.office)
        kit.say("apec.holder", office=office, name=show.name_of(one.person), since=one.since)
    if not found.holders:
        kit.say("apec.no_holders")
    names = ", ".join(person.name for person in found.members)
    kit.say("apec.members" if names else "apec.no_members", count=len(found.members), names=names)
    for sort, who in found.promised:
        kit.say("apec.promised", sort=show.value(items["CP_T"], sort), who=who)
    kit.say("apec.monthly", nights=found.nights, meals=found.meals)


alike.listing(app, "APC", "attendees")
alike.sheets(app, show=False)
