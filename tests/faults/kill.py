"""Kill fieldkit at random instants, again and again, and look whether anything was lost or doubled.

    python tests/faults/kill.py 1000 [--seed 7]

Each round starts one real command in a notebook that lives through all the rounds — a sheet typed at a
terminal, a sheet from a file, an import, a sync with a centre on loopback, and the `deeds` — and kills it
(SIGKILL) at a random moment. After every kill the `truths` must hold: the store is sound, what was said to
be saved is there, nothing is there twice or by half, and of a typed sheet at most the last answer is missing
from its draft. In the end a last sync: the centre holds every line of the journal, once, byte for byte.
"""

from __future__ import annotations

import argparse
import json
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
from datetime import timedelta
from pathlib import Path
from typing import Any

import pexpect

from tests.faults import deeds, truths
from tests.faults.story import Story, fieldkit, notebook, run

SHEETS_IN_AN_IMPORT = 40

LONGEST = {"sheet": 0.25, "import": 0.6, "sync": 0.8}
"""Seconds until the kill at the latest: about twice what each takes, so that some end and some do not."""


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


def entry(story: Story, dice: random.Random, number: int) -> None:
    """A sheet from a file of answers, killed."""
    mark = f"marca-{number}-hoja"
    file = story.work / "answers.json"
    file.write_text(json.dumps(sheet(story, mark)), encoding="utf-8")
    words = ["monitoring", "new", "--school", story.school, "--answers", str(file), "--no-input", "--json"]
    story.marked(mark, story.killed(words, LONGEST["sheet"], dice))


TYPED = (("date", ""), ("V01", "4"), ("V02", ""), ("V04", "1"), ("V05", "{mark}"), ("VZ2", "Sin novedad"))
"""A sheet of a visit not made, question by question: what is answered, and the keys."""


def typed(story: Story, dice: random.Random, number: int) -> None:
    """A sheet typed at a terminal, then killed. An answer is sure once the next question stands."""
    mark = f"marca-{number}-tecla"
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
    marks = [f"marca-{number}-lote-{row}" for row in range(SHEETS_IN_AN_IMPORT)]
    file = story.work / "sheets.jsonl"
    lines = (json.dumps({"school": story.school, **sheet(story, mark)}) for mark in marks)
    file.write_text("\n".join(lines), encoding="utf-8")
    story.batches[str(number)] = set(marks)
    story.killed(["import", "FS", str(file), "--json", "--no-input"], LONGEST["import"], dice)


def sync(story: Story, dice: random.Random, number: int) -> None:
    """A sync, killed."""
    story.killed(["sync", "--json"], LONGEST["sync"], dice)


def check(story: Story) -> None:
    """What must be true after every kill."""
    listed = json.loads(story.run("attachment", "list", "--json"))  # what was in doubt is settled here
    store = sqlite3.connect(story.home / "fieldkit.db")
    try:
        truths.sound(store)
        truths.once(store, story.said, story.tried)
        truths.photos(story.home, store, [one["file"] for one in listed])
        truths.reports(store)
        marks = {mark for (mark,) in store.execute(
            "SELECT json_extract(doc, '$.answers.V05') FROM present WHERE form = 'FS'")}  # fmt: skip
    finally:
        store.close()
    for number, wanted in story.batches.items():
        there = wanted & marks
        truths.insist(there in (set(), wanted), f"import {number} is there by half: {len(there)}")


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
    story = Story(home, work, school)
    deeds.populate(story)
    return story


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


ROUNDS = (entry, entry, entry, typed, bulk, sync, sync, *deeds.DEEDS)


def campaign(rounds: int, seed: int) -> Story:
    """The whole campaign; raises SystemExit with the reason when a promise is broken."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="fieldkit-kill-") as folder:
        work = Path(folder)
        with centre(work) as address:
            story = prepare(work, address)
            for number in range(rounds):
                dice.choice(ROUNDS)(story, dice, number)
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
