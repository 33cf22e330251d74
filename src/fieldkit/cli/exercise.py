"""`fieldkit exercise`: the catalogue (CAT): texts and problems, each in its versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from fieldkit.cli import alike, kit

if TYPE_CHECKING:
    from fieldkit.domain.exercise import Exercise

app = kit.noun("exercise")

WHICH = kit.argument("exercise", "option.exercise")
Which = Annotated[str, WHICH]
Subject = Annotated[str | None, kit.option("--subject", "exercise.subject", takes="name")]
Band = Annotated[str | None, kit.option("--band", "exercise.band", takes="name")]


@app.command("new")
def new(answers: kit.Answers = None, no_input: kit.NoInput = False, as_json: kit.Json = False) -> None:
    """Write an exercise; one whose code is here already becomes its next version."""
    from fieldkit.cli import filling

    filling.new("CAT", {}, answers=answers, no_input=no_input, as_json=as_json)


@app.command("list")
def show_list(
    subject: Subject = None,
    band: Band = None,
    withdrawn: kit.Withdrawn = False,
    limit: kit.Limit = None,
    as_json: kit.Json = False,
) -> None:
    """List the newest version of each exercise."""
    from itertools import islice

    from fieldkit.cli import listing, meant

    wanted = {
        "subject": meant.option("CAT", "subject", subject),
        "band": meant.option("CAT", "band", band),
    }
    rows: Iterable[dict[str, Any]] = islice(_rows(wanted, withdrawn=withdrawn), limit)
    if not as_json:
        rows = map(_worded, rows)
    listing.listed(as_json, rows, "code", "version", "subject", "band", "title", "state")


def _rows(wanted: dict[str, str | None], *, withdrawn: bool) -> Iterator[dict[str, Any]]:
    from fieldkit.cli import show
    from fieldkit.domain.exercise import Exercise, newest

    for one in newest(kit.store().find(Exercise, withdrawn=withdrawn)).values():
        if all(value in (None, one.answers.get(code)) for code, value in wanted.items()):
            yield show.row(one)


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    from fieldkit.cli import show
    from fieldkit.forms.form import load

    items = load("CAT").items
    return {
        **row,
        **{code: show.value(items[code], row[code]) for code in ("subject", "band") if code in row},
    }


@app.command("show")
def show_exercise(which: Which, as_json: kit.Json = False) -> None:
    """Show the whole text of an exercise, and which versions there are."""
    from fieldkit.actions import exercise
    from fieldkit.cli import show

    meant = _found(which)
    found = exercise.versions(kit.store(), meant.answers["code"])
    shown = meant if meant.id.startswith(which) or meant.id.endswith(which) else found[0]
    others = exercise.others(kit.store(), shown)
    if as_json:
        versions = [{"version": one.version, "id": one.id, "state": one.state} for one in found]
        kit.out({**show.whole(shown), "versions": versions, "others": [one.id for one in others]})
        return
    show.record(shown, as_json=False)
    if others:
        kit.say("exercise.others", version=shown.version, ids=", ".join(one.id[-8:] for one in others))
    if len(found) > 1:
        earlier = ", ".join(f"{one.version} ({one.id[-8:]})" for one in found[1:])
        kit.say("exercise.earlier", versions=earlier)


def _found(text: str) -> Exercise:
    from fieldkit.actions import lookup

    return lookup.exercise(kit.store(), text)


alike.one(app, WHICH, _found, show=False)
