"""Filled-in forms come in from a table or from another notebook, checked like any other."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from tests.intake.conftest import ITZEL, JOSE, LA_CIENEGA, NOTICE, SCHOOL, STUDENT, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]

VISIT = {
    "school": "12KPR0001Z", "date": "2025-10-06", "V01": "jornada", "V02": "asesor", "V03_A": "08:00",
    "V03_B": "14:00", "V05": "Lectura en voz alta", "V07_C": "si", "V07_H": 1, "V07_M": 1, "VD1": "no",
    "VF4_H": "no", "VF4_C": 0, "VZ1": "no", "VZ4": "2025-11-03", "VZ5": {"name": "Rosa", "mode": "huella"},
    "VA": [{"VA1": "José Ñuu", "VA2": "lectura", "VA3": 20, "VA4": "Cuento", "VA5": 3, "VA6": "Muy bien"}],
    "VZ3": [{"VZ3_Q": "Leer en casa", "VZ3_R": "Docente", "VZ3_F": "2025-11-01"}],
}  # fmt: skip


@pytest.fixture
def people(school: Notebook, sheet: Sheet) -> Notebook:
    """The notebook with a school and two students."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE), *NOTICE)
    return school


def lines(file: Path, *records: dict[str, object]) -> Path:
    file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return file


def test_visits_come_in_whole_from_json_lines(people: Notebook, tmp_path: Path) -> None:
    file = lines(tmp_path / "mes.jsonl", VISIT, {**VISIT, "date": "2025-10-13"})
    assert counts(people.take("FS", file)) == (2, 0, 0, 0, 0)
    assert counts(people.take("FS", file)) == (0, 0, 2, 0, 0)
    first = people.give("FS")[0]
    jose = next(one for one in people.give("students") if one["answers"]["first_names"] == "José")
    assert first["answers"]["VA"][0]["VA1"] == jose["id"]
    assert first["answers"]["VZ5"] == {"name": "Rosa", "mode": "huella"}
    assert (first["school_cct"], first["answers"]["ciclo"], first["answers"]["period"]) == (
        "12KPR0001Z",
        "2025-2026",
        "B1",
    )


