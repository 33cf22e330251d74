"""A disk without room: it is said so, what was there stays, and nothing half is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.conftest import Outside

SHORT, SHORTER = 40, 12
"""KB that a file may have: too few for any of these; and for what SQLite needs to read a notebook at all."""


@pytest.mark.parametrize(
    "write",
    [
        "backup {}.zip",
        "sql --copy {}.db",
        "export schools --xlsx {}.xlsx",
        "export schools --csv {}.csv",
        "export schools --jsonl {}.jsonl",
        "form print FS --pdf {}.pdf",
    ],
)
def test_a_file_for_which_there_is_no_room_is_not_begun_and_the_one_before_it_stays(
    outside: Outside, tmp_path: Path, write: str
) -> None:
    """A thousand schools are too long in every format."""
    rows = "".join(f"12KPR{number:04}Z,Primaria comunitaria número {number}\n" for number in range(1, 1001))
    assert outside.run("import", "schools", outside.file("e.csv", f"CCT,Nombre\n{rows}")).code == 0
    folder = tmp_path / "out"
    folder.mkdir()
    words = write.format(folder / "x")
    said = outside.shell(f"ulimit -f {SHORT}; fk {words}")
    assert (said.code, "El disco está lleno" in said.err) == (3, True)
    assert list(folder.iterdir()) == []
    assert outside.shell(f"fk {words}").code == 0
    (file,) = folder.iterdir()
    before = file.read_bytes()
    assert outside.shell(f"ulimit -f {SHORT}; fk {words}").code == 3
    assert [(one.name, one.read_bytes() == before) for one in folder.iterdir()] == [(file.name, True)]


def test_a_notebook_that_cannot_even_be_read_for_want_of_room_says_so(outside: Outside) -> None:
    said = outside.shell(f"ulimit -f {SHORTER}; fk status")
    assert (said.code, "El disco está lleno" in said.err) == (3, True)
    assert outside.run("status").code == 0


def test_an_import_for_which_there_is_no_room_keeps_nothing_and_goes_in_later(outside: Outside) -> None:
    rows = "".join(f"12KPR{number:04}Z,Primaria {number}\n" for number in range(1, 1001))
    file = outside.file("e.csv", f"CCT,Nombre\n{rows}")
    said = outside.shell(f"ulimit -f 300; fk import schools {file}")
    assert (said.code, "El disco está lleno" in said.err) == (3, True)
    assert outside.run("school", "list", "--json").value == []
    assert outside.run("import", "schools", file, "--json").value["new"] == 1000


def test_a_centre_without_room_gives_no_code(outside: Outside, tmp_path: Path) -> None:
    words = f"server advisor new --name Luz --schools 12KPR9001T --database sqlite:///{tmp_path}/centre.db"
    assert outside.shell(f"fk {words}").code == 0
    size = (tmp_path / "centre.db").stat().st_size // 1024
    said = outside.shell(f"ulimit -f {size}; for n in $(seq 200); do fk {words} >/dev/null || exit $?; done")
    assert (said.code, "El disco está lleno" in said.err) == (3, True)
    assert outside.shell(f"fk {words}").code == 0
