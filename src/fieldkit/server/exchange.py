"""One exchange at the centre: keep what came, judge it, commit; only then answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fieldkit import clock
from fieldkit.errors import NotAllowed, OtherCentre, OtherVersion
from fieldkit.store import centre, centre_journal, centre_people, centre_pull, centre_turns
from fieldkit.store.centre import Connection, Engine
from fieldkit.store.centre_lines import arrivals
from fieldkit.store.centre_people import Member
from fieldkit.store.centre_sitting import Result
from fieldkit.sync import seal, wire
from fieldkit.sync.wire import Header, Receipt, Reply

MOST_ROOM = 2 << 20
"""The most bytes of documents in one answer."""


class Office(NamedTuple):
    """A centre at work: its store, its name, the seed of its signature. A process keeps nothing else."""

    engine: Engine
    id: str
    seed: bytes


def open_office(url: str) -> Office:
    """Open the store of a centre and judge again what was held: this version may know more than the last."""
    engine = centre.open_centre(url)
    found = Office(engine, *centre.identity(engine))
    centre.writing(engine, lambda c: centre_journal.judge_held(c, None, clock.today(), clock.now()))
    return found


def assign(engine: Engine, advisor: str, ccts: Sequence[str]) -> None:
    """Put exactly these schools in an advisor's care; what was held for want of that is judged again."""

    def work(connection: Connection) -> None:
        centre_people.assign(connection, advisor, ccts)
        centre_journal.judge_held(connection, None, clock.today(), clock.now())

    centre.writing(engine, work)


def exchange(office: Office, member: Member, body: bytes) -> bytes:
    """Answer one request. Raises Unsound for a body that is no request, and the SyncErrors of `_agree`."""
    header, lines = wire.read_request(body)
    _agree(office, member, header)
    results = take_in(office, member, lines, header)
    return answer(office, member, header, results)


def take_in(
    office: Office, member: Member, lines: Sequence[bytes], header: Header | None = None
) -> list[Result]:
    """Keep and judge the lines; when this returns, they are committed. header: what they came with."""
    if not lines and (header is None or _goes_on(office, member, header)):
        return []
    arrived = arrivals(lines)

    def work(connection: Connection) -> list[Result]:
        if header:
            centre_turns.take(connection, member.device, header.turn, header.place, clock.now())
        return centre_journal.receive(connection, member, arrived, clock.today(), clock.now())

    return centre.writing(office.engine, work)


def _goes_on(office: Office, member: Member, header: Header) -> bool:
    """Whether a device goes on from the last answer it was given."""
    with centre.reading(office.engine) as connection:
        return centre_turns.standing(connection, member.device)[0] == header.turn


def answer(office: Office, member: Member, header: Header, results: Sequence[Result]) -> bytes:
    """Say what came of it and what the device has yet to hear, all of one moment."""
    with centre.reading(office.engine) as connection:
        asked = [
            one
            for one in centre_journal.outcomes(connection, member.advisor, header.ask)
            if one.outcome != "held"
        ]
        told = [*results, *asked]
        scope = centre_people.scope(connection, member.advisor)
        known = {one.rev for one in told if one.rev and one.outcome == "ok"}
        page = centre_pull.page(connection, scope, header.pos, min(header.room, MOST_ROOM), known)
        held = centre_journal.inventory(connection, member.device)
        ids = centre_journal.ids_held(connection, member.device) if header.ids else None
        turn, twin = centre_turns.standing(connection, member.device)
    receipt = _receipt(office, member, header, told)
    signature = seal.sign(receipt, office.seed) if told else ""
    reply = Reply(
        office.id,
        header.batch,
        receipt,
        signature,
        page.rows,
        page.positions,
        page.unknown,
        page.digests,
        page.more,
        held,
        [one.id for one in results if one.other],
        turn,
        twin,
        ids,
    )
    return wire.reply(reply)


def _agree(office: Office, member: Member, header: Header) -> None:
    if header.proto != wire.PROTOCOL:
        raise OtherVersion(here=header.proto, there=wire.PROTOCOL)
    if header.server != office.id:
        raise OtherCentre(known=header.server, found=office.id)
    if header.device != member.device:
        raise NotAllowed(why="device")


def _receipt(office: Office, member: Member, header: Header, results: Sequence[Result]) -> str:
    found = Receipt(office.id, member.device, header.batch, clock.stamp(), [_told(one) for one in results])
    return wire.receipt(found)


def _told(one: Result) -> list[object]:
    """As short as it can be said: what was taken as it is needs no more than that word."""
    if one.detail:
        return [one.id, one.outcome, one.rev, one.detail]
    return [one.id, one.outcome, one.rev] if one.rev != one.id and one.rev else [one.id, one.outcome]
