"""Names as people type them, folded so that the same name is found again; and what nobody sees in them."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]+")
_GAPS = re.compile(r"[\W_]+")

FILLERS = "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2800\u3164\ufeff\uffa0"
"""Signs without a look or a meaning at the end of words, which pages and programs leave behind: the soft
hyphen, joiners, blanks without width, the blank of Braille, the fillers of Hangul. Not those that tell how
the signs beside them are read (U+200C to U+200F, U+202A to U+202E, U+2066 to U+2069, variations, tags).
"""

_BLANK = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_ENDS = _BLANK + FILLERS
_NO_LOOK = frozenset(("Cf", "Zs", "Zl", "Zp"))
"""Unicode's general categories of formats and blanks."""


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


def trimmed(text: str) -> str:
    """The text without what nobody sees around it."""
    return text.strip() if text.isascii() else text.strip(_ENDS)


def unseen(text: str) -> bool:
    """Whether there is nothing in it to be seen."""
    rest = text.strip()
    return not rest or (not rest.isascii() and all(map(_has_no_look, rest)))


def _has_no_look(sign: str) -> bool:
    return sign in _ENDS or "\ufe00" <= sign <= "\ufe0f" or unicodedata.category(sign) in _NO_LOOK
