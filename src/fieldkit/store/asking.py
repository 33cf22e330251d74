"""How records are asked for: the columns of a question, its conditions, and the typed record of a row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from fieldkit.domain.entry import Entry
from fieldkit.domain.kinds import KINDS
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.errors import StoreDamaged
from fieldkit.store import engine

Kind = TypeVar("Kind", bound=Record)

ROW = "present.id, bucket, rev, doc, flagged"
PAIR = (
    "mine.id, mine.bucket, mine.rev, mine.doc, mine.flagged,"
    " whom.id, whom.bucket, whom.rev, whom.doc, whom.flagged"
)

_SHEETS, _OTHERS = "bucket IN buckets_here", "kind <> 'entry'"

_from_json = json.JSONDecoder().decode


def typed(kind: type[Kind], row: tuple[Any, ...]) -> Kind:
    """The record of a row that begins with the columns of `ROW`."""
    try:
        return kind(row[0], row[1], row[2], _from_json(row[3]), bool(row[4]))
    except ValueError as trouble:  # a bit has turned over where SQLite does not look
        raise StoreDamaged(file=engine.FILE) from trouble


def recognised(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    """The records of rows that have their kind too; without those of a kind that only newer programs know."""
    return [typed(KINDS[row[5]], row) for row in rows if row[5] in KINDS]


def where(
    kind: type[Record],
    *,
    form: str | None = None,
    school: str | None = None,
    subject: str | None = None,
    state: str | None = None,
    since: str | None = None,
    until: str | None = None,
    withdrawn: bool = False,
) -> tuple[str, list[str]]:
    """The condition of a question and its values. A `+` keeps SQLite from an index that helps less.

    Over all schools sheets are looked for bucket by bucket; what is none has a list of its own, and SQLite
    knows that it may use it when it is told so.
    """
    free = "+" if subject else ""
    over_all = _SHEETS if kind.kind == "entry" else _OTHERS
    terms = {
        "subject = ?": subject,
        f"{free}bucket = ?": school and f"s:{school}",
        f"{free}kind = ?": kind.kind,
        f"{free}form = ?": form,
        "state = ?": state,
        "date >= ?": since,
        "date <= ?": until,
        "state <> ?": None if withdrawn or state else WITHDRAWN,
    }
    given = {term: value for term, value in terms.items() if value is not None}
    narrow = [] if school or subject else [over_all]
    return " AND ".join([*narrow, *given]), list(given.values())


def days(connection: sqlite3.Connection, kind: type[Record], **facts: Any) -> list[str]:
    """The days that records have which answer to these facts, each once, in order; none of them is read."""
    terms, values = where(kind, **facts)
    rows = connection.execute(f"SELECT DISTINCT date FROM record WHERE {terms} ORDER BY date", values)
    return [row[0] for row in rows if row[0]]


def first_own(connection: sqlite3.Connection, me: str, *, form: str, school: str) -> str | None:
    """The day of the first sheet of a form at a school (its id) that I signed (me: an id), here or on another
    device; one that nobody signed is mine."""
    terms, values = where(Entry, form=form, school=school)
    signed = "json_extract(doc, '$.author')"
    row = connection.execute(
        f"SELECT date FROM present WHERE {terms} AND (coalesce({signed}, ?) = ?"
        f" OR EXISTS (SELECT 1 FROM bucket WHERE bucket.id = 'a:' || {signed})) ORDER BY date LIMIT 1",
        (*values, me, me),
    ).fetchone()
    return row[0] if row else None


def mentioning(connection: sqlite3.Connection, id: str, since: str | None = None) -> int:
    """How many sheets tell of a record (an id), in any of their answers; from a day on, when it is given."""
    terms, values = where(Entry, since=since)
    asked = f"SELECT count(*) FROM present WHERE {terms} AND instr(doc, ?)"
    return int(connection.execute(asked, (*values, id)).fetchone()[0])


def pairs(
    connection: sqlite3.Connection, kind: type[Record], whom: Iterable[str], one: str, other: str
) -> Iterator[tuple[str, Any, Any]]:
    """Whom records are about, of these, and what they answer to two items; nothing else of them is read.

    Of many records it takes a third of the time that reading them takes.
    """
    rows = connection.execute(
        f"SELECT value, json_extract(doc, '$.answers.{one}', '$.answers.{other}')"
        " FROM json_each(?) JOIN present ON present.subject = value WHERE +kind = ? AND state <> ?",
        (json.dumps(list(whom)), kind.kind, WITHDRAWN),
    )
    read: dict[str, list[Any]] = {}
    for about, said in rows:
        if said not in read:
            read[said] = _from_json(said)
        yield about, *read[said]
