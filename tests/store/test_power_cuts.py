"""Killed anywhere in a save, the notebook is as it was before or as it is after, and says nothing untrue."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.store import engine
from fieldkit.store.store import Store

SAVER = Path(__file__).with_name("saver.py")


def run(home: Path, school: str, count: int, crash: str = "") -> list[str]:
    """The ids that the saver said were safe before it ended."""
    environment = {**os.environ, "FIELDKIT_CRASH": crash}
    command = [sys.executable, str(SAVER), str(home), school, str(count)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode < 0) == bool(crash), ended.stderr
    return ended.stdout.split()


def found(store: Store) -> tuple[set[str], set[str]]:
    """The ids of the sheets, and of the changes that made them."""
    lines = store.connection.execute("SELECT id FROM change WHERE kind = 'entry'")
    return {sheet.id for sheet in store.find(Entry)}, {row[0] for row in lines}


@pytest.mark.parametrize("pass_", [1, 4])
@pytest.mark.parametrize("point", ["before_insert", "after_insert", "before_commit"])
def test_a_save_cut_before_its_end_leaves_nothing_of_it(
    home: Path, store: Store, school: str, point: str, pass_: int
) -> None:
    said = run(home, school, 6, f"{point}:{pass_}")
    assert len(said) == pass_ - 1
    assert found(store) == (set(said), set(said))
    assert engine.faults(store.connection) == []


def test_a_save_cut_after_its_end_is_there_although_nobody_was_told(
    home: Path, store: Store, school: str
) -> None:
    said = run(home, school, 6, "after_commit:3")
    sheets, changes = found(store)
    assert len(said) == 2
    assert sheets == changes
    assert sheets >= set(said)
    assert len(sheets) == 3


def test_the_numbers_of_the_journal_have_no_gap_after_a_cut(home: Path, store: Store, school: str) -> None:
    run(home, school, 3, "before_commit:2")
    run(home, school, 3)
    numbers = [row[0] for row in store.connection.execute("SELECT n FROM change ORDER BY n")]
    assert numbers == list(range(1, 6))
