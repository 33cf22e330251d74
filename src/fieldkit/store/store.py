"""The notebook as the layers above see it: typed records, one durable save, drafts and history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from fieldkit.domain.change import Change, Edit
from fieldkit.domain.entry import Entry
from fieldkit.domain.names import fold
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.store import brought, drafts, engine, fresh, journal, view
from fieldkit.store.asking import PAIR, ROW, recognised, typed, where
from fieldkit.store.brought import Brought
from fieldkit.store.drafts import Draft
from fieldkit.store.fresh import Written

Kind = TypeVar("Kind", bound=Record)
Whom = TypeVar("Whom", bound=Record)


class Store:
    """One notebook, open. Every method raises the StoreErrors of `engine.guarded` when SQLite cannot."""

    def __init__(self, connection: sqlite3.Connection, home: Path) -> None:
        self.connection = connection
        self.home = home

    @classmethod
    def open(cls, home: Path, *, create: bool = False, cache: int = engine.CACHE) -> Store:
        """Open the notebook of this folder; see `engine.open_device`."""
        return cls(engine.open_device(home, create=create, cache=cache), home)

    def close(self) -> None:
        """Done with it."""
        with engine.guarded(self.home):
            self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several saves one: all of them are kept, durably, or none."""
        with engine.guarded(self.home), engine.transaction(self.connection):
            yield

    # reading

    def _rows(self, sql: str, facts: Sequence[Any] | dict[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
        with engine.guarded(self.home):
            try:
                yield from self.connection.execute(sql, facts)
            except UnicodeEncodeError:
                return  # half a sign (a lone surrogate) was asked for: no record can hold one

    def get(self, kind: type[Kind], id: str) -> Kind | None:
        """The record of this id and kind, withdrawn or not; None when there is none."""
        rows = self._rows(f"SELECT {ROW} FROM present WHERE id = ? AND kind = ?", (id, kind.kind))
        return next((typed(kind, row) for row in rows), None)

    def get_many(self, kind: type[Kind], ids: Sequence[str]) -> dict[str, Kind]:
        """Those of these ids that are here, by id."""
        rows = self._rows(
            f"SELECT {ROW} FROM json_each(?) AS wanted JOIN present ON present.id = value WHERE +kind = ?",
            (json.dumps(list(ids)), kind.kind),
        )
        return {row[0]: typed(kind, row) for row in rows}

    def here(self, kind: type[Record], ids: Iterable[str]) -> set[str]:
        """Those of these ids that are here, and nothing of what they say."""
        rows = self._rows(
            "SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?)) AND +kind = ?",
            (json.dumps(list(ids)), kind.kind),
        )
        return {row[0] for row in rows}

    def any(self, id: str) -> Record | None:
        """The record of this id, whatever its kind."""
        rows = self._rows(f"SELECT {ROW}, kind FROM present WHERE id = ?", (id,))
        return next(iter(recognised(rows)), None)

    def starting(self, prefix: str, limit: int = 10) -> list[Record]:
        """The records whose id starts so, for people who type only its beginning."""
        rows = self._rows(
            f"SELECT {ROW}, kind FROM present WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (prefix, prefix + "\uffff", limit),
        )
        return recognised(rows)

    def ending(self, suffix: str, limit: int = 10) -> list[Record]:
        """The records whose id ends so: lists show the end, for ids made in one hour begin alike."""
        rows = self._rows(
            f"SELECT {ROW}, kind FROM present"
            " WHERE id IN (SELECT id FROM record WHERE substr(id, ?) = ? LIMIT ?) ORDER BY id",
            (-len(suffix), suffix, limit),
        )
        return recognised(rows)

    def find(self, kind: type[Kind], *, limit: int | None = None, **facts: Any) -> Iterator[Kind]:
        """Stream the records of a kind that answer to these facts, by form and date.

        form, school, subject, state: equal to this (school: all that belongs to the school). since, until:
        dates, both included. withdrawn: also those that were withdrawn.
        """
        terms, values = where(kind, **facts)
        rows = self._rows(
            f"SELECT {ROW} FROM (SELECT place AS at FROM record WHERE {terms} ORDER BY form, date, place"
            " LIMIT ?) CROSS JOIN present ON place = at",
            [*values, -1 if limit is None else limit],
        )
        return (typed(kind, row) for row in rows)

    def find_with(self, kind: type[Kind], whom: type[Whom], **facts: Any) -> Iterator[tuple[Kind, Whom]]:
        """As `find`, each record with the one it is about: a membership with its person."""
        terms, values = where(kind, **facts)
        rows = self._rows(
            f"SELECT {PAIR} FROM (SELECT * FROM present WHERE {terms}) AS mine"
            " JOIN present AS whom ON whom.id = mine.subject AND +whom.kind = ?"
            " ORDER BY mine.form, mine.date, mine.place",
            [*values, whom.kind],
        )
        return ((typed(kind, row), typed(whom, row[5:])) for row in rows)

    def count(self, kind: type[Kind], **facts: Any) -> int:
        """How many `find` would give."""
        terms, values = where(kind, **facts)
        return int(next(self._rows(f"SELECT count(*) FROM record WHERE {terms}", values))[0])

    def match(
        self, kind: type[Kind], key: str, *, prefix: bool = False, withdrawn: bool = False
    ) -> list[Kind]:
        """The records of this natural key (or of one that starts so); withdrawn: also those that were."""
        keys, values = ("key >= ? AND key < ?", (key, key + "\uffff")) if prefix else ("key = ?", (key,))
        rows = self._rows(
            f"SELECT {ROW} FROM present WHERE {keys} AND +kind = ? AND (? OR state <> ?)",
            (*values, kind.kind, withdrawn, WITHDRAWN),
        )
        return [typed(kind, row) for row in rows]

    def alike(self, kind: type[Kind], alike: str) -> list[Kind]:
        """The records that share what likely duplicates share (see `index.person_alike`)."""
        rows = self._rows(
            f"SELECT {ROW} FROM present WHERE alike = ? AND +kind = ? AND state <> ?",
            (alike, kind.kind, WITHDRAWN),
        )
        return [typed(kind, row) for row in rows]

    def having(self, kind: type[Kind], column: str, values: Iterable[str]) -> dict[str, list[Kind]]:
        """The records with these values of `key`, `alike` or `subject`, by value: one question for many."""
        rows = self._rows(
            f"SELECT {ROW}, value FROM json_each(?) JOIN present ON present.{column} = value"
            " WHERE +kind = ? AND state <> ?",
            (json.dumps(list(values)), kind.kind, WITHDRAWN),
        )
        found: dict[str, list[Kind]] = {}
        for row in rows:
            found.setdefault(row[5], []).append(typed(kind, row))
        return found

    def tutored(self, people: Iterable[str]) -> Iterator[Entry]:
        """The sheets of tutoring about these persons, and of tutorings that they gave, of every school."""
        rows = self._rows(
            f"SELECT {ROW} FROM json_each(:people) JOIN present ON present.subject = value"
            " WHERE +kind = 'entry' AND form IN ('TUT', 'REL', 'DEM', 'ACR') AND state <> :gone"
            f" UNION SELECT {ROW} FROM json_each(:people)"
            " JOIN present ON present.key >= 'TUT|' || value || '|' AND present.key < 'TUT|' || value || '}'"
            " WHERE +kind = 'entry' AND state <> :gone",
            {"people": json.dumps(list(people)), "gone": WITHDRAWN},
        )
        return (typed(Entry, row) for row in rows)

    def known(self, kind: type[Record], keys: Iterable[str]) -> set[str]:
        """Those of these natural keys by which a record can be matched."""
        rows = self._rows(
            "SELECT value FROM json_each(?) WHERE EXISTS"
            " (SELECT 1 FROM record WHERE key = value AND +kind = ? AND state <> ?)",
            (json.dumps(list(keys)), kind.kind, WITHDRAWN),
        )
        return {row[0] for row in rows}

    def search(self, text: str, kind: type[Record] | None = None, limit: int = 50) -> list[Record]:
        """The records with all these words, or words that start so, whatever the accents."""
        wanted = " ".join(f'"{word}"*' for word in fold(text).split())
        if not wanted:
            return []
        rows = self._rows(
            f"SELECT {ROW}, kind FROM word JOIN present ON present.place = word.rowid"
            " WHERE word MATCH ? AND (? IS NULL OR kind = ?) AND state <> ? LIMIT ?",
            (wanted, *[kind and kind.kind] * 2, WITHDRAWN, limit),
        )
        return recognised(rows)

    # writing

    def save(
        self, edits: Sequence[Edit], *, by: str, batch: str | None = None, finishes: str | None = None
    ) -> list[Change]:
        """Write these edits, journal and records together, durably or not at all.

        by: the advisor's id. batch: what can be undone together. finishes: the draft that this completes.
        Raises Clash when a record is no longer what its edit was made on.
        """
        try:  # as `guarded` does, for a save waits for every object made
            with engine.transaction(self.connection) as cursor:
                engine.crashpoint("before_insert")
                changes = journal.append(cursor, edits, by=by, batch=batch)
                view.show(cursor, changes)
                if finishes:
                    drafts.finish(self.connection, finishes)
                engine.crashpoint("after_insert")
        except engine.TROUBLES as trouble:
            engine.reword(trouble, self.home)
            raise
        return changes

    def add(self, kind: str, records: Sequence[Written], *, by: str, batch: str) -> None:
        """Write new records whose documents are written already, as `save` does."""
        with engine.guarded(self.home), engine.transaction(self.connection) as cursor:
            fresh.add(cursor, kind, records, by=by, batch=batch)

    def save_draft(self, draft: Draft, *, batch: str | None = None) -> Draft:
        """Keep a sheet as far as it has got; called after every answer. batch: the import that brings it."""
        with self.transaction():
            drafts.keep(self.connection, draft, batch)
        return draft

    def drafts(self, *, form: str | None = None) -> list[Draft]:
        """The unfinished sheets, the last one touched first."""
        with engine.guarded(self.home):
            return list(drafts.read(self.connection, form=form))

    def draft(self, id: str) -> Draft | None:
        """One unfinished sheet."""
        with engine.guarded(self.home):
            return next(drafts.read(self.connection, id=id), None)

    def discard_draft(self, id: str) -> bool:
        """Throw an unfinished sheet away; whether it was there."""
        with self.transaction():
            return drafts.discard(self.connection, id)

    def finish_draft(self, id: str, *, batch: str | None = None, record: str | None = None) -> None:
        """A sheet has become a record. batch, record: the import that made it, and which."""
        with self.transaction():
            drafts.finish(self.connection, id, batch, record)

    def take_back_draft(self, batch: str, draft: str) -> None:
        """Make a draft what it was before an import; one that did not come as it is now stays."""
        with self.transaction():
            brought.take_back(self.connection, batch, draft)

    # looking back

    def history(self, record: str) -> list[Change]:
        """All that was changed here in one record, oldest first."""
        with engine.guarded(self.home):
            return journal.history(self.connection, record)

    def touched(self, batch: str) -> list[tuple[str, str | None, str]]:
        """Its records, the last touched first: record, base of its first change, id of its last."""
        with engine.guarded(self.home):
            return journal.touched(self.connection, batch)

    def at(self, record: str, revision: str) -> tuple[str, Mapping[str, Any]] | None:
        """The (bucket, document) of an earlier revision, where this device still has it."""
        with engine.guarded(self.home):
            return journal.at(self.connection, record, revision)

    def last_batch(self) -> str | None:
        """The batch that `undo` takes back when none is named."""
        with engine.guarded(self.home):
            return brought.last_batch(self.connection)

    def taken_back(self, batch: str) -> bool:
        """Whether a batch has been taken back already."""
        with engine.guarded(self.home):
            return brought.taken_back(self.connection, batch)

    def brought(self, batch: str) -> list[Brought]:
        """What an import did to drafts."""
        with engine.guarded(self.home):
            return brought.of_batch(self.connection, batch)

    # what this device knows of itself

    def meta(self, key: str) -> str | None:
        """A fact about this device: `device`, `advisor`, `name` …; None when it was never set."""
        row = next(self._rows("SELECT value FROM meta WHERE key = ?", (key,)), None)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Remember a fact about this device."""
        with self.transaction():
            self.connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))
