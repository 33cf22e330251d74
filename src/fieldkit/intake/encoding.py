"""Which letters the bytes of a text file stand for: UTF-8, UTF-16, or Windows or DOS Spanish."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

MIXED = "fieldkit-mixed"
"""The error handler that reads a stray byte of a UTF-8 file as the Windows letter it is."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPANISH = dict.fromkeys("áéíóúñ", 3) | dict.fromkeys("ÁÉÍÓÚÑüÜ¿¡ºª°", 2)
_MARKED = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_PIECE = 1 << 20
_WORDS = 20_000


def detect(source: BinaryIO) -> tuple[str, str]:
    """The codec of a file and the error handler to read it with; the file is left at its beginning.

    The whole file is looked at, in pieces, because one accent in the last line decides as much as one in the
    first. UTF-8 with a few stray Windows bytes (two files pasted together) is read as both, by `MIXED`.
    """
    head = source.read(4096)
    found = next((codec for bom, codec in _BOMS if head.startswith(bom)), None) or _utf16(head)
    source.seek(0)
    if found:
        return found, "replace" if found.startswith("utf-16") else MIXED
    strays, letters, words = _survey(source)
    source.seek(0)
    if not strays:
        return "utf-8", "strict"
    if letters > strays:
        return "utf-8", MIXED
    return max(("cp1252", "cp850"), key=lambda codec: _spanish(words, codec)), "replace"


def is_mixed(codec: str, errors: str) -> bool:
    """Whether a file was found to hold two ways of writing letters."""
    return codec == "utf-8" and errors == MIXED


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


def _survey(source: BinaryIO) -> tuple[int, int, set[bytes]]:
    """Bytes that are not UTF-8, letters that are (beyond ASCII), and the distinct words that hold either."""
    strays = letters = 0
    words: set[bytes] = set()
    decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
    while piece := source.read(_PIECE):
        text = decode(piece)
        if text.isascii():
            continue
        bad = len(re.findall("[\udc80-\udcff]", text))
        strays += bad
        letters += len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
        if bad and len(words) < _WORDS:
            words.update(_MARKED.findall(piece))
    strays += len(decode(b"", final=True))
    return strays, letters, words


def _spanish(words: set[bytes], codec: str) -> int:
    """How Spanish the words look in a codec: its letters count for, others against, sO dOES oDD cASE."""
    score = 0
    for word in words:
        text = word.decode(codec, "replace")
        score += sum(_SPANISH.get(letter, -4) for letter in text if letter > "\x7f")
        if not (text.islower() or text.isupper() or text.istitle()):
            score -= 4
    return score


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read the byte that is not UTF-8 as Windows would."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1


codecs.register_error(MIXED, _stray)
