"""`fieldkit tutoring`: who tutors whom in what (TUT), and who wants to learn what (INT)."""

from __future__ import annotations

from typing import Annotated, Any

from fieldkit.cli import alike, kit

app = kit.noun("tutoring")

Tutor = Annotated[str | None, kit.option("--tutor", "tutoring.tutor", takes="person")]
Tutee = Annotated[str | None, kit.option("--tutee", "tutoring.tutee", takes="person")]


@app.command("new")
def new(
    school: kit.School = None,
    date: kit.Date = None,
    tutor: Tutor = None,
    tutee: Tutee = None,
    exercise: kit.Exercise = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Write down a tutoring and its sessions."""
    from fieldkit.cli import filling

    known = {"school": school, "date": date, "U01": exercise, "U02": tutor, "U03": tutee}
    filling.new("TUT", known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("wish")
def wish(
    school: kit.School = None,
    date: kit.Date = None,
    person: kit.Who = None,
    exercise: kit.Exercise = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Write down that somebody wants to learn an exercise; with both said there is nothing to ask."""
    from fieldkit.cli import entries, filling

    known: dict[str, Any] = {"school": school, "date": date, "person": person, "exercise": exercise}
    if person and exercise:
        known |= {"school": entries.school(school).id, "date": date or kit.today().isoformat()}
    said = no_input or bool(person and exercise)
    filling.new("INT", known, answers=answers, no_input=said, as_json=as_json)


@app.command("wishes")
def wishes(
    school: kit.School = None,
    exercise: kit.Exercise = None,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List who wants to learn what."""
    from fieldkit.cli import entries

    entries.told(
        as_json, "INT", {"school": school}, limit, ("person", "exercise", "over"),
        {"exercise": alike.code_of(exercise)},
    )  # fmt: skip


alike.learned(app, "TUT", "U01", "U02", "U03", "U08")
alike.sheets(app)
