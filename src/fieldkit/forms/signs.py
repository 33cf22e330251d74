"""The short sign of a question: printed beside it on paper, and typed before a `=` in rapid entry.

A code such as `V01` reads alike in every language. One that is an English word (`school`) has, in another
language, the first words of its question in its place: `escuela`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from fieldkit.forms.form import Form

_SMALL = frozenset(
    ("al", "como", "con", "cual", "de", "del", "el", "en", "es", "esta", "este", "la", "las", "le", "lo",
     "los", "para", "por", "que", "se", "si", "su", "un", "una")
)  # fmt: skip
"""Spanish words that say nothing by themselves; those of one letter say nothing either."""

_UNACCENTED = str.maketrans("áéíóúü", "aeiouu")
"""The ñ stays: `año`."""

_MOST = 4
"""How many words a sign has at most; two are enough unless another question begins with the same."""


@cache
def signs(form: Form, language: str) -> Mapping[str, str]:
    """The sign of every item, by its code. No two are alike, and none is the code of another item."""
    taken = set(form.items)
    found: dict[str, str] = {}
    for code, item in form.items.items():
        found[code] = code if language == "en" or code != code.lower() else _sign(item.label(language), taken)
        found[code] = found[code] or code
        taken.add(found[code])
    return found


def _sign(label: str, taken: set[str]) -> str:
    """The first words of a question that are nobody's sign yet; "" when all of them are."""
    words = re.findall(r"[^\W_]{2,}", label.lower().translate(_UNACCENTED))
    telling = [word for word in words if word not in _SMALL] or words
    tried = ("_".join(telling[:count]) for count in range(min(2, len(telling)), _MOST + 1))
    return next((sign for sign in tried if sign and sign not in taken and sign[0].isalpha()), "")
