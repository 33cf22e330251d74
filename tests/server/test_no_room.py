"""A centre whose disk is full keeps nothing half, and nobody is told that anything arrived."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from fieldkit.errors import CentreBusy
from fieldkit.store import outbox
from fieldkit.sync import run
from tests.sync.world import Device, World


def test_a_full_centre_takes_nothing_in_and_all_goes_when_there_is_room_again(
    world: World, ana: Device, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite's own limit of pages answers as a disk without room does. Whoever keeps the centre reads why."""
    place = ana.found_school("A")
    for number in range(60):
        ana.write(f"s:{place}", notes=f"{number} " * 900)
    engine = world.office.engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def full(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "connect", full)
    engine.dispose()
    with pytest.raises(CentreBusy):
        run.sync(ana.store, longest=1)
    assert outbox.counts(ana.store.connection) == {"pending": 61, "ok": 0}
    assert world.rows("SELECT 1 FROM change") == []
    assert ana.rows("SELECT 1 FROM receipt") == []
    assert "DiskFull" in caplog.text
    event.remove(engine, "connect", full)
    engine.dispose()
    done = run.sync(ana.store)
    assert (done.sent, done.receipts) == (61, 61)
    assert len(world.rows("SELECT 1 FROM change WHERE outcome = 'ok'")) == 61
