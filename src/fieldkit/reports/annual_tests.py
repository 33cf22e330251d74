"""A05, A22: results of the school in national tests, and whether they make it a focus school. Pure.

Two tests are two scales: before and after are only told of one test at one educational level.
"""

from __future__ import annotations

from math import fsum
from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.focus import SUBJECTS, Series, anybody, comparable, focus, series
from fieldkit.reports.figure import Change, Count, Indicator, Ratio
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period

_PERCENTS = tuple(f"{letter}_{rank}" for letter in SUBJECTS.values() for rank in range(4))

ROUNDING = 2
"""How far from 100 % the four rounded levels of a subject may add up: ours."""

VERDICTS = ("yes", "no", "not_computable")


def a05(facts: Facts, period: Period) -> Indicator:
    """The results until the end of the year, of each test by its years: `PLANEA 2015-2018`, from the first to
    the last, and where there are more than two years the last step too, `PLANEA 2017-2018`; in each, by
    educational level, so that those of several schools are never added up across levels.

    Those at the lowest level, and at the two higher ones, of the pupils tested. What can be compared with
    nothing has no before; where there are several tests, or levels, a note says that they are not compared.
    """
    found = _until(facts, period)
    newest = _newest(found)
    parts: dict[str, Any] = {"results": Count(len(newest), of=len(newest))}
    shown: set[bool] = set()
    for one in found:
        year = max(one.percents)
        for before in _befores(one):
            name = f"{one.test.upper()} {year if before is None else f'{before}-{year}'}"
            parts.setdefault(name, {})[one.level] = _steps(one, before, year)
            shown.add(bool(one.under_80 & {year, before}))
    notes = ("tests_differ",) * (len({(one.test, one.level) for one in found}) > 1)
    notes += ("under_80",) * (True in shown)
    return Indicator("A05", parts, (notes if found else ("no_results",)) + _off(facts, period))


def a22(facts: Facts, period: Period) -> Indicator:
    """Focus schools by the last results, of those that it can be told of; and by verdict, then and before.

    Counted in any subject, which a note says. A missing year makes it not computable; that is not "no".
    """
    found = _until(facts, period)
    newest = _newest(found)
    verdicts = [focus(one, max(one.percents)) for one in newest]
    told = len(verdicts) - verdicts.count("not_computable")
    parts: dict[str, Any] = {"value": Count(verdicts.count("yes"), of=told)}
    for one in newest:
        last = max(one.percents)
        for year in (last - 1, last):
            verdict = focus(_told(found, one, year), year)
            parts[str(year)] = {known: Count(known == verdict, of=1) for known in VERDICTS}
    return Indicator("A22", parts, (("focus_any",) if newest else ("no_results",)) + _off(facts, period))


def _until(facts: Facts, period: Period) -> list[Series]:
    """The results of tests given until the end of the school year."""
    return series(one for one in _told_until(facts, period) if _is_whole(one))


def _told_until(facts: Facts, period: Period) -> list[Entry]:
    known = [one for one in facts.of("RES") if isinstance(one.answers.get("year"), int) and _sound(one)]
    return [one for one in known if one.answers["year"] <= period.last.year]


def _off(facts: Facts, period: Period) -> tuple[str, ...]:
    """A note where results do not count because their levels do not add up."""
    return () if all(map(_is_whole, _told_until(facts, period))) else ("levels_off",)


def _sound(result: Entry) -> bool:
    """Whether its numbers are numbers: other results cannot be added up."""
    told = [result.answers.get(code) for code in ("tested", *_PERCENTS)]
    return all(value is None or (isinstance(value, int | float) and value >= 0) for value in told)


def _is_whole(result: Entry) -> bool:
    """Whether the four levels of each subject make up all pupils, as near as rounding leaves them; where
    nobody was tested there are none to make up."""
    for letter in SUBJECTS.values():
        if not anybody(result.answers, letter):
            continue
        known = (result.answers.get(f"{letter}_{rank}") for rank in range(4))
        told = [value for value in known if value is not None]
        if len(told) == 4 and abs(fsum(told) - 100) > ROUNDING:
            return False
    return True


def _newest(found: list[Series]) -> list[Series]:
    """Those of the last year that there are results of."""
    last = max((max(one.percents) for one in found), default=None)
    return [one for one in found if max(one.percents) == last]


def _told(found: list[Series], one: Series, year: int) -> Series:
    """Whose results tell of a year: of another test, where the school took that one then."""
    alike = [other for other in found if other.level == one.level and year in other.percents]
    return one if one in alike or not alike else alike[0]


def _befores(one: Series) -> list[int | None]:
    """The years that the last one is compared with: the first, and the one before the last; None for none."""
    *earlier, _ = sorted(one.percents)
    if not earlier or not comparable(one, one):
        return [None]
    return list(dict.fromkeys((earlier[0], earlier[-1])))


def _steps(one: Series, before: int | None, year: int) -> dict[str, Any]:
    return {
        subject: {
            "insufficient": Change(_share(one, before, subject, 0, 1), _share(one, year, subject, 0, 1)),
            "good": Change(_share(one, before, subject, 2, 4), _share(one, year, subject, 2, 4)),
        }
        for subject in SUBJECTS
    }


def _share(found: Series, year: int | None, subject: str, first: int, after: int) -> Ratio:
    """The pupils at the levels from `first` on, of those tested; of one, where nobody says how many were."""
    levels = found.percents.get(year or 0, {}).get(subject)
    if levels is None:
        return Ratio()
    weight = found.tested.get(year or 0) or 1
    return Ratio(fsum(levels[first:after]) * weight / 100, weight)
