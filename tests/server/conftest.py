"""A centre on loopback and one notebook of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from fieldkit.sync.member import keep, member
from tests.server.serving import listening
from tests.sync.world import Device, World


@pytest.fixture
def world() -> Iterator[World]:
    """A centre."""
    found = World()
    yield found
    found.close()


@pytest.fixture
def url(world: World) -> Iterator[str]:
    """Its address while it listens."""
    with listening(world.office) as address:
        yield address


@pytest.fixture
def ana(world: World, url: str) -> Device:
    """A notebook of it, that knows its address."""
    found = world.device("ana", "A")
    keep(found.store, replace(member(found.store), url=url))
    return found
