"""A blank sheet of any form, to be filled in by hand and typed in later.

Codes stand beside every item, boxes have the numbers that the keyboard takes, lines are as long as answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from fieldkit import text
from fieldkit.forms.form import Form, Group, Item
from fieldkit.reports.condition import in_words
from fieldkit.reports.tables import opened
from fieldkit.reports.typeset import Typeset, pdf
from fieldkit.store.promises import FOLLOWED
from fieldkit.text import t

_WIDE = 12
"""A row has twelve columns; each is about eleven letters wide."""
_LETTERS = 11
_HEAD = ("school", "date", "student")
_STUDENT = 5
_SCALE = 6
_ROOM = 19
"""How much fits beside each other in a table; a repeat that asks more is printed as cards."""
_CARDS = 3
_TALL, _MOST_MORE = 26, 9
"""What a row more of a table takes (points), and how many more there are at most."""
_MOST_RINGS = 7
"""A table has no room for more numbers to circle: there one is written."""
_IDENTITIES = frozenset(follow.identity for follow in FOLLOWED)
_NO_GLYPH = str.maketrans({"😐": "–"})
_WORDS = ("programme", "advisor", "page", "of", "sheet", "typed", "by", "legend", "several", "more",
          "day", "month", "year", "hour", "minute", "code", "latitude", "longitude", "photo")  # fmt: skip


def write(form: Form, path: str) -> int:
    """Write the sheet as a PDF, in the language in use. Returns its pages. Raises Unusable, DiskFull."""
    made = _filled(form, text.language())
    with opened(path) as file:
        file.write(made.body)
    return made.pages


def _filled(form: Form, language: str) -> Typeset:
    """The sheet, its tables with as many rows more as find room on the pages it takes anyway."""
    least = pdf("paper.typ", sheet(form, language))
    tables = sum(group.repeat for group in form.groups)
    more = int(least.free / (_TALL * tables)) if tables else 0
    found = pdf("paper.typ", sheet(form, language, min(more, _MOST_MORE))) if more else least
    return found if found.pages == least.pages else least


def sheet(form: Form, language: str, more: int = 0) -> dict[str, Any]:
    """All that the page shows, laid out in rows of twelve columns. more: rows of tables than they need."""
    heads = _heads(form)
    blocks = [block for group in form.groups for block in _blocks(form, group, heads, language, more)]
    return {
        "lang": language,
        "code": form.code,
        "title": form.label(language),
        "version": t("paper.version", version=form.version),
        "head": [_head(item, language) for item in heads],
        "advisor": _WIDE - 3 - (_STUDENT if any(item.code == "student" for item in heads) else 0),
        "blocks": blocks,
        "words": {word: t(f"paper.{word}") for word in _WORDS},
    }


def _heads(form: Form) -> list[Item]:
    """Where and when (and of whom): they stand in the box on top. None when the form does not ask both."""
    asked = {item.code: item for group in form.groups if not group.repeat for item in group.items}
    found = [asked[code] for code in _HEAD if code in asked and asked[code].type in ("ref", "date")]
    return found if [item.code for item in found[:2]] == ["school", "date"] else []


def _head(item: Item, language: str) -> dict[str, Any]:
    kind = "date" if item.type == "date" else "line"
    span = {"school": 8, "date": 4, "student": _STUDENT}[item.code]
    return {"code": item.code, "label": item.label(language), "answer": {"kind": kind}, "span": span}


def _blocks(
    form: Form, group: Group, heads: Sequence[Item], language: str, more: int
) -> Iterator[dict[str, Any]]:
    """What a group becomes: rows of items, a scale, a table, or cards. Nothing when nobody writes in it."""
    items = [item for item in group.items if item not in heads and _written(item, group)]
    facts = {
        "label": _clean(group.label(language)),
        "code": group.code if group.repeat else "",
        "when": _when(form, group.relevant, language),
    }
    if group.repeat:
        yield from ([{**facts, **_rows(form, group, items, language, more)}] if items else ())
        return
    for signs, found in _runs(items):
        if signs:
            facts["when"] = facts["when"] or _when(form, found[0].relevant, language)
            yield {**facts, "kind": "scale", "heads": signs, **_graded(form, found, language)}
        else:
            yield {**facts, "kind": "items", "lines": _packed(_cells(form, found, language))}
        facts = {"label": "", "code": "", "when": ""}


def _runs(items: Sequence[Item]) -> list[tuple[tuple[str, ...], list[Item]]]:
    """The items in order, those beside their like (three or more) with the signs they share."""
    runs: list[tuple[tuple[str, ...], list[Item]]] = []
    for (signs, _, _), some in groupby(items, lambda item: (_scale(item), item.relevant, item.list_name)):
        found = list(some)
        shared = signs if len(found) > 2 else ()
        if not shared and runs and not runs[-1][0]:
            runs[-1][1].extend(found)
        else:
            runs.append((shared, found))
    return runs


def _written(item: Item, group: Group) -> bool:
    """Whether a hand writes it: what is given in a row (which agreement it is) has to be copied there."""
    given = item.type == "given" and group.repeat and item.code not in _IDENTITIES
    return item.asked or given


def _when(form: Form, condition: str, language: str) -> str:
    return t("paper.only_if", condition=in_words(form, condition, language)) if condition else ""


def _scale(item: Item) -> tuple[str, ...]:
    """The few signs one of which is the answer, when it is put beside its like; nothing for other answers."""
    if _few(item):
        return tuple(_numbers(item))
    if item.type == "select_one" and len(item.own) < _SCALE:
        return tuple(number for number, _ in _options(item, "es")) + _missing(item)
    return ()


def _graded(form: Form, items: Sequence[Item], language: str) -> dict[str, Any]:
    """The rows of a scale, and what its signs mean when they are choices of a list."""
    cells = [{**cell, "when": ""} for cell in _cells(form, items, language)]
    own, notes = items[0].own, {cell["note"] for cell in cells}
    if own:
        legend = " · ".join(f"{sign} {label}" for sign, label in _options(items[0], language))
    else:
        legend = notes.pop() if len(notes) == 1 else ""
    return {"cells": [{**cell, "note": ""} for cell in cells] if legend else cells, "legend": legend}


def _numbers(item: Item) -> list[str]:
    least, most = map(int, item.range or (0, 0))
    return [*(str(number) for number in range(least, most + 1)), *_missing(item)]


def _missing(item: Item) -> tuple[str, ...]:
    return tuple(f"−{-code}" for code in item.missing)


# repeats


def _rows(form: Form, group: Group, items: Sequence[Item], language: str, more: int) -> dict[str, Any]:
    student = any(item.to == "student" for item in items)
    count = max(group.min, 5 if student else 3) + more
    count = min(count, group.max or count)
    cells = _cells(form, items, language)
    if len(cells) == 1:
        line = {**cells[0], "label": "", "note": "", "span": 4}
        some = [{**line, "code": f"{line['code']} {n + 1}"} for n in range(max(count // 3 * 3, 1))]
        return {"kind": "items", "lines": _packed(some)}
    weights = [_weight(cell["answer"]) for cell in cells]
    if sum(weights) > _ROOM:
        return {"kind": "cards", "rows": min(count, _CARDS + more // 4), "lines": _packed(cells)}
    told = [{**cell, "note": "" if cell["hint"] else cell["note"], "rings": _rings(cell)} for cell in cells]
    return {"kind": "table", "rows": count, "cells": told, "weights": weights}


def _rings(cell: dict[str, Any]) -> bool:
    """Whether its answer is circled in a table."""
    return 0 < len(cell["answer"].get("options", ())) <= _MOST_RINGS


_WEIGHTS = {"line": 2.6, "lines": 3.2, "date": 2.1, "time": 1.2, "sign": 2.6, "digits": 1.5, "gps": 3}


def _weight(answer: dict[str, Any]) -> float:
    """How wide a column of a table is beside the others."""
    if len(answer.get("options", ())) > _MOST_RINGS:
        return _WEIGHTS["digits"]
    if "options" in answer:
        return 0.2 + 0.42 * len(answer["options"])
    return _WEIGHTS[answer["kind"]]


# items


def _cells(form: Form, items: Sequence[Item], language: str) -> list[dict[str, Any]]:
    return [_cell(form, item, language) for item in items]


def _cell(form: Form, item: Item, language: str) -> dict[str, Any]:
    answer = _answer(item, language)
    label, when = _clean(item.label(language)), _when(form, item.relevant, language)
    note = _note(item, language)
    words = len(item.code) + len(label) + 4
    least = max(ceil((words + len(note)) / _LETTERS), ceil((len(when) + 6) / _LETTERS / 2), _width(answer))
    return {
        "code": item.code,
        "label": label,
        "note": note,
        "hint": note if answer["kind"] == "circles" else "",
        "when": when,
        "answer": answer,
        "span": min(least, _WIDE),
        "grows": answer["kind"] in ("line", "lines", "sign"),
    }


def _note(item: Item, language: str) -> str:
    """A word beside the question: its bounds, how to answer, the coded answers it allows."""
    notes = [t("paper.several")] if item.type == "select_multiple" else []
    if item.range and not _few(item):
        notes.append(t("paper.between", least=f"{item.range[0]:g}", most=f"{item.range[1]:g}"))
    elif item.hint(language) and item.type != "time":
        notes.append(_clean(item.hint(language)))
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
        yield [str(place) if item.numbered else choice.code, _clean(choice.label(language))]


def _digits(item: Item) -> int:
    return len(f"{int(item.range[1])}") if item.range else 4


def _width(answer: dict[str, Any]) -> int:
    """The least columns an answer needs."""
    if answer["kind"] == "boxes":
        letters = sum(len(number) + len(label) + 5 for number, label in answer["options"])
        return min(_WIDE, max(2, ceil(letters / _LETTERS)))
    if answer["kind"] == "circles":
        return max(2, ceil(len(answer["options"]) / 3))
    return {"line": 4, "lines": 12, "date": 3, "time": 2, "sign": 5, "gps": 4, "digits": 2}[answer["kind"]]


def _packed(cells: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Cells in rows of twelve columns, in order; what is left of a row goes to those that can use it."""
    lines: list[list[dict[str, Any]]] = []
    room = 0
    for cell in cells:
        if cell["span"] > room:
            lines.append([])
            room = _WIDE
        lines[-1].append(dict(cell))
        room -= cell["span"]
    for line in lines:
        _stretch(line)
    return lines


def _stretch(line: list[dict[str, Any]]) -> None:
    free = _WIDE - sum(cell["span"] for cell in line)
    growing = [cell for cell in line if cell["grows"]] or line
    for turn in range(free):
        growing[turn % len(growing)]["span"] += 1


def _clean(words: str) -> str:
    """Without the few signs that no font of the PDF has."""
    return words.translate(_NO_GLYPH)
