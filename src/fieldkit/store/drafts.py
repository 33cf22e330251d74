"""Sheets being filled in: kept after every answer, never part of the journal, never sent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.clock import stamp
from fieldkit.domain.record import new_id
from fieldkit.store import brought


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished sheet. at: when it was last kept, for people.

    record: the id of whom it is about, when that is somebody who is here already (registers); else None.
    """

    form: str
    answers: Mapping[str, Any]
    record: str | None = None
    id: str = field(default_factory=new_id)
    at: str = field(default_factory=stamp)


def keep(connection: sqlite3.Connection, draft: Draft, batch: str | None = None) -> None:
    """Write it over its earlier state, in ASCII: a draft keeps even what no record could, to be mended.

    batch: the import that brings it; None when a person is at work on it.
    """
    if batch:
        brought.note(connection, draft.id, batch, draft.form)
    else:
        brought.tell(connection, draft.id, brought.EDITED)
    answers = json.dumps(draft.answers, separators=(",", ":"))
    connection.execute(
        "INSERT INTO draft(id, form, record, at, answers) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET at = excluded.at, answers = excluded.answers",
        (draft.id, draft.form, draft.record, draft.at, answers),
    )


def read(
    connection: sqlite3.Connection, *, id: str | None = None, form: str | None = None
) -> Iterator[Draft]:
    """The drafts, the last one touched first; one of them by its id, or those of one form."""
    rows = connection.execute(
        "SELECT form, answers, record, id, at FROM draft"
        " WHERE (:id IS NULL OR id = :id) AND (:form IS NULL OR form = :form) ORDER BY at DESC, id DESC",
        {"id": id, "form": form},
    )
    for form_code, answers, record, identity, at in rows:
        yield Draft(form_code, json.loads(answers), record, identity, at)


def finish(
    connection: sqlite3.Connection, id: str, batch: str | None = None, record: str | None = None
) -> None:
    """It has become a record. batch, record: the import that made it, and which."""
    if batch:
        brought.note(connection, id, batch, record=record)
    else:
        brought.tell(connection, id, brought.FINISHED)
    connection.execute("DELETE FROM draft WHERE id = ?", (id,))


def discard(connection: sqlite3.Connection, id: str) -> bool:
    """Throw it away; whether it was there."""
    brought.tell(connection, id, brought.DISCARDED)
    return connection.execute("DELETE FROM draft WHERE id = ?", (id,)).rowcount > 0
