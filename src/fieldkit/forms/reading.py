"""Reading the answers of many rows, a column at a time: what was read once is remembered, save free text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import is_normalized

from fieldkit.domain.names import FILLERS
from fieldkit.forms.answer import LONGEST, LOST, blank, read
from fieldkit.forms.form import Item
from fieldkit.forms.refusal import Refusal

REMEMBERED = 20_000
"""How much is remembered of one thing, before it is forgotten to bound the memory."""

DOUBT: Any = object()
"""Stands in the place of a value, or of what is said of it: this row needs the whole check."""

PARTED = frozenset(("select_multiple", "signature", "gps"))
"""Types whose values have parts."""

Column = Sequence[Any]
"""The answers of many rows to one item; None where there is none."""


class Reader:
    """Reads one item's column. sure: whether the last one left nothing in doubt."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.sure = True
        self.free = item.type in ("text", "longtext", "ref") and not item.identifier
        self.least, self.most = item.length or (0, LONGEST.get(item.type, 0))
        self._remembered = _Remembered(self)

    def column(self, given: Column) -> list[Any]:
        """The values to keep, None of what is blank, DOUBT of what needs a remark or cannot be kept."""
        self.sure = True
        if self.free:
            return [text if self._clean(text) else self.value(text) for text in given]
        try:
            return list(map(self._remembered.__getitem__, given))
        except TypeError:  # lists among them
            return list(map(self.value, given))

    def _clean(self, text: Any) -> bool:
        """Evidently: printable, one blank between words, none around, no coded missing answer."""
        return (
            type(text) is str
            and (text.isascii() or (LOST not in text and is_normalized("NFC", text)))
            and text.isprintable()
            and self.least <= len(text) <= self.most
            and text[:1] > "-"
            and text[-1] != " "
            and "  " not in text
            and (text.isascii() or not (text[0] in FILLERS or text[-1] in FILLERS))
        )

    def value(self, given: Any) -> Any:
        """What one answer says."""
        if given is None:
            return None
        try:
            value, notes = read(self.item, given)
        except Refusal:
            value, notes = None, ("refused",)
        if notes or (value is None and not blank(given)) or _ambiguous(self.item, value):
            self.sure = False
            return DOUBT
        return value


class _Remembered(dict[Any, Any]):
    """What was written, with the value it says."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, given: Any) -> Any:
        value = self.reader.value(given)
        if type(given) is str and value is not DOUBT:
            if len(self) >= REMEMBERED:
                self.clear()
            self[given] = value
        return value


def _ambiguous(item: Item, value: Any) -> bool:
    """Whether it is no answer of a person and equals what is written differently: 1, 1.0 and True."""
    return item.type in ("given", "calculate") and type(value) not in (str, int, type(None))
