"""Answers prepared beforehand, in a JSON file or `--set`. Their names are forgiving."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from fieldkit import text
from fieldkit.cli.l10n import WrongUsage
from fieldkit.domain.names import fold
from fieldkit.errors import Unreadable
from fieldkit.forms.form import Form, Item
from fieldkit.text import t

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


_PLACE = re.compile(r"(.+)\[(\d{1,4})\]\.(.+)")
"""Where an answer of a repeat is, as problems name it: `VA[2].VA3`."""


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
    return {code: _as_typed(form, code, value) for code, value in named(form, found).items()}


def _as_typed(form: Form, code: str, value: Any) -> Any:
    """A time or a day in the short ways that the questions take: `9`, `ayer`."""
    from fieldkit.cli import keyed, kit

    place = _PLACE.fullmatch(code)
    item = form.items.get(_code(form, place[3].strip()) if place else code)
    if item is None or not isinstance(value, str):
        return value
    if item.type == "date":
        return keyed.day(value, kit.today())
    return keyed.hour(value) if item.type == "time" else value


def in_rows(form: Form, found: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with those named by their place (`VA[2].VA3`) put into the rows that `kept` has.

    The number after the last one begins a row, where people may add any. Raises WrongUsage.
    """
    put: dict[str, Any] = {}
    for name, value in found.items():
        place = _PLACE.fullmatch(name)
        group = form.group(_code(form, place[1].strip())) if place else None
        if place is None or group is None:
            put[name] = value
            continue
        item = form.items.get(_code(form, place[3].strip()))
        if item is None or item.repeat != group.code:
            raise WrongUsage("no_such_item", text=name, form=form.code)
        rows = put.setdefault(group.code, [dict(row) for row in kept.get(group.code) or ()])
        if int(place[2]) == len(rows) + 1 and not any(one.type == "given" for one in group.items):
            rows.append({})
        if not 0 < int(place[2]) <= len(rows):
            raise WrongUsage("no_such_row", text=name, count=len(rows))
        _put(rows[int(place[2]) - 1], item.code, value)
    return put


def _put(row: dict[str, Any], code: str, value: Any) -> None:
    if value is None:
        row.pop(code, None)
    else:
        row[code] = value


def insist(form: Form, found: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Raises WrongUsage, with the nearest question, for an answer that neither the form nor `kept` has."""
    for name in found:
        item = form.items.get(name)
        if name in kept or form.group(name) or (item and not item.repeat):
            continue
        if item:
            raise WrongUsage("in_a_row", text=name, place=f"{item.repeat}[1].{name}")
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
    file = t("usage.standard_input") if source == "-" else source
    try:
        found = json.loads(_bytes(source).decode("utf-8-sig"))
    except OSError as trouble:
        why = "missing" if isinstance(trouble, FileNotFoundError) else "closed"
        raise Unreadable(file=file, why=why) from trouble
    except UnicodeDecodeError:
        raise Unreadable(file=file, why="not_utf8") from None
    except (ValueError, RecursionError):
        raise Unreadable(file=file, why="not_json") from None
    if not isinstance(found, dict):
        raise Unreadable(file=file, why="not_an_object")
    return found


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    with open(source, "rb") as file:  # noqa: PTH123 (pathlib costs a save three milliseconds)
        return file.read()
