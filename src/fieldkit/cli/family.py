"""`fieldkit family`: relatives, and whose family they are."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.noun("family")

Which = Annotated[str, kit.argument("person", "option.person")]
First = Annotated[str | None, kit.option("--first-names", "family.first_names")]
Surname = Annotated[str | None, kit.option("--surname", "family.surname")]
Student = Annotated[str | None, kit.option("--student", "family.student", takes="person")]


@app.command("new")
def new(
    first_names: First = None,
    surname: Surname = None,
    student: Student = None,
    school: kit.School = None,
    person: kit.Person = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Register a relative; with --person, one who is here already and now comes to this school."""
    from fieldkit.cli import filling, register

    known = {"school": school, "first_names": first_names, "surname": surname, "student": student}
    here = register.who(person, None).id if person else None
    filling.new("REG-F", known, answers=answers, no_input=no_input, as_json=as_json, person=here)


@app.command("list")
def show_list(school: kit.School = None, over: kit.Over = False, as_json: kit.Json = False) -> None:
    """List them, drafts too."""
    from fieldkit.cli import register

    register.print_people(as_json, register.people("relative", school, over=over))


@app.command("show")
def show_one(person: Which, as_json: kit.Json = False) -> None:
    """Show one, with where they have been."""
    from fieldkit.cli import register, show

    show.record(register.who(person, "relative"), as_json)


@app.command("correct")
def correct(
    person: Which,
    pairs: kit.Set = None,
    answers: kit.Answers = None,
    reason: kit.Reason = None,
    as_json: kit.Json = False,
) -> None:
    """Correct what is kept of one."""
    from fieldkit.cli import register

    register.correct(register.who(person, "relative"), pairs or [], answers, reason, as_json)


@app.command("withdraw")
def withdraw(person: Which, reason: kit.Reason = None, as_json: kit.Json = False) -> None:
    """Say that one no longer counts."""
    from fieldkit.cli import register

    register.withdraw(register.who(person, "relative"), reason, as_json)
