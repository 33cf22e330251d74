"""JSON coming in: one object a line, one array of objects, or one object. Every row names its own fields."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from fieldkit.errors import Unreadable
from fieldkit.intake import encoding
from fieldkit.intake.table import Again, Reading, Row, Table, origin

_WHOLE_LIMIT = 64 << 20
"""What is one piece is read whole; beyond so many bytes it has to come as one object a line."""


def read(stream: BinaryIO, name: str) -> Table:
    """The rows of a JSON file. Raises Unreadable: bad_json (with the line), too_large."""
    file = origin(stream, name)
    codec, errors, mixed = encoding.detect(stream)
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors)
    begin = partial(_begin, name, codec, errors, _is_line_by_line(text))
    text.detach()
    rows, share = begin(stream)
    return Table(None, rows, "json", share, mixed=mixed, again=Again(file, begin) if file else None)


def _begin(name: str, codec: str, errors: str, by_line: bool, stream: BinaryIO, _: int = 0) -> Reading:
    """The rows from the first one on, when it is known how they are written."""
    size = stream.seek(0, io.SEEK_END) or 1
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors)
    rows = _lines(text, name) if by_line else _whole(text, name, size)
    return Reading(rows, lambda: 1.0 if text.closed else stream.tell() / size)


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[Row]:
    for line, written in enumerate(text, 1):
        if not written.isspace():
            yield line, _object(_parsed(written, name, line), name, line)


def _is_line_by_line(text: io.TextIOWrapper) -> bool:
    """Whether the first line that says anything is an object, and not the beginning of something longer."""
    first = next((line for line in text if not line.isspace()), "")
    return first.lstrip("\ufeff \t").startswith("{") and first.rstrip().endswith("}")


def _whole(text: io.TextIOWrapper, name: str, size: int) -> Iterator[Row]:
    """The elements of one array, or one object written over many lines; "line" is the place among them."""
    if size > _WHOLE_LIMIT:
        raise Unreadable(file=name, why="too_large")
    found = _parsed(text.read(), name, 1)
    for place, one in enumerate(found if isinstance(found, list) else [found], 1):
        yield place, _object(one, name, place)


def _parsed(written: str, name: str, line: int) -> Any:
    try:
        return json.loads(written, strict=False)  # a control sign refuses its row, not the file
    except (ValueError, RecursionError):
        raise Unreadable(file=name, why="bad_json", line=line) from None


def _object(found: Any, name: str, line: int) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise Unreadable(file=name, why="bad_json", line=line)
    return found
