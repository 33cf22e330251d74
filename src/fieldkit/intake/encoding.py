"""Which letters the bytes of a text file stand for: UTF-8, UTF-16, or Windows or DOS Spanish."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, NamedTuple

_WINDOWS, _DOS = "cp1252", "cp850"
_MIXED = "fieldkit-"
"""How the error handlers begin that read a stray byte of UTF-8 as the letter of the codec they name."""

_KEPT = "fieldkit-kept"
"""The error handler that leaves half a letter as it is, to be refused where it stands."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPANISH = dict.fromkeys("áéíóúñ", 3) | dict.fromkeys("ÁÉÍÓÚÑüÜ¿¡ºª°", 2)
_MARKED = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_ESCAPED_HALF = re.compile("\udced[\udca0-\udcbf][\udc80-\udcbf]")
"""Half of a letter that UTF-16 writes in two, written as if it were one: some programs leave it behind."""

_ESCAPED = re.compile("[\udc80-\udcff]")
_PIECE = 1 << 20
_WORDS = 20_000
_LINES = 1_000
_half: Callable[[UnicodeDecodeError], tuple[str, int]] = codecs.lookup_error("surrogatepass")  # type: ignore[assignment]
"""Reads half a letter as it is, and raises the error again where there is none."""


class Letters(NamedTuple):
    """How to read a file: codec, error handler, and the first lines with letters written in another way."""

    codec: str
    errors: str = "strict"
    mixed: tuple[int, ...] = ()


@dataclass(slots=True)
class _Survey:
    """What the bytes of a file look like, read as UTF-8. strays: bytes of no letter. halves: of letters.
    words: some that hold any of them, or a letter beyond ASCII. lines: the first with a stray.
    """

    strays: int = 0
    halves: int = 0
    words: set[bytes] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)


def detect(source: BinaryIO) -> Letters:
    """How to read a file, which is left at its beginning.

    The whole file is looked at, in pieces, because one accent in the last line decides as much as one in the
    first. UTF-8 with a few stray Windows or DOS bytes (two files pasted together) is read as both.
    """
    head = source.read(4096)
    found = next((codec for bom, codec in _BOMS if head.startswith(bom)), None) or _utf16(head)
    source.seek(0)
    if found and found.startswith("utf-16"):
        return Letters(found, _KEPT)
    survey = _survey(source)
    source.seek(0)
    if not survey.strays:
        return Letters(found or "utf-8", _KEPT if survey.halves else "strict")
    best = max(_readings(found or "utf-8"), key=lambda one: _spanish(survey.words, one))
    return best._replace(mixed=tuple(survey.lines)) if best.errors != "replace" else best


def _readings(codec: str) -> list[Letters]:
    """How a file may be meant that is not all UTF-8; of two that read as well, the first is right.

    codec: its own, if it is UTF-8 but for some of its rows.
    """
    others = (_WINDOWS, _DOS)
    return [Letters(one, "replace") for one in others] + [Letters(codec, _MIXED + one) for one in others]


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a BOM shows by its zeros: Western text has one in nearly every pair of bytes."""
    pairs = len(head) // 2
    if not pairs:
        return None
    if head[1::2].count(0) > 0.4 * pairs and head[0::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if head[0::2].count(0) > 0.4 * pairs and head[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return None


def _survey(source: BinaryIO) -> _Survey:
    found = _Survey()
    decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
    line = 1
    while piece := source.read(_PIECE):
        _look(found, decode(piece), piece, line)
        line += piece.count(b"\n")
    cut = decode(b"", final=True)
    _look(found, cut, cut.encode("utf-8", "surrogateescape"), line)
    return found


def _look(found: _Survey, text: str, piece: bytes, line: int) -> None:
    """Add a piece of a file. line: the one it begins in."""
    if text.isascii():
        return
    strays = halves = 0
    if _ESCAPED.search(text):
        text, halves = _ESCAPED_HALF.subn("", text)
        strays = len(_ESCAPED.findall(text))
    found.halves += halves
    found.strays += strays
    if not found.words or (strays and len(found.words) < _WORDS):
        found.words.update(_MARKED.findall(piece))
    if strays and len(found.lines) < _LINES:
        rows = enumerate(text.split("\n"), line)
        found.lines += [at for at, row in rows if _ESCAPED.search(row)][:_LINES]


def _spanish(words: set[bytes], letters: Letters) -> int:
    """How Spanish the words look in a reading: its letters count for, others against, sO dOES oDD cASE."""
    score = 0
    for word in words:
        text = word.decode(letters.codec, letters.errors)
        score += sum(_SPANISH.get(letter, -4) for letter in text if letter > "\x7f")
        if not (text.islower() or text.isupper() or text.istitle()):
            score -= 4
    return score


def _stray(error: UnicodeError, codec: str) -> tuple[str, int]:
    """Read the byte that is not UTF-8 as another codec would; half a letter stays what it is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    try:
        return _half(error)
    except UnicodeDecodeError:
        return error.object[error.start : error.start + 1].decode(codec, "replace"), error.start + 1


def _kept(error: UnicodeError) -> tuple[str, int]:
    """Half a letter as it is; bytes that make none at all as the sign for a letter that was lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    try:
        return _half(error)
    except UnicodeDecodeError:
        return "\ufffd", error.end


for _codec in (_WINDOWS, _DOS):
    codecs.register_error(_MIXED + _codec, partial(_stray, codec=_codec))
codecs.register_error(_KEPT, _kept)
