"""A centre put back from an older copy, as two advisors of one school meet it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from fieldkit.sync.member import keep, member
from tests.server.test_command import Command, _serve
from tests.sync.world import CCTS, person, school


@contextmanager
def serving(office: Command, database: str) -> Iterator[str]:
    """A running centre; it is gone afterwards."""
    running = _serve(office, database)
    try:
        yield next(running)
    finally:
        assert list(running) == []


def notebook(folder: Path, name: str) -> Command:
    """An advisor's empty notebook."""
    found = Command(folder / name)
    assert found("init", "--advisor", name, "--no-input")[0] == 0
    return found


def written(one: Command, *edits: Edit) -> list[str]:
    """The records that these edits make."""
    store = Store.open(one.home)
    records = [change.record for change in store.save(list(edits), by=store.meta("advisor") or "")]
    store.close()
    return records


def sees(one: Command, name: str) -> bool:
    """Whether somebody of this name is found in a notebook."""
    return len(one("search", name, "--json")[1]) == 1


def test_nobody_is_told_what_is_not_so_and_the_last_copy_comes_back(tmp_path: Path) -> None:
    """Beto's laptop is lost after his sync, then the centre is put back from the copy of that morning."""
    office, file = Command(tmp_path / "office"), tmp_path / "centre.db"
    database = f"sqlite:///{file}"
    ana, beto = notebook(tmp_path, "Ana"), notebook(tmp_path, "Beto")
    with serving(office, database) as url:
        for one, name in ((ana, "Ana"), (beto, "Beto")):
            words = ("server", "advisor", "new", "--name", name, "--schools", CCTS["A"])
            made = office(*words, "--database", database, "--json")[1]
            assert one("enroll", url, made["code"])[0] == 0
    copied(file, tmp_path / "morning.db")

    with serving(office, database) as url:
        for one in (ana, beto):
            moved(one, url)
        (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
        assert ana("sync")[0] == 0 and beto("sync")[0] == 0
        written(beto, Edit("person", f"s:{place}", person(first_names="Nadia")))
        assert beto("sync", "--json")[1]["receipts"] == 1
        assert ana("sync")[0] == 0
        assert sees(ana, "Nadia")

    copied(tmp_path / "morning.db", file)
    with serving(office, database) as url:
        moved(ana, url)
        code, said = ana("sync")
        assert code == 0
        assert "no están a su cargo" not in said
        assert "Registros que el centro tuvo y ya no tiene: 1." in said
        assert "fieldkit sincronizar --devuelve" in said
        assert sees(ana, "Nadia")
        assert ana("status", "--json")[1]["kept"] == 1

        assert "Devueltos al centro, que los había perdido: 1" in ana("sync", "--give-back")[1]
        assert ana("status", "--json")[1]["kept"] == 0
        held = office("server", "device", "list", "--database", database, "--json")[1]
        assert sum(device["held"] for device in held) == 2


def copied(source: Path, target: Path) -> None:
    """A database of a centre that is not running, with all that was written to it."""
    for name in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        name.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)


def moved(one: Command, url: str) -> None:
    """The centre answers at another port since it was started again."""
    store = Store.open(one.home)
    keep(store, replace(member(store), url=url))
    store.close()
