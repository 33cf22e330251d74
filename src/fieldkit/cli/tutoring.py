"""`fieldkit tutoring`: who tutors whom in what (TUT), and who wants to learn what (INT)."""

from __future__ import annotations

from typing import Annotated, Any

from fieldkit.cli import alike, kit

app = kit.noun("tutoring")

Tutor = Annotated[str | None, kit.option("--tutor", "tutoring.tutor", takes="person")]
Everybody = Annotated[bool, kit.option("--everybody", "tutoring.everybody")]
Present = Annotated[str | None, kit.option("--present", "tutoring.present", takes="names")]
Absent = Annotated[str | None, kit.option("--absent", "tutoring.absent", takes="names")]
Svg = Annotated[str | None, kit.option("--svg", "network_page.option_svg", takes="file")]
Html = Annotated[str | None, kit.option("--html", "network_page.option_html", takes="file")]
Pdf = Annotated[str | None, kit.option("--pdf", "network_page.option_pdf", takes="file")]
Rounds = Annotated[int | None, kit.option("--rounds", "tutoring.rounds_at_most", min=1)]
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
    from fieldkit.cli import filling, meant

    known: dict[str, Any] = {"school": school, "date": date, "person": person, "exercise": exercise}
    if person and exercise:
        known |= {"school": meant.school(school).id, "date": date or kit.today().isoformat()}
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


@app.command("network")
def show_network(
    school: kit.School = None,
    exercise: kit.Exercise = None,
    everybody: Everybody = False,
    svg: Svg = None,
    html: Html = None,
    pdf: Pdf = None,
    as_json: kit.Json = False,
) -> None:
    """Show who may tutor what, who is missing, and how the network grows."""
    from fieldkit.actions.network import network_of
    from fieldkit.cli import meant, network, show
    from fieldkit.text import t

    place = meant.school_or_all(school)
    found = network_of(kit.store(), kit.today(), place.id if place else None)
    told = network.Told(found, alike.code_of(exercise), everybody=everybody)
    where = show.placed(place) if place else t("tutoring.all_schools")
    if svg or html or pdf:
        network.write(told.page(where), svg, html, pdf, alike.code_of(exercise))
    if as_json:
        kit.out(told.facts())
    elif svg or html or pdf:
        network.tell_written(svg, html, pdf)
    else:
        network.tell(told, where)


@app.command("suggest")
def suggest(
    school: kit.School = None,
    exercise: kit.Exercise = None,
    present: Present = None,
    absent: Absent = None,
    rounds: Rounds = None,
    everybody: Everybody = False,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Suggest who tutors whom: in one exercise until everybody may, or this week in all of them."""
    from fieldkit.actions import suggesting
    from fieldkit.actions.network import network_of
    from fieldkit.cli import meant
    from fieldkit.cli import suggesting as telling

    known = network_of(kit.store(), kit.today(), meant.school(school).id)
    code = alike.code_of(exercise)
    here = telling.who(known, code, present, absent, everybody=everybody)
    found = suggesting.suggest(kit.store(), known, code, here, rounds)
    if as_json:
        kit.out(telling.facts(known, found, code))
        return
    telling.tell(known, found, code)
    if kit.interactive(no_input):
        telling.take_up(known, found)


@app.command("forecast")
def forecast(school: kit.School = None, exercise: kit.Exercise = None, as_json: kit.Json = False) -> None:
    """Say how long it may take until the whole class may tutor an exercise."""
    from fieldkit.actions.forecasting import outlook
    from fieldkit.actions.network import network_of
    from fieldkit.cli import meant
    from fieldkit.cli import outlook as telling
    from fieldkit.cli.l10n import WrongUsage

    code = alike.code_of(exercise)
    if code is None:
        raise WrongUsage("which_exercise")
    known = network_of(kit.store(), kit.today(), meant.school(school).id)
    found = outlook(known, code)
    if as_json:
        kit.out(telling.facts(known, code, found))
    else:
        telling.tell(known, code, found)


alike.learned(app, "TUT", "U01", "U02", "U03", "U08")
alike.sheets(app)
