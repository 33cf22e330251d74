"""Sheets that are not finished: kept after every answer, found again, thrown away only when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from fieldkit import clock
from fieldkit.domain.names import fold
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.forms.form import known
from fieldkit.store.drafts import Draft
from fieldkit.store.index import columns
from fieldkit.store.store import Store


def keep(store: Store, draft: Draft, answers: Mapping[str, Any]) -> Draft:
    """The draft with these answers, on disk when this returns."""
    return store.save_draft(replace(draft, answers=dict(answers), at=clock.stamp()))


def listed(store: Store, form: str | None = None) -> list[Draft]:
    """The drafts, the last one touched first."""
    return store.drafts(form=form)


def called(store: Store, text: str, limit: int) -> list[Draft]:
    """The drafts about somebody or some school with all these words in its name, or words that start so."""
    wanted = fold(text).split()
    found = (draft for draft in store.drafts() if wanted and _has(draft, wanted))
    return list(islice(found, limit))


def _has(draft: Draft, wanted: list[str]) -> bool:
    """Whether a draft would be found by these words, if it were a record."""
    doc = {"form": draft.form, "state": "", "answers": draft.answers}
    words = (columns(known(draft.form).kind, doc).words or "").split()
    return all(any(word.startswith(one) for word in words) for one in wanted)


def resume(store: Store, text: str | None = None) -> Draft:
    """The draft of this id, or of one that begins or ends so; the last one touched when nothing is said.

    Raises NotFound, Ambiguous.
    """
    drafts, part = store.drafts(), (text or "").strip().lower()
    found = [draft for draft in drafts if draft.id.startswith(part) or draft.id.endswith(part)]
    found = found if part else drafts[:1]
    if not found:
        raise NotFound(kind="draft", text=text or "")
    if len(found) > 1:
        raise Ambiguous(kind="draft", text=text, matches=[(draft.id, draft.form) for draft in found])
    return found[0]


def discard(store: Store, text: str) -> Draft:
    """Throw a draft away; it is given back as it was. Raises NotFound, Ambiguous."""
    draft = resume(store, text)
    store.discard_draft(draft.id)
    return draft
