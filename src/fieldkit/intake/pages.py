"""New sheets written out as records, before it is known whether they are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import Any

from fieldkit.domain.entry import bucket_of
from fieldkit.domain.record import FINISHED
from fieldkit.forms.computing import Rows
from fieldkit.forms.form import Form
from fieldkit.forms.reading import PARTED, REMEMBERED, Column
from fieldkit.store import index
from fieldkit.store.fresh import Written

_ANEW = PARTED | {"decimal"}
"""Types whose values cannot be told apart by what they equal, or have parts: written anew each time."""

_FREE = frozenset(("text", "longtext", "ref", "photo"))
"""Types whose values seldom come again."""

Encode = Callable[[Any], bytes]


class Pages:
    """Writes new sheets of one form by one author (an id)."""

    def __init__(self, form: Form, by: str, encode: Encode) -> None:
        self.form, self.by, self.encode = form, by, encode
        self.head, self.tail = encode(self._doc({})).split(b'"answers":{}')
        self._columns: dict[str, Callable[[Column], Iterator[bytes]]] = {}

    def one(self, answers: Mapping[str, Any]) -> Written:
        """The record of a sheet with these answers."""
        doc = self._doc(answers)
        return Written(bucket_of(answers, self.by), self.encode(doc), index.columns(self.form.kind, doc))

    def many(self, rows: Rows) -> list[Written]:
        """The records of many sheets, without making each of them."""
        found = zip(
            repeat(self.form.code, rows.count),
            map(index.text, rows.column(self.form.subject)),
            map(index.text, rows.column("date")),
            repeat(FINISHED),
            self._keys(rows),
            repeat(None),
            repeat(None),
            strict=False,
        )
        return list(map(Written, self._buckets(rows), self._docs(rows), map(index.Columns._make, found)))

    def _doc(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        form = self.form
        head = {"form": form.code, "version": form.version, "state": FINISHED}
        return {**head, "answers": answers, "author": self.by}

    def _keys(self, rows: Rows) -> Iterator[str | None]:
        if not self.form.key:
            return repeat(None)
        said = [
            [self.by] * rows.count if code == "author" else self._said(rows, code) for code in self.form.key
        ]
        whole = all(set(map(type, column)) == {str} and all(column) for column in said)
        return map("|".join if whole else index.joined, zip(repeat(self.form.code), *said, strict=False))

    def _said(self, rows: Rows, code: str) -> Column:
        """What the sheets say of an item that tells them apart."""
        word = index.unsaid(self.form, code)
        return [one or word for one in rows.column(code)] if word else rows.column(code)

    def _buckets(self, rows: Rows) -> Iterator[str]:
        schools = rows.column("school")
        known = {school: bucket_of({"school": school}, self.by) for school in set(schools)}
        return map(known.__getitem__, schools)

    def _docs(self, rows: Rows) -> Iterator[bytes]:
        start, end = self.head + b'"answers":{', b"}" + self.tail
        for code in rows.values.keys() - self._columns.keys():
            self._columns[code] = self._column(code)
        pieces = (self._columns[code](column) for code, column in rows.values.items())
        return (start + body[1:] + end for body in map(b"".join, zip(*pieces, strict=True)))

    def _column(self, code: str) -> Callable[[Column], Iterator[bytes]]:
        """What writes the answers to an item: `,"code":answer` each."""
        item = self.form.items.get(code)
        if item is None or item.type in _FREE | _ANEW:
            return partial(map, _Piece(code, self.encode).write)
        return partial(map, _Piece(code, self.encode).__getitem__)


class _Piece(dict[Any, bytes]):
    """The answers to one item as they stand in documents, by their value."""

    def __init__(self, code: str, encode: Encode) -> None:
        super().__init__()
        self.code, self.encode = code, encode

    def write(self, value: Any) -> bytes:
        """One answer; nothing for none."""
        return b"" if value is None else b"," + self.encode({self.code: value})[1:-1]

    def __missing__(self, value: Any) -> bytes:
        if len(self) >= REMEMBERED:
            self.clear()
        self[value] = found = self.write(value)
        return found
