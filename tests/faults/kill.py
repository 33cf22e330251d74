"""Kill fieldkit at random instants, again and again, and look whether anything was lost or doubled.

    python tests/faults/kill.py 1000 [--seed 7]

Each round starts one real command in a notebook that lives through all the rounds — a sheet typed at a
terminal, a sheet from a file, an import, a sync with a centre on loopback — and kills it (SIGKILL) at a
random moment. After every kill: the store is sound, a sheet that was said to be saved is there, no sheet
is there twice, an import is there whole or not at all, and of a typed sheet at most the last answer is
missing from its draft. In the end a last sync: the centre holds every line of the journal, once, byte
for byte.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pexpect

SHEETS_IN_AN_IMPORT = 40

LONGEST = {"sheet": 0.25, "import": 0.6, "sync": 0.8}
"""Seconds until the kill at the latest: about twice what each takes, so that some end and some do not."""


@dataclass
class Story:
    """What has been done so far, and what must therefore be true."""

    home: Path
    work: Path
    school: str
    said: dict[str, str] = field(default_factory=dict)  # sheet id → its mark, of every sheet said to be saved
    tried: set[str] = field(default_factory=set)  # marks of sheets that may or may not have been saved
    batches: dict[str, set[str]] = field(default_factory=dict)  # import → its marks
    day: date = date(1980, 1, 1)
    kills: int = 0
    finished: int = 0


def fieldkit(*words: str) -> list[str]:
    """The command line of fieldkit in this environment."""
    return [sys.executable, "-m", "fieldkit", *words]


def run(home: Path, *words: str, ok: tuple[int, ...] = (0,)) -> str:
    """Run one command to its end; anything but an expected exit code stops the campaign."""
    done = subprocess.run(fieldkit(*words), env=notebook(home), capture_output=True, text=True, check=False)
    if done.returncode not in ok:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def notebook(home: Path) -> dict[str, str]:
    """The environment of one laptop."""
    return {
        **os.environ,
        "FIELDKIT_HOME": str(home),
        "FIELDKIT_NOW": "2026-07-10T12:00:00",
        "FIELDKIT_LANG": "es",
    }


def sheet(story: Story, mark: str) -> dict[str, Any]:
    """A whole monitoring sheet, told apart by its mark."""
    story.day += timedelta(days=1)  # a sheet of the same school and day would be the same sheet
    return {
        "date": story.day.isoformat(),
        "V01": "no_realizada",
        "V02": "asesor",
        "V04": "clima",
        "V05": mark,
        "VD1": "no",
        "VZ1": "no",
        "VZ4": story.day.isoformat(),
    }


def killed(story: Story, words: list[str], longest: float, dice: random.Random) -> tuple[bool, str]:
    """Start a command, kill it at a random instant; whether it had ended before, and what it had printed."""
    process = subprocess.Popen(
        fieldkit(*words),
        env=notebook(story.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    time.sleep(dice.uniform(0, longest))
    ended = process.poll() is not None
    if not ended:
        process.kill()
        story.kills += 1
    printed = process.communicate()[0]
    return ended, printed


def entry(story: Story, dice: random.Random, number: int) -> None:
    """A sheet from a file of answers, killed."""
    mark = f"hoja-{number}"
    file = story.work / "answers.json"
    file.write_text(json.dumps(sheet(story, mark)), encoding="utf-8")
    words = ["monitoring", "new", "--school", story.school, "--answers", str(file), "--no-input", "--json"]
    _, printed = killed(story, words, LONGEST["sheet"], dice)
    story.tried.add(mark)
    if printed.strip():
        answer = json.loads(printed)
        if answer.get("state") != "finished":
            raise SystemExit(f"a whole sheet was not finished: {printed}")
        story.said[answer["id"]] = mark


TYPED = (("date", ""), ("V01", "4"), ("V02", ""), ("V04", "1"), ("V05", "{mark}"), ("VZ2", "Sin novedad"))
"""A sheet of a visit not made, question by question: what is answered, and the keys."""


def typed(story: Story, dice: random.Random, number: int) -> None:
    """A sheet typed at a terminal, then killed. An answer is sure once the next question stands."""
    mark = f"tecla-{number}"
    terminal = pexpect.spawn(
        sys.executable, fieldkit("monitoring", "new", "--school", story.school)[1:], encoding="utf-8",
        env={**notebook(story.home), "TERM": "dumb"}, timeout=20,
    )  # fmt: skip
    terminal.expect_exact("> ")
    sure = []
    for code, keys in TYPED[: dice.randint(1, len(TYPED))]:
        terminal.sendline(keys.format(mark=mark))
        if dice.random() < 0.2:
            break
        terminal.expect_exact("> ")
        sure.append(code)
    time.sleep(dice.uniform(0, 0.01))
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    story.kills += 1
    kept = drafted(story)
    if set(sure) - set(kept):
        raise SystemExit(f"answers lost from a draft: {sorted(set(sure) - set(kept))}")
    if "V05" in sure and kept["V05"] != mark:
        raise SystemExit(f"another answer in the draft: {kept['V05']} for {mark}")


def drafted(story: Story) -> dict[str, Any]:
    """The answers of the draft made last, and the draft thrown away."""
    drafts = json.loads(run(story.home, "draft", "list", "--json"))
    if not drafts:
        return {}
    store = sqlite3.connect(story.home / "fieldkit.db")
    (answers,) = store.execute("SELECT answers FROM draft WHERE id = ?", (drafts[0]["id"],)).fetchone()
    store.close()
    run(story.home, "draft", "discard", drafts[0]["id"])
    return dict(json.loads(answers))


def bulk(story: Story, dice: random.Random, number: int) -> None:
    """An import of sheets, killed: all of them or none."""
    marks = [f"lote-{number}-{row}" for row in range(SHEETS_IN_AN_IMPORT)]
    file = story.work / "sheets.jsonl"
    lines = (json.dumps({"school": story.school, **sheet(story, mark)}) for mark in marks)
    file.write_text("\n".join(lines), encoding="utf-8")
    story.batches[str(number)] = set(marks)
    killed(story, ["import", "FS", str(file), "--json", "--no-input"], LONGEST["import"], dice)


def sync(story: Story, dice: random.Random, number: int) -> None:
    """A sync, killed."""
    killed(story, ["sync", "--json"], LONGEST["sync"], dice)


def check(story: Story) -> None:
    """What must be true after every kill."""
    store = sqlite3.connect(story.home / "fieldkit.db")
    try:
        if store.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise SystemExit("the store is damaged")
        saved = store.execute(
            "SELECT id, json_extract(doc, '$.answers.V05') FROM present WHERE form = 'FS'"
        ).fetchall()
        lines = store.execute(
            "SELECT count(*), count(DISTINCT record) FROM change WHERE kind = 'entry'"
        ).fetchone()
    finally:
        store.close()
    marks = [mark for _, mark in saved]
    doubled = {mark for mark in marks if marks.count(mark) > 1} if len(set(marks)) != len(marks) else set()
    if doubled:
        raise SystemExit(f"doubled: {sorted(doubled)[:5]}")
    lost = set(story.said) - {identity for identity, _ in saved}
    if lost:
        raise SystemExit(f"said to be saved and not there: {sorted(lost)[:5]}")
    if lines[0] != len(saved) or lines[1] != len(saved):
        raise SystemExit(f"journal and records disagree: {lines} lines for {len(saved)} sheets")
    for number, wanted in story.batches.items():
        there = wanted & set(marks)
        if there and there != wanted:
            raise SystemExit(f"import {number} is there by half: {len(there)} of {len(wanted)}")


@contextmanager
def centre(work: Path) -> Iterator[str]:
    """A centre on loopback, real, with its own file; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = f"sqlite:///{work / 'centre.db'}"
    words = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--database", database]
    process = subprocess.Popen(fieldkit(*words), env=notebook(work / "centre"), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def prepare(work: Path, address: str) -> Story:
    """A notebook with one school, enrolled."""
    home = work / "laptop"
    schools = work / "schools.csv"
    schools.write_text(
        "cct,name,level,shift\n12KPR9001W,Escuela de prueba,primaria,matutino\n", encoding="utf-8"
    )
    run(home, "init", "--advisor", "Ana Ruiz", "--no-input")
    run(home, "import", "schools", str(schools), "--json", "--no-input")
    found = json.loads(run(home, "school", "list", "--json"))
    school = found[0]["cct"]
    database = f"sqlite:///{work / 'centre.db'}"
    made = run(work / "centre", "server", "advisor", "new", "--name", "Ana Ruiz", "--schools", school,
               "--database", database, "--json")  # fmt: skip
    run(home, "enroll", address, json.loads(made)["code"])
    return Story(home, work, school)


def compare(story: Story) -> tuple[int, int]:
    """After the last sync: lines in the journal, and lines the centre holds byte for byte."""
    run(story.home, "sync", "--json")
    here = sqlite3.connect(story.home / "fieldkit.db")
    there = sqlite3.connect(story.work / "centre.db")
    try:
        mine = dict(here.execute("SELECT id, CAST(line AS BLOB) FROM change").fetchall())
        theirs = {i: bytes(b, "utf-8") if isinstance(b, str) else b for i, b in
                  there.execute("SELECT id, line FROM change").fetchall()}  # fmt: skip
    finally:
        here.close()
        there.close()
    return len(mine), sum(theirs.get(identity) == line for identity, line in mine.items())


def campaign(rounds: int, seed: int) -> Story:
    """The whole campaign; raises SystemExit with the reason when a promise is broken."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="fieldkit-kill-") as folder:
        work = Path(folder)
        with centre(work) as address:
            story = prepare(work, address)
            for number in range(rounds):
                dice.choice([entry, entry, entry, typed, bulk, sync])(story, dice, number)
                check(story)
            mine, theirs = compare(story)
    if mine != theirs:
        raise SystemExit(f"the journal has {mine} lines, the centre {theirs} of them")
    story.finished = mine
    return story


def main() -> None:
    """Read the arguments, run, and say what was seen."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("rounds", type=int, nargs="?", default=1000)
    words.add_argument("--seed", type=int, default=7)
    given = words.parse_args()
    story = campaign(given.rounds, given.seed)
    print(
        f"{given.rounds} rounds, {story.kills} kills, {len(story.said)} sheets said to be saved, "
        f"{story.finished} journal lines, all at the centre once: nothing lost, nothing doubled"
    )


if __name__ == "__main__":
    main()
