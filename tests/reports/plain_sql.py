"""The numbers of a report beside plain SQL over the views that `fieldkit sql --copy` gives: how to compare.

A question gives rows of (what, number, n). Of a share, number is its part and n its whole; of a mean or of a
percentage before and after, the value and its n; of a count, n is what it was counted among, NULL where that
is not published. Among none there is no number: that is left out on both sides.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.house.commands import fieldkit
from tests.house.walls import ROOT
from tests.reports import chance

Told = dict[str, tuple[float, float | None]]
"""What is published, by its place (`lectura.sessions`): number and n."""

FORMS = ("FS", "VH", "PB", "APM", "PRO", "CON", "DXA", "SOC", "DXE", "ENC", "HIS", "APC", "TUT", "REL", "DEM")

MEANINGS = (
    # who is asked about, from which day to which; before that; today; how many months, for promises
    "CREATE TABLE place (school)",
    "CREATE TABLE asked (opens, closes, opened, closed, today, months, class_opens, class_closes)",
    *(
        f"CREATE VIEW {form}_now AS SELECT {form}.* FROM {form}, asked"
        " WHERE school IN place AND date BETWEEN opens AND closes"
        for form in FORMS
    ),
    """CREATE VIEW sheet_now AS SELECT entries.* FROM entries, asked
        WHERE school IN place AND form NOT IN ('INM', 'INB', 'INA') AND date BETWEEN opens AND closes""",
    "CREATE VIEW visit AS SELECT * FROM FS WHERE V01 IS NOT 'no_realizada'",
    "CREATE VIEW visit_now AS SELECT * FROM FS_now WHERE V01 IS NOT 'no_realizada'",
    """CREATE VIEW session AS SELECT school, date, VA1 AS child, VA2 AS subject, VA3 AS minutes,
        VA5 AS achieved
        FROM visit JOIN FS_VA USING (id) WHERE VA1 IS NOT NULL""",
    """CREATE VIEW session_now AS SELECT session.* FROM session, asked
        WHERE school IN place AND date BETWEEN opens AND closes""",
    """CREATE VIEW session_before AS SELECT session.* FROM session, asked
        WHERE school IN place AND date BETWEEN opened AND closed""",
    """CREATE VIEW student AS SELECT id AS child, school, coalesce(since, '') AS since, grade, birth_date,
        coalesce(until, '9999') AS until, coalesce(leaving_reason, 'sin_dato') AS reason FROM REG_A""",
    """CREATE VIEW enrolled_now AS SELECT DISTINCT school, child FROM student, asked
        WHERE school IN place AND since <= closes AND until > opens""",
    # a day is foreseen for a level by a plan, by its own word of when it comes again, by a visit not made
    """CREATE VIEW foreseen_now AS SELECT DISTINCT school, level, day FROM (
            SELECT school, VIS_N AS level, VIS_D AS day FROM PB JOIN PB_VIS USING (id)
            UNION SELECT school, V02, VZ4 FROM FS WHERE VZ4 > date
            UNION SELECT school, V02, date FROM FS WHERE V01 = 'no_realizada'), asked
        WHERE school IN place AND level <> 'asesor' AND day BETWEEN opens AND closes""",
    # an identification stands until the next one of the child
    """CREATE VIEW turn AS SELECT school, student AS child, date, id, focal, risk,
        coalesce(lead(date) OVER (PARTITION BY school, student ORDER BY date, id), '9999') AS over,
        lag(focal) OVER (PARTITION BY school, student ORDER BY date, id) AS was FROM RIE""",
    """CREATE VIEW focal_now AS SELECT DISTINCT school, child FROM turn
        JOIN enrolled_now USING (school, child), asked
        WHERE focal = 'si' AND date <= closes AND over > opens""",
    # those who share a relative are one family, called by the smallest id in it
    """CREATE VIEW tie AS SELECT DISTINCT student.school, student AS one, person AS other
        FROM kinships JOIN student ON child = student""",
    """CREATE TABLE family AS WITH RECURSIVE
        near (school, one, other) AS (SELECT school, one, other FROM tie UNION SELECT school, other, one
            FROM tie
            UNION SELECT school, person, person FROM memberships),
        far (school, one, other) AS (SELECT school, one, one FROM near
            UNION SELECT far.school, far.one, near.other
            FROM far JOIN near ON near.one = far.other AND near.school = far.school)
        SELECT school, one AS person, min(other) AS family FROM far GROUP BY school, one""",
    """CREATE VIEW visited_now AS WITH seen (id, school, person) AS (SELECT id, school, family FROM VH_now
            UNION SELECT id, school, student FROM VH_now JOIN VH_students USING (id))
        SELECT DISTINCT id, school, family FROM seen JOIN family USING (school, person)""",
    """CREATE VIEW focal_family AS SELECT DISTINCT school, family FROM focal_now
        JOIN family USING (school) WHERE person = child""",
    # a promise is over with the first answer that says so; until then the last answer tells how it stands
    """CREATE VIEW promise AS WITH
        given (kind, school, what, made, due) AS (
            SELECT 'recommendation', school, id || '.' || row, date, VD2_F FROM FS JOIN FS_VD2 USING (id)
            UNION ALL SELECT 'agreement', school, id || '.' || row, date, AGR_F FROM APM
                JOIN APM_AGR USING (id)),
        said (what, state, at, turn, ends) AS (
            SELECT VD3_A, VD3_S, date, date || id || row, VD3_S IN ('adoptada', 'descartada')
            FROM FS JOIN FS_VD3 USING (id), asked WHERE date <= closes AND VD3_S IS NOT NULL
            UNION ALL SELECT V06_A, V06_S, date, date || id || row, V06_S IN ('cumplido', 'cancelado')
            FROM FS JOIN FS_V06 USING (id), asked WHERE date <= closes AND V06_S IS NOT NULL),
        stands AS (SELECT *, row_number() OVER (
            PARTITION BY what ORDER BY ends DESC, CASE WHEN ends THEN turn END, turn DESC) AS place FROM said)
        SELECT given.*, state, at, coalesce(ends, 0) AS ends,
            NOT coalesce(ends, 0) AND due <= closes AND due < today AS late
        FROM given LEFT JOIN stands ON stands.what = given.what AND stands.place = 1, asked
        WHERE school IN place AND made <= closes""",
    # who may tutor: who solved an exercise with a tutor, told of it in writing, and showed it in public
    """CREATE VIEW tutoring AS SELECT TUT.*, coalesce(first, date) AS start,
        coalesce(U06_F, end, date) AS over
        FROM TUT
        LEFT JOIN (SELECT id, min(U07_F) AS first, max(U07_F) AS end FROM TUT_U07 GROUP BY id) USING (id)""",
    """CREATE TABLE passed AS SELECT school, U02 AS person, U01 AS exercise, start AS since, 0 AS generation,
        id AS tutoring FROM tutoring WHERE seed = 'si'""",
    """CREATE VIEW qualified AS SELECT *, (SELECT min(date) FROM ACR WHERE ACR.person = first.person
            AND ACR.exercise = first.exercise AND date >= since) AS until
        FROM (SELECT *, row_number() OVER (PARTITION BY person, exercise ORDER BY since, generation, tutoring)
            AS place FROM passed) AS first WHERE place = 1""",
)
"""Plain words of the programme as views, each from its definition."""

PASS = """
    INSERT INTO passed SELECT DISTINCT tutoring.school, DEM.person, DEM.exercise, DEM.date,
        tutor.generation + 1, tutoring.id
    FROM DEM JOIN tutoring ON U01 = DEM.exercise AND U03 = DEM.person
    JOIN qualified AS tutor ON tutor.person = U02 AND tutor.exercise = U01 AND tutor.since <= start
    JOIN qualified AS heard ON heard.person = evaluator AND heard.exercise = U01 AND heard.since <= DEM.date
    WHERE over <= DEM.date AND U08 LIKE 'resuelto%'
    AND accepted = 'si' AND mastery >= 3 AND evaluator <> DEM.person
    AND EXISTS (SELECT 1 FROM REL WHERE REL.person = DEM.person AND REL.exercise = DEM.exercise
        AND sufficient = 'si' AND REL.date BETWEEN start AND DEM.date)
    EXCEPT SELECT school, person, exercise, since, generation, tutoring FROM passed"""
"""Who solved an exercise with somebody who may tutor it, told of it in writing, and showed it in public to
somebody who knows it, may tutor it: asked again until nobody more follows."""


def year_of(whose: str, home: Path) -> None:
    """A notebook of a school year: an advisor's of the sample, or one by `chance`."""
    if whose == "chance":
        chance.notebook(home, chance.SEED)
        return
    loaded = [sys.executable, str(ROOT / "sample_data" / "load.py"), str(home), "--advisor", whose]
    subprocess.run(loaded, check=True, env={**os.environ, "FIELDKIT_LANG": "es"})


