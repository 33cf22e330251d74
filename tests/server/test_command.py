"""The centre and its devices as people run them: real processes, real exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from fieldkit.domain.change import Edit
from fieldkit.store import engine, outbox
from fieldkit.store.store import Store
from fieldkit.sync.lock import alone
from tests.sync.world import CCTS, person, school


class Command:
    """`fieldkit` with its own folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {**os.environ, "FIELDKIT_HOME": str(home), "PYTHONUTF8": "1"}

    def __call__(self, *words: str) -> tuple[int, Any]:
        """(exit code, what it said: JSON where it was asked for)."""
        done = subprocess.run(
            [sys.executable, "-m", "fieldkit", *words],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout) if "--json" in words else done.stdout + done.stderr


class Centre(NamedTuple):
    """A running centre and its own commands: `centre("advisor", "list")`."""

    office: Command
    database: str
    url: str

    def __call__(self, *words: str) -> tuple[int, Any]:
        """`fieldkit server …` in this centre."""
        return self.office("server", *words, "--database", self.database)


def _serve(command: Command, database: str, *words: str) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "fieldkit", "server", "start", "--port", "0", "--database", database, *words],
        env=command.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    yield line.split()[-1]
    server.terminate()
    server.wait(20)
    assert server.stdout.read() == "", "it says one line and no more"
    server.stdout.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the centre keeps what it holds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def office(tmp_path: Path) -> Command:
    """The centre's own command line."""
    return Command(tmp_path / "office")


@pytest.fixture
def url(office: Command, database: str) -> Iterator[str]:
    """The address of a running centre."""
    yield from _serve(office, database)


@pytest.fixture
def notebook(tmp_path: Path) -> Command:
    """A notebook with a school and two children; one of them is not complete."""
    found = Command(tmp_path / "notebook")
    assert found("init", "--advisor", "Ana Ruiz", "--no-input")[0] == 0
    store = Store.open(found.home)
    by = store.meta("advisor") or ""
    (place,) = store.save([Edit("school", "s:{record}", school(CCTS["A"]))], by=by)
    store.save([Edit("person", f"s:{place.record}", person())], by=by)
    store.close()
    return found


def test_a_notebook_joins_sends_and_knows_what_arrived(
    office: Command, url: str, database: str, notebook: Command
) -> None:
    assert httpx.get(f"{url}/health").status_code == 200
    code, made = office(
        "server",
        "advisor",
        "new",
        "--name",
        "Ana Ruiz",
        "--schools",
        CCTS["A"],
        "--database",
        database,
        "--json",
    )
    assert code == 0
    assert notebook("sync", "--json") == (
        3,
        {"error": "not_enrolled", "message": notebook("sync")[1].strip()},
    )
    assert notebook("enroll", url, "WRONG-CODE")[0] == 3
    assert notebook("enroll", url, made["code"])[0] == 0
    code, done = notebook("sync", "--json")
    assert code == 0
    assert (done["sent"], done["receipts"], done["pending"], done["refused"], done["clashes"]) == (
        2,
        2,
        0,
        [],
        [],
    )
    assert notebook("sync", "--json")[1]["sent"] == 0

    (device,) = office("server", "device", "list", "--database", database, "--json")[1]
    assert device["held"] == 2
    said = office("server", "device", "list", "--database", database)
    assert said[0] == 0 and device["id"] in said[1] and "sí" in said[1].split()
    assert office("server", "device", "revoke", device["id"], "--database", database)[0] == 0
    assert "no" in office("server", "device", "list", "--database", database)[1].split()
    assert "Ana Ruiz" in office("server", "advisor", "list", "--database", database)[1]
    assert notebook("sync")[0] == 7


def test_what_the_centre_refuses_is_told_and_the_command_says_partly(
    office: Command, url: str, database: str, notebook: Command
) -> None:
    store = Store.open(notebook.home)
    (bucket,) = {row[0] for row in store.connection.execute("SELECT bucket FROM record")}
    store.save([Edit("person", bucket, person(birth_date="mal"))], by=store.meta("advisor") or "")
    store.close()
    made = office(
        "server", "advisor", "new", "--name", "Ana", "--schools", CCTS["A"], "--database", database, "--json"
    )[1]
    notebook("enroll", url, made["code"])
    code, done = notebook("sync", "--json")
    assert code == 4
    (refused,) = done["refused"]
    assert [problem["field"] for problem in refused["problems"]] == ["birth_date"]
    assert refused["problems"][0]["message"]


def test_what_the_centre_did_not_accept_is_told_once_for_each_reason(
    centre: Centre, notebook: Command
) -> None:
    """Twelve people with a birth date that is none."""
    store = Store.open(notebook.home)
    (bucket,) = {row[0] for row in store.connection.execute("SELECT bucket FROM record")}
    wrong = [Edit("person", bucket, person(birth_date="mal")) for _ in range(12)]
    store.save(wrong, by=store.meta("advisor") or "")
    store.close()
    made = centre("advisor", "new", "--name", "Ana", "--schools", CCTS["A"], "--json")[1]
    notebook("enroll", centre.url, made["code"])
    code, said = notebook("sync")
    assert code == 4
    assert "Registros que el centro guardó, pero no aceptó: 12" in said
    assert said.count("no es una fecha") == 1
    reason = "Fecha de nacimiento: no es una fecha. Escríbala como 2025-10-06 o 06/10/2025."
    assert f"{reason} Registros: 12;" in said
    assert "fieldkit estado --json" in said


