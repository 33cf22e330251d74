"""A table with a row for each session of a tutoring becomes one with a row for each tutoring. Pure.

People write a line whenever they sat down together. Lines of the same school, exercise, tutor and tutee (and
beginning, where the table tells one) are one tutoring, until it is over and another begins. A later table
goes on with what an earlier one began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fieldkit.domain.entry import rows
from fieldkit.forms.answer import parse
from fieldkit.forms.form import Choice, Form, Item
from fieldkit.forms.refusal import Refusal
from fieldkit.intake.columns import Names, squeeze
from fieldkit.intake.table import Came, Cells, Table

FORM, SESSIONS, DAY, MINUTES = "TUT", "U07", "U07_F", "U07_M"
SAME = ("school", "U01", "U02", "U03", "date")
"""What lines of one tutoring have in common; what no column tells is the same for all."""

OUTCOME, UNDER_WAY = "U08", "en_curso"
LAST = (OUTCOME, "U08_M", "U06_F", "U09", "U10")
"""What the last line that says it is right about: how it went. Of the rest it is the first."""


Session = Mapping[str, Any]


def gathered(form: Form, found: Table, names: Names) -> Table:
    """The table with each tutoring in one row, its sessions beside each other; any other as it is."""
    if form.code != FORM or found.header is None:
        return found
    heading = _Heading.of(form, found.header, names)
    if not heading.session:
        return found
    lines = [heading.line(number, cells) for number, cells in found.rows if not isinstance(cells, Mapping)]
    tutorings = list(_tutorings(lines))
    most = max(map(len, tutorings), default=1)
    made = [(one[0].number, heading.row(one, most)) for one in sorted(tutorings, key=_first)]
    came = Came(heading.header, {one[0].number: [line.cells for line in one] for one in tutorings})
    return replace(found, header=heading.names(most), rows=iter(made), came=came, again=None)


def joined(said: Mapping[str, Any], new: Mapping[str, Any], had: Mapping[str, Any]) -> dict[str, Any]:
    """What a row with sessions says of a tutoring that is there: all its sessions, and what else stands.

    said: the cells of the row, by item. new: the same, checked. had: the answers of the tutoring.
    A session of the same day and minutes is the same one. How it began is told by whoever tells the first
    session, how it went by whoever tells the last; and what is over is not begun again.
    """
    before, after = rows(had, SESSIONS), rows(new, SESSIONS)
    first = min(map(_when, after)) <= min(map(_when, before), default="~")
    last = max(map(_when, after)) >= max(map(_when, before), default="")
    last = last and (is_open(had) or not is_open(new))
    stands = {code: value for code, value in said.items() if (last if code in LAST else first)}
    return {**stands, "date": had.get("date"), SESSIONS: _together(before, after)}


def is_open(answers: Mapping[str, Any]) -> bool:
    """Whether a tutoring is going on."""
    return answers.get(OUTCOME) in (None, UNDER_WAY)


def shares(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two tutorings have a session in common."""
    return not {*map(_mark, rows(one, SESSIONS))}.isdisjoint(map(_mark, rows(other, SESSIONS)))


def _together(before: Sequence[Session], after: Sequence[Session]) -> list[dict[str, Any]]:
    """The sessions of both, each once; by day where there are new ones."""
    found = [dict(one) for one in before]
    left = dict(enumerate(map(_mark, before)))
    for one in after:
        at = next((place for place, mark in left.items() if mark == _mark(one)), len(found))
        if left.pop(at, None):
            found[at] |= one
        else:
            found.append(dict(one))
    return sorted(found, key=_when) if len(found) > len(before) else found


def _mark(session: Session) -> tuple[Any, Any]:
    return session.get(DAY), session.get(MINUTES)


