"""Numbers of a report that can be added up: school, region, state, nation. Pure.

A number going up the tree is the sum of the parts over the sum of the wholes, never a mean of means. What has
no whole has no value: it is shown as "s/d", not as zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from math import isfinite
from operator import add
from typing import Any, Literal

Unit = Literal["percent", "mean"]


@dataclass(frozen=True, slots=True)
class Count:
    """How many there were, or how much it came to (minutes, nights): a plain sum. Zero is an answer.

    of: how many sheets, children … it was counted among, where that is worth knowing. Among none there is no
    value: nobody looked, which is not the same as nothing seen. children: how many it tells of, where it
    counts something of theirs (minutes); no part of the number, but above the school few are not told of.
    """

    total: float = 0
    of: float | None = None
    children: float | None = field(default=None, compare=False)

    @property
    def value(self) -> float | None:
        """The sum; None when there was nothing to count among."""
        return None if self.of == 0 else self.total

    def __add__(self, other: Count) -> Count:
        among, children = _known_sum(self.of, other.of), _known_sum(self.children, other.children)
        return Count(self.total + other.total, among, children)


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` of `whole`. percent: 100·part/whole; mean: part/whole, in the unit of what was measured.

    whole is the n that is shown beside it: pupils, sheets, answers. Without one there is no value.
    children: how many it tells of, where the whole is not they but their days or sessions (as in `Count`).
    """

    part: float = 0
    whole: float = 0
    unit: Unit = "percent"
    children: float | None = field(default=None, compare=False)

    @property
    def value(self) -> float | None:
        """The percentage or mean, not rounded; None without a whole."""
        if not self.whole:
            return None
        return (100 if self.unit == "percent" else 1) * self.part / self.whole

    def __add__(self, other: Ratio) -> Ratio:
        children = _known_sum(self.children, other.children)
        return Ratio(self.part + other.part, self.whole + other.whole, self.unit, children)


@dataclass(frozen=True, slots=True)
class Change:
    """One ratio before and after. Percentages differ by percentage points, never by per cent."""

    before: Ratio = field(default_factory=Ratio)
    after: Ratio = field(default_factory=Ratio)

    @property
    def difference(self) -> float | None:
        """After less before, from unrounded values: percentage points, or the unit of the mean."""
        before, after = self.before.value, self.after.value
        return None if before is None or after is None else after - before

    @property
    def relative(self) -> float | None:
        """The difference in per cent of what it was before ("cambio relativo"); None if that was nothing."""
        before, difference = self.before.value, self.difference
        return None if not before or difference is None else 100 * difference / before

    def __add__(self, other: Change) -> Change:
        return Change(self.before + other.before, self.after + other.after)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A number that would tell about fewer than five children, above the school. It is not to be had."""

    def __add__(self, other: object) -> Hidden:
        return self


@dataclass(frozen=True, slots=True)
class Median(Ratio):
    """The value of the school in the middle, beside the one of all their children. whole: how many schools.

    It is nobody's share: it cannot be added to anything.
    """

    def __add__(self, other: object) -> Ratio:
        raise TypeError("medians do not add up")


def median(values: Sequence[float], unit: Unit = "percent") -> Median:
    """The middle one of what schools have (of an even number, between the two in the middle)."""
    count, found = len(values), sorted(values)
    if not found:
        return Median(unit=unit)
    middle = (found[(count - 1) // 2] + found[count // 2]) / 2
    return Median(middle * count / (100 if unit == "percent" else 1), count, unit)


@dataclass(frozen=True, slots=True)
class MedianChange(Change):
    """The schools in the middle before, after, and of what changed: three medians, perhaps of three schools.

    middle, relation: the medians of the differences and of the relative changes.
    """

    middle: float | None = None
    relation: float | None = None

    @property
    def difference(self) -> float | None:
        """The difference of the school in the middle; not the difference of the medians."""
        return self.middle

    @property
    def relative(self) -> float | None:
        """The relative change of the school in the middle."""
        return self.relation

    def __add__(self, other: object) -> Change:
        raise TypeError("medians do not add up")


def median_change(changes: Sequence[Change]) -> MedianChange:
    """The medians of these changes, all of which have a before and an after."""
    unit = changes[0].after.unit
    return MedianChange(
        median(_known(one.before.value for one in changes), unit),
        median(_known(one.after.value for one in changes), unit),
        median(_known(one.difference for one in changes), "mean").value,
        median(_known(one.relative for one in changes), "mean").value,
    )


def _known_sum(*values: float | None) -> float | None:
    known = _known(values)
    return sum(known) if known else None


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


Value = Count | Ratio | Change | Hidden
Parts = Mapping[str, Any]
"""Values by name, in the order they are shown; a name may hold further parts: {"lectura": {"minutes": …}}."""


LACKING = ("not_recorded", "no_results")
"""Notes that say why there is no number."""

SOMEWHERE = "_somewhere"
"""How such a note ends where only some of several schools have no number."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a report: its code (`M04`), its numbers by name, and what must be said of them.

    parts: `{"value": Ratio(…)}` for one number alone. notes: keys of sentences (`report.note_<key>`); of one
    school also with the days they are about, `more_than_enrolled:2025-10-06,2025-10-20`.
    """

    code: str
    parts: Parts
    notes: tuple[str, ...] = ()

    def __add__(self, other: Indicator) -> Indicator:
        """The same indicator of two schools together."""
        if self.code != other.code:
            raise ValueError(f"{self.code} and {other.code} are not one indicator")
        notes = _notes_together(without_days(self.notes), without_days(other.notes))
        return Indicator(self.code, _together(self.parts, other.parts), notes)


def without_days(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes without the days they are about, which say nothing above the school."""
    return tuple(note.partition(":")[0] for note in notes)


