"""What was promised or recommended and is not answered yet, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldkit import text
from fieldkit.cli import kit, meant
from fieldkit.domain.entry import Entry
from fieldkit.domain.school import School
from fieldkit.forms.form import load
from fieldkit.store.promises import Promise, open_now
from fieldkit.text import t


def rows(typed: str | None) -> Iterator[dict[str, Any]]:
    """What is open at a school (as it was typed), oldest first; else at all, and among one's own contacts."""
    one = meant.school_or_all(typed)
    places = [one.id] if one else [*(school.id for school in kit.store().find(School)), None]
    for place in places:
        for promise in open_now(kit.store(), place, kit.today()):
            yield _row(place, promise)


def _row(place: str | None, promise: Promise) -> dict[str, Any]:
    sheet = kit.store().get(Entry, promise.sheet)
    left = {"since": sheet.date, "from": sheet.form} if sheet else {}
    return {
        "school": place,
        "what": promise.text,
        "kind": promise.kind,
        **left,
        "id": promise.sheet,
        "row": promise.row,
    }


def worded(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same for a person: what it is and where it was said, in words."""
    said = load(row["from"]).label(text.language())
    return {**row, "kind": t(f"monitoring.{row['kind']}"), "from": said}
