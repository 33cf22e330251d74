"""A drawn page of a child's writing, which stands for a photo of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

WIDTH, HEIGHT, RULED = 240, 160, 36
"""Pixels; RULED from one line of the page to the next."""

PEN, STEP, MARGIN = 3, 18, 12
"""Pixels: how thick it is written, from one letter to the next, and left of the first."""

PAGE = ("el conejo", "come elote", "en el monte")
LETTERS = {
    "c": ("....", ".##.", "#...", "#...", ".##.", "...."),
    "e": ("....", ".##.", "#.##", "##..", ".###", "...."),
    "j": ("..#.", "....", "..#.", "..#.", "..#.", "##.."),
    "l": (".#..", ".#..", ".#..", ".#..", ".##.", "...."),
    "m": ("....", "#.#.", "####", "#.##", "#.##", "...."),
    "n": ("....", "#.#.", "##.#", "#..#", "#..#", "...."),
    "o": ("....", ".##.", "#..#", "#..#", ".##.", "...."),
    "t": (".#..", "####", ".#..", ".#..", ".##.", "...."),
}


def png() -> bytes:
    """The page, black on white. Nothing is packed, for every zlib would pack it in its own way."""
    black = {*_lines(), *_writing()}
    rows = (bytes((0, *_bits(black, y))) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _lines() -> Iterator[tuple[int, int]]:
    """The dotted lines of the paper."""
    return ((x, y) for y in range(RULED, HEIGHT, RULED) for x in range(0, WIDTH, 3))


def _writing() -> Iterator[tuple[int, int]]:
    """What is written on them; a foot hangs below the line."""
    for line, words in enumerate(PAGE, 1):
        for place, letter in enumerate(words):
            for down, row in enumerate(LETTERS.get(letter, ())):
                for across in (at for at, dot in enumerate(row) if dot == "#"):
                    x, y = MARGIN + STEP * place + PEN * across, RULED * line + PEN * (down - 5)
                    yield from ((x + dx, y + dy) for dx in range(PEN) for dy in range(PEN))


def _bits(black: set[tuple[int, int]], y: int) -> Iterator[int]:
    """A row of pixels, eight in a byte; a one is white."""
    for x in range(0, WIDTH, 8):
        yield sum(128 >> place for place in range(8) if (x + place, y) not in black)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
