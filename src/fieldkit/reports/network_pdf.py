"""A tutoring network on paper: coverage, trees, growth and repertoires; the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fieldkit import __version__, text
from fieldkit.domain import network
from fieldkit.reports import network_growth, network_page
from fieldkit.reports.layout import programme
from fieldkit.reports.network_page import NetworkPage
from fieldkit.reports.tables import opened
from fieldkit.reports.typeset import pdf
from fieldkit.text import t


def write(page: NetworkPage, target: str) -> None:
    """The PDF into a file, whole or not at all; `-` is standard output. Raises Unusable, DiskFull,
    NotInstalled."""
    body = pdf("network.typ", _told(page), date.fromisoformat(page.day)).body
    with opened(target) as file:
        file.write(body)


def _told(page: NetworkPage) -> dict[str, Any]:
    """All that the template sets."""
    outside = network.outside(page.group, page.held)
    return {
        "lang": text.language(),
        "title": t("network_page.title"),
        "place": page.place,
        "programme": programme(page.header),
        "head": [list(pair) for pair in network_page.head(page)],
        "nothing": t("network_page.nothing"),
        "coverage": _table(
            "coverage", ("exercise", "may_tutor", "share", "notice"), network_page.covered(page)
        ),
        "missing": [
            _named(page, t("network_page.missing", exercise=page.titled(code)), one.missing)
            for code, one in page.coverage.items()
            if one.missing
        ],
        "parts": list(_parts(page)),
        "repertoires": _table("repertoires", ("person", "many", "exercises"), network_page.repertoires(page)),
        "outside": [_named(page, t("network_page.outside"), outside)] if outside else [],
        "made": t("rendering.made_by", version=__version__),
        "page": t("rendering.page"),
        "page_of": t("rendering.page_of"),
    }


def _parts(page: NetworkPage) -> Iterator[dict[str, Any]]:
    """The drawings: of the group, of each exercise, and of how it all grew."""
    if not page.exercises:
        return
    trees = [
        {"title": page.titled(one), "svg": network_page.tree(page, one)}
        for one in page.most_used()
        if page.rooted(one)
    ]
    grown = network_growth.drawings(page.found, page.tutorings, page.children, page.day)
    for name, drawings in (("trees", [network_page.matrix(page), *trees]), ("growth", list(grown))):
        yield {"title": t(f"network_page.{name}_head"), "drawings": drawings}


def _table(name: str, heads: tuple[str, ...], rows: list[list[str]]) -> dict[str, Any]:
    words = [t(f"network_page.{head}") for head in heads]
    return {"title": t(f"network_page.{name}_head"), "heads": words, "rows": rows}


def _named(page: NetworkPage, label: str, people: Any) -> dict[str, Any]:
    return {"label": label, "names": [page.name(one) for one in people]}
