"""Where the tour plays: a folder, real `fieldkit` processes with a notebook each, and what they print."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fieldkit import text
from fieldkit.cli import kit
from fieldkit.text import t

_LINES = 8
_WIDTH = 110


class Off(Exception):
    """The tour did not go as it must: the sentence that says where."""


class Stage:
    """A temporary folder and the processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def home(self, name: str) -> Path:
        """The notebook of one laptop, or the folder of the centre."""
        return self.folder / name

    def act(self, key: str, **facts: Any) -> None:
        """The heading of an act."""
        kit.line(f"\n== {t(f'demo.{key}', **facts)}")

    def tell(self, key: str, **facts: Any) -> None:
        """One sentence of the story."""
        kit.line(t(f"demo.{key}", **facts))

    def run(self, laptop: str, *words: object, leaves: int = 0) -> str:
        """Run a command in a notebook, show it and what it answers. Raises Off on another exit code."""
        self.show(laptop, *words)
        answer = subprocess.run(
            _command(words),
            cwd=self.folder,
            env=self._environment(laptop),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        _quote(answer.stdout)
        if answer.returncode != leaves:
            raise Off(
                t("demo.off_exit", command=" ".join(map(str, words)), code=answer.returncode, wanted=leaves)
            )
        return answer.stdout

    def facts(self, laptop: str, *words: object, leaves: int = 0) -> Any:
        """The same with `--json`, read."""
        return json.loads(self.run(laptop, *words, "--json", leaves=leaves))

    def start(self, laptop: str, *words: object) -> subprocess.Popen[bytes]:
        """Start a command in a notebook and do not wait for it."""
        self.show(laptop, *words)
        return subprocess.Popen(
            _command(words),
            cwd=self.folder,
            env=self._environment(laptop),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def show(self, laptop: str, *words: object) -> None:
        """Print a command as a person would type it."""
        typed = (f'"{word}"' if " " in str(word) else str(word) for word in words)
        kit.line(f"[{laptop}] $ fieldkit {' '.join(typed)}")

    @contextmanager
    def centre(self, url: str) -> Iterator[int]:
        """A centre on this computer, on a free port, for the block. Raises Off when it never answers."""
        port = free_port()
        words = ("server", "start", "--host", "127.0.0.1", "--port", port, "--database", url)
        self.show("centre", *words)
        process = subprocess.Popen(
            _command(words), cwd=self.folder, env=self._environment("centre"), stdout=subprocess.PIPE
        )
        try:
            ready = process.stdout.readline() if process.stdout else b""
            if not ready:
                raise Off(t("demo.off_centre"))
            _quote(ready.decode(errors="replace"))
            yield port
        finally:
            process.terminate()
            process.communicate()

    def _environment(self, laptop: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("FIELDKIT_")}
        own = {"FIELDKIT_HOME": str(self.home(laptop)), "FIELDKIT_LANG": text.language(), "PYTHONUTF8": "1"}
        return {**inherited, **own, "NO_PROXY": "127.0.0.1,localhost"}


def same(key: str, found: object, wanted: object) -> None:
    """Raises Off when a count is not what it must be. key: what was counted (`demo.counted_<key>`)."""
    if found != wanted:
        raise Off(t("demo.off_count", what=t(f"demo.counted_{key}"), found=found, wanted=wanted))


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port


def _command(words: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "fieldkit", *map(str, words)]


def _quote(answer: str) -> None:
    lines = answer.rstrip().splitlines()
    for line in lines[:_LINES]:
        kit.line("    " + (line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"))
    if len(lines) > _LINES:
        kit.line(f"    … (+{len(lines) - _LINES})")
