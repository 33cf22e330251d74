"""A photo or a copy as the notebook keeps it: small, and with nothing in it but the picture."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fieldkit.errors import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 1600
"""Pixels of the long side."""
LARGEST_PHOTO = 200_000
LARGEST_PDF = 1_500_000
LARGEST_FILE = 60_000_000
"""Bytes of a photo and of a PDF as they are kept, and of a file that is looked at."""
MOST_PIXELS = 64_000_000
"""Width times height of what is unpacked: more would fill the memory of a small machine."""

_NOTED = re.compile(rb"\xff\xe1(..)(?:Exif\x00\x00|http://ns.adobe.com/xap/1.0/\x00)", re.DOTALL)
"""How what a camera noted begins in a photo within a PDF, with its length: where it was taken, and when."""

_QUALITIES = (85, 75, 65, 55, 45)
_SMALLER = 0.75


class Kept(NamedTuple):
    """Bytes to keep. ending: `jpg` or `pdf`."""

    content: bytes
    ending: str


def reduced(file: Path) -> Kept:
    """A file as it is to be kept: a JPEG or PNG made small, upright and without its EXIF, which may tell
    where it was taken; a PDF without that of its photos. Raises Unreadable.
    """
    content = _read(file)
    if content.startswith(b"%PDF-"):
        return Kept(_pdf(file, content), "pdf")
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise Unreadable(file=file.name, why="not_a_photo")
    return Kept(_small(_upright(file, content)), "jpg")


def _read(file: Path) -> bytes:
    if file.exists() and not file.is_file():
        raise Unreadable(
            file=str(file), why="closed"
        )  # a folder; or a pipe, which could make us wait for ever
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "closed"
        raise Unreadable(file=str(file), why=why) from trouble
    if len(content) > LARGEST_FILE:
        raise Unreadable(file=file.name, why="photo_too_large")
    if not content:
        raise Unreadable(file=file.name, why="empty")
    return content


def _pdf(file: Path, content: bytes) -> bytes:
    if len(content) > LARGEST_PDF:
        raise Unreadable(file=file.name, why="pdf_too_large", most=LARGEST_PDF // 1000)
    if b"%%EOF" not in content[-2048:]:
        raise Unreadable(file=file.name, why="damaged_photo")
    return _unnoted(content)


def _unnoted(content: bytes) -> bytes:
    """A PDF with blanks in place of what the cameras of its photos noted; all else stays where it is."""
    kept = bytearray(content)
    for found in _NOTED.finditer(content):
        last = found.start() + 2 + int.from_bytes(found[1])
        cut = content.find(b"endstream", found.end(), last)  # a photo that ends before it says
        noted = slice(found.end(), last if cut < 0 else cut)
        kept[noted] = bytes(len(kept[noted]))
    return bytes(kept)


def _upright(file: Path, content: bytes) -> Image:
    """The picture, no longer than it is kept, turned as its EXIF says, on white where it was transparent."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd EXIF, which goes; and of many pixels, which we judge
            opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            if opened.width * opened.height > MOST_PIXELS:
                raise Unreadable(file=file.name, why="photo_too_large")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked smaller at once
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
            clear = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as trouble:
        raise Unreadable(file=file.name, why="photo_too_large") from trouble
    except (OSError, SyntaxError, ValueError) as trouble:  # how Pillow says that it is broken
        raise Unreadable(file=file.name, why="damaged_photo") from trouble
    clean = Image.new("RGB", clear.size, "white")
    clean.paste(clear, mask=clear)
    return clean


def _small(picture: Image) -> bytes:
    """A JPEG of at most so many bytes: of less quality first, of fewer pixels when that is not enough."""
    while True:
        for quality in _QUALITIES:
            packed = io.BytesIO()
            picture.save(packed, "JPEG", quality=quality, optimize=True)
            if packed.tell() <= LARGEST_PHOTO:
                return packed.getvalue()
        picture = picture.resize((_shorter(picture.width), _shorter(picture.height)))


def _shorter(side: int) -> int:
    return max(1, int(side * _SMALLER))
