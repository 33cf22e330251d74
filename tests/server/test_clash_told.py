"""Two who wrote something different, as the second of them reads it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.server.test_centre_put_back import notebook, serving, written
from tests.server.test_command import Centre, Command
from tests.sync.world import CCTS, person, school


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A running centre in a file."""
    office, database = Command(tmp_path / "office"), f"sqlite:///{tmp_path / 'centre.db'}"
    with serving(office, database) as url:
        yield Centre(office, database, url)


def joined(centre: Centre, folder: Path, name: str) -> Command:
    """An advisor of school A with an enrolled notebook."""
    found = notebook(folder, name)
    made = centre("advisor", "new", "--name", name, "--schools", CCTS["A"], "--json")[1]
    assert found("enroll", centre.url, made["code"])[0] == 0
    return found


def corrected(one: Command, record: str, **answers: Any) -> None:
    """Save other answers of what is seen here."""
    store = Store.open(one.home)
    asked = "SELECT kind, bucket, rev, doc FROM present WHERE id = ?"
    kind, bucket, rev, doc = store.connection.execute(asked, (record,)).fetchone()
    told = json.loads(doc)
    told |= {"state": "corrected", "reason": "x", "answers": {**told["answers"], **answers}}
    store.save([Edit(kind, bucket, told, record, rev)], by=store.meta("advisor") or "")
    store.close()


