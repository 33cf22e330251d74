"""A centre, two advisors of one school, and a child both have seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.world import Device, World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A centre on a known day."""
    monkeypatch.setenv("FIELDKIT_NOW", "2026-01-01T12:00:00")
    found = World()
    yield found
    found.close()


@pytest.fixture
def ana(world: World) -> Device:
    """An advisor of school A."""
    return world.device("ana", "A")


@pytest.fixture
def beto(world: World) -> Device:
    """Another advisor of school A."""
    return world.device("beto", "A")


@pytest.fixture
def child(ana: Device, beto: Device) -> str:
    """A child both have seen."""
    record = ana.write(f"s:{ana.found_school('A')}").record
    ana.sync()
    beto.sync()
    return record
