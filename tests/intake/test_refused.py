"""The file of refused rows keeps what was refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldkit.intake.plan import Decision, Row
from fieldkit.intake.refused import RefusedFile


def imported(file: Path) -> dict[str, object]:
    words = ("import", "schools", str(file), "--json", "--no-input")
    command = [sys.executable, "-m", "fieldkit", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_a_second_import_in_the_same_second_does_not_write_over_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-06T09:00:00")
    subprocess.run([sys.executable, "-m", "fieldkit", "init", "--advisor", "Ana", "--no-input"], check=True)
    files = []
    for bad in ("uno", "dos"):
        table = tmp_path / f"{bad}.csv"
        table.write_text(f"cct,name\n{bad},Escuela {bad}\n", encoding="utf-8")
        files.append(Path(str(imported(table)["refused_file"])))
    assert files[0] != files[1]
    for file, bad in zip(files, ("uno", "dos"), strict=True):
        assert f"Escuela {bad}" in file.read_text(encoding="utf-8-sig")


def test_what_a_killed_import_left_goes_with_the_next_and_nothing_else_does(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an import killed two hours ago; of one that has just ended; one being mended; one of their own."""
    subprocess.run([sys.executable, "-m", "fieldkit", "init", "--advisor", "Ana", "--no-input"], check=True)
    table = tmp_path / "malas.csv"
    table.write_text("cct,name\nuno,Escuela\n", encoding="utf-8")
    imported(table)
    folder = home / "refused"
    left, fresh = folder / "REG-E-20251006-070000.csv.part", folder / "REG-E-20251006-085959-2.csv.part"
    mended = [folder / "REG-E-20251006-070000.csv", folder / "mías.csv.part"]
    for file in (left, fresh, *mended):
        file.write_text("x", encoding="utf-8")
    before = left.stat().st_mtime - 7200
    for file in (left, *mended):
        os.utime(file, (before, before))
    imported(table)
    assert not left.exists()
    assert all(file.exists() for file in (fresh, *mended))


def test_an_import_that_waited_for_another_takes_no_name_that_it_took_meanwhile(tmp_path: Path) -> None:
    decision = Decision("refused", Row(2, ["uno"], {}), {})
    first, second = (RefusedFile(tmp_path / "malas", ["renglón"], ["cct"]) for _ in range(2))
    names = []
    for file in (first, second):
        file.add(decision, ["2"])
        names.append(file.close())
    assert names == [tmp_path / "malas.csv", tmp_path / "malas-2.csv"]


def test_a_full_disk_that_does_not_take_the_refused_rows_stops_the_import_whole(
    tmp_path: Path, home: Path
) -> None:
    """No file may grow beyond 64 kB; 1,000 refused rows of 100 signs and more do not fit."""
    subprocess.run([sys.executable, "-m", "fieldkit", "init", "--advisor", "Ana", "--no-input"], check=True)
    table = tmp_path / "escuelas.csv"
    rows = [f"{n},Escuela {n} {'x' * 80}" for n in range(1000)]
    table.write_text("\n".join(["cct,name", *rows]), encoding="utf-8")
    words = f"{sys.executable} -m fieldkit import schools {table} --no-input --refused {tmp_path}/malas.csv"
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 64; {words}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert "No hay espacio para escribir ahí" in done.stderr
    assert [file.name for file in tmp_path.glob("malas*")] == []
