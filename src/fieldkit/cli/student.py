"""`fieldkit student`: students, and where they study."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("student")

Born = Annotated[str | None, kit.option("--birth-date", "student.birth_date", takes="date")]
Sex = Annotated[str | None, kit.option("--sex", "student.sex")]
Everybody = Annotated[bool, kit.option("--all", "student.everybody")]
Grade = Annotated[str | None, kit.option("--grade", "student.grade")]


@app.command("new")
def new(
    first_names: alike.FirstNames = None,
    surname: alike.Surname = None,
    birth_date: Born = None,
    sex: Sex = None,
    grade: Grade = None,
    school: kit.School = None,
    person: kit.Person = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Register a student; with --person, one who is here already and now comes to this school."""
    from fieldkit.cli import filling

    known = {
        "school": school,
        "first_names": first_names,
        "surname": surname,
        "birth_date": birth_date,
        "sex": sex,
        "grade": grade,
    }
    filling.new("REG-A", known, answers=answers, no_input=no_input, as_json=as_json, person=person)


@app.command("risk")
def risk(school: kit.School = None, student: kit.Student = None, as_json: kit.Json = False) -> None:
    """Who needs help and why; with --student, the decisions so far too."""
    from fieldkit.cli import risk as words

    found = words.rows(school, student)
    if as_json:
        kit.out(found)
    else:
        words.told(found)


@app.command("focal")
def focal(
    school: kit.School = None,
    student: kit.Student = None,
    date: kit.Date = None,
    everybody: Everybody = False,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Decide with the teacher who is focal."""
    from fieldkit.cli import risk as words

    how = {"no_input": no_input, "as_json": as_json, "everybody": everybody}
    words.decide(school, student, date, answers, **how)


alike.people(app, "student", "grade", "sex", "curp")