def test_both_values_are_told_and_how_to_decide(centre: Centre, tmp_path: Path) -> None:
    ana, beto = joined(centre, tmp_path, "Ana"), joined(centre, tmp_path, "Beto")
    (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
    assert ana("sync")[0] == beto("sync")[0] == 0
    corrected(ana, place, name="Benito Juárez")
    corrected(beto, place, name="B. Juárez")
    assert ana("sync")[0] == 0

    code, said = beto("sync")
    assert code == 4
    line = (
        f"Escuela «{CCTS['A']} · Benito Juárez»: Nombre: usted escribió «B. Juárez», quedó «Benito Juárez»,"
    )
    line += " que escribió"
    assert f"{line} otra persona." in said
    command = f"fieldkit escuela corregir {place[-8:]}"
    assert command in said and "answers." not in said and place not in said
    assert line in beto("status")[1]
    assert "you wrote “B. Juárez”, “Benito Juárez” stands" in beto("--lang", "en", "status")[1]
    (clash,) = beto("status", "--json")[1]["clashes"]
    assert (clash["fields"], clash["form"], clash["own"]) == (["answers.name"], "REG-E", False)

    words = ("escuela", "corregir", place[-8:], "--pon", "nombre=Benito Juárez", "--motivo", "es así")
    assert beto(*words)[0] == 0
    assert beto("sync")[0] == beto("status")[0] == 0


def test_what_somebody_wrote_on_another_laptop_of_theirs_is_nobody_elses(
    centre: Centre, tmp_path: Path
) -> None:
    """The same folder on two machines; the other change is their own."""
    one = joined(centre, tmp_path, "Ana")
    (place,) = written(one, Edit("school", "s:{record}", school(CCTS["A"])))
    assert one("sync")[0] == 0
    other = Command(Path(shutil.copytree(one.home, tmp_path / "copy")))
    corrected(one, place, name="Uno")
    corrected(other, place, name="Dos")
    one("sync")
    said = other("sync")[1]
    assert "usted escribió «Dos», quedó «Uno», que escribió usted desde otro equipo suyo." in said
    assert "otra persona" not in said


def test_a_curp_in_dispute_is_not_shown_whole(centre: Centre, tmp_path: Path) -> None:
    """Two that differ only at their end, each with its right check digit."""
    ana, beto = joined(centre, tmp_path, "Ana"), joined(centre, tmp_path, "Beto")
    (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
    (child,) = written(ana, Edit("person", f"s:{place}", person()))
    assert ana("sync")[0] == beto("sync")[0] == 0
    mine, theirs = "RUXA150102MPLZXNA8", "RUXA150102MPLZXNB6"
    corrected(ana, child, curp=mine)
    corrected(beto, child, curp=theirs)
    ana("sync")
    said = beto("sync")[1]
    assert "Persona «Ana Ruiz»: CURP" in said
    assert mine not in said and theirs not in said
    assert f"fieldkit alumno corregir {child[-8:]}" in said


@pytest.fixture
def two(centre: Centre, tmp_path: Path) -> tuple[Command, Command, str]:
    """Ana, Beto, and a child at the school of both."""
    ana, beto = joined(centre, tmp_path, "Ana"), joined(centre, tmp_path, "Beto")
    (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
    (child,) = written(ana, make.person(place))
    written(ana, make.membership(place, child))
    assert ana("sync")[0] == beto("sync")[0] == 0
    return ana, beto, child


WITHDRAW, CORRECT = ("anular",), ("corregir", "--pon", "grade=4")


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (WITHDRAW, CORRECT, "usted corrigió esto y otra persona lo anuló. Quedó sin anular."),
        (CORRECT, WITHDRAW, "usted anuló esto y otra persona lo corrigió. Quedó sin anular."),
    ],
)
@pytest.mark.parametrize("goes_on", [True, False])
def test_who_withdrew_what_another_one_corrected_is_told_and_both_commands_decide(
    two: tuple[Command, Command, str], first: tuple[str, ...], then: tuple[str, ...], told: str, goes_on: bool
) -> None:
    """The person was withdrawn, and what she is at the school was corrected."""
    ana, beto, child = two
    for one, (verb, *more) in ((ana, first), (beto, then)):
        assert one("alumno", verb, child, *more, "--motivo", "x")[0] == 0
    assert ana("sync")[0] == 0
    code, said = beto("sync")
    assert (code, f"«Itzel Sánchez Peña»: {told}" in said, "Estado" in said) == (4, True, False)
    new, withdraw = f"fieldkit alumno nuevo --persona {child[-8:]}", f"fieldkit alumno anular {child[-8:]}"
    assert f"Si debe seguir: {new}. Si no: {withdraw}" in said
    if goes_on:
        assert beto(*new.split()[1:], "--sin-preguntas")[0] == 0
    else:
        assert beto(*withdraw.split()[1:], "--motivo", "se fue")[0] == 0
    assert beto("sync")[0] == beto("status")[0] == 0
    assert ana("sync")[0] == 0
    for one in (ana, beto):
        states = [row["state"] for row in one("alumno", "lista", "--json")[1]]
        assert states == (["corrected"] if goes_on else [])


def test_what_two_wrote_down_without_knowing_of_each_other_is_pointed_out_when_it_comes(
    centre: Centre, tmp_path: Path
) -> None:
    """Both register Itzel, and both write one demonstration of Rosa's; Beto registers another child too."""
    ana, beto = joined(centre, tmp_path, "Ana"), joined(centre, tmp_path, "Beto")
    (place,) = written(ana, Edit("school", "s:{record}", school(CCTS["A"])))
    (rosa,) = written(ana, Edit("person", f"s:{place}", person(first_names="Rosa")))
    assert ana("sync")[0] == beto("sync")[0] == 0
    told = {"school": place, "date": "2025-10-06", "exercise": "MAT-3-001", "person": rosa, "evaluator": "x",
            "mastery": 4, "audience": ["companeros"], "audience_n": 3, "accepted": "si"}  # fmt: skip
    both = [
        Edit("person", f"s:{place}", person(first_names="Itzel")),
        Edit("entry", f"s:{place}", make.doc("DEM", told)),
    ]
    anas, betos = written(ana, *both), written(beto, *both)
    written(beto, Edit("person", f"s:{place}", person(first_names="Otra")))
    assert ana("sync")[0] == 0
    code, said = beto("--lang", "es", "sync")
    assert code == 0
    assert "2 que quizá ya estaban aquí" in said
    for theirs, own in zip(anas, betos, strict=True):
        assert f"llegó {theirs[-8:]} y ya estaba {own[-8:]}" in said
    assert f"fieldkit alumno anular {anas[0][-8:]}" in said
    assert f"fieldkit ficha anular {anas[1][-8:]}" in said
    assert "quizá" not in beto("--lang", "es", "sync")[1], "told once, when it comes"
    found = ana("sync", "--json")[1]["twice"]
    assert [(one["record"], one["other"]) for one in found] == sorted(zip(betos, anas, strict=True))
