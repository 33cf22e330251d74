"""How names, texts and places in a document are written in SQL. Pure."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it is: own forms may have any."""
    return '"' + name.replace('"', '""') + '"'


def answer(doc: str, code: str) -> str:
    """The answer of a document (a column of JSON) to an item."""
    return at(doc, path("$.answers", code))


def at(doc: str, path: str) -> str:
    """What stands at a place of a document."""
    return f"json_extract({doc}, {text(path)})"


def path(place: str, code: str) -> str:
    """The place of a name within a place, whatever the name is."""
    return f'{place}."{code}"'


def text(words: str) -> str:
    """A text as SQL takes it."""
    return "'" + words.replace("'", "''") + "'"
