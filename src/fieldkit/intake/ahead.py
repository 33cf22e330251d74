"""Rows prepared ahead of what saves them: for a long table by a second process, on a core of its own.

That process starts while it is not known yet whether the table is a long one: that takes it as long as the
first one takes to read the heading. It reads the file itself, and this notebook as it was when the import
began. Down its pipe come the lines of rows that are wanted as they stand in the file, for somebody has to be
told of them, or the notebook has them; it ends when the pipe does, so that none is left behind. What it
prepares would be the same here. A table that cannot be read twice is prepared in the first process.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import dropwhile, islice
from operator import itemgetter
from pathlib import Path
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import IO, Any, BinaryIO, NamedTuple

from fieldkit.errors import Problem
from fieldkit.intake import table
from fieldkit.intake.plan import Fair, Row
from fieldkit.intake.prepare import Prepare, Sheets
from fieldkit.intake.table import Again, Table
from fieldkit.store.fresh import Written
from fieldkit.store.index import Columns
from fieldkit.store.store import Store

CHUNK = 2_000
AHEAD = 2
"""How many parts the second process is ahead, beside the one it works on."""

FEW = 2 * CHUNK
"""The rows up to this line are prepared in the first process, while the second one begins to read."""

BYTES = 1 << 18
"""How large a file is at least that may have more of them, squeezed."""

_NEEDED = ("python_calamine", "pydantic_core", "fieldkit.intake.sheets", "fieldkit.intake.delimited")
"""What the second process has loaded when it is told what to do."""

_TURN = 0.0005
"""Seconds after which a thread lets another one go on: those that read and write have little to do."""

_CACHE = 4
"""MB of the notebook that the second process keeps in memory: what it has asked once it remembers itself."""

_WORK = [sys.executable, "-P", "-c", "from fieldkit.intake.ahead import work; work()"]
_written = partial(tuple.__new__, Written)
_columns = partial(tuple.__new__, Columns)
"""What `_make` does, in a quarter of the time."""

_APART: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"process_group": 0}
"""Ctrl-C is for the process that somebody sees; it ends the other one."""


Task = tuple[Path, Sheets, int, Again, int]
"""What the second process is to do: the notebook, what the rows are understood as, how many go together, how
it reads them, and the last line that it leaves out.
"""


class Chunk(NamedTuple):
    """Some rows prepared. fair: those against which nothing is to be said. keys: of each of the others.
    rest: the whole rows but those of these lines. share: how much of the table has been read then.
    """

    fair: Fair
    keys: list[tuple[str, ...]]
    rest: Callable[[set[int]], list[Row]]
    share: float


@contextmanager
def standing_by(stream: BinaryIO) -> Iterator[Second | None]:
    """A second process that waits for what it will be told of this file; None where it would be in vain."""
    if os.cpu_count() == 1 or table.size(stream) < BYTES:
        yield None
        return
    with Second() as second:
        yield second


def chunks(store: Store, prepare: Prepare, found: Table, second: Second | None = None) -> Iterator[Chunk]:
    """The rows of a table, prepared, in their order; the first of them here. second: one that stands by."""
    if found.again is None or not prepare.writes or os.cpu_count() == 1:
        yield from _here(prepare, found)
        return
    task = store.home, prepare.sheets, CHUNK, found.again, FEW
    if second:
        second.put(task)
    first, more = _up_to(FEW, found.rows)
    few = replace(found, rows=iter(first))
    if not more:
        yield from _here(prepare, few)
        return
    with second or Second(task) as other:
        yield from _here(prepare, few)
        first.clear()
        yield from other.chunks(prepare)


def _here(prepare: Prepare, found: Table) -> Iterator[Chunk]:
    return (_chunk(prepare, part, found.share()) for part in _parts(found.rows, CHUNK))


def _up_to(last: int, rows: Iterator[table.Row]) -> tuple[list[table.Row], bool]:
    """The rows up to a line, and whether there are more; the next one is taken too, and dropped."""
    found: list[table.Row] = []
    for row in rows:
        if row[0] > last:
            return found, True
        found.append(row)
    return found, False


def _parts(rows: Iterator[table.Row], size: int) -> Iterator[list[table.Row]]:
    while part := list(islice(rows, size)):
        yield part


def _chunk(prepare: Prepare, part: list[table.Row], share: float) -> Chunk:
    fair, others = prepare(part)
    lines = set(fair.lines)

    def rest(done: set[int]) -> list[Row]:
        more = prepare.rows([row for row in part if row[0] in lines and row[0] not in done])
        return sorted(others + more, key=prepare.turn)

    return Chunk(fair, [row.keys for row in others], rest, share)


class Second:
    """The second process, seen from the first. It is a few parts of the table ahead.

    It is told what to do, and then of each part that it is done with.
    """

    def __init__(self, task: Task | None = None) -> None:
        self._waiting: deque[Any] = deque()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            _WORK, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, pipesize=1 << 20, **_APART
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        if task:
            self.put(task)

    def __enter__(self) -> Second:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):
            self._to.close()
        self._from.close()
        self._process.wait()

    def chunks(self, prepare: Prepare) -> Iterator[Chunk]:
        """The rest of the table, prepared. prepare: for the rows of which the first process needs all."""
        while isinstance(said := self._next(), tuple):
            yield self._chunk(prepare, *said)
            self.put(None)
        prepare.reader.unknown.update(said)

    def _chunk(
        self,
        prepare: Prepare,
        lines: list[int],
        buckets: Sequence[str],
        docs: Sequence[bytes],
        found: list[Sequence[Any]],
        notes: dict[int, Sequence[Problem]],
        others: list[table.Row],
        keys: list[tuple[str, ...]],
        share: float,
    ) -> Chunk:
        written = map(_written, zip(buckets, docs, map(_columns, zip(*found, strict=True)), strict=True))

        def rest(done: set[int]) -> list[Row]:
            more = [line for line in lines if line not in done]
            return prepare.rows(sorted(others + self._rows(more), key=itemgetter(0)))

        return Chunk(Fair(lines, list(written), notes), keys, rest, share)

    def _rows(self, lines: list[int]) -> list[table.Row]:
        """The rows of these lines of the oldest part, as they came."""
        if not lines:
            return []
        self.put(lines)
        while not isinstance(said := self._said(), list):
            self._waiting.append(said)
        return said

    def _next(self) -> Any:
        return self._waiting.popleft() if self._waiting else self._said()

    def put(self, value: Any) -> None:
        """Tell it something."""
        try:
            _put(self._to, value)
        except BrokenPipeError:
            while True:  # what it had still said, and then why it ended
                self._said()

    def _said(self) -> Any:
        try:
            said = pickle.load(self._from)
        except EOFError:
            raise RuntimeError(f"the second process ended: {self._process.wait()}") from None
        if isinstance(said, Exception):
            raise said
        return said


# the second process itself


def work() -> None:
    """All that it does. Threads read and write, for it must never wait for the first one to do so."""
    gc.disable()
    sys.setswitchinterval(_TURN)
    going: SimpleQueue[Any] = SimpleQueue()
    writer = Thread(target=_give, args=(sys.stdout.buffer, going))
    writer.start()
    sys.stdout = sys.stderr
    told: SimpleQueue[Any] = SimpleQueue()
    kept: deque[list[table.Row]] = deque()
    free = Semaphore(AHEAD + 1)
    reader = Thread(target=_answer, args=(sys.stdin.buffer, told, kept, free, going))
    reader.start()
    try:
        for name in _NEEDED:
            import_module(name)
        home, sheets, size, again, last = told.get()
        prepare = Prepare(Store.open(home, cache=_CACHE), sheets, size)
        with again.origin.opened() as stream:
            rows, share = again.begin(stream, last)
            for part in _parts(dropwhile(lambda row: row[0] <= last, rows), size):
                free.acquire()
                kept.append(part)
                going.put(_packed(*prepare(part), share()))
        going.put(prepare.reader.unknown)
    except Exception as trouble:  # noqa: BLE001 (raised again in the first process)
        trouble.add_note(traceback.format_exc())
        going.put(trouble)


def _packed(fair: Fair, others: list[Row], share: float) -> tuple[Any, ...]:
    """What travels of rows, column by column, as plain values; of the others how they came."""
    buckets, docs, found = zip(*fair.written, strict=True) if fair.written else ((), (), ())
    columns = list(zip(*found, strict=True))
    came, keys = [(row.line, row.raw) for row in others], [row.keys for row in others]
    return fair.lines, buckets, docs, columns, fair.notes, came, keys, share


def _answer(
    pipe: IO[bytes],
    told: SimpleQueue[Any],
    kept: deque[list[table.Row]],
    free: Semaphore,
    going: SimpleQueue[Any],
) -> None:
    """What is to be done, as it is told; then the rows of the lines that are asked for, of the oldest part.
    That goes when the first process is done with it. All ends when that one does, or is no more.
    """
    with suppress(EOFError, pickle.UnpicklingError):
        told.put(pickle.load(pipe))
        while True:
            if lines := pickle.load(pipe):
                asked = set(lines)
                going.put([row for row in kept[0] if row[0] in asked])
            else:
                kept.popleft()
                free.release()
    os._exit(0)


def _give(pipe: IO[bytes], going: SimpleQueue[Any]) -> None:
    with suppress(BrokenPipeError):
        while True:
            _put(pipe, going.get())


def _put(pipe: IO[bytes], value: Any) -> None:
    """In one piece: a thread that writes waits for its turn again after every piece."""
    pipe.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    pipe.flush()
