"""A device holds what its advisor may see, and what is not theirs to write takes no effect."""

from __future__ import annotations

import json

from fieldkit.domain.change import Edit, freeze
from fieldkit.server.exchange import take_in
from tests.sync.world import CCTS, Device, World, person, school


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
