"""What is wrong with a notebook's own calendar file, each thing with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from fieldkit.domain.calendar import BESIDE, WITHOUT_CLASS, ciclo, is_ciclo
from fieldkit.errors import Problem

PERIODS = ("B1", "B2", "B3", "B4", "B5")
"""The codes of the periods of a year, in order; a year may have fewer."""

_SECTION = re.compile(r"\s*\[\s*ciclo\s*\.\s*[\"']?([^\"'\].]+)[\"']?\s*(?:\.\s*(\w+))?\s*\]")
_KEY = re.compile(r"\s*(\w+)\s*=")


def problems(said: Mapping[str, Any], text: str) -> Iterator[Problem]:
    """Everything wrong with what a file says. text: the file, for the lines."""
    places = _places(text)
    for problem in _of_file(said):
        field = problem.field
        while field and field not in places:
            field = field.rpartition(".")[0]
        yield Problem(problem.field, problem.code, {**problem.facts, "line": places.get(field, 1)})


def _places(text: str) -> dict[str, int]:
    """The line on which each section and key stands, by its path: `2025-2026.periods.B1`."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened := _SECTION.match(line):
            section = ".".join(part for part in opened.groups() if part)
            found.setdefault(section, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{section}.{key[1]}".lstrip("."), number)
    return found


def _of_file(said: Mapping[str, Any]) -> Iterator[Problem]:
    for key in said:
        if key != "ciclo" or not isinstance(said[key], dict):
            yield Problem(key, "calendar_key", {"found": key, "known": '[ciclo."2025-2026"]'})
            return
    for name, year in said.get("ciclo", {}).items():
        if not is_ciclo(name) or not isinstance(year, dict):
            yield Problem(name, "calendar_ciclo", {"found": name})
            continue
        for key, value in year.items():
            yield from _of_key(name, key, value)
        yield from _order(f"{name}.end", [year.get("start"), year.get("end")])


def _of_key(name: str, key: str, value: Any) -> Iterator[Problem]:
    field, facts = f"{name}.{key}", {"key": key}
    if key not in _SHAPES:
        yield Problem(field, "calendar_key", {"found": key, "known": ", ".join(_SHAPES)})
    elif not _SHAPES[key](value):
        yield Problem(field, "calendar_days" if key in _LISTS else f"calendar_{_named(key)}", facts)
    elif key == "periods":
        yield from _of_periods(field, name, value)
    else:
        yield from _within(field, name, value if isinstance(value, list) else [value])


def _of_periods(field: str, name: str, periods: Mapping[str, Any]) -> Iterator[Problem]:
    if tuple(periods) != PERIODS[: len(periods)]:
        yield Problem(field, "calendar_codes", {"found": ", ".join(periods), "known": ", ".join(PERIODS)})
        return
    last = None
    for code, span in periods.items():
        yield from _within(f"{field}.{code}", name, [span])
        if last and span[0] <= last:
            yield Problem(f"{field}.{code}", "calendar_order", {"found": f"{last} … {span[0]}"})
        last = span[1]


def _within(field: str, name: str, days: list[Any]) -> Iterator[Problem]:
    """Days of another ciclo, and spans that end before they begin."""
    for said in days:
        span = said if isinstance(said, list) else [said]
        for day in span:
            if isinstance(day, date) and ciclo(day) != name:
                yield Problem(field, "calendar_elsewhere", {"found": day.isoformat(), "ciclo": name})
        yield from _order(field, span)


def _order(field: str, span: list[Any]) -> Iterator[Problem]:
    if len(span) == 2 and all(map(_is_day, span)) and span[0] > span[1]:
        yield Problem(field, "calendar_order", {"found": f"{span[0]} … {span[1]}"})


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_day, value))


def _are_days(value: Any) -> bool:
    return isinstance(value, list) and all(_is_day(one) or _is_span(one) for one in value)


def _are_periods(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_span, value.values()))


_LISTS = (*WITHOUT_CLASS, *BESIDE)
_SHAPES: dict[str, Callable[[Any], bool]] = {
    "start": _is_day,
    "end": _is_day,
    "school_days": lambda value: type(value) is int and value > 0,
    "period": lambda value: isinstance(value, str) and bool(value.strip()),
    "periods": _are_periods,
    **dict.fromkeys(_LISTS, _are_days),
}
"""What may be said of a ciclo, and what it must look like."""


def _named(key: str) -> str:
    return "day" if key in ("start", "end") else key
