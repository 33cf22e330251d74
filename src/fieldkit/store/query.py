"""Questions in SQL about the views, and about nothing else: they read, and cannot write.

The views are made for one connection and go with it, so they cost the notebook nothing. They read through a
view of all records whose name nobody can know beforehand; a table read in any other way is refused, for
what they mask stands there whole.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from fieldkit.domain.identifiers import discreet, masked
from fieldkit.errors import BadQuery, DiskFull, Unusable
from fieldkit.forms.form import Form
from fieldkit.store import engine, shown
from fieldkit.store.copies import in_place_of
from fieldkit.store.quoting import quoted
from fieldkit.store.shown import View

_OFTEN = 100_000
"""Steps of SQLite after which a question that takes long looks whether Ctrl-C was pressed."""

_CATALOGUES = ("sqlite_master", "sqlite_temp_master", "sqlite_schema", "sqlite_temp_schema")
_LISTS = ("json_each", "json_tree")
_REASONS = (
    (re.compile("no such table: (.*)"), "no_view"),
    (re.compile("no such column: (.*)"), "no_column"),
    (re.compile("no such function: (.*)"), "no_function"),
    (re.compile("ambiguous column name: (.*)"), "ambiguous"),
    (re.compile('near "(.*)": syntax error', re.DOTALL), "syntax"),
    (re.compile("unrecognized token: (.*)", re.DOTALL), "syntax"),
    (re.compile("incomplete input()"), "incomplete"),
    (re.compile("You can only execute one statement at a time()"), "several"),
    (re.compile("cannot modify (.*) because it is a view"), "only_reads"),
    (re.compile("not authorized to use function: (.*)"), "no_function"),
    (re.compile("not authorized()|authorization denied()"), "only_reads"),
    (re.compile("cannot VACUUM()"), "only_reads"),
    (re.compile("vtable constructor failed: (.*)"), "hidden"),
)
"""What SQLite says of a question that it cannot answer, and what that is called here."""


class Query:
    """The views of a notebook, open to be asked."""

    def __init__(
        self, connection: sqlite3.Connection, home: Path, views: Sequence[View], guard: _Guard
    ) -> None:
        self.connection, self.home, self.views, self.guard = connection, home, views, guard

    @classmethod
    def open(
        cls,
        home: Path,
        forms: Iterable[Form],
        names: Mapping[str, Sequence[str]],
        *,
        left_out: Iterable[str] = (),
        whole_curp: bool = False,
    ) -> Query:
        """Open the notebook of this folder with a view for each form. names, left_out: see `shown.views`.
        whole_curp: unmasked. Raises what `engine.open_device` does.
        """
        connection = engine.open_device(home)
        with engine.guarded(home):
            _teach(connection, whole_curp)
            records = "records_" + secrets.token_hex(16)
            tables = _tables(connection)
            views = shown.views(forms, records, names, tables, left_out)
            connection.execute(_all_records(connection, records))
            for view in views:
                for statement in view.statements():
                    connection.execute(statement)
            connection.execute("SELECT 1 FROM json_each('[]'), json_tree('[]')").fetchall()
            connection.execute("PRAGMA query_only = ON")
            guard = _Guard(records, tables)
            connection.set_authorizer(guard.allow)
        return cls(connection, home, views, guard)

    def close(self) -> None:
        """Done with it."""
        self.connection.close()

    def view(self, name: str) -> View | None:
        """The view of that name, whatever its case."""
        wanted = name.lower()
        return next((one for one in self.views if wanted in map(str.lower, (one.name, *one.also))), None)

    def ask(self, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns of the answer, each told apart, and its rows as they come. Raises BadQuery."""
        self.guard.begin()
        try:
            with _Worded(self.home, self.guard):
                cursor = self.connection.execute(sql)
        except BadQuery as trouble:
            if trouble.facts["why"] == "syntax" and sql.isidentifier():  # one word was meant as a view
                raise BadQuery(why="no_view", text=sql) from trouble
            raise
        if cursor.description is None:
            raise BadQuery(why="nothing")
        return shown.distinct(column[0] for column in cursor.description), self._rows(cursor)

    def copy(self, target: Path) -> int:
        """Write every view as a table to a database that only its owner can read, complete or not at all, in
        place of an older one. Returns how many.

        Raises Unreadable where `target` is something else, Unusable, DiskFull.
        """
        try:
            with (
                in_place_of(target, self._is_a_copy) as half,
                closing(sqlite3.connect(half, isolation_level=None)) as copy,
            ):
                self._fill(copy)
        except (OSError, sqlite3.Error) as trouble:
            raise DiskFull if engine.no_room(trouble) else Unusable(file=str(target)) from trouble
        return len(self.views)

    def _is_a_copy(self, file: Path) -> bool:
        """Whether a file has views as tables, and nothing else: a notebook has its own tables."""
        asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as found:
                tables = {name for (name,) in found.execute(asked)}
        except sqlite3.Error:
            return False
        return bool(tables) and tables <= {view.name for view in self.views}

    def _fill(self, copy: sqlite3.Connection) -> None:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("BEGIN")
        for view in self.views:
            name = quoted(view.name)
            copy.execute(
                f"CREATE TABLE {name} ({', '.join(f'{quoted(one.name)} {one.type}' for one in view.columns)})"
            )
            blanks = ", ".join("?" * len(view.columns))
            rows = self.ask(f"SELECT * FROM {name}")[1]
            copy.executemany(f"INSERT INTO {name} VALUES ({blanks})", rows)
        copy.execute("COMMIT")

    def _rows(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        with _Worded(self.home, self.guard):
            for row in cursor:
                yield tuple(cell.hex() if isinstance(cell, bytes) else cell for cell in row)


class _Guard:
    """What a question may do: read the views, and through them what they read."""

    def __init__(self, records: str, tables: Iterable[str]) -> None:
        self.records, self.tables = records, frozenset(tables)
        self.begin()

    def begin(self) -> None:
        """A new question. passed: the tables that its views read. refused: one that it may not read."""
        self.passed: set[str | None] = set()
        self.refused: str | None = None

    def allow(
        self, action: int, first: str | None, second: str | None, base: str | None, through: str | None
    ) -> int:
        """SQLite asks this of everything a statement would do (https://www.sqlite.org/c3ref/set_authorizer.html)."""
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION:
            return sqlite3.SQLITE_DENY if second == "load_extension" else sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ:
            if self._may_read(first, second, base, through):
                return sqlite3.SQLITE_OK
            self.refused = first
        return sqlite3.SQLITE_DENY

    def _may_read(self, table: str | None, column: str | None, base: str | None, through: str | None) -> bool:
        if table in _CATALOGUES:
            return False
        if base == "temp" or table in _LISTS:
            return True
        if through == self.records:
            self.passed.add(table)
            return True
        counted = column == ""  # its rows alone, of which SQLite does not say through what
        return counted and (table in self.passed or table not in self.tables)


class _Worded:
    """Say in our words what SQLite says of a question."""

    def __init__(self, home: Path, guard: _Guard) -> None:
        self.home, self.guard = home, guard

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, _: object) -> None:
        if not isinstance(trouble, sqlite3.Error | sqlite3.Warning):
            return
        code = getattr(trouble, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from trouble
        with engine.guarded(self.home):
            if code not in (None, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH):
                raise trouble
        if self.guard.refused:
            raise BadQuery(why="hidden", text=self.guard.refused) from trouble
        raise _reason(str(trouble)) from trouble


def _reason(said: str) -> BadQuery:
    for pattern, why in _REASONS:
        found = pattern.match(said)
        if found:
            return BadQuery(why=why, text=found[1])
    return BadQuery(why="other", text=said)


def _teach(connection: sqlite3.Connection, whole_curp: bool) -> None:
    """Give SQLite the functions of the views, and a way to be stopped."""
    for name, function in (("discreet", discreet), ("masked", masked)):
        told = _itself if whole_curp else _of_texts(function)
        connection.create_function(name, 1, told, deterministic=True)
    connection.set_progress_handler(lambda: 0, _OFTEN)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")


def _itself(value: Any) -> Any:
    return value


def _of_texts(function: Any) -> Any:
    return lambda value: function(value) if isinstance(value, str) else value


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The names in the notebook's file: the views read from two of them, and none may stand before those."""
    return [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master")]


def _all_records(connection: sqlite3.Connection, name: str) -> str:
    """`present` under a name that nobody knows: SQLite says through which view a table is read, and would
    take the word of a question that calls something of its own `present`.
    """
    (sql,) = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = 'present'").fetchone()
    return re.sub("^CREATE VIEW present", f"CREATE TEMP VIEW {name}", sql)
