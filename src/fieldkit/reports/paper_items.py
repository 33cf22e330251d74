"""How one item looks on a blank sheet: its sign, its question, and where and how the answer is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from fieldkit.forms.form import Form, Item
from fieldkit.forms.signs import signs
from fieldkit.reports.condition import in_words
from fieldkit.text import t

WIDE = 12
"""A row has twelve columns; each is about eleven letters wide."""
_LETTERS = 11
_SCALE = 6
_UP_TO = re.compile(r"\. <= \$\{(\w+)\}")


def when(form: Form, condition: str, language: str) -> str:
    """When something is asked, in words; "" for always."""
    return t("paper.only_if", condition=in_words(form, condition, language)) if condition else ""


def scale(item: Item) -> tuple[str, ...]:
    """The few signs one of which is the answer, when it is put beside its like; nothing for other answers."""
    if _few(item):
        return tuple(_numbers(item))
    if item.type == "select_one" and len(item.own) < _SCALE:
        return tuple(number for number, _ in _options(item, "es")) + _missing(item)
    return ()


def scales(form: Form, item: Item, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """The marks of a scale, with for whom they are: several where its highest value hangs on the grade."""
    bound = _UP_TO.search(item.constraint)
    most = form.items.get(bound[1]) if bound else None
    if most is None or not most.own or item.range is None:
        return [("", scale(item))]
    least = int(item.range[0])
    return [
        (one.label(language), (*map(str, range(least, int(one.code) + 1)), *_missing(item)))
        for one in most.own
    ]


def graded(form: Form, items: Sequence[Item], language: str) -> dict[str, Any]:
    """The rows of a scale; when they are asked, and what their signs mean where that is one thing."""
    cells = [{**cell, "when": ""} for cell in cells_of(form, items, language)]
    own, notes = items[0].own, {cell["note"] for cell in cells}
    if own:
        legend = " · ".join(f"{sign} {label}" for sign, label in _options(items[0], language))
    else:
        legend = notes.pop() if len(notes) == 1 else ""
    shown = [{**cell, "note": ""} for cell in cells] if legend else cells
    return {"cells": shown, "legend": legend, "asked": when(form, items[0].relevant, language)}


def _numbers(item: Item) -> list[str]:
    least, most = map(int, item.range or (0, 0))
    return [*(str(number) for number in range(least, most + 1)), *_missing(item)]


def _missing(item: Item) -> tuple[str, ...]:
    return tuple(f"−{-code}" for code in item.missing)


def cells_of(form: Form, items: Sequence[Item], language: str) -> list[dict[str, Any]]:
    """The items as cells of the page."""
    return [_cell(form, item, language) for item in items]


def _cell(form: Form, item: Item, language: str) -> dict[str, Any]:
    answer = _answer(item, language)
    label, told = item.label(language), when(form, item.relevant, language)
    sign, note = signs(form, language)[item.code], _note(item, language)
    words = len(sign) + len(label) + 4
    least = max(ceil((words + len(note)) / _LETTERS), ceil((len(told) + 6) / _LETTERS / 2), _width(answer))
    return {
        "code": sign,
        "label": label,
        "note": note,
        "hint": note if answer["kind"] == "circles" else "",
        "when": told,
        "answer": answer,
        "span": min(least, WIDE),
        "grows": answer["kind"] in ("line", "lines", "sign"),
    }


def _note(item: Item, language: str) -> str:
    """A word beside the question: its bounds, how to answer, the coded answers it allows."""
    notes = [t("paper.several")] if item.type == "select_multiple" else []
    if item.range and not _few(item):
        notes.append(t("paper.between", least=f"{item.range[0]:g}", most=f"{item.range[1]:g}"))
    elif item.hint(language) and item.type != "time":
        notes.append(item.hint(language))
    if item.missing and not _few(item):
        notes.append(" ".join(_missing(item)))
    return " · ".join(notes)


def _few(item: Item) -> bool:
    return item.range is not None and item.type == "integer" and item.range[1] - item.range[0] < _SCALE


def _answer(item: Item, language: str) -> dict[str, Any]:
    """Where the answer is written."""
    if item.type == "yesno":
        return {"kind": "boxes", "options": [["", t("paper.si")], ["", t("paper.no")]]}
    if item.own:
        return {"kind": "boxes", "options": list(_options(item, language))}
    if _few(item):
        return {"kind": "circles", "options": [[number, ""] for number in _numbers(item)]}
    if item.type in ("integer", "decimal"):
        return {"kind": "digits", "count": _digits(item), "point": item.type == "decimal"}
    if item.type == "longtext":
        return {"kind": "lines", "count": 2}
    kinds = {"date": "date", "time": "time", "signature": "sign", "gps": "gps"}
    if item.type == "photo":
        return {"kind": "boxes", "options": [["", t("paper.photo")]]}
    return {"kind": kinds.get(item.type, "line")}


def _options(item: Item, language: str) -> Iterator[list[str]]:
    for place, choice in enumerate(item.own, 1):
        yield [str(place) if item.numbered else choice.code, choice.label(language)]


def _digits(item: Item) -> int:
    return len(f"{int(item.range[1])}") if item.range else 4


def _width(answer: dict[str, Any]) -> int:
    """The least columns an answer needs."""
    if answer["kind"] == "boxes":
        letters = sum(len(number) + len(label) + 5 for number, label in answer["options"])
        return min(WIDE, max(2, ceil(letters / _LETTERS)))
    if answer["kind"] == "circles":
        return max(2, ceil(len(answer["options"]) / 3))
    return {"line": 4, "lines": 12, "date": 3, "time": 2, "sign": 5, "gps": 4, "digits": 2}[answer["kind"]]


def packed(cells: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Cells in rows of twelve columns, in order; what is left of a row goes to those that can use it."""
    lines: list[list[dict[str, Any]]] = []
    room = 0
    for cell in cells:
        if cell["span"] > room:
            lines.append([])
            room = WIDE
        lines[-1].append(dict(cell))
        room -= cell["span"]
    for line in lines:
        _stretch(line)
    return lines


def _stretch(line: list[dict[str, Any]]) -> None:
    free = WIDE - sum(cell["span"] for cell in line)
    growing = [cell for cell in line if cell["grows"]] or line
    for turn in range(free):
        growing[turn % len(growing)]["span"] += 1
