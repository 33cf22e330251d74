"""A report on the screen: tables and bars in eighty columns or more; in a pipe, the same without colour."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from fieldkit.reports.layout import layout
from fieldkit.reports.legible import legible
from fieldkit.reports.pictures import Picture, pictures
from fieldkit.reports.report import Report

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_BLOCKS = " ▁▂▃▄▅▆▇█"
_PLAINER = str.maketrans({"█": "#", "→": ">", "−": "-", "●": "*", "↓": "v", "≤": "<"} | {
    sign: str((place + 1) // 2) for place, sign in enumerate(_BLOCKS[1:-1], 1)})  # fmt: skip
"""For consoles with few letters (cp1252, cp850): what stands in for blocks and arrows."""
_BAR = 30
_PIPE = 80


def show(report: Report, to: TextIO | None = None) -> None:
    """Print it."""
    from rich.console import Console

    stream = to or sys.stdout
    width = None if stream.isatty() else _PIPE
    console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)
    if (stream.encoding or "utf-8").lower().startswith("utf"):
        draw(report, console)
        return
    with console.capture() as told:
        draw(report, console)
    stream.write(told.get().translate(_PLAINER))


def render(report: Report) -> bytes:
    """The same as plain text, eighty columns wide."""
    plain = io.StringIO()
    show(report, plain)
    return plain.getvalue().encode("utf-8", "replace")


def draw(report: Report, console: Console) -> None:
    """Print it on a console of one's own, such as one that records."""
    told = layout(report)
    for piece in _pieces(report, told):
        console.print(piece)


def _pieces(report: Report, told: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(legible(told["title"]), style="bold")
    for name, value in told["head"]:
        yield Text(f"{name}: ", style="dim").append(legible(value), style="bold not dim")
    yield Text(legible(told["status"]), style="dim")
    yield Text()
    for block in told["blocks"]:
        yield from _indicator(block, told["words"])
    for picture in pictures(report):
        yield Text(f"\n{picture.title}", style="bold")
        yield _chart(picture)
    if told["references"]:
        yield Text(f"\n{told['words']['references']}", style="bold")
    for part in told["references"]:
        yield Text(f"{legible(part['title'])}: {legible(part['text'])}")
    for part in told["written"]:
        yield Text(f"\n{part['title']}: ", style="bold").append(legible(part["text"]), style="not bold")
    yield Text(f"\n{' '.join(told['legend'])}", style="dim")
    yield Text(legible(told["made"]), style="dim")


def _indicator(block: dict[str, Any], words: dict[str, str]) -> Iterator[RenderableType]:
    """Its name with its own number, its parts below; a row for each before and after; tables as they are."""
    from rich.text import Text

    name, own = f"{block['code']} {block['title']}", block["own"]
    rows = [row for group in block["groups"] for row in _group(group)]
    if own:
        yield _grid([(name, own["told"], own["among"])], (14, 15), "bold")
    else:
        yield Text(legible(name), style="bold")
    if rows:
        yield _grid(rows, (14, 15))
    if block["changes"]:
        first = words["matched"] if block["matched"] else ""
        heads = (f"    {first}", words["before"], words["after"], words["difference"], words["whole"])
        yield _grid([heads, *_changes(block["changes"])], (8, 8, 10, 15), "dim")
    for table in block["tables"]:
        corner = (f"    {table['label']} ({words['from_to']})", *table["heads"])
        yield _grid([corner, *((f"    {row[0]}", *row[1:]) for row in table["rows"])], (12, 10, 8, 10), "dim")
    for note in block["notes"]:
        yield Text(f"    {legible(note)}", style="italic")


def _group(group: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Its numbers one under the other: behind its name when it is one, below it when they are many."""
    label, items = group["label"], group["items"]
    if label and len(items) > 1:
        yield f"    {label}", "", ""
        yield from ((f"      {item['label']}", item["told"], item["among"]) for item in items)
        return
    for item in items:
        yield "    " + " · ".join(filter(None, (label, item["label"]))), item["told"], item["among"]


def _changes(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        label = f"      {row['label']}" if row["everybody"] else f"    {row['label']}"
        yield label, row["before"], row["after"], row["told"], row["among"]
        if row["relative"]:
            yield f"      {row['relative']}", "", "", "", ""


def _grid(rows: Sequence[tuple[str, ...]], widths: tuple[int, ...], first: str = "") -> RenderableType:
    """Rows of a name and its numbers, under each other from one indicator to the next. A name that takes two
    lines keeps its indent on both.
    """
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(ratio=1)
    for width in widths:
        table.add_column(justify="right", min_width=width, no_wrap=True)
    for place, (name, *numbers) in enumerate(rows):
        indent = len(name) - len(name.lstrip())
        told = Padding(legible(name.lstrip()), (0, 0, 0, indent), expand=False)
        table.add_row(told, *map(legible, numbers), style=first if place == 0 else "")
    return table


def _chart(picture: Picture) -> RenderableType:
    """Bars of blocks, each with its number; rows of marks as a line of small blocks."""
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(max_width=28, overflow="ellipsis", no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    least = 100.0 if picture.unit == "percent" else 0.0
    end = max([least, *(value or 0 for _, values in picture.rows for value in values)]) or 1
    for label, values in picture.rows:
        if picture.kind == "sparks":
            marks = "".join(_BLOCKS[min(max(int(value or 0) * 2, 0), 7)] for value in values)
            table.add_row(_line(label), marks, picture.show(values[-1]) if values else "")
            continue
        for place, value in enumerate(values):
            name = picture.names[place] if len(values) > 1 else ""
            told = f"{picture.show(value)} {name}".rstrip()
            table.add_row(_line(label) if place == 0 else "", _bar(value, end), told)
    return table


def _bar(value: float | None, end: float) -> str:
    """A bar of blocks; what there is a little of is still seen."""
    if not value or value < 0:
        return ""
    return "█" * max(round(_BAR * min(value / end, 1)), 1)


def _line(words: str) -> str:
    return " ".join(legible(words).split())
