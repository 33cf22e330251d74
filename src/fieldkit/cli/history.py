"""`fieldkit history RECORD`: all that was done to a record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated

from fieldkit.actions.history import Step
from fieldkit.cli import kit, show
from fieldkit.text import t

app = kit.leaf("history")

Which = Annotated[str, kit.argument("record", "history.which")]


@app.command("history")
def history(record: Which, as_json: kit.Json = False) -> None:
    """Show every change of a record, oldest first."""
    from fieldkit.actions import history

    found, steps = history.of(kit.store(), record)
    if as_json:
        kit.stream(map(_row, steps))
    else:
        kit.say("history.head", name=show.title(found), id=found.id)
        _print(steps)


def _row(step: Step) -> dict[str, object]:
    change = step.change
    return {
        "id": change.id,
        "at": change.at,
        "by": change.by,
        "state": change.doc["state"],
        "reason": change.doc.get("reason"),
        "before": show.masked(dict(step.before)),
        "after": show.masked(dict(step.after)),
    }


def _print(steps: Iterable[Step]) -> None:
    for step in steps:
        doc = step.change.doc
        kit.line("")
        kit.say(
            "history.change", at=step.change.at, state=show.state(doc["state"]), reason=doc.get("reason", "")
        )
        before, after = show.masked(dict(step.before)), show.masked(dict(step.after))
        for code in {**before, **after}:
            was, became = (_words(side.get(code)) for side in (before, after))
            kit.line(kit.plain(f"  {code}: {was} → {became}" if before else f"  {code}: {became}"))


def _words(answer: object) -> str:
    """An answer on one line."""
    if answer is None:
        return t("history.nothing")
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
