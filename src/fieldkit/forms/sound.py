"""What no store or wire can carry, whatever it answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from fieldkit.forms.refusal import Refusal

DEEPEST = 20


def sound(value: Any, depth: int = 0) -> None:
    """Refuse in a value of any shape what no store or wire can carry. Raises Refusal."""
    if isinstance(value, str):
        refuse_control(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise Refusal("not_a_number")
    elif depth > DEEPEST:
        raise Refusal("bad_text", sign="…")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            refuse_control(str(key))
            sound(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            sound(inner, depth + 1)


def refuse_control(text: str) -> None:
    """Refuse a control sign or half a letter in a text. Raises Refusal."""
    if text.isprintable():
        return
    for sign in text:
        if sign not in "\t\n\r" and (sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign < "\ue000"):
            raise Refusal("bad_text", sign=f"U+{ord(sign):04X}")
