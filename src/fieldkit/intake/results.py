"""Official results of national tests, as SEP published them, become rows of the form RES.

Their headings have one row or two; the four levels come once for each subject, under the same names, beside
the same levels of the state and the country; percentages are text with blanks before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from fieldkit.domain import identifiers
from fieldkit.domain.names import fold
from fieldkit.errors import BadIdentifier, Unreadable
from fieldkit.intake import which_test
from fieldkit.intake.columns import Names
from fieldkit.intake.table import Cells, Row, Table

LANGUAGE, MATHEMATICS = "L", "M"
SUBJECTS = {
    "lenguaje": LANGUAGE,
    "language": LANGUAGE,
    "matematicas": MATHEMATICS,
    "mathematics": MATHEMATICS,
}

_RANKS = {
    word: rank
    for rank, words in enumerate(
        (
            ("insuficiente", "insuf", "i", "1", "n1"),
            ("elemental", "basico", "ii", "2", "n2"),
            ("bueno", "satisfactorio", "iii", "3", "n3"),
            ("excelente", "sobresaliente", "iv", "4", "n4"),
        )
    )
    for word in words
}
"""Levels of ENLACE and PLANEA, lowest first: words, Roman and Arabic numbers (SEP; INEE)."""

_ABOUT = {
    LANGUAGE: ("lectora", "lectura", "lenguaje", "espanol", "comunicacion", "lyc"),
    MATHEMATICS: ("matematica", "matematicas", "mat"),
}
_OTHERS = ("misma entidad", "pais", "nacional", "del estado")
"""What a heading says of the levels of all schools alike, which are not this school's."""

_NOT_THERE = frozenset(("-", "--", "*", "nd", "n d", "sd", "s d", "nan", "na", "n a"))
_SCHOOLING = {
    "primaria": ("primaria", "prim"),
    "secundaria": ("secundaria", "telesecundaria", "sec"),
    "media_superior": ("media superior", "bachillerato", "profesional", "ems"),
}
_SERVICES = {"primaria": ("PR", "PB"), "secundaria": ("ES", "ST", "TV", "SN", "SB")}
"""Letters 2 and 3 of the service in a CCT."""

_FOUR = 4
_OURS = ("school", "level", "shift", "extension")
"""The items that are worked out for every row, from all that it says."""

_MODALITY = "modality"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Level:
    """A column that holds a level: its place, and what its group of columns is called."""

    at: int
    rank: int
    heading: str


class Told(NamedTuple):
    """What somebody said of a file beside it: which test, of what year. subject: what its levels are about
    where the heading does not tell, `lenguaje` or `matematicas`.
    """

    test: str | None = None
    year: int | None = None
    subject: str | None = None


def years(table: Table) -> set[int]:
    """The years that the heading names."""
    return {int(year) for cell in table.header or () for year in _YEAR.findall(cell)}


def arranged(table: Table, names: Names, file: str, told: Told, known: Mapping[str, str]) -> Table:
    """The table with one column for each item, its own columns where they were, blank where they are not
    taken. One that has them already is left as it is.

    known: ids of the schools of the notebook, by CCT and by `CCT|shift`.
    Raises Unreadable: other_test, other_times, no_levels, no_subject.
    """
    if table.header is None or {"L_0", "M_0"} & names.columns(table.header).codes():
        return table
    header, under, rows = _headings(table)
    _refuse_another_test(table, [*header, *under], file, told)
    runs = _runs(_levels(header, under))
    mine = [run for run in runs if not any(word in fold(run[0].heading) for word in _OTHERS)]
    if not mine:
        raise Unreadable(file=file, why="no_levels")
    subjects = _subjects(mine, told.subject)
    if not all(subjects):
        raise Unreadable(file=file, why="no_subject")
    levels = [
        [(level.at, f"{code}_{level.rank}") for level in run]
        for run, code in zip(mine, subjects, strict=True)
        if code
    ]
    heads = list(_named(header, under))
    codes = _codes(heads, names, {level.at for run in runs for level in run})
    nameless = {at for at, (above, below) in enumerate(zip(header, under, strict=True)) if not above + below}
    arranging = _Arranging(codes, levels, nameless, known)
    own = [code if _is_kept(code) else "" for code in codes]
    new = [*own, *_OURS, *(code for run in levels for _, code in run)]
    cells = ((line, arranging.cells(cells)) for line, cells in rows)
    called = dict(zip(own, heads, strict=True)) | {code: heads[at] for run in levels for at, code in run}
    return replace(table, header=new, rows=cells, again=None, added=len(new) - len(own), called=called)


