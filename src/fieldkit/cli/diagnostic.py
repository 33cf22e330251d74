"""`fieldkit diagnostic`: the class and community (DXE), each student (DXA), self-esteem and future (SOC)."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import alike, kit

app = kit.noun("diagnostic")

FORMS = ("DXE", "DXA", "SOC")

Form = Annotated[str | None, kit.option("--form", "diagnostic.form", takes="form")]


@app.command("new")
def new(
    form: Form = None,
    school: kit.School = None,
    student: kit.Student = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Fill in a diagnosis."""
    from fieldkit.cli import filling

    code = filling.which(form, FORMS, answers or no_input)
    known = {"school": school, "student": student, "date": date}
    filling.new(code, known, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(
    form: Form = None,
    school: kit.School = None,
    student: kit.Student = None,
    since: kit.Since = None,
    until: kit.Until = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the diagnoses, drafts too."""
    from fieldkit.cli import entries, filling, listing

    facts = {"school": school, "subject": student, "since": since, "until": until, "withdrawn": withdrawn}
    forms = (filling.which(form, FORMS),) if form else FORMS
    rows = entries.listed(forms, facts, limit)
    listing.listed(as_json, rows, "form", "date", "school", "student", "state", "id")


alike.sheets(app)
