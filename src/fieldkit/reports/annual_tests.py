"""A05, A22: results of the school in national tests, and whether they make it a focus school. Pure.

Two tests are two scales: before and after are only told of one test at one educational level.
"""

from __future__ import annotations

from math import fsum
from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.domain.focus import SUBJECTS, Series, comparable, focus, series
from fieldkit.reports.figure import Change, Count, Indicator, Ratio
from fieldkit.reports.gather import Facts
from fieldkit.reports.period import Period

_PERCENTS = tuple(f"{letter}_{rank}" for letter in SUBJECTS.values() for rank in range(4))

VERDICTS = ("yes", "no", "not_computable")


def a05(facts: Facts, period: Period) -> Indicator:
    """The last results until the end of the year and those before, by test and years: `PLANEA 2017-2018`.

    Those at the lowest level, and at the two higher ones, of the pupils tested. Where the results before are
    of another test there is no before, and a note says so.
    """
    found = _until(facts, period)
    newest = _newest(found)
    parts: dict[str, Any] = {"results": Count(len(newest), of=len(newest))}
    notes: tuple[str, ...] = ()
    for one in newest:
        year, (before, differs) = max(one.percents), _before(one, found)
        parts[f"{one.test.upper()} {year if before is None else f'{before}-{year}'}"] = {
            subject: {
                "insufficient": Change(_share(one, before, subject, 0, 1), _share(one, year, subject, 0, 1)),
                "good": Change(_share(one, before, subject, 2, 4), _share(one, year, subject, 2, 4)),
            }
            for subject in SUBJECTS
        }
        notes += ("tests_differ",) * differs + ("under_80",) * bool(one.under_80 & {year, before})
    return Indicator("A05", parts, tuple(dict.fromkeys(notes)) if found else ("no_results",))


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
    return Indicator("A22", parts, ("focus_any",) if newest else ("no_results",))


def _until(facts: Facts, period: Period) -> list[Series]:
    """The results of tests given until the end of the school year."""
    known = [one for one in facts.of("RES") if isinstance(one.answers.get("year"), int) and _sound(one)]
    return series(one for one in known if one.answers["year"] <= period.last.year)


def _sound(result: Entry) -> bool:
    """Whether its numbers are numbers: other results cannot be added up."""
    told = [result.answers.get(code) for code in ("tested", *_PERCENTS)]
    return all(value is None or (isinstance(value, int | float) and value >= 0) for value in told)


def _newest(found: list[Series]) -> list[Series]:
    """Those of the last year that there are results of."""
    last = max((max(one.percents) for one in found), default=None)
    return [one for one in found if max(one.percents) == last]


def _told(found: list[Series], one: Series, year: int) -> Series:
    """Whose results tell of a year: of another test, where the school took that one then."""
    alike = [other for other in found if other.level == one.level and year in other.percents]
    return one if one in alike or not alike else alike[0]


def _before(one: Series, found: list[Series]) -> tuple[int | None, bool]:
    """The year of the results before the last ones; none where they are of another test, which is told."""
    last = max(one.percents)
    earlier = [(year, other) for other in found for year in other.percents if year < last]
    mine = [year for year, other in earlier if comparable(other, one)]
    newest = max((year for year, _ in earlier), default=None)
    if newest in mine:
        return newest, False
    return None, newest is not None


def _share(found: Series, year: int | None, subject: str, first: int, after: int) -> Ratio:
    """The pupils at the levels from `first` on, of those tested; of one, where nobody says how many were."""
    levels = found.percents.get(year or 0, {}).get(subject)
    if levels is None:
        return Ratio()
    weight = found.tested.get(year or 0) or 1
    return Ratio(fsum(levels[first:after]) * weight / 100, weight)
