"""Text in the cells of a spreadsheet: what it would run as a formula is made plain text, and back."""

from __future__ import annotations

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = frozenset("0123456789.,")


def defused(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would run it; numbers stay numbers."""
    if not text.startswith(_RUNS) or (text[0] in "+-" and text[1:] and _NUMBER.issuperset(text[1:])):
        return text
    return f"'{text}"


def as_meant(text: str) -> str:
    """`defused` undone."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_RUNS) else text
