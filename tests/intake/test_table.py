"""Files become rows that remember their line, or a reason why they cannot."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from fieldkit.errors import Unreadable
from fieldkit.intake import table

KNOWN = {"cct", "nombre", "turno"}


def score(cells: Sequence[str]) -> int:
    return sum(cell.strip().lower() in KNOWN for cell in cells)


def read(data: bytes, sheet: str | None = None) -> tuple[list[str] | None, list[Any]]:
    found = table.read(io.BytesIO(data), "hoja", score, sheet)
    return (list(found.header) if found.header is not None else None), [(n, row) for n, row in found.rows]


def why(data: bytes, **facts: Any) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, **facts)
    return str(caught.value.why)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_when_names_hold_commas(delimiter: str) -> None:
    data = f'cct{delimiter}nombre\n1{delimiter}"Ruiz, Ana; hija"\n'.encode()
    assert read(data) == (["cct", "nombre"], [(2, ["1", "Ruiz, Ana; hija"])])


def test_a_row_over_several_lines_keeps_the_line_where_it_begins() -> None:
    _, rows = read(b'cct,nombre\n1,"La\nCienega"\n2,Otra\n')
    assert rows == [(2, ["1", "La\nCienega"]), (4, ["2", "Otra"])]


def test_blank_lines_and_a_title_above_the_heading_are_left_out() -> None:
    header, rows = read(b"\n,,\nEscuelas de la zona 12,,\nCCT,Nombre,Turno\n1,A,M\n\n,,\n")
    assert header == ["CCT", "Nombre", "Turno"]
    assert rows == [(5, ["1", "A", "M"])]


def test_the_heading_is_the_first_row_when_none_says_more() -> None:
    assert read(b"uno,dos\n3,4\n")[0] == ["uno", "dos"]


def test_a_heading_without_rows_has_no_rows() -> None:
    assert read(b"cct,nombre\n") == (["cct", "nombre"], [])


def test_zeros_in_a_text_are_left_for_the_check_to_tell() -> None:
    assert read(b"cct,nombre\n1,A\x00B\n")[1] == [(2, ["1", "A\x00B"])]


@pytest.mark.parametrize("sign", ["\x07", "\x01", "\x1b", "\x0e"])
def test_a_control_sign_that_strayed_into_a_text_is_left_for_the_check_too(sign: str) -> None:
    assert read(f"cct,nombre\n1,A{sign}B\n".encode())[1] == [(2, ["1", f"A{sign}B"])]
    many = [f"{number},Escuela {sign}en la Sierra" for number in range(200)]
    assert len(read("\n".join(["cct,nombre", *many]).encode())[1]) == 200


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line() -> None:
    data = b'cct,nombre\n1,A\n2,"B\n' + b"3,C\n" * 50_000
    assert why(data) == "bad_csv"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n0000", "not_a_table"),
        (bytes(range(256)) * 8, "not_a_table"),
        (hashlib.shake_256(b"no text").digest(4096), "not_a_table"),
        (hashlib.shake_256(b"no text").digest(300), "not_a_table"),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00\x01" + bytes(40), "not_a_table"),
        (b"<html><body><table><tr><td>CCT", "html"),
        (b"PK\x03\x04 not really a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 4000, "damaged"),
        (b'{"cct": 1}\n{"cct": ', "bad_json"),
        (b"[1, 2]", "bad_json"),
        (b"[" * 100_000, "bad_json"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert why(data) == reason


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for name, reason in ((tmp_path / "nada.csv", "missing"), (tmp_path, "closed")):
        with pytest.raises(Unreadable) as caught:
            table.source(str(name))
        assert caught.value.why == reason


def test_json_lines_keep_their_lines_and_arrays_their_places() -> None:
    assert read(b'{"cct": "1"}\n\n{"cct": "2"}\n') == (None, [(1, {"cct": "1"}), (3, {"cct": "2"})])
    assert read(b'\xef\xbb\xbf[{"cct": "1"}, {"cct": "2"}]')[1] == [(1, {"cct": "1"}), (2, {"cct": "2"})]


# workbooks


def xlsx(*rows: Sequence[Any], title: str = "Hoja1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_become_what_a_person_would_have_typed() -> None:
    cells = [
        7,
        2.5,
        date(2016, 3, 14),
        datetime(2025, 10, 6, 8, 30),
        time(8, 5),
        True,
        5512345678,
        "  x",
        None,
    ]
    _, rows = read(xlsx(["cct", "nombre", *"abcdefg"], cells))
    assert rows[0][1] == [
        "7",
        "2.5",
        "2016-03-14",
        "2025-10-06 08:30",
        "08:05",
        "si",
        "5512345678",
        "  x",
        "",
    ]


def test_a_whole_number_too_long_for_a_spreadsheet_shows_its_damage() -> None:
    _, rows = read(xlsx(["cct"], [12300000000000000]))
    assert rows[0][1] == ["1.23000000000000E+16"]


def test_a_sheet_is_chosen_by_name_and_one_that_is_not_there_is_told() -> None:
    data = xlsx(["cct"], ["1"], title="Alumnos")
    assert read(data, sheet="Alumnos")[1] == [(2, ["1"])]
    assert why(data, sheet="Otra") == "no_such_sheet"


def test_a_hidden_sheet_is_not_the_first_one() -> None:
    book = openpyxl.Workbook()
    notes, page = book.active, book.create_sheet("Escuelas")
    assert notes is not None
    notes.sheet_state = "hidden"
    notes.append(["cct"])
    notes.append(["9"])
    page.append(["cct"])
    page.append(["1"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == (["cct"], [(2, ["1"])])


def test_a_cover_before_the_sheet_that_is_meant_is_passed_over_unless_it_is_named() -> None:
    book = openpyxl.Workbook()
    cover, page = book.active, book.create_sheet("Datos")
    assert cover is not None
    cover.title = "Portada"
    cover.append(["Directorio 2014"])
    page.append(["cct"])
    page.append(["1"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == (["cct"], [(2, ["1"])])
    assert read(out.getvalue(), sheet="Portada") == (["Directorio 2014"], [])


def test_a_second_row_of_the_heading_completes_the_first_and_a_row_that_says_more_is_none() -> None:
    header, rows = read(b"CCT,Escuela,\n,Nombre,Turno\n1,A,M\n")
    assert (header, rows) == (["CCT", "Nombre", "Turno"], [(3, ["1", "A", "M"])])
    header, rows = read(b"Zona 12,Turno\nCCT,Escuela,Turno\n,Nombre,\n1,A,M\n")
    assert (header, rows[-1]) == (["CCT", "Escuela", "Turno"], (4, ["1", "A", "M"]))
    assert read(b"CCT,Turno,Escuela,\n,,Nombre,Turno\n1,M,A,x\n")[0] == ["CCT", "Turno", "Nombre", "Turno"]
    assert read(b"CCT,Nombre,Turno\n1,Nombre,Turno\n")[1] == [(2, ["1", "Nombre", "Turno"])]


def test_a_heading_further_down_keeps_the_lines_of_the_sheet() -> None:
    header, rows = read(xlsx([], ["Padrón 2025"], ["CCT", "Nombre"], ["1", "A"]))
    assert (header, rows) == (["CCT", "Nombre"], [(4, ["1", "A"])])


def test_old_workbooks_are_read() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Hoja1")
    for column, (head, cell) in enumerate([("cct", "12KPR0001Z"), ("nombre", "La Ciénega"), ("turno", 1.0)]):
        page.write(0, column, head)
        page.write(1, column, cell)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue())[1] == [(2, ["12KPR0001Z", "La Ciénega", "1"])]


def test_open_document_workbooks_are_read() -> None:
    book = OpenDocumentSpreadsheet()
    page = OdsTable(name="Hoja1")
    for cells in (["cct", "nombre"], ["12KPR0001Z", "Ñuu Savi"]):
        row = TableRow()
        for cell in cells:
            holder = TableCell(valuetype="string")
            holder.addElement(P(text=cell))
            row.addElement(holder)
        page.addElement(row)
    book.spreadsheet.addElement(page)
    out = io.BytesIO()
    book.write(out)
    assert read(out.getvalue()) == (["cct", "nombre"], [(2, ["12KPR0001Z", "Ñuu Savi"])])


def test_a_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "cct"
    book.active["XFD1048576"] = "lejos"
    out = io.BytesIO()
    book.save(out)
    assert why(out.getvalue()) == "too_large"


def test_a_small_file_that_unpacks_without_end_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
        for _ in range(1100):
            part.write(b"0" * (1 << 20))
    assert len(out.getvalue()) < 4 << 20
    assert why(out.getvalue()) == "too_large"


def test_a_zip_that_is_no_workbook_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("foto.jpg", b"0")
    assert why(out.getvalue()) == "damaged"
