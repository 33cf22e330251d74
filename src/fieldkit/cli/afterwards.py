"""What is said after a sheet of tutoring: the next step of the cycle, with the command for it."""

from __future__ import annotations

from typing import Any

from fieldkit import text
from fieldkit.cli import kit, names, show
from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.record import Record
from fieldkit.domain.school import School
from fieldkit.text import t

COMMANDS = {"account": "account", "account_again": "account", "demonstration": "demonstration"}
COMMANDS |= {"demonstration_again": "demonstration"}
"""By what follows, the noun whose `new` does it."""


def step(saved: Record) -> dict[str, Any] | None:
    """What follows from what was saved: for a program, and in words; None for nothing."""
    if isinstance(saved, Exercise):
        return _of_exercise(saved) if saved.version != "1" else None
    if not isinstance(saved, Entry):
        return None
    from fieldkit.actions import tutoring

    then = tutoring.then(kit.store(), saved, kit.today())
    if then is None:
        return None
    name = show.name_of(then.person)
    facts = {"name": name, "exercise": then.exercise, "generation": then.generation}
    command = _command(then.say, saved, name, then.exercise)
    said = t(f"tutoring.then_{then.say}", **facts, command=command)
    return {"say": then.say, "person": then.person, **facts, "text": said, "command": command}


def _of_exercise(saved: Exercise) -> dict[str, Any]:
    facts = {"exercise": saved.code, "version": saved.version}
    return {"say": "exercise", **facts, "text": t("exercise.then", **facts)}


def _command(say: str, saved: Entry, person: str, exercise: str) -> str:
    """The command of the next step, as it is typed in the language in use; "" where there is none."""
    language = text.language()
    if say == "under_way":
        words = [names.shown("tutoring", language), names.shown("correct", language), saved.id[-8:]]
    elif say in COMMANDS:
        noun = COMMANDS[say]
        words = [names.shown(noun, language), names.shown("new", language, noun)]
        place = kit.store().get(School, saved.school)
        words += [kit.named("--school"), place.cct if place else saved.school]
        words += [kit.named("--person"), f'"{person}"', kit.named("--exercise"), exercise]
    else:
        return ""
    return " ".join(["fieldkit", *words])
