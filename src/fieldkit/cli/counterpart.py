"""`fieldkit counterpart`: what families give (CON): a day's lines at once, a month against the promise."""

from __future__ import annotations

from typing import Annotated, Any

from fieldkit.cli import alike, kit

app = kit.noun("counterpart")

Lines = Annotated[list[str] | None, kit.argument("line", "counterpart.lines")]
Family = Annotated[str | None, kit.option("--family", "counterpart.family", takes="person")]


@app.command("new")
def new(
    lines: Lines = None,
    school: kit.School = None,
    family: Family = None,
    date: kit.Date = None,
    answers: kit.Answers = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Take down what was given: `hospedaje comida=2 cena@luz` are three lines of one day."""
    from fieldkit.cli import filling

    known = {"school": school, "family": family, "date": date, "received_by": kit.store().meta("name")}
    if lines and not answers:
        _day(lines, known, as_json)
    else:
        filling.new("CON", known, answers=answers, no_input=no_input, as_json=as_json)


def _day(lines: list[str], known: dict[str, Any], as_json: bool) -> None:
    """Save the lines of one day, all or none."""
    from fieldkit.actions import counterpart
    from fieldkit.cli import failure, meant

    facts = {code: value for code, value in known.items() if value is not None}
    facts |= {
        "school": meant.school(known["school"]).id,
        "date": kit.day(known["date"]) or kit.today().isoformat(),
    }
    given = [facts | _line(line) for line in lines]
    saved, odd = counterpart.give(kit.store(), given, by=kit.by(), today=kit.today())
    if as_json:
        problems = [failure.described(problem) for problem in odd]
        kit.out({"saved": [{"id": one.id, "state": one.state} for one in saved], "problems": problems})
        return
    kit.say("counterpart.saved", count=len(saved), date=facts["date"])
    failure.tell_problems(odd)


def _line(word: str) -> dict[str, str]:
    """`comida=2@luz`: the sort, how many (else 1), and the family where it is another one."""
    words, _, family = word.partition("@")
    sort, _, quantity = words.partition("=")
    return {"sort": sort, "quantity": quantity or "1", **({"family": family} if family else {})}


@app.command("month")
def month(school: kit.School = None, month: kit.Month = None, as_json: kit.Json = False) -> None:
    """Set what was given in a month against what was promised; no family is named."""
    from fieldkit.actions import counterpart
    from fieldkit.cli import meant, show

    place = meant.school(school)
    found = counterpart.month(kit.store(), place.id, meant.month(month))
    if as_json:
        kit.out({"school": place.id, **found._asdict()})
        return
    kit.say("counterpart.month", month=found.month, school=show.placed(place))
    for sort in ("nights", "meals"):
        given, promised = getattr(found, sort), getattr(found, f"{sort}_promised")
        key = f"counterpart.{sort}" if promised is not None else f"counterpart.{sort}_alone"
        kit.say(key, given=given, promised=promised)
    kit.say("counterpart.others", count=found.others)


alike.listing(app, "CON", "sort", "quantity", "family")
alike.sheets(app)
