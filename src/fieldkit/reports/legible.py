"""Words as any page, sheet or terminal can carry them."""

from __future__ import annotations


def legible(words: str) -> str:
    """The same; what no file can hold, or a terminal would obey, is a dot. Line ends stay."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() or sign == "\n" else "·" for sign in words)
