"""Which column answers which item of a form: by code, label or other known names, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from fieldkit.domain.cells import as_meant
from fieldkit.domain.names import UNSEEN, fold, unseen
from fieldkit.forms.form import Form, Group, Item
from fieldkit.forms.reading import Column

OURS = "fieldkit:"
"""How the columns begin that a file of refused rows has at its end; they are no answers."""

_AGAIN = (f"{OURS} repetido", f"{OURS} repeated")
"""How the one begins that tells that a row was there twice: until it is cleared, the row changes nothing."""

WHOLE_NAMES = frozenset(
    ("nombrecompleto", "nombreyapellidos", "nombresyapellidos", "apellidosynombre", "apellidosynombres",
     "nombrecompletodelalumno", "fullname", "wholename")
)  # fmt: skip
"""How columns with a whole name in a cell are called, squeezed: where a surname ends nobody can tell."""

_EXPORTED = frozenset(("id", "state", "estado"))
_NAMED = (" (name)", " (nombre)")
"""Columns that `export` adds to tell people more; importing them again, they are no answers either. They tell
who it is where the id beside them is not known here."""

_REF_WORDS = {
    "school": (
        "cct", "clave ct", "cv_cct", "clave cct", "clavecct", "n_clavecct", "clave de la escuela",
        "clave de centro de trabajo", "clave del centro de trabajo", "escuela", "school", "school key",
        "school code",
    ),
    "student": ("alumno", "alumna", "estudiante", "curp", "student"),
    "relative": ("familia", "familiar", "family", "relative"),
    "teacher": ("docente", "maestra", "maestro", "teacher"),
}  # fmt: skip
"""What a column that names a school or a person is also called, where no item has that name itself."""

_REPEATED = re.compile(r"([^\[]+)\[ *([1-9][0-9]{0,2}) *\] *\.(.+)")
"""`VA[1].VA1`, or with the labels of both."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: the code of an item; in a repeat, also the group and the row from 1."""

    code: str
    group: str = ""
    row: int = 0

    def __str__(self) -> str:
        return f"{self.group}[{self.row}].{self.code}" if self.group else self.code


class Foreign(NamedTuple):
    """A column that only shares the name of an item, by its code. value: the first thing it says."""

    column: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A heading, understood. places: by position. unknown: names that mean nothing here. twice: names that
    answer an item which an earlier column already answers; both are left out. nameless: the letters in the
    file of the columns without a name, by position. foreign: left out for what their rows say.
    added: how many of the last the file does not have.
    """

    header: Sequence[str]
    places: Mapping[int, Place]
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    nameless: Mapping[int, str] = field(default_factory=dict)
    foreign: tuple[Foreign, ...] = ()
    added: int = 0

    def codes(self) -> set[str]:
        """The items, and groups that repeat, which have a column."""
        return {place.group or place.code for place in self.places.values()}


class Names:
    """The names that the items of one form go by, and what somebody mapped by hand; to nothing: left out."""

    def __init__(self, form: Form, mapped: Mapping[str, str] | None = None) -> None:
        self.form = form
        by_hand = {squeeze(name): code for name, code in (mapped or {}).items()}
        self.by_hand = frozenset(by_hand)
        self._known = {**_names(form), **by_hand}

    def place(self, name: str) -> Place | None:
        """The place a column of this name answers, or None."""
        repeated = _REPEATED.fullmatch(name)
        if repeated:
            return self._repeated(*repeated.groups())
        code = self._known.get(squeeze(name))
        return Place(code) if code else None

    def _repeated(self, group: str, row: str, name: str) -> Place | None:
        repeats = (one for one in self.form.groups if one.repeat)
        found = next((one for one in repeats if _is(one, group)), None)
        item = next((item for item in found.items if _is(item, name)), None) if found else None
        return Place(item.code, found.code, int(row)) if found and item else None

    def means_something(self, name: str) -> bool:
        """Whether a column of this name is known here, be it as one of ours or as one to leave out."""
        folded = name.strip().lower()
        ours = folded in _EXPORTED or folded.startswith(OURS) or folded.endswith(_NAMED)
        return ours or squeeze(name) in self._known or bool(self.place(name))

    def score(self, cells: Iterable[str]) -> int:
        """How many different items a row of cells names: how much it looks like a heading."""
        return len({str(place) for place in map(self.place, cells) if place})

    def columns(self, header: Sequence[str], came: Sequence[str] | None = None) -> Columns:
        """Understand a heading. Of two columns for one item neither is better: the first one stands.

        came: the heading as it came, where it is another one; its columns without a name are in it as many.
        """
        places: dict[int, Place] = {}
        nameless: dict[int, str] = {}
        unknown, twice = [], []
        letters = (letter(at) for at, name in enumerate(came or header) if not name.strip())
        for position, name in enumerate(header):
            place = self.place(name)
            if place in places.values():
                twice.append(name.strip())
            elif place:
                places[position] = place
            elif not name.strip() and not self.means_something(name):
                nameless[position] = next(letters)
            elif not self.means_something(name):
                unknown.append(name.strip())
        return Columns(tuple(header), places, tuple(unknown), tuple(twice), nameless)


def tells_again(name: str) -> bool:
    """Whether a column of this name tells that its row was refused as one that was there twice."""
    return name.strip().lower().startswith(_AGAIN)


def beside(columns: Columns, names: Names) -> dict[str, tuple[int, int]]:
    """Where a table of ours tells what is called whom an id stands for: both positions, by place."""
    at = {str(place): position for position, place in columns.places.items()}
    found = {}
    for position, head in enumerate(columns.header):
        word = next((word for word in _NAMED if head.strip().lower().endswith(word)), "")
        place = names.place(head.strip()[: -len(word)]) if word else None
        if str(place) in at:
            found[str(place)] = (at[str(place)], position)
    return found


def _is(named: Group | Item, name: str) -> bool:
    """Whether this is its code or its label in any language."""
    return squeeze(name) in map(squeeze, (named.code, *named.labels.values()))


def letter(position: int) -> str:
    """What spreadsheets call a column, counted from 0: A, B … Z, AA …"""
    letters = ""
    position += 1
    while position:
        position, place = divmod(position - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def squeeze(name: str) -> str:
    """A name without case, accents, blanks and punctuation."""
    return fold(name).replace(" ", "")


def _names(form: Form) -> dict[str, str]:
    """Every name of every item outside repeats; one that two share means neither, unless it is a code."""
    flat = [item for item in form.items.values() if not item.repeat]
    own = {squeeze(item.code): item.code for item in flat}
    said: dict[str, set[str]] = {}
    for item in flat:
        for word in _words(item):
            said.setdefault(squeeze(word), set()).add(item.code)
    known = {word: codes.pop() for word, codes in said.items() if word and len(codes) == 1}
    return {
        **_references(flat, set(said)),
        **known,
        **own,
        **{squeeze(g.code): g.code for g in form.groups if g.repeat},
    }


def _words(item: Item) -> Iterable[str]:
    return (*item.labels.values(), *item.aliases)


def _references(items: Iterable[Item], taken: set[str]) -> dict[str, str]:
    """Common names for the columns that name a school or a person, where they mean nothing else."""
    return {
        squeeze(word): item.code
        for item in items
        if item.type == "ref"
        for word in _REF_WORDS.get(item.to, ())
        if squeeze(word) not in taken
    }


_FIRST = itemgetter(slice(1))
_UNLIKE_TEXT = UNSEEN | {"", "'"}
"""How a cell begins that may say nothing, or that some program put an apostrophe before."""


_NOTHING = frozenset(("-", "--", "---", "–", "—", "S/D", "s/d", "N/D", "n/d"))
"""What lists put into a cell where they have nothing to say; a sign of ours has an apostrophe before it."""


def _picked(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """Takes the cells at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[at] for at in places]


