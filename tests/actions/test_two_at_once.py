"""Two commands at the same instant that mean the same thing: it is there once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import SimpleNamespace

from PIL import Image

from fieldkit.actions import attachment, freezing
from fieldkit.domain.entry import Entry
from fieldkit.domain.reporting import Which
from fieldkit.errors import Untimely
from fieldkit.store import attachments
from fieldkit.store.store import Store
from tests.actions.conftest import TODAY

ROUNDS = 30
REPORT = {"figures": "{}", "cut_records": 0, "cut_digest": "0", "versions": "1"}


def month(school: str, number: int) -> Which:
    """One month of many."""
    return Which("monthly", school, "2025-2026", f"{1990 + number}-10")


def freeze(home: Path, school: str, barrier: Barrier) -> None:
    """Freeze a report in each round and then again, otherwise than the other does, who may come first."""
    store = Store.open(home)
    by = str(store.meta("advisor"))
    mine = f"{os.getpid()}"
    for number in range(ROUNDS):
        which = month(school, number)
        for edition in (1, 2):
            barrier.wait(timeout=60)
            kept = {**which.known, **REPORT, "edition": edition, "digest": f"{mine}-{edition}"}
            try:
                freezing.freeze(
                    store, which, kept, until=date(2025, 10, 19), by=by, today=TODAY, reason="otra vez"
                )
            except Untimely as trouble:
                assert (trouble.facts["why"], trouble.facts["edition"]) == ("frozen_meanwhile", edition)
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


def test_a_report_frozen_twice_at_once_is_one_report_of_two_editions(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    both(freeze, store.home, place.school)
    reports = list(store.find(Entry, form="INM"))
    assert len(reports) == ROUNDS
    told = [[change.doc["answers"]["edition"] for change in store.history(one.id)] for one in reports]
    assert told == [[1, 2]] * ROUNDS


def test_what_was_written_while_a_report_was_being_frozen_stays_for_the_next_edition(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    which = month(place.school, 0)
    until = date(2025, 10, 19)
    for edition in (1, 2):
        freezing.write(store, which, {"achievements": f"Leyeron {edition}"}, today=TODAY)
        counted = {**which.known, **REPORT, "edition": edition, "digest": f"d{edition}"}
        counted["achievements"] = f"Leyeron {edition}"
        freezing.write(store, which, {"next": "Seguir"}, today=TODAY)
        freezing.freeze(store, which, counted, until=until, by=by, today=TODAY, reason="otra vez")
        draft = freezing.begun(store, which)
        assert draft is not None
        assert draft.answers["next"] == "Seguir"


def test_a_photo_attached_twice_at_once_is_one_photo(store: Store, by: str, place: SimpleNamespace) -> None:
    for number in range(ROUNDS):
        Image.new("RGB", (60, 40), (number * 8, 0, 0)).save(store.home / f"{number}.png")
    both(attach, store.home, place.school)
    assert store.count(Entry, form="ADJ") == ROUNDS
    assert len(list(attachments.here(store.home))) == ROUNDS
