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
    """From where to where in the text each name is, with all the words of that name about it: `Itzel`,
    `itzel sánchez`, `josé luis`, `José L. Peña`, `Sánchez Peña`, `Peña Peña José`."""
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
        start, end, word = words[place]
        if word in child.every:
            run.append(place)
        elif not run or not (word in _LINKS or (end - start == 1 and text[start].isupper())):
            break
    found = [text[words[place][0] : words[place][1]] for place in run]
    return run[-1] - at + 1 if run and run[0] == at and _is_name(found, child) else 0


def _is_name(found: list[str], child: _Child) -> bool:
    """Whether these words of a child's name are one: a given name with a capital or beside another word of
    it; without one, both surnames with capitals. One surname alone is also the whole family's."""
    given = [word for word in found if fold(word) in child.given]
    if given:
        return any(word[0].isupper() for word in given) or len(set(map(fold, found))) > 1
    return len(found) > 1 and all(word[0].isupper() for word in found)
