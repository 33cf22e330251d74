"""`fieldkit search TEXT`: whoever and whatever has that name, whatever the accents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

from fieldkit.cli import kit, listing, register, show
from fieldkit.cli.l10n import WrongUsage
from fieldkit.text import t

app = kit.leaf("search")

Words = Annotated[list[str], kit.argument("text", "search.words")]


@app.command("search")
def search(words: Words, limit: kit.Limit = 50, as_json: kit.Json = False) -> None:
    """Search schools, persons and advisors by name, drafts too."""
    if not any(map(str.strip, words)):
        raise WrongUsage("no_words")
    rows = list(islice(_found(" ".join(words), limit or 50), limit or 50))
    if as_json:
        kit.stream(rows)
    elif rows:
        listing.table(("name", "kind", "state", "id"), ({**row, "kind": called(row["kind"])} for row in rows))
    else:
        kit.say("search.nothing", text=" ".join(words))


def _found(text: str, limit: int) -> Iterator[dict[str, Any]]:
    """What is called so, as rows: the records, then the drafts."""
    from fieldkit.actions import draft
    from fieldkit.forms.form import known

    for one in kit.store().search(text, limit=limit):
        yield {**show.row(one), "kind": one.kind}  # a school has a kind of its own
    for begun in draft.called(kit.store(), text, limit):
        yield {**register.of_draft(begun), "kind": known(begun.form).kind}


def called(kind: str) -> str:
    """The word for a kind of record."""
    return t(f"search.kind_{kind}")
