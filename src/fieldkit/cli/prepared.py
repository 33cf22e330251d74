"""Answers prepared beforehand, in a JSON file or `--set`. Their names are forgiving."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from fieldkit import text
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.names import fold
from fieldkit.errors import Unreadable
from fieldkit.forms.form import Form, Item

ALSO = {
    "escuela": "school",
    "cct": "school",
    "clave": "cct",
    "fecha": "date",
    "alumno": "student",
    "alumna": "student",
    "estudiante": "student",
    "notas": "notes",
}
"""Words for the header of a sheet that people use beside its own codes."""


def answers(form: Form, source: str) -> dict[str, Any]:
    """The answers in a JSON file, or in the standard input when source is `-`. Raises Unreadable.

    A name that the form does not know stays as it is, for the check to point out.
    """
    return named(form, _read(source))


def named(form: Form, found: Mapping[str, Any]) -> dict[str, Any]:
    """The answers under the codes of the form, whatever they were called: code, question or alias."""
    return {_code(form, str(name)): _rows(form, value) for name, value in found.items()}


def pairs(form: Form, given: Iterable[str]) -> dict[str, Any]:
    """The answers in words like `community=Tlapa`; nothing after the sign takes the answer out (None)."""
    found: dict[str, Any] = {}
    for word in given:
        name, sign, value = word.partition("=")
        if not sign:
            raise WrongUsage("not_a_pair", text=word)
        found[name.strip()] = value.strip() or None
    return named(form, found)


def insist(form: Form, found: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Raises WrongUsage, with the nearest question, for an answer that neither the form nor `kept` has."""
    for name in found:
        item = form.items.get(name)
        if name in kept or form.group(name) or (item and not item.repeat):
            continue
        near = _nearest(form, name)
        code = "no_such_item_near" if near else "no_such_item"
        raise WrongUsage(code, text=name, near=near, form=form.code)


def _nearest(form: Form, name: str) -> str:
    """The question whose name, or one word of it, is written almost so; "" when there is none."""
    from difflib import get_close_matches

    said: dict[str, str] = {}
    for item in form.items.values():
        label = item.label(text.language())
        for spelling in (fold(item.code), fold(label)):
            said.setdefault(spelling, label)
            said |= {word: label for word in spelling.split() if word not in said}
    near = get_close_matches(fold(name), said, n=1, cutoff=0.75)
    return said[near[0]] if near else ""


def _rows(form: Form, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [named(form, row) if isinstance(row, dict) else row for row in value]


def _code(form: Form, name: str) -> str:
    if name in form.items or form.group(name):
        return name
    wanted = fold(name)
    spelled = _spellings(form).get(wanted)
    if spelled is None and ALSO.get(wanted) in form.items:
        return ALSO[wanted]
    return spelled or name


@cache
def _spellings(form: Form) -> dict[str, str]:
    """Every way to name an item or a repeat; a way that two of them share names neither."""
    found: dict[str, str | None] = {}
    for code, words in [*_of_items(form.items.values()), *((group.code, []) for group in form.groups)]:
        for word in {fold(code), *map(fold, words)}:
            found[word] = code if found.get(word, code) == code else None
    return {word: code for word, code in found.items() if code}


def _of_items(items: Iterable[Item]) -> Iterable[tuple[str, list[str]]]:
    return ((item.code, [*item.aliases, *item.labels.values()]) for item in items)


def _read(source: str) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(source).decode("utf-8-sig"))
    except OSError as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "closed"
        raise Unreadable(file=source, why=why) from trouble
    except (ValueError, RecursionError):
        raise Unreadable(file=source, why="not_json") from None
    if not isinstance(found, dict):
        raise Unreadable(file=source, why="not_an_object")
    return found


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    with open(source, "rb") as file:  # noqa: PTH123 (pathlib costs a save three milliseconds)
        return file.read()
