"""`fieldkit teacher`: teachers, and where they teach."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("teacher")

Figure = Annotated[str | None, kit.option("--figure", "teacher.figure")]


@app.command("new")
def new(
    first_names: alike.FirstNames = None,
    surname: alike.Surname = None,
    figure: Figure = None,
    school: kit.School = None,
    person: kit.Person = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Register a teacher; with --person, one who is here already and now comes to this school."""
    from fieldkit.cli import filling

    known = {"school": school, "first_names": first_names, "surname": surname, "figure": figure}
    filling.new("REG-D", known, answers=answers, no_input=no_input, as_json=as_json, person=person)


alike.people(app, "teacher", "figure")
