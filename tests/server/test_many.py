"""Many at once: workers that share nothing but PostgreSQL, devices that all come in the same minute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from fieldkit.domain.change import Edit, freeze
from fieldkit.server.exchange import Office, open_office, take_in
from fieldkit.store import centre, centre_people, centre_pull
from fieldkit.store.centre_sitting import Result
from tests.sync.world import World, person

WORKERS = 4


@pytest.fixture
def world(postgres_url: str) -> Iterator[World]:
    """A centre on PostgreSQL."""
    found = World(postgres_url)
    yield found
    found.close()


@pytest.fixture
def workers(postgres_url: str) -> Iterator[list[Office]]:
    """Several processes of it, as far as the database can tell."""
    found = [open_office(postgres_url) for _ in range(WORKERS)]
    yield found
    for one in found:
        one.engine.dispose()


def test_the_same_batch_at_several_workers_at_once_takes_effect_once(
    world: World, workers: list[Office]
) -> None:
    ana = world.device("ana", "A")
    place = ana.found_school("A")
    for _ in range(20):
        ana.write(f"s:{place}")
    lines = [row[0] for row in ana.rows("SELECT line FROM change ORDER BY n")]
    together, there = Barrier(WORKERS), ana.there

    def deliver(office: Office) -> list[Result]:
        together.wait(60)
        return take_in(office, there, lines)

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(deliver, workers))
    assert all(answer == answers[0] for answer in answers)
    assert {one.outcome for one in answers[0]} == {"ok"}
    assert len(world.rows("SELECT 1 FROM change")) == 21
    assert world.rows("SELECT held FROM device WHERE id = :id", id=ana.id)[0].held == 21


def test_devices_that_correct_the_same_children_at_once_lose_nothing(
    world: World, workers: list[Office]
) -> None:
    devices = [world.device(f"d{number}", "A") for number in range(WORKERS)]
    place = devices[0].found_school("A")
    children = [devices[0].write(f"s:{place}").record for _ in range(6)]
    for one in devices:
        one.sync()
    fields = ("first_names", "surname", "second_surname", "phone")
    together, members = Barrier(WORKERS), [one.there for one in devices]

    def deliver(number: int) -> set[str]:
        found: set[str] = set()
        order = children if number % 2 else children[::-1]
        together.wait(60)
        for child in order:
            rev, doc = revisions[child]
            told = {**doc, "state": "corrected", "reason": "x"}
            told["answers"] = {
                **doc["answers"],
                fields[number]: f"V{'abcd'[number]}" if number < 3 else "7441234567",
            }
            line = freeze(
                Edit("person", f"s:{place}", told, child, rev), n=9, at="2026-01-01", by=devices[number].by
            ).line
            found |= {one.outcome for one in take_in(workers[number], members[number], [line])}
        return found

    rows = devices[0].rows("SELECT id, rev, doc FROM present WHERE kind = 'person'")
    revisions = {id: (rev, json.loads(doc)) for id, rev, doc in rows}
    with ThreadPoolExecutor(WORKERS) as pool:
        outcomes = set().union(*pool.map(deliver, range(WORKERS)))
    assert outcomes <= {"ok", "merged"}
    for row in world.rows("SELECT doc FROM record WHERE kind = 'person'"):
        answers = json.loads(row.doc)["answers"]
        assert [answers[field] for field in fields] == ["Va", "Vb", "Vc", "7441234567"]


def test_a_reader_who_has_seen_a_number_has_seen_all_below_it(world: World, workers: list[Office]) -> None:
    devices = [world.device(f"d{number}", "A") for number in range(WORKERS)]
    place = devices[0].found_school("A")
    for one in devices:
        one.sync()
    done, members = Event(), [one.there for one in devices]
    reader = world.device("reader", "A")
    seen: list[str] = []

    def read() -> None:
        position: dict[str, int] = {}
        last = False
        while not last:
            last = done.is_set()
            with centre.reading(world.office.engine) as connection:
                scope = centre_people.scope(connection, reader.advisor)
                page = centre_pull.page(connection, scope, position, 2000, ())
            position = page.positions
            seen.extend(row[0] for row in page.rows)
            last = last and not page.more

    def write(number: int) -> None:
        for _ in range(25):
            edits = (Edit("person", f"s:{place}", person()) for _ in range(4))
            lines = [freeze(edit, n=1, at="2026-01-01", by=devices[number].by).line for edit in edits]
            take_in(workers[number], members[number], lines)

    with ThreadPoolExecutor(WORKERS + 1) as pool:
        reading = pool.submit(read)
        writing = [pool.submit(write, number) for number in range(WORKERS)]
        try:
            for one in writing:
                one.result(60)
        finally:
            done.set()
        reading.result(60)
    there = {row.id for row in world.rows("SELECT id FROM record WHERE bucket = :b", b=f"s:{place}")}
    assert len(there) == WORKERS * 100 + 1
    assert set(seen) == there


def test_a_batch_cut_short_by_another_transaction_is_begun_again(world: World) -> None:
    ana = world.device("ana", "A")
    place = ana.found_school("A")
    ana.sync()
    child = ana.write(f"s:{place}")
    ana.sync()
    member = ana.there
    edits = [
        freeze(
            Edit("person", f"s:{place}", person(phone=f"744123456{digit}"), child.record, child.id),
            n=digit,
            at="2026-01-01",
            by=ana.by,
        )
        for digit in range(6)
    ]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda one: take_in(world.office, member, [one.line]), edits))
    assert sorted(result.outcome for (result,) in found) == ["conflict"] * 5 + ["ok"]
