"""A centre put back from an older copy: what it lost stays with whoever has it."""

from __future__ import annotations

import json

import pytest

from fieldkit.errors import Offline
from fieldkit.store import outbox, sites
from fieldkit.store.kept import kept
from fieldkit.sync.client import Said
from tests.sync.test_catalogue import bring
from tests.sync.world import CCTS, Device, Road, World, a_day_later


@pytest.fixture
def carmen(world: World) -> Device:
    """A third advisor of school A, who only reads."""
    return world.device("carmen", "A")


def settled(*devices: Device) -> bool:
    """Sync all of them; whether both sides then hold the same, and nothing waits or is kept."""
    for one in (*devices, *devices):
        one.sync()
    return all(
        (done.sent, done.received, done.uneven) == (0, 0, [])
        and kept(one.store.connection) == 0
        and outbox.all_there(one.store.connection)
        for one in devices
        for done in [one.sync()]
    )


def give_back(device: Device, road: Road | None = None) -> int:
    """Sync, and send what the centre lost and others cannot send any more. How many records."""
    run = device.run(road)
    run.giving_back = True
    return run.all().returned


class Dropping(Road):
    """A road that goes dead after so many exchanges."""

    def __init__(self, device: Device, after: int) -> None:
        super().__init__(device)
        self.left = after

    def post(self, path: str, body: bytes, codings: list[str]) -> Said:
        """The next exchange, or nothing: its answer is lost."""
        self.left -= 1
        said = super().post(path, body, codings)
        if self.left < 0:
            raise Offline(host="centre")
        return said


def by_two(ana: Device, beto: Device) -> str:
    """Ana registers the school, Beto a child in it, and everybody has both. Returns the child."""
    place = ana.found_school("A")
    ana.sync()
    beto.sync()
    child = beto.write(f"s:{place}", first_names="Nadia").record
    for one in (beto, ana):
        one.sync()
    return child


def lost(world: World, ana: Device, beto: Device) -> str:
    """The same, and then the centre is put back from the copy of before, days later."""
    copy = world.backup()
    child = by_two(ana, beto)
    world.restore(copy)
    a_day_later(3)
    return child


def test_a_centre_that_never_heard_of_the_school_takes_nothing_away(
    world: World, ana: Device, beto: Device
) -> None:
    child = lost(world, ana, beto)
    for _ in range(2):
        ana.run().once()
        assert ana.answers(child)["first_names"] == "Nadia", "not even for a moment"
        assert sites.left(ana.store.connection) == {}, "the school is in ana's care as ever"
    assert kept(ana.store.connection) == 1
    ana.sync()
    assert kept(ana.store.connection) == 1, "the school itself ana had made, and sent again"
    assert ana.answers(child)["first_names"] == "Nadia"
    assert outbox.all_there(ana.store.connection)
    assert settled(beto, ana)
    assert ana.seen(child) == beto.seen(child)


def test_it_may_be_put_back_twice_in_one_day(world: World, ana: Device, beto: Device, carmen: Device) -> None:
    """A bucket is read anew once a day; one the centre had never heard of is simply read from the start."""
    copy = world.backup()
    child = by_two(ana, beto)
    carmen.sync()
    for _ in range(2):
        world.restore(copy)
        assert settled(carmen, ana, beto)
        assert carmen.seen(child) == beto.seen(child)


def test_who_only_reads_a_school_keeps_it_when_the_centre_forgot_it(
    world: World, ana: Device, beto: Device, carmen: Device
) -> None:
    """Nothing is missing of what carmen wrote: her inventory says nothing of the loss."""
    copy = world.backup()
    child = by_two(ana, beto)
    carmen.sync()
    world.restore(copy)
    a_day_later(3)
    for _ in range(2):
        carmen.sync()
        assert carmen.seen(child)
        assert sites.left(carmen.store.connection) == {}
        assert kept(carmen.store.connection) == 2
    assert settled(ana, beto, carmen)
    assert carmen.seen(child) == beto.seen(child)


