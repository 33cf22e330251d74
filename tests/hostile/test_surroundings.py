"""Where it runs may be broken: streams, disk, folder, file. A sentence, a code, and nothing lost."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.conftest import Outside

SCHOOLS = "CCT,Nombre,Comunidad\n" + "".join(f"12KPR{n:04}A,Escuela {n},La Loma\n" for n in range(1, 300))

EVERYTHING = (
    ("status",),
    ("today",),
    ("school", "list"),
    ("export", "schools", "--jsonl", "-"),
    ("sync",),
    ("init", "--advisor", "B", "--no-input"),
)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_an_empty_one(outside: Outside, closed: str) -> None:
    assert outside.shell(f"fk school list {closed}").code == 0
    assert outside.shell(f"fk school show nada {closed}").code == 3


def test_without_an_input_there_is_nothing_to_import(outside: Outside) -> None:
    assert outside.shell("fk import schools - --json <&-").value["error"] == "unreadable"
    assert outside.shell("fk student new --answers - --no-input <&-").code == 3


def test_an_answer_that_cannot_be_written_never_denies_what_was_saved(outside: Outside) -> None:
    answers = outside.file("a.json", '{"cct": "12KPR9001T", "name": "X", "community": "Y"}')
    said = outside.shell(f"fk school new --answers {answers} --no-input --json > /dev/full")
    assert said.code == 3
    assert "Lo guardado está a salvo" in said.err
    assert "No se guardó" not in said.err
    assert len(outside.run("school", "list", "--json").value) == 1


def test_an_export_writes_to_a_device_and_leaves_it_a_device(outside: Outside, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = outside.shell(f"cat {pipe} & fk export schools --csv {pipe}; wait")
    assert said.code == 0
    assert "id,state,cct" in said.out
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("words", [("sql", "--copy"), ("backup",)])
def test_a_copy_never_takes_the_place_of_a_device(
    outside: Outside, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Nor does it wait for somebody at the other end of a pipe."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = outside.run(*words, str(pipe))
    assert said.code == 3
    assert "no es una copia" in said.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [one.name for one in tmp_path.glob("pipe*")] == ["pipe"]


@pytest.mark.parametrize("kind", ["--csv", "--xlsx", "--jsonl"])
@pytest.mark.parametrize("target", ["no/such/folder", "x" * 300, "a-file/in-it"])
def test_an_export_that_cannot_be_written_says_so(outside: Outside, kind: str, target: str) -> None:
    outside.file("a-file", "x")
    said = outside.run("export", "schools", kind, str(outside.folder / target))
    assert said.code == 3
    assert "Revise que la carpeta exista" in said.err
    assert [one.name for one in outside.folder.iterdir()] == ["a-file"]


def test_refused_rows_that_cannot_be_written_stop_the_import_whole(outside: Outside) -> None:
    file = outside.file("s.csv", SCHOOLS + "nada,Sin clave,La Loma\n")
    said = outside.run("import", "schools", file, "--refused", str(outside.folder / "s.csv" / "x"))
    assert said.code == 3
    assert outside.run("school", "list", "--json").value == []


def test_a_name_longer_than_any_file_name_is_nothing_we_know(outside: Outside) -> None:
    long = "A" * 10_000
    assert outside.run("import", long, "x.csv").code == 3
    assert outside.run("export", long, "--csv", "-").code == 3
    assert outside.run("import", "schools", str(outside.folder / long)).code == 3
    assert replace(outside, home=outside.folder / long).run("status").code == 3


def test_half_a_pipe_of_a_workbook_is_no_trouble(outside: Outside) -> None:
    said = outside.shell("fk export schools --xlsx - | head -c 4")
    assert said.out == "PK\x03\x04"
    assert said.err == ""


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_notebook_is_said_to_be_damaged_and_left_alone(outside: Outside, seed: int) -> None:
    assert outside.run("import", "schools", outside.file("s.csv", SCHOOLS)).code == 0
    database = outside.home / "fieldkit.db"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    dice = random.Random(seed)
    holds = bytearray(database.read_bytes())
    for _ in range(400 * (2 * seed + 1)):
        holds[dice.randrange(100, len(holds))] = dice.randrange(256)
    database.write_bytes(holds)
    codes = {outside.run(*words).code for words in EVERYTHING}
    assert codes <= {0, 3}
    assert 3 in codes
    assert database.read_bytes() == holds


def test_the_notebook_of_another_program_is_none_of_ours(outside: Outside) -> None:
    for version in (0, 1, 99):
        home = outside.folder / f"home {version} ñ"
        home.mkdir()
        connection = sqlite3.connect(home / "fieldkit.db")
        connection.execute("CREATE TABLE other(a)")
        connection.execute(f"PRAGMA user_version={version}")
        connection.close()
        before = (home / "fieldkit.db").read_bytes()
        said = replace(outside, home=home).run("status", "--json")
        assert said.code == 3
        assert said.value["error"] == {0: "no_store", 1: "store_damaged", 99: "store_newer"}[version]
        assert (home / "fieldkit.db").read_bytes() == before
