"""The names of children in what an advisor wrote: pointed out, and left out of what is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fieldkit.domain.names import fold
from fieldkit.domain.person import Person
from fieldkit.reports.gather import Facts

_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset({"de", "del", "la", "las", "los", "y"})
"""Words that join the parts of a name, and are none of it."""


class _Child(NamedTuple):
    """The words of a name, folded."""

    given: frozenset[str]
    surnames: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return self.given | self.surnames


def children(facts: Facts) -> list[Person]:
    """All children who are or were at a school, and those of other schools that its sheets tell of."""
    here = {one.person for one in facts.students}
    known = {**facts.guests, **facts.persons}
    return [one for one in known.values() if one.id in here or one.form == "REG-A"]


def names(texts: Iterable[str], children: Iterable[Person]) -> list[str]:
    """The names of these children in the texts, as they are written there, each once and in order."""
    known = _known(children)
    return list(dict.fromkeys(text[first:last] for text in texts for first, last in _spans(text, known)))


def without(texts: Mapping[str, str], children: Iterable[Person], instead: str) -> dict[str, str]:
    """The texts with something instead of each name of these children."""
    known = _known(children)
    return {code: _without(text, known, instead) for code, text in texts.items()}


def _without(text: str, known: list[_Child], instead: str) -> str:
    kept, at = [], 0
    for first, last in _spans(text, known):
        kept += [text[at:first], instead]
        at = last
    return "".join([*kept, text[at:]])


def _known(children: Iterable[Person]) -> list[_Child]:
    return [
        _Child(_words(child, "first_names"), _words(child, "surname", "second_surname")) for child in children
    ]


def _words(child: Person, *codes: str) -> frozenset[str]:
    found = " ".join(str(child.answers.get(code) or "") for code in codes)
    return frozenset(word for word in fold(found).split() if len(word) > 1) - _LINKS


def _spans(text: str, known: list[_Child]) -> Iterator[tuple[int, int]]:
    """From where to where in the text each name is: a given name, with a capital or beside a surname of the
    same child, and all the words of that name about it: `Itzel`, `itzel sánchez`, `Peña Peña José`."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        run = max((_run(words, at, child, text) for child in known), default=0)
        if run:
            yield words[at][0], words[at + run - 1][1]
        at += run or 1


def _run(words: list[tuple[int, int, str]], at: int, child: _Child, text: str) -> int:
    """How many words from here on are the name of this child; nought when it does not begin here."""
    run: list[int] = []
    for place in range(at, len(words)):
        if words[place][2] in child.every:
            run.append(place)
        elif not (run and words[place][2] in _LINKS):
            break
    given = [place for place in run if words[place][2] in child.given]
    capital = any(text[words[place][0]].isupper() for place in given)
    whole = any(words[place][2] in child.surnames for place in run)
    return run[-1] - at + 1 if run and run[0] == at and given and (capital or whole) else 0
