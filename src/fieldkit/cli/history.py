"""`fieldkit history RECORD`: all that was done to a record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

from fieldkit import text
from fieldkit.actions.history import Step
from fieldkit.cli import kit, search, show
from fieldkit.domain.entry import Entry
from fieldkit.domain.record import Record
from fieldkit.forms.form import Form, known, load
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
        for step in steps:
            _print(step, found)


def _row(step: Step) -> dict[str, object]:
    change = step.change
    return {
        "id": change.id,
        "at": change.at,
        "by": change.by,
        "state": change.doc["state"],
        "reason": change.doc.get("reason"),
        "kind": change.kind,
        "record": change.record,
        "before": show.masked(dict(step.before)),
        "after": show.masked(dict(step.after)),
    }


def _print(step: Step, found: Record) -> None:
    """One change: when, in which part of a person, why, and what each answer was and became."""
    change = step.change
    facts = {
        "at": change.at,
        "state": show.state(change.doc["state"]),
        "reason": show.reason(change.doc.get("reason", "")),
    }
    kit.line("")
    if step.part.id == found.id:
        kit.say("history.change", **facts)
    else:
        kit.say("history.change_of_part", part=_part(step.part, found), **facts)
    before, after = show.masked(dict(step.before)), show.masked(dict(step.after))
    form = known(change.doc["form"])
    for code in {**before, **after}:
        was, became = (_words(form, code, side.get(code)) for side in (before, after))
        label = _label(form, code)
        kit.line(kit.plain(f"  {label}: {was} → {became}" if before else f"  {label}: {became}"))


def _label(form: Form, code: str) -> str:
    """The question of an answer, or the title of its rows; a code that the form does not know stays one."""
    found = form.items.get(code) or form.group(code)
    return found.label(text.language()) if found else text.words("show").get(code, code)


def _part(part: Record, found: Record) -> str:
    """A membership by its school, a kinship by who else is in it, a sheet by its title and day."""
    if isinstance(part, Entry):
        return f"{load(part.form).label(text.language())} · {part.date}"
    others = [str(part.answers[code]) for code in POINTERS if part.answers.get(code, found.id) != found.id]
    return " · ".join([search.called(part.kind), *map(show.name_of, others[-1:])])


POINTERS = ("person", "school", "student")
"""The answers of memberships and kinships that stand for a record."""


def _words(form: Form, code: str, answer: object) -> str:
    """An answer on one line; of rows each in brackets."""
    if answer is None:
        return t("history.nothing")
    if code in POINTERS:
        return show.name_of(str(answer))
    if code == "role":
        return text.words("kind").get(str(answer), str(answer))
    if form.group(code) and isinstance(answer, list):
        return " ".join(f"[{_told(form, row)}]" for row in answer)
    if item := form.items.get(code):
        return show.value(item, answer)
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def _told(form: Form, row: object) -> str:
    if not isinstance(row, Mapping):  # a newer program may keep something else there
        return str(row)
    return " · ".join(f"{_label(form, code)}: {_words(form, code, answer)}" for code, answer in row.items())
