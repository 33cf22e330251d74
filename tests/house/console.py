"""Running a page: the ```console blocks of a document, in order, in one folder, as a reader would type them.

A line that begins with `$` is typed; the lines after it must come in the answer, in that order. In them `…`
stands for anything, and `‹name›` for one word that later commands of the page may repeat. What stands behind
a prompt (`> `) is typed too, in a terminal. A command that ends in ` &` stays in the background until the end
of the page. `(sale con 4)` or `(exits with 4)` after an answer says its exit code. Port 8765 becomes a free
one.
"""

from __future__ import annotations

import io
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pexpect

_EXIT = re.compile(r"\((?:sale con|exits with) (\d+)\)")
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PROMPT = re.compile(r"(?:.* )?>(?: (.*))?")
_HOLE = re.compile(r"…|‹\w+›")


@dataclass(frozen=True)
class Typed:
    """One command of a page and the answer that the page shows."""

    command: str
    answer: tuple[str, ...]
    leaves: int = 0

    @property
    def replies(self) -> list[str]:
        """What is typed behind the prompts, in order."""
        return [found[1] or "" for line in self.answer if (found := _PROMPT.fullmatch(line))]


def typed(page: str) -> Iterator[Typed]:
    """Every command of a page."""
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *rest = part.replace("\\\n", "").splitlines()
            lines = [" ".join(line.split()) for line in rest if line.strip()]
            codes = [int(found[1]) for line in lines if (found := _EXIT.fullmatch(line))]
            answer = tuple(line for line in lines if not _EXIT.fullmatch(line))
            yield Typed(command.strip(), answer, codes[0] if codes else 0)


class Reader:
    """Somebody who types a page: where, with which settings, and the words they have noted down."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.noted: dict[str, str] = {}
        self.running: list[subprocess.Popen[str]] = []

    def play(self, page: Path) -> int:
        """Type every command of a page. Returns how many there were."""
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = str(door.getsockname()[1])
        commands = list(typed(page.read_text(encoding="utf-8").replace("8765", port)))
        try:
            for step in commands:
                self._check(step, self._type(step))
        finally:
            for process in self.running:
                process.terminate()
                process.communicate()
        return len(commands)

    def _type(self, step: Typed) -> str:
        if step.command.endswith(" &"):
            return self._start(step)
        return self._converse(step) if step.replies else self._run(step)

    def _converse(self, step: Typed) -> str:
        program, *words = self._words(step.command)
        told = io.StringIO()
        terminal = pexpect.spawn(
            program,
            words,
            cwd=str(self.folder),
            env={**self.environment, "TERM": "dumb"},
            encoding="utf-8",
            dimensions=(200, 200),
            timeout=10,
        )
        terminal.logfile_read = told
        for reply in step.replies:
            asks = terminal.expect(["> $", pexpect.EOF, pexpect.TIMEOUT]) == 0
            assert asks, f"$ {step.command}\n{told.getvalue()}\nnot asked: {reply}"
            terminal.sendline(self._filled(reply))
        ends = terminal.expect([pexpect.EOF, pexpect.TIMEOUT]) == 0
        terminal.close(force=True)
        assert ends, f"$ {step.command}\n{told.getvalue()}\nasks for more"
        assert terminal.exitstatus == step.leaves, f"$ {step.command}\n{told.getvalue()}"
        return told.getvalue()

    def _run(self, step: Typed) -> str:
        answer = subprocess.run(
            self._words(step.command),
            check=False,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert answer.returncode == step.leaves, f"$ {step.command}\n{answer.stdout}"
        return answer.stdout

    def _start(self, step: Typed) -> str:
        process = subprocess.Popen(
            self._words(step.command.removesuffix(" &")),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.running.append(process)
        return process.stdout.readline() if process.stdout else ""

    def _words(self, command: str) -> list[str]:
        words = shlex.split(self._filled(command))
        return [sys.executable, "-m", "fieldkit", *words[1:]] if words[0] == "fieldkit" else words

    def _filled(self, text: str) -> str:
        return _HOLE.sub(lambda hole: self.noted.get(hole[0], hole[0]), text)

    def _check(self, step: Typed, answer: str) -> None:
        left = iter(" ".join(line.split()) for line in answer.splitlines())
        for line in step.answer:
            wanted = _pattern(line)
            found = next((match for given in left if (match := wanted.fullmatch(given))), None)
            assert found, f"$ {step.command}\n{answer}\nwanted: {line}"
            self.noted |= {f"‹{name}›": word for name, word in found.groupdict().items()}


def _pattern(line: str) -> re.Pattern[str]:
    holes = [".*" if hole == "…" else rf"(?P<{hole[1:-1]}>\S+)" for hole in _HOLE.findall(line)]
    texts = map(re.escape, _HOLE.split(line))
    return re.compile("".join(text + hole for text, hole in zip(texts, [*holes, ""], strict=True)))
