"""Whole exchanges between real notebooks and a real centre, without a network between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.world import World


@pytest.fixture
def world() -> Iterator[World]:
    found = World()
    yield found
    found.close()


def test_what_one_advisor_saves_another_of_the_same_school_sees(world: World) -> None:
    ana, beto = world.device("ana", "A"), world.device("beto", "A")
    place = ana.found_school("A")
    child = ana.write(f"s:{place}", first_names="Inés").record

    done = ana.sync()
    assert (done.sent, done.receipts, done.received) == (2, 2, 0)
    assert beto.sync().received == 2
    assert beto.answers(child)["first_names"] == "Inés"
