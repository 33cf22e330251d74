"""`fieldkit fill FORM`: any form, by questions or from a file of answers."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("fill")

Form = Annotated[str, kit.argument("form", "fill.form")]


@app.command("fill")
def fill(
    form: Form,
    school: kit.School = None,
    student: kit.Student = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Fill in a form."""
    from fieldkit.cli import filling

    known = {"school": school, "student": student, "date": date}
    filling.new(filling.which(form), known, answers=answers, no_input=no_input, as_json=as_json)