def test_that_a_day_is_long_ago_is_said_last_for_in_a_file_every_day_is(
    people: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hour before dawn, of a later row, is worth the first look."""
    monkeypatch.setenv("FIELDKIT_NOW", "2026-05-15T10:00:00")
    early = {**VISIT, "date": "2025-10-13", "V03_A": "04:30"}
    said = people.run("import", "FS", str(lines(tmp_path / "mes.jsonl", VISIT, early))).decode()
    assert "Nuevos: 2" in said
    assert said.index("(el primero, renglón 2). Hora de inicio") < said.index(
        "(el primero, renglón 1). Fecha"
    )


REGIONAL = {**VISIT, "V01": "supervision", "V02": "regional", "V05": "Supervisar", "VA": [], "VZ3": []}
"""Somebody of the region is there on the same day."""


def kept(notebook: Notebook) -> dict[str, str]:
    """The purpose of each visit, by level."""
    return {one["answers"]["V02"]: one["answers"]["V05"] for one in notebook.give("FS")}


def test_a_visit_of_another_level_on_the_same_day_is_a_sheet_of_its_own(
    people: Notebook, tmp_path: Path
) -> None:
    mine, other = lines(tmp_path / "a.jsonl", VISIT), lines(tmp_path / "r.jsonl", REGIONAL)
    assert counts(people.take("FS", mine)) == (1, 0, 0, 0, 0)
    assert counts(people.take("FS", other)) == (1, 0, 0, 0, 0)
    assert kept(people) == {"asesor": "Lectura en voz alta", "regional": "Supervisar"}
    both = lines(tmp_path / "dos.jsonl", VISIT, REGIONAL)
    assert counts(people.take("FS", both)) == (0, 0, 2, 0, 0)


def test_a_table_has_a_row_for_each_level_and_without_levels_it_is_about_the_advisor_s_own(
    people: Notebook, tmp_path: Path, sheet: Sheet
) -> None:
    """The columns of a table are understood together, apart from the rows of JSON."""
    heads = [code for code in VISIT if code not in ("VA", "VZ3", "VZ5")]
    visits = [{**one, "V01": "acompanamiento"} for one in (VISIT, REGIONAL)]
    file = sheet(heads, *([str(one[code]) for code in heads] for one in visits))
    assert counts(people.take("FS", file)) == (2, 0, 0, 0, 0)
    assert counts(people.take("FS", file)) == (0, 0, 2, 0, 0)
    purpose = sheet(["CCT", "Fecha", "V05"], ["12KPR0001Z", "6/10/2025", "Escritura"], name="proposito.csv")
    assert counts(people.take("FS", purpose)) == (0, 1, 0, 0, 0)
    assert kept(people) == {"asesor": "Escritura", "regional": "Supervisar"}


OWN = """
code = "TURNO"
version = 1
kind = "entry"
key = ["school", "date", "turn"]
title.es = "Turno"
title.en = "Turn"
[choices]
t = [
  { code = "manana", es = "Mañana", en = "Morning" },
  { code = "tarde", es = "Tarde", en = "Afternoon" },
]
[[group]]
code = "all"
label.es = "Todo"
label.en = "All"
item = [
  { code = "school", type = "ref", to = "school", required = true, label = { es = "E", en = "S" } },
  { code = "date", type = "date", required = true, label = { es = "Fecha", en = "Date" } },
  { code = "turn", type = "select_one", choices = "t", default = "'manana'", label = { es = "T", en = "T" } },
  { code = "what", type = "text", label = { es = "Qué", en = "What" } },
]
"""


def test_what_is_not_answered_tells_a_sheet_apart_as_its_default_does(people: Notebook, sheet: Sheet) -> None:
    """In a form of one's own too: the morning, said or not, is one sheet, the afternoon another."""
    (people.home / "forms").mkdir()
    (people.home / "forms" / "TURNO.toml").write_text(OWN, encoding="utf-8")
    heads, day = ["CCT", "Fecha", "turn", "what"], ["12KPR0001Z", "6/10/2025"]
    file = sheet(heads, [*day, "", "Lectura"], [*day, "Tarde", "Juego"])
    assert counts(people.take("TURNO", file)) == (2, 0, 0, 0, 0)
    said = sheet(heads, [*day, "Mañana", "Lectura"], [*day, "Tarde", "Juego"], name="dicho.csv")
    assert counts(people.take("TURNO", said)) == (0, 1, 1, 0, 0)


def test_what_is_exported_is_the_same_when_it_comes_back(people: Notebook, tmp_path: Path) -> None:
    people.take("FS", lines(tmp_path / "mes.jsonl", VISIT))
    for ending, *words in (("jsonl",), ("csv",), ("xlsx",), ("csv", "--labels"), ("xlsx", "--labels")):
        file = tmp_path / f"fs.{ending}"
        people.run("export", "FS", f"--{ending}", str(file), *words)
        outcome = people.take("FS", file)
        assert (outcome["changes"], counts(outcome), outcome["unknown_columns"]) == ([], (0, 0, 1, 0, 0), [])


def test_a_table_in_words_has_them_for_states_yes_and_no_and_the_columns_of_repeats(
    people: Notebook, tmp_path: Path
) -> None:
    people.take("FS", lines(tmp_path / "mes.jsonl", VISIT))
    heads, row = csv.reader(people.run("export", "FS", "--csv", "-", "--labels").decode().splitlines())
    told = dict(zip(heads, row, strict=True))
    assert told["estado"] == "terminado" and "sí" in row and "si" not in row
    assert told["Bloque alumno: tutoría individual[1]. Retroalimentación dada"] == "Muy bien"
    assert not any(head.startswith(("VA[", "VZ3[")) for head in heads)


def test_an_export_comes_in_at_another_notebook_by_the_key_of_its_school(
    people: Notebook, tmp_path: Path, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {code: value for code, value in VISIT.items() if code != "VA"}
    people.take("FS", lines(tmp_path / "mes.jsonl", plain))
    people.run("export", "FS", "--jsonl", str(tmp_path / "fs.jsonl"))
    monkeypatch.setenv("FIELDKIT_HOME", str(tmp_path / "otro"))
    people.run("init", "--advisor", "Luz Peña", "--no-input")
    people.take("schools", sheet(SCHOOL, LA_CIENEGA))
    assert counts(people.take("FS", tmp_path / "fs.jsonl")) == (1, 0, 0, 0, 0)


def test_the_problems_of_a_repeat_are_told_with_their_row(people: Notebook, tmp_path: Path) -> None:
    row = {"VA1": "Nadie", "VA2": "lectura", "VA3": 500, "VA4": "x", "VA5": 3, "VA6": "y"}
    outcome = people.take("FS", lines(tmp_path / "mes.jsonl", {**VISIT, "VA": [row]}))
    told = {(one["field"], one["code"]) for one in outcome["refused"][0]["problems"]}
    assert {("VA[1].VA1", "no_such"), ("VA[1].VA3", "out_of_range")} <= told


def test_a_diagnosis_knows_the_grade_of_its_student(people: Notebook, sheet: Sheet) -> None:
    heads = ["CCT", "Alumno", "Fecha", "Aplicación", "not_applied", "not_applied_reason"]
    outcome = people.take(
        "DXA", sheet(heads, ["12KPR0001Z", "José Ñuu", "6/10/2025", "Inicial", "sí", "Ausente"])
    )
    assert outcome["refused"] == []
    answers = people.give("DXA")[0]["answers"]
    assert (answers["grade"], answers["ciclo"], answers["date"]) == ("4", "2025-2026", "2025-10-06")


def test_an_identification_is_given_what_is_known_of_its_child(
    people: Notebook, sheet: Sheet, tmp_path: Path
) -> None:
    """Two students without a diagnosis; the second decision comes a day after the first."""
    people.take("teachers", sheet(["Nombre", "Apellido", "CCT"], ["Rosa", "Gómez", "12KPR0001Z"]), *NOTICE)
    first = {"school": "12KPR0001Z", "student": "José Ñuu", "date": "2025-10-06", "agreed_with": "Rosa Gómez"}
    yes = {**first, "focal": "si", "reasons": ["lectura"], "priority": 1}
    assert counts(people.take("RIE", lines(tmp_path / "rie.jsonl", yes))) == (1, 0, 0, 0, 0)
    no = {**first, "date": "2025-10-07", "focal": "no", "leaving_reason": "alcanzo_nivel"}
    assert counts(people.take("RIE", lines(tmp_path / "rie.jsonl", no))) == (1, 0, 0, 0, 0)
    known = [(one["answers"]["risk"], one["answers"]["was_focal"]) for one in people.give("RIE")]
    assert known == [("sin_dato", "no"), ("sin_dato", "si")]


def test_an_unknown_form_is_told(notebook: Notebook, sheet: Sheet) -> None:
    assert notebook.take("NADA", sheet(["a"], ["b"]))["error"] == "not_found"


def book(file: Path, sheets: dict[str, list[list[str]]]) -> Path:
    """A workbook with these sheets."""
    workbook = xlsxwriter.Workbook(file)
    for name, rows in sheets.items():
        page = workbook.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    workbook.close()
    return file


def test_the_other_sheets_of_a_workbook_that_have_rows_are_told_and_can_be_chosen(
    notebook: Notebook, tmp_path: Path
) -> None:
    second = ["12KPR0002Y", "Otra", "Matutino"]
    sheets = {"Portada": [["Escuelas 2025"]], "A": [SCHOOL, LA_CIENEGA], "B": [SCHOOL, second], "C": [SCHOOL]}
    file = book(tmp_path / "grupos.xlsx", sheets)
    said = notebook.run("import", "schools", str(file), "--no-input").decode() + notebook.errors
    assert "«A»" in said and "no se leyeron: B." in said and '--hoja "B"' in said
    outcome = notebook.take("schools", file)
    assert (counts(outcome), outcome["other_sheets"]) == ((0, 0, 1, 0, 0), ["B"])
    outcome = notebook.take("schools", file, "--sheet", "B")
    assert (counts(outcome), outcome["other_sheets"]) == ((1, 0, 0, 0, 0), [])


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_small_workbook_made_to_fill_the_memory_is_refused_before_it_does(
    notebook: Notebook, tmp_path: Path, part: str
) -> None:
    """65 MB of one letter, squeezed a thousand times into some 70 kB."""
    whole = book(tmp_path / "bien.xlsx", {"A": [SCHOOL, LA_CIENEGA]})
    bomb = tmp_path / "bomba.xlsx"
    with ZipFile(whole) as good, ZipFile(bomb, "w", ZIP_DEFLATED) as bad:
        for name in good.namelist():
            more = b" " * (65 << 20) if name == part else b""
            bad.writestr(name, good.read(name) + more)
    assert bomb.stat().st_size < 200_000
    assert "demasiado grande" in notebook.take("schools", bomb)["message"]
    assert counts(notebook.take("schools", whole)) == (1, 0, 0, 0, 0)


def test_why_rows_stay_drafts_is_told_with_how_many_of_them(school: Notebook, sheet: Sheet) -> None:
    outcome = school.take("students", sheet(STUDENT, ITZEL, JOSE))
    assert counts(outcome) == (0, 0, 0, 2, 0)
    told = {one["field"]: one["count"] for one in outcome["draft_reasons"]}
    assert told == {"notice_version": 2, "notice_date": 2, "notice_to": 2, "notice_how": 2}
    assert all(one["label"] for one in outcome["draft_reasons"])
