"""The names of people in what an advisor wrote: pointed out, and left out of what is published. Pure.

In a place of six families a mother's name is the child's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fieldkit.domain.names import fold
from fieldkit.domain.person import Person

_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset({"de", "del", "la", "las", "los", "y"})
"""Words that join the parts of a name, and are none of it."""

_ALSO_WORDS = """
    abril acacia alba alegria alma amada amado amor amparo angel angeles asuncion aura aurora auxilio
    azucena belen bella bello benigno bienvenida bienvenido blanca blanco bonifacio brisa bruno camelia
    candelaria candida candido caridad casto celeste cesar cielo clara claro clavel clemencia clemente
    concepcion constancia constante consuelo coral corona cruz dalia delfina diana divina dolores
    domingo dora dulce eco encanto encarnacion esmeralda esperanza estrella fe feliz fidel flor flora
    fortuna fortunato franco fuente gala galo gardenia gloria gracia guadalupe hilario hortensia
    inocencia inocente iris isla jacinto jade jazmin julio justa justo laurel lazaro leal leo leon
    libertad lidia lila linda lino lirio lis lluvia lucero lucia lucio luna luz magnolia malva mar marco
    marcos margarita marina maxima maximo merced mercedes mia milagros mio modesta modesto narciso nardo
    natividad navidad nazareno nieves norma nube octavio olivo olvido paciencia palma paloma pascua
    pascual pastor paz perla perpetuo pia piedad pilar pio placido plata presentacion primavera primo
    prospero providencia prudencia prudente pura pureza refugio reina remedios rey reyes rio rocio
    romero rosa rosario sacramento salud salvador san santa santo santos segundo selva serena sereno
    severo silvestre socorro sol soledad tierra tomas trinidad urbano ventura vera victoria vidal
    violeta virgen visitacion zafiro
"""
"""Given names, folded, that are words of Spanish as well: in small letters they may be just that. Ours."""
_WORDS = frozenset(_ALSO_WORDS.split())


class _Known(NamedTuple):
    """The words of a name, folded."""

    given: frozenset[str]
    surnames: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return self.given | self.surnames


def names(texts: Iterable[str], persons: Iterable[Person]) -> list[str]:
    """The names of these persons in the texts, as they are written there, each once and in order."""
    known = _known(persons)
    return list(dict.fromkeys(text[first:last] for text in texts for first, last in _spans(text, known)))


def without(texts: Mapping[str, str], persons: Iterable[Person], instead: str) -> dict[str, str]:
    """The texts with something instead of each name of these persons."""
    known = _known(persons)
    return {code: _without(text, known, instead) for code, text in texts.items()}


def _without(text: str, known: list[_Known], instead: str) -> str:
    kept, at = [], 0
    for first, last in _spans(text, known):
        kept += [text[at:first], instead]
        at = last
    return "".join([*kept, text[at:]])


def _known(persons: Iterable[Person]) -> list[_Known]:
    return [_Known(_words(one, "first_names"), _words(one, "surname", "second_surname")) for one in persons]


def _words(person: Person, *codes: str) -> frozenset[str]:
    found = " ".join(str(person.answers.get(code) or "") for code in codes)
    return frozenset(word for word in fold(found).split() if len(word) > 1) - _LINKS


def _spans(text: str, known: list[_Known]) -> Iterator[tuple[int, int]]:
    """From where to where in the text each name is, with all the words of that name about it: `Itzel`,
    `itzel sánchez`, `josé luis`, `José L. Peña`, `Sánchez Peña`, `Peña Peña José`."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        run = max((_run(words, at, one, text) for one in known), default=0)
        if run:
            yield words[at][0], words[at + run - 1][1]
        at += run or 1


def _run(words: list[tuple[int, int, str]], at: int, known: _Known, text: str) -> int:
    """How many words from here on are the name of this person; nought when it does not begin here."""
    run: list[int] = []
    for place in range(at, len(words)):
        start, end, word = words[place]
        if word in known.every:
            run.append(place)
        elif not run or not (word in _LINKS or (end - start == 1 and text[start].isupper())):
            break
    found = [text[words[place][0] : words[place][1]] for place in run]
    return run[-1] - at + 1 if run and run[0] == at and _is_name(found, known) else 0


def _is_name(found: list[str], known: _Known) -> bool:
    """Whether these words of a person's name are one: a given name, which alone and in small letters must not
    be a word of the language too (`luz`), or beside another word of it; without one, both surnames, of
    which one alone is also the whole family's. In small letters words of the language are none."""
    given = [word for word in found if fold(word) in known.given]
    if given:
        told = any(word[0].isupper() or fold(word) not in _WORDS for word in given)
        return told or len(set(map(fold, found))) > 1
    apart = {fold(word) for word in found}
    both = len(apart) > 1 and bool(apart - _WORDS)
    return len(found) > 1 and (both or all(word[0].isupper() for word in found))
