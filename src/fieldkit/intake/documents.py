"""JSON coming in: one object a line, or one array of objects. Every row names its own fields."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from fieldkit.errors import Unreadable
from fieldkit.intake import encoding
from fieldkit.intake.table import Row, Table

_ARRAY_LIMIT = 64 << 20
"""An array is read whole; beyond so many bytes it has to come as one object a line."""


def read(stream: BinaryIO, name: str) -> Table:
    """The rows of a JSON file. Raises Unreadable: bad_json (with the line), too_large."""
    codec, errors = encoding.detect(stream)
    size = stream.seek(0, io.SEEK_END) or 1
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors)
    first = text.read(4096).lstrip()
    text.seek(0)
    rows = _array(text, name, size) if first.startswith("[") else _lines(text, name)
    return Table(None, rows, "json", lambda: 1.0 if text.closed else text.buffer.tell() / size)


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[Row]:
    for line, written in enumerate(text, 1):
        if not written.isspace():
            yield line, _object(_parsed(written, name, line), name, line)


def _array(text: io.TextIOWrapper, name: str, size: int) -> Iterator[Row]:
    """The elements of one array; their "line" is their place in it."""
    if size > _ARRAY_LIMIT:
        raise Unreadable(file=name, why="too_large")
    for place, found in enumerate(_parsed(text.read(), name, 1), 1):
        yield place, _object(found, name, place)


def _parsed(written: str, name: str, line: int) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        raise Unreadable(file=name, why="bad_json", line=line) from None


def _object(found: Any, name: str, line: int) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise Unreadable(file=name, why="bad_json", line=line)
    return found