def schools_of(base: sqlite3.Connection) -> list[str]:
    """The CCT of the schools that have somebody."""
    found = base.execute("SELECT cct FROM REG_E WHERE id IN (SELECT school FROM memberships) ORDER BY cct")
    return [cct for (cct,) in found]


def copied(home: Path, file: Path, *more: str) -> sqlite3.Connection:
    """The views of a notebook in a database of their own, with the words of `MEANINGS` and more."""
    fieldkit("sql", "--copy", file, "--stories", home=home)
    base = sqlite3.connect(file)
    for statement in (*MEANINGS, *more):
        base.execute(statement)
    while base.execute(PASS).rowcount:
        pass
    return base


def ask_about(base: sqlite3.Connection, keys: Iterable[str], **facts: Any) -> None:
    """Which schools (their CCT), and what else is in the table `asked`."""
    wanted = list(keys)
    base.execute("DELETE FROM place")
    base.execute("DELETE FROM asked")
    holes = ", ".join("?" * len(wanted))
    base.execute(f"INSERT INTO place SELECT id FROM REG_E WHERE cct IN ({holes})", wanted)
    base.execute(
        f"INSERT INTO asked ({', '.join(facts)}) VALUES ({', '.join('?' * len(facts))})", [*facts.values()]
    )


def counted(base: sqlite3.Connection, question: str) -> Told:
    """What SQL says."""
    return _told((what, number or 0, n) for what, number, n in base.execute(question))


