"""A month on its way to the centre: 300 changes in one sync on loopback, and the bytes they take."""

from __future__ import annotations

import json
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks import notebooks
from benchmarks.measure import BIN, WORK, Command, Line, milliseconds, ratio, side_by_side

ROUNDS = 5
RECORDS = 300

_ONE_BY_ONE = """
import json, sqlite3, sys, uuid
import httpx
store = sqlite3.connect(sys.argv[1])
centre = json.loads(store.execute("SELECT value FROM meta WHERE key = 'centre'").fetchone()[0])
head = {"device": centre["device"], "server": centre["server"], "pos": {}, "room": 0, "proto": 1}
with httpx.Client(headers={"Authorization": "Bearer " + centre["token"]}) as road:
    for (line,) in store.execute("SELECT line FROM change WHERE outcome IS NULL ORDER BY n").fetchall():
        body = json.dumps({**head, "batch": str(uuid.uuid4())}).encode() + b"\\n" + line
        said = road.post(centre["url"] + "/v1/sync", content=body,
                         headers={"Content-Type": "application/vnd.fieldkit.v1+json"})
        said.raise_for_status()
        assert json.loads(said.content)["end"] is True
"""
"""What a client without batches does: one httpx POST for each record, on one kept connection."""


@contextmanager
def centre(folder: Path) -> Iterator[str]:
    """A centre on loopback with its own file; its address."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port = free_port()
    words = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--database", database(folder)]
    process = subprocess.Popen([str(BIN / "fieldkit"), *words], env=notebooks.environment(folder),
                               stdout=subprocess.DEVNULL)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def database(folder: Path) -> str:
    """The address of the centre's file."""
    return f"sqlite:///{folder / 'centre.db'}"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Until it answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the centre did not start")


def month(name: str, first: int) -> Path:
    """A notebook with two schools of its own, from this number on, and their children."""
    home = notebooks.fresh(name)
    table = notebooks.schools_file(WORK / "month-schools.csv", 2, first)
    notebooks.fieldkit(home, "import", "schools", str(table), "--no-input")
    roster = notebooks.students_file(WORK / "month-roster.csv", 24, 2, first)
    notebooks.fieldkit(home, "import", "students", str(roster), "--no-input", *notebooks.NOTICE)
    return home


def sheets(home: Path, first: int) -> None:
    """300 sheets, saved and not sent."""
    dice = random.Random(4)
    students = [notebooks.students_of(home, notebooks.cct(first + n)) for n in (0, 1)]
    file = WORK / "month.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for n in range(RECORDS):
            day = f"{2010 + n // 100}-{1 + n % 100 // 25:02d}-{1 + n % 25:02d}"
            one = notebooks.sheet(notebooks.cct(first + n % 2), day, dice, students[n % 2])
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    notebooks.fieldkit(home, "import", "FS", str(file), "--no-input")


def enrol(home: Path, first: int, folder: Path, address: str) -> None:
    """Make the notebook's advisor a member of the centre."""
    schools = ",".join(notebooks.cct(first + n) for n in (0, 1))
    made = notebooks.fieldkit(folder, "server", "advisor", "new", "--name", "Ana Ruiz", "--schools", schools,
                              "--database", database(folder), "--json")  # fmt: skip
    notebooks.fieldkit(home, "enroll", address, json.loads(made)["code"])


class Road:
    """A road that counts the bytes that go up, heads included."""

    def __init__(self, port: int) -> None:
        self.bytes = 0
        self.records = 0
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            near, _ = self._listener.accept()
            far = socket.create_connection(("127.0.0.1", self._to))
            threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket, up: bool) -> None:
        while piece := here.recv(65536):
            if up:
                self.bytes += len(piece)
            there.sendall(piece)
        there.shutdown(socket.SHUT_WR)


def on_the_wire(folder: Path, address: str) -> float:
    """Bytes a record, up, of one sync of 300 sheets by a notebook that has synced before."""
    road = Road(int(address.rsplit(":", 1)[1]))
    home = month("month-wire", 0)
    enrol(home, 0, folder, f"http://127.0.0.1:{road.port}")
    notebooks.fieldkit(home, "sync")
    sheets(home, 0)
    road.bytes = 0
    notebooks.fieldkit(home, "sync")
    return road.bytes / RECORDS


def lines() -> list[Line]:
    """The table."""
    WORK.mkdir(exist_ok=True)
    folder, home = WORK / "centre", WORK / "month-run"
    numbers = count(2, 2)
    with centre(folder) as address:

        def again() -> None:
            first = next(numbers)
            enrol(month(home.name, first), first, folder, address)
            notebooks.fieldkit(home, "sync")
            sheets(home, first)

        env = notebooks.environment(home)
        runs = side_by_side([
            Command("sync", [str(BIN / "fieldkit"), "sync"], env, before=again),
            Command("one by one", [sys.executable, "-c", _ONE_BY_ONE, str(home / "fieldkit.db")],
                    before=again),
        ], ROUNDS)  # fmt: skip
        size = on_the_wire(folder, address)
    faster = 1 / ratio(runs["sync"], runs["one by one"])
    return [
        Line(f"sync of {RECORDS} pending changes on loopback",
             f"{milliseconds(runs['sync']):.0f} ms = {faster:.1f}× as fast as one httpx POST per record",
             "≥ 10× (goal ≥ 20×)", faster >= 10),
        Line(f"a month of {RECORDS} records on the wire, heads included", f"{size:.0f} B a record",
             "≤ 200 B (goal ≤ 140 B)", size <= 200),
    ]  # fmt: skip
