"""Workbooks coming in: XLSX, XLS and ODS. Every cell becomes the text a person would have typed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from fieldkit.errors import Unreadable
from fieldkit.intake import pieces
from fieldkit.intake.table import Again, Cells, Reading, Score, Table, headed, origin, saying

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACKED = 1 << 30
_BLOWN, _TIMES = 64 << 20, 200
"""A part of a workbook so large, and squeezed so many times, is made to fill a memory: what people write is
squeezed ten or fifty times."""

_TEXTS = 256 << 20
"""Bytes of the texts of a workbook, unpacked: the reader holds them all."""

_REMEMBERED = 4000
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

    file = origin(stream, name)
    long = _weigh(stream, name)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        names = workbook.sheet_names
        if not names or (sheet is not None and sheet not in names):
            raise Unreadable(file=name, why="no_such_sheet", sheets=", ".join(names))
        if long:
            begin = partial(_begin, name, long)
            return _headed(names[0], begin(stream), score, Again(file, begin) if file else None)
        wanted = [sheet] if sheet else _shown(workbook) or names
        tables = (_headed(one, _whole(name, workbook.get_sheet_by_name(one)), score) for one in wanted)
        first = next(tables)
        known = (one for one in chain((first,), tables) if one.header and score(one.header))
        found = next(known, first)  # a cover, or notes, may stand before the sheet that is meant
        return replace(found, others=tuple(one.facts["sheet"] for one in known if _has_rows(one)))
    except CalamineError:
        raise Unreadable(file=name, why="damaged") from None


def _shown(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetVisibleEnum

    return [one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible]


def _headed(sheet: str, found: Reading, score: Score, again: Again | None = None) -> Table:
    titles, header, rows = headed(found.rows, score)
    return Table(header, rows, "sheet", found.share, {"sheet": sheet}, titles=titles, again=again)


def _has_rows(found: Table) -> bool:
    return next(found.rows, None) is not None


def _begin(name: str, sheet: pieces.Long, stream: BinaryIO, after: int = 0) -> Reading:
    """The rows of a long sheet, from the first one on or from some row before the one after that line."""
    progress = [0.0]
    return Reading(
        saying(_rows(pieces.read(stream, name, sheet, progress, after), name)), lambda: progress[0]
    )


def _whole(name: str, sheet: CalamineSheet) -> Reading:
    """The rows of a sheet that is read at once."""
    progress = [0.0]
    return Reading(saying(_rows(_cells(sheet, progress), name)), lambda: progress[0])


def _cells(sheet: CalamineSheet, progress: list[float]) -> Iterator[tuple[int, list[Any]]]:
    """The rows from column A on: calamine begins with the first column that says anything."""
    height = sheet.total_height + 1
    before = [""] * (sheet.start or (0, 0))[1]
    for line, row in enumerate(sheet.iter_rows(), 1):
        progress[0] = line / height
        yield line, [*before, *row] if before else row


def _rows(cells: Iterator[tuple[int, list[Any]]], name: str) -> Iterator[tuple[int, Cells]]:
    """The rows as text. Raises Unreadable when the file turns out to be damaged further on."""
    from python_calamine import CalamineError

    numbers = _Numbers()
    try:
        for line, row in cells:
            yield (
                line,
                [
                    cell
                    if (kind := type(cell)) is str
                    else numbers[cell]
                    if kind is float
                    else _TEXT[kind](cell)
                    for cell in row
                ],
            )
    except (CalamineError, zipfile.BadZipFile, zlib.error):
        raise Unreadable(file=name, why="damaged") from None


class _Numbers(dict[float, str]):
    """Numbers as text: what most cells of many sheets are."""

    def __missing__(self, cell: float) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = found = _number(cell)
        return found


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
    int: str,
    bool: lambda cell: "si" if cell else "no",
    datetime: _moment,
    date: date.isoformat,
    time: lambda cell: cell.strftime("%H:%M"),
    timedelta: _span,
}


def _weigh(stream: BinaryIO, name: str) -> pieces.Long | None:
    """Refuse a workbook that would fill the memory: unpacked too large, or with a cell very far away.

    Returns its sheet when that can be read in pieces: it is then weighed piece by piece.
    """
    if stream.read(4) != _ZIP:
        stream.seek(0)
        return None
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _UNPACKED or any(map(_is_blown, parts)):
                raise Unreadable(file=name, why="too_large")
            long = pieces.long(archive)
            for part in () if long else archive.namelist():
                if part.startswith("xl/worksheets/sheet") and _is_large(archive, part):
                    raise Unreadable(file=name, why="too_large")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as trouble:
        # the last two: a way of squeezing that nobody here knows, and a password
        raise Unreadable(file=name, why="damaged") from trouble
    stream.seek(0)
    return long


def _is_blown(part: zipfile.ZipInfo) -> bool:
    """Whether a part of a workbook would be far larger than anybody writes."""
    squeezed = part.file_size > _BLOWN and part.file_size > _TIMES * part.compress_size
    return squeezed or (part.filename.endswith("/sharedStrings.xml") and part.file_size > _TEXTS)


def _is_large(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether the cells of a sheet reach too far."""
    reach, rest = pieces.NEAR, b""
    with archive.open(part) as sheet:
        while piece := sheet.read(1 << 20):
            reach = pieces.reach(reach, rest + piece)
            rest = piece[-32:]
    return reach[0] * reach[1] > pieces.CELLS
