"""Two fieldkits on one notebook at the same time: they take turns, and lose nothing."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.errors import StoreBusy
from fieldkit.store import engine
from fieldkit.store.store import Store
from tests import make

ROUNDS = 200
TIMES = 8


def save_in_step(home: Path, school: str, barrier: Barrier) -> None:
    """Save a sheet in each round, at the same instant as the other one."""
    store = Store.open(home)
    for _ in range(ROUNDS):
        barrier.wait(timeout=60)
        store.save([make.sheet(school)], by="asesora")
    store.close()


def test_two_processes_saving_at_the_same_instant_both_save_everything(
    home: Path, store: Store, school: str
) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    both = [context.Process(target=save_in_step, args=(home, school, barrier)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=120)
    assert [process.exitcode for process in both] == [0, 0]
    assert store.count(Entry) == 2 * ROUNDS
    (numbers,) = store.connection.execute("SELECT max(n) FROM change").fetchone()
    assert numbers == 2 * ROUNDS + 1
    assert engine.faults(store.connection) == []


def test_a_writer_that_never_ends_is_told_in_our_words(
    home: Path, store: Store, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 0.1)
    hurried = Store.open(home)
    store.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        hurried.save([make.sheet(school)], by="asesora")
    store.connection.execute("ROLLBACK")
    hurried.save([make.sheet(school)], by="asesora")
    assert store.count(Entry) == 1
    hurried.close()


def test_reading_does_not_wait_for_a_writer(home: Path, store: Store, school: str) -> None:
    reader = Store.open(home)
    with store.transaction():
        store.save([make.sheet(school)], by="asesora")
        assert reader.count(Entry) == 0
    assert reader.count(Entry) == 1
    reader.close()


def test_two_that_make_the_notebook_at_once_make_one(home: Path) -> None:
    first, second = Store.open(home, create=True), Store.open(home, create=True)
    first.set_meta("name", "Ana")
    assert second.meta("name") == "Ana"
    assert isinstance(first.connection, sqlite3.Connection)
    first.close()
    second.close()


def open_in_step(home: Path, package: Path, barrier: Barrier) -> None:
    """Open a notebook of an older program, at the same instant as the other one, round after round."""
    engine.__file__, engine.KNOWN = str(package / "engine.py"), 2
    for number in range(TIMES):
        barrier.wait(timeout=60)
        Store.open(home / str(number)).close()


def test_two_processes_that_find_the_same_step_to_take_leave_one_whole_copy_of_before(
    home: Path, store: Store, school: str, tmp_path: Path
) -> None:
    steps = tmp_path / "fieldkit" / "steps"
    shutil.copytree(Path(engine.__file__).parent / "steps", steps)
    (steps / "0002_more.sql").write_text("CREATE TABLE more (one TEXT);\n")
    store.save([make.sheet(school, V05="x" * 4000) for _ in range(500)], by="asesora")
    store.close()
    for number in range(TIMES):
        shutil.copytree(home, tmp_path / "older" / str(number))
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    facts = (tmp_path / "older", steps.parent, barrier)
    both = [context.Process(target=open_in_step, args=facts) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=120)
    assert [process.exitcode for process in both] == [0, 0]
    for number in range(TIMES):
        folder = tmp_path / "older" / str(number)
        assert sorted(file.name for file in folder.glob("fieldkit-before*")) == [
            "fieldkit-before-step-0002.db"
        ]
        with closing(sqlite3.connect(folder / "fieldkit-before-step-0002.db")) as copy:
            assert engine.version(copy) == 1
            assert copy.execute("SELECT count(*) FROM record WHERE kind = 'entry'").fetchone() == (500,)