def _refuse_another_test(table: Table, heads: Sequence[str], file: str, told: Told) -> None:
    """Raises Unreadable when a file says that it is not of the test somebody said. Most say nothing."""
    levels = [cell for cell in heads if _rank(cell)[0] is not None]
    found = which_test.named([*table.titles, table.facts.get("sheet", "")], heads, levels)
    said = fold(told.test or "")
    if said in which_test.TESTS and found and said not in found:
        test, words = next(iter(found.items()))
        quoted = ", ".join(f"«{word[:60]}»" for word in dict.fromkeys(words[:4]))
        raise Unreadable(file=file, why="other_test", found=test.upper(), said=said.upper(), words=quoted)
    year = told.year or min(years(table), default=None)
    if year and not which_test.given_in(said, year):
        raise Unreadable(file=file, why="other_times", said=said.upper(), year=year)


def _headings(table: Table) -> tuple[list[str], list[str], Iterator[tuple[int, Cells]]]:
    """The heading, the second row of it (blank where there is none), and the rows below."""
    header = [cell.strip() for cell in table.header or ()]
    rows: Iterator[Row] = iter(table.rows)
    first = next(rows, None)
    if first and sum(_rank(cell)[0] is not None for cell in first[1]) >= _FOUR:
        under = [str(cell).strip() for cell in first[1]]
        width = max(len(header), len(under))
        return header + [""] * (width - len(header)), under + [""] * (width - len(under)), rows  # type: ignore[return-value]
    return header, [""] * len(header), chain((first,) if first else (), rows)  # type: ignore[arg-type]


def _rank(cell: object) -> tuple[int | None, str]:
    """The level a heading names, 0 to 3, and its other words: `NIVEL II LENGUAJE` is (1, "lenguaje")."""
    words = fold(str(cell)).split()
    after = [at for at, word in enumerate(words) if words[at - 1 : at] == ["nivel"] and word in _RANKS]
    named = after or [at for at, word in enumerate(words) if word in _RANKS and not word.isdigit()]
    if "apenas" in words:  # PLANEA: "apenas indispensable"
        return 1, ""
    if len(named) != 1:
        return None, ""
    return _RANKS[words[named[0]]], " ".join(word for at, word in enumerate(words) if at not in named)


def _levels(header: Sequence[str], under: Sequence[str]) -> Iterator[_Level]:
    """Every column that holds a level. A heading over several columns stands over the first of them."""
    group = ""
    for at, (above, below) in enumerate(zip(header, under, strict=True)):
        group = above or group
        rank, words = _rank(below or above)
        if rank is not None:
            yield _Level(at, rank, group if below else words)


def _runs(levels: Iterator[_Level]) -> list[list[_Level]]:
    """The levels in fours, lowest first. A part of four is none."""
    runs: list[list[_Level]] = []
    for level in levels:
        if runs and len(runs[-1]) == level.rank and len(runs[-1]) < _FOUR:
            runs[-1].append(level)
        elif level.rank == 0:
            runs.append([level])
    return [run for run in runs if len(run) == _FOUR]


def _subjects(runs: Sequence[Sequence[_Level]], subject: str | None) -> list[str | None]:
    """What each four is about. Two that do not say are reading, then mathematics: SEP's order. Where one of
    two says it, the other is about the other subject.
    """
    said = [_about(run[0].heading) for run in runs]
    if len(runs) == 1 and not said[0]:
        return [SUBJECTS[subject] if subject else None]
    if len(runs) == 2 and not any(said):
        return [LANGUAGE, MATHEMATICS]
    if len(runs) == 2 and not all(said):
        other = MATHEMATICS if LANGUAGE in said else LANGUAGE
        return [one or other for one in said]
    return said


