"""Tables in plain text: commas, semicolons, tabs or bars between the cells, in any of the usual encodings."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from fieldkit.errors import Unreadable
from fieldkit.intake import encoding
from fieldkit.intake.table import Again, Cells, Reading, Score, Table, headed, origin, saying

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1 << 16


def read(stream: BinaryIO, name: str, score: Score) -> Table:
    """The table in a text file. Raises Unreadable: bad_csv (with the line)."""
    file = origin(stream, name)
    codec, errors, mixed = encoding.detect(stream)
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors, newline="")
    delimiter = _delimiter(_sample(text), score)
    text.detach()
    begin = partial(_begin, name, codec, errors, delimiter)
    found = begin(stream)
    titles, header, rows = headed(found.rows, score)
    facts = {"encoding": codec, "delimiter": delimiter}
    again = Again(file, begin) if file else None
    return Table(header, rows, "csv", found.share, facts, mixed, titles=titles, again=again)


def _begin(name: str, codec: str, errors: str, delimiter: str, stream: BinaryIO, _: int = 0) -> Reading:
    """The rows from the first one on, when it is known how they are written."""
    size = stream.seek(0, io.SEEK_END) or 1
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors, newline="")
    rows = saying(_rows(text, delimiter, name))
    return Reading(rows, lambda: 1.0 if text.closed else stream.tell() / size)  # and keeps the stream open


def _rows(text: io.TextIOWrapper, delimiter: str, name: str) -> Iterator[tuple[int, Cells]]:
    """The rows by their first line. The empty line put behind the last is a row of its own, unless quotes are
    still open there: then everything since they were opened has become one cell.
    """
    reader = csv.reader(chain(text, ("",)), delimiter=delimiter, skipinitialspace=True)
    first, line, cells = 1, 1, []
    try:
        for cells in reader:
            first = line
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise Unreadable(file=name, why="bad_csv", line=line) from None
    if cells:
        raise Unreadable(file=name, why="bad_csv", line=first)


def _sample(text: io.TextIOWrapper) -> str:
    """The first whole lines."""
    sample = text.read(_SAMPLE)
    if len(sample) == _SAMPLE and "\n" in sample:
        return sample[: sample.rindex("\n")]
    return sample


def _delimiter(sample: str, score: Score) -> str:
    """The sign that gives the best heading, then the most rows of one width, then the widest."""
    return max(_DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter, score))


def _fitness(sample: str, delimiter: str, score: Score) -> tuple[int, int, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = [cells for cells in islice(reader, 50) if any(cells)]
    except csv.Error:
        return 0, 0, 0
    if not rows:
        return 0, 0, 0
    (width, times), *_ = Counter(map(len, rows)).most_common(1)
    return max(score(cells) for cells in rows[:10]), times if width > 1 else 0, width
