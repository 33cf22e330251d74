"""The rows that could not go in, in a file to mend and import again as it is."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, TextIO

from fieldkit.domain.cells import defused
from fieldkit.intake.columns import OURS
from fieldkit.intake.plan import Decision
from fieldkit.intake.table import Came

_LEFT = re.compile(r"[A-Z-]+-\d{8}-\d{6}(-\d+)?\.(csv|jsonl)\.part")
"""A file in the notebook's own folder, named by us, that is not complete."""

_AN_HOUR = 3600


class RefusedFile:
    """Made when the first row is refused, under another name until complete; only its owner can read it.

    target: its name without ending: `.csv`, or `.jsonl` for what came as JSON. heads: the names of the
    columns at the end. header: the columns of the file that is being imported; None for JSON. came: the file
    as it came, where several of its rows have become one; all of these are written.
    """

    def __init__(
        self, target: Path, heads: Sequence[str], header: Sequence[str] | None, came: Came | None = None
    ) -> None:
        header = came.header if came else header
        self._target, self._came = target, came
        self._heads = [f"{OURS} {head}" for head in heads]
        self._header = header
        self._theirs = [at for at, name in enumerate(header or ()) if not _ours(name)]
        self._out: TextIO | None = None

    def add(self, decision: Decision, said: Sequence[str]) -> None:
        """One more row. said: the words for the columns at the end."""
        if self._out is None:
            self._out = self._open()
        if self._header is None:
            fields = {name: value for name, value in decision.row.raw.items() if not _ours(name)}
            fields |= zip(self._heads, said, strict=True)
            self._out.write(json.dumps(fields, ensure_ascii=True) + "\n")
        else:
            for cells in self._came.rows[decision.row.line] if self._came else [decision.row.raw]:
                self._row(self._with(said, cells))

    def close(self) -> Path | None:
        """Complete: its name, or None when no row was refused."""
        if self._out is None:
            return None
        self._out.close()
        self._part.replace(self._file)
        return self._file

    def discard(self) -> None:
        """The import did not happen: neither did this file."""
        if self._out is not None:
            with suppress(OSError):  # a full disk has been told of when the row was added
                self._out.close()
            self._part.unlink(missing_ok=True)

    def _open(self) -> TextIO:
        self._file = _free(self._target, ".jsonl" if self._header is None else ".csv")
        self._part = _part(self._file)
        self._part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        encoding = "utf-8" if self._header is None else "utf-8-sig"
        # Line by line: what a full disk does not take is known before the import is committed.
        out = os.fdopen(handle, "w", 1, encoding=encoding, errors="surrogatepass", newline="")
        self._out = out
        _sweep(self._part)
        if self._header is not None:
            self._row(self._with(self._heads, self._header))
        return out

    def _with(self, said: Sequence[str], cells: Sequence[Any]) -> list[Any]:
        """Their cells and then ours; what is more than the heading has stays more than it has."""
        width = len(self._header or ())
        return [*(cells[at] if at < len(cells) else "" for at in self._theirs), *said, *cells[width:]]

    def _row(self, cells: Sequence[Any]) -> None:
        assert self._out is not None
        csv.writer(self._out).writerow([defused(str(cell)) for cell in cells])


def _ours(name: str) -> bool:
    """Whether an earlier file of refused rows had this column from us."""
    return name.strip().lower().startswith(OURS)


def _free(target: Path, ending: str) -> Path:
    """A name that no earlier import took, even in the same second: what it holds may not be mended yet."""
    names = (target.with_name(target.name + (f"-{n}" if n > 1 else "") + ending) for n in count(1))
    return next(one for one in names if not (_part(one).exists() or one.exists()))  # a part becomes the file


def _part(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _sweep(mine: Path) -> None:
    """Take away what killed imports left in the notebook's folder: rows that no one was told of.

    Rows are refused while the notebook is being written, by one import at a time: another's file is of one
    that is dead, or that has just ended and gives it its name now. That takes no hour.
    """
    if not _LEFT.fullmatch(mine.name):
        return
    now = mine.stat().st_mtime
    for one in mine.parent.iterdir():
        with suppress(OSError):  # it has just got its name; or is not ours to delete
            if one != mine and _LEFT.fullmatch(one.name) and now - one.stat().st_mtime > _AN_HOUR:
                one.unlink()


def column_of(field: str, decision: Decision, header: Mapping[str, str]) -> tuple[str, str]:
    """The column of the file that an item's answer came from, and what it held there; blank when from none.

    header: column names by item.
    """
    said = decision.row.written.get(field) or decision.row.given.get(field, "")
    return header.get(field, ""), said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
