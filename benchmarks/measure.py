"""Time whole commands side by side: every round runs each once, so a slow spell hits all of them alike."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORK = Path(__file__).parent / ".work"
BIN = Path(sys.executable).parent


def compiled() -> None:
    """Compile fieldkit as an installer does, so that no run measures Python's compiler."""
    import fieldkit

    compileall.compile_dir(Path(str(fieldkit.__file__)).parent, quiet=1)


@dataclass
class Command:
    """A command to time. before: what is done, untimed, ahead of every run. ok: the right exit codes."""

    label: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    stdin: bytes | None = None
    before: Callable[[], None] | None = None
    ok: tuple[int, ...] = (0,)


@dataclass
class Run:
    """One timed run: wall seconds, peak memory in MB of the process with those it started, and the seconds
    of processor they took.
    """

    seconds: float
    memory: float
    busy: float = 0


def once(command: Command) -> Run:
    """Run it once; a wrong exit code stops the benchmark, for a failed command is not a fast one."""
    if command.before:
        command.before()
    start = time.perf_counter()
    process = subprocess.Popen(
        list(command.argv),
        stdin=subprocess.PIPE if command.stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **command.env},
    )
    if process.stdin is not None:
        process.stdin.write(command.stdin or b"")
        process.stdin.close()
    memory = Memory(process.pid)
    memory.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    memory.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in command.ok:
        raise SystemExit(f"{command.label}: exit {process.returncode}: {' '.join(map(str, command.argv))}")
    busy = usage.ru_utime + usage.ru_stime
    return Run(seconds, max(usage.ru_maxrss / 1024, memory.peak), busy)


class Memory(threading.Thread):
    """Looks ten times a second how much memory a process and its children have together, MB (Linux only)."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.peak, self._pid = 0.0, pid

    def run(self) -> None:
        """Until the process is no more."""
        while memory := _held(self._pid):
            self.peak = max(self.peak, memory)
            time.sleep(0.1)


def _held(pid: int) -> float:
    """The memory of a process and its children now, MB; what they share counts once. 0 without them."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        pages = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in pages.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(_held(int(child)) for child in children)


def side_by_side(commands: Sequence[Command], rounds: int, warmup: int = 1) -> dict[str, list[Run]]:
    """All the runs of each command, by its label, taken in turn."""
    for _ in range(warmup):
        for command in commands:
            once(command)
    runs: dict[str, list[Run]] = {command.label: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            runs[command.label].append(once(command))
    return runs


def ratio(runs: Sequence[Run], base: Sequence[Run]) -> float:
    """Median over the rounds of seconds here by seconds there."""
    return statistics.median(a.seconds / b.seconds for a, b in zip(runs, base, strict=True))


def milliseconds(runs: Sequence[Run]) -> float:
    """Median wall time."""
    return statistics.median(run.seconds for run in runs) * 1000


def peak(runs: Sequence[Run]) -> float:
    """Largest memory seen, MB."""
    return max(run.memory for run in runs)


@dataclass
class Line:
    """One line of the table: what, what was measured, and whether it holds what was promised."""

    what: str
    measured: str
    must: str
    holds: bool


def show(lines: Sequence[Line]) -> int:
    """Print the table; the number of promises not held."""
    width = max(len(line.what) for line in lines)
    middle = max(len(line.measured) for line in lines)
    for line in lines:
        print(
            f"{line.what:<{width}}  {line.measured:<{middle}}  {'ok  ' if line.holds else 'NOT '} {line.must}"
        )
    return sum(not line.holds for line in lines)
