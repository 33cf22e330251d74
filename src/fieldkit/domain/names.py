"""Names as people type them, folded so that the same name is found again."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]+")
_GAPS = re.compile(r"[\W_]+")


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
