"""Rows prepared ahead of what saves them: for a long table by a second process, on a core of its own.

That process reads nothing but this notebook, as it was when the import began, and what comes down its pipe;
it ends when the pipe does, so that none is left behind. What it prepares is what would be prepared here.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from fieldkit.intake import table
from fieldkit.intake.plan import Fair, Row
from fieldkit.intake.prepare import Prepare
from fieldkit.store.fresh import Written
from fieldkit.store.index import Columns
from fieldkit.store.store import Store

CHUNK = 2_000
AHEAD = 2
"""How many parts the second process has at a time, beside the one it works on."""

FEW = 2 * CHUNK
"""So many rows are prepared while a second process starts."""

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


class Chunk(NamedTuple):
    """Some rows prepared. fair: those against which nothing is to be said. keys: of each of the others.
    rest: the whole rows but those of these lines.
    """

    fair: Fair
    keys: list[tuple[str, ...]]
    rest: Callable[[set[int]], list[Row]]


def chunks(store: Store, prepare: Prepare, rows: Iterator[table.Row]) -> Iterator[Chunk]:
    """The rows of a table, prepared, in their order. The first are prepared here while the other starts."""
    first = list(islice(rows, FEW))
    if len(first) < FEW or not prepare.writes or os.cpu_count() == 1:
        yield from _here(prepare, chain(first, rows))
        return
    with _Second(store.home, prepare) as second:
        yield from _here(prepare, iter(first))
        first.clear()
        yield from second.chunks(_parts(rows))


def _here(prepare: Prepare, rows: Iterator[table.Row]) -> Iterator[Chunk]:
    return (_chunk(prepare, part) for part in _parts(rows))


def _parts(rows: Iterator[table.Row]) -> Iterator[list[table.Row]]:
    while part := list(islice(rows, CHUNK)):
        yield part


def _chunk(prepare: Prepare, part: list[table.Row]) -> Chunk:
    fair, others = prepare(part)
    lines = set(fair.lines)

    def rest(done: set[int]) -> list[Row]:
        more = prepare.rows([row for row in part if row[0] in lines and row[0] not in done])
        return sorted(others + more, key=prepare.turn)

    return Chunk(fair, [row.keys for row in others], rest)


class _Second:
    """The second process, seen from the first. It has a few parts of the table at a time."""

    def __init__(self, home: Path, prepare: Prepare) -> None:
        self._prepare = prepare
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            _WORK, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, pipesize=1 << 20, **_APART
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._put((home, prepare.sheets))

    def __enter__(self) -> _Second:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):
            self._to.close()
        self._from.close()
        self._process.wait()

    def chunks(self, parts: Iterator[list[table.Row]]) -> Iterator[Chunk]:
        """The parts of the table, prepared."""
        sent: deque[list[table.Row]] = deque()
        for part in parts:
            sent.append(part)
            self._put(part)
            if len(sent) > AHEAD:
                yield self._chunk(sent.popleft())
        while sent:
            yield self._chunk(sent.popleft())
        self._put(None)
        self._prepare.reader.unknown.update(self._said())

    def _chunk(self, part: list[table.Row]) -> Chunk:
        lines, buckets, docs, found, notes, keys = self._said()
        written = map(_written, zip(buckets, docs, map(_columns, zip(*found, strict=True)), strict=True))
        return Chunk(
            Fair(lines, list(written), notes),
            keys,
            lambda done: self._prepare.rows([row for row in part if row[0] not in done]),
        )

    def _put(self, value: Any) -> None:
        try:
            _put(self._to, value)
        except BrokenPipeError:
            self._said()  # why it ended

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
    coming: SimpleQueue[Any] = SimpleQueue()
    going: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_take, args=(sys.stdin.buffer, coming), daemon=True).start()
    writer = Thread(target=_give, args=(sys.stdout.buffer, going))
    writer.start()
    sys.stdout = sys.stderr
    try:
        home, sheets = coming.get()
        prepare = Prepare(Store.open(home, cache=_CACHE), sheets, CHUNK)
        while (part := coming.get()) is not None:
            going.put(_packed(*prepare(part)))
        going.put(prepare.reader.unknown)
    except Exception as trouble:  # noqa: BLE001 (raised again in the first process)
        trouble.add_note(traceback.format_exc())
        going.put(trouble)
    going.put(None)


def _packed(fair: Fair, others: list[Row]) -> tuple[Any, ...]:
    """What travels of rows, column by column, as plain values."""
    buckets, docs, found = zip(*fair.written, strict=True) if fair.written else ((), (), ())
    columns = list(zip(*found, strict=True))
    return fair.lines, buckets, docs, columns, fair.notes, [row.keys for row in others]


def _take(pipe: IO[bytes], coming: SimpleQueue[Any]) -> None:
    """Whatever comes, until the end, or until the first process is no more."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            coming.put(pickle.load(pipe))
    coming.put(None)


def _give(pipe: IO[bytes], going: SimpleQueue[Any]) -> None:
    with suppress(BrokenPipeError):
        while (said := going.get()) is not None:
            _put(pipe, said)


def _put(pipe: IO[bytes], value: Any) -> None:
    """In one piece: a thread that writes waits for its turn again after every piece."""
    pipe.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    pipe.flush()
