"""Opening the notebook: what is missing, foreign, damaged, newer, full or read-only is told, and left."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.errors import DiskFull, NoStore, StoreDamaged, StoreNewer, StoreReadOnly
from fieldkit.store import asking, engine
from fieldkit.store.store import Store
from tests import make


def test_without_a_notebook_there_is_none_and_none_is_made(home: Path) -> None:
    with pytest.raises(NoStore):
        Store.open(home)
    assert not home.exists()


def test_an_empty_file_is_no_notebook_until_it_is_set_up(home: Path) -> None:
    home.mkdir()
    (home / engine.FILE).touch()
    with pytest.raises(NoStore):
        Store.open(home)
    Store.open(home, create=True).close()
    Store.open(home).close()


def test_only_its_owner_can_read_it(home: Path, store: Store, school: str) -> None:
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for file in home.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_it_is_as_durable_as_sqlite_can_be(store: Store) -> None:
    pragmas = {
        name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


def test_the_number_of_steps_is_the_version_we_know() -> None:
    steps = sorted(file.name for file in (Path(engine.__file__).parent / "steps").glob("*.sql"))
    assert [int(name[:4]) for name in steps] == list(range(1, engine.KNOWN + 1))


def test_a_notebook_of_a_newer_fieldkit_is_left_alone(home: Path, store: Store) -> None:
    store.connection.execute(f"PRAGMA user_version={engine.KNOWN + 1}")
    store.close()
    before = (home / engine.FILE).read_bytes()
    with pytest.raises(StoreNewer) as told:
        Store.open(home)
    assert (told.value.found, told.value.known) == (engine.KNOWN + 1, engine.KNOWN)
    assert (home / engine.FILE).read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_database_is_left_alone(home: Path, create: bool) -> None:
    home.mkdir()
    (home / engine.FILE).write_bytes(b"Esto es una carta." * 300)
    with pytest.raises(StoreDamaged):
        Store.open(home, create=create)
    assert (home / engine.FILE).read_bytes() == b"Esto es una carta." * 300


def test_a_damaged_page_is_told_and_left_alone(home: Path, store: Store, school: str) -> None:
    store.save([make.sheet(school, notes="x" * 900) for _ in range(200)], by="asesora")
    (root,) = store.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'record'").fetchone()
    store.close()
    file = home / engine.FILE
    with file.open("r+b") as bytes_:
        bytes_.seek((root - 1) * 4096)
        bytes_.write(b"\xff" * 4096)
    before = file.read_bytes()
    damaged = Store.open(home)
    with pytest.raises(StoreDamaged):
        list(damaged.find(Entry))
    assert engine.faults(damaged.connection) != []
    damaged.close()
    assert file.read_bytes() == before


def test_a_document_that_is_none_any_more_is_told_whoever_reads_it(home: Path, store: Store) -> None:
    """A bit has turned over where SQLite does not look: it reads the JSON itself here, and Python there."""
    store.save([make.membership("s", "p", since="2025-09-01", grade="2")], by="asesora")
    store.connection.execute("UPDATE record SET doc = '{\"answers', n = NULL WHERE kind = 'membership'")
    with pytest.raises(StoreDamaged), engine.guarded(home):
        list(asking.pairs(store.connection, Membership, ["p"], "since", "grade"))
    with pytest.raises(StoreDamaged):
        store.having(Membership, "subject", ["p"])


def test_a_file_cut_short_is_told(home: Path, store: Store, school: str) -> None:
    store.save([make.sheet(school, notes="x" * 900) for _ in range(200)], by="asesora")
    store.close()
    os.truncate(home / engine.FILE, 3 * 4096)
    with pytest.raises(StoreDamaged):
        list(Store.open(home).find(Entry))


def test_a_full_disk_is_told_and_what_was_saved_stays(home: Path, store: Store, school: str) -> None:
    """SQLite's own limit of pages answers as a disk without room does (SQLITE_FULL)."""
    store.save([make.sheet(school)], by="asesora")
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull):
        store.save([make.sheet(school, notes="x" * 90_000)], by="asesora")
    assert store.count(Entry) == 1
    assert len(store.connection.execute("SELECT id FROM change").fetchall()) == 2
    store.connection.execute("PRAGMA max_page_count=1000000")
    store.save([make.sheet(school, notes="x" * 90_000)], by="asesora")
    assert engine.faults(store.connection) == []


