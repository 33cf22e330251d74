"""`fieldkit family`: relatives, and whose family they are."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("family")

Student = Annotated[str | None, kit.option("--student", "family.student", takes="person")]


@app.command("new")
def new(
    first_names: alike.FirstNames = None,
    surname: alike.Surname = None,
    student: Student = None,
    school: kit.School = None,
    person: kit.Person = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Register a relative; with --person, one who is here already and now comes to this school."""
    from fieldkit.cli import filling

    known = {"school": school, "first_names": first_names, "surname": surname, "student": student}
    filling.new("REG-F", known, answers=answers, no_input=no_input, as_json=as_json, person=person)


def _with_offices(rows: alike.Rows, as_json: bool) -> alike.Rows:
    """The rows with the office that each holds today in the association."""
    from fieldkit.actions import apec
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    held = apec.offices(kit.store(), kit.today().isoformat())
    offices = load("APC").items["OFF_C"]
    for row in rows:
        office = held.get(row["id"])
        yield {**row, "office": show.value(offices, office) if office and not as_json else office}


alike.people(app, "relative", "apec", "office", more=_with_offices)
