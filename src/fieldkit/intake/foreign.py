"""Columns that only share a name with an item: nothing that they say is an answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, islice

from fieldkit.forms.answer import read
from fieldkit.forms.form import Form, Item
from fieldkit.forms.refusal import Refusal
from fieldkit.intake.columns import OURS, Columns, Foreign, Names, Place, says, squeeze
from fieldkit.intake.table import Table

_SEEN, _LEAST = 200, 10
"""Among how many rows a column is judged, and how many of them must say something in it."""


def without(form: Form, names: Names, columns: Columns, found: Table) -> tuple[Columns, Table]:
    """The heading without its foreign columns, named in it, and the table that begins as it did.

    A column is foreign that was taken by its label, not by code or by hand, for an item that may stay blank
    and has a list, when none of its first answers is in the list. Rows that were refused once stay as strict.
    """
    asked = {
        at: place for at, place in columns.places.items() if _may_be(form, names, columns.header[at], place)
    }
    if not asked or any(name.startswith(OURS) for name in columns.header):
        return columns, found
    first = list(islice(found.rows, _SEEN))
    left = {}
    for at, place in asked.items():
        cells = [row[at] for _, row in first if len(row) > at and not isinstance(row, Mapping)]
        said = list(filter(says, cells))
        if len(said) >= _LEAST and not any(_fits(form.items[place.code], one) for one in set(said)):
            left[at] = Foreign(columns.header[at].strip(), place.code, said[0])
    places = {at: place for at, place in columns.places.items() if at not in left}
    kept = replace(columns, places=places, foreign=tuple(left.values()))
    return kept, replace(found, rows=chain(first, found.rows))


def _may_be(form: Form, names: Names, head: str, place: Place) -> bool:
    item = form.items[place.code]
    listed = item.type == "select_one" and not item.required and not place.group
    return listed and squeeze(head) not in {squeeze(item.code), *names.by_hand}


def _fits(item: Item, said: str) -> bool:
    try:
        read(item, said)
    except Refusal:
        return False
    return True