def published(indicator: Mapping[str, Any]) -> dict[str, Any]:
    """What the report says, as JSON has it; but for what a computer cannot write exactly."""
    told = _told(_leaves("", indicator))
    return {what: (pytest.approx(number), n and pytest.approx(n)) for what, (number, n) in told.items()}


def _leaves(place: str, node: Mapping[str, Any]) -> Iterator[tuple[str, float, float | None]]:
    if "before" in node:
        for side in ("before", "after"):
            yield f"{place or 'value'}.{side}", node[side] or 0, node[f"n_{side}"]
        _check_change(node)
    elif "part" in node:
        yield place or "value", node["part"], node["n"]
        _check_share(node)
    elif "value" in node:
        yield place or "value", node["value"] or 0, node.get("n")
    for name, inner in node.items():
        if isinstance(inner, Mapping):
            yield from _leaves(f"{place}.{name}".strip("."), inner)


def _check_share(node: Mapping[str, Any]) -> None:
    """100 · part ÷ whole, or part ÷ whole where it is a mean; nothing without a whole."""
    if not node["n"]:
        assert node["value"] is None
        return
    share = node["part"] / node["n"]
    assert node["value"] in (pytest.approx(100 * share), pytest.approx(share))


def _check_change(node: Mapping[str, Any]) -> None:
    """After less before; and that in per cent of before: a change from nothing has none."""
    before, after = node["before"], node["after"]
    known = before is not None and after is not None
    assert node["difference"] == (pytest.approx(after - before) if known else None)
    assert node["relative"] == (pytest.approx(100 * (after - before) / before) if known and before else None)


def _told(rows: Iterable[tuple[str, float, float | None]]) -> Told:
    return {what: (number, n) for what, number, n in rows if (number if n is None else n)}
