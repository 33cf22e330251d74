"""The functions an expression may call: those of XLSForm that the programme uses, and some of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from fieldkit.forms.values import NAN, Value, day, number, text, truth


def _each(arguments: tuple[Value, ...]) -> Iterator[Value]:
    for argument in arguments:
        if type(argument) is list:
            yield from argument
        else:
            yield argument


def selected(chosen: Value, code: Value) -> bool:
    """Whether a code is among the chosen ones."""
    return text(code).strip() in text(chosen).split()


def count_selected(chosen: Value) -> float:
    """How many were chosen."""
    return len(text(chosen).split())


def coalesce(*arguments: Value) -> Value:
    """The first that is not empty."""
    for argument in arguments:
        if text(argument) if type(argument) is list else argument != "":
            return argument
    return ""


def total(*arguments: Value) -> float:
    """The sum; with an empty one among them there is none (NaN), rather than a wrong one."""
    return math.fsum(map(number, _each(arguments)))


def smallest(*arguments: Value) -> float:
    """The smallest number; NaN when any is missing."""
    return _extreme(min, arguments)


def largest(*arguments: Value) -> float:
    """The largest number; NaN when any is missing."""
    return _extreme(max, arguments)


def _extreme(pick: Callable[..., float], arguments: tuple[Value, ...]) -> float:
    found = [number(argument) for argument in _each(arguments)]
    return NAN if not found or any(map(math.isnan, found)) else pick(found)


def count(rows: Value) -> float:
    """How many rows."""
    return len(rows) if type(rows) is list else 1


def count_non_empty(rows: Value) -> float:
    """How many rows have an answer."""
    return sum(1 for row in _each((rows,)) if text(row))


def repeated(*arguments: Value) -> str:
    """The answers given in more than one row, each once, with blanks between; "" when there are none."""
    found = [written for one in _each(arguments) if (written := text(one))]
    return " ".join(dict.fromkeys(written for written in found if found.count(written) > 1))


def rounded(value: Value, digits: Value = 0) -> float:
    """Rounded half up, as XPath does; with digits, to so many decimals."""
    exact = number(value)
    if not math.isfinite(exact) or exact == math.floor(exact):
        return exact
    scale = 10 ** int(number(digits))
    return float(math.floor(exact * scale + 0.5) / scale)


def whole(value: Value) -> float:
    """Cut to a whole number, toward zero."""
    exact = number(value)
    return math.trunc(exact) if math.isfinite(exact) else exact


def concat(*arguments: Value) -> str:
    """The texts, one behind the other."""
    return "".join(text(argument) for argument in _each(arguments))


def substring(value: Value, start: Value, end: Value = math.inf) -> str:
    """The signs from `start` (the first is 0) up to, not including, `end`."""
    whole_text = text(value)
    return whole_text[max(0, int(number(start))) : int(min(number(end), len(whole_text)))]


def matches(value: Value, pattern: Value) -> bool:
    """Whether the whole text matches."""
    return re.fullmatch(text(pattern), text(value)) is not None


def as_date(value: Value) -> str:
    """The date of a count of days, or of a date's text; "" when it is none."""
    found = day(value)
    return found.isoformat() if found else ""


def format_date(value: Value, pattern: Value) -> str:
    """A date written by %Y %y %m %n %d %e."""
    found = day(value)
    return _written(found, text(pattern)) if found else ""


@lru_cache(maxsize=4096)
def _written(found: date, pattern: str) -> str:
    year, month, day_of_month = found.isoformat().split("-")
    marks = {"%Y": year, "%y": year[2:], "%m": month, "%n": str(found.month)}
    marks |= {"%d": day_of_month, "%e": str(found.day)}
    for mark, written in marks.items():
        pattern = pattern.replace(mark, written)
    return pattern


def level(table: Value, value: Value, grade: Value = "") -> str:
    """The programme's level of a score in one of its tables (`domain/levels.py`); "" when there is none."""
    from fieldkit.domain import levels

    score = number(value)
    if math.isnan(score):
        return ""
    return levels.level(text(table), score, text(grade) or None) or ""


def compliance(planned: Value, fates: Value, until: Value = "") -> Value:
    """What was done of a plan, per cent (`domain/plan.py`): its activities' days and states; "" without any.

    until: the last planned day that counts; all of them when it is empty.
    """
    from fieldkit.domain import plan

    pairs = zip(_each((planned,)), _each((fates,)), strict=False)
    rows = [{"ACT_D": text(day), "ACT_E": text(state)} for day, state in pairs]
    found = plan.compliance(rows, text(until) or "9999")
    return "" if found is None else found


def curp_date(value: Value) -> str:
    """The birth date a CURP tells; "" when it tells none."""
    from fieldkit.domain import identifiers

    curp = text(value)
    found = identifiers.born(curp) if len(curp) == 18 else None
    return found.isoformat() if found else ""


def absolute(value: Value) -> float:
    """The number without its sign."""
    return abs(number(value))


ANY = None
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int | None]] = {
    "selected": (selected, 2, 2),
    "count-selected": (count_selected, 1, 1),
    "coalesce": (coalesce, 1, ANY),
    "sum": (total, 1, ANY),
    "min": (smallest, 1, ANY),
    "max": (largest, 1, ANY),
    "count": (count, 1, 1),
    "count-non-empty": (count_non_empty, 1, 1),
    "repeated": (repeated, 1, ANY),
    "round": (rounded, 1, 2),
    "int": (whole, 1, 1),
    "abs": (absolute, 1, 1),
    "number": (number, 1, 1),
    "string": (text, 1, 1),
    "boolean": (truth, 1, 1),
    "not": (lambda value: not truth(value), 1, 1),
    "concat": (concat, 1, ANY),
    "string-length": (lambda value: len(text(value)), 1, 1),
    "substr": (substring, 2, 3),
    "contains": (lambda value, part: text(part) in text(value), 2, 2),
    "starts-with": (lambda value, part: text(value).startswith(text(part)), 2, 2),
    "regex": (matches, 2, 2),
    "date": (as_date, 1, 1),
    "format-date": (format_date, 2, 2),
    "true": (lambda: True, 0, 0),
    "false": (lambda: False, 0, 0),
    "level": (level, 2, 3),
    "compliance": (compliance, 2, 3),
    "curp-date": (curp_date, 1, 1),
}
"""Name → the function, its fewest and its most arguments. `if`, `today` and `now` are in `expression.py`."""
