"""How the numbers of a report are written, as in Mexico: `1,234.5`, `85.7 %`, `−10.0 pp`, `s/d`, `*`."""

from __future__ import annotations

from datetime import date

from fieldkit.reports.figure import Change, Count, Hidden, Median, Ratio, Unit, Value
from fieldkit.text import t

HIDDEN = "*"
_MINUS = "−"


def plain(value: float | None) -> str:
    """A whole number as such, another with two decimals at most; "s/d" for none."""
    if value is None:
        return t("rendering.no_data")
    return _signed(f"{round(value, 2) + 0:,.2f}".rstrip("0").rstrip("."))


def percent(value: float | None) -> str:
    """A percentage with one decimal."""
    return t("rendering.no_data") if value is None else f"{_one(value)} %"


def mean(value: float | None) -> str:
    """A mean with two decimals under ten, one above."""
    if value is None:
        return t("rendering.no_data")
    return _signed(f"{round(value, 2) + 0:.2f}") if abs(value) < 10 else _one(value)


def points(value: float | None) -> str:
    """Percentage points, with their sign and one decimal."""
    return t("rendering.no_data") if value is None else f"{_plus(round(value, 1))}{_one(value)} pp"


def of_unit(value: float | None, unit: Unit) -> str:
    """A percentage or a mean."""
    return percent(value) if unit == "percent" else mean(value)


def difference(change: Change) -> str:
    """After less before, with its sign: percentage points, or in the unit of the mean and its decimals."""
    found = change.difference
    if change.after.unit == "percent" or found is None:
        return points(found)
    large = any(one.value is not None and abs(one.value) >= 10 for one in (change.before, change.after))
    return f"{_plus(round(found, 1))}{_one(found)}" if large else f"{_plus(round(found, 2))}{mean(found)}"


def relative(change: Change) -> str:
    """The change in per cent of what it was, always by its name."""
    found = change.relative
    told = t("rendering.no_data") if found is None else f"{_plus(round(found, 1))}{_one(found)} %"
    return t("rendering.relative", value=told)


def shown(value: Value) -> str:
    """A value as it is read; of a change, what was, what is and the difference."""
    match value:
        case Count():
            return plain(value.value)
        case Ratio():
            return of_unit(value.value, value.unit)
        case Change():
            before, after = (of_unit(one.value, one.unit) for one in (value.before, value.after))
            return t("rendering.change", before=before, after=after, difference=difference(value))
        case Hidden():
            return HIDDEN


def among(value: Value) -> str:
    """What it was counted among: `6 de 7`, `n = 12`; "" where there is nothing to say."""
    match value:
        case Ratio(whole=0) | Count() | Hidden():
            return ""
        case Median() | Change(after=Median()):
            middle = value.after if isinstance(value, Change) else value
            return t("rendering.of_schools", count=plain(middle.whole))
        case Ratio(unit="percent") if value.whole != round(value.whole):  # of a promise by the month, a part
            return t("rendering.of_about", part=plain(value.part), whole=f"{value.whole:,.0f}")
        case Ratio(unit="percent"):
            return t("rendering.of", part=plain(value.part), whole=plain(value.whole))
        case Ratio():
            return t("rendering.n", n=plain(value.whole))
        case Change():
            before, after = plain(value.before.whole), plain(value.after.whole)
            same = before == after
            return t("rendering.n", n=after) if same else t("rendering.n_both", before=before, after=after)


def day(given: date) -> str:
    """A day in words: `16 de octubre de 2025`."""
    return t("rendering.day", day=given.day, month=t(f"rendering.month_{given.month}"), year=given.year)


def day_short(given: str) -> str:
    """A day in few letters: `6 oct 2025` for `2025-10-06`."""
    return f"{int(given[8:])} {month_short(given)}"


def month(given: str) -> str:
    """A month in words: `octubre de 2025` for `2025-10`."""
    return t("rendering.month", month=t(f"rendering.month_{int(given[5:7])}"), year=given[:4])


def month_short(given: str) -> str:
    """A month in few letters: `oct 2025` for `2025-10`."""
    return f"{t(f'rendering.month_{int(given[5:7])}')[:3]} {given[:4]}"


def _one(value: float) -> str:
    return _signed(f"{round(value, 1) + 0:,.1f}")


def _signed(digits: str) -> str:
    return digits.replace("-", _MINUS)


def _plus(value: float) -> str:
    return "+" if value > 0 else ""
