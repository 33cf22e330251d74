"""Drafts are found again, and thrown away only when asked."""

from __future__ import annotations

import pytest

from fieldkit.actions import draft
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store


def test_every_answer_is_kept_and_the_last_draft_is_resumed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.save_draft(Draft("FS", {"V01": "jornada"}))
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-20T13:00:00")
    store.save_draft(Draft("VH", {}))
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-20T14:00:00")
    draft.keep(store, first, {"V01": "jornada", "V05": "Leer"})
    assert draft.resume(store).answers == {"V01": "jornada", "V05": "Leer"}
    assert [kept.form for kept in draft.listed(store)] == ["FS", "VH"]
    assert [kept.form for kept in draft.listed(store, "VH")] == ["VH"]


def test_the_beginning_of_its_id_is_enough_when_it_says_which(store: Store) -> None:
    first, second = store.save_draft(Draft("FS", {})), store.save_draft(Draft("FS", {}))
    assert draft.resume(store, second.id[:-1]) == second
    with pytest.raises(Ambiguous):
        draft.resume(store, first.id[:6])
    with pytest.raises(NotFound):
        draft.resume(store, "ffff")


def test_a_discarded_draft_is_given_back_once_more(store: Store) -> None:
    kept = store.save_draft(Draft("FS", {"V05": "Leer"}))
    assert draft.discard(store, kept.id) == kept
    with pytest.raises(NotFound):
        draft.resume(store)