def _notes_together(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of several schools; what only some of them lack is said to be so."""
    every = dict.fromkeys((*mine, *other))
    some = {note for note in LACKING if not (note in mine and note in other)}
    return tuple(dict.fromkeys(f"{note}{SOMEWHERE}" if note in some else note for note in every))


def total(indicators: Iterable[Indicator]) -> Indicator:
    """One indicator of many schools. Raises TypeError for none."""
    return reduce(add, indicators)


SUMMED = ("N01", "N02", "N04", "N05", "N08", "A19")
"""The numbers of persons and exercises of which one may be in the networks of several schools."""


def summed(indicator: Indicator, schools: int) -> Indicator:
    """An indicator of so many schools, with a word about who counts in each of several."""
    several = schools > 1 and indicator.code in SUMMED
    return replace(indicator, notes=(*indicator.notes, "sum_of_schools")) if several else indicator


def walk(parts: Parts, change: Callable[[Value], Value]) -> dict[str, Any]:
    """The same parts with every value changed."""
    return {
        name: walk(part, change) if isinstance(part, Mapping) else change(part)
        for name, part in parts.items()
    }


def as_json(value: Value | Parts) -> dict[str, Any]:
    """A value for a program. Numbers are not rounded; None is "s/d"; `n` is the denominator."""
    match value:
        case Count():
            return {"value": _number(value.value)} | ({} if value.of is None else {"n": _number(value.of)})
        case Median():
            return {"value": _number(value.value), "schools": _number(value.whole)}
        case Ratio():
            return {"value": _number(value.value), "part": _number(value.part), "n": _number(value.whole)}
        case MedianChange():
            known = {"before": value.before.value, "after": value.after.value}
            known |= {"difference": value.difference, "relative": value.relative}
            return {name: _number(one) for name, one in known.items()} | {"schools": int(value.after.whole)}
        case Change():
            return {
                "before": _number(value.before.value),
                "after": _number(value.after.value),
                "difference": _number(value.difference),
                "relative": _number(value.relative),
                "n": _number(value.after.whole),
                "n_before": _number(value.before.whole),
                "n_after": _number(value.after.whole),
            }
        case Hidden():
            return {"value": None, "hidden": True}
    found = {name: as_json(part) for name, part in value.items()}
    only = found.pop("value", None)
    return (only or {}) | found


def _number(value: float | None) -> float | int | None:
    """Whole numbers as integers; what is not a number is none."""
    if value is None or not isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value


SHARES = "left"
"""The part that holds shares of the whole of the `value` beside it: who left, by reason."""


def _together(mine: Parts, other: Parts) -> dict[str, Any]:
    """Parts added name by name; a name that only one has is kept as it is, but a share is one of all."""
    names = dict.fromkeys((*mine, *other))
    found = {name: _sum(mine.get(name), other.get(name)) for name in names}
    whole = found.get("value")
    if isinstance(whole, Ratio) and SHARES in found:
        shares = found[SHARES].items()
        found[SHARES] = {name: Ratio(one.part, whole.whole, one.unit) for name, one in shares}
    return found


def _sum(mine: Any, other: Any) -> Any:
    if mine is None or other is None:
        return other if mine is None else mine
    if isinstance(mine, Mapping):
        return _together(mine, other)
    return other + mine if isinstance(other, Hidden) else mine + other
