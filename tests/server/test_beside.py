"""What goes on beside a centre that serves: it counts ahead, and it is copied."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from fieldkit.server.ahead import Ahead
from fieldkit.store import centre
from tests.server.test_command import Command, _serve
from tests.sync.world import World


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """The database of a centre with one school, whose notebook has sent it."""
    world = World()
    ana = world.device("ana", "A")
    ana.write("s:" + ana.found_school("A"))
    ana.sync()
    file = tmp_path / "centre.db"
    with closing(sqlite3.connect(world.file)) as there, closing(sqlite3.connect(file)) as here:
        there.backup(here)
    world.close()
    return f"sqlite:///{file}"


def counted(database: str) -> int:
    """How many reports of schools are kept."""
    with centre.reading(centre.open_centre(database)) as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM counted").scalar_one())


def wait(until: float, *, for_what: str) -> None:
    assert time.monotonic() < until, for_what
    time.sleep(0.1)


def test_a_centre_that_serves_counts_ahead_and_prints_nothing(tmp_path: Path, filled: str) -> None:
    """Of one school: the monthly, the annual and the network report."""
    serving = _serve(Command(tmp_path / "office"), filled, "--count-every", "0.01")
    next(serving)
    until = time.monotonic() + 60
    while counted(filled) < 3:
        wait(until, for_what="nothing was counted")
    assert list(serving) == [], "one line when it is ready, and no more"


def test_a_centre_told_not_to_count_does_not(tmp_path: Path, filled: str) -> None:
    serving = _serve(Command(tmp_path / "office"), filled, "--count-every", "0")
    next(serving)
    assert list(serving) == []
    assert counted(filled) == 0


def _for_ever(mark: Path) -> None:
    """Work that does not end by itself."""
    mark.write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)


def _fails() -> None:
    """Work that goes wrong."""
    raise SystemExit(3)


def test_stopping_ends_what_is_being_counted(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    ahead = Ahead(partial(_for_ever, mark), 0.01)
    until = time.monotonic() + 60
    while not (mark.is_file() and mark.read_text(encoding="utf-8")):
        wait(until, for_what="it never began")
    ahead.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text(encoding="utf-8")), 0)


def test_counting_that_goes_wrong_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    ahead = Ahead(_fails, 0.01)
    until = time.monotonic() + 60
    while len(caplog.messages) < 2:
        wait(until, for_what="it said nothing")
    ahead.stop()
    assert all("ended with 3" in message for message in caplog.messages)


def test_a_copy_of_a_centre_at_work_has_all_it_said_it_holds(tmp_path: Path, filled: str) -> None:
    """What is written is not in the file itself until much later: a copy of the file alone would lack it."""
    office, target = Command(tmp_path / "office"), tmp_path / "copy.db"
    assert office("server", "backup", str(target), "--database", filled)[0] == 0  # the copy of yesterday
    serving = _serve(office, filled)
    next(serving)
    words = ("server", "advisor", "new", "--name", "Luz", "--database", filled, "--json")
    made = office(*words)[1]
    assert office("server", "backup", str(target), "--database", filled)[0] == 0
    assert list(serving) == []
    listed = office("server", "advisor", "list", "--database", str(target), "--json")[1]
    assert made["advisor"] in [one["id"] for one in listed]
    assert target.stat().st_mode & 0o077 == 0
    assert not target.with_name("copy.db.part").exists()


def test_a_copy_takes_the_place_of_the_one_before_night_after_night(tmp_path: Path, filled: str) -> None:
    """To look into the copy of yesterday leaves nothing that stops the copy of tomorrow."""
    office, target = Command(tmp_path / "office"), tmp_path / "copy.db"
    for _ in range(4):
        assert office("server", "backup", str(target), "--database", filled)[0] == 0
        assert [one.name for one in tmp_path.glob("copy*")] == ["copy.db"]


@pytest.mark.parametrize(
    "where", ["centre.db", ".", "missing/copy.db", "notes.txt", "office/fieldkit.db", "live.db"]
)
def test_a_copy_replaces_nothing_but_a_copy(tmp_path: Path, filled: str, where: str) -> None:
    office = Command(tmp_path / "office")
    office("init", "--advisor", "Ana", "--no-input")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    (tmp_path / "live.db-wal").write_text("of a database at work", encoding="utf-8")
    before = (tmp_path / "centre.db").read_bytes()
    code, said = office("server", "backup", str(tmp_path / where), "--database", filled)
    assert (code, where.split("/")[0].strip(".") in said) == (3, True)
    assert (tmp_path / "centre.db").read_bytes() == before
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "notes"
    assert office("status")[0] == 0


@pytest.mark.parametrize("database", ["nothing.db", "postgresql://u:secret@127.0.0.1/x"])
def test_where_there_is_no_file_none_is_copied(tmp_path: Path, database: str) -> None:
    office, target = Command(tmp_path / "office"), tmp_path / "copy.db"
    code, said = office("server", "backup", str(target), "--database", database)
    assert code == 3
    assert "pg_dump" in said or "nothing.db" in said
    assert "secret" not in said
    assert not target.exists()


@pytest.mark.parametrize("what", ["notes.txt", "office/fieldkit.db"])
def test_what_is_no_centre_is_not_copied_as_one(tmp_path: Path, what: str) -> None:
    office, target = Command(tmp_path / "office"), tmp_path / "copy.db"
    office("init", "--advisor", "Ana", "--no-input")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    code, said = office("server", "backup", str(target), "--database", f"sqlite:///{tmp_path / what}")
    assert (code, what in said, target.exists()) == (3, True, False)