def _when(session: Session) -> str:
    return str(session.get(DAY, ""))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table. day: of its session, `YYYY-MM-DD`; as it is written where that is no day. over:
    whether it says that the tutoring is over.
    """

    number: int
    cells: Cells
    key: tuple[str, ...]
    day: str
    over: bool


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the columns are. flat: code by position; session: item by position."""

    form: Form
    header: Cells
    flat: Mapping[int, str]
    session: Mapping[int, Item]

    @classmethod
    def of(cls, form: Form, header: Cells, names: Names) -> _Heading:
        """Of these names. A session is told by columns without a number, or by those of the first alone."""
        items = next(group.items for group in form.groups if group.code == SESSIONS)
        by_name = {squeeze(word): item for item in items for word in (item.code, *item.labels.values())}
        places = {at: names.place(name) for at, name in enumerate(header)}
        flat = {at: place.code for at, place in places.items() if place and not place.group}
        session = {
            at: by_name[squeeze(name)]
            for at, name in enumerate(header)
            if not places[at] and squeeze(name) in by_name
        }
        numbered = {at: place for at, place in places.items() if place and place.group == SESSIONS}
        if not session and {place.row for place in numbered.values()} == {1}:
            session = {at: form.items[place.code] for at, place in numbered.items()}
        return cls(form, header, flat, session)

    def line(self, number: int, cells: Cells) -> _Line:
        """A line, understood as far as it has to be."""
        told = {code: _cell(cells, at).strip() for at, code in self.flat.items()}
        days = [_day(item, _cell(cells, at)) for at, item in self.session.items() if item.code == DAY]
        outcome = self.form.items[OUTCOME]
        on = {squeeze(word) for one in outcome.choices if one.code == UNDER_WAY for word in _words(one)}
        day = days[0] if days else _day(self.form.items["date"], told.get("date", ""))
        shared = SAME if days else SAME[:-1]
        key = tuple(squeeze(told.get(code, "")) for code in shared)
        over = bool(told.get(OUTCOME)) and squeeze(told[OUTCOME]) not in on
        return _Line(number, cells, key, day, over)

    def names(self, most: int) -> list[str]:
        """The heading of the new table."""
        kept = [self.header[at] for at in self._kept]
        sessions = [f"{SESSIONS}[{row}].{item.code}" for row in range(1, most + 1) for item in self._items]
        return [*kept, *([] if "date" in self.flat.values() else ["date"]), *sessions]

    def row(self, lines: Sequence[_Line], most: int) -> list[str]:
        """One tutoring: what its lines say of it, then its sessions, by day."""
        cells = [self._said(lines, at) for at in self._kept]
        if "date" not in self.flat.values():
            cells.append(lines[0].day)
        for line in lines:
            told = [_cell(line.cells, at) for at in self.session]
            cells += told if self._has_day else [line.day, *told]
        return [*cells, *[""] * (len(self._items) * (most - len(lines)))]

    @property
    def _kept(self) -> list[int]:
        return [at for at in range(len(self.header)) if at not in self.session]

    @property
    def _has_day(self) -> bool:
        return any(item.code == DAY for item in self.session.values())

    @property
    def _items(self) -> list[Item]:
        told = list(self.session.values())
        return told if self._has_day else [self.form.items[DAY], *told]

    def _said(self, lines: Sequence[_Line], at: int) -> str:
        """What the lines of a tutoring say in one column."""
        order = reversed(lines) if self.flat.get(at) in LAST else lines
        return next((cell for line in order if (cell := _cell(line.cells, at)).strip()), "")


def _tutorings(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """The lines of each tutoring, by day. One that is over ends with the last line that says so."""
    together: dict[tuple[str, ...], list[_Line]] = {}
    for line in lines:
        together.setdefault(line.key, []).append(line)
    for many in together.values():
        mine: list[_Line] = []
        for line in sorted(many, key=lambda one: (one.day, one.number)):
            if mine and mine[-1].over and not line.over:
                yield mine
                mine = []
            mine.append(line)
        yield mine


def _first(lines: Sequence[_Line]) -> int:
    return lines[0].number


def _cell(cells: Cells, at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _day(item: Item, cell: str) -> str:
    try:
        found = parse(item, cell)
    except Refusal:
        return cell
    return found if isinstance(found, str) else cell


def _words(choice: Choice) -> tuple[str, ...]:
    return (choice.code, *choice.labels.values())
