"""A sync from beginning to end: send what waits, hear what is new, until both sides hold the same.

No transaction is open and nothing is locked for writing while the network is waited for: read, close, ask,
then take the answer in.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

import fieldkit
from fieldkit.domain.record import new_id
from fieldkit.errors import CentreBusy, Offline, OtherCentre, Refused, SyncError, Untrusted
from fieldkit.store import outbox
from fieldkit.store.absorb import Answer, absorb
from fieldkit.store.kept import to_give_back
from fieldkit.store.store import Store
from fieldkit.sync import seal, wire
from fieldkit.sync.client import Client, OtherCoding, Said
from fieldkit.sync.coding import TooLarge
from fieldkit.sync.lock import alone
from fieldkit.sync.member import Member, keep, member, place
from fieldkit.sync.wire import Header, Unsound

TRIES = 6
"""How often one request is tried before the sync gives up for now."""

SMALLEST, FIRST, LARGEST = 8_000, 512_000, 4_000_000
"""Bytes of lines in one request before packing: the least, to begin with, the most. A month fits in one."""

PACE = 10.0
"""Seconds a request should take: a cut then costs no more than that."""

_LINES = 1500
_ASKED = 200
"""How many held changes one request asks after."""


Progress = Callable[[int, int], None]
"""Told after each exchange: how many changes have gone, of how many."""


class Road(Protocol):
    """The way to the centre; see `Client.post`."""

    def post(self, path: str, body: bytes, codings: list[str]) -> Said:
        """One request, one whole answer, or an error that says what came instead."""


@dataclass(slots=True)
class Outcome:
    """What a sync did. sent: changes the centre has taken in. receipts: changes its signatures name.
    received: rows that came. returned: records it had lost, given back. uneven: buckets that differ from the
    centre's after being read anew today. twin: the same notebook is used in another place too."""

    sent: int = 0
    receipts: int = 0
    received: int = 0
    returned: int = 0
    uneven: list[str] = field(default_factory=list)
    twin: bool = False


