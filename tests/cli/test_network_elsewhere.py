"""A network that crosses schools, at the command line: all by their names, and what is not seen is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from tests import make
from tests.cli.classroom import Class, begun
from tests.cli.conftest import NOW, Notebook, save
from tests.house.commands import fieldkit

EVA = "01a00000-0000-7000-8000-00000000e1a0"
"""An adviser whom only sheets name."""


@pytest.fixture
def room(notebook: Notebook, tmp_path: Path) -> Class:
    return begun(notebook, tmp_path)


@pytest.fixture
def gael(notebook: Notebook) -> str:
    """A child of another school of the notebook."""
    (school,) = save(notebook, make.school(cct="12KPR0002Y", name="El Zapotal"))
    (child,) = save(notebook, make.person(school, first_names="Gael", surname="Gil", second_surname=None))
    save(notebook, make.membership(school, child))
    return child


def wrote(notebook: Notebook, form: str, school: str, date: str, **answers: Any) -> None:
    save(notebook, Edit("entry", f"s:{school}", make.doc(form, {"school": school, "date": date, **answers})))


def learned_there(notebook: Notebook, child: str) -> None:
    """Eva plants the exercise at the child's own school, and the child qualifies."""
    (school,) = (one["id"] for one in Class(notebook, Path()).run("school", "list") if one["cct"][-1] == "Y")
    known = {"U01": "MAT-3-001", "U02": EVA, "U02_name": "Eva Luna", "U03": child, "seed": "si"}
    session = {"U07_F": "2025-09-03", "U07_M": 40}
    wrote(notebook, "TUT", school, "2025-09-03", **known, U06_F="2025-09-03", U07=[session],
          U08="resuelto_solo")  # fmt: skip
    told = {"exercise": "MAT-3-001", "person": child}
    wrote(notebook, "REL", school, "2025-09-04", **told, sufficient="si")
    wrote(notebook, "DEM", school, "2025-09-05", **told, evaluator=EVA, mastery=4, accepted="si")


def words(room: Class, *asked: str) -> str:
    return fieldkit(*asked, "--school", room.cct, home=room.home, FIELDKIT_NOW=NOW)


def test_who_learned_or_planted_at_another_school_goes_by_their_name(
    room: Class, notebook: Notebook, gael: str
) -> None:
    """Eva, Gael there; José from Gael here: the tree has their names, and José's tutor is Gael Gil."""
    learned_there(notebook, gael)
    room.learns("José", "Gael", "2025-10-07", "2025-10-09")
    shown = words(room, "tutoring", "network")
    tree = shown[shown.index("MAT-3-001 · Las mazorcas\n") :].splitlines()
    assert [line.partition(",")[0].strip() for line in tree[1:4]] == [
        "0 Eva Luna", "1 Gael Gil", "2 José Peña Peña",
    ]  # fmt: skip
    jose = room.run("qualification", "list", "--school", room.cct, "--person", "José")
    assert [one["tutor_name"] for one in jose] == ["Gael Gil"]
    found = room.run("tutoring", "network", "--school", room.cct)
    assert {one["name"]: one["role"] for one in found["people"]}["Gael Gil"] == "student"
    assert found["tutors_unknown"] == []
    assert "Eva Luna" in fieldkit("tutoring", "list", home=room.home, FIELDKIT_NOW=NOW)


def test_a_tutor_who_qualified_where_this_notebook_does_not_see_is_said(room: Class, gael: str) -> None:
    """Of Gael there is no sheet but the one by which he tutors José here: perhaps José may tutor too."""
    room.learns("José", "Gael", "2025-10-07", "2025-10-09")
    shown = words(room, "tutoring", "network")
    assert "en este cuaderno no consta dónde se acreditaron: Gael Gil" in shown
    found = room.run("tutoring", "network", "--school", room.cct)
    assert found["tutors_unknown"] == [{"id": gael, "name": "Gael Gil"}]
    told = room.run("report", "network", "--school", room.cct, "--ciclo", "2025-2026")["indicators"]
    assert [code for code, one in told.items() if "tutors_unknown" in one.get("notes", ())] == [
        "N01", "N03", "N07", "N10",
    ]  # fmt: skip


def test_of_a_month_that_lasts_it_is_not_said_that_fewer_tutored(room: Class, gael: str) -> None:
    """September: Ana Ruiz and Gael. On 20 October: only Itzel so far."""
    room.tutoring("Gael", "José", "2025-09-25")
    room.tutoring("Itzel", "José", "2025-10-08")
    found = room.run("tutoring", "network", "--school", room.cct)
    assert found["tutors_by_month"] == {"2025-09": 2, "2025-10": 1}
    assert found["growth"] == {"2025-09": None, "2025-10": None}
    assert "\n  2025-10: 1\n" in words(room, "tutoring", "network")
    told = room.run("report", "network", "--school", room.cct, "--ciclo", "2025-2026")["indicators"]["N08"]
    assert list(told["growth"]) == ["2025-09"]
    later = fieldkit(
        "tutoring", "network", "--school", room.cct, home=room.home, FIELDKIT_NOW="2025-11-01T09:00:00"
    )
    assert "\n  2025-10: 1 (-50 %)\n" in later
