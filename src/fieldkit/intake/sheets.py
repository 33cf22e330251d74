"""Workbooks coming in: XLSX, XLS and ODS. Every cell becomes the text a person would have typed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from fieldkit.errors import Unreadable
from fieldkit.intake import pieces
from fieldkit.intake.table import Cells, Score, Table, headed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELLS = 12_000_000
"""How many cells a sheet may span: the reader holds them all, some 40 bytes each. Larger ones come as CSV."""

_UNPACKED = 1 << 30
_FAR = re.compile(rb'c r="(?=[A-Z]{2}|[A-Z][0-9]{6})([A-Z]+)([0-9]+)"')
"""Cells beyond column Z or row 99,999: the only ones worth looking at, and rare."""

_EXACT = 10**15
"""From here on a spreadsheet no longer holds every digit of a whole number."""


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so may be a workbook."""
    return head.startswith((_ZIP, _OLE))


def read(stream: BinaryIO, name: str, score: Score, sheet: str | None) -> Table:
    """The table in a sheet: the one that is named, else the first that is shown and has columns known here.

    Raises Unreadable: damaged, no_such_sheet, too_large.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    sheets = _weigh(stream, name)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        names = workbook.sheet_names
        if not names or (sheet is not None and sheet not in names):
            raise Unreadable(file=name, why="no_such_sheet", sheets=", ".join(names))
        progress = [0.0]
        if sheets:
            return _headed(name, names[0], pieces.read(stream, sheets, progress), progress, score)
        wanted = [sheet] if sheet else _shown(workbook) or names
        tables = (_of(name, workbook.get_sheet_by_name(one), score) for one in wanted)
        first = next(tables)
        known = chain((first,), tables)  # a cover, or notes, may stand before the sheet that is meant
        return next((one for one in known if one.header and score(one.header)), first)
    except CalamineError:
        raise Unreadable(file=name, why="damaged") from None


def _shown(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetVisibleEnum

    return [one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible]


def _of(name: str, sheet: CalamineSheet, score: Score) -> Table:
    progress = [0.0]
    return _headed(name, sheet.name, _whole(sheet, progress), progress, score)


def _headed(
    name: str, sheet: str, cells: Iterator[tuple[int, list[Any]]], progress: list[float], score: Score
) -> Table:
    titles, header, rows = headed(_rows(cells, name), score)
    return Table(header, rows, "sheet", lambda: progress[0], {"sheet": sheet}, titles=titles)


def _whole(sheet: CalamineSheet, progress: list[float]) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a sheet that is read at once."""
    height = sheet.total_height + 1
    for line, row in enumerate(sheet.iter_rows(), 1):
        progress[0] = line / height
        yield line, row


def _rows(cells: Iterator[tuple[int, list[Any]]], name: str) -> Iterator[tuple[int, Cells]]:
    """The rows as text. Raises Unreadable when the file turns out to be damaged further on."""
    from python_calamine import CalamineError

    try:
        for line, row in cells:
            yield line, [cell if type(cell) is str else _TEXT[type(cell)](cell) for cell in row]
    except (CalamineError, zipfile.BadZipFile, zlib.error):
        raise Unreadable(file=name, why="damaged") from None


@lru_cache(4000)
def _number(cell: float) -> str:
    """7.0 is 7; a whole number too long to be exact is written so that it shows its damage: 1.23E+17."""
    if cell.is_integer():
        return str(int(cell)) if abs(cell) < _EXACT else f"{cell:.14E}"
    return f"{cell:.15g}"


def _moment(cell: datetime) -> str:
    if cell.year < 1901 and cell.time() != time():  # a time alone: a spreadsheet counts from 1900
        return cell.strftime("%H:%M")
    return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")


def _span(cell: timedelta) -> str:
    minutes = round(cell.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


_TEXT: dict[type, Callable[[Any], str]] = {
    float: _number,
    int: str,
    bool: lambda cell: "si" if cell else "no",
    datetime: _moment,
    date: date.isoformat,
    time: lambda cell: cell.strftime("%H:%M"),
    timedelta: _span,
}


def _weigh(stream: BinaryIO, name: str) -> pieces.Long | None:
    """Refuse a workbook that would fill the memory: unpacked too large, or with a cell very far away.

    Returns its sheet when that can be read in pieces.
    """
    if stream.read(4) != _ZIP:
        stream.seek(0)
        return None
    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise Unreadable(file=name, why="too_large")
            for part in archive.namelist():
                if part.startswith("xl/worksheets/sheet") and _span_of(archive, part) > _CELLS:
                    raise Unreadable(file=name, why="too_large")
            long = pieces.long(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as trouble:
        # the last two: a way of squeezing that nobody here knows, and a password
        raise Unreadable(file=name, why="damaged") from trouble
    stream.seek(0)
    return long


def _span_of(archive: zipfile.ZipFile, part: str) -> int:
    """Rows times columns up to the farthest cells of a sheet, at least those within Z99999."""
    widest, deepest = 26, 99_999
    with archive.open(part) as sheet:
        rest = b""
        while piece := sheet.read(1 << 20):
            for column, row in _FAR.findall(rest + piece):
                widest = max(widest, _place(column))
                deepest = max(deepest, int(row))
            rest = piece[-32:]
    return widest * deepest


def _place(column: bytes) -> int:
    """A=1 … Z=26, AA=27 …"""
    place = 0
    for letter in column:
        place = place * 26 + letter - 64
    return place
