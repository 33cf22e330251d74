"""The file of refused rows keeps what was refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


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
