"""The numbers of a year against plain SQL over what `fieldkit export` gives: two ways, one answer."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldkit.actions.advisor import init
from fieldkit.domain.levels import PROGRAMME_ORDER, SISAT_ORDER
from tests.house.commands import facts, fieldkit
from tests.reports.conftest import Place

NOW = {"FIELDKIT_NOW": "2026-07-20T12:00:00"}
CCTS = ("12KPR0001Z", "12KPR0002Y")
FORMS = ("DXA", "SOC", "FS", "PB")
DAYS = {"inicial": "2025-09-15", "media": "2026-01-20", "final": "2026-06-20"}
World = tuple[dict[str, Any], sqlite3.Connection]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The annual report of a notebook of two schools, and its export in a database: one table `sheet`."""
    home, folder = tmp_path_factory.mktemp("notebook") / "home", tmp_path_factory.mktemp("export")
    store, chance = init(home, "Ana Ruiz"), random.Random(20250915)
    for cct in CCTS:
        _school(Place(store, cct=cct, name=f"Escuela {cct}"), chance)
    store.close()
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE sheet (form TEXT, day TEXT, id TEXT, version INTEGER, answers TEXT)")
    for form in FORMS:
        _bring(base, form, folder, home)
    for view in VIEWS:
        base.execute(view)
    yield facts("report", "annual", "--ciclo", "2025-2026", home=home, **NOW)["indicators"], base
    base.close()


def _bring(base: sqlite3.Connection, form: str, folder: Path, home: Path) -> None:
    file = folder / f"{form}.jsonl"
    fieldkit("export", form, "--jsonl", file, home=home, **NOW)
    for line in file.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        told = doc["answers"]
        row = (form, told["date"], doc["id"], doc["version"], json.dumps(told))
        base.execute("INSERT INTO sheet VALUES (?, ?, ?, ?, ?)", row)


def _school(place: Place, chance: random.Random) -> None:
    """Children with all that happens: applications missing, given again, left undone, taken back."""
    for number in range(25):
        child = place.child(f"Niña{number}")
        for application, day in DAYS.items():
            for again in range(chance.choice([0, 1, 1, 1, 2])):
                date = f"{day[:8]}{int(day[8:]) + again:02}"
                state = chance.choice(["finished"] * 8 + ["corrected", "withdrawn"])
                undone = chance.choice(["no"] * 6 + ["si"])
                head = {"student": child, "application": application, "not_applied": undone, "state": state}
                place.sheet("DXA", date, **head, **({} if undone == "si" else _measured(chance)))
                felt = {"scale": chance.choice(["C3", "L4", "L4"]), "S_IND": chance.randrange(101)}
                place.sheet("SOC", date, **head, **({} if undone == "si" else felt))
    for month in ("2025-10", "2026-02", "2026-05"):
        for day in range(1, 25, 3):
            kind = chance.choice(["jornada", "jornada", "no_realizada"])
            place.sheet(
                "FS", f"{month}-{day:02}", V01=kind, V02=chance.choice(["asesor", "asesor", "regional"])
            )
    states = ["programada", "realizada", "parcial", "no_realizada"]
    for period in ("B1", "B2"):
        rows = [{"ACT_D": "2025-10-10", "ACT_E": chance.choice(states)} for _ in range(9)]
        place.sheet("PB", "2025-09-01", ciclo="2025-2026", period=period, ACT=rows)


def _measured(chance: random.Random) -> dict[str, Any]:
    levels = [*PROGRAMME_ORDER, None]
    found = {
        "LEN_NIV": chance.choice(levels), "MAT_NIV": chance.choice(levels),
        "L_NIV": chance.choice([*SISAT_ORDER, None]), "L_COM": chance.choice([0, 20, 60, 100, None]),
        "L06": chance.choice([1, 2, 3, -9]), "L_PPM": chance.choice([20, 55, 80, None]),
    }  # fmt: skip
    return {code: value for code, value in found.items() if value is not None}


VIEWS = (
    # the last sheet of each child, form and application that was given
    """CREATE VIEW given AS SELECT * FROM (
        SELECT form, version, answers, answers ->> 'student' AS child, answers ->> 'application' AS turn,
            row_number() OVER (PARTITION BY form, answers ->> 'student', answers ->> 'application'
                ORDER BY day DESC, id DESC) AS place
        FROM sheet WHERE form IN ('DXA', 'SOC') AND answers ->> 'not_applied' <> 'si') WHERE place = 1""",
    """CREATE VIEW pair AS SELECT one.form, one.answers AS before, two.answers AS after,
            one.version = two.version AS same
        FROM given AS one JOIN given AS two USING (form, child)
        WHERE one.turn = 'inicial' AND two.turn = 'final'""",
)

