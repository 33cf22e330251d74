"""One notebook through all the rounds of the kill campaign: what was done to it, and what must be true."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store

INSTANTS = ("before_insert", "after_insert", "before_commit", "after_commit", "after_results", "after_rows")
"""Where a command can be told to die, at the first pass or a later one."""


def fieldkit(*words: str) -> list[str]:
    """The command line of fieldkit in this environment."""
    return [sys.executable, "-m", "fieldkit", *words]


def notebook(home: Path) -> dict[str, str]:
    """The environment of one laptop."""
    return {
        **os.environ,
        "FIELDKIT_HOME": str(home),
        "FIELDKIT_NOW": "2026-07-10T12:00:00",
        "FIELDKIT_LANG": "es",
    }


def run(home: Path, *words: str, ok: tuple[int, ...] = (0,)) -> str:
    """Run one command to its end; anything but an expected exit code stops the campaign."""
    done = subprocess.run(fieldkit(*words), env=notebook(home), capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


@dataclass
class Story:
    """What has been done so far, and what must therefore be true.

    said: mark by record (id), of everything said to be saved. tried: marks that may or may not have been
    saved. people: ids by name. notes: the photos (ids) said to be there.
    """

    home: Path
    work: Path
    school: str
    said: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    batches: dict[str, set[str]] = field(default_factory=dict)  # import → its marks
    people: dict[str, str] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    day: date = date(1980, 1, 1)
    kills: int = 0
    finished: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """Of its laptop."""
        return notebook(self.home)

    def run(self, *words: str) -> str:
        """A command that nobody kills."""
        return run(self.home, *words)

    def killed(self, words: list[str], longest: float, dice: random.Random) -> str:
        """Start a command, kill it at a random instant or just where it commits; what it had printed by then.

        longest: seconds until the random instant at the latest.
        """
        commits = dice.random() < 0.3
        instant = {"FIELDKIT_CRASH": f"{dice.choice(INSTANTS)}:{dice.randint(1, 3)}"} if commits else {}
        process = subprocess.Popen(
            fieldkit(*words),
            env={**self.environment, **instant},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if not commits:
            time.sleep(dice.uniform(0, longest))
            if process.poll() is None:
                process.kill()
        printed = process.communicate()[0]
        self.kills += process.returncode == -signal.SIGKILL
        return printed

    def marked(self, mark: str, printed: str, state: str | None = "finished") -> bool:
        """Remember what a command said it had saved, in this state. Returns whether it said so."""
        self.tried.add(mark)
        if not printed.strip():
            return False
        answer = json.loads(printed)
        if "error" in answer or (state and answer.get("state") != state):
            raise SystemExit(f"a whole sheet was not taken: {printed}")
        self.said[answer["id"]] = mark
        return True

    def saved(self, command: tuple[str, ...], answers: dict[str, Any]) -> dict[str, Any]:
        """A sheet that nobody kills: what was said of it."""
        words = [] if command[0] in ("exercise", "fill") else ["--school", self.school]
        words += ["--answers", self.file("whole.json", answers), "--no-input", "--json"]
        found: dict[str, Any] = json.loads(self.run(*command, *words))
        return found

    def file(self, name: str, answers: dict[str, Any]) -> str:
        """A file of answers."""
        file = self.work / name
        file.write_text(json.dumps(answers), encoding="utf-8")
        return str(file)

    def kept(self, record: str) -> dict[str, Any]:
        """The answers of a sheet as it is now."""
        store = Store.open(self.home)
        found = store.get(Entry, record)
        store.close()
        assert found is not None
        return dict(found.answers)

    def there(self, marks: set[str]) -> set[str]:
        """Those of these marks that are somewhere in a record."""
        store = Store.open(self.home)
        docs = [doc for (doc,) in store.connection.execute("SELECT doc FROM present WHERE form = 'RES'")]
        store.close()
        return {mark for mark in marks if any(f'"{mark}"' in doc for doc in docs)}

    def discard_drafts(self) -> None:
        """Throw away all drafts."""
        for draft in json.loads(self.run("draft", "list", "--json")):
            self.run("draft", "discard", draft["id"])
