"""`fieldkit search TEXT`: whoever and whatever has that name, whatever the accents."""

from __future__ import annotations

from typing import Annotated

from fieldkit.cli import kit, show
from fieldkit.text import t

app = kit.leaf("search")

Words = Annotated[list[str], kit.argument("text", "search.words")]


@app.command("search")
def search(words: Words, limit: kit.Limit = 50, as_json: kit.Json = False) -> None:
    """Search schools, persons and advisors by name."""
    found = kit.store().search(" ".join(words), limit=limit or 50)
    rows = [{**show.row(one), "kind": one.kind} for one in found]  # a school has a kind of its own
    if as_json:
        kit.stream(rows)
    elif rows:
        show.table(("name", "kind", "state", "id"), ({**row, "kind": called(row["kind"])} for row in rows))
    else:
        kit.say("search.nothing", text=" ".join(words))


def called(kind: str) -> str:
    """The word for a kind of record."""
    return t(f"search.kind_{kind}")
