"""A date, from any way that people and their spreadsheets write one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from fieldkit.domain.names import fold
from fieldkit.forms.refusal import Refusal

YEARS = (1900, 2100)
"""The first and the last year a date may have."""

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "enero ene january jan",
            "febrero feb february",
            "marzo mar march",
            "abril abr april apr",
            "mayo may",
            "junio jun june",
            "julio jul july",
            "agosto ago august aug",
            "septiembre setiembre sep sept set september",
            "octubre oct october",
            "noviembre nov november",
            "diciembre dic december dec",
        ),
        1,
    )
    for word in words.split()
}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "lunes lun monday mon",
            "martes tuesday tue",
            "miercoles mie wednesday wed",
            "jueves jue thursday thu",
            "viernes vie friday fri",
            "sabado sab saturday sat",
            "domingo dom sunday sun",
        )
    )
    for word in words.split()
}
"""What the months and the days of the week are called, folded. No word is another's in the other language."""

_BETWEEN = frozenset(("de", "del", "of"))
_DAY = re.compile(r"([0-9]{1,2})(o|ro|er|st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}")
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SERIAL = re.compile(r"[1-7][0-9]{4}")
"""How a spreadsheet keeps a date, in days: from 1927 to after 2100."""

_FIRST = date(1899, 12, 30)
"""Day 0 of a spreadsheet, for all days since March 1900 (ECMA-376, part 1, 18.17.4.1)."""


def day(given: Any) -> str:
    """A date as it is kept, from any way to write one. Raises Refusal."""
    if isinstance(given, date):
        return (given.date() if isinstance(given, datetime) else given).isoformat()
    if not isinstance(given, str):
        raise Refusal("not_a_date")
    found = _counted(given.strip()) or _named(given)
    if found is None:
        raise Refusal("not_a_date")
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise Refusal("date_out_of_range", min=str(YEARS[0]), max=str(YEARS[1]))
    return found.isoformat()


def _named(text: str) -> date | None:
    """A date whose month is a word: `5 de marzo de 2016`, `05-mar-2016`, `March 5, 2016`; None for any other.
    A day of the week before it has to be that day's. Raises Refusal, for two figures of a year too."""
    words = [word for word in fold(text).split() if word not in _BETWEEN]
    said = _WEEKDAYS.get(words[0]) if len(words) == 4 else None
    if said is not None:
        del words[0]
    if len(words) != 3:
        return None
    if words[0] in _MONTHS:
        words[:2] = words[1], words[0]
    elif _YEAR.fullmatch(words[0]):
        words.reverse()
    of_month, month, year = _DAY.fullmatch(words[0]), _MONTHS.get(words[1]), words[2]
    if of_month is None or month is None or not year.isdecimal():
        return None
    if len(year) == 2:
        raise Refusal("short_year")
    written = f"{year}-{month:02}-{of_month[1]:0>2}"
    found = _real(written)
    if found is None:
        _explain(written)
    if found and said not in (None, found.weekday()):
        raise Refusal("other_weekday")
    return found


def _counted(text: str) -> date | None:
    """A date in figures, with or without an hour behind it. Raises Refusal for two figures of a year."""
    if _SERIAL.fullmatch(text):
        raise Refusal("date_of_a_spreadsheet", day=(_FIRST + timedelta(days=int(text))).isoformat())
    if len(text) == 8 and text.isdecimal():
        return _real(text)
    text = _year_first(text)
    if not text[4:5] == "-" == text[7:8]:
        return None
    found = _real(text)
    if found is None:
        _explain(text[:10])
    return found


def _explain(text: str) -> None:
    """Raise Refusal for a date with the year first that there is not, where it is plain why."""
    found = _WRITTEN.match(text)
    if found is None:
        return
    year, month, of_month = map(int, found.groups())
    if 12 < month <= 31 and 1 <= of_month <= 12:
        raise Refusal("no_such_month", month=month, day=f"{month:02}/{of_month:02}/{year}")
    if year and 1 <= month <= 12 and 31 >= of_month > (last := monthrange(year, month)[1]):
        raise Refusal("no_such_day", last=last)


def _real(text: str) -> date | None:
    """The date of a text with the year first, if there is such a day, and such an hour behind it."""
    try:
        return datetime.fromisoformat(text).date() if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return None


def _year_first(text: str) -> str:
    """A date written day first (6/10/2025, 06-10-2025) turned round, and one with slashes (2025/10/6) as with
    hyphens; any other text as it is. Raises Refusal for two figures of a year.
    """
    written, _, clock = text.partition(" ")
    parts = written.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return text
    first, month, last = parts
    lengths = len(first), len(month), len(last)
    if max(lengths) <= 2 and len(last) == 2:
        raise Refusal("short_year")
    if lengths[0] == 4:
        first, last = last, first
    if len(last) == 4 and len(first) <= 2 and len(month) <= 2:
        return f"{last}-{month:0>2}-{first:0>2}" + (clock and f" {clock:0>5}")
    return text
