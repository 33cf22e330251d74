"""What was promised or recommended, and has not been answered yet: it is asked about until it is over.

However long ago it was: nothing that was promised goes away by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from fieldkit.domain.entry import Entry, in_order, rows
from fieldkit.forms.form import Form, load
from fieldkit.store.store import Store

Open = dict[str, str]
"""What is open: its text by its identity, the sheet's id with the number of the row."""


class Follow(NamedTuple):
    """How what one sheet leaves open is answered in later ones.

    kind: what it is. total: the item that counts what is open. rows: the repeat that follows up, with its
    items for identity, text and state. left: by form, the repeat, or the one answer, that leaves something
    open. over: the states after which it is asked no more.
    """

    kind: str
    total: str
    rows: str
    identity: str
    text: str
    state: str
    left: Mapping[str, str]
    over: frozenset[str]


FOLLOWED = (
    Follow("agreement", "open_agreements", "V06", "V06_A", "V06_T", "V06_S",
           {"FS": "VZ3", "DXE": "M06", "APM": "AGR", "RED": "AGR", "ENC": "AGR", "VH": "commitment"},
           frozenset({"cumplido", "cancelado"})),
    Follow("recommendation", "open_recommendations", "VD3", "VD3_A", "VD3_T", "VD3_S", {"FS": "VD2"},
           frozenset({"adoptada", "descartada"})),
)  # fmt: skip


def open_rows(
    store: Store, form: Form, answers: Mapping[str, Any], *, record: str | None = None
) -> dict[str, list[dict[str, Any]]]:
    """By repeat group: a row that waits for its answer for each thing that earlier sheets left open.

    record: the sheet itself when it is there already; what it left open is not asked of it.
    """
    day, school = readable(answers.get("date")), answers.get("school")
    follows = [follow for follow in FOLLOWED if form.group(follow.rows)]
    of_a_school = follows and form.items["school"].required is True
    if day is None or not follows or of_a_school != isinstance(school, str):
        return {}
    found = _of_school(store, str(school), day) if of_a_school else _of_nobodys_school(store, day)
    sheets = in_order(one for one in found if one.id != record)
    return {follow.rows: list(_waiting(sheets, follow)) for follow in follows}


class Promise(NamedTuple):
    """What is open: which kind (of `FOLLOWED`), its text, the sheet and the row that left it."""

    kind: str
    text: str
    sheet: str
    row: int


def open_now(store: Store, school: str | None, day: date) -> list[Promise]:
    """All that is open at a school on a day; without a school, what the advisor's own contacts left open."""
    form = load("FS" if school else "RED")
    answers = {"date": day.isoformat(), **({"school": school} if school else {})}
    waiting = open_rows(store, form, answers)
    return [
        Promise(follow.kind, row[follow.text], sheet, int(number))
        for follow in FOLLOWED
        for row in waiting.get(follow.rows, ())
        for sheet, _, number in [row[follow.identity].rpartition(".")]
    ]


def readable(written: object) -> date | None:
    """A day that a sheet can be about; the others are told by `check`."""
    try:
        found = date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return found if found and 1900 <= found.year <= 2100 else None


def _of_school(store: Store, school: str, day: date) -> Iterator[Entry]:
    """The sheets of a school that can have left something open, or answered it."""
    until = day.isoformat()
    for form in sorted({form for follow in FOLLOWED for form in follow.left}):
        yield from store.find(Entry, form=form, school=school, until=until)


def _of_nobodys_school(store: Store, day: date) -> Iterator[Entry]:
    """The advisor's own contacts with the network. What was agreed there stays among them: it is asked at the
    next one, for no school's sheet may tell of it."""
    found = store.find(Entry, form="RED", until=day.isoformat())
    return (one for one in found if not one.school)


def _waiting(sheets: list[Entry], follow: Follow) -> Iterator[dict[str, Any]]:
    """One row for each thing that these sheets left open and none of them says is over."""
    left: Open = {}
    for sheet in sheets:
        left |= left_by(sheet, follow)
    for sheet in sheets:
        for row in rows(sheet.answers, follow.rows):
            if row.get(follow.state) in follow.over:
                left.pop(str(row.get(follow.identity)), None)
    for identity, text in left.items():
        yield {follow.identity: identity, follow.text: text}


def left_by(sheet: Entry, follow: Follow) -> Open:
    """What a sheet leaves open: in the rows of a repeat, or in one answer, told with its day."""
    where = follow.left.get(sheet.form, "")
    said = sheet.answers.get(where)
    if isinstance(said, str):
        return {f"{sheet.id}.1": f"{said} · {sheet.date}"}
    numbered = enumerate(rows(sheet.answers, where), 1)
    return {
        f"{sheet.id}.{number}": " · ".join(str(value) for value in row.values()) for number, row in numbered
    }
