"""A notebook with a school, three students and a teacher in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from fieldkit.actions import advisor
from fieldkit.store.store import Store
from tests import make

TODAY = date(2025, 10, 20)


@pytest.fixture
def store(home: Path, today: str) -> Iterator[Store]:
    """The notebook of Ana Ruiz."""
    opened = advisor.init(home, "Ana Ruiz")
    yield opened
    opened.close()


@pytest.fixture
def by(store: Store) -> str:
    """Ana's id."""
    return str(store.meta("advisor"))


@pytest.fixture
def place(store: Store, by: str) -> SimpleNamespace:
    """Ids: `school`, `students` (in third, fourth and fourth grade), `teacher`, `relative`."""
    (school,) = store.save([make.school()], by=by)
    names = (("Itzel", "3"), ("Yaretzi", "4"), ("Ángel", "4"))
    people = store.save([make.person(school.record, first_names=name) for name, _ in names], by=by)
    pairs = list(zip(people, names, strict=True))
    store.save([make.membership(school.record, one.record, grade=grade) for one, (_, grade) in pairs], by=by)
    others = store.save(
        [
            make.person(school.record, "REG-D", first_names="Rosa", surname="Gómez", birth_date=-8),
            make.person(school.record, "REG-F", first_names="Luz", surname="Peña", birth_date=-8),
        ],
        by=by,
    )
    for one, role in zip(others, ("teacher", "relative"), strict=True):
        store.save([make.membership(school.record, one.record, role)], by=by)
    ids = [one.record for one in people]
    return SimpleNamespace(
        school=school.record, students=ids, teacher=others[0].record, relative=others[1].record
    )


@pytest.fixture
def visit(place: SimpleNamespace) -> dict[str, object]:
    """The answers of a whole monitoring sheet, as a script would give them."""
    return {
        "school": "12KPR0001Z",
        "date": "2025-10-06",
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": "08:00",
        "V03_B": "14:00",
        "V05": "Lectura en voz alta",
        "V07_C": "si",
        "V07_H": 1,
        "V07_M": 2,
        "VA": [
            {
                "VA1": "Yaretzi Sánchez Peña",
                "VA2": "lectura",
                "VA3": 30,
                "VA4": "Cuento",
                "VA5": 3,
                "VA6": "Bien",
            }
        ],
        "VD1": "no",
        "VF4_H": "si",
        "VF4_C": 2,
        "VF4_F": "luz pena",
        "VZ1": "no",
        "VZ4": "2025-11-03",
        "VZ5": {"name": "Rosa Gómez", "mode": "firmo"},
    }
