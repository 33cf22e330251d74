"""What device and centre say to each other: a header and frozen lines up, one signed answer down."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from fieldkit.domain.change import encode

PROTOCOL = 1
MEDIA = "application/vnd.fieldkit.v1+json"
"""The media type of everything the centre says: a login page has another."""

SPOKEN = "/.well-known/fieldkit"
MOST_LINES = 2000
"""The most lines of a request."""

MOST_BUCKETS = 20_000
"""The most buckets a device reads: more than there are schools in the programme."""


_SHAPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("server", "batch", "receipt", "signature"), str),
    **dict.fromkeys(("rows", "inv", "unknown", "others"), list),
    **dict.fromkeys(("pos", "dig"), dict),
    "turn": int,
    "twin": bool,
    "ids": (list, type(None)),
}
"""What the parts of a reply are."""


_KEPT = re.compile(r"[^\0\ud800-\udfff]{0,100}")
"""A text of a header that every database keeps: no NUL, no half a letter."""


class Unsound(ValueError):
    """Bytes that are not what was agreed. They tell nothing."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a request.

    batch: names this exchange; the answer repeats it. server: the centre it is meant for. pos: how far each
    bucket is read. room: bytes of documents wanted down. ids: whether to list all my changes. ask: held
    changes to hear about. turn: the last number it was told. place: a mark of this computer and folder.
    """

    batch: str
    device: str
    server: str
    pos: Mapping[str, int]
    room: int
    ids: bool = False
    ask: Sequence[str] = ()
    turn: int = 0
    place: str = ""
    app: str = ""
    proto: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, as it travels. receipt: the signed text with the results; digests vouch for the rest.
    unknown: buckets the device has read of which the centre has never heard: it was put back from a copy.
    others: those of the results that another device had brought. turn: the number to say the next time.
    twin: the same notebook is used in another place too."""

    server: str
    batch: str
    receipt: str
    signature: str
    rows: Sequence[Sequence[Any]]
    pos: Mapping[str, int]
    unknown: Sequence[str]
    dig: Mapping[str, Sequence[int]]
    more: bool
    inv: Sequence[int]
    others: Sequence[str]
    turn: int
    twin: bool
    ids: Sequence[str] | None = None
    end: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the centre signs: what it made of each change. results: [id, outcome, rev?, detail?]."""

    server: str
    device: str
    batch: str
    at: str
    results: Sequence[Sequence[Any]] = field(default_factory=list)


def request(header: Header, lines: Sequence[bytes]) -> bytes:
    """The body of a request: the lines go as they were frozen, byte for byte."""
    return b"\n".join([encode(asdict(header)), *lines])


def read_request(body: bytes) -> tuple[Header, list[bytes]]:
    """The other way round. Raises Unsound for a header that is none, or a body past the limits."""
    first, _, rest = body.partition(b"\n")
    lines = rest.split(b"\n") if rest else []
    if len(lines) > MOST_LINES:
        raise Unsound("too many lines")
    return _header(_object(first)), lines


def reply(found: Reply) -> bytes:
    """The body of an answer."""
    return encode(asdict(found))


def receipt(found: Receipt) -> str:
    """The text that is signed."""
    return encode(asdict(found)).decode()


def read_reply(body: bytes) -> Reply:
    """Raises Unsound for anything but a whole reply, of any version that ends as this one does."""
    found = _object(body)
    try:
        known = {name: found[name] for name in Reply.__dataclass_fields__}
    except KeyError as trouble:
        raise Unsound("not a reply") from trouble
    if found["end"] is not True:
        raise Unsound("cut short")
    shaped = all(isinstance(known[name], shape) for name, shape in _SHAPES.items())
    if not shaped or len(known["inv"]) != 2:
        raise Unsound("not a reply")
    return Reply(**known)


def read_welcome(body: bytes) -> dict[str, str]:
    """What the centre says to who joins: server, key, name. Raises Unsound for anything but all of it."""
    found = _object(body)
    told = {name: text for name in ("server", "key", "name") if isinstance(text := found.get(name), str)}
    if found.get("end") is not True or len(told) < 3:
        raise Unsound("not a welcome")
    return told


def read_receipt(text: str) -> Receipt:
    """Raises Unsound for anything but a receipt."""
    found = _object(text.encode())
    try:
        return Receipt(**{name: found[name] for name in Receipt.__dataclass_fields__})
    except KeyError as trouble:
        raise Unsound("not a receipt") from trouble


def _header(found: Mapping[str, Any]) -> Header:
    """A newer device may say more; what it must say is here."""
    try:
        header = Header(**{name: found[name] for name in Header.__dataclass_fields__ if name in found})
    except TypeError as trouble:
        raise Unsound("header") from trouble
    if not (isinstance(header.pos, dict) and isinstance(header.ask, list | tuple)):
        raise Unsound("header")
    if len(header.ask) > MOST_LINES or len(header.pos) > MOST_BUCKETS:
        raise Unsound("header")
    texts = (header.batch, header.device, header.server, header.place, *header.ask, *header.pos)
    numbers = (header.room, header.proto, header.turn, *header.pos.values())
    if not all(isinstance(text, str) and _KEPT.fullmatch(text) for text in texts):
        raise Unsound("header")
    if not all(type(number) is int and 0 <= number < 2**62 for number in numbers):
        raise Unsound("header")
    return header


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise Unsound("not JSON") from trouble
    if not isinstance(found, dict):
        raise Unsound("not an object")
    return found
