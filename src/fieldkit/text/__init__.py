"""Every sentence a person reads, by key, Spanish and English.

`t("school.saved", name="…")` finds `saved` in `text/es/school.py`: only the words a command needs are loaded.
"""

from __future__ import annotations

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
    found: dict[str, str] = import_module(f"fieldkit.text.{language or _language}.{prefix}").WORDS
    return found


def t(key: str, **facts: Any) -> str:
    """The sentence of a key with its blanks filled. A key without words is a bug: KeyError.

    A fact that has words of its own in each language ({"es": …, "en": …}) is said in the one in use.
    """
    prefix, _, name = key.partition(".")
    said = {key: fact.get(_language, "") if isinstance(fact, dict) else fact for key, fact in facts.items()}
    return words(prefix)[name].format(**said)
