"""A report as one page of HTML: everything inside it, no scripts, nothing fetched, made to be printed too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from fieldkit.reports.layout import layout
from fieldkit.reports.legible import legible
from fieldkit.reports.report import Report

_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
CLOSING = "</main>\n</body>\n</html>"


def render(report: Report) -> bytes:
    """The file."""
    return "".join(f"{line}\n" for line in _page(layout(report))).encode("utf-8", "replace")


def _page(told: dict[str, Any]) -> Iterator[str]:
    names = " · ".join(value for _, value in told["head"])
    yield from opening(told["lang"], f"{told['title']} · {names}")
    yield from _head(told)
    parts = [_indicators(told), _charts(told)]
    for part in reversed(parts) if told["sort"] == "annual" else parts:  # a year is looked at, then read
        yield from part
    if told["pupils"]:
        every = table(told["pupil_heads"], told["pupils"], told["words"]["pupils"], "people")
        yield from _section("pupils", told, [every])
    if told["references"]:
        yield from _section("references", told, map(_said, told["references"]))
    if told["written"]:
        yield from _section("written", told, map(_said, told["written"]))
    yield f"<footer>\n<p>{safe(' '.join(told['legend']))}</p>\n<p>{safe(told['made'])}</p>\n</footer>"
    yield CLOSING


def opening(language: str, title: str) -> Iterator[str]:
    """All that comes before what is read."""
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{safe(title)}</title>"
    yield f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>"


def _head(told: dict[str, Any]) -> Iterator[str]:
    yield f"<header>\n<p>{safe(told['programme'])}</p>\n<h1>{safe(told['title'])}</h1>"
    yield f'<p class="{"frozen" if told["frozen"] else "open"}">{safe(told["status"])}</p>\n<dl>'
    for name, value in told["head"]:
        yield f'<div><dt>{safe(name)}</dt><dd dir="auto">{safe(value)}</dd></div>'
    yield "</dl>\n</header>"


def _section(name: str, told: dict[str, Any], body: Iterable[str]) -> Iterator[str]:
    yield f'<section class="{name}" aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{safe(told["words"][name])}</h2>'
    yield from body
    yield "</section>"


def _indicators(told: dict[str, Any]) -> Iterator[str]:
    found = (line for block in told["blocks"] for line in _indicator(block, told["words"]))
    return _section("indicators", told, found)


def _charts(told: dict[str, Any]) -> Iterator[str]:
    return _section("charts", told, map(figure, told["charts"])) if told["charts"] else iter(())


def _indicator(block: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    own = ""
    if block["own"]:
        own = f'<strong class="own">{safe(block["own"]["told"])}{_among(block["own"]["among"])}</strong>'
    yield f'<article>\n<h3><span class="code">{block["code"]}</span> {safe(block["title"])} {own}</h3>'
    for group in block["groups"]:
        yield f"<p>{_group(group)}</p>"
    if block["changes"]:
        yield _changes(block, words)
    for moved in block["tables"]:
        corner = [words["from_to"], *moved["heads"]]
        yield table(corner, moved["rows"], moved["label"] or block["title"], "moves")
    for note in block["notes"]:
        yield f'<p class="note">{safe(note)}</p>'
    if block["formula"]:
        yield f'<p class="formula">{safe(block["formula"])}</p>'
    yield "</article>"


def _group(group: dict[str, Any]) -> str:
    items = " · ".join(
        f"{safe(item['label'])} <b>{safe(item['told'])}</b>{_among(item['among'])}" for item in group["items"]
    )
    return f"<em>{safe(group['label'])}:</em> {items}" if group["label"] else items


def _changes(block: dict[str, Any], words: dict[str, str]) -> str:
    first = words["matched"] if block["matched"] else words["part"]
    heads = [first, words["before"], words["after"], words["difference"], words["whole"]]
    rows = []
    for row in block["changes"]:
        label = f"{row['label']} ({row['relative']})" if row["relative"] else row["label"]
        rows.append([label, row["before"], row["after"], row["told"], row["among"]])
    light = [row["everybody"] for row in block["changes"]]
    return table(heads, rows, block["title"], "changes", light)


def table(
    heads: list[str], rows: list[list[str]], caption: str, kind: str, light: Iterable[bool] = ()
) -> str:
    """A table whose first column names its rows. light: the rows that stand back."""
    faint = [*light, *(False for _ in rows)]
    top = "".join(f'<th scope="col">{safe(head)}</th>' for head in heads)
    body = "".join(
        f'<tr{" class=light" if dim else ""}><th scope="row" dir="auto">{safe(row[0])}</th>'
        + "".join(f'<td dir="auto">{safe(cell)}</td>' for cell in row[1:])
        + "</tr>\n"
        for row, dim in zip(rows, faint, strict=False)
    )
    return (
        f'<table class="{kind}">\n<caption>{safe(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>"
    )


def figure(chart: dict[str, str]) -> str:
    """A drawing (`svg`) under its name (`title`)."""
    return f"<figure>\n{chart['svg']}\n<figcaption>{safe(chart['title'])}</figcaption>\n</figure>"


def _said(part: dict[str, str]) -> str:
    lines = safe(part["text"]).replace("\n", "<br>")
    return f'<h3>{safe(part["title"])}</h3>\n<p dir="auto">{lines}</p>'


def _among(words: str) -> str:
    return f' <span class="among">({safe(words)})</span>' if words else ""


def safe(words: str) -> str:
    """Words as HTML carries them."""
    return escape(legible(words))
