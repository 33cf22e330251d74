"""What an exchange carries, whom it believes, and how it goes on when something is not as agreed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fieldkit.domain.change import Edit, encode
from fieldkit.errors import Emptied, NotAllowed, OtherCentre, OtherVersion, Refused, SyncError, Untrusted
from fieldkit.server.exchange import exchange
from fieldkit.store import outbox, tally
from fieldkit.sync import seal, wire
from fieldkit.sync.client import OtherCoding, Said
from fieldkit.sync.coding import TooLarge
from fieldkit.sync.member import member
from fieldkit.sync.run import genuine
from fieldkit.sync.wire import Unsound
from tests.sync.world import Device, Road, World, interrupted, person


def test_what_one_advisor_saves_another_of_the_same_school_sees(ana: Device, beto: Device) -> None:
    place = ana.found_school("A")
    child = ana.write(f"s:{place}", first_names="Inés").record

    done = ana.sync()
    assert (done.sent, done.receipts, done.received) == (2, 2, 0)
    assert beto.sync().received == 2
    assert beto.answers(child)["first_names"] == "Inés"


def test_the_receipts_kept_name_every_change_and_bear_the_centres_signature(ana: Device) -> None:
    place = ana.found_school("A")
    changes = {ana.write(f"s:{place}").id for _ in range(30)}
    run = ana.run(size=3000)
    run.all()

    receipts = tally.receipts(ana.home)
    assert len(receipts) > 1
    assert all(seal.genuine(text, signature, run.member.key) for text, signature in receipts)
    named = {result[0] for text, _ in receipts for result in wire.read_receipt(text).results}
    assert changes < named
    assert run.outcome.receipts == len(named) == 31


def test_a_line_goes_up_byte_for_byte_as_it_was_saved(ana: Device) -> None:
    change = ana.write("s:" + ana.found_school("A"), first_names="Íñigo 🌵")
    ana.sync()
    ((line,),) = ana.world.rows("SELECT line FROM change WHERE id = :id", id=change.id)
    assert bytes(line) == change.line


def test_fields_nobody_here_knows_travel_through_and_survive_an_edit(ana: Device, beto: Device) -> None:
    place = ana.found_school("A")
    doc = {**person(), "notice": {"kept": True}}
    doc["answers"] = {**doc["answers"], "from_the_future": {"x": [1, 2]}}
    (change,) = ana.save(Edit("person", f"s:{place}", doc))
    ana.sync()
    beto.sync()
    beto.edit(change.record, first_names="Inés")
    beto.sync()
    ana.sync()
    told = json.loads(ana.seen(change.record)[3])
    assert (told["answers"]["from_the_future"], told["notice"]) == ({"x": [1, 2]}, {"kept": True})


def test_a_form_of_the_future_is_held_and_taken_when_the_centre_has_learnt_it(ana: Device) -> None:
    place = ana.found_school("A")
    newer = {**person(), "version": 99}
    (change,) = ana.save(Edit("person", f"s:{place}", newer))
    ana.sync()
    assert outbox.counts(ana.store.connection)["held"] == 1
    assert ana.seen(change.record) is not None


def test_a_version_that_is_none_is_refused_and_says_so(ana: Device) -> None:
    place = ana.found_school("A")
    ana.save(Edit("person", f"s:{place}", {**person(), "version": 0}))
    ana.sync()
    (refused,) = outbox.refused(ana.store.connection)
    assert [problem["field"] for problem in refused["problems"]] == ["version"]


# whom it believes


def _road_that_says(device: Device, change: object) -> Road:
    class Other(Road):
        def post(self, path: str, body: bytes, codings: list[str]) -> Said:
            said = super().post(path, body, codings)
            return replace(said, body=change(said.body))  # type: ignore[operator]

    return Other(device)


def test_a_receipt_that_is_not_the_centres_changes_nothing(ana: Device) -> None:
    ana.found_school("A")
    with pytest.raises(Untrusted):
        ana.sync(_road_that_says(ana, lambda body: body.replace(b'\\"ok\\"', b'\\"held\\"')))
    assert outbox.counts(ana.store.connection)["pending"] == 1


def test_an_answer_to_another_request_tells_nothing(ana: Device) -> None:
    place = ana.found_school("A")
    ana.sync()
    ana.write(f"s:{place}")
    with pytest.raises(Refused):
        ana.sync(Road(ana, "stale"))
    assert outbox.counts(ana.store.connection)["pending"] == 1


def test_a_genuine_receipt_of_an_earlier_exchange_is_none_for_this_one(ana: Device) -> None:
    place = ana.found_school("A")
    earlier: dict[str, str] = {}

    def keep(body: bytes) -> bytes:
        found = json.loads(body)
        earlier.update(receipt=found["receipt"], signature=found["signature"])
        return body

    ana.sync(_road_that_says(ana, keep))
    ana.write(f"s:{place}")
    with pytest.raises(Refused):
        ana.sync(_road_that_says(ana, lambda body: encode({**json.loads(body), **earlier})))
    assert outbox.counts(ana.store.connection)["pending"] == 1


def test_a_genuine_receipt_of_another_device_is_none_for_this_one(ana: Device, beto: Device) -> None:
    beto.write(f"a:{beto.by}")
    header = replace(beto.run()._header(1000), batch="the same")
    ((line,),) = beto.rows("SELECT line FROM change")
    theirs = exchange(ana.world.office, beto.there, wire.request(header, [line]))
    with pytest.raises(Unsound):
        genuine(theirs, replace(header, device=ana.id), member(ana.store))


def test_another_centre_is_refused(ana: Device) -> None:
    ana.found_school("A")
    with pytest.raises(OtherCentre):
        ana.sync(_road_that_says(ana, lambda body: body.replace(ana.world.office.id.encode(), b"somebody")))
    assert outbox.counts(ana.store.connection)["pending"] == 1


@pytest.mark.parametrize("cut", [b"", b"{}", b"<html>login</html>", b'{"end": true}', b"\xff", b"[]"])
def test_anything_else_than_a_whole_reply_tells_nothing(ana: Device, cut: bytes) -> None:
    ana.found_school("A")
    with pytest.raises(SyncError):
        ana.sync(_road_that_says(ana, lambda body: cut))
    assert outbox.counts(ana.store.connection)["pending"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("end", False),
        ("batch", "another"),
        ("rows", 3),
        ("pos", []),
        ("dig", None),
        ("inv", []),
        ("inv", None),
        ("ids", 3),
        ("receipt", 3),
        ("signature", None),
    ],
)
def test_a_reply_of_another_shape_or_to_another_request_tells_nothing(
    ana: Device, field: str, value: object
) -> None:
    ana.found_school("A")
    with pytest.raises(Refused):
        ana.sync(_road_that_says(ana, lambda body: encode({**json.loads(body), field: value})))
    assert outbox.counts(ana.store.connection)["pending"] == 1


def test_a_reply_cut_at_any_byte_tells_nothing(ana: Device) -> None:
    ana.found_school("A")
    whole = Road(ana).post("/v1/sync", *_request(ana)).body
    for length in range(len(whole)):
        with pytest.raises(Unsound):
            wire.read_reply(whole[:length])


def _request(device: Device) -> tuple[bytes, list[str]]:
    run = device.run()
    lines = [line for _, line in outbox.unacknowledged(device.store.connection, 10**6)]
    return wire.request(run._header(1000), lines), ["gzip"]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [("server", "x", OtherCentre), ("proto", 2, OtherVersion), ("device", "x", NotAllowed)],
)
def test_the_centre_says_why_it_will_not_talk(
    ana: Device, field: str, value: object, error: type[SyncError]
) -> None:
    body, _ = _request(ana)
    with pytest.raises(error):
        exchange(ana.world.office, ana.there, encode({**json.loads(body), field: value}))


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"x",
        b"[]",
        b"{}",
        b'{"pos": 3}',
        b"[" * 100_000,
        b'{"batch":1,"device":2,"server":3,"pos":{},"room":1}',
    ],
)
def test_a_request_that_is_none_is_refused_whole(ana: Device, first: bytes) -> None:
    with pytest.raises(Unsound):
        exchange(ana.world.office, ana.there, first)


# how it goes on


def test_a_cut_costs_one_batch_and_the_next_sync_goes_on_from_there(ana: Device) -> None:
    place = ana.found_school("A")
    for _ in range(20):
        ana.write(f"s:{place}")
    run = ana.run(size=3000)
    run.once()
    before = outbox.counts(ana.store.connection)["pending"]
    assert 0 < before < 21
    assert ana.sync().sent == before


def test_batches_halve_when_they_are_too_large_and_are_remembered(ana: Device) -> None:
    place = ana.found_school("A")
    for _ in range(40):
        ana.write(f"s:{place}")

    class Narrow(Road):
        def post(self, path: str, body: bytes, codings: list[str]) -> Said:
            if len(body) > 9000:
                raise TooLarge
            return super().post(path, body, codings)

    done = ana.run(Narrow(ana), size=32_000).all()
    assert done.sent == 41
    assert int(ana.store.meta("batch_bytes") or 0) < 32_000


def test_one_change_too_large_to_send_never_holds_up_the_others(ana: Device) -> None:
    place = ana.found_school("A")
    huge = ana.write(f"s:{place}", first_names="A" * 20_000)
    ana.write(f"s:{place}")

    class Narrow(Road):
        def post(self, path: str, body: bytes, codings: list[str]) -> Said:
            if len(body) > 15_000:
                raise TooLarge
            return super().post(path, body, codings)

    with pytest.raises(Refused):
        ana.run(Narrow(ana)).all()
    assert [row[0] for row in ana.rows("SELECT id FROM change WHERE outcome IS NULL")] == [huge.id]


def test_a_coding_the_centre_does_not_know_is_not_used_again(ana: Device) -> None:
    ana.found_school("A")

    class Plain(Road):
        def post(self, path: str, body: bytes, codings: list[str]) -> Said:
            if "gzip" in codings:
                raise OtherCoding([])
            return replace(super().post(path, body, codings), codings=[])

    assert ana.sync(Plain(ana)).sent == 1
    assert member(ana.store).codings == []


def test_taking_an_answer_in_is_all_or_nothing_wherever_it_stops(ana: Device, beto: Device) -> None:
    place = ana.found_school("A")
    records = [ana.write(f"s:{place}").record for _ in range(3)]
    ana.sync()
    before = beto.rows("SELECT * FROM record"), beto.rows("SELECT * FROM bucket")
    stops = 0
    for steps in range(10, 100_000, 40):
        beto.reopen()
        if not interrupted(beto, steps, beto.run().once):
            break
        stops += 1
        assert (beto.rows("SELECT * FROM record"), beto.rows("SELECT * FROM bucket")) == before
    assert stops > 3
    assert all(beto.seen(record) for record in records)


def test_a_sync_that_would_empty_the_notebook_stops_and_takes_nothing(world: World, ana: Device) -> None:
    place = ana.found_school("A")
    office = world.device("office", "AB")
    elsewhere = office.found_school("B")
    children = [ana.write(f"s:{place}").record for _ in range(50)]
    for one in (ana, office):
        one.sync()
    assert len(ana.rows("SELECT 1 FROM record")) == 51
    for child in children:
        world.correct(office.there, child, f"s:{elsewhere}")
    with pytest.raises(Emptied):
        ana.sync()
    assert len(ana.rows("SELECT 1 FROM record")) == 51
    run = ana.run()
    run.emptying = True
    run.all()
    assert len(ana.rows("SELECT 1 FROM record")) == 1
