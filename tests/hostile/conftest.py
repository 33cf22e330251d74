"""A notebook handled only from outside: real processes, their exit code and what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_COMMAND = (sys.executable, "-m", "fieldkit")


@dataclass(frozen=True)
class Said:
    """What one process came to."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """What it wrote for a program."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Outside:
    """One notebook's folder, and the processes that are pointed at it."""

    home: Path
    folder: Path

    def run(self, *words: str | bytes, given: bytes = b"", env: Mapping[str, str] | None = None) -> Said:
        """Run one command. Whatever comes, it never ends as a bug and never shows a trace."""
        done = subprocess.run(
            [*_COMMAND, *words],
            input=given,
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "FIELDKIT_HOME": str(self.home), **(env or {})},
        )
        return sound(done)

    def shell(self, script: str) -> Said:
        """Run a line of shell in which `fk` is fieldkit."""
        fk = f'fk() {{ "{sys.executable}" -m fieldkit "$@"; }}; '
        env = {**os.environ, "FIELDKIT_HOME": str(self.home)}
        return sound(
            subprocess.run(["bash", "-c", fk + script], capture_output=True, timeout=60, check=False, env=env)
        )

    def file(self, name: str, holds: str | bytes) -> str:
        """A file to hand in."""
        target = self.folder / name
        target.write_bytes(holds.encode() if isinstance(holds, str) else holds)
        return str(target)


def sound(done: subprocess.CompletedProcess[bytes]) -> Said:
    """What came of a process, once it is sure that it was not a bug."""
    said = Said(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
    assert said.code != 1, said
    for sign in ("Traceback", "Exception ignored", "sqlite3."):
        assert sign not in said.err, said
    return said


@pytest.fixture
def outside(home: Path, tmp_path: Path) -> Outside:
    """A notebook that has just been set up."""
    folder = tmp_path / "files"
    folder.mkdir()
    found = Outside(home, folder)
    assert found.run("init", "--advisor", "Ana Ruiz", "--no-input").code == 0
    return found
