"""What arrived, read with suspicion: every line's bytes are kept, whatever can or cannot be made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from math import isfinite
from typing import Any, NamedTuple

from fieldkit.domain.change import Change, digest

DEEPEST = 32
LONGEST = 256_000
"""How deep a document may nest, how many bytes a line may have."""

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_IDENTITY = re.compile(_UUID)
_BUCKET = re.compile(f"g|[as]:{_UUID}")
_NAMED = re.compile(rb'\{\s*"id"\s*:\s*"(' + _UUID.encode() + rb')"')


class Arrival(NamedTuple):
    """One line. id: None when not even that can be read. change: None when it is not a change."""

    id: str | None
    sha: bytes
    line: bytes
    change: Change | None


def arrivals(lines: Iterable[bytes]) -> list[Arrival]:
    """Read the lines of a batch. Never raises for what is in them."""
    return [_arrival(line) for line in lines]


def read_json(text: bytes) -> Any:
    """JSON that every database can keep: no NaN, lone surrogate or NUL, no whole number past 64 bits, not too
    deep. Raises ValueError."""
    try:
        found = json.loads(text, parse_constant=_refuse)
        _measure(found, DEEPEST)
    except (RecursionError, UnicodeError) as trouble:
        raise ValueError("not acceptable JSON") from trouble
    return found


def _arrival(line: bytes) -> Arrival:
    sha = digest(line)
    try:
        change = _change(line)
    except (ValueError, KeyError, TypeError):
        named = _NAMED.match(line)
        return Arrival(named[1].decode() if named else None, sha, line, None)
    return Arrival(change.id, sha, line, change)


def _change(line: bytes) -> Change:
    if len(line) > LONGEST:
        raise ValueError("too long")
    fields = read_json(line)
    names = ("id", "n", "record", "kind", "bucket", "base", "at", "by", "doc")
    change = Change(**{name: fields[name] for name in names}, line=line)
    if not (_IDENTITY.fullmatch(change.id) and _IDENTITY.fullmatch(change.record)):
        raise ValueError("identity")
    if not _BUCKET.fullmatch(change.bucket) or not (change.base is None or _IDENTITY.fullmatch(change.base)):
        raise ValueError("bucket or base")
    if type(change.n) is not int or not 0 <= change.n < 2**63:
        raise ValueError("number")
    if not all(isinstance(text, str) and len(text) <= 100 for text in (change.kind, change.at, change.by)):
        raise ValueError("text")
    if not (isinstance(change.doc, dict) and isinstance(change.doc["answers"], dict)):
        raise TypeError("document")
    return change


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _measure(value: Any, room: int) -> None:
    if room == 0:
        raise ValueError("too deep")
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("NUL")
        value.encode()  # a lone surrogate has no bytes
        return
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("no number")  # 1e999 is written like one
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("too large")
    if isinstance(value, dict):
        value = [*value, *value.values()]
    elif not isinstance(value, list):
        return
    for part in value:
        _measure(part, room - 1)
