"""Which national test a file of results says it is of: by name, or by words for levels that only one has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fieldkit.domain.names import fold


class Test(NamedTuple):
    """A test: the first and the last year it was given, and the levels that the others do not call so."""

    first: int
    last: int
    levels: frozenset[str]


TESTS = {
    "enlace": Test(2006, 2014, frozenset(("elemental", "bueno", "excelente"))),
    "planea": Test(2015, 9999, frozenset(("basico", "apenas", "satisfactorio", "sobresaliente"))),
}
"""As SEP and INEE published them. Of PLANEA no last year is known to be the last."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def named(titles: Sequence[str], heads: Sequence[str], levels: Sequence[str]) -> Mapping[str, list[str]]:
    """The tests that a file names, each with the cells that do.

    titles: what stands above the heading, and the name of the sheet. levels: the headings of levels. Another
    heading tells only with a year, for `enlace` is also somebody who keeps in touch.
    """
    telling = [*titles, *(cell for cell in heads if _YEAR.search(cell)), *levels]
    found = {test: [*_calling(test, telling), *_with(one, levels)] for test, one in TESTS.items()}
    return {test: cells for test, cells in found.items() if cells}


def given_in(test: str, year: int) -> bool:
    """Whether a test was given in a year; any other test may have been."""
    return test not in TESTS or TESTS[test].first <= year <= TESTS[test].last


def _calling(test: str, cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if re.search(rf"\b{test}(?![a-z])", fold(cell))]


def _with(test: Test, levels: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in levels if not test.levels.isdisjoint(fold(cell).split())]
