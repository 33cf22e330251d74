"""The numbers of a report against plain SQL over what `fieldkit export` gives: two ways, one answer."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldkit.actions.advisor import init
from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store
from tests.house.commands import facts, fieldkit
from tests.reports.conftest import Place

NOW = {"FIELDKIT_NOW": "2025-12-10T12:00:00"}
FORMS = ("FS", "VH", "PB", "APM", "PRO", "APC", "CON", "RGC", "RIE")
CCTS = ("12KPR0001Z", "12KPR0002Y")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A notebook of two schools over ten weeks, and its export in a fresh database: one table `sheet`."""
    home, folder = tmp_path_factory.mktemp("notebook") / "home", tmp_path_factory.mktemp("export")
    store = init(home, "Ana Ruiz")
    chance = random.Random(20251006)
    for cct in CCTS:
        _school(Place(store, cct=cct, name=f"Escuela {cct}"), chance)
    store.close()
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE sheet (form TEXT, cct TEXT, date TEXT, id TEXT, answers TEXT)")
    for form in (*FORMS, "alumnos"):
        file = folder / f"{form}.jsonl"
        fieldkit("export", form, "--jsonl", file, home=home, **NOW)
        for line in file.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            told = doc["answers"]
            row = (form, doc["school_cct"], told.get("date"), doc["id"], json.dumps(told))
            base.execute("INSERT INTO sheet VALUES (?, ?, ?, ?, ?)", row)
    for view in VIEWS:
        base.execute(view)
    yield home, base
    base.close()


