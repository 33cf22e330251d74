"""Making bodies small for a thin line, and unpacking them without ever trusting how large they become."""

from __future__ import annotations

import bz2
import zlib
from collections.abc import Iterable

KNOWN = ("bzip2", "gzip")
"""Content codings spoken here. bzip2 makes a month of sheets a third smaller; gzip everybody has."""

PACKED = 1 << 20
UNPACKED = 8 << 20
"""The largest body taken, in bytes, as it travels and unpacked."""

_GZIP = 31  # zlib's number for its largest window with a gzip header


class TooLarge(ValueError):
    """A body that is, or would become, larger than is taken."""


def pack(body: bytes, codings: Iterable[str]) -> tuple[str, bytes]:
    """The smallest of the codings the other side reads: (its name, the bytes). `identity` when none helps."""
    found = [("identity", body)]
    for coding in codings:
        if coding == "gzip":
            deflate = zlib.compressobj(9, wbits=_GZIP)
            found.append((coding, deflate.compress(body) + deflate.flush()))
        elif coding == "bzip2":
            found.append((coding, bz2.compress(body, 9)))
    return min(found, key=lambda one: len(one[1]))


def unpack(body: bytes, coding: str, limit: int = UNPACKED) -> bytes:
    """Undo `pack`. Raises TooLarge past the limit, having unpacked no more than that; ValueError when the
    body is cut short, has something behind its end, or is not what it says."""
    if coding in ("", "identity"):
        unpacked = body
    elif coding == "gzip":
        unpacked = _gunzip(body, limit)
    elif coding == "bzip2":
        unpacked = _bunzip(body, limit)
    else:
        raise ValueError(f"coding {coding[:20]}")
    if len(unpacked) > limit:
        raise TooLarge
    return unpacked


def spoken(header: str | None) -> list[str]:
    """The codings of an Accept-Encoding header that are spoken here."""
    named = {part.split(";")[0].strip() for part in (header or "").split(",")}
    return [coding for coding in KNOWN if coding in named]


def _gunzip(body: bytes, limit: int) -> bytes:
    inflate = zlib.decompressobj(wbits=_GZIP)
    try:
        unpacked = inflate.decompress(body, limit + 1)
    except zlib.error as trouble:
        raise ValueError("not gzip") from trouble
    if len(unpacked) <= limit and (not inflate.eof or inflate.unused_data):
        raise ValueError("cut short, or followed by something")
    return unpacked


def _bunzip(body: bytes, limit: int) -> bytes:
    inflate = bz2.BZ2Decompressor()
    try:
        unpacked = inflate.decompress(body, limit + 1)
    except OSError as trouble:
        raise ValueError("not bzip2") from trouble
    if len(unpacked) <= limit and (not inflate.eof or inflate.unused_data):
        raise ValueError("cut short, or followed by something")
    return unpacked
