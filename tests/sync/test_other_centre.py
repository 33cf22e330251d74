"""Records two have written, at a centre that begins anew: nobody is asked in vain, whoever comes first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldkit.store import moving, outbox
from tests.sync.world import Device, World


@pytest.fixture
def new() -> Iterator[World]:
    """The centre that begins anew."""
    found = World()
    yield found
    found.close()


def go_over(device: Device, new: World) -> None:
    """A notebook goes over, and syncs there."""
    with device.store.transaction():
        device.save(*moving.unsend(device.store.connection))
    device.world = new
    device.advisor, code = new.advisor("A")
    device.enrol(code)
    device.sync()


def clashes(device: Device) -> int:
    return len(outbox.clashes(device.store.connection))


def settled(new: World, *devices: Device) -> None:
    """Both see the same, and nobody has to decide."""
    for device in (*devices, *devices):
        device.sync()
    assert [clashes(device) for device in devices] == [0, 0]
    one, other = (device.rows("SELECT id, rev, doc FROM present ORDER BY id") for device in devices)
    assert one == other
    lines = {bytes(line) for device in devices for (line,) in device.rows("SELECT line FROM change")}
    assert lines <= {bytes(line) for (line,) in new.rows("SELECT line FROM change")}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_was_made_on_anothers_change_is_no_clash_with_ones_own(
    new: World, ana: Device, beto: Device, child: str, order: tuple[int, int]
) -> None:
    """Ana, Beto, Ana, each on what the one before had written; the last word is Ana's."""
    beto.edit(child, surname="Luna")
    beto.sync()
    ana.sync()
    ana.edit(child, surname="Rojas")
    ana.sync()
    beto.sync()
    for which in order:
        go_over((ana, beto)[which], new)
    settled(new, ana, beto)
    assert ana.answers(child)["surname"] == "Rojas"


def test_what_the_centre_had_put_together_stays_together(
    new: World, ana: Device, beto: Device, child: str
) -> None:
    ana.edit(child, surname="Luna")
    beto.edit(child, second_surname="Sol")
    for device in (ana, beto, ana):
        device.sync()
    ana.edit(child, first_names="Eva")
    ana.sync()
    beto.sync()
    go_over(ana, new)
    told = {"surname": "Luna", "second_surname": "Sol", "first_names": "Eva"}
    assert told.items() <= ana.answers(child).items()
    go_over(beto, new)
    settled(new, ana, beto)
    assert told.items() <= beto.answers(child).items()


def test_the_last_that_another_wrote_is_not_lost_with_their_laptop(
    new: World, ana: Device, beto: Device, child: str
) -> None:
    """Beto corrected Ana's record, and never comes."""
    beto.edit(child, surname="Luna")
    beto.sync()
    ana.sync()
    go_over(ana, new)
    assert ana.answers(child)["surname"] == "Luna"
    ((doc,),) = new.rows("SELECT doc FROM record WHERE id = :id", id=child)
    assert "Luna" in doc
    assert clashes(ana) == 0
