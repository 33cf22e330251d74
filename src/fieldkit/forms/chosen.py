"""Answers chosen from a list, said by code, by label in any language, by other words, or by place."""

from __future__ import annotations

from typing import Any

from fieldkit.domain.names import fold
from fieldkit.forms.form import Item
from fieldkit.forms.refusal import Refusal, shown

YES = frozenset(("si", "s", "yes", "y", "true", "verdadero", "1", "x"))
NO = frozenset(("no", "n", "false", "falso", "2", "0"))


def yesno(_: Item, given: Any) -> str:
    """`si` or `no`, from a truth or any word for one. Raises Refusal."""
    word = fold(_whole(given)) if isinstance(given, str | float | int) else ""
    if word in YES:
        return "si"
    if word in NO:
        return "no"
    raise Refusal("not_yes_no")


def select_one(item: Item, given: Any) -> str:
    """The code of the option that was chosen. Raises Refusal."""
    code = _chosen(item, given)
    if code is None:
        raise Refusal("not_a_choice", options=options(item))
    return code


def select_multiple(item: Item, given: Any) -> list[str]:
    """The codes of the options that were chosen. Raises Refusal."""
    words = given if isinstance(given, list) else _several(item, str(given))
    found = set()
    for word in words:
        code = _chosen(item, word)
        if code is None:
            raise Refusal("not_a_choice", value=shown(word), options=options(item))
        found.add(code)
    return [choice.code for choice in item.choices if choice.code in found]


def _several(item: Item, text: str) -> list[str]:
    """The words of a list written in one cell. A label may itself hold a comma or blanks."""
    if _chosen(item, text):
        return [text]
    separator = next((sign for sign in ";|\n," if sign in text), None)
    return [word for word in text.split(separator) if word.strip()]


def _chosen(item: Item, given: Any) -> str | None:
    """The code of an option said by its code, its label (`1 - MATUTINO` too) or its place in the list."""
    if not isinstance(given, str | float | int):
        return None
    word = _whole(given)
    if word in item.by_code:
        return word
    code = spelled(item, word)
    if code is not None or not item.numbered:
        return code
    if word.isascii() and word.isdecimal() and 1 <= int(word[:6]) <= len(item.choices):
        return item.choices[int(word[:6]) - 1].code
    behind = word.lstrip("0123456789").lstrip()
    return spelled(item, behind) if behind != word and behind[:1] in ("-", ".", ")") else None


def _whole(given: str | float) -> str:
    """What was written, of a whole number without the `.0` that programs put behind one (3.0)."""
    text = str(given).strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


def spelled(item: Item, word: str) -> str | None:
    """The code of the option that a word means; 3° with the sign of degrees is 3º, as keyboards write it."""
    return item.spellings.get(fold(word.replace("°", "º")))


def options(item: Item) -> dict[str, str]:
    """The first options of a list, in each language, for a sentence."""
    first, more = item.choices[:8], "…" if len(item.choices) > 8 else ""
    return {
        language: ", ".join(choice.label(language) for choice in first) + more for language in ("es", "en")
    }
