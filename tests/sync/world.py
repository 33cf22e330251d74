"""A small world to sync in: one real centre, real notebooks, and a road between them that can go wrong."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from fieldkit import clock
from fieldkit.actions.advisor import init
from fieldkit.domain.change import Change, Edit, encode, freeze
from fieldkit.errors import LoginPage, Offline, SyncError
from fieldkit.server import enrol as enrolment
from fieldkit.server.exchange import Office, assign, exchange, open_office, take_in
from fieldkit.server.patience import Patience
from fieldkit.store import centre, centre_people
from fieldkit.store.centre_people import Member as CentreMember
from fieldkit.store.store import Store
from fieldkit.sync import coding
from fieldkit.sync.client import Said
from fieldkit.sync.member import Member, keep, member
from fieldkit.sync.run import Outcome, Run

CCTS = {"A": "12DPB0001A", "B": "12DPB0002Z", "C": "12DPB0003Y"}
"""Three schools by their place in the stories."""

MEMORY = Path("/dev/shm")
"""Where a story's files go when there is such a place: hundreds of stories need no disk."""


class Cut(Exception):
    """The process died here, or the line went dead."""


def folder() -> Path:
    """A new folder for one story."""
    return Path(tempfile.mkdtemp(prefix="story-", dir=MEMORY if MEMORY.is_dir() else None))


def person(**answers: Any) -> dict[str, Any]:
    """The document of a child whose record is complete."""
    told = {
        "first_names": "Ana",
        "surname": "Ruiz",
        "birth_date": "2015-01-02",
        "sex": "M",
        "notice_version": "1",
        "notice_date": "2025-10-01",
        "notice_to": "su madre",
        "notice_how": "leido",
    }
    return {"form": "REG-A", "version": 1, "state": "finished", "answers": {**told, **answers}}


def school(cct: str, **answers: Any) -> dict[str, Any]:
    """The document of a school."""
    told = {"cct": cct, "name": "Escuela", "level": "primaria"}
    return {"form": "REG-E", "version": 1, "state": "finished", "answers": {**told, **answers}}


