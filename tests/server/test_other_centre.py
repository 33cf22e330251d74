"""A notebook at another centre: refused without a trace, or gone over to it with all it has."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests.server.test_centre_put_back import notebook, serving, written
from tests.server.test_clash_told import corrected
from tests.server.test_command import Centre, Command
from tests.sync.world import CCTS, person, school


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Centre]:
    """The centre that is lost."""
    yield from running(tmp_path, "old")


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Centre]:
    """The one that begins anew."""
    yield from running(tmp_path, "new")


def running(folder: Path, name: str) -> Iterator[Centre]:
    """A centre in a file of its own."""
    office, database = Command(folder / f"office-{name}"), f"sqlite:///{folder / name}.db"
    with serving(office, database) as url:
        yield Centre(office, database, url)


def code(centre: Centre, name: str) -> str:
    """The code of a new advisor of school A."""
    return str(centre("advisor", "new", "--name", name, "--schools", CCTS["A"], "--json")[1]["code"])


def joined(centre: Centre, folder: Path, name: str) -> Command:
    """An enrolled notebook."""
    found = notebook(folder, name)
    assert found("enroll", centre.url, code(centre, name))[0] == 0
    return found


def asked(one: Command, sql: str, *facts: Any) -> list[Any]:
    """What a notebook's file answers."""
    store = Store.open(one.home)
    rows = store.connection.execute(sql, facts).fetchall()
    store.close()
    return rows


def proved(one: Command) -> set[str]:
    """The changes that the receipts of the centre it belongs to name."""
    ((kept,),) = asked(one, "SELECT value FROM meta WHERE key = 'centre'")
    receipts = [json.loads(body) for (body,) in asked(one, "SELECT body FROM receipt")]
    server = json.loads(kept)["server"]
    return {result[0] for found in receipts if found["server"] == server for result in found["results"]}


def view(one: Command) -> list[Any]:
    return asked(one, "SELECT id, rev, doc FROM present ORDER BY id")


def test_a_refused_device_leaves_nothing_at_the_other_centre_and_its_code_serves(
    old: Centre, new: Centre, tmp_path: Path
) -> None:
    ana = joined(old, tmp_path, "Ana")
    given = code(new, "Ana")
    left, said = ana("enroll", new.url, given)
    assert left == 8 and "--otro-centro" in said
    assert new("device", "list", "--json")[1] == []
    assert ana("sync")[0] == 0, "it is still a member of its own"
    assert notebook(tmp_path, "Eva")("enroll", new.url, given)[0] == 0


def test_all_goes_to_a_centre_that_begins_anew(old: Centre, new: Centre, tmp_path: Path) -> None:
    """Of Nadia Ana wrote the beginning and Beto went on; Omar is Beto's alone. Ana's journal has the school
    and Nadia, and gets what Beto made of Nadia on top: 3 lines. Beto's has the correction and Omar: 2."""
    ana, beto = joined(old, tmp_path, "Ana"), joined(old, tmp_path, "Beto")
    (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
    (nadia,) = written(ana, Edit("person", f"s:{place}", person(first_names="Nadia")))
    assert ana("sync")[0] == beto("sync")[0] == 0
    corrected(beto, nadia, second_surname="Luna")
    (omar,) = written(beto, Edit("person", f"s:{place}", person(first_names="Omar", sex="H")))
    assert beto("sync")[0] == ana("sync")[0] == 0
    before = asked(ana, "SELECT batch, body FROM receipt ORDER BY batch")

    given = code(new, "Ana")
    left, said = ana("inscribir", new.url, given, "--otro-centro")
    assert (left, "--si" in said) == (2, True), "it takes a yes"
    assert ana("inscribir", new.url, given, "--otro-centro", "--si")[0] == 0
    state = ana("status", "--json")[1]
    assert (state["pending"], state["acknowledged"]) == (3, 0)
    assert (state["kept"], state["from_before"]) == (0, 1), "Omar's: this centre has lost nothing"
    assert proved(ana) == set()
    assert len(ana("search", "Nadia", "--json")[1]) == len(ana("search", "Omar", "--json")[1]) == 1

    code_, done = ana("sync", "--json")
    assert (code_, done["sent"], done["receipts"], done["pending"]) == (0, 3, 3, 0)
    assert (done["kept"], done["from_before"]) == (0, 1)
    said = ana("sincronizar")[1]
    assert "centro de antes" in said and "copia anterior" not in said
    journal = {id for (id,) in asked(ana, "SELECT id FROM change")}
    assert (len(journal), proved(ana)) == (3, journal)
    assert set(before) < set(asked(ana, "SELECT batch, body FROM receipt"))

    assert beto("enroll", new.url, code(new, "Beto"), "--rebind", "--yes")[0] == 0
    assert beto("sync")[0] == ana("sync")[0] == beto("sync")[0] == 0
    assert {id for (id,) in asked(beto, "SELECT id FROM change")} == proved(beto)
    assert view(ana) == view(beto)
    assert [row[0] for row in view(ana)] == sorted([place, nadia, omar])
    told = {id: json.loads(doc)["answers"] for id, _, doc in view(ana)}
    assert told[nadia]["second_surname"] == "Luna"
    state = ana("status", "--json")[1]
    assert (state["kept"], state["from_before"]) == (0, 0)
    assert sum(device["held"] for device in new("device", "list", "--json")[1]) == 5


def test_it_says_what_it_does_and_a_no_leaves_all_as_it_is(old: Centre, new: Centre, tmp_path: Path) -> None:
    ana = joined(old, tmp_path, "Ana")
    words = ["-m", "fieldkit", "inscribir", new.url, code(new, "Ana"), "--otro-centro"]
    asking = pexpect.spawn(sys.executable, words, env=ana.environment, encoding="utf-8", timeout=30)
    asking.expect("no valen para el nuevo")
    asking.expect("> ")
    asking.sendline("n")
    asking.expect(pexpect.EOF)
    assert "sigue con el centro de antes" in asking.before
    assert new("device", "list", "--json")[1] == []
    assert ana("sync")[0] == 0
