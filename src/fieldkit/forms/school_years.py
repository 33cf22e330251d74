"""The school calendar: ours, packaged with the program, and what a notebook's own file says in its place.

A notebook's file with mistakes never stops work: the packaged calendar stands, and `Read.problems` says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fieldkit.domain.calendar import BESIDE, WITHOUT_CLASS, Calendar, Span, Year, by_rule
from fieldkit.errors import Problem, Unreadable

SOURCE = Path(__file__).with_name("catalogues") / "calendar.toml"
BUILT = SOURCE.with_suffix(".json")
OWN = "calendar.toml"
"""The name of a notebook's own file, in its folder."""

LARGEST = 1_000_000
"""Bytes of a notebook's own file: a school year takes one thousand."""

_DAYS = (*WITHOUT_CLASS, *BESIDE)


class Read(NamedTuple):
    """A calendar, and what is wrong with the notebook's own file. own: the ciclos that file tells of."""

    calendar: Calendar
    problems: tuple[Problem, ...] = ()
    own: tuple[str, ...] = ()


def calendar(home: Path | None = None) -> Calendar:
    """The calendar of a notebook; without one, the packaged calendar."""
    return read(home).calendar


def read(home: Path | None = None) -> Read:
    """The calendar of a notebook, and what is wrong with its own file."""
    file = home / OWN if home else None
    if file is None or not file.exists():
        return Read(_packaged())
    try:
        return of_file(file)
    except Unreadable:
        return Read(_packaged(), (Problem("TOML", "calendar_closed", {"line": 1}),))


def of_file(file: Path) -> Read:
    """The packaged calendar with what this file says in its place. Raises Unreadable."""
    if file.exists() and not file.is_file():
        raise Unreadable(file=str(file), why="closed")  # a folder; or a pipe, which could make us wait
    try:
        with file.open("rb") as opened:
            return of_text(opened.read(LARGEST + 1))
    except OSError as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "closed"
        raise Unreadable(file=str(file), why=why) from trouble


def of_text(written: bytes) -> Read:
    """The packaged calendar with what a file says in its place."""
    import tomllib

    if len(written) > LARGEST:
        return Read(_packaged(), (Problem("TOML", "calendar_large", {"line": 1, "most": LARGEST // 1000}),))
    try:
        text = written.decode("utf-8-sig")
        said = tomllib.loads(text)
    except UnicodeDecodeError:
        return Read(_packaged(), (Problem("TOML", "calendar_text", {"line": 1}),))
    except (ValueError, RecursionError) as trouble:  # not TOML; or a number, or brackets, without an end
        line = re.search(r"line (\d+)", str(trouble))
        facts = {"line": int(line[1]) if line else text.count("\n") + 1, "found": str(trouble)}
        return Read(_packaged(), (Problem("TOML", "calendar_toml", facts),))
    from fieldkit.forms.year_problems import problems

    found = tuple(problems(said, text))
    if found:
        return Read(_packaged(), found)
    ours, theirs = _raw(), said.get("ciclo", {})
    whole = {name: {**ours.get(name, {}), **theirs.get(name, {})} for name in {**ours, **theirs}}
    return Read(Calendar({name: _year(name, whole[name]) for name in sorted(whole)}), own=tuple(theirs))


def built() -> str:
    """The packaged calendar as JSON, which a save reads: `python -m fieldkit.forms.build` writes it."""
    import tomllib

    said = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return json.dumps(said, default=date.isoformat, separators=(",", ":")) + "\n"


@cache
def _packaged() -> Calendar:
    return Calendar({name: _year(name, year) for name, year in _raw().items()})


@cache
def _raw() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(BUILT.read_bytes())["ciclo"]
    return found


def _year(name: str, said: Mapping[str, Any]) -> Year:
    rule = by_rule(name)
    first, last = (_day(said[key]) if key in said else None for key in ("start", "end"))
    spans = {code: _span(pair) for code, pair in said.get("periods", {}).items()}
    return Year(
        ciclo=name,
        classes=Span(first or rule.classes.first, last or rule.classes.last),
        periods=spans or rule.periods,
        period=said.get("period", rule.period),
        days={kind: tuple(_span(one) for one in said[kind]) for kind in _DAYS if kind in said},
        announced=said.get("school_days"),
    )


def _span(said: Any) -> Span:
    """One day, or a first and a last one."""
    return Span(_day(said[0]), _day(said[1])) if isinstance(said, list) else Span(_day(said), _day(said))


def _day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
