"""A long sheet of an XLSX, read in pieces, each while the rows of the one before are at work.

calamine holds a whole sheet before it gives the first row. So it is handed the workbook several times, each
time with some of the rows. It reads them on a thread of its own, for it needs Python only to hand them over.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

LONG = 8 << 20
"""Bytes of a sheet, unpacked, from which on it is long: some ten thousand rows."""

PIECE = 1 << 20
"""Bytes of it that are read at once; more where the texts of the workbook, read each time, are many."""

_SHEETS = "xl/worksheets/"
_TEXTS = "xl/sharedStrings.xml"
_PARTS = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
          "xl/styles.xml", _TEXTS)  # fmt: skip
"""What of a workbook the meaning of cells hangs on."""

_BEGIN, _ROW, _END = b"<sheetData>", b'<row r="', b"</sheetData>"

_APART = b"<!"
"""Begins a comment, or text in which `<` is only a sign: what looks like a row may be none."""

Piece = tuple[int, list[list[Any]]]
"""The number of the first row, and the cells of each, from column A on."""


class Long(NamedTuple):
    """A long sheet: the other parts of its workbook, its own name among them, its size, and how it is cut."""

    parts: dict[str, bytes]
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
    parts = {part: archive.read(part) for part in _PARTS if part in archive.namelist()}
    return Long(parts, sheets[0], size, max(PIECE, 2 * len(parts.get(_TEXTS, b""))))


def read(stream: BinaryIO, sheet: Long, progress: list[float]) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the sheet with their numbers. progress: its first is kept at the share that was read.

    A row is as wide as the widest of the first piece: what is beyond stands under no heading.
    Raises CalamineError, and BadZipFile where the file is damaged.
    """
    from concurrent.futures import ThreadPoolExecutor

    width = 0
    with zipfile.ZipFile(stream) as archive, archive.open(sheet.sheet) as opened:
        bodies = _cut(opened, sheet.piece)
        with ThreadPoolExecutor(1) as other:
            ahead = other.submit(_next, bodies, sheet)
            while piece := ahead.result():
                progress[0] = opened.tell() / sheet.size
                ahead = other.submit(_next, bodies, sheet)
                first, rows = piece
                width = width or max(map(len, rows), default=0)
                yield from ((line, row[:width]) for line, row in enumerate(rows, first))


def _next(bodies: Iterator[bytes], sheet: Long) -> Piece | None:
    body = next(bodies, None)
    return None if body is None else _read(body, sheet)


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


def _read(body: bytes, sheet: Long) -> Piece:
    """The rows of a workbook that has only these."""
    from python_calamine import CalamineWorkbook

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for part, content in (*sheet.parts.items(), (sheet.sheet, body)):
            made.writestr(part, content)
    whole.seek(0)
    found = CalamineWorkbook.from_filelike(whole).get_sheet_by_index(0)
    row, column = found.start or (0, 0)
    rows = found.to_python()
    return row + 1, [[""] * column + cells for cells in rows] if column else rows
