"""A long sheet of an XLSX, read in pieces, each while the rows of the one before are at work.

calamine holds a whole sheet before it gives the first row. So it is handed the workbook several times, each
time with some of the rows. It reads them on a thread of its own, for it needs Python only to hand them over.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from itertools import dropwhile
from typing import Any, BinaryIO, NamedTuple

from fieldkit.errors import Unreadable

LONG = 8 << 20
"""Bytes of a sheet, unpacked, from which on it is long: some ten thousand rows."""

PIECE = 1 << 19
"""Bytes of it that are read at once; more where the texts of the workbook, read each time, are many."""

DEPTH = 4
"""How many pieces are read before they are asked for, where the rest of a sheet is read."""

CELLS = 12_000_000
"""How many cells a sheet may span: the reader holds them all, some 40 bytes each. Larger ones come as CSV."""

NEAR = 26, 99_999
"""The column and the row up to which a sheet may always reach."""

_FAR = re.compile(rb'c r="(?=[A-Z]{2}|[A-Z][0-9]{6})([A-Z]+)([0-9]+)"')
"""The cells beyond: the only ones worth looking at, and rare."""

_SHEETS = "xl/worksheets/"
_TEXTS = "xl/sharedStrings.xml"
_PARTS = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
          "xl/styles.xml", _TEXTS)  # fmt: skip
"""What of a workbook the meaning of cells hangs on."""

_BEGIN, _ROW, _END = b"<sheetData>", b'<row r="', b"</sheetData>"
_NUMBER = re.compile(_ROW + rb"([0-9]{1,18})")

_APART = b"<!"
"""Begins a comment, or text in which `<` is only a sign: what looks like a row may be none."""

Piece = tuple[int, list[list[Any]]]
"""The number of the first row, and the cells of each, from column A on."""


class Long(NamedTuple):
    """A long sheet: its name in the workbook, and its size and that of a piece in bytes, unpacked."""

    sheet: str
    size: int
    piece: int


def long(archive: zipfile.ZipFile) -> Long | None:
    """The sheet of a workbook, if it is its only one, and long, and its rows are written in the usual way."""
    sheets = [part for part in archive.namelist() if part.startswith(_SHEETS) and part.endswith(".xml")]
    if len(sheets) != 1 or (size := archive.getinfo(sheets[0]).file_size) < LONG:
        return None
    with archive.open(sheets[0]) as sheet:
        head, begin, first = sheet.read(PIECE).partition(_BEGIN)
    if not begin or not first.lstrip().startswith(_ROW) or _APART in head:
        return None
    texts = archive.getinfo(_TEXTS).file_size if _TEXTS in archive.namelist() else 0
    return Long(sheets[0], size, max(PIECE, 2 * texts))


def reach(known: tuple[int, int], piece: bytes) -> tuple[int, int]:
    """The farthest column and row of a sheet, counted from 1. known: of what came before this piece of it."""
    widest, deepest = known
    for column, row in _FAR.findall(piece):
        widest = max(widest, _place(column))
        deepest = max(deepest, int(row))
    return widest, deepest


def _place(column: bytes) -> int:
    """A=1 … Z=26, AA=27 …"""
    place = 0
    for letter in column:
        place = place * 26 + letter - 64
    return place


def read(
    stream: BinaryIO, name: str, sheet: Long, progress: list[float], after: int = 0
) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the sheet with their numbers. progress: its first is kept at the share that was read.

    after: the row up to which none is wanted; pieces that have no other are left out, save the first.
    A row is as wide as the widest of the first piece, or as far as it says anything.
    Raises CalamineError, and BadZipFile where the file is damaged; Unreadable: too_large.
    """
    from concurrent.futures import ThreadPoolExecutor

    width = 0
    with zipfile.ZipFile(stream) as archive, archive.open(sheet.sheet) as opened:
        parts = {part: archive.read(part) for part in _PARTS if part in archive.namelist()}
        bodies = _past(_weighed(_cut(opened, sheet.piece), name), after)
        books = ({**parts, sheet.sheet: body} for body in bodies)
        with ThreadPoolExecutor(1) as other:
            ahead = deque(other.submit(_next, books) for _ in range(DEPTH if after else 1))
            while piece := ahead.popleft().result():
                progress[0] = opened.tell() / sheet.size
                ahead.append(other.submit(_next, books))
                first, rows = piece
                width = width or max(map(len, rows), default=0)
                if rows and len(rows[0]) > width:
                    rows = [_trimmed(row, width) for row in rows]
                yield from enumerate(rows, first)


def _next(books: Iterator[dict[str, bytes]]) -> Piece | None:
    book = next(books, None)
    return None if book is None else _read(book)


def _trimmed(row: list[Any], width: int) -> list[Any]:
    """The row without what it does not say beyond the width: another row of its piece may be wider."""
    while len(row) > width and row[-1] == "":
        del row[-1]
    return row


def _weighed(bodies: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The same, until one reaches too far: it would fill the memory."""
    known = NEAR
    for body in bodies:
        known = reach(known, body)
        if known[0] * known[1] > CELLS:
            raise Unreadable(file=name, why="too_large")
        yield body


def _past(bodies: Iterator[bytes], after: int) -> Iterator[bytes]:
    """The first one, whose width is that of all, and all from where a row comes after that one."""

    def done(body: bytes) -> bool:
        return max(map(int, _NUMBER.findall(body)), default=after + 1) <= after

    first = next(bodies)
    yield first
    yield from dropwhile(done, bodies) if done(first) else bodies


def _cut(opened: Any, size: int) -> Iterator[bytes]:
    """The sheet before its rows and then some rows, again and again."""
    head, _, rest = opened.read(size).partition(_BEGIN)
    while more := opened.read(size):
        rest += more
        at = rest.rfind(_ROW)
        if at > 0 and _APART not in rest:
            yield head + _BEGIN + rest[:at] + _END + b"</worksheet>"
            rest = rest[at:]
    yield head + _BEGIN + rest


def _read(book: dict[str, bytes]) -> Piece:
    """The rows of a workbook, from its parts, that has only these."""
    from python_calamine import CalamineWorkbook

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for part, content in book.items():
            made.writestr(part, content)
    whole.seek(0)
    found = CalamineWorkbook.from_filelike(whole).get_sheet_by_index(0)
    row, column = found.start or (0, 0)
    rows = found.to_python()
    return row + 1, [[""] * column + cells for cells in rows] if column else rows
