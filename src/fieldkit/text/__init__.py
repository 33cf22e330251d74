"""Every sentence a person reads, by key, Spanish and English.

`t("school.saved", name="…")` finds `saved` in `text/es/school.py`: only the words a command needs are loaded.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

LANGUAGES = ("es", "en")
_language = "es"


def use(language: str) -> None:
    """Speak `es` or `en` from now on; anything else leaves Spanish."""
    global _language
    _language = language if language in LANGUAGES else "es"


def language() -> str:
    """The language in use: `es` or `en`."""
    return _language


def words(prefix: str, language: str | None = None) -> dict[str, str]:
    """All the sentences of one area, in one language."""
    return _area(language or _language, prefix)


@cache
def _area(language: str, prefix: str) -> dict[str, str]:
    found: dict[str, str] = import_module(f"fieldkit.text.{language}.{prefix}").WORDS
    return found


def t(key: str, /, **facts: Any) -> str:
    """The sentence of a key with its blanks filled. A key without words is a bug: KeyError."""
    prefix, _, name = key.partition(".")
    return words(prefix)[name].format(**facts)
