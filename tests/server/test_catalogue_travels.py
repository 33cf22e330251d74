"""The catalogue of an advisor with two laptops, over real HTTP: one catalogue, and nothing of it lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldkit.actions import correction, exercise
from fieldkit.domain.exercise import Exercise
from fieldkit.store import outbox
from fieldkit.sync import run
from fieldkit.sync.member import keep, member
from tests.cli.classroom import EXERCISE
from tests.sync.world import Device, World

TODAY = date(2025, 10, 20)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of these stories."""
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-20T12:00:00")


@pytest.fixture
def second(world: World, ana: Device, url: str) -> Device:
    """Ana's other laptop."""
    found = world.laptop("dos", ana.advisor)
    keep(found.store, replace(member(found.store), url=url))
    return found


def written(device: Device, **answers: Any) -> Exercise:
    return exercise.register(device.store, {**EXERCISE, **answers}, by=device.by, today=TODAY)


def settle(*devices: Device) -> None:
    for device in (*devices, *devices):
        run.sync(device.store)


def texts(device: Device) -> set[str]:
    return {str(one.answers["statement"]) for one in device.store.find(Exercise)}


def test_an_exercise_written_on_two_laptops_with_another_text_is_two_until_one_is_taken_back(
    ana: Device, second: Device
) -> None:
    mine, other = written(ana, statement="Hay 12."), written(second, statement="Hay 15.")
    assert mine.version == other.version
    settle(ana, second)
    for device in (ana, second):
        assert texts(device) == {"Hay 12.", "Hay 15."}
        counts = outbox.counts(device.store.connection)
        assert (counts["pending"], counts["ok"]) == (0, sum(counts.values()))
        (twin,) = exercise.others(device.store, exercise.versions(device.store, mine.code)[0])
        assert twin.id == max(mine.id, other.id), "of two the same, the oldest is meant"
    correction.withdraw(second.store, other.id, reason="repetido", by=second.by)
    settle(second, ana)
    for device in (ana, second):
        assert texts(device) == {"Hay 12."}
        assert exercise.others(device.store, mine) == []


def test_one_text_corrected_on_both_laptops_keeps_what_differs_and_tells_the_second(
    ana: Device, second: Device
) -> None:
    one = written(ana)
    settle(ana, second)
    for device, said in (
        (ana, {"title": "Mazorcas", "statement": "Hay 12 por costal."}),
        (second, {"challenge": "Sin dibujar", "statement": "Hay 12 en cada uno."}),
    ):
        correction.correct(device.store, one.id, said, reason="más claro", by=device.by)
    settle(ana, second)
    for device in (ana, second):
        answers = device.answers(one.id)
        assert (answers["title"], answers["challenge"]) == ("Mazorcas", "Sin dibujar")
        assert answers["statement"] == "Hay 12 por costal."
    (clash,) = outbox.clashes(second.store.connection)
    assert clash["fields"] == ["answers.statement"]
    assert list(outbox.clashes(ana.store.connection)) == []