@pytest.fixture
def centre(office: Command, tmp_path: Path) -> Iterator[Centre]:
    """A running centre in a file."""
    database = f"sqlite:///{tmp_path / 'centre.db'}"
    serving = _serve(office, database)
    yield Centre(office, database, next(serving))
    assert list(serving) == []


def test_schools_that_wait_and_schools_that_leave_are_named(centre: Centre, notebook: Command) -> None:
    made = centre("advisor", "new", "--name", "ana ruíz", "--schools", CCTS["B"], "--json")[1]
    assert "dice" not in notebook("enroll", centre.url, made["code"])[1], "the same name in other letters"
    code, said = notebook("sync")
    assert (code, said.count(CCTS["A"]), "En espera en el centro: 2" in said) == (0, 1, True)
    assert notebook("sync", "--json")[1]["held_for"] == {f"{CCTS['A']} Escuela": 2}

    centre("advisor", "assign", "Ana Ruiz", "--schools", CCTS["A"])
    assert CCTS["A"] not in notebook("sync")[1]
    centre("advisor", "assign", "Ana Ruiz", "--schools", CCTS["B"])
    assert f"salieron de este cuaderno: {CCTS['A']} Escuela" in notebook("sync")[1]
    assert CCTS["A"] not in notebook("sync")[1] + notebook("status")[1], "said once"


def test_a_notebook_that_enrols_as_somebody_else_is_told(centre: Centre, notebook: Command) -> None:
    made = centre("advisor", "new", "--name", "Pepe Luna", "--json")[1]
    said = notebook("enroll", centre.url, made["code"])[1]
    assert "El centro lo conoce como Pepe Luna; este cuaderno dice Ana Ruiz" in said


def test_an_advisor_is_meant_by_a_name_that_is_theirs_alone(centre: Centre) -> None:
    assert "Ya había" not in centre("advisor", "new", "--name", "Ana Ruiz")[1]
    assert centre("advisor", "code", "ana ruíz")[0] == 0
    assert centre("advisor", "code", "Nadie")[0] == 3
    assert "Ya había alguien con el nombre ANA RUIZ" in centre("advisor", "new", "--name", "ANA RUIZ")[1]
    one, other = centre("advisor", "list", "--json")[1]
    code, said = centre("advisor", "code", "Ana Ruiz")
    assert code != 0 and one["id"] in said and other["id"] in said
    assert centre("advisor", "code", one["id"])[0] == 0


@pytest.mark.parametrize("instant", ["after_results:1", "after_rows:1", "before_commit:1", "after_commit:2"])
def test_a_sync_that_is_killed_is_completed_by_the_next(
    office: Command, tmp_path: Path, notebook: Command, instant: str
) -> None:
    database = f"sqlite:///{tmp_path / 'centre.db'}"
    serving = _serve(office, database)
    url = next(serving)
    made = office(
        "server", "advisor", "new", "--name", "Ana", "--schools", CCTS["A"], "--database", database, "--json"
    )[1]
    notebook("enroll", url, made["code"])
    notebook.environment["FIELDKIT_CRASH"] = instant
    assert notebook("sync")[0] == -9
    del notebook.environment["FIELDKIT_CRASH"]

    code, done = notebook("sync", "--json")
    assert (code, done["pending"]) == (0, 0)
    store = Store.open(notebook.home)
    assert engine.faults(store.connection) == []
    assert outbox.counts(store.connection) == {"pending": 0, "ok": 2}
    store.close()
    assert office("server", "device", "list", "--database", database, "--json")[1][0]["held"] == 2
    assert list(serving) == []


def test_two_syncs_of_one_notebook_do_not_run_at_once(notebook: Command) -> None:
    store = Store.open(notebook.home)
    facts = {"url": "http://127.0.0.1:9", "server": "x", "key": "x", "device": "x", "token": "x"}
    store.set_meta("centre", json.dumps(facts))
    store.close()
    with alone(notebook.home):
        code, said = notebook("sync", "--json")
    assert (code, said["error"]) == (3, "sync_running")


def test_without_a_network_it_says_so_and_the_work_is_safe(notebook: Command) -> None:
    store = Store.open(notebook.home)
    facts = {"url": "http://127.0.0.1:9", "server": "x", "key": "x", "device": "x", "token": "x"}
    store.set_meta("centre", json.dumps(facts))
    store.close()
    code, said = notebook("sync", "--max-time", "1", "--json")
    assert (code, said["error"]) == (5, "offline")


def test_nobody_serves_beyond_this_machine_without_a_certificate(office: Command) -> None:
    code, said = office("server", "start", "--host", "0.0.0.0", "--port", "0")
    assert code == 3
    assert "--tls-cert" in said


def test_a_database_that_is_none_is_named(office: Command) -> None:
    code, said = office("server", "start", "--database", "mysql://x/y")
    assert code == 3
    assert "sqlite:///" in said


def test_a_centre_without_anybody_says_so(office: Command, database: str) -> None:
    assert "Todavía no hay nadie" in office("server", "advisor", "list", "--database", database)[1]
    assert "ningún equipo" in office("servidor", "equipo", "lista", "--base", database)[1]
