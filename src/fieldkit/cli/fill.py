"""`fieldkit fill FORM`: any form, by questions or from a file of answers."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.leaf("fill")

Form = Annotated[str, kit.argument("form", "fill.form")]


Rapid = Annotated[bool, kit.option("--rapid", "fill.rapid")]


@app.command("fill")
def fill(
    form: Form,
    school: kit.School = None,
    student: kit.Student = None,
    date: kit.Date = None,
    rapid: Rapid = False,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Fill in a form, or a pile of them."""
    from fieldkit.cli import filling

    known = {"school": school, "student": student, "date": date}
    if rapid:
        from fieldkit.cli import pile

        pile.enter(filling.which(form), known, no_input=no_input, as_json=as_json)
        return
    filling.new(filling.which(form), known, answers=answers, no_input=no_input, as_json=as_json)
