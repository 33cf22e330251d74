"""A notebook becomes one of the centre's, by a code that serves once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fieldkit import clock
from fieldkit.errors import BadCode, Refused
from fieldkit.server.patience import TRIES
from fieldkit.store import centre_people
from fieldkit.store.store import Store
from fieldkit.sync import lock, run, wire
from fieldkit.sync.member import enrol, member
from tests.server.serving import answering, as_http
from tests.sync.world import Device, World


@pytest.fixture
def notebook(world: World) -> Store:
    """A notebook that belongs to no centre yet."""
    from fieldkit.actions.advisor import init

    return init(world.folder / "new", "Eva")


def test_a_code_makes_one_notebook_a_member_and_may_be_asked_again(
    world: World, url: str, notebook: Store
) -> None:
    _, code = world.advisor("A")
    assert enrol(notebook, url, code) == "Ana"
    assert enrol(notebook, url, code.lower().replace("-", " ")) == "Ana"
    assert run.sync(notebook).sent == 0
    stored = b"".join(row.token for row in world.rows("SELECT token FROM device"))
    assert member(notebook).token.encode() not in stored
    notebook.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no JSON",
        b'{"server":"s","key',
        b"[]",
        b'{"end":true}',
        b'{"server":1,"key":2,"name":3,"end":true}',
    ],
)
def test_a_welcome_that_is_cut_or_none_is_said_so_and_nothing_is_kept(notebook: Store, answer: bytes) -> None:
    """An old proxy takes its length away, and so nobody sees that it was cut."""
    said = as_http("200 OK", answer, f"Content-Type: {wire.MEDIA}")
    with answering(lambda _: said) as liar, pytest.raises(Refused) as told:
        enrol(notebook, liar, "K7QF-9M2X-4TBD")
    assert (told.value.facts, notebook.meta("centre")) == ({"status": 200}, None)
    notebook.close()


def test_a_code_serves_no_second_notebook(world: World, url: str, notebook: Store, ana: Device) -> None:
    _, code = world.advisor("A")
    enrol(notebook, url, code)
    other = Store.open(notebook.home)
    other.set_meta("device", "another")
    with pytest.raises(BadCode) as told:
        enrol(other, url, code)
    assert told.value.why == "used"
    other.close()
    notebook.close()


def test_a_code_expires(world: World, url: str, notebook: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _, code = world.advisor("A")
    later = clock.now() + timedelta(days=centre_people.CODE_DAYS, hours=1)
    monkeypatch.setenv("FIELDKIT_NOW", later.strftime("%Y-%m-%dT%H:%M:%S"))
    with pytest.raises(BadCode) as told:
        enrol(notebook, url, code)
    assert told.value.why == "expired"
    notebook.close()


def test_after_too_many_wrong_codes_a_good_one_is_told_why_it_waits(
    world: World, url: str, notebook: Store
) -> None:
    """All tries are made within this test: of the 600 seconds, at most these few are over."""
    _, code = world.advisor("A")
    for _ in range(TRIES):
        with pytest.raises(BadCode):
            enrol(notebook, url, "AAAA-BBBB-CCCC")
    with pytest.raises(BadCode) as told:
        enrol(notebook, url, code)
    assert told.value.why == "too_many"
    assert (0 < told.value.wait <= 600, 0 < told.value.minutes <= 10) == (True, True)
    notebook.close()


def test_who_types_wrong_codes_for_ten_minutes_keeps_no_colleague_waiting(
    world: World, url: str, notebook: Store
) -> None:
    """Behind one address, a code every half minute: twenty."""
    _, code = world.advisor("A")
    for number in range(20):
        with pytest.raises(BadCode):
            enrol(notebook, url, f"AAAA-BBBB-CC{number:02}")
    enrol(notebook, url, code)
    assert member(notebook).server == world.office.id
    notebook.close()


def test_a_second_sync_is_told_that_one_is_under_way(url: str, notebook: Store) -> None:
    with lock.alone(notebook.home), pytest.raises(lock.SyncRunning):
        enrol(notebook, url, "AAAA-BBBB-CCCC")
    notebook.close()
