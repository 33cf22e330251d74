"""States, municipios and indigenous languages, packaged with the program: they serve without a network.

Each list is a text file in `catalogues/`, read when first asked for; its first lines name source and date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fieldkit.forms.form import Choice

FOLDER = Path(__file__).with_name("catalogues")


@dataclass(frozen=True, slots=True)
class State:
    """A state: INEGI code of two digits, letters in a CURP, official name and other names in use."""

    code: str
    curp: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Municipio:
    """A municipio: INEGI code of five digits, the first two its state's. Names repeat, even in one state."""

    code: str
    name: str

    @property
    def label(self) -> str:
        """Name and state, as it has to be shown to be told from its namesakes."""
        return f"{self.name}, {_states()[self.code[:2]].name}"


@dataclass(frozen=True, slots=True)
class Language:
    """One of INALI's 68 groups. own: the name its speakers give it, "" where none is widely known."""

    code: str
    name: str
    own: str


def state(code: str) -> State | None:
    """The state of an INEGI code (`12`)."""
    return _states().get(code)


def states() -> tuple[State, ...]:
    """The 32 states by INEGI code."""
    return tuple(_states().values())


def municipio(code: str) -> Municipio | None:
    """The municipio of an INEGI code (`12001`), or of the CVEGEO of a locality in it (`120010001`)."""
    name = _municipios().get(code[:5])
    return None if name is None else Municipio(code[:5], name)


@cache
def languages() -> tuple[Language, ...]:
    """INALI's 68 groups in alphabetical order."""
    return tuple(Language(*fields) for fields in _lines("languages"))


def choices(name: str) -> tuple[Choice, ...]:
    """A catalogue as the options of a question: `state`, `municipio` or `language`. Raises KeyError."""
    return _CHOICES[name]()


def _state_choices() -> tuple[Choice, ...]:
    return tuple(Choice(one.code, {"es": one.name}, (one.curp, *one.others)) for one in states())


def _municipio_choices() -> tuple[Choice, ...]:
    return tuple(Choice(code, {"es": Municipio(code, name).label}) for code, name in _municipios().items())


def _language_choices() -> tuple[Choice, ...]:
    """Spanish first: it is asked for as one of the languages of a home."""
    groups = (
        Choice(one.code, {"es": one.name, **({"own": one.own} if one.own else {})}) for one in languages()
    )
    return (
        Choice("espanol", {"es": "Español", "en": "Spanish"}),
        *groups,
        Choice("otra", {"es": "Otra", "en": "Other"}),
    )


_CHOICES = {"state": _state_choices, "municipio": _municipio_choices, "language": _language_choices}


@cache
def _states() -> dict[str, State]:
    return {
        code: State(code, curp, name, tuple(filter(None, others.split(";"))))
        for code, curp, name, others in _lines("states")
    }


@cache
def _municipios() -> dict[str, str]:
    return dict(_lines("municipios"))


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("|")
