"""Numbers, texts, truths and comparisons as XPath 1.0 has them (W3C, XPath 1.0 §3.4, §4), and dates.

A value is a text, a number, a truth, or a list: the answers of every row of a repeat. Two things are ours:
the text of a date counts as its days since 1970-01-01, and the text of a time as a fraction of a day, so
dates and times compare and subtract.
"""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import Any

Value = str | float | bool | list[Any]
NAN = math.nan
EPOCH = date(1970, 1, 1).toordinal()


def number(value: Value) -> float:
    """XPath number(): NaN for whatever is not one."""
    kind = type(value)
    if kind is int or kind is float:
        return value  # type: ignore[return-value]
    if kind is str:
        return _read(value)  # type: ignore[arg-type]
    if kind is bool:
        return 1 if value else 0
    return number(value[0]) if value else NAN  # type: ignore[index]


@lru_cache(maxsize=4096)
def _read(text: str) -> float:
    if not text:
        return NAN
    if text.strip("0123456789.- \t\r\n"):
        return _time(text)
    try:
        return float(text)
    except ValueError:
        return _days(text)


def _days(text: str) -> float:
    if len(text) == 10 and text[4] == "-" == text[7]:
        try:
            return date.fromisoformat(text).toordinal() - EPOCH
        except ValueError:
            return NAN
    return NAN


def _time(text: str) -> float:
    hours, colon, minutes = text.partition(":")
    if colon and len(text) == 5 and hours.isdecimal() and minutes.isdecimal():
        return (int(hours) * 60 + int(minutes)) / 1440
    return NAN


def day(value: Value) -> date | None:
    """The day a date's text, or a count of days, stands for."""
    count = number(value)
    if not math.isfinite(count) or not 1 <= math.floor(count) + EPOCH <= date.max.toordinal():
        return None
    return date.fromordinal(math.floor(count) + EPOCH)


def text(value: Value) -> str:
    """XPath string(): whole numbers without a point, never an exponent; of a list, its first."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is bool:
        return "true" if value else "false"
    if kind is list:
        return text(value[0]) if value else ""  # type: ignore[index]
    return _written(value)  # type: ignore[arg-type]


def _written(count: float) -> str:
    if isinstance(count, int):
        return str(count)  # it may be too large to be a float
    if not math.isfinite(count):
        return "NaN" if math.isnan(count) else "Infinity" if count > 0 else "-Infinity"
    if count == math.floor(count):
        return str(int(count))
    written = repr(count)
    if "e" not in written:
        return written
    from decimal import Decimal

    return format(Decimal(written), "f")


def truth(value: Value) -> bool:
    """XPath boolean(): zero, NaN, the empty text and the empty list are false."""
    return bool(value) and value == value


def equal(left: Value, right: Value) -> bool:
    """`=`: of a list, whether any of its answers does."""
    if type(left) is str and type(right) is str:
        return left == right
    if type(left) is int and right == "":
        return False
    if type(left) is list:
        return _any(left, right, equal)
    if type(right) is list:
        return _any(right, left, equal)
    if type(left) is bool or type(right) is bool:
        return truth(left) == truth(right)
    return number(left) == number(right)


def unequal(left: Value, right: Value) -> bool:
    """`!=`: of a list, whether any of its answers differs. Not the contrary of `=`."""
    if type(left) is str and type(right) is str:
        return left != right
    if type(left) is list and type(right) is not bool:
        return any(unequal(one, right) for one in left)
    if type(right) is list and type(left) is not bool:
        return any(unequal(left, one) for one in right)
    return not equal(left, right)


def _any(row: list[Any], other: Value, holds: Any) -> bool:
    if type(other) is bool:
        return bool(row) == other
    return any(holds(one, other) for one in row)


def less(left: Value, right: Value) -> bool:
    """`<`, by number."""
    if type(left) is list:
        return any(less(one, right) for one in left)
    if type(right) is list:
        return any(less(left, one) for one in right)
    return number(left) < number(right)


def at_most(left: Value, right: Value) -> bool:
    """`<=`, by number."""
    if type(left) is list:
        return any(at_most(one, right) for one in left)
    if type(right) is list:
        return any(at_most(left, one) for one in right)
    return number(left) <= number(right)


def add(left: Value, right: Value) -> float:
    """`+`."""
    if type(left) is int and type(right) is int:
        return left + right
    return number(left) + number(right)


def subtract(left: Value, right: Value) -> float:
    """`-`; of two dates, in days."""
    return number(left) - number(right)


def multiply(left: Value, right: Value) -> float:
    """`*`."""
    return number(left) * number(right)


def divide(left: Value, right: Value) -> float:
    """`div`: by zero it gives infinity, or NaN, and never stops."""
    above, below = number(left), number(right)
    if below:
        return above / below
    if math.isnan(below) or math.isnan(above) or above == 0:
        return NAN
    return math.copysign(math.inf, above) * math.copysign(1, below)


def remainder(left: Value, right: Value) -> float:
    """`mod`: with the sign of the left side."""
    above, below = number(left), number(right)
    if not below or not math.isfinite(above) or math.isnan(below):
        return NAN
    return math.fmod(above, below)


def settled(value: Any) -> Any:
    """What was computed, as it is kept: truths as yes or no, whole numbers as such; "" for no number."""
    if isinstance(value, bool):
        return "si" if value else "no"
    if isinstance(value, float):
        return (int(value) if value == int(value) else value) if math.isfinite(value) else ""
    return value
