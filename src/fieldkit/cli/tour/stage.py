"""Where the tour plays: a folder, real `fieldkit` processes with a notebook each, and what they print."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fieldkit import text
from fieldkit.cli import kit, names
from fieldkit.text import t

DAY = "2025-11-15T18:00:00"
"""When the tour happens: a fortnight after the invented month."""

_LINES = 8
_WIDTH = 110
_KINDS = {
    "schools": "escuelas",
    "students": "alumnos",
    "teachers": "docentes",
    "families": "familias",
    "exercises": "ejercicios",
    "results": "resultados",
}


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

    def run(self, laptop: str, *words: object, leaves: int = 0) -> None:
        """Run a command in a notebook, show it and what it answers. Raises Off on another exit code."""
        self.show(laptop, *words)
        answer = self._ask(laptop, words)
        _quote(answer.stdout)
        if answer.returncode != leaves:
            raise Off(
                t("demo.off_exit", command=" ".join(map(str, words)), code=answer.returncode, wanted=leaves)
            )

    def facts(self, laptop: str, *words: object) -> Any:
        """What a command says with `--json`, to be checked and not shown."""
        return json.loads(self._ask(laptop, (*words, "--json")).stdout)

    def _ask(self, laptop: str, words: Iterable[object]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
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
        typed = (f'"{word}"' if " " in word else word for word in spoken(words, text.language()))
        kit.line(f"[{laptop}] $ fieldkit {' '.join(typed)}")

    @contextmanager
    def centre(self, name: str) -> Iterator[int]:
        """A centre on this computer for the block: its port. Raises Off when it does not start."""
        words = ("server", "start", "--host", "127.0.0.1", "--port", "0")
        self.show(name, *words)
        process = subprocess.Popen(
            _command(words), cwd=self.folder, env=self._environment(name), stdout=subprocess.PIPE
        )
        try:
            ready = process.stdout.readline().decode(errors="replace") if process.stdout else ""
            _quote(ready)
            listening = re.search(r":(\d+)$", ready.strip())
            if listening is None:
                raise Off(t("demo.off_centre"))
            yield int(listening[1])
        finally:
            process.terminate()
            process.communicate()

    def _environment(self, laptop: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("FIELDKIT_")}
        own = {"FIELDKIT_HOME": str(self.home(laptop)), "FIELDKIT_LANG": text.language(), "PYTHONUTF8": "1"}
        return {**inherited, **own, "FIELDKIT_NOW": DAY, "NO_PROXY": "127.0.0.1,localhost"}


def same(key: str, found: object, wanted: object) -> None:
    """Raises Off when a count is not what it must be. key: what was counted (`demo.counted_<key>`)."""
    if found != wanted:
        raise Off(t("demo.off_count", what=t(f"demo.counted_{key}"), found=found, wanted=wanted))


def spoken(words: Iterable[object], language: str) -> list[str]:
    """A command line as it is said in a language: names of commands and options, the rest as it is."""
    line = list(words)
    said = [str(word) for word in line]
    if language != "es":
        return said
    place = 0
    while place < len(said) and said[place] in names.SPANISH:
        said[place] = names.shown(said[place], language, "" if place == 0 else str(line[place - 1]))
        place += 1
    return [names.OPTIONS.get(word, _KINDS.get(word, word)) for word in said]


def _command(words: Iterable[object]) -> list[str]:
    return [sys.executable, "-m", "fieldkit", *spoken(words, text.language())]


def quoted(line: str) -> str:
    """An answer's line in the tour: set in, and what is too long goes on below. Paths and ids stay whole."""
    margin = " " * (4 + len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(),
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=f"{margin}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _quote(answer: str) -> None:
    lines = answer.rstrip().splitlines()
    for line in lines[:_LINES]:
        kit.line(quoted(line))
    if len(lines) > _LINES:
        kit.line(f"    … (+{len(lines) - _LINES})")
