"""A file or a stream becomes a heading and rows that remember their line, whatever program wrote it."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from fieldkit.errors import Unreadable

Cells = Sequence[str]
Row = tuple[int, Cells | Mapping[str, Any]]
"""A line number and its cells; from JSON, the fields by name."""

Score = Callable[[Cells], int]
"""How many of some cells are column names that mean something."""

_IN_MEMORY = 8 << 20
_TITLES = 10
_NOTHING = b" \t\r\n\v\f\xef\xbb\xbf\xff\xfe\0"
"""Blanks and the marks that editors put at the beginning of a file."""

_BINARY = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a")
_STRAY, _MANY = 8, 0.05
"""So many control signs may have strayed into a text, and such a share of it: in bytes that are no text about
one in ten is one. The row in which one stands is refused by itself.
"""


class Reading(NamedTuple):
    """Rows with their lines, read as they are asked for, and how much of them has been read, from 0 to 1."""

    rows: Iterator[tuple[int, Any]]
    share: Callable[[], float]


class Origin(NamedTuple):
    """A file that another process can read too. name: as somebody said it. mark: how to see that it is the
    same file as before, and says what it said.
    """

    name: str
    path: Path
    mark: tuple[int, ...]

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes, once more. Raises Unreadable when they are not those of before: changed."""
        try:
            stream = self.path.open("rb")
        except OSError:
            raise Unreadable(file=self.name, why="changed") from None
        with stream:
            self._compare(stream)
            try:
                yield stream
            finally:
                self._compare(stream)

    def _compare(self, stream: BinaryIO) -> None:
        if _mark(stream) != self.mark:
            raise Unreadable(file=self.name, why="changed")


class Again(NamedTuple):
    """How another process reads the rows: the file anew, but knowing how. begin: told up to which line none
    is wanted; it gives all behind that one, and may give others.
    """

    origin: Origin
    begin: Callable[[BinaryIO, int], Reading]


class Came(NamedTuple):
    """A table as it came, where several of its rows have become one: its heading, and its cells by the line
    number of the row that they are in now.
    """

    header: Cells
    rows: Mapping[int, Sequence[Cells]]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and its rows, read as they are asked for.

    header: None for JSON, where every row names its fields. kind: csv, sheet or json. facts: how it was read
    (encoding, delimiter, sheet), for people. mixed: the first lines with letters written in another way.
    titles: the cells above the heading.
    share: how much of it has been read, from 0 to 1. came: what it was before rows were put together.
    added: how many of its last columns were made of the others.
    again: how another process reads it; None where that is impossible or dear, or would give other rows.
    called: what the file calls its columns, where they have another name here.
    others: the other sheets of the workbook that have columns known here, and rows; none of them is read.
    """

    header: Cells | None
    rows: Iterator[Row]
    kind: str
    share: Callable[[], float]
    facts: Mapping[str, str] = field(default_factory=dict)
    mixed: tuple[int, ...] = ()
    came: Came | None = None
    titles: tuple[str, ...] = ()
    added: int = 0
    again: Again | None = None
    others: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


def source(name: str) -> BinaryIO:
    """The bytes of a file, or of standard input for `-`, so that they can be read more than once.

    What comes through a pipe is kept in memory while small and in an unnamed temporary file when not.
    Raises Unreadable: missing, closed.
    """
    if name == "-":
        kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        return kept  # type: ignore[return-value]
    try:
        return Path(name).open("rb")
    except OSError as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "closed"
        raise Unreadable(file=name, why=why) from None


def size(stream: BinaryIO) -> int:
    """Of how many bytes the file is that these are read from; 0 for what came through a pipe."""
    if not isinstance(stream, io.BufferedReader):
        return 0
    found = os.fstat(stream.fileno())
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def origin(stream: BinaryIO, name: str) -> Origin | None:
    """The file that these bytes are read from; None for what came through a pipe, or has its name no more."""
    if not size(stream):
        return None
    path = Path(os.path.realpath(name))  # /dev/stdin is another one in another process
    same = path.exists() and os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    return Origin(name, path, _mark(stream)) if same else None


def _mark(stream: BinaryIO) -> tuple[int, ...]:
    found = os.fstat(stream.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def read(stream: BinaryIO, name: str, score: Score, sheet: str | None = None) -> Table:
    """The table in these bytes; what it is shows in the bytes, not in the name.

    Raises Unreadable: empty, not_a_table, html, damaged, no_such_sheet, too_large, bad_csv, bad_json.
    """
    from fieldkit.intake import delimited, documents, sheets

    head = stream.read(4096)
    stream.seek(0)
    if not head.strip(_NOTHING):
        raise Unreadable(file=name, why="empty")
    if sheets.is_workbook(head):
        return sheets.read(stream, name, score, sheet)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unreadable(file=name, why="html")
    if _is_binary(head):
        raise Unreadable(file=name, why="not_a_table")
    if start.startswith((b"{", b"[")):
        return documents.read(stream, name)
    return delimited.read(stream, name, score)


class Headed(NamedTuple):
    """What stands above the heading, the heading, and the rows below it."""

    titles: tuple[str, ...]
    header: Cells
    rows: Iterator[tuple[int, Cells]]


def headed(rows: Iterator[tuple[int, Cells]], score: Score) -> Headed:
    """Find the heading among the first of some rows, that all say something.

    It is the first one, unless another of the first ten names more columns that mean something.
    """
    first = list(islice(rows, _TITLES))
    if not first:
        return Headed((), (), iter(()))
    best = max(range(len(first)), key=lambda place: (score(first[place][1]), -place))
    header, below, above = first[best][1], first[best + 1 :], first[:best]
    if above and _stands_over(above[-1][1], header, score):
        header = _joined(above.pop()[1], header)
    elif below and _is_heading(below[0][1], score):
        header = _joined(header, below.pop(0)[1])
    titles = tuple(cell for _, cells in above for cell in cells if _says(cell))
    return Headed(titles, header, chain(below, rows))


def _stands_over(above: Cells, header: Cells, score: Score) -> bool:
    """Whether the row above a heading names columns that have no name in it."""
    return any(_says(cell) and not _says(under) and score([cell]) for cell, under in _over(above, header))


def _is_heading(cells: Cells, score: Score) -> bool:
    """Whether all that a row says are names of columns: a heading may have a second row for some of them."""
    said = [cell for cell in cells if _says(cell)]
    return len(said) > 1 and score(said) == len(said)


def _over(above: Cells, below: Cells) -> Iterator[tuple[str, str]]:
    return zip_longest(above, below, fillvalue="")


def _joined(above: Cells, below: Cells) -> Cells:
    """Two rows of a heading in one."""
    return [under if _says(under) else cell for cell, under in _over(above, below)]


def saying(rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """The rows that say anything."""
    return (row for row in rows if any(map(_says, row[1])))


def _says(cell: str) -> bool:
    return bool(cell) and not cell.isspace()


def _is_binary(head: bytes) -> bool:
    """Whether these bytes are no text: too many control signs, or zeros that are not those of UTF-16."""
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3")):
        return True
    zeros = head.count(0)
    control = sum(byte in _BINARY for byte in head) - zeros
    in_pairs = max(head[0::2].count(0), head[1::2].count(0)) >= 0.9 * zeros
    return control > max(_STRAY, _MANY * len(head)) or (zeros > 0.1 * len(head) and not in_pairs)
