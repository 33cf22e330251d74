"""The sheets of a tutoring network, written on two devices and arriving in any order: always one network."""

from __future__ import annotations

from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions.network import network_of
from fieldkit.domain.change import Edit
from tests import make
from tests.sync.world import Device

EXERCISE = "MAT-3-001"
TODAY = date(2026, 1, 1)

Found = set[tuple[str, str, int, str | None, str | None]]
"""Person, since, generation, tutor, until."""


@pytest.fixture
def place(ana: Device, beto: Device) -> SimpleNamespace:
    """School A with four children, whom both advisors see. names: of everybody, by id."""
    school = ana.found_school("A")
    children = {ana.write(f"s:{school}", first_names=name).record: name for name in "abcd"}
    ana.sync()
    beto.sync()
    names = {**children, ana.by: "ana"}
    return SimpleNamespace(school=school, names=names, ids={name: id for id, name in names.items()})


WORDS: dict[str, dict[str, Any]] = {
    "TUT": {"U05": "Le gusta", "U09": 4, "U08": "resuelto_solo"},
    "REL": {"account": "Conté", "language": "español", "read_by": "ana", "sufficient": "si"},
    "DEM": {"audience": ["companeros"], "audience_n": 3, "mastery": 3, "accepted": "si"},
    "ACR": {"why": "Ya no viene"},
}
"""What each form asks besides: the centre takes whole sheets only."""


def sheet(place: SimpleNamespace, form: str, day: str, **answers: Any) -> Edit:
    """One sheet, with people by their letters."""
    known = {code: place.ids.get(str(value), value) for code, value in {**WORDS[form], **answers}.items()}
    told = {"school": place.school, "date": f"2025-10-{day}", **known}
    exercise = "U01" if form == "TUT" else "exercise"
    return Edit("entry", f"s:{place.school}", make.doc(form, {exercise: EXERCISE, **told}))


def tutoring(place: SimpleNamespace, day: str, tutor: str, tutee: str, **other: Any) -> Edit:
    date = f"2025-10-{day}"
    session = {"U07_F": date, "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4}
    return sheet(place, "TUT", day, U02=tutor, U03=tutee, U06_F=date, U07=[session], **other)


def cycle(
    place: SimpleNamespace, tutor: str, tutee: str, first: int, evaluator: str, **other: Any
) -> list[Edit]:
    """Tutoring, account and demonstration on three days, one after the other."""
    day = [f"{first + step:02}" for step in range(3)]
    return [
        tutoring(place, day[0], tutor, tutee, **other),
        sheet(place, "REL", day[1], person=tutee),
        sheet(place, "DEM", day[2], person=tutee, evaluator=evaluator),
    ]


def term(place: SimpleNamespace) -> list[Edit]:
    """Ana plants it with a; a tutors b; a's qualification ends on the 7th; then a tutors c, which counts for
    nothing; b tutors d; and d tutors b, a cycle, which changes nothing.
    """
    return [
        *cycle(place, "ana", "a", 1, "ana", seed="si"),
        *cycle(place, "a", "b", 4, "a"),
        sheet(place, "ACR", "07", person="a"),
        *cycle(place, "a", "c", 8, "b"),
        *cycle(place, "b", "d", 9, "b"),
        *cycle(place, "d", "b", 12, "d"),
    ]


WHOLE: Found = {
    ("ana", "2025-10-01", 0, None, None),
    ("a", "2025-10-03", 1, "ana", "2025-10-07"),
    ("b", "2025-10-06", 2, "a", None),
    ("d", "2025-10-11", 3, "b", None),
}
"""What follows from the term, worked out by hand."""

BEFORE_B: Found = {one for one in WHOLE if one[0] in ("ana", "a")}
"""What is left when b did not learn it from a: nobody else did."""


def network(device: Device, place: SimpleNamespace) -> Found:
    names = {**place.names, None: None}
    found = network_of(device.store, TODAY, place.school).found
    return {(names[one.person], one.since, one.generation, names[one.tutor], one.until) for one in found}


def settle(*devices: Device) -> None:
    """Everybody sends and receives until nothing is new."""
    for device in (*devices, *devices):
        device.sync()


@pytest.mark.parametrize("seed", range(12))
def test_sheets_of_two_devices_in_any_order_make_one_network(
    ana: Device, beto: Device, place: SimpleNamespace, seed: int
) -> None:
    chance = Random(seed)
    left = term(place)
    chance.shuffle(left)
    for edit in left:
        chance.choice([ana, beto]).save(edit)
        if chance.random() < 0.2:
            chance.choice([ana, beto]).sync()
    settle(ana, beto)
    assert network(ana, place) == network(beto, place) == WHOLE


def test_a_withdrawn_tutoring_takes_with_it_what_followed(
    ana: Device, beto: Device, place: SimpleNamespace
) -> None:
    changes = ana.save(*term(place))
    settle(ana, beto)
    beto.edit(changes[3].record, state="withdrawn")
    settle(beto, ana)
    assert network(ana, place) == network(beto, place) == BEFORE_B


def test_a_withdrawn_demonstration_takes_with_it_what_followed(
    ana: Device, beto: Device, place: SimpleNamespace
) -> None:
    changes = ana.save(*term(place))
    settle(ana, beto)
    beto.edit(changes[5].record, state="withdrawn")
    settle(beto, ana)
    assert network(ana, place) == network(beto, place) == BEFORE_B


def test_a_corrected_sheet_changes_what_follows_from_it(
    ana: Device, beto: Device, place: SimpleNamespace
) -> None:
    """b presented on the 5th, the day of the account, not on the 6th: b holds since then; d as before."""
    changes = ana.save(*term(place))
    settle(ana, beto)
    beto.edit(changes[5].record, date="2025-10-05")
    settle(beto, ana)
    wanted = (WHOLE - {("b", "2025-10-06", 2, "a", None)}) | {("b", "2025-10-05", 2, "a", None)}
    assert network(ana, place) == network(beto, place) == wanted


def test_a_withdrawal_that_is_taken_back_was_none(ana: Device, beto: Device, place: SimpleNamespace) -> None:
    """Without the ACR a holds on, so c, tutored by a on the 8th, holds since the 10th, in generation 2."""
    changes = ana.save(*term(place))
    settle(ana, beto)
    beto.edit(changes[6].record, state="withdrawn")
    settle(beto, ana)
    found = network(ana, place)
    assert found == network(beto, place)
    assert ("a", "2025-10-03", 1, "ana", None) in found
    assert ("c", "2025-10-10", 2, "a", None) in found


def test_two_who_correct_the_same_sheet_end_with_one_network(
    ana: Device, beto: Device, place: SimpleNamespace
) -> None:
    """Neither knew of the other: which word stands is for the centre to say, and both then say the same."""
    changes = ana.save(*term(place))
    settle(ana, beto)
    ana.edit(changes[5].record, mastery=2, accepted="no")
    beto.edit(changes[5].record, date="2025-10-05")
    settle(ana, beto)
    assert network(ana, place) == network(beto, place)
    assert not any(one[0] in ("b", "d") for one in network(ana, place)), "what ana took back stays so"
