"""What is said of an answer that cannot be kept, or that looks odd."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_BLANK = re.compile(r"\$\{(\w+)\}")


class Refusal(ValueError):
    """An answer that cannot be kept: the problem's code and its facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def shown(value: Any) -> str:
    """A value as it can be shown anywhere: short, and without signs that a terminal or a file cannot take."""
    text = value if isinstance(value, str) else _plain(value)
    short = text if len(text) <= 60 else text[:59] + "…"
    if short.isprintable():
        return short
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in short)


def _plain(value: Any) -> str:
    """An answer of several parts or rows as people write one."""
    if isinstance(value, Mapping):
        return ", ".join(_plain(part) for part in value.values() if part is not None)
    return "; ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def own_words(message: Mapping[str, str] | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The form's own sentence, where it has one, by language, with the answers that `${code}` names."""
    said = (message or {}).items()
    filled = {one: _BLANK.sub(lambda blank: shown(answers.get(blank[1], "")), words) for one, words in said}
    return {"message": filled} if filled else {}