def _school(place: Place, chance: random.Random) -> None:
    """Children who come and go, and every sheet with its oddities: codes for missing answers, no class."""
    ends = [{}, {}, {}, {"until": "2025-10-16", "leaving_reason": "migracion"}, {"since": "2025-10-09"}]
    children = [place.child(f"Niña{n}", **chance.choice(ends)) for n in range(12)]
    relatives = [place.relative(child, name=f"Mamá{n}") for n, child in enumerate(children)]
    days = [f"2025-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 29, 2)]
    _plan(place, chance, days)
    for day in days:
        _visit(place, chance, day, children)
        if chance.random() < 0.5:
            child = chance.randrange(12)
            students = [{"student": children[child]}]
            place.sheet("VH", day, family=relatives[child], students=students)
        for _ in range(chance.randrange(3)):
            sort = chance.choice(["hospedaje", "desayuno", "comida", "cena", "espacio", "traslado"])
            place.sheet("CON", day, sort=sort, quantity=chance.choice([1, 2, 3]))
        if chance.random() < 0.3:
            place.sheet("PRO", day, sort=chance.choice(["actividad", "medida"]), status="recibida")
            place.sheet("APM", day, called=chance.choice([10, 12, -8]), present_m=5, present_h=2)
    for child in children:
        for day in sorted(chance.sample(days, 2)):
            place.focal(child, day, chance.choice(["si", "no"]))


def _plan(place: Place, chance: random.Random, days: list[str]) -> None:
    states = ["programada", "realizada", "parcial", "no_realizada", "reprogramada"]
    rows = [
        {"ACT_K": chance.choice("RTDFC"), "ACT_D": day, "ACT_E": chance.choice(states)}
        for day in days
        if day < "2025-11"
    ]
    planned = [{"DAY_D": day} for day in days if chance.random() < 0.8]
    place.sheet("PB", "2025-09-01", ciclo="2025-2026", period="B1", DAY=planned, ACT=rows)
    place.sheet("APC", "2025-09-01", nights_promised=10, meals_promised=30)
    kept = ["se_cumple", "a_medias", "no", "no_aplica"]
    for month in ("2025-09", "2025-10"):
        checks = [{"CHK_S": chance.choice(kept)} for _ in range(9)]
        place.sheet("RGC", f"{month}-28", month=month, CHK=checks)


def _visit(place: Place, chance: random.Random, day: str, children: list[str]) -> None:
    kind = chance.choice(["jornada", "jornada", "acompanamiento", "no_realizada"])
    state = chance.choice(["finished", "finished", "finished", "corrected", "withdrawn"])
    told: dict[str, Any] = {"V01": kind, "V02": chance.choice(["asesor", "asesor", "asesor", "regional"])}
    if kind == "no_realizada":
        place.sheet("FS", day, **told, V04=chance.choice(["clima", "camino"]), state=state)
        return
    rows = [
        {
            "VA1": child,
            "VA2": chance.choice(["lectura", "matematicas"]),
            "VA3": chance.randrange(5, 60, 5),
            "VA5": chance.choice([1, 2, 3, 4, -9]),
        }
        for child in chance.sample(children, chance.randrange(4))
    ]
    observed = {f"O{n:02}": chance.choice([1, 2, 3, 4, -9]) for n in range(1, 13)}
    watched = chance.random() < 0.4
    told |= {"VA": rows, "VD1": "si" if watched else "no", **(observed if watched else {})}
    told |= {"V07_C": chance.choice(["si", "si", "no"]), "V07_H": chance.choice([3, 4, -9]), "V07_M": 4}
    told |= {"VF4_H": chance.choice(["si", "no"]), "VF4_C": chance.randrange(4)} if kind == "jornada" else {}
    place.sheet("FS", day, **told, VZ1=chance.choice(["si", "no"]), state=state)


def _view(name: str, form: str, *codes: str, of: str = "") -> str:
    """A view of one form, or of the rows of one of its repeats, with these answers as columns."""
    place = "value" if of else "answers"
    columns = ", ".join(f"json_extract({place}, '$.{code}') AS {code}" for code in codes)
    rows = f", json_each(answers, '$.{of}')" if of else ""
    return (
        f"CREATE VIEW {name} AS SELECT cct, date, sheet.id, {columns} FROM sheet{rows} WHERE form = '{form}'"
    )


VIEWS = (
    _view("fs", "FS", "V01", "V02", "V04", "V07_C", "V07_H", "V07_M", "VD1", "VZ1", "VF4_H"),
    _view("va", "FS", "VA1", "VA2", "VA3", "VA5", of="VA"),
    _view("vh", "VH", "family"),
    _view("day", "PB", "DAY_D", of="DAY"),
    _view("act", "PB", "ACT_D", "ACT_E", of="ACT"),
    _view("apm", "APM", "called"),
    _view("pro", "PRO", "sort"),
    _view("con", "CON", "sort", "quantity"),
    _view("chk", "RGC", "CHK_S", of="CHK"),
    _view("rie", "RIE", "student", "focal"),
    _view("child", "alumnos", "since", "until"),
    "CREATE VIEW mark AS SELECT cct, date, value FROM sheet, json_each(answers)"
    " WHERE form = 'FS' AND key GLOB 'O[01][0-9]'",
)

COUNTS = {
    "M01": "SELECT count(DISTINCT cct || date) FROM fs WHERE V01 = 'jornada' AND {now}",
    "M03": "SELECT count(*) FROM fs WHERE V01 = 'no_realizada' AND {now}",
    "M03.clima": "SELECT count(*) FROM fs WHERE V04 = 'clima' AND {now}",
    "M05": "SELECT count(DISTINCT VA1) FROM va WHERE {now}",
    "M06.sessions": "SELECT count(*) FROM va WHERE {now}",
    "M06.minutes": "SELECT sum(VA3) FROM va WHERE {now}",
    "M06.lectura.minutes": "SELECT sum(VA3) FROM va WHERE VA2 = 'lectura' AND {now}",
    "M08.in_visits": "SELECT count(*) FROM fs WHERE VZ1 = 'si' AND {now}",
    "M10": "SELECT count(*) FROM fs WHERE VD1 = 'si' AND {now}",
    "M11": "SELECT count(*) FROM vh WHERE {now}",
    "M11.families": "SELECT count(DISTINCT family) FROM vh WHERE {now}",
    "M12": "SELECT count(*) FROM apm WHERE {now}",
    "M13.medida": "SELECT count(*) FROM pro WHERE sort = 'medida' AND {now}",
    "M14.nights_received": """
        SELECT sum(max(seen, noted)) FROM (SELECT cct, date, sum(seen) AS seen, sum(noted) AS noted FROM (
            SELECT cct, date, V01 = 'jornada' AND VF4_H = 'si' AS seen, 0 AS noted FROM fs
            UNION ALL SELECT cct, date, 0, quantity FROM con WHERE sort = 'hospedaje')
        WHERE {now} GROUP BY cct, date)""",
    "M18.joined": "SELECT count(*) FROM child WHERE {here} AND since BETWEEN :since AND :until",
    "M18.left": "SELECT count(*) FROM child WHERE {here} AND until BETWEEN :since AND :until",
    "M19": "SELECT count(*) FROM fs WHERE V02 = 'regional' AND V01 <> 'no_realizada' AND {now}",
}
"""Each number by its place in the report. {now}: at these schools in the month; {here}: at these schools."""

SHARES = {
    "M02": """
        SELECT (SELECT count(DISTINCT cct || date) FROM fs
            WHERE V01 <> 'no_realizada' AND V02 = 'asesor' AND {now}),
            (SELECT count(DISTINCT cct || DAY_D) FROM day
            WHERE {here} AND DAY_D BETWEEN :since AND :until)""",
    "M04": """
        SELECT sum(V07_H + V07_M), sum((SELECT count(*) FROM child WHERE child.cct = fs.cct
            AND child.since <= fs.date AND coalesce(child.until, '9') > fs.date))
        FROM fs WHERE V01 <> 'no_realizada' AND V07_C = 'si' AND V07_H >= 0 AND {now}""",
    "M10.mean": "SELECT sum(value), count(*) FROM mark WHERE value > 0 AND {now}",
    "M12.attendance": "SELECT 7 * count(*), sum(called) FROM apm WHERE called > 0 AND {now}",
    "M15": """
        SELECT sum(CASE CHK_S WHEN 'se_cumple' THEN 1.0 WHEN 'a_medias' THEN 0.5 END), count(*)
        FROM chk WHERE CHK_S <> 'no_aplica' AND {now}""",
    "M16": """
        SELECT sum(CASE ACT_E WHEN 'realizada' THEN 1.0 WHEN 'parcial' THEN 0.5 END), count(*)
        FROM act WHERE {here} AND ACT_D <= :until AND :since < '2025-11'""",
    "M05.of_focal": """
        WITH turn AS (SELECT student, focal, date,
            coalesce(lead(date) OVER (PARTITION BY student ORDER BY date, id), '9') AS over
            FROM rie WHERE {here}),
        focal AS (SELECT DISTINCT child.id FROM turn JOIN child ON child.id = turn.student
            WHERE turn.focal = 'si' AND turn.date <= :until AND over > :since
            AND child.since <= :until AND coalesce(child.until, '9') > :since)
        SELECT (SELECT count(DISTINCT VA1) FROM va JOIN focal ON focal.id = VA1 WHERE {now}),
            (SELECT count(*) FROM focal)""",
}
"""Shares: the part and the whole."""

MONTHS = ("2025-09", "2025-10", "2025-11")
SCHOOLS = ((CCTS[0],), (CCTS[1],), CCTS)
Found = tuple[sqlite3.Connection, dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module", params=[(month, some) for month in MONTHS for some in SCHOOLS], ids=str)
def month(request: pytest.FixtureRequest, world: tuple[Path, sqlite3.Connection]) -> Found:
    """One month of one school, or of both together: the database, what to ask it, and the report."""
    name, some = request.param
    home, base = world
    words = ["--school", some[0]] if len(some) == 1 else []
    found = facts("report", "monthly", "--month", name, *words, home=home, **NOW)
    since, until = f"{name}-01", f"{name}-31"
    asked = {"schools": ", ".join(f"'{cct}'" for cct in some), "since": since, "until": until}
    return base, asked, found["indicators"]


def _row(found: Found, sql: str) -> tuple[Any, ...]:
    base, asked, _ = found
    here = f"cct IN ({asked['schools']})"
    filled = sql.format(here=here, now=f"{here} AND date BETWEEN :since AND :until")
    row = base.execute(filled, {"since": asked["since"], "until": asked["until"]}).fetchone()
    return tuple(value or 0 for value in row)


def _number(found: Found, place: str) -> dict[str, Any]:
    here: Any = found[2]
    for name in place.split("."):
        here = here.get(name, {"value": 0})
    return dict(here)


@pytest.mark.parametrize("place", COUNTS)
def test_a_count_is_what_sql_counts(month: Found, place: str) -> None:
    assert _number(month, place)["value"] == _row(month, COUNTS[place])[0]


@pytest.mark.parametrize("place", SHARES)
def test_a_share_is_what_sql_divides(month: Found, place: str) -> None:
    number = _number(month, place)
    assert (number["part"], number["n"]) == _row(month, SHARES[place])


def test_progress_is_the_mean_that_sql_takes(month: Found) -> None:
    part, whole = _row(month, "SELECT sum(VA5), count(*) FROM va WHERE VA5 > 0 AND {now}")
    number = _number(month, "M07")
    assert (number["n_after"], number["after"]) == (whole, pytest.approx(part / whole))


def test_the_world_is_rich_enough_to_tell(world: tuple[Path, sqlite3.Connection]) -> None:
    """Every sort of thing happened, or the checks above would agree about nothing."""
    home, base = world
    assert [*base.execute("SELECT count(DISTINCT form) FROM sheet")] == [(len(FORMS) + 1,)]
    store = Store.open(home)
    assert store.count(Entry, form="FS", withdrawn=True) > store.count(Entry, form="FS")
    store.close()
