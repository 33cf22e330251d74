"""The tutoring network of a school: who is in it, what they may tutor, and what is missing."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import entry
from fieldkit.actions.network import EVERYBODY, Network, network_of
from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make

TODAY = date(2025, 10, 20)


@pytest.fixture
def known(store: Store, by: str, place: SimpleNamespace) -> Network:
    """Ana Ruiz, who works here, planted MAT-3-001 with Itzel; Yaretzi is on the way."""
    doc = make.doc("CAT", {"code": "MAT-3-001", "version": "1", "title": "Mazorcas"})
    store.save([Edit("exercise", f"a:{by}", doc)], by=by)

    def finish(form: str, **answers: Any) -> None:
        entry.finish(store, form, {"school": place.school, **answers}, by=by, today=TODAY)

    way = {"U05": "Le gusta contar", "U08": "resuelto_solo", "U09": 4, "U06_F": "2025-10-02"}
    steps = [{"U07_F": "2025-10-01", "U07_M": 40, "U07_P": "Cuenta de uno en uno", "U07_A": 4}]
    finish("TUT", date="2025-10-01", U01="mazorcas", U02="ana ruiz", U03="Itzel", seed="si", U07=steps, **way)
    finish("REL", date="2025-10-03", exercise="MAT-3-001", person="Itzel", account="Conté.",
           language="español", read_by="Ana Ruiz", sufficient="si")  # fmt: skip
    finish("DEM", date="2025-10-06", exercise="MAT-3-001", person="Itzel", evaluator="Ana Ruiz", mastery=3,
           accepted="si", audience=["companeros"], audience_n=3)  # fmt: skip
    return network_of(store, TODAY, place.school)


def test_who_works_here_plants_and_is_no_person_of_the_school(known: Network, place: SimpleNamespace) -> None:
    planted, learned = known.found
    assert (planted.generation, known.name(planted.person)) == (0, "Ana Ruiz")
    assert (learned.generation, learned.person, learned.since) == (1, place.students[0], "2025-10-06")
    assert planted.person not in known.group(EVERYBODY)


def test_coverage_is_of_the_students_of_that_day(known: Network, place: SimpleNamespace) -> None:
    found = known.coverage("MAT-3-001")
    assert (found.qualified, found.roster) == (1, 3)
    assert set(found.missing) == set(place.students[1:])
    assert (known.exercises, known.title("MAT-3-001"), known.title("LEN-1")) == (
        ["MAT-3-001"],
        "Mazorcas",
        "LEN-1",
    )


def test_before_the_day_of_the_demonstration_nobody_had_learned(
    store: Store, known: Network, place: SimpleNamespace
) -> None:
    assert network_of(store, date(2025, 10, 5), place.school).coverage("MAT-3-001").qualified == 0


def test_a_school_without_tutoring_has_an_empty_network(store: Store, by: str) -> None:
    (change,) = store.save([make.school(cct="12KPR0002Y")], by=by)
    empty = network_of(store, TODAY, change.record)
    assert (empty.found, empty.exercises, empty.students) == ([], [], [])
