"""A blank sheet of any form, to be filled in by hand and typed in later.

Signs stand beside every item, boxes have the numbers that the keyboard takes, lines are as long as answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum
from typing import Any

from fieldkit import text
from fieldkit.forms.form import Form, Group, Item
from fieldkit.forms.signs import signs
from fieldkit.reports.paper_items import WIDE, cells_of, graded, packed, scale, scales, when
from fieldkit.reports.tables import opened
from fieldkit.reports.typeset import Typeset, pdf
from fieldkit.store.promises import FOLLOWED
from fieldkit.text import t

_HEADS = {"school": 8, "date": 4, "student": 4, "grade": 2}
"""What stands in the box on top, and how wide. The notebook knows the grade; a hand needs it."""
_ROOM = 19
"""How much fits beside each other in a table; a repeat that asks more is printed as cards."""
_CARDS = 3
_TALL, _MOST_MORE = 26, 9
"""What a row more of a table takes (points), and how many more there are at most."""
_PART, _MOST_DAYS = 4, 16
"""Of days one after the other there is room for a quarter of the most: 16 for those of a bimester."""
_MOST_RINGS = 7
"""A table has no room for more numbers to circle: there one is written."""
_UNTITLED = {"label": "", "code": "", "when": ""}
_IDENTITIES = frozenset(follow.identity for follow in FOLLOWED)
_WORDS = ("programme", "advisor", "page", "of", "sheet", "typed", "by", "day", "month", "year", "hour",
          "minute", "latitude", "longitude")  # fmt: skip


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
        "head": [_head(form, item, language) for item in heads],
        "advisor": WIDE - 3 - sum(_HEADS[item.code] for item in heads[2:]),
        "blocks": blocks,
        "foot": t("paper.legend") + (t("paper.more") if any(group.repeat for group in form.groups) else ""),
        "words": {word: t(f"paper.{word}") for word in _WORDS},
    }


def _heads(form: Form) -> list[Item]:
    """Where and when (and of whom): they stand in the box on top. None when the form does not ask both."""
    asked = {item.code: item for group in form.groups if not group.repeat for item in group.items}
    found = [asked[code] for code in _HEADS if code in asked and asked[code].type in ("ref", "date", "given")]
    return found if [item.code for item in found[:2]] == ["school", "date"] else []


def _head(form: Form, item: Item, language: str) -> dict[str, Any]:
    kind = "date" if item.type == "date" else "line"
    sign = signs(form, language)[item.code] if item.asked else ""
    return {"code": sign, "label": item.label(language), "answer": {"kind": kind}, "span": _HEADS[item.code]}


def _blocks(
    form: Form, group: Group, heads: Sequence[Item], language: str, more: int
) -> Iterator[dict[str, Any]]:
    """What a group becomes: rows of items, a scale, a table, or cards. Nothing when nobody writes in it."""
    items = [item for item in group.items if item not in heads and _written(item, group)]
    facts = {
        "label": group.label(language),
        "code": group.code if group.repeat and not group.code.islower() else "",
        "when": when(form, group.relevant, language),
    }
    if group.repeat:
        yield from ([{**facts, **_rows(form, group, items, language, more)}] if items else ())
        return
    for marks, found in _runs(items):
        for whom, circled in scales(form, found[0], language) if marks else ():
            marked = graded(form, found, language)
            marked["legend"] = " · ".join(filter(None, (whom, marked["legend"])))
            yield {**facts, "kind": "scale", "heads": circled, **marked}
            facts = _UNTITLED
        if not marks:
            yield {**facts, "kind": "items", "lines": packed(cells_of(form, found, language))}
        facts = _UNTITLED


def _runs(items: Sequence[Item]) -> list[tuple[tuple[str, ...], list[Item]]]:
    """The items in order, those beside their like (three or more) with the marks they share."""
    runs: list[tuple[tuple[str, ...], list[Item]]] = []
    for (marks, _, _), some in groupby(items, lambda item: (scale(item), item.relevant, item.list_name)):
        found = list(some)
        shared = marks if len(found) > 2 else ()
        if not shared and runs and not runs[-1][0]:
            runs[-1][1].extend(found)
        else:
            runs.append((shared, found))
    return runs


def _written(item: Item, group: Group) -> bool:
    """Whether a hand writes it: what is given in a row (which agreement it is) has to be copied there."""
    given = item.type == "given" and group.repeat and item.code not in _IDENTITIES
    return item.asked or given


# repeats


def _rows(form: Form, group: Group, items: Sequence[Item], language: str, more: int) -> dict[str, Any]:
    student = any(item.to == "student" for item in items)
    count = max(group.min, 5 if student else 3) + more
    count = min(count, group.max or count)
    cells = cells_of(form, items, language)
    if len(cells) == 1:
        days = items[0].type == "date"
        wide = 3 if days else 4
        count = max(count, min((group.max or 0) // _PART, _MOST_DAYS)) if days else count
        line = {**cells[0], "label": "", "note": "", "span": wide}
        least = max(count // (WIDE // wide) * (WIDE // wide), 1)
        some = [{**line, "code": f"{line['code']} {n + 1}"} for n in range(least)]
        return {"kind": "items", "lines": packed(some)}
    weights = [_weight(cell["answer"]) for cell in cells]
    if fsum(weights) > _ROOM:
        return {"kind": "cards", "rows": min(count, _CARDS + more // 4), "lines": packed(cells)}
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
