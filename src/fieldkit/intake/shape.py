"""Rows of a sheet that are all written in one way, read without a parser of XML.

What programs write row by row differs in its numbers and texts only. From one row a pattern is made for all;
it is used when it has read a piece of the sheet as calamine reads it, and wherever it fits every row of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fieldkit.forms.reading import REMEMBERED
from fieldkit.intake.columns import letter

Piece = tuple[int, list[list[Any]]]
"""The number of the first row, and the cells of each, from column A on."""

_WIDEST = 100
"""How many columns a pattern has at most."""

_TRIES = 3
"""In so many pieces a way of writing is looked for: the first has a heading, and the next may be odd."""

_ROW = re.compile(rb'<row r="[0-9]+"([^<>]*)>')
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"([^<>/]*)>(<is><t>|<v>)[^<]*(</t></is>|</v>)</c>')
_TYPE = re.compile(rb' t="(\w+)"')
_END = b"</row>"

_TEXT, _NUMBER = rb"([^<&\x00-\x1f]*)", rb"([-0-9.]+)"
_WRITTEN = {b"inlineStr": _TEXT, b"n": _NUMBER, b"": _NUMBER}
"""How what a cell of a type says is written, where nothing about it is unusual."""

_UNUSUAL = (b"<!", b"_x", b"<t> ", b" </t>")
"""Comments, signs that are written by their numbers, and blanks that may mean nothing."""

_OTHER = re.compile(rb"^<\?xml[^>]* encoding=.(?!utf-8)", re.IGNORECASE)
"""Begins a sheet whose signs are written in another way."""


class Shape:
    """How the rows of a sheet are written. whole: reads a piece by calamine."""

    def __init__(self, whole: Callable[[bytes], Piece]) -> None:
        self.whole = whole
        self.tries = _TRIES
        self.rows: re.Pattern[bytes] | None = None
        self.values: list[Callable[[bytes], Any]] = []

    def read(self, body: bytes) -> Piece:
        """The rows of a piece."""
        if self.rows:
            return self._quick(body) or self.whole(body)
        piece = self.whole(body)
        if self.tries:
            self.tries -= 1
            self._learn(body)
            if self.rows and repr(self._quick(body)) != repr(piece):
                self.rows = None
        return piece

    def _learn(self, body: bytes) -> None:
        """Take the row with most cells for the pattern of all. Any of them may be missing in another row."""
        row = max(body.split(_END), key=lambda one: one.count(b"<c "))
        head = _ROW.search(row)
        cells = _CELL.findall(row)
        there = [letter(place).encode() for place in range(min(len(cells), _WIDEST))]
        if (
            not head
            or _OTHER.match(body)
            or _CELL.sub(b"", row[head.end() :])
            or [column for column, *_ in cells] != there
        ):
            return
        types = [found[1] if (found := _TYPE.search(cell[1])) else b"" for cell in cells]
        if not _WRITTEN.keys() >= set(types):
            return
        pattern = [
            rb'(?:<c r="%b\1"%b(?:/>|>%b%b%b</c>))?' % (column, re.escape(more), begin, _WRITTEN[type], end)
            for (column, more, begin, end), type in zip(cells, types, strict=True)
        ]
        number = _Numbers().__getitem__
        self.values = [bytes.decode if type == b"inlineStr" else number for type in types]
        self.rows = re.compile(
            rb'<row r="([0-9]{1,7})"%b>%b%b' % (re.escape(head[1]), b"".join(pattern), _END)
        )

    def _quick(self, body: bytes) -> Piece | None:
        """The rows of a piece, if all are of this shape and follow one another."""
        assert self.rows
        found = self.rows.findall(body)
        if not found or len(found) != body.count(b"<row") or any(sign in body for sign in _UNUSUAL):
            return None
        numbers, *columns = zip(*found, strict=True)
        first = int(numbers[0])
        if list(map(int, numbers)) != list(range(first, first + len(found))):
            return None
        try:
            cells = [list(map(value, column)) for value, column in zip(self.values, columns, strict=True)]
        except ValueError:
            return None
        while cells and not any(map(_says, cells[-1])):
            cells.pop()
        return first, list(map(list, zip(*cells, strict=True)))


def _says(cell: object) -> bool:
    return cell != ""


class _Numbers(dict[bytes, Any]):
    """What digits say."""

    def __missing__(self, digits: bytes) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        self[digits] = found = float(digits) if digits else ""
        return found
