"""A long sheet is read in pieces: its rows are those of the sheet read at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fieldkit.errors import Unreadable
from fieldkit.intake import pieces, sheets
from fieldkit.intake.table import Cells

HEAD = ["CCT", "Fecha", "Hora", "Cuenta", "Sí o no", "Notas"]
ROWS: list[list[Any]] = [
    ["12KPR0001Z", date(2025, 10, 8), time(9, 30), 7, True, "bien & <mal>"],
    [None, None, None, None, None, None],
    ["12KPR0002Y", datetime(2025, 10, 9, 8, 15), None, 7.5, False, '<row r="9">'],
    ["12KPR0001Z", "9/10/2025", "10:00", -8, None, "dos\nlíneas"],
]
Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    def made(left: int = 0, more: int = 0, **options: Any) -> Path:
        """81 rows below the heading, every fourth blank; the last says something beyond the heading."""
        path = tmp_path / "libro.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", **options}) as whole:
            sheet = whole.add_worksheet()
            for line, row in enumerate([HEAD, *ROWS * 20, [*ROWS[0], "", "de más"]]):
                for column, cell in enumerate(row, left):
                    sheet.write(line, column, cell)
            for _ in range(more):
                whole.add_worksheet()
        return path

    return made


def said(path: Path) -> list[tuple[int, Cells]]:
    """The rows of the file, with the cells that stand under the heading."""
    with path.open("rb") as stream:
        table = sheets.read(stream, path.name, lambda cells: len(set(cells) & set(HEAD)), None)
        at = list(table.header or ()).index(HEAD[0])
        return [(line, list(cells)[at : at + len(HEAD)]) for line, cells in table.rows]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is long, and a piece has a row or two."""
    monkeypatch.setattr(pieces, "LONG", 0)
    monkeypatch.setattr(pieces, "PIECE", 1200)


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}, {"left": 2}, {"date_1904": True}])
def test_a_sheet_says_the_same_in_pieces(
    book: Book, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    path = book(**options)
    whole = said(path)
    assert (len(whole), whole[0][1][:3]) == (61, ["12KPR0001Z", "2025-10-08", "09:30"])
    taken: list[bytes] = []
    read = pieces._read

    def noted(parts: dict[str, bytes]) -> pieces.Piece:
        taken.append(parts["xl/worksheets/sheet1.xml"])
        return read(parts)

    monkeypatch.setattr(pieces, "_read", noted)
    monkeypatch.setattr(pieces, "LONG", 0)
    monkeypatch.setattr(pieces, "PIECE", 1200)
    assert said(path) == whole
    assert len(taken) > 3


def test_a_workbook_of_several_sheets_is_read_at_once(book: Book, short: None) -> None:
    with zipfile.ZipFile(book(more=1)) as archive:
        assert pieces.long(archive) is None


def test_rows_without_numbers_are_read_at_once(book: Book, short: None, tmp_path: Path) -> None:
    """No program of today writes them so; where a piece begins could then not be told."""
    odd = tmp_path / "raro.xlsx"
    with zipfile.ZipFile(book()) as archive, zipfile.ZipFile(odd, "w") as out:
        assert pieces.long(archive) is not None
        for part in archive.namelist():
            content = archive.read(part)
            out.writestr(part, content.replace(b"<row r=", b"<row  r=") if "sheet1" in part else content)
    with zipfile.ZipFile(odd) as archive:
        assert pieces.long(archive) is None


def test_a_comment_that_looks_like_rows_is_none(book: Book, short: None, tmp_path: Path) -> None:
    odd, comment = tmp_path / "raro.xlsx", b'<!--<row r="3">' + 3000 * b" " + b'<row r="4">-->'
    with zipfile.ZipFile(book()) as archive, zipfile.ZipFile(odd, "w") as out:
        for part in archive.namelist():
            content = archive.read(part)
            out.writestr(part, content.replace(b'<row r="10"', comment + b'<row r="10"'))
    assert said(odd) == said(book())


def test_what_is_damaged_further_on_is_told_as_such(book: Book, short: None, tmp_path: Path) -> None:
    broken = tmp_path / "roto.xlsx"
    with zipfile.ZipFile(book()) as archive, zipfile.ZipFile(broken, "w") as out:
        for part in archive.namelist():
            content = archive.read(part)
            out.writestr(part, content.replace(b'<c r="A70"', b'<c r="70A"'))
    with pytest.raises(Unreadable) as told:
        said(broken)
    assert told.value.why == "damaged"


def moved(book: Path, cell: bytes, to: bytes) -> Path:
    """The workbook with a cell in another place."""
    odd = book.with_name("raro.xlsx")
    with zipfile.ZipFile(book) as archive, zipfile.ZipFile(odd, "w") as out:
        for part in archive.namelist():
            out.writestr(part, archive.read(part).replace(b'<c r="%s"' % cell, b'<c r="%s"' % to))
    return odd


def test_a_cell_beyond_the_heading_of_a_later_piece_stays_and_blanks_do_not(
    book: Book, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rows say something in the eighth column; others of the piece of the first one are as wide."""
    monkeypatch.setattr(pieces, "PIECE", 3000)
    with moved(book(), b"F50", b"H50").open("rb") as stream:
        rows = list(sheets.read(stream, "raro", lambda cells: len(set(cells) & set(HEAD)), None).rows)
    wide = [(line, list(cells)[6:]) for line, cells in rows if len(cells) > 6]
    assert wide == [(50, ["", "bien & <mal>"]), (82, ["", "de más"])]


def test_who_wants_the_rest_reads_the_first_piece_and_those_that_have_it(
    book: Book, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the rows after the 40th on all are the same; of the pieces before them only the first is read."""
    with zipfile.ZipFile(book()) as archive:
        sheet = pieces.long(archive)
    assert sheet
    taken: list[int] = []
    read = pieces._read

    def noted(parts: dict[str, bytes]) -> pieces.Piece:
        piece = read(parts)
        taken.append(piece[0])
        return piece

    monkeypatch.setattr(pieces, "_read", noted)
    with book().open("rb") as stream:
        whole = list(pieces.read(stream, "libro", sheet, [0.0]))
        begun = [*taken]
        taken.clear()
        rest = list(pieces.read(stream, "libro", sheet, [0.0], after=40))
    last = max(first for first in begun if first <= 41)
    assert taken == [1, *(first for first in begun if first >= last)]
    assert [row for row in rest if row[0] > 40] == [row for row in whole if row[0] > 40]
    assert len(taken) < len(begun) - 1


def test_a_cell_that_is_very_far_away_is_refused_in_a_later_piece(book: Book, short: None) -> None:
    """Row 70 of column XFD, the 16,384th: beside 99,999 rows, 1.6 thousand million cells."""
    with moved(book(), b"F70", b"XFD70").open("rb") as stream:
        rows = sheets.read(stream, "raro", lambda cells: len(set(cells) & set(HEAD)), None).rows
        assert next(rows)[0] == 2
        with pytest.raises(Unreadable) as told:
            list(rows)
    assert told.value.why == "too_large"
