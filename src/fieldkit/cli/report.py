"""`fieldkit report`: the month, the bimester, the school year; what is written for each, and freezing it."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit

app = kit.noun("report")

Month = Annotated[str | None, kit.option("--month", "report.month", takes="month")]
Period = Annotated[str | None, kit.option("--period", "report.period", takes="period")]
Ciclo = Annotated[str | None, kit.option("--ciclo", "report.ciclo", takes="ciclo")]
School = Annotated[str | None, kit.option("--school", "report.school", takes="school")]
Pdf = Annotated[str | None, kit.option("--pdf", "report.pdf", takes="file")]
Xlsx = Annotated[str | None, kit.option("--xlsx", "report.xlsx", takes="file")]
Html = Annotated[str | None, kit.option("--html", "report.html", takes="file")]
Csv = Annotated[str | None, kit.option("--csv", "report.csv", takes="file_or_dash")]
Which = Annotated[str, kit.argument("report", "report.which")]
Public = Annotated[bool, kit.option("--public", "report.public")]
Edition = Annotated[int | None, kit.option("--edition", "report.edition", takes="number", min=1)]
Yes = Annotated[bool, kit.option("--yes", "report.yes")]


@app.command("monthly")
def monthly(
    school: School = None,
    month: Month = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    public: Public = False,
    edition: Edition = None,
    as_json: kit.Json = False,
) -> None:
    """The report of a month."""
    from fieldkit.cli import counting

    files: counting.Files = {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}
    counting.give("monthly", counting.month(month), school, files, as_json, public=public, edition=edition)


@app.command("bimonthly")
def bimonthly(
    school: School = None,
    period: Period = None,
    ciclo: Ciclo = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    public: Public = False,
    edition: Edition = None,
    as_json: kit.Json = False,
) -> None:
    """The report of a bimester."""
    from fieldkit.cli import counting

    files: counting.Files = {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}
    counting.give(
        "bimonthly", counting.bimester(period, ciclo), school, files, as_json, public=public, edition=edition
    )


@app.command("annual")
def annual(
    school: School = None,
    ciclo: Ciclo = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    public: Public = False,
    edition: Edition = None,
    as_json: kit.Json = False,
) -> None:
    """The report of a school year."""
    from fieldkit.cli import counting

    files: counting.Files = {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}
    counting.give("annual", counting.year(ciclo), school, files, as_json, public=public, edition=edition)


@app.command("network")
def network(
    school: School = None,
    ciclo: Ciclo = None,
    pdf: Pdf = None,
    xlsx: Xlsx = None,
    html: Html = None,
    csv: Csv = None,
    as_json: kit.Json = False,
) -> None:
    """The tutoring network over a school year."""
    from fieldkit.cli import counting

    files: counting.Files = {"pdf": pdf, "xlsx": xlsx, "html": html, "csv": csv}
    counting.network(counting.year(ciclo), school, files, as_json)


@app.command("list")
def show_list(as_json: kit.Json = False) -> None:
    """List the reports that are written for or frozen."""
    from fieldkit.cli import freezing, listing

    listing.listed(as_json, freezing.rows(), "report", "state", "edition", "date")


@app.command("write")
def write(
    which: Which,
    pairs: kit.Set = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Write the parts of a report that only the advisor can: in an editor, question by question, or given."""
    from fieldkit.cli import freezing

    freezing.write(which, pairs or [], answers, kit.interactive(no_input or as_json), as_json)


@app.command("freeze")
def freeze(
    which: Which,
    yes: Yes = False,
    reason: kit.Reason = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Look a report over and keep it as it is sent."""
    from fieldkit.cli import freezing

    freezing.freeze(which, yes, reason, kit.interactive(no_input or as_json), as_json)
