"""Names as people type them, folded so that the same name is found again; and what nobody sees in them."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]+")
_GAPS = re.compile(r"[\W_]+")

_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
FILLERS = "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2800\u3164\ufeff\uffa0"
"""Signs without a look, and without a meaning around a text, which pages and programs leave behind: the soft
hyphen, joiners, blanks without width, the blank of Braille, the fillers of Hangul.
"""

_MARKS_OF_READING = "\u061c" + "".join(
    map(chr, (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2061, 0x2070), *range(0xFE00, 0xFE10)))
)
"""Signs without a look that tell how those beside them are read: joined, from the right, as a picture."""

UNSEEN = frozenset(_BLANKS + FILLERS + _MARKS_OF_READING)


def fold(text: str) -> str:
    """The text for searching: lower case, no accents, ñ as n, all that is no letter or digit one blank.

    Only for finding: two different names may fold to the same text (Peña, Pena).
    """
    if text.isascii():
        return _GAPS.sub(" ", text.lower()).strip()
    return _GAPS.sub(" ", _MARKS.sub("", _apart(text))).strip()


def _apart(text: str) -> str:
    """Letters and their accents as separate signs, in lower case."""
    return unicodedata.normalize("NFKD", text).casefold()


def alphabetical(text: str) -> str:
    """What to sort by, as Spanish sorts: an accent makes no difference, and ñ comes after n."""
    return fold(unicodedata.normalize("NFC", text).casefold().replace("ñ", "nþ"))  # þ: after z


def trimmed(text: str) -> str:
    """The text without what nobody sees around it; marks of how it is read stay."""
    return text.strip() if text.isascii() else text.strip(_BLANKS + FILLERS)


def unseen(text: str) -> bool:
    """Whether there is nothing in it to be seen."""
    return not text.strip() or (not text.isascii() and UNSEEN.issuperset(text))
