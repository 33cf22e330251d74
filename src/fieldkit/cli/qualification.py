"""`fieldkit qualification`: who may tutor what, computed from the sheets; taking one back (ACR)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.actions.network import Network
    from fieldkit.domain.tutoring import Qualification

app = kit.noun("qualification")

Whose = Annotated[str, kit.argument("person", "option.person")]
Only = Annotated[str | None, kit.argument("exercise", "option.exercise")]
Which = Annotated[str, kit.argument("exercise", "option.exercise")]


@app.command("list")
def show_list(
    school: kit.School = None,
    person: kit.Who = None,
    exercise: kit.Exercise = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List who may tutor what, since when, and in which generation."""
    from itertools import islice

    from fieldkit.cli import listing

    wanted = {"person": alike.anyone(person), "exercise": alike.code_of(exercise)}
    rows = islice(_rows(school, wanted, withdrawn=withdrawn), limit)
    columns = ("name", "exercise", "title", "since", "generation", "tutor_name")
    if as_json:
        kit.stream(rows)
    else:
        listing.table((*columns, "until") if withdrawn else columns, rows)


@app.command("show")
def show_repertoire(person: Whose, exercise: Only = None, as_json: kit.Json = False) -> None:
    """Show what a person may tutor, with the sheets it follows from; and what is missing in the rest."""
    who, code = str(alike.anyone(person)), alike.code_of(exercise)
    rows = list(_rows(None, {"person": who, "exercise": code}, withdrawn=True))
    steps = _missing(who, {row["exercise"] for row in rows}, code)
    if as_json:
        from fieldkit.cli import show

        kit.out({"person": who, "name": show.name_of(who), "repertoire": rows, "next": steps})
        return
    for row in rows:
        kit.say(_key(row), **row)
        kit.say("qualification.evidence", sheets=", ".join(one[-8:] for one in row["evidence"]))
    if not rows:
        kit.say("qualification.not_this" if code else "qualification.none", exercise=code)
    for step in steps:
        kit.say("qualification.next", exercise=step["exercise"], text=step["text"])
        for problem in step["problems"]:
            kit.say("qualification.lacking", text=problem["message"])


def _missing(person: str, told: set[str], only: str | None) -> list[dict[str, Any]]:
    """The next step in each exercise, or in one, that the person has begun and of which nothing is told yet;
    and what the other sheets say against the last one."""
    from fieldkit.actions import tutoring
    from fieldkit.cli import afterwards, failure
    from fieldkit.forms.form import load

    begun = tutoring.under_way(kit.store(), person, kit.today())
    left = {code: one for code, one in begun.items() if code not in told and only in (None, code)}
    steps = []
    for one in left.values():
        if step := afterwards.step(one):
            odd = tutoring.odd(kit.store(), load(one.form), one.answers)
            steps.append({**step, "problems": [failure.described(problem) for problem in odd]})
    return steps


def _key(row: dict[str, Any]) -> str:
    if row["until"]:
        return "qualification.ended"
    return "qualification.planted" if row["tutor"] is None else "qualification.learned"


def _rows(typed: str | None, wanted: dict[str, str | None], *, withdrawn: bool) -> Iterator[dict[str, Any]]:
    """Qualifications as rows: those that hold today; withdrawn: also those taken back. Of a school, those in
    what is taught or known there: a guest's other exercises are not its own."""
    from fieldkit.actions.network import network_of
    from fieldkit.cli import meant

    place = meant.school_or_all(typed)
    known = network_of(kit.store(), kit.today(), place.id if place else None)
    for one in known.found if withdrawn else known.held:
        if place and one.exercise not in known.known:
            continue
        if all(value in (None, getattr(one, fact)) for fact, value in wanted.items()):
            yield row(known, one)


def row(known: Network, one: Qualification) -> dict[str, Any]:
    """A qualification for a program, with names beside the ids."""
    return {
        "person": one.person,
        "name": known.name(one.person),
        "exercise": one.exercise,
        "title": known.title(one.exercise),
        "version": one.version,
        "since": one.since,
        "generation": one.generation,
        "tutor": one.tutor,
        "tutor_name": named(known, one.tutor) if one.tutor else None,
        "evaluator": one.evaluator,
        "evidence": list(one.evidence),
        "until": one.until,
    }


def named(known: Network, person: str) -> str:
    """The name of somebody in a network, also of who is only at another school; else the id."""
    from fieldkit.cli import show

    return known.names.get(person) or known.advisers.get(person) or show.name_of(person)


@app.command("withdraw")
def withdraw(
    person: Whose,
    exercise: Which,
    date: kit.Date = None,
    reason: kit.Reason = None,
    no_input: kit.NoInput = False,
    as_json: kit.Json = False,
) -> None:
    """Take a qualification back, with a reason: a sheet ACR. What was taught before it stands."""
    from fieldkit.actions import entry, tutoring
    from fieldkit.cli import register, show

    who, code = str(alike.anyone(person)), str(alike.code_of(exercise))
    _, school = tutoring.held_by(kit.store(), who, code, kit.today())
    day = kit.day(date) or kit.today().isoformat()
    told = {"school": school, "date": day, "person": who, "exercise": code}
    told["why"] = register.needed(reason, as_json or no_input)
    saved = entry.finish(kit.store(), "ACR", told, by=kit.by(), today=kit.today())
    value = {"id": saved.id, "person": who, "exercise": code, "until": day}
    kit.result(as_json, value, "qualification.withdrawn", name=show.name_of(who), exercise=code, date=day)
