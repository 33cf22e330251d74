"""Two commands at the same instant that mean the same thing: it is there once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import SimpleNamespace

from PIL import Image

from fieldkit.actions import attachment, freezing
from fieldkit.domain.entry import Entry
from fieldkit.domain.reporting import Which
from fieldkit.errors import Invalid
from fieldkit.store import attachments
from fieldkit.store.store import Store
from tests.actions.conftest import TODAY

ROUNDS = 30


def month(school: str, number: int) -> Which:
    """One month of many."""
    return Which("monthly", school, "2025-2026", f"{1990 + number}-10")


def freeze(home: Path, school: str, barrier: Barrier) -> None:
    """Freeze a report in each round; whoever comes second is asked for a reason."""
    store = Store.open(home)
    kept = {
        "figures": "{}",
        "digest": "0",
        "cut_records": 0,
        "cut_digest": "0",
        "versions": "1",
        "edition": 1,
    }
    for number in range(ROUNDS):
        which = month(school, number)
        facts = {"by": str(store.meta("advisor")), "today": TODAY, "reason": ""}
        barrier.wait(timeout=60)
        try:
            freezing.freeze(store, which, {**which.known, **kept}, until=date(2025, 10, 19), **facts)
        except Invalid as trouble:
            assert [one.field for one in trouble.problems] == ["reason"]
    store.close()


def attach(home: Path, record: str, barrier: Barrier) -> None:
    """Attach the same photo in each round."""
    store = Store.open(home)
    by = str(store.meta("advisor"))
    for number in range(ROUNDS):
        barrier.wait(timeout=60)
        attachment.attach(store, home / f"{number}.png", record, consent={}, by=by, today=TODAY)
    store.close()


def both(work: Callable[..., None], *facts: object) -> None:
    """Do it in two processes, in step."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    processes = [context.Process(target=work, args=(*facts, barrier)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=120)
    assert [process.exitcode for process in processes] == [0, 0]


def test_a_report_frozen_twice_at_once_is_one_report(store: Store, by: str, place: SimpleNamespace) -> None:
    both(freeze, store.home, place.school)
    assert store.count(Entry, form="INM") == ROUNDS


def test_a_photo_attached_twice_at_once_is_one_photo(store: Store, by: str, place: SimpleNamespace) -> None:
    for number in range(ROUNDS):
        Image.new("RGB", (60, 40), (number * 8, 0, 0)).save(store.home / f"{number}.png")
    both(attach, store.home, place.school)
    assert store.count(Entry, form="ADJ") == ROUNDS
    assert len(list(attachments.here(store.home))) == ROUNDS