def _meant(column: Sequence[str]) -> Column:
    """The cells of a column as their author meant them."""
    if column[0].startswith("'") or "\n'" in "\n".join(column) or not _NOTHING.isdisjoint(column):
        return [None if cell in _NOTHING else as_meant(cell) or None for cell in column]
    return column if all(column) else [cell or None for cell in column]


def says(cell: str) -> bool:
    """Whether a cell says anything."""
    return bool(cell) and cell not in _NOTHING and not unseen(cell)


class Sorter:
    """Sorts the cells of rows by the places that their columns answer."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        self.width = max(places, default=-1) + 1
        self.flat = [(at, place.code) for at, place in places.items() if not place.group]
        self.codes = [code for _, code in self.flat]
        self.pick = _picked([at for at, _ in self.flat])
        self.repeated = [(at, place) for at, place in places.items() if place.group]

    def answers(self, cells: Sequence[str]) -> dict[str, Any]:
        """The cells of a row that say something, by item; those of repeats gathered into rows."""
        if len(cells) < self.width:
            cells = [*cells, *[""] * (self.width - len(cells))]
        picked = self.pick(cells)
        found: dict[str, Any]
        if _UNLIKE_TEXT.isdisjoint(map(_FIRST, picked)) and _NOTHING.isdisjoint(picked):
            found = dict(zip(self.codes, picked, strict=True))
        else:
            found = {
                code: as_meant(cell) for code, cell in zip(self.codes, picked, strict=True) if says(cell)
            }
        if self.repeated:
            self._gather(cells, found)
        return found

    def columns(self, rows: Sequence[Sequence[str]]) -> dict[str, Column]:
        """The cells of many rows, all wide enough, by item (outside repeats): None for nothing."""
        return dict(zip(self.codes, map(_meant, zip(*map(self.pick, rows), strict=True)), strict=True))

    def _gather(self, cells: Sequence[str], found: dict[str, Any]) -> None:
        rows: dict[str, dict[int, dict[str, str]]] = {}
        for at, place in self.repeated:
            if says(cell := cells[at]):
                rows.setdefault(place.group, {}).setdefault(place.row, {})[place.code] = as_meant(cell)
        for group, numbered in rows.items():
            found[group] = [numbered[row] for row in sorted(numbered)]