class World:
    """One centre and its devices. Closed with `close`, which leaves nothing behind."""

    def __init__(self, database: str | None = None) -> None:
        self.folder = folder()
        self.file = self.folder / "centre.db"
        self.office: Office = open_office(database or f"sqlite:///{self.file}")
        self.devices: dict[str, Device] = {}

    def close(self) -> None:
        """Everything of this story goes."""
        for one in self.devices.values():
            one.store.close()
        self.office.engine.dispose()
        shutil.rmtree(self.folder)

    def advisor(self, places: str) -> tuple[str, str]:
        """(id, code) of a new advisor with these schools in their care: `AB`."""
        return centre.writing(
            self.office.engine,
            lambda c: centre_people.new_advisor(c, "Ana", [CCTS[place] for place in places], clock.now()),
        )

    def device(self, name: str, places: str) -> Device:
        """A notebook of a new advisor, enrolled."""
        advisor, code = self.advisor(places)
        self.devices[name] = found = Device(self, name, advisor)
        found.enrol(code)
        return found

    def laptop(self, name: str, advisor: str) -> Device:
        """One more notebook of an advisor."""
        code = centre.writing(self.office.engine, lambda c: centre_people.new_code(c, advisor, clock.now()))
        self.devices[name] = found = Device(self, name, advisor)
        found.enrol(code)
        return found

    def assign(self, device: Device, places: str) -> None:
        """Put these schools, and no others, in the care of a device's advisor."""
        assign(self.office.engine, device.advisor, [CCTS[place] for place in places])

    def rows(self, sql: str, **facts: Any) -> list[Any]:
        """Ask the centre's database."""
        with centre.reading(self.office.engine) as connection:
            return list(connection.execute(text(sql), facts))

    def correct(self, by: CentreMember, record: str, bucket: str | None = None, **answers: Any) -> Change:
        """Somebody else corrects what the centre has, knowing all of it; perhaps into another school."""
        ((kind, place, rev, doc),) = self.rows(
            "SELECT kind, bucket, rev, doc FROM record WHERE id = :id", id=record
        )
        told = json.loads(doc)
        told = {**told, "state": "corrected", "reason": "x", "answers": {**told["answers"], **answers}}
        edit = Edit(kind, bucket or place, told, record, rev)
        ((author,),) = self.rows("SELECT author FROM device WHERE id = :id", id=by.device)
        change = freeze(edit, n=1, at=clock.stamp(), by=author)
        take_in(self.office, by, [change.line])
        return change

    def backup(self) -> Path:
        """A copy of the centre as it is now."""
        copy = self.folder / "centre-copy.db"
        copy.unlink(missing_ok=True)
        _copy(self.file, copy)
        return copy

    def restore(self, copy: Path) -> None:
        """The centre is put back from a copy."""
        self.office.engine.dispose()
        for name in ("centre.db", "centre.db-wal", "centre.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        _copy(copy, self.file)
        self.office = open_office(f"sqlite:///{self.file}")


class Device:
    """A notebook and the one who writes in it."""

    def __init__(self, world: World, name: str, advisor: str) -> None:
        self.world = world
        self.name = name
        self.advisor = advisor
        self.home = world.folder / name
        self.store = init(self.home, name)
        self.by = self.store.meta("advisor") or ""
        self.last: bytes | None = None
        self.requests: list[bytes] = []

    @property
    def id(self) -> str:
        """How the centre calls it."""
        return self.store.meta("device") or ""

    @property
    def there(self) -> CentreMember:
        """Who it is for the centre."""
        return CentreMember(self.id, self.advisor)

    def enrol(self, code: str) -> None:
        """Become the centre's, without a network."""
        self.store.set_meta("token", self.name * 50)
        asked = {"code": code, "device": self.id, "author": self.by, "name": "x", "token": self.name * 50}
        said = json.loads(enrolment.enrol(self.world.office, Patience(), self.name, encode(asked)))
        keep(self.store, Member("http://127.0.0.1", said["server"], said["key"], self.id, self.name * 50))

    def save(self, *edits: Edit) -> list[Change]:
        """Save as an action would."""
        return self.store.save(list(edits), by=self.by)

    def found_school(self, place: str) -> str:
        """Register one of the three schools. Returns its id."""
        (change,) = self.save(Edit("school", "s:{record}", school(CCTS[place])))
        return change.record

    def write(self, bucket: str, **answers: Any) -> Change:
        """Register a child."""
        return self.save(Edit("person", bucket, person(**answers)))[0]

    def edit(self, record: str, state: str = "corrected", **answers: Any) -> Change:
        """Correct, or withdraw, what is seen here."""
        kind, bucket, rev, doc, _ = self.seen(record)
        told = json.loads(doc)
        told = {**told, "state": state, "reason": "x", "answers": {**told["answers"], **answers}}
        return self.save(Edit(kind, bucket, told, record, rev))[0]

    def seen(self, record: str) -> Any:
        """(kind, bucket, rev, doc, flagged) of a record as it is seen here; None when it is not."""
        return self.store.connection.execute(
            "SELECT kind, bucket, rev, doc, flagged FROM present WHERE id = ?", (record,)
        ).fetchone()

    def answers(self, record: str) -> dict[str, Any]:
        """The answers of a record as they are seen here."""
        return json.loads(self.seen(record)[3])["answers"]

    def rows(self, sql: str, *facts: Any) -> list[Any]:
        """Ask the notebook's file."""
        return self.store.connection.execute(sql, facts).fetchall()

    def run(self, road: Road | None = None, size: int | None = None) -> Run:
        """A sync of this notebook over a road."""
        if size is not None:
            self.store.set_meta("batch_bytes", str(size))
        return Run(self.store, member(self.store), road or Road(self), time.monotonic() + 60, pause=_no_pause)

    def sync(self, road: Road | None = None) -> Outcome:
        """Sync to the end."""
        return self.run(road).all()

    def backup(self) -> Path:
        """A copy of the notebook as it is now."""
        copy = self.world.folder / f"{self.name}-copy.db"
        copy.unlink(missing_ok=True)
        _copy(self.home / "fieldkit.db", copy)
        return copy

    def reopen(self) -> None:
        """The next command opens the notebook anew."""
        self.store.close()
        self.store = Store.open(self.home)

    def restore(self, copy: Path) -> None:
        """The laptop is put back from an image."""
        self.store.close()
        for name in ("fieldkit.db", "fieldkit.db-wal", "fieldkit.db-shm"):
            (self.home / name).unlink(missing_ok=True)
        _copy(copy, self.home / "fieldkit.db")
        self.store = Store.open(self.home)


class Road:
    """From a device to the centre without a network, as it goes or as `fault` says. room: bytes of a page."""

    def __init__(
        self, device: Device, fault: str = "", room: int | None = None, at: random.Random | None = None
    ) -> None:
        self.device = device
        self.fault = fault
        self.room = room
        self.at = at or random.Random(0)

    def post(self, path: str, body: bytes, codings: list[str]) -> Said:
        """One exchange, or what comes instead."""
        device = self.device
        if self.fault == "drop_request":
            raise Offline(host="centre")
        if self.fault == "portal":
            raise LoginPage(host="centre")
        if self.room is not None:
            first, _, lines = body.partition(b"\n")
            body = encode({**json.loads(first), "room": self.room}) + (b"\n" + lines if lines else b"")
        device.requests.append(body)
        answer = self._answer(body)
        stale, device.last = device.last, answer
        if self.fault == "drop_answer":
            raise Offline(host="centre")
        if self.fault == "stale" and stale is not None:
            answer = stale
        if self.fault == "truncated":
            answer = answer[: self.at.randrange(len(answer))]
        return Said(answer, list(coding.KNOWN), len(body))

    def _answer(self, body: bytes) -> bytes:
        office, who = self.device.world.office, self.device.there
        if self.fault == "centre_dies":
            with dying(office):
                return exchange(office, who, body)
        if self.fault == "twice":
            exchange(office, who, body)
        return exchange(office, who, body)


class dying:  # noqa: N801 (reads as a word: `with dying(office)`)
    """While inside, the centre dies just before it commits."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def __enter__(self) -> None:
        event.listen(self.office.engine, "commit", self._die)

    def __exit__(self, *_: object) -> None:
        event.remove(self.office.engine, "commit", self._die)

    @staticmethod
    def _die(_: object) -> None:
        raise Offline(host="centre")


def interrupted(device: Device, steps: int, work: Callable[[], object]) -> bool:
    """Do the work, and stop SQLite after so many steps of its machine. Returns whether it was stopped."""
    device.store.connection.set_progress_handler(lambda: 1, steps)
    try:
        work()
    except sqlite3.OperationalError:
        return True
    finally:
        device.store.connection.set_progress_handler(None, 0)
    return False


def quietly(work: Callable[[], object]) -> None:
    """Do the work; that the road was bad is no failure of a story: the invariants look at what is left."""
    with suppress(SyncError):
        work()


def a_day_later(days: int) -> None:
    """Move the clock of everybody."""
    os.environ["FIELDKIT_NOW"] = f"2026-{1 + days // 28:02}-{1 + days % 28:02}T12:00:00"


def _no_pause(_: float) -> None:
    """The stories do not wait."""


def _copy(source: Path, target: Path) -> None:
    there, here = sqlite3.connect(source), sqlite3.connect(target)
    with here:
        there.backup(here)
    there.close()
    here.close()
