"""Stories: who told one may take it back, and then its photos go with it."""

from __future__ import annotations

from fieldkit.actions import attachment, correction, lookup
from fieldkit.domain.record import Record
from fieldkit.domain.story import FORM
from fieldkit.errors import NotFound
from fieldkit.store.store import Store


def withdraw(store: Store, text: str, *, reason: str, by: str) -> tuple[Record, int]:
    """Withdraw a story and its photos. Returns it, and how many photos went with it.

    The words stay in the journal, as all that was saved; the files of the photos go, unless something else
    refers to them. Raises NotFound, Ambiguous, Untimely, Invalid without a reason.
    """
    found = lookup.record(store, text)
    if found.form != FORM:
        raise NotFound(kind="story", text=text)
    photos = list(attachment.of(store, found.id))
    for one in photos:
        attachment.remove(store, one.id, reason=reason, by=by)
    return correction.withdraw(store, found.id, reason=reason, by=by), len(photos)
