"""Reading the answers of many rows: what was read once without remark is remembered, save free text."""

from __future__ import annotations

from typing import Any, Protocol
from unicodedata import is_normalized

from fieldkit.forms.answer import LONGEST, read
from fieldkit.forms.form import Item

REMEMBERED = 20_000
"""How much is remembered of one thing, before it is forgotten to bound the memory."""


class Doubt(Exception):
    """This row needs the whole check."""


class Reader(Protocol):
    """Gives the value to keep of an answer by `[]`. Raises Doubt, Refusal, TypeError."""

    def __getitem__(self, given: Any, /) -> Any: ...


def reader(item: Item) -> Reader:
    """How the answers of an item are read."""
    if item.type in ("text", "ref") and not item.identifier:
        return _Text(item)
    return _Lists(item) if item.type in ("select_multiple", "signature", "gps") else _Remembered(item)


def _surely(item: Item, given: Any) -> Any:
    """What an answer says when there is nothing to remark."""
    value, notes = read(item, given)
    if notes or value is None:
        raise Doubt
    return value


class _Remembered(dict[str, Any]):
    """What was written, with the value it says."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item

    def __missing__(self, given: Any) -> Any:
        value = _surely(self.item, given)
        if type(given) is str:
            if len(self) == REMEMBERED:
                self.clear()
            self[given] = value
        return value


class _Lists:
    """Values with parts: each row has one of its own to keep."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.remembered = _Remembered(item)

    def __getitem__(self, given: Any) -> Any:
        value = self.remembered[given] if type(given) is str else _surely(self.item, given)
        return value.copy() if type(value) in (list, dict) else value


class _Text:
    def __init__(self, item: Item) -> None:
        self.item = item
        self.least, self.most = item.length or (0, LONGEST[item.type])

    def __getitem__(self, given: Any) -> Any:
        # Evidently clean: printable, one blank between words, none around, no coded missing answer.
        if (
            type(given) is str
            and (given.isascii() or is_normalized("NFC", given))
            and given.isprintable()
            and self.least <= len(given) <= self.most
            and given[0] > "-"
            and given[-1] != " "
            and "  " not in given
        ):
            return given
        return _surely(self.item, given)