def test_the_last_notebook_that_has_a_record_gives_it_back(world: World, ana: Device, beto: Device) -> None:
    """Beto's laptop never comes back: what he had a receipt for is at the centre again all the same."""
    place = ana.found_school("A")
    ana.sync()
    copy = world.backup()
    beto.sync()
    child = beto.write(f"s:{place}", first_names="Nadia").record
    for one in (beto, ana):
        one.sync()
    world.restore(copy)
    a_day_later(3)
    for days in (6, 9):
        a_day_later(days)
        assert (ana.sync().uneven, kept(ana.store.connection)) == ([], 1)
    assert give_back(ana) == 1
    ((doc,),) = world.rows("SELECT doc FROM record WHERE id = :id", id=child)
    assert json.loads(doc) == json.loads(ana.seen(child)[3])
    assert settled(ana)


def test_whoever_lost_it_may_find_it_after_all(world: World, ana: Device, beto: Device) -> None:
    """Beto's laptop was only thought lost: what he had changed on top is there too, and pointed out."""
    copy = world.backup()
    child = by_two(ana, beto)
    beto.edit(child, surname="Paz")
    world.restore(copy)
    a_day_later(3)
    give_back(ana)
    assert settled(beto, ana)
    assert ana.seen(child) == beto.seen(child)
    assert [one["fields"] for one in outbox.clashes(beto.store.connection)] == [["answers.surname"]]
    assert len(world.rows("SELECT 1 FROM change WHERE outcome IN ('held', 'rejected')")) == 0


def test_what_the_centre_will_not_have_is_given_back_once_and_kept(
    world: World, ana: Device, beto: Device
) -> None:
    """Its check is stricter than it was when the record came in."""
    child = lost(world, ana, beto)
    wrong = json.dumps({**json.loads(ana.seen(child)[3]), "answers": {"first_names": "Nadia"}})
    ana.store.connection.execute("UPDATE record SET doc = ? WHERE id = ?", (wrong, child))
    assert give_back(ana) == 1
    assert ana.answers(child) == {"first_names": "Nadia"}
    assert kept(ana.store.connection) == 1
    assert len(outbox.refused(ana.store.connection)) == 1


def test_giving_back_is_not_what_undo_takes_back(world: World, ana: Device, beto: Device) -> None:
    copy = world.backup()
    by_two(ana, beto)
    mine = ana.store.last_batch()
    world.restore(copy)
    a_day_later(3)
    assert give_back(ana) == 1
    assert ana.store.last_batch() == mine


@pytest.mark.parametrize("cut", range(4))
def test_a_line_that_drops_while_it_is_given_back_loses_and_doubles_nothing(
    world: World, ana: Device, beto: Device, cut: int
) -> None:
    child = lost(world, ana, beto)
    with pytest.raises(Offline):
        give_back(ana, Dropping(ana, after=cut))
    assert ana.seen(child)
    give_back(ana)
    assert settled(beto, ana)
    assert ana.seen(child) == beto.seen(child)
    assert len(world.rows("SELECT 1 FROM record")) == 2


def test_the_catalogue_is_kept_and_left_to_who_brought_it(world: World, ana: Device, beto: Device) -> None:
    copy = world.backup()
    exercise = bring(ana).record
    for one in (ana, beto):
        one.sync()
    assert beto.seen(exercise)
    world.restore(copy)
    a_day_later(3)
    for _ in range(2):
        assert give_back(beto) == 0
        assert beto.seen(exercise)
        assert kept(beto.store.connection) == 1
    for one in (ana, beto):
        one.sync()
    assert kept(beto.store.connection) == 0
    assert beto.seen(exercise) == ana.seen(exercise)


def test_what_is_written_on_a_kept_record_and_refused_leaves_it_in_view(
    world: World, ana: Device, beto: Device
) -> None:
    child = lost(world, ana, beto)
    ana.sync()
    assert kept(ana.store.connection) == 1
    ana.edit(child, birth_date="mal")
    for one in (ana, beto, ana):
        one.sync()
    assert ana.seen(child) == beto.seen(child)
    assert ana.answers(child)["birth_date"] != "mal"


def test_what_is_no_longer_ours_to_see_goes_even_if_it_was_kept(
    world: World, ana: Device, beto: Device
) -> None:
    """To keep is for what the centre does not know; what it says is another's is not kept."""
    child = lost(world, ana, beto)
    ana.sync()
    assert kept(ana.store.connection) == 1
    world.assign(ana, "B")
    ana.sync()
    assert ana.seen(child) is None
    assert kept(ana.store.connection) == 0
    assert list(sites.left(ana.store.connection).values()) == [f"{CCTS['A']} Escuela"]