def test_a_file_that_may_not_grow_is_as_a_full_disk(home: Path, store: Store, school: str) -> None:
    store.save([make.sheet(school)], by="asesora")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = (home / engine.FILE).stat().st_size
    script = f"""
import resource, sys
from pathlib import Path
from fieldkit.errors import DiskFull
from fieldkit.store.store import Store
from tests import make
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
store = Store.open(Path({str(home)!r}))
try:
    for _ in range(2000):
        store.save([make.sheet({school!r}, notes="x" * 3000)], by="asesora")
        print("saved", flush=True)
except DiskFull:
    print("full", flush=True)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    *saved, last = ended.stdout.split()
    assert last == "full"
    assert store.count(Entry) == 1 + len(saved)
    assert engine.faults(store.connection) == []


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that an ordinary user of this machine can reach, which a test's own folder may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for inside in folder.rglob("*"):
        if inside.is_dir():
            inside.chmod(0o755)
    shutil.rmtree(folder)


def read_only(home: Path) -> None:
    """Nobody but root may write here; an ordinary user may read."""
    for file in home.iterdir():
        file.chmod(0o444)
    home.chmod(0o555)


READ_AND_WRITE = """
import os, sys
from pathlib import Path
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.errors import StoreError
from fieldkit.store.store import Store
from tests import make
if os.geteuid() == 0:  # root may write anywhere: be somebody else
    os.setgid(65534), os.setuid(65534)
try:
    store = Store.open(Path(sys.argv[1]))
    print(store.count(Entry))
    store.save([make.sheet("s")], by="asesora")
    print("saved")
except StoreError as trouble:
    print(trouble.code)
"""


def as_anybody(home: Path) -> list[str]:
    """What somebody who is not root can do with a notebook: read it, then write in it."""
    code = f"import sys; sys.path[:0] = {sys.path!r}\n{READ_AND_WRITE}"
    command = [sys.executable, "-c", code, str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_in_a_read_only_folder_one_reads_and_cannot_write(elsewhere: Path) -> None:
    home = elsewhere / "notebook"
    store = Store.open(home, create=True)
    store.save([make.sheet("s")], by="asesora")
    store.close()
    read_only(home)
    assert as_anybody(home) == ["1", "store_read_only"]


def test_a_read_only_copy_with_its_log_is_read_whole(elsewhere: Path) -> None:
    """Copied from a stick while fieldkit was open: the last sheets are only in the log."""
    home, copy = elsewhere / "notebook", elsewhere / "copy"
    store = Store.open(home, create=True)
    store.save([make.sheet("s")], by="asesora")
    shutil.copytree(home, copy)
    store.close()
    read_only(copy)
    assert as_anybody(copy) == ["1", "store_read_only"]


def test_a_log_that_cannot_be_read_is_never_passed_over(elsewhere: Path) -> None:
    home, copy = elsewhere / "notebook", elsewhere / "copy"
    store = Store.open(home, create=True)
    store.save([make.sheet("s")], by="asesora")
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("*-shm"))
    store.close()
    read_only(copy)
    assert as_anybody(copy) == ["store_read_only"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreReadOnly):
        Store.open(tmp_path / "file" / "notebook", create=True)


def test_an_older_notebook_is_copied_before_it_is_changed(
    home: Path, store: Store, school: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps = tmp_path / "fieldkit" / "steps"
    shutil.copytree(Path(engine.__file__).parent / "steps", steps)
    (steps / "0002_more.sql").write_text("CREATE TABLE more (one TEXT);\nINSERT INTO more VALUES ('x');\n")
    store.close()
    monkeypatch.setattr(engine, "__file__", str(steps.parent / "engine.py"))
    monkeypatch.setattr(engine, "KNOWN", 2)
    newer = Store.open(home)
    assert newer.connection.execute("SELECT one FROM more").fetchall() == [("x",)]
    assert engine.version(newer.connection) == 2
    newer.close()
    copy = sqlite3.connect(home / "fieldkit-before-step-0002.db")
    assert engine.version(copy) == 1
    assert copy.execute("SELECT id FROM record").fetchall() == [(school,)]
    copy.close()
    assert stat.S_IMODE((home / "fieldkit-before-step-0002.db").stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_the_notebook_as_it_was(
    home: Path, store: Store, school: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps = tmp_path / "fieldkit" / "steps"
    steps.mkdir(parents=True)
    (steps / "0002_more.sql").write_text("CREATE TABLE more (one TEXT);\nINSERT INTO nowhere VALUES ('x');\n")
    store.close()
    with monkeypatch.context() as changed:
        changed.setattr(engine, "__file__", str(steps.parent / "engine.py"))
        changed.setattr(engine, "KNOWN", 2)
        with pytest.raises(sqlite3.OperationalError):
            Store.open(home)
    same = Store.open(home)
    tables = {row[0] for row in same.connection.execute("SELECT name FROM sqlite_schema")}
    assert "more" not in tables
    assert engine.version(same.connection) == 1
    same.close()
