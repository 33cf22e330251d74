"""`fieldkit sql`: the notebook as views, with what export shows and nothing more."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import SHEET, Notebook, save
from tests.house.commands import facts, fieldkit

CURP = "PEGJ900512HJCRRS04"


def _visit(notebook: Notebook, state: str = "finished", **answers: Any) -> Edit:
    told = {**SHEET, "school": notebook.school, **answers}
    return Edit("entry", f"s:{notebook.school}", make.doc("FS", told, state))


def _asked(notebook: Notebook, question: str, *words: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = facts("sql", question, *words, home=notebook.home)
    return found


def test_a_sheet_is_a_row_with_a_column_for_each_question(notebook: Notebook) -> None:
    (visit,) = save(notebook, _visit(notebook, V07_H=2))
    row = _asked(notebook, "SELECT id, state, date, V01, V07_H, V07_H + 1 AS more, V05 FROM FS")
    assert row == [
        {"id": visit, "state": "finished", "date": "2025-10-17", "V01": "jornada", "V07_H": 2, "more": 3,
         "V05": "Lectura en voz alta"}
    ]  # fmt: skip


def test_records_that_others_point_to_have_their_names_beside(notebook: Notebook) -> None:
    save(notebook, _visit(notebook, VF4_F=notebook.relative))
    asked = "SELECT school, school_cct, school_name, VF4_F_name, VZ5, VZ5_mode FROM FS"
    assert _asked(notebook, asked) == [
        {"school": notebook.school, "school_cct": "12KPR0001Z", "school_name": "La Ciénega",
         "VF4_F_name": "Rosa Peña Peña", "VZ5": "Rosa Peña", "VZ5_mode": "firmo"}
    ]  # fmt: skip


def test_rows_of_a_repeat_are_a_view_of_their_own(notebook: Notebook) -> None:
    rows = [{"VA1": notebook.student, "VA2": "lectura", "VA3": 20}, {"VA2": "otra", "VA3": 15}]
    (visit,) = save(notebook, _visit(notebook, VA=rows))
    assert _asked(notebook, "SELECT id, row, VA1_name, VA2, VA3 FROM FS_VA ORDER BY row") == [
        {"id": visit, "row": 1, "VA1_name": "Itzel Sánchez Peña", "VA2": "lectura", "VA3": 20},
        {"id": visit, "row": 2, "VA1_name": None, "VA2": "otra", "VA3": 15},
    ]


def test_a_coded_missing_answer_stands_beside_and_no_mean_counts_it(notebook: Notebook) -> None:
    """Boys present: 4, not observed (-9), 2. The mean is (4 + 2) / 2 = 3, not (4 - 9 + 2) / 3 = -1."""
    save(notebook, *(_visit(notebook, V07_H=boys, VD1="no") for boys in (4, -9, 2)))
    assert _asked(notebook, "SELECT avg(V07_H) AS mean, count(V07_H_missing) AS not_observed FROM FS") == [
        {"mean": 3.0, "not_observed": 1}
    ]
    assert _asked(notebook, "SELECT V07_H_missing FROM FS WHERE V07_H IS NULL") == [{"V07_H_missing": -9}]


def test_what_was_withdrawn_is_in_no_view_and_what_was_corrected_is(notebook: Notebook) -> None:
    save(notebook, _visit(notebook, "withdrawn"), _visit(notebook, "corrected"))
    assert _asked(notebook, "SELECT state FROM FS") == [{"state": "corrected"}]
    assert _asked(notebook, "SELECT count(*) AS many FROM entries") == [{"many": 1}]


def test_persons_are_told_as_their_register_asks(notebook: Notebook) -> None:
    save(notebook, Edit("kinship", f"s:{notebook.school}", make.doc("REG-F", {
        "person": notebook.relative, "student": notebook.student, "relation": "madre"})))  # fmt: skip
    assert _asked(notebook, "SELECT first_names, grade, since, school_cct FROM alumnos ORDER BY 1") == [
        {"first_names": one, "grade": "3", "since": "2025-09-01", "school_cct": "12KPR0001Z"}
        for one in ("Itzel", "José")
    ]
    assert _asked(notebook, "SELECT first_names, relation, student_name, school_cct FROM families") == [
        {"first_names": "Rosa", "relation": "madre", "student_name": "Itzel Sánchez Peña",
         "school_cct": "12KPR0001Z"}
    ]  # fmt: skip
    assert _asked(notebook, "SELECT role, count(*) AS many FROM pertenencias GROUP BY role") == [
        {"role": "relative", "many": 1}, {"role": "student", "many": 2}]  # fmt: skip
    assert _asked(notebook, "SELECT person_name FROM kinships") == [{"person_name": "Rosa Peña Peña"}]
    assert _asked(notebook, "SELECT count(*) AS many FROM personas") == [{"many": 3}]


def test_rows_that_belong_to_what_a_person_is_have_the_person_beside(notebook: Notebook) -> None:
    (teacher,) = save(notebook, make.person(notebook.school, "REG-D", first_names="Eva"))
    goals = [{"goal": "Leer a diario", "goal_done": "si"}]
    save(notebook, make.membership(notebook.school, teacher, "teacher", goals=goals))
    asked = "SELECT first_names, goal, goal_done FROM docentes JOIN REG_D_goals USING (id)"
    assert _asked(notebook, asked) == [{"first_names": "Eva", "goal": "Leer a diario", "goal_done": "si"}]


def test_a_form_of_ones_own_has_a_view_whatever_its_names_are(notebook: Notebook) -> None:
    """`record` is a table of the notebook, `select` a word of SQL, and SQL knows no capitals."""
    items = "".join(
        f'[[group.item]]\ncode = "{code}"\ntype = "{kind}"\nlabel.es = "{code}"\nlabel.en = "{code}"\n'
        for code, kind in (("select", "integer"), ("SELECT", "text"), ("id", "text"), ("a-b", "decimal"))
    )
    (notebook.home / "forms").mkdir()
    (notebook.home / "forms" / "record.toml").write_text(
        'code = "record"\nversion = 1\nkind = "entry"\ntitle.es = "Raro"\ntitle.en = "Odd"\n'
        f'[[group]]\ncode = "g"\nlabel.es = "G"\nlabel.en = "G"\n{items}',
        encoding="utf-8",
    )
    told = {"select": 7, "SELECT": "siete", "id": "mío", "a-b": 2}
    (made,) = save(notebook, Edit("entry", f"s:{notebook.school}", make.doc("record", told)))
    row = _asked(notebook, 'SELECT id, "select", SELECT_2, id_2, "a-b" / 4 AS half FROM record_2')
    assert row == [{"id": made, "select": 7, "SELECT_2": "siete", "id_2": "mío", "half": 0.5}]


def test_a_number_that_is_none_is_no_number(notebook: Notebook) -> None:
    """An older form may have asked for words where this one asks for a number: zero would be counted."""
    save(notebook, _visit(notebook, VZ1_P="muchos"))
    assert _asked(notebook, "SELECT VZ1_P FROM FS") == [{"VZ1_P": None}]


def test_a_curp_is_masked_wherever_it_stands(notebook: Notebook) -> None:
    told = make.person(notebook.school, curp=CURP, no_curp_reason=None)
    (person,) = save(notebook, told)
    save(notebook, make.membership(notebook.school, person), _visit(notebook, V05=f"Ver a {CURP} hoy"))
    everything = fieldkit("sql", "SELECT * FROM alumnos, FS", "--json", home=notebook.home)
    assert CURP not in everything and "PEGJ******HJC***04" in everything
    for trick in ("substr(curp, 5, 6)", "hex(curp)", "curp || ''"):
        (row,) = _asked(notebook, f"SELECT {trick} AS told FROM alumnos WHERE curp IS NOT NULL")
        assert "900512" not in row["told"] and b"900512".hex() not in row["told"]


def test_a_whole_curp_is_said_for_whom_and_what_for(notebook: Notebook) -> None:
    (person,) = save(notebook, make.person(notebook.school, curp=CURP))
    save(notebook, make.membership(notebook.school, person))
    question = "SELECT curp FROM REG_A WHERE curp IS NOT NULL"
    fieldkit("sql", question, "--with-curp", home=notebook.home, code=2)
    words = ("--with-curp", "--purpose", "Inscripción", "--receiver", "Control escolar")
    assert _asked(notebook, question, *words) == [{"curp": CURP}]
    store = Store.open(notebook.home)
    (kept,) = store.connection.execute("SELECT value FROM meta WHERE key LIKE 'export %'").fetchone()
    store.close()
    assert json.loads(kept)["receiver"] == "Control escolar"


def test_stories_are_in_no_view_unless_they_are_named(notebook: Notebook) -> None:
    told = {"school": notebook.school, "date": "2025-10-17", "story": "Vino de muy lejos", "consent": "si"}
    save(notebook, Edit("entry", f"s:{notebook.school}", make.doc("HIS", told)))
    fieldkit("sql", "SELECT * FROM HIS", home=notebook.home, code=2)
    assert _asked(notebook, "SELECT * FROM entries") == []
    assert "HIS" not in fieldkit("sql", home=notebook.home)
    assert _asked(notebook, "SELECT story FROM HIS", "--stories") == [{"story": "Vino de muy lejos"}]


def test_views_and_their_columns_are_listed(notebook: Notebook) -> None:
    told = fieldkit("consulta", home=notebook.home)
    assert "FS, sheets, fichas  Ficha de seguimiento" in told and "V07_H_missing" in told
    columns = facts("sql", "fichas", home=notebook.home)["columns"]
    assert {"name": "V07_H", "type": "integer", "label": "Alumnos presentes: hombres"} in columns
    assert "texto" in fieldkit("consulta", "FS", home=notebook.home)
    listed = {view["view"] for view in facts("sql", home=notebook.home)}
    assert {"REG_A", "FS", "FS_VA", "PB_ACT", "persons", "entries"} <= listed


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_column_of_every_view_says_what_it_holds(notebook: Notebook, language: str) -> None:
    views = facts("sql", "--lang", language, home=notebook.home)
    assert not [(view["view"], one) for view in views for one in view["columns"] if not one["label"]]


def test_the_columns_of_one_question_are_told_apart(notebook: Notebook) -> None:
    """The school by its id, its CCT and its name; a signature by who and how; what is missing by its code."""
    held = {one["name"]: one["label"] for one in facts("sql", "FS", home=notebook.home)["columns"]}
    assert held["id"] == "Id del registro, el mismo en todas las vistas"
    assert [held[name] for name in ("school", "school_cct", "school_name")] == [
        "Escuela: id de su registro", "Escuela: su CCT", "Escuela: nombre"]  # fmt: skip
    assert held["VZ5"].endswith(": nombre") and held["VZ5_mode"].endswith(": cómo firmó")
    assert held["V07_H_missing"].startswith("Alumnos presentes: hombres: por qué no hay respuesta")


def test_the_answer_is_a_table_or_a_csv_without_formulas(notebook: Notebook, tmp_path: Path) -> None:
    save(notebook, _visit(notebook, V05="=HYPERLINK(1)"))
    asked = "SELECT date, V05, V07_H FROM FS"
    assert fieldkit("sql", asked, home=notebook.home).splitlines() == [
        "DATE        V05            V07_H", "2025-10-17  =HYPERLINK(1)  1"]  # fmt: skip
    fieldkit("sql", asked, "--csv", tmp_path / "answer.csv", home=notebook.home)
    with (tmp_path / "answer.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["date", "V05", "V07_H"], ["2025-10-17", "'=HYPERLINK(1)", "1"]]
    assert "'=HYPERLINK(1)" in fieldkit("sql", asked, "--csv", "-", home=notebook.home)
    assert "Ningún renglón" in fieldkit("sql", "SELECT * FROM FS WHERE 0", home=notebook.home)
    fieldkit("sql", "FS", "--csv", tmp_path / "whole.csv", home=notebook.home)
    with (tmp_path / "whole.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["V05"] for row in csv.DictReader(file)] == ["'=HYPERLINK(1)"]


def test_a_question_may_come_from_the_input(notebook: Notebook) -> None:
    told = fieldkit("sql", "-", "--json", home=notebook.home, typed="SELECT count(*) AS many\nFROM alumnos\n")
    assert json.loads(told) == [{"many": 2}]


def test_a_question_may_build_on_tables_of_its_own(notebook: Notebook) -> None:
    """Two children, each beside each other one and itself: four."""
    question = "WITH one AS (SELECT id FROM REG_A) SELECT count(*) AS many FROM one, one AS other"
    assert _asked(notebook, question) == [{"many": 4}]


def test_the_views_are_copied_for_other_programs(notebook: Notebook, tmp_path: Path) -> None:
    (person,) = save(notebook, make.person(notebook.school, curp=CURP))
    save(notebook, make.membership(notebook.school, person), _visit(notebook))
    fieldkit("sql", "--copy", tmp_path / "copia.db", home=notebook.home)
    copy = sqlite3.connect(tmp_path / "copia.db")
    assert copy.execute("SELECT V07_H, school_cct FROM FS").fetchall() == [(1, "12KPR0001Z")]
    types = {name: kind for _, name, kind, *_ in copy.execute("PRAGMA table_info(FS)")}
    assert (types["V07_H"], types["V01"]) == ("INTEGER", "TEXT")
    tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master")]
    copy.close()
    assert CURP.encode() not in (tmp_path / "copia.db").read_bytes()
    assert "FS_VA" in tables and "HIS" not in tables and "record" not in tables
    fieldkit("sql", "SELECT 1", "--copy", tmp_path / "copia.db", home=notebook.home, code=2)


def test_a_copy_takes_the_place_of_an_older_copy_and_of_nothing_else(
    notebook: Notebook, tmp_path: Path
) -> None:
    """The notebook, also by another name and what was saved last beside it; a letter; a folder."""
    linked, letter, copy = (tmp_path / name for name in ("enlace.db", "carta.txt", "copia.db"))
    linked.hardlink_to(notebook.home / "fieldkit.db")
    letter.write_text("Estimada maestra", encoding="utf-8")
    wal = notebook.home / "fieldkit.db-wal"
    wal.touch()
    for other in (notebook.home / "fieldkit.db", wal, linked, letter, tmp_path):
        told = facts("sql", "--copy", other, home=notebook.home, code=3)
        assert told["error"] == "unreadable" and "otra cosa" in told["message"], other
    assert letter.read_text(encoding="utf-8") == "Estimada maestra"
    assert _asked(notebook, "SELECT count(*) AS many FROM REG_E") == [{"many": 1}]
    for _ in range(2):
        fieldkit("sql", "--copy", copy, home=notebook.home)
        assert copy.stat().st_mode & 0o077 == 0 and [*tmp_path.glob("*.part")] == []


def test_a_long_question_can_be_stopped(notebook: Notebook) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    command = [sys.executable, "-c", _STOPPED, endless]
    answer = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60,
        env={**os.environ, "FIELDKIT_HOME": str(notebook.home), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert answer.returncode == 130 and "Interrumpido" in answer.stderr


_STOPPED = """
import os, signal, sys, threading
from fieldkit.cli import app
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
sys.exit(app.run(["sql", sys.argv[1]]))
"""
"""Somebody presses Ctrl-C while a question without an end is being answered."""


WRITING = [
    "INSERT INTO record (id) VALUES ('x')",
    "INSERT INTO FS (id) VALUES ('x')",
    "UPDATE record SET state = 'withdrawn'",
    "DELETE FROM FS",
    "DELETE FROM draft",
    "DROP TABLE record",
    "DROP VIEW FS",
    "CREATE TABLE mine (x)",
    "CREATE TEMP VIEW mine AS SELECT 1",
    "ATTACH 'fieldkit.db' AS again",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'stolen.db'",
    "PRAGMA user_version = 99",
    "PRAGMA writable_schema = ON",
    "PRAGMA query_only = OFF",
    "SELECT * FROM pragma_table_info('record')",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "SAVEPOINT mine",
    "WITH x AS (SELECT 1) INSERT INTO meta (key, value) SELECT 'a', 'b'",
    "REPLACE INTO meta (key, value) VALUES ('advisor', 'x')",
]


@pytest.mark.parametrize("question", WRITING)
def test_nothing_can_be_written(notebook: Notebook, question: str, tmp_path: Path) -> None:
    save(notebook, _visit(notebook))
    before = _whole(notebook.home)
    command = [sys.executable, "-m", "fieldkit", "sql", question]
    environment = {**os.environ, "FIELDKIT_HOME": str(notebook.home), "PYTHONUTF8": "1"}
    answer = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "solo se pregunta" in answer.stderr
    assert _whole(notebook.home) == before
    assert not list(tmp_path.glob("*.db"))


def _whole(home: Path) -> list[str]:
    connection = sqlite3.connect(home / "fieldkit.db")
    told = [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]
    connection.close()
    return told


HIDDEN = [
    "SELECT doc FROM record",
    "SELECT * FROM record",
    "SELECT count(*) FROM record",
    "SELECT * FROM change",
    "SELECT doc FROM main.present",
    "SELECT id FROM REG_A WHERE id IN (SELECT id FROM record WHERE doc LIKE '%PEGJ9%')",
    "SELECT answers FROM draft",
    "SELECT value FROM meta",
    "SELECT words FROM word",
    "SELECT * FROM word_data",
    "SELECT sql FROM sqlite_master",
    "SELECT name FROM sqlite_temp_master",
    "SELECT * FROM temp.sqlite_schema",
    "WITH present AS (SELECT doc FROM record) SELECT * FROM present",
    "WITH REG_A AS (SELECT doc FROM record) SELECT * FROM REG_A",
    "SELECT * FROM (SELECT line FROM change) AS FS",
    "SELECT (SELECT doc FROM record LIMIT 1) FROM FS",
]


@pytest.mark.parametrize("question", HIDDEN)
def test_what_the_views_mask_cannot_be_read_beside_them(notebook: Notebook, question: str) -> None:
    (person,) = save(notebook, make.person(notebook.school, curp=CURP))
    save(notebook, make.membership(notebook.school, person))
    told = facts("sql", question, home=notebook.home, code=2)
    assert told["error"] == "bad_query" and "no se puede consultar" in told["message"]


WRONG = {
    "SELECT * FROM escuelitas": "No hay una vista «escuelitas»",
    "SELECT cosa FROM FS": "No hay una columna «cosa»",
    "SELECT nada(1)": "No hay una función «nada»",
    "SELECT load_extension('x')": "No hay una función",
    "SELECT id FROM FS, FS_VA": "VISTA.id",
    "SELEC 1": "no se entiende desde «SELEC»",
    "SELECT * FROM FS WHERE": "incompleta",
    "SELECT 1; SELECT 2": "Una sola pregunta",
    "": "Falta la pregunta",
    "/* nada */": "Falta la pregunta",
    "SELECT json('{')": "malformed JSON",
}


@pytest.mark.parametrize("question", WRONG)
def test_a_wrong_question_is_answered_with_what_to_do(notebook: Notebook, question: str) -> None:
    told = facts("sql", question, home=notebook.home, code=2)
    assert WRONG[question] in told["message"]
