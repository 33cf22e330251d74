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


alike.people(app, "relative", "apec")
