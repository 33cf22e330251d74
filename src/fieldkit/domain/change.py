"""One saved edit, frozen: the line of the journal that travels as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json.encoder import c_make_encoder  # type: ignore[attr-defined]
from json.encoder import encode_basestring as _quoted
from typing import Any, NamedTuple

from fieldkit.domain.record import new_id

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_pieces = (
    c_make_encoder(None, _compact.default, _quoted, None, ":", ",", False, False, True)
    if c_make_encoder
    else _compact.iterencode
)
"""Made once: `JSONEncoder.encode` makes it anew for every document, and that is half of what one costs."""


def encode(value: Any) -> bytes:
    """A value as compact JSON in UTF-8."""
    return "".join(_pieces(value, False)).encode()


@dataclass(slots=True)
class Edit:
    """What somebody wants to save. record: None makes a new record. base: the revision it was made on.

    Not frozen, though nobody changes one: Python takes twice as long to make what is.
    """

    kind: str
    bucket: str
    doc: Mapping[str, Any]
    record: str | None = None
    base: str | None = None


class Change(NamedTuple):
    """One saved edit: immutable, the whole document, named by the id its author's device made.

    n: its place on that device. at, by: when (for people) and by which advisor. line: its exact bytes.
    """

    id: str
    n: int
    record: str
    kind: str
    bucket: str
    base: str | None
    at: str
    by: str
    doc: Mapping[str, Any]
    line: bytes


def freeze(edit: Edit, *, n: int, at: str, by: str, encoder: Callable[[Any], bytes] = encode) -> Change:
    """Give an edit its identity and its bytes. A new record takes the id of the change that makes it."""
    id = new_id()
    record = edit.record or id
    bucket = edit.bucket.replace("{record}", record)
    doc = encoder(edit.doc)
    line = line_around(doc, id, n, record, circumstances(edit.kind, bucket, edit.base, at, by))
    return Change(id, n, record, edit.kind, bucket, edit.base, at, by, edit.doc, line)


def circumstances(kind: str, bucket: str, base: str | None, at: str, by: str) -> str:
    """What many lines of a journal may have in common: their middle."""
    return (
        f'"kind":"{kind}","bucket":{_quoted(bucket)},"base":{_quoted(base) if base else "null"},'
        f'"at":"{at}","by":{_quoted(by)},"doc":'
    )


def line_around(doc: bytes, id: str, n: int, record: str, middle: str) -> bytes:
    """The line of the journal that has these circumstances and this document, both already written.

    What the program makes itself, identity, kind and time, has nothing in it that JSON would write otherwise.
    """
    head = f'{{"id":"{id}","n":{n},"record":{_quoted(record)},{middle}'
    return head.encode() + doc + b"}"


def thaw(line: bytes) -> Change:
    """Read a line back. Raises ValueError (also KeyError, TypeError) when it is not one."""
    fields = json.loads(line)
    names = ("id", "n", "record", "kind", "bucket", "base", "at", "by", "doc")
    return Change(**{name: fields[name] for name in names}, line=line)


def digest(line: bytes) -> bytes:
    """SHA-256 of the exact bytes: what makes a change delivered twice the same change."""
    import hashlib  # here, for loading OpenSSL costs a save two milliseconds

    return hashlib.sha256(line).digest()
