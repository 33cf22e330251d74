"""Rows into a file that spreadsheets open rightly: CSV with its accents, XLSX, never a formula; or JSONL."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from fieldkit.domain.cells import defused
from fieldkit.errors import DiskFull, Unusable

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_IN_MEMORY = 16 << 20


def write_csv(target: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """UTF-8 with a BOM and commas, as Excel in Mexico opens it; `-` is standard output. Returns the rows."""
    count = 0
    with opened(target) as file:
        file.write("\ufeff".encode())
        table = csv.writer(_Encoded(file))
        table.writerow([defused(head) for head in heads])
        for count, row in enumerate(rows, 1):  # noqa: B007 (counted)
            table.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return count


def write_xlsx(target: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A workbook of one sheet. Texts are written as texts, whatever they begin with. Returns the rows."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with opened(target) as file, tempfile.SpooledTemporaryFile(_IN_MEMORY) as whole:
        try:
            with xlsxwriter.Workbook(whole, {"constant_memory": True}) as workbook:
                count = _fill(workbook, heads, rows)
        except FileCreateError as trouble:  # it wraps what the system said
            raise trouble.args[0] from trouble
        whole.seek(0)
        shutil.copyfileobj(whole, file)  # not straight there: xlsxwriter leaves a mess where it cannot write
    return count


def _fill(workbook: Workbook, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the one sheet. Returns the rows."""
    count = 0
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
    with opened(target) as file:
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
def opened(target: str) -> Iterator[IO[bytes]]:
    """The file, complete or not there at all; standard output for `-`; or a device, which stays one.

    Raises Unusable, DiskFull.
    """
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    device = Path(target).exists() and not Path(target).is_file()
    part = Path(target if device else target + ".part")
    try:
        with part.open("wb") as file:
            yield file
        if not device:
            part.replace(target)
    except BaseException as trouble:
        if not device:
            _forget(part)
        if isinstance(trouble, OSError):
            raise DiskFull if trouble.errno in DiskFull.numbers else Unusable(file=target) from trouble
        raise


def _forget(part: Path) -> None:
    with suppress(OSError):  # it may never have come to be: what matters is why
        part.unlink()