@dataclass(slots=True)
class Run:
    """One sync of one notebook. until: `time.monotonic()` after which nothing is tried again."""

    store: Store
    member: Member
    road: Road
    until: float
    pause: Callable[[float], None] = time.sleep
    progress: Progress | None = None
    emptying: bool = False
    giving_back: bool = False
    given: set[str] = field(default_factory=set)
    outcome: Outcome = field(default_factory=Outcome)
    too_large: set[str] = field(default_factory=set)

    def all(self) -> Outcome:
        """Exchange until nothing waits on either side."""
        while self.once() or (self.giving_back and self._give_back()):
            pass
        if not self.outcome.twin and self.store.meta("twin"):
            self.store.set_meta("twin", "")
        if self.too_large:
            raise Refused(status=413)
        return self.outcome

    def once(self) -> bool:
        """One exchange, taken in. Returns whether there is more to do."""
        sent, answer = self._insist()
        with self.store.transaction():
            absorbed = absorb(self.store.connection, answer, emptying=self.emptying)
        told = {result[0] for result in answer.results}
        if sent and not sent & told:
            raise Refused(status=200)  # it answered, and took nothing: asking for ever would not help
        self.outcome.sent += len(sent & told)
        self.outcome.receipts += len(told)
        self.outcome.received += absorbed.received
        self.outcome.uneven = absorbed.uneven
        self.outcome.twin = self.outcome.twin or answer.twin
        waiting = outbox.counts(self.store.connection)["pending"] - len(self.too_large)
        if self.progress:
            self.progress(self.outcome.sent, self.outcome.sent + waiting)
        return waiting > 0 or answer.more or absorbed.again

    def _give_back(self) -> bool:
        """Save anew what the centre has lost and this notebook has. Whether there was any."""
        with self.store.transaction():
            edits = to_give_back(self.store.connection, self.given)
            self.store.save(edits, by=str(self.store.meta("advisor")))
        self.given |= {str(edit.record) for edit in edits}
        self.outcome.returned += len(edits)
        return bool(edits)

    def _insist(self) -> tuple[set[str], Answer]:
        """Ask, and ask again after a pause that grows and is never the same for two devices."""
        attempt = 0
        while True:
            try:
                return self._ask()
            except (TooLarge, OtherCoding):
                continue  # it is asked differently the next time
            except (Offline, CentreBusy, Unsound) as trouble:
                wait = _pause(trouble, attempt)
                attempt += 1
                if attempt == TRIES or time.monotonic() + wait > self.until:
                    raise trouble if isinstance(trouble, SyncError) else Refused(status=200) from trouble
                self.pause(wait)

    def _ask(self) -> tuple[set[str], Answer]:
        """One request and its answer, found genuine and whole. The outbox is read anew each time."""
        size = int(self.store.meta("batch_bytes") or FIRST)
        lines = self._lines(size)
        header = self._header(size)
        body = wire.request(header, [line for _, line in lines])
        started = time.monotonic()
        try:
            said = self.road.post("/v1/sync", body, self.member.codings)
        except OtherCoding as other:
            if other.codings == self.member.codings:
                raise Refused(status=415) from other
            self._speak(other.codings)
            raise
        except TooLarge:
            self._send_less(lines, size)
            raise
        except Offline:
            self._resize(size // 2)
            raise
        self._speak(said.codings)
        self._resize(_paced(size, sum(len(line) for _, line in lines), time.monotonic() - started))
        return {id for id, _ in lines}, genuine(said.body, header, self.member)

    def _send_less(self, lines: list[tuple[str, bytes]], size: int) -> None:
        """Half as much the next time. One change that alone is too much is left behind, the others go on."""
        if not lines:
            raise Refused(status=413)
        if len(lines) == 1:
            self.too_large.add(lines[0][0])
        else:
            self._resize(size // 2, least=1)

    def _lines(self, size: int) -> list[tuple[str, bytes]]:
        """The oldest first, always: what a change was made on never arrives after it."""
        return outbox.unacknowledged(self.store.connection, size, self.too_large)[:_LINES]

    def _header(self, size: int) -> Header:
        return Header(
            batch=new_id(),
            device=self.member.device,
            server=self.member.server,
            pos=outbox.positions(self.store.connection),
            room=max(size, FIRST // 2),
            ids=self.store.meta("want_ids") == "1",
            ask=_some(outbox.held(self.store.connection)),
            turn=int(self.store.meta("turn") or 0),
            place=place(self.store.home, self.member.device),
            app=fieldkit.__version__,
        )

    def _resize(self, size: int, least: int = SMALLEST) -> None:
        size = max(least, min(LARGEST, size))
        if str(size) != self.store.meta("batch_bytes"):
            self.store.set_meta("batch_bytes", str(size))

    def _speak(self, codings: list[str]) -> None:
        if codings != self.member.codings:
            self.member = replace(self.member, codings=codings)
            keep(self.store, self.member)


def sync(
    store: Store,
    *,
    longest: float = 600,
    progress: Progress | None = None,
    emptying: bool = False,
    giving_back: bool = False,
) -> Outcome:
    """Sync this notebook with its centre, for so many seconds at most.

    What was taken in stays taken in, however it ends. emptying: the centre may take most records away.
    giving_back: what it has lost of others' records is sent from here, for their authors cannot any more.
    Raises NotEnrolled, SyncRunning when another is under way, and the SyncErrors of `Client`.
    """
    who = member(store)
    with alone(store.home), Client(who.url, who.token) as road:
        until = time.monotonic() + longest
        run = Run(store, who, road, until, progress=progress, emptying=emptying, giving_back=giving_back)
        return run.all()


def genuine(body: bytes, header: Header, who: Member) -> Answer:
    """The answer in a body, when it is whole, for this request, from this centre and signed by it.

    Raises Unsound, OtherCentre, Untrusted: then it tells nothing, and nothing changes here.
    """
    reply = wire.read_reply(body)
    if reply.server != who.server:
        raise OtherCentre(known=who.server, found=reply.server)
    if reply.batch != header.batch:
        raise Unsound("an answer to something else")
    receipt = wire.read_receipt(reply.receipt)
    if (receipt.server, receipt.device, receipt.batch) != (who.server, who.device, header.batch):
        raise Unsound("a receipt for something else")
    if receipt.results and not seal.genuine(reply.receipt, reply.signature, who.key):
        raise Untrusted(host=who.url, why="signature")
    return Answer(
        batch=reply.batch,
        results=receipt.results,
        rows=reply.rows,
        positions=reply.pos,
        unknown=reply.unknown,
        digests=reply.dig,
        more=reply.more,
        inventory=(reply.inv[0], reply.inv[1]),
        others=reply.others,
        turn=reply.turn,
        twin=reply.twin,
        ids=reply.ids,
        receipt=reply.receipt.encode(),
        signature=reply.signature.encode(),
    )


def _some(held: list[str]) -> list[str]:
    """Those asked after this time: others each time, so that none waits for ever behind those before it."""
    return random.sample(held, min(_ASKED, len(held)))


def _pause(trouble: Exception, attempt: int) -> float:
    """Seconds to wait: what the centre asked for and a little more, else by chance, longer each time."""
    if isinstance(trouble, CentreBusy):
        return float(trouble.wait) * random.uniform(1, 1.3)
    return random.uniform(0, min(60, 2.0**attempt))


def _paced(size: int, sent: int, seconds: float) -> int:
    """The size of the next request: twice as much on a good line, less when this one took too long."""
    if seconds > PACE:
        return int(sent * PACE / seconds) or size // 2
    return size * 2 if sent > size // 2 and seconds < PACE / 4 else size
