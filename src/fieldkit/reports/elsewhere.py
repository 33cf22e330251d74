"""What happened at other schools that says who may tutor here: a child who learned in an encounter, a tutor
from the next village, the adviser who planted the exercise there first.

Only sheets about those who are at the school or take part there are read, and those about whoever tutored
or judged them, and so on back to who planted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol

from fieldkit.domain.entry import Entry

NAMED = ("U02", "U03", "person", "evaluator")
"""Whom a sheet of tutoring names, but for who only read an account."""

_BEFORE = ("U02", "evaluator")
"""On whose qualification that of somebody else rests."""


class Elsewhere(NamedTuple):
    """sheets: of other schools. asked: everybody (ids) of whom they were asked for."""

    sheets: tuple[Entry, ...] = ()
    asked: frozenset[str] = frozenset()


NOTHING = Elsewhere()


class Reader(Protocol):
    """What can be read from."""

    def tutored(self, people: Collection[str]) -> Iterator[Entry]:
        """The sheets of tutoring about these persons, and of tutorings by which they plant an exercise."""


def read(reader: Reader, school: str, people: Iterable[str]) -> Elsewhere:
    """All that other schools' sheets tell of these persons' qualifications. school: the id of theirs."""
    found: dict[str, Entry] = {}
    asked: set[str] = set()
    wanted = set(people)
    while wanted:
        asked |= wanted
        new = [one for one in reader.tutored(sorted(wanted)) if _counts(one, school, wanted)]
        found |= {one.id: one for one in new}
        wanted = named(new, _BEFORE) - asked
    return Elsewhere(tuple(found[id] for id in sorted(found)), frozenset(asked))


def named(sheets: Iterable[Entry], codes: Iterable[str] = NAMED) -> set[str]:
    """Whom these sheets name (ids)."""
    answers = [sheet.answers.get(code) for sheet in sheets for code in codes]
    return {one for one in answers if isinstance(one, str) and one}


def _counts(sheet: Entry, school: str, wanted: Collection[str]) -> bool:
    """Whether a sheet is of another school, the one that it is kept with, and tells how one of these
    qualified: by learning, or by planting."""
    answers = sheet.answers
    about = named([sheet], ("U03", "person")) & set(wanted)
    planted = answers.get("seed") == "si" and str(answers.get("U02")) in wanted
    return bool(about or planted) and sheet.school != school and sheet.bucket == f"s:{sheet.school}"