def _about(heading: str) -> str | None:
    words = fold(heading).split()
    return next((code for code, known in _ABOUT.items() if any(word in known for word in words)), None)


def _named(header: Sequence[str], under: Sequence[str]) -> Iterator[str]:
    """What each column is called. A year in the second row alone says nothing without what stands above."""
    group = ""
    for above, below in zip(header, under, strict=True):
        group = above or group
        yield above or (f"{group} {below}" if _YEAR.fullmatch(below) else below)


def _codes(header: Iterable[str], names: Names, levels: set[int]) -> list[str]:
    """The code of the item each column answers, or its own name.

    Two columns named by a year alone are how many were registered and how many tested.
    """
    counts = iter(("registered", "tested"))
    codes: list[str] = []
    for at, cell in enumerate(header):
        place = names.place(cell)
        code = place.code if place and at not in levels else ""
        if not code and _YEAR.fullmatch(cell):
            code = next(counts, "")
        elif not code and at not in levels and fold(cell).split()[:1] in (["modalidad"], ["nivel"]):
            code = _MODALITY
        codes.append("" if at in levels or (code and code in codes) else code or cell)
    return codes


class _Arranging:
    """Puts the cells of each row under their items."""

    def __init__(
        self,
        codes: Sequence[str],
        levels: Sequence[Sequence[tuple[int, str]]],
        nameless: set[int],
        known: Mapping[str, str],
    ) -> None:
        self.codes, self.levels, self.known = list(codes), levels, known
        self.kept = [_is_kept(code) or at in nameless for at, code in enumerate(codes)]

    def cells(self, cells: Cells) -> Cells:
        """One row: its own cells, what is worked out (`_OURS`), the levels, what is beyond the heading."""
        padded = [*cells, *[""] * (len(self.codes) - len(cells))]
        said = {code: cell.strip() for code, cell in zip(self.codes, padded, strict=False) if code}
        key = _key(said.get("cct", ""))
        shift = said.get("shift") or "no_dice"
        school = self.known.get(f"{key}|{fold(shift)}") or self.known.get(key, "")
        own = [_plain(cell) if kept else "" for kept, cell in zip(self.kept, padded, strict=False)]
        added = [school, _schooling(said, key), shift, said.get("extension") or "0"]
        levels = chain.from_iterable(self._percents(padded, run) for run in self.levels)
        return [*own, *added, *levels, *cells[len(self.codes) :]]

    def _percents(self, cells: Sequence[str], run: Sequence[tuple[int, str]]) -> list[str]:
        """The four percentages of a subject; fractions of one, as some workbooks hold them, times 100."""
        found = [_plain(cells[at].replace("%", "").replace(",", ".")) for at, _ in run]
        try:
            numbers = [float(cell) for cell in found if cell]
        except ValueError:
            return found
        if len(numbers) == _FOUR and 0.98 <= sum(numbers) <= 1.02:
            return [f"{100 * number:.6g}" for number in numbers]
        return found


def _is_kept(code: str) -> bool:
    """Whether a column stays as it is; the others are worked out anew from it."""
    return bool(code) and code != _MODALITY and code not in _OURS


def _plain(cell: str) -> str:
    """A cell without blanks around; "" for the signs that stand for no number."""
    return "" if fold(cell) in _NOT_THERE or cell.strip() in ("-", "--", "*") else cell.strip()


def _key(written: str) -> str:
    try:
        return identifiers.cct(written).value
    except BadIdentifier:
        return ""


def _schooling(said: Mapping[str, str], key: str) -> str:
    """Primary, secondary or upper secondary: as the file says, else by the service in the CCT."""
    words = fold(" ".join((said.get("level", ""), said.get(_MODALITY, ""))))
    by_word = (level for level, known in _SCHOOLING.items() if any(word in words for word in known))
    by_key = (level for level, services in _SERVICES.items() if key[3:5] in services)
    return next(by_word, None) or next(by_key, "no_dice")
