"""Drafts: on disk after every answer, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fieldkit.store import outbox
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store


def test_a_draft_survives_the_end_of_the_program(home: Path, store: Store) -> None:
    draft = store.save_draft(Draft("FS", {"V01": "jornada", "VA": [{"VA1": None}]}))
    store.save_draft(replace(draft, answers={"V01": "jornada", "V05": "Leer"}))
    store.close()
    again = Store.open(home)
    assert [kept.answers for kept in again.drafts()] == [{"V01": "jornada", "V05": "Leer"}]
    again.close()


def test_the_last_one_touched_comes_first(store: Store) -> None:
    old = store.save_draft(Draft("FS", {}, at="2025-10-06T08:00:00Z"))
    new = store.save_draft(Draft("VH", {}, at="2025-10-07T08:00:00Z"))
    assert [draft.id for draft in store.drafts()] == [new.id, old.id]
    store.save_draft(replace(old, at="2025-10-08T08:00:00Z"))
    assert [draft.id for draft in store.drafts()] == [old.id, new.id]
    assert [draft.id for draft in store.drafts(form="VH")] == [new.id]


def test_a_draft_is_thrown_away_only_when_asked(store: Store) -> None:
    draft = store.save_draft(Draft("FS", {}))
    assert store.discard_draft("another") is False
    assert store.draft(draft.id) == draft
    assert store.discard_draft(draft.id) is True
    assert store.draft(draft.id) is None


def test_a_draft_is_never_sent(store: Store) -> None:
    store.save_draft(Draft("FS", {"V01": "jornada"}))
    assert outbox.unacknowledged(store.connection, 10_000) == []
