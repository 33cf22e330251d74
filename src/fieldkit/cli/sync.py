"""`fieldkit sync`: send what waits to the centre and hear what is new."""

from __future__ import annotations

import sys
from typing import Annotated, Any

from fieldkit import text
from fieldkit.cli import kit
from fieldkit.text import t

app = kit.leaf("sync")

MaxTime = Annotated[int, kit.option("--max-time", "sync.option_max_time", takes="number", min=1)]
Accept = Annotated[bool, kit.option("--accept-removals", "sync.option_accept_removals")]
GiveBack = Annotated[bool, kit.option("--give-back", "sync.option_give_back")]


MOST = 10
"""How many reasons a person is shown. A program gets them all."""


@app.command("sync")
def sync(
    max_time: MaxTime = 600,
    accept_removals: Accept = False,
    give_back: GiveBack = False,
    as_json: kit.Json = False,
) -> None:
    """Exchange with the centre until both sides hold the same."""
    from fieldkit.store import engine, sites, twice
    from fieldkit.sync import run

    store = kit.store()
    progress = None if as_json or not sys.stderr.isatty() else _progress
    with engine.guarded(store.home):
        before = twice.last(store.connection)
        outcome = run.sync(
            store, longest=max_time, progress=progress, emptying=accept_removals, giving_back=give_back
        )
        left = _left() | {"twice": [one._asdict() for one in twice.arrived(store.connection, before)]}
    found = {name: getattr(outcome, name) for name in ("sent", "receipts", "received", "returned")} | left
    if as_json:
        kit.out({**found, "uneven": outcome.uneven})
    else:
        _tell(found)
        if outcome.uneven:
            kit.note("sync.uneven", count=len(outcome.uneven))
    if left["left"]:
        sites.told(store.connection)
    if left["pending"] or left["refused"] or left["clashes"] or left["twin"]:
        kit.leave(kit.PARTLY)


def _left() -> dict[str, Any]:
    """What still asks for somebody's attention, counted from the journal."""
    from fieldkit.store import kept, outbox, sites

    connection = kit.store().connection
    return {
        "pending": outbox.counts(connection)["pending"],
        "refused": [_worded(one) for one in outbox.refused(connection)],
        "clashes": outbox.clashes(connection),
        "held": len(outbox.held(connection)),
        "held_for": sites.held_for(connection),
        "left": list(sites.left(connection).values()),
        "kept": kept.kept(connection),
        "from_before": kept.from_before(connection),
        "twin": bool(kit.store().meta("twin")),
    }


def _worded(refused: dict[str, Any]) -> dict[str, Any]:
    """A refusal with its problems in words; a newer centre may name what this version has no words for."""
    from fieldkit.cli.failure import problem_words
    from fieldkit.errors import Problem

    told = []
    for problem in refused["problems"]:
        field, code = str(problem["field"]), str(problem["code"])
        try:
            message = problem_words(Problem(field, code, problem.get("facts", {})))
        except KeyError:
            message = code
        told.append({"field": field, "code": code, "message": message})
    return {**refused, "problems": told}


def _tell(found: dict[str, Any]) -> None:
    kit.say("sync.done", sent=found["sent"], receipts=found["receipts"], received=found["received"])
    if found["pending"]:
        kit.say("sync.pending", count=found["pending"])
    if found["returned"]:
        kit.say("sync.returned", count=found["returned"])
    _tell_schools(found)
    if found["refused"]:
        _tell_refused(found["refused"])
    if found["clashes"]:
        from fieldkit.cli import undecided

        undecided.tell(found["clashes"])
    if found["twice"]:
        from fieldkit.cli import undecided

        undecided.tell_twice(found["twice"])


def _tell_refused(refused: list[dict[str, Any]]) -> None:
    """What the centre did not accept: each reason once, with how many and one of them."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in refused:
        for problem in one["problems"] or [{"field": "", "message": t("sync.no_reason")}]:
            label = _label(one["form"], problem["field"])
            why = f"{label}: {problem['message']}" if label else problem["message"]
            reasons.setdefault((one["form"], why), []).append(one["record"])
    kit.say("sync.refused", count=len(refused))
    for (form, why), records in list(reasons.items())[:MOST]:
        kit.say("sync.reason", form=form, reason=why, count=len(records), record=records[0])
    if len(reasons) > MOST:
        kit.say("sync.more", count=len(reasons) - MOST)
    kit.say("sync.mend")


def _label(form: str, field: str) -> str:
    """The question that a field is; the field itself where this version has no such question."""
    from fieldkit.forms.form import codes, load

    items = load(form).items if form in codes() else {}
    item = items.get(field.rpartition(".")[2])
    return item.label(text.language()) if item else field


def _tell_schools(found: dict[str, Any]) -> None:
    """What waits at the centre, and for what; which schools left."""
    waiting = sum(found["held_for"].values())
    if waiting:
        kit.say("sync.held_for", count=waiting, schools=", ".join(found["held_for"]))
    if found["held"] > waiting:
        kit.say("sync.held", count=found["held"] - waiting)
    tell_left(found)


def tell_left(found: dict[str, Any]) -> None:
    """Which schools left this notebook, and of which the centre has lost what it had."""
    from fieldkit.store import outbox

    if found["left"]:
        kit.say("sync.left", schools=", ".join(found["left"]))
        if outbox.all_there(kit.store().connection):
            kit.say("sync.left_sent")
    if found["kept"]:
        kit.say("sync.kept", count=found["kept"])
    if found["from_before"]:
        kit.say("sync.from_before", count=found["from_before"])
    if found["twin"]:
        kit.say("sync.twin")


def _progress(sent: int, total: int) -> None:
    sys.stderr.write("\r" + t("sync.progress", sent=sent, total=total))
    if sent >= total:
        sys.stderr.write("\n")
