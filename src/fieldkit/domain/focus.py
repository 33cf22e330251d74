"""Results of schools in national tests over the years, and the rule that makes one a focus school. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Any, Literal

from fieldkit.domain.entry import Entry

SUBJECTS = {"lenguaje": "L", "matematicas": "M"}
"""The subjects, and how the items of form RES begin that hold the percentages of their four levels."""

NOT_SAID = "no_dice"

HALF = 50.0
SPAN = 3
"""EIMLE's rule: more than half of the pupils at the lowest level, three years in a row."""

Verdict = Literal["yes", "no", "not_computable"]
Reading = Literal["any", "both"]


@dataclass(frozen=True, slots=True)
class Series:
    """One school, shift and extension in one test at one educational level.

    percents: year → subject → the pupils at each level in per cent, lowest first. tested: year → how many.
    under_80: the years with under 80 % of the pupils tested: they count, and are marked.
    """

    cct: str
    shift: str
    extension: str
    test: str
    level: str
    name: str
    school: str | None
    percents: dict[int, dict[str, tuple[float, float, float, float]]] = field(default_factory=dict)
    tested: dict[int, int] = field(default_factory=dict)
    under_80: set[int] = field(default_factory=set)

    def insufficient(self, subject: str, year: int) -> float | None:
        """Pupils at the lowest level, in per cent."""
        levels = self.percents.get(year, {}).get(subject)
        return None if levels is None else levels[0]


def series(results: Iterable[Entry]) -> list[Series]:
    """The results of all schools, by school, test and level; grades weigh by their pupils tested.

    A file that does not say the level is of the one level that the school's other files say.
    """
    schools: dict[tuple[str, ...], list[Entry]] = {}
    for result in results:
        key = tuple(str(result.answers.get(code, "")) for code in ("cct", "shift", "extension", "test"))
        schools.setdefault(key, []).append(result)
    return [
        _series((*key, level), part) for key in sorted(schools) for level, part in _by_level(schools[key])
    ]


def _by_level(results: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    said = sorted({str(result.answers.get("level", NOT_SAID)) for result in results})
    known = [level for level in said if level != NOT_SAID]
    if len(known) <= 1:
        yield (known or said)[0], results
        return
    for level in said:
        yield level, [result for result in results if result.answers.get("level", NOT_SAID) == level]


def _series(key: tuple[str, ...], results: list[Entry]) -> Series:
    last = max(results, key=lambda result: (result.answers.get("year", 0), result.id))
    cct, shift, extension, test, level = key
    name = str(last.answers.get("name", ""))
    found = Series(cct, shift, extension, test, level, name, last.answers.get("school"))
    for year in sorted({int(result.answers["year"]) for result in results}):
        taken = [result.answers for result in results if result.answers["year"] == year]
        whole = [answers for answers in taken if answers.get("grade") == "todos"] or taken
        found.tested[year] = sum(int(answers.get("tested") or 0) for answers in whole)
        found.percents[year] = {
            subject: levels for subject, code in SUBJECTS.items() if (levels := _levels(whole, code))
        }
        if any(answers.get("under_80") == "si" for answers in whole):
            found.under_80.add(year)
    return found


def _levels(answers: list[Mapping[str, Any]], code: str) -> tuple[float, float, float, float] | None:
    """The four percentages of all grades together; None when no grade has them.

    Where nobody was tested there are none, whatever zeros the file says.
    """
    told = [one for one in answers if isinstance(one.get(f"{code}_0"), int | float) and anybody(one, code)]
    weights = [float(one.get("tested") or 0) for one in told]
    if not told:
        return None
    if not all(weights):  # a grade that does not say how many counts as much as another
        weights = [1.0] * len(told)
    sums = [
        fsum(
            weight * float(one.get(f"{code}_{rank}") or 0) for one, weight in zip(told, weights, strict=True)
        )
        for rank in range(4)
    ]
    lowest, basic, good, excellent = (total / fsum(weights) for total in sums)
    return lowest, basic, good, excellent


def anybody(answers: Mapping[str, Any], code: str) -> bool:
    """Whether a row of results is of anybody: by how many were tested, and by its four percentages."""
    return answers.get("tested") != 0 and any(answers.get(f"{code}_{rank}") for rank in range(4))


def focus_of(found: Series, subject: str, year: int) -> Verdict:
    """The rule for one subject: over 50.0 % at the lowest level in this year and the two before.

    A year without results makes it not computable: that is not "no".
    """
    percents = [found.insufficient(subject, one) for one in range(year - SPAN + 1, year + 1)]
    if any(percent is None for percent in percents):
        return "not_computable"
    return "yes" if all(percent is not None and percent > HALF for percent in percents) else "no"


def focus(found: Series, year: int, reading: Reading = "any") -> Verdict:
    """Whether it is a focus school that year: in any subject, or in both. The seed says only "students"."""
    verdicts = {focus_of(found, subject, year) for subject in SUBJECTS}
    decisive: Verdict = "yes" if reading == "any" else "no"
    if decisive in verdicts:
        return decisive
    return "not_computable" if "not_computable" in verdicts else verdicts.pop()


def comparable(before: Series, after: Series) -> bool:
    """Whether a change between them means anything: one test, one educational level. ENLACE is not PLANEA."""
    return before.test == after.test != "otra" and before.level == after.level
