"""A device holds what its advisor may see, and what is not theirs to write takes no effect."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from fieldkit.domain.change import Edit, freeze
from fieldkit.server.exchange import take_in
from fieldkit.store import outbox, sites
from tests.house.commands import facts
from tests.sync.world import CCTS, Device, Road, World, person, school


def test_a_school_that_is_taken_away_goes_and_unsent_work_in_it_still_arrives(
    world: World, ana: Device, child: str
) -> None:
    change = ana.edit(child, first_names="Inés")
    world.assign(ana, "B")
    done = ana.sync()
    assert (done.sent, ana.seen(child)) == (1, None)
    assert _outcome(world, change.id) == "ok"
    assert ana.rows("SELECT 1 FROM change WHERE id = ?", change.id), "its own journal is another table"


def test_a_school_that_comes_back_brings_my_own_records_too(world: World, ana: Device, child: str) -> None:
    world.assign(ana, "B")
    ana.sync()
    world.assign(ana, "A")
    ana.sync()
    assert ana.answers(child)["first_names"] == "Ana"


def test_another_schools_records_cannot_be_written_or_carried_off(world: World, child: str) -> None:
    eva = world.device("eva", "B")
    mine = f"s:{eva.found_school('B')}"
    eva.sync()
    ((theirs, rev),) = world.rows("SELECT bucket, rev FROM record WHERE id = :id", id=child)
    for bucket in (theirs, mine):
        line = freeze(
            Edit("person", bucket, person(first_names="Robada"), child, rev), n=9, at="x", by=eva.by
        )
        assert [one.outcome for one in take_in(world.office, eva.there, [line.line])] == ["held"]
    ((doc, place),) = world.rows("SELECT doc, bucket FROM record WHERE id = :id", id=child)
    assert (json.loads(doc)["answers"]["first_names"], place) == ("Ana", theirs)


def test_what_is_held_stays_in_its_authors_view_and_counts_once_the_school_is_theirs(
    world: World, child: str
) -> None:
    eva = world.device("eva", "B")
    ((bucket,),) = world.rows("SELECT bucket FROM record WHERE id = :id", id=child)
    change = eva.write(bucket, first_names="Nueva")
    eva.sync()
    assert (_outcome(world, change.id), eva.answers(change.record)["first_names"]) == ("held", "Nueva")

    world.assign(eva, "AB")
    assert _outcome(world, change.id) == "ok"
    eva.sync()
    assert eva.rows("SELECT outcome FROM change WHERE id = ?", change.id) == [("ok",)]
    assert eva.seen(child) is not None


@pytest.fixture
def past(world: World, ana: Device, child: str) -> Device:
    """An advisor who once had the school of the child, knows all its ids, and has another one now."""
    found = world.device("past", "AC")
    found.found_school("C")
    found.sync()
    assert found.seen(child)
    world.assign(found, "C")
    return found


def test_who_once_had_a_school_cannot_call_it_by_the_key_of_another_to_read_it_again(
    world: World, past: Device, child: str
) -> None:
    ((place, rev, doc),) = world.rows("SELECT id, rev, doc FROM record WHERE cct = :cct", cct=CCTS["A"])
    told = {**json.loads(doc), "state": "corrected", "reason": "x"}
    told["answers"] = {**told["answers"], "cct": CCTS["C"]}
    _tries(world, past, Edit("school", f"s:{place}", told, place, rev), "held")
    assert past.seen(child) is None


def test_a_school_is_never_written_into_the_bucket_of_another(world: World, past: Device, child: str) -> None:
    ((place,),) = world.rows("SELECT id FROM record WHERE cct = :cct", cct=CCTS["A"])
    _tries(world, past, Edit("school", f"s:{place}", school(CCTS["C"])), "rejected")
    assert past.seen(child) is None


def test_who_once_had_a_school_cannot_carry_a_child_from_it_into_their_own(
    world: World, past: Device, child: str
) -> None:
    ((own,),) = world.rows("SELECT bucket FROM record WHERE cct = :cct", cct=CCTS["C"])
    ((rev, doc),) = world.rows("SELECT rev, doc FROM record WHERE id = :id", id=child)
    _tries(world, past, Edit("person", own, json.loads(doc), child, rev), "held")
    assert past.seen(child) is None


def test_a_record_stays_what_it_is(world: World, ana: Device, child: str) -> None:
    _, bucket, rev, doc, _ = ana.seen(child)
    told = {**json.loads(doc), "state": "withdrawn", "reason": "x"}
    _tries(world, ana, Edit("membership", bucket, told, child, rev), "rejected")


def test_nobody_signs_with_the_name_of_another(world: World, ana: Device, beto: Device, child: str) -> None:
    edit = Edit("person", ana.seen(child)[1], person())
    line = freeze(edit, n=9, at="2026-01-01", by=beto.by).line
    assert [one.outcome for one in take_in(world.office, ana.there, [line])] == ["held"]


def test_a_school_of_an_advisors_own_is_taken_away_like_any_other(world: World, ana: Device) -> None:
    (change,) = ana.save(Edit("school", "s:{record}", school("PROV-12-0001")))
    child = ana.write(f"s:{change.record}").record
    ana.edit(change.record, cct=CCTS["A"])
    ana.sync()
    assert ana.seen(child) is not None
    world.assign(ana, "B")
    ana.sync()
    assert ana.seen(child) is None


def test_a_child_that_went_through_two_schools_is_gone_from_the_first_for_who_sees_neither(
    world: World, ana: Device, child: str
) -> None:
    office = world.device("office", "ABC")
    places = {place: office.found_school(place) for place in "BC"}
    office.sync()
    for place in "BC":
        world.correct(office.there, child, f"s:{places[place]}")
    ana.run().once()
    assert ana.seen(child) is None
    assert ana.store.meta("want_ids") == "0"
    assert ana.rows("SELECT 1 FROM bucket WHERE reset_at IS NOT NULL") == [], "told, not found out"


def _tries(world: World, device: Device, edit: Edit, outcome: str) -> None:
    line = freeze(edit, n=9, at="2026-01-01", by=device.by).line
    assert [one.outcome for one in take_in(world.office, device.there, [line])] == [outcome]
    device.sync()


def test_sheets_that_arrive_before_their_school_wait_for_it(world: World, ana: Device) -> None:
    place = ana.found_school("A")
    sheet = ana.write(f"s:{place}")
    take_in(world.office, ana.there, [sheet.line])
    assert _outcome(world, sheet.id) == "held"
    ana.sync()
    assert _outcome(world, sheet.id) == "ok"


def test_a_school_without_a_key_is_its_makers_and_nobody_elses(
    world: World, ana: Device, beto: Device
) -> None:
    (change,) = ana.save(Edit("school", "s:{record}", school("PROV-12-0001")))
    child = ana.write(f"s:{change.record}").record
    ana.sync()
    beto.sync()
    assert (ana.seen(child) is not None, beto.seen(child)) == (True, None)

    kind, bucket, rev, doc, _ = ana.seen(change.record)
    told = json.loads(doc)
    told = {**told, "state": "corrected", "reason": "x", "answers": {**told["answers"], "cct": CCTS["A"]}}
    ana.save(Edit(kind, bucket, told, change.record, rev))
    ana.sync()
    beto.sync()
    assert beto.seen(child) is not None, "now it has a key, and the key is in his care"


def test_a_second_laptop_of_the_same_advisor_sees_what_the_first_wrote_for_herself(
    world: World, ana: Device
) -> None:
    (own,) = ana.save(Edit("advisor", f"a:{ana.by}", _advisor()))
    ana.sync()
    second = world.laptop("ana2", ana.advisor)
    second.sync()
    assert second.seen(own.record) is not None


def test_nobody_writes_in_the_common_catalogues_or_in_another_advisors_own(
    world: World, ana: Device, beto: Device
) -> None:
    for bucket in ("g", f"a:{beto.by}"):
        (change,) = ana.save(Edit("advisor", bucket, _advisor()))
        ana.sync()
        assert _outcome(world, change.id) == "held"


def _advisor() -> dict[str, object]:
    return {"form": "REG-P", "version": 1, "state": "finished", "answers": {"name": "Ana"}}


def _outcome(world: World, id: str) -> str:
    ((outcome,),) = world.rows("SELECT outcome FROM change WHERE id = :id", id=id)
    return str(outcome)


def test_a_school_that_leaves_is_named_until_somebody_has_been_told(
    world: World, ana: Device, child: str
) -> None:
    held = ana.found_school("B")
    ana.sync()
    world.assign(ana, "C")
    ana.sync()
    assert (ana.seen(child), ana.seen(held) is not None) == (None, True)
    assert list(sites.left(ana.store.connection).values()) == [f"{CCTS['A']} Escuela"]
    ana.sync()
    assert len(sites.left(ana.store.connection)) == 1, "nobody has been told yet"
    sites.told(ana.store.connection)
    ana.sync()
    assert sites.left(ana.store.connection) == {}


def test_a_held_school_that_counts_at_last_but_is_somebody_elses_by_then_does_not_go_without_a_word(
    world: World, ana: Device
) -> None:
    place = ana.found_school("B")
    ana.sync()
    assert sites.held_for(ana.store.connection) == {f"{CCTS['B']} Escuela": 1}
    world.assign(ana, "AB")
    world.assign(ana, "A")
    ana.sync()
    assert ana.seen(place) is None
    assert sites.left(ana.store.connection) == {place: f"{CCTS['B']} Escuela"}


def test_a_school_that_comes_back_has_not_left(world: World, ana: Device, child: str) -> None:
    for places in "BA":
        world.assign(ana, places)
        ana.sync()
    assert ana.seen(child) and sites.left(ana.store.connection) == {}


def test_what_the_centre_only_keeps_stays_in_view_when_its_school_goes(
    world: World, ana: Device, child: str
) -> None:
    _, bucket, _, doc, _ = ana.seen(child)
    newer = {**json.loads(doc), "version": 99}
    (held,) = ana.save(Edit("person", bucket, newer))
    (refused,) = ana.save(Edit("person", bucket, person(birth_date="mal")))
    ana.sync()
    world.assign(ana, "B")
    for _ in range(2):
        ana.sync()
        assert ana.seen(held.record) and ana.seen(refused.record)
    assert ana.seen(child) is None


@pytest.mark.parametrize("seed", range(12))
def test_nothing_of_mine_goes_without_a_word_whatever_the_order(world: World, seed: int) -> None:
    """Two notebooks with the same three schools; their care changes, they write and sync in any order."""
    chance = random.Random(seed)
    ana, eva = (world.device(name, chance.choice(["", "A", "BC"])) for name in ("ana", "eva"))
    for device in (ana, eva):
        for place in "ABC":
            device.found_school(place)
    for _ in range(12):
        device = chance.choice((ana, eva))
        if chance.random() < 0.4:
            world.assign(device, "".join(place for place in "ABC" if chance.random() < 0.5))
            continue
        seen = device.rows("SELECT id, bucket FROM record")
        if seen and chance.random() < 0.5:
            device.write(chance.choice(seen)[1])
            continue
        device.sync(Road(device, room=chance.choice([None, 1])))
        now = {id for (id,) in device.rows("SELECT id FROM record")}
        said = {f"s:{id}" for id in sites.left(device.store.connection)}
        assert all(id in now or bucket in said for id, bucket in seen)
        sites.told(device.store.connection)


def test_what_counts_at_last_is_heard_of_behind_hundreds_that_still_wait(world: World, ana: Device) -> None:
    elsewhere = ana.found_school("C")
    ana.save(*(Edit("person", f"s:{elsewhere}", person()) for _ in range(250)))
    place = ana.found_school("B")
    ana.sync()
    world.assign(ana, "AB")
    for _ in range(20):
        ana.sync()
    assert ana.rows("SELECT outcome FROM change WHERE id = ?", place) == [("ok",)]
    assert len(outbox.held(ana.store.connection)) == 251


def test_an_adviser_who_came_by_a_file_is_at_the_centre_with_their_region(
    world: World, ana: Device, tmp_path: Path
) -> None:
    """Their record is of who brought it, as one typed in is; in nobody's it would wait for ever."""
    ana.found_school("A")
    file = tmp_path / "advisors.jsonl"
    file.write_text(json.dumps({"name": "Luz Vega", "region": "Costa"}), encoding="utf-8")
    assert facts("import", "advisors", file, home=ana.home)["new"] == 1
    ana.sync()
    found = world.rows("SELECT bucket FROM record WHERE kind = 'advisor'")
    assert [row.bucket for row in found] == [f"a:{ana.by}"]
    assert outbox.held(ana.store.connection) == []
