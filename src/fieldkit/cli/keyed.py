"""What somebody types, turned into what a form takes: few keys, accents never needed, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta

from fieldkit.domain.names import fold

Option = tuple[str, str]
"""A code, or a record's id, and its label."""

FEW = 12
"""A list no longer than this is shown whole; a longer one is searched."""

YES, NO = ("s", "si", "sí", "y", "yes", "1"), ("n", "no", "0", "2")
_BIMESTER = re.compile(r"b?(\d+)")
_TODAY, _YESTERDAY = ("hoy", "today"), ("ayer", "yesterday")
_AHEAD = re.compile(r"\+(\d{1,3})")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
_HOUR = re.compile(r"(\d{1,2})[:. ]?(\d{2})?")


def keys(options: Sequence[Option]) -> list[str]:
    """What to type for each option: its place, or its own code where codes are numbers themselves."""
    if any(code.isdigit() for code, _ in options):
        return [code for code, _ in options]
    return [str(place) for place in range(1, len(options) + 1)]


def chosen(options: Sequence[Option], typed: str) -> list[Option]:
    """The options that the typed text means: one when it is plain, several when it is not, none.

    First its key or code, then as `worded`.
    """
    for key, option in zip(keys(options), options, strict=True):
        if typed.upper() == key.upper():
            return [option]
    return worded(options, typed)


def worded(options: Sequence[Option], typed: str) -> list[Option]:
    """Those that the typed text means whose numbers nobody sees: by code or whole label, then by how a label
    or code begins, then by any word of it."""
    wanted = fold(typed)
    if not wanted:
        return []
    folded = [(option, fold(option[0]), fold(option[1])) for option in options]
    rules = (
        lambda code, label: wanted in (code, label),
        lambda code, label: code.startswith(wanted) or label.startswith(wanted),
        lambda _, label: all(any(word.startswith(part) for word in label.split()) for part in wanted.split()),
    )
    for holds in rules:
        found = [option for option, code, label in folded if holds(code, label)]
        if found:
            return found
    return []


def several(found: Callable[[str], list[Option]], typed: str) -> list[tuple[str, list[Option]]]:
    """What is found for each of several separated by commas, or by blanks when that is not one label; each
    with what was typed for it.
    """
    pieces = [piece.strip() for piece in typed.split(",") if piece.strip()]
    if len(pieces) == 1 and not found(pieces[0]):
        pieces = pieces[0].split()
    return [(piece, found(piece)) for piece in pieces]


def texts(options: Sequence[Option], typed: str) -> str:
    """A text as typed; where only numbers of what is offered were typed, what they stand for."""
    pieces = [piece.strip() for piece in typed.split(",")]
    if not all(piece.isdecimal() and 0 < int(piece) <= len(options) for piece in pieces):
        return typed
    return " · ".join(options[int(piece) - 1][0] for piece in pieces)


def bimester(typed: str) -> str:
    """The code that a bimester may have: `2`, `b2` and `B2` are `B2`; what is none stays as it was typed."""
    found = _BIMESTER.fullmatch(typed.strip().lower())
    return f"B{int(found[1])}" if found else typed


def yes(typed: str) -> bool | None:
    """Yes or no in either language; None when it is neither."""
    word = typed.strip().lower()
    return True if word in YES else False if word in NO else None


def day(typed: str, today: date) -> str:
    """A day as typed: `hoy`, `ayer`, `+14` days from today, `16/10` of the nearest year, or written out."""
    word = typed.strip().lower()
    if word in _TODAY:
        return today.isoformat()
    if word in _YESTERDAY:
        return (today - timedelta(days=1)).isoformat()
    ahead, short = _AHEAD.fullmatch(word), _SHORT.fullmatch(word)
    if ahead:
        return (today + timedelta(days=int(ahead[1]))).isoformat()
    near = _nearest(int(short[1]), int(short[2]), today) if short else None
    return near.isoformat() if near else typed


def _nearest(day: int, month: int, today: date) -> date | None:
    """The nearest date of this day and month; None when there is none, as 31/2."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, day))
    return min(found, key=lambda one: abs(one - today), default=None)


def hour(typed: str) -> str:
    """A time as typed: `8`, `830`, `8:30`, `8.30` are 08:00 and 08:30. Anything else is left as it is."""
    found = _HOUR.fullmatch(typed.strip())
    if found is None:
        return typed
    return f"{int(found[1]):02d}:{found[2] or '00'}"