SHARES = {
    ("A01", "lenguaje"): ("DXA", "LEN_NIV", "value = 'insuficiente'", 100),
    ("A01", "matematicas"): ("DXA", "MAT_NIV", "value = 'insuficiente'", 100),
    ("A04", "lenguaje"): ("DXA", "LEN_NIV", "value IN ('bueno', 'excelente')", 100),
    ("A07",): ("DXA", "L_COM", "value", 1),
    ("A07", "overall"): ("DXA", "L06", "value = 3", 100),
    ("A08",): ("DXA", "L_PPM", "value", 1),
    ("A09", "lectura", "requiere_apoyo"): ("DXA", "L_NIV", "value = 'requiere_apoyo'", 100),
}
"""Where a change stands in the report; its form, its item, what is counted of a value, and times what."""


@pytest.mark.parametrize("place", SHARES, ids=".".join)
def test_a_change_of_the_same_pupils_and_of_all(world: World, place: tuple[str, ...]) -> None:
    report, base = world
    found: Any = report
    for name in place:
        found = found[name]
    form, code, counted, times = SHARES[place]
    for side, key in (("before", "inicial"), ("after", "final")):
        matched = base.execute(
            f"SELECT {times} * avg({counted.replace('value', 'mine')}), count(*) FROM (SELECT"
            f" {side} ->> '{code}' AS mine, before ->> '{code}' AS b, after ->> '{code}' AS a FROM pair"
            " WHERE form = ?) WHERE a IS NOT NULL AND b IS NOT NULL AND a <> -9 AND b <> -9",
            (form,),
        ).fetchone()
        assert (found[side], found["n"]) == (pytest.approx(matched[0]), matched[1])
        everybody = base.execute(
            f"SELECT {times} * avg({counted}), count(*) FROM (SELECT answers ->> '{code}' AS value FROM given"
            " WHERE form = ? AND turn = ?) WHERE value IS NOT NULL AND value <> -9",
            (form, key),
        ).fetchone()
        assert (found["all"][side], found["all"][f"n_{side}"]) == (pytest.approx(everybody[0]), everybody[1])


def test_who_went_from_which_level_to_which(world: World) -> None:
    report, base = world
    rows = base.execute(
        "SELECT before ->> 'MAT_NIV', after ->> 'MAT_NIV', count(*) FROM pair WHERE form = 'DXA'"
        " GROUP BY 1, 2 HAVING before ->> 'MAT_NIV' IS NOT NULL AND after ->> 'MAT_NIV' IS NOT NULL"
    ).fetchall()
    table = report["A06"]["matematicas"]["table"]
    assert {(one, two): cell["value"] for one, row in table.items() for two, cell in row.items()
            if cell["value"]} == {(one, two): count for one, two, count in rows}  # fmt: skip
    assert len(rows) > 8, "the two schools are too small to say anything"


def test_self_esteem_on_the_same_scale(world: World) -> None:
    report, base = world
    mean, n, left_out = base.execute(
        "SELECT avg(after ->> 'S_IND') FILTER (WHERE alike), count(*) FILTER (WHERE alike),"
        " count(*) FILTER (WHERE NOT alike) FROM (SELECT *, same AND before ->> 'scale' = after ->> 'scale'"
        " AS alike FROM pair WHERE form = 'SOC')"
    ).fetchone()
    assert (report["A10"]["after"], report["A10"]["n"]) == (pytest.approx(mean), n)
    assert report["A10"]["left_out"]["value"] == left_out > 0


def test_visits_by_level_and_month_and_plans_by_bimester(world: World) -> None:
    report, base = world
    rows = base.execute(
        "SELECT answers ->> 'V02', substr(day, 1, 7), count(*) FROM sheet WHERE form = 'FS'"
        " AND answers ->> 'V01' <> 'no_realizada' GROUP BY 1, 2"
    )
    for level, month, count in rows.fetchall():
        assert report["A21"][level][month]["value"] == count
    plans = base.execute(
        "SELECT answers ->> 'period', sum(CASE value ->> 'ACT_E' WHEN 'realizada' THEN 1.0 WHEN 'parcial'"
        " THEN 0.5 ELSE 0 END), count(*) FROM sheet, json_each(answers -> 'ACT') WHERE form = 'PB' GROUP BY 1"
    )
    for period, part, whole in plans.fetchall():
        assert (report["A23"][period]["part"], report["A23"][period]["n"]) == (part, whole)
