"""What a sheet of tutoring is told by the notebook: the wording of the exercise, and who may tutor it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.forms.form import load
from fieldkit.store import qualified
from fieldkit.store.givens import givens
from fieldkit.store.store import Store
from tests import make
from tests.store.conftest import BY

SCHOOL, ADVISER, ANA, BETO = "school", "adviser", "ana", "beto"


@pytest.fixture
def network(store: Store) -> Store:
    """The adviser planted MAT-3-001 on 1 September; Ana presented it on the 10th."""

    def save(form: str, **answers: Any) -> None:
        store.save([Edit("entry", f"s:{SCHOOL}", make.doc(form, {"school": SCHOOL, **answers}))], by=BY)

    for version in ("1", "2"):
        doc = make.doc("CAT", {"code": "MAT-3-001", "version": version, "title": "Mazorcas"})
        store.save([Edit("exercise", f"a:{BY}", doc)], by=BY)
    save("TUT", date="2025-09-01", U01="MAT-3-001", U02=ADVISER, U03=ANA, seed="si", U08="resuelto_solo",
         U07=[{"U07_F": "2025-09-01", "U07_M": 40}])  # fmt: skip
    save("REL", date="2025-09-05", exercise="MAT-3-001", person=ANA, sufficient="si")
    save(
        "DEM",
        date="2025-09-10",
        exercise="MAT-3-001",
        person=ANA,
        evaluator=ADVISER,
        mastery=3,
        accepted="si",
    )
    return store


def _known(store: Store, form: str, **answers: Any) -> dict[str, Any]:
    return givens(store, load(form), {"school": SCHOOL, **answers})


def test_a_tutor_is_told_to_be_qualified_from_the_day_of_the_demonstration(network: Store) -> None:
    asked = {"U01": "MAT-3-001", "U02": ANA, "U03": BETO}
    assert _known(network, "TUT", date="2025-09-09", **asked)["U04"] == "no"
    assert _known(network, "TUT", date="2025-09-10", **asked)["U04"] == "si"
    assert _known(network, "TUT", date="2025-09-10", **(asked | {"U01": "LEN-3-001"}))["U04"] == "no"


def test_the_newest_wording_is_written_down(network: Store) -> None:
    assert (
        _known(network, "REL", date="2025-10-01", exercise="MAT-3-001", person=BETO)["exercise_version"]
        == "2"
    )
    assert "exercise_version" not in _known(network, "REL", date="2025-10-01", exercise="LEN-9", person=BETO)


def test_a_demonstration_is_told_who_judged_and_when_the_account_was_written(network: Store) -> None:
    asked = {"date": "2025-10-01", "exercise": "MAT-3-001", "person": ANA}
    known = _known(network, "DEM", evaluator=BETO, **asked)
    assert (known["evaluator_qualified"], known["account_date"]) == ("no", "2025-09-05")
    assert _known(network, "DEM", evaluator=ADVISER, **asked)["evaluator_qualified"] == "si"


def test_who_may_tutor_on_a_day(network: Store) -> None:
    may = qualified.holding(network, "MAT-3-001", ANA, date(2025, 9, 10))
    assert may is not None
    assert may.generation == 1
    assert qualified.holding(network, "MAT-3-001", ANA, date(2025, 9, 9)) is None
