"""Rows into a file that spreadsheets open rightly: CSV with its accents, XLSX, never a formula; or JSONL."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from fieldkit.domain.cells import defused
from fieldkit.errors import DiskFull, StoreReadOnly

_NO_SPACE = 28


def write_csv(target: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """UTF-8 with a BOM and commas, as Excel in Mexico opens it; `-` is standard output. Returns the rows."""
    count = 0
    with _opened(target) as file:
        file.write("\ufeff".encode())
        table = csv.writer(_Encoded(file))
        table.writerow([defused(head) for head in heads])
        for count, row in enumerate(rows, 1):  # noqa: B007 (counted)
            table.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return count


def write_xlsx(target: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A workbook of one sheet. Texts are written as texts, whatever they begin with. Returns the rows."""
    import xlsxwriter

    count = 0
    with _opened(target) as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for count, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(count, column, cell[:32767])
                else:
                    sheet.write_number(count, column, cell)
        sheet.freeze_panes(1, 0)
    return count


def write_jsonl(target: str, records: Iterable[Mapping[str, Any]]) -> int:
    """One whole record a line. Returns how many."""
    count = 0
    with _opened(target) as file:
        for count, record in enumerate(records, 1):  # noqa: B007 (counted)
            file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    return count


class _Encoded:
    """What csv writes, as bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, text: str) -> int:
        """One row."""
        return self.file.write(text.encode("utf-8", "backslashreplace"))


@contextmanager
def _opened(target: str) -> Iterator[IO[bytes]]:
    """The file, complete or not there at all; or the standard output. Raises StoreReadOnly, DiskFull."""
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = Path(target + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    except OSError as trouble:
        part.unlink(missing_ok=True)
        if trouble.errno == _NO_SPACE:
            raise DiskFull from trouble
        raise StoreReadOnly(folder=str(part.parent)) from trouble
    except BaseException:
        part.unlink(missing_ok=True)
        raise
