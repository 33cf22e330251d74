"""The door for devices: four addresses, every body measured before it is unpacked or read."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from fieldkit.domain.change import encode
from fieldkit.errors import CentreBusy, DiskFull, FieldkitError, NotAllowed
from fieldkit.server import enrol, problems
from fieldkit.server.exchange import Office, exchange
from fieldkit.server.patience import Patience
from fieldkit.server.problems import UnknownCoding
from fieldkit.store import centre, centre_people
from fieldkit.store.centre_log import log
from fieldkit.store.centre_people import Member
from fieldkit.sync import coding, wire
from fieldkit.sync.coding import TooLarge

AT_ONCE = 12
"""Exchanges at work at the same time in one process, within the connections of its pool (5 and 10 more)."""

PATIENCE = 10.0
"""Seconds an exchange waits for its turn before the device is asked to come back."""

SLOWEST = 300
"""Seconds a body may take to arrive: a megabyte at 30 kbit/s."""

_HEADERS = {"Accept-Encoding": ", ".join(coding.KNOWN), "Cache-Control": "no-store"}


def build(office: Office) -> FastAPI:
    """The application of one centre."""
    app = FastAPI(openapi_url=None)
    places = BoundedSemaphore(AT_ONCE)
    patience = Patience()

    @app.get("/health")
    def health() -> dict[str, str]:
        centre.identity(office.engine)
        return {"status": "ok"}

    @app.get(wire.SPOKEN)
    def spoken() -> Response:
        return _said(200, encode({"fieldkit": wire.PROTOCOL, "server": office.id}))

    @app.post("/v1/sync")
    async def sync(request: Request) -> Response:
        async def work() -> bytes:
            member = await run_in_threadpool(_member, office, request)
            packed = await _body(request)
            return await run_in_threadpool(_exchange, office, places, member, packed, request)

        return await _answered(request, work)

    @app.post("/v1/enroll")
    async def enroll(request: Request) -> Response:
        async def work() -> bytes:
            packed = await _body(request, enrol.LONGEST)
            who = request.client.host if request.client else ""
            return await run_in_threadpool(enrol.enrol, office, patience, who, packed)

        return await _answered(request, work)

    return app


async def _answered(request: Request, work: Callable[[], Any]) -> Response:
    """Do the work; whatever it cannot do becomes a status, and nothing that was sent becomes a log."""
    try:
        body = await work()
    except DiskFull as trouble:  # for whoever keeps the centre to read; the device comes again
        log(trouble)
        return Response(status_code=500)
    except (FieldkitError, ValueError, TimeoutError, ClientDisconnect) as trouble:
        status, body, headers = problems.told(trouble)
        return _said(status, body, **headers)
    except Exception as trouble:  # noqa: BLE001 (a database's message may hold what a child answered)
        log(trouble)
        return Response(status_code=500)
    spoken = coding.spoken(request.headers.get("accept-encoding"))
    packed_as, packed = await run_in_threadpool(coding.pack, body, spoken)
    return _said(200, packed, **({} if packed_as == "identity" else {"Content-Encoding": packed_as}))


def _said(status: int, body: bytes, **headers: str) -> Response:
    return Response(body, status, {**_HEADERS, **headers}, media_type=wire.MEDIA)


def _member(office: Office, request: Request) -> Member:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise NotAllowed(why="unknown")
    with centre.reading(office.engine) as connection:
        return centre_people.member(connection, token.strip())


async def _body(request: Request, limit: int = coding.PACKED) -> bytes:
    """The body as it travels, measured while it arrives."""
    found = bytearray()
    async with asyncio.timeout(SLOWEST):
        chunks: AsyncIterator[bytes] = request.stream()
        async for chunk in chunks:
            found += chunk
            if len(found) > limit:
                raise TooLarge
    return bytes(found)


def _exchange(
    office: Office, places: BoundedSemaphore, member: Member, packed: bytes, request: Request
) -> bytes:
    packed_as = request.headers.get("content-encoding", "identity").strip().lower()
    if packed_as not in ("identity", *coding.KNOWN):
        raise UnknownCoding(packed_as[:20])
    with _place(places):
        return exchange(office, member, coding.unpack(packed, packed_as))


@contextmanager
def _place(places: BoundedSemaphore) -> Any:
    """One of the places for an exchange; when none comes free, the device is asked to come back."""
    if not places.acquire(timeout=PATIENCE):
        raise CentreBusy(wait=random.randint(20, 120))
    try:
        yield
    finally:
        places.release()
