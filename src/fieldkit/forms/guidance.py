"""The programme's steps in order, and the books it rests on: data, read from `catalogues/guide.toml`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from fieldkit.forms.form import Words

SOURCE = Path(__file__).with_name("catalogues") / "guide.toml"
BUILT = SOURCE.with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Step:
    """One step. number: its place, from 1. forms: those it is recorded with.

    commands: what to type, in the English names, with `CCT` for the school's key. since, until: month and day
    (`09-15`) from which it is spoken of, and by which it is due.
    """

    number: int
    code: str
    phase: str
    title: Words
    when: Words
    forms: tuple[str, ...]
    commands: tuple[str, ...]
    since: str = ""
    until: str = ""

    def begins(self, ciclo: str) -> date | None:
        """The day in a ciclo from which it is spoken of; None for one that goes by what is on record."""
        return _day(self.since, ciclo)

    def due(self, ciclo: str) -> date | None:
        """The day in a ciclo by which it is due."""
        return _day(self.until, ciclo)


@dataclass(frozen=True, slots=True)
class Guidance:
    """The steps, how their phases are called, and the books (title, by, and the year where it is known)."""

    steps: tuple[Step, ...]
    phases: Mapping[str, Words]
    books: tuple[Mapping[str, object], ...]

    def step(self, code: str) -> Step:
        """The step of that code."""
        return next(step for step in self.steps if step.code == code)


@cache
def guidance() -> Guidance:
    """The packaged guide."""
    said = json.loads(BUILT.read_bytes())
    steps = tuple(
        Step(
            number=number,
            **{**one, "forms": tuple(one["forms"]), "commands": tuple(one["commands"])},
        )
        for number, one in enumerate(said["step"], 1)
    )
    return Guidance(steps, said["phases"], tuple(said["book"]))


def built() -> str:
    """The packaged guide as JSON: `python -m fieldkit.forms.build` writes it."""
    import tomllib

    said = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _day(written: str, ciclo: str) -> date | None:
    """A month and day in a ciclo, which goes from August to July."""
    if not written:
        return None
    month, day = (int(part) for part in written.split("-"))
    return date(int(ciclo[:4]) + (month < 8), month, day)
