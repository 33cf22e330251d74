"""Sheets as a script saves and reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, SHEET, Notebook
from tests.cli.visit import Write, new
from tests.house.commands import facts, fieldkit


def test_a_whole_sheet_is_saved(notebook: Notebook, answers: Write) -> None:
    saved = new(notebook, answers())
    assert (saved["state"], saved["form"], saved["problems"]) == ("finished", "FS", [])
    (row,) = facts("monitoring", "list", home=notebook.home)
    assert row == {
        "id": saved["id"],
        "form": "FS",
        "school": notebook.school,
        "student": None,
        "date": "2025-10-17",
        "state": "finished",
    }
    assert facts("status", home=notebook.home)["drafts"] == 0


def test_a_sheet_that_is_not_complete_stays_a_draft_with_its_problems(
    notebook: Notebook, answers: Write
) -> None:
    said = new(notebook, answers(VZ4=None, V03_B="07:00"), code=3)
    found = {(problem["field"], problem["code"]) for problem in said["problems"]}  # type: ignore[index,attr-defined]
    assert found == {("VZ4", "required"), ("V03_B", "constraint")}
    assert said["state"] == "draft"
    (row,) = facts("monitoring", "list", home=notebook.home)
    assert (row["id"], row["state"], row["school"]) == (said["id"], "draft", notebook.school)
    (draft,) = facts("draft", "list", home=notebook.home)
    assert draft["id"] == said["id"]


def test_the_problems_are_said_to_a_person_with_the_way_to_go_on(notebook: Notebook, answers: Write) -> None:
    command = ["monitoring", "new", "--school", notebook.cct, "--answers", str(answers(VZ4=None))]
    answer = subprocess.run(
        [sys.executable, "-m", "fieldkit", *command, "--no-input"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert answer.returncode == 3
    assert "fieldkit borrador seguir" in answer.stderr
    assert "  Siguiente visita: falta contestar" in answer.stderr


def test_answers_come_from_the_standard_input_too(notebook: Notebook) -> None:
    saved = new(notebook, "-", typed="\ufeff" + json.dumps(SHEET))
    assert saved["state"] == "finished"


def test_the_school_may_be_in_the_answers_and_names_are_forgiving(notebook: Notebook, answers: Write) -> None:
    pupil = {"alumno focal atendido": "itzel", "materia": "Lectura", "VA3": "30", "va4": "Cuento", "VA5": 3}
    given = answers(
        date=None,
        fecha="17/10/2025",
        escuela=notebook.cct,
        VA=[{**pupil, "VA6": "bien"}],
        V01=None,
        **{"Tipo de visita": "Jornada en comunidad"},
    )
    command = ("monitoring", "new", "--answers", given, "--no-input")
    saved = facts(*command, home=notebook.home, FIELDKIT_NOW=NOW)
    found = facts("monitoring", "show", saved["id"], home=notebook.home)["answers"]
    assert (found["school"], found["date"], found["V01"]) == (notebook.school, "2025-10-17", "jornada")
    assert found["VA"][0]["VA1"] == notebook.student


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "bien escrito"),
        ("[1]", "objeto JSON"),
        ("\x00\x01", "bien escrito"),
        ("[" * 9999, "bien escrito"),
    ],
    ids=["cut", "list", "binary", "deep"],
)
def test_answers_that_cannot_be_read_are_refused_and_nothing_is_kept(
    notebook: Notebook, tmp_path: Path, content: str, why: str
) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    said = new(notebook, file, code=3)
    assert said["error"] == "unreadable"
    assert why in str(said["message"])
    assert facts("draft", "list", home=notebook.home) == []


def test_a_file_that_is_not_there_is_said(notebook: Notebook, tmp_path: Path) -> None:
    assert "No existe el archivo" in str(new(notebook, tmp_path / "nada.json", code=3)["message"])
    assert "carpeta" in str(new(notebook, tmp_path, code=3)["message"])


@pytest.mark.parametrize(
    "odd",
    ["a\x00b", "\ud800", "x" * 10_000],
    ids=["null", "half a sign", "ten thousand signs"],
)
def test_text_that_cannot_be_kept_is_refused_with_its_reason(
    notebook: Notebook, answers: Write, odd: str
) -> None:
    said = new(notebook, answers(V05=odd), code=3)
    fields = {problem["field"] for problem in said["problems"]}  # type: ignore[index,attr-defined]
    assert fields == {"V05"}


@pytest.mark.parametrize(
    "odd", ["مرحبا \u202e abc", "👩🏽‍🏫 lee", "Ñandú ﬁ ½"], ids=["rtl", "emoji", "signs"]
)
def test_any_writing_is_kept_as_it_came(notebook: Notebook, answers: Write, odd: str) -> None:
    saved = new(notebook, answers(V05=odd))
    found = facts("monitoring", "show", saved["id"], home=notebook.home)["answers"]["V05"]
    assert found == odd
    assert "\u202e" not in fieldkit("monitoring", "show", saved["id"], home=notebook.home)


def test_a_date_in_the_future_is_refused(notebook: Notebook, answers: Write) -> None:
    said = new(notebook, answers(date="2025-10-21"), code=3)
    assert "future_date" in {problem["code"] for problem in said["problems"]}  # type: ignore[index,attr-defined]


def test_any_form_is_filled_in_by_its_code_in_any_case(notebook: Notebook, answers: Write) -> None:
    command = ("fill", "fs", "--school", notebook.cct, "--answers", answers(), "--no-input")
    assert facts(*command, home=notebook.home, FIELDKIT_NOW=NOW)["form"] == "FS"
    said = facts("fill", "ZZZ", "--no-input", home=notebook.home, code=2)
    assert "FS" in said["message"]


def test_diagnoses_are_listed_by_form_and_student(notebook: Notebook) -> None:
    answers = json.dumps({"date": "2025-10-01", "student": "itzel"})
    command = ("diagnostic", "new", "--form", "DXA", "--school", notebook.cct, "--answers", "-", "--no-input")
    said = facts(*command, home=notebook.home, code=3, typed=answers, FIELDKIT_NOW=NOW)
    (row,) = facts("diagnostic", "list", "--student", "itzel", home=notebook.home)
    assert (row["id"], row["form"], row["student"], row["state"]) == (
        said["id"],
        "DXA",
        notebook.student,
        "draft",
    )
    assert facts("diagnostic", "list", "--form", "dxe", home=notebook.home) == []
    assert facts("diagnostic", "new", "--no-input", home=notebook.home, code=2)["error"] == "which_form"


def test_a_list_is_narrowed_by_dates_and_cut_short(notebook: Notebook, answers: Write) -> None:
    for day in ("2025-10-15", "2025-10-16", "2025-10-17"):
        new(notebook, answers(date=day))
    days = [row["date"] for row in facts("monitoring", "list", "--since", "2025-10-16", home=notebook.home)]
    assert days == ["2025-10-16", "2025-10-17"]
    assert len(facts("monitoring", "list", "--limit", "1", home=notebook.home)) == 1


def test_today_shows_drafts_what_is_unsent_and_the_next_visit(notebook: Notebook, answers: Write) -> None:
    new(notebook, answers())
    new(notebook, answers(VZ4=None), code=3)
    said = fieldkit(home=notebook.home, FIELDKIT_NOW=NOW)
    assert "Ana Ruiz · 2025-10-20" in said
    assert "Borradores por terminar: 1" in said
    assert "2025-11-03  La Ciénega" in said
    assert "fieldkit diagnostico nuevo" in said


def test_yesterday_is_a_day_for_a_sheet_a_list_and_an_export(notebook: Notebook, answers: Write) -> None:
    new(notebook, answers(date="2025-10-18"))
    later = new(notebook, answers(date=None), "--date", "ayer")
    (row,) = facts("monitoring", "list", "--since", "ayer", home=notebook.home, FIELDKIT_NOW=NOW)
    out = fieldkit("export", "FS", "--jsonl", "-", "--since", "ayer", home=notebook.home, FIELDKIT_NOW=NOW)
    assert (row["id"], row["date"]) == (later["id"], "2025-10-19")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [later["id"]]


def test_a_day_that_is_none_is_not_searched_for(notebook: Notebook) -> None:
    said = facts("monitoring", "list", "--since", "ayer", home=notebook.home, FIELDKIT_NOW=NOW)
    assert said == []
    assert facts("monitoring", "list", "--since", "16/10/2025", home=notebook.home) == []
    assert facts("monitoring", "list", "--since", "31-31", home=notebook.home, code=2)["error"] == "not_a_day"
    assert (
        facts("export", "FS", "--csv", "-", "--since", "zz", home=notebook.home, code=2)["error"]
        == "not_a_day"
    )


def test_status_counts_the_journal(notebook: Notebook, answers: Write) -> None:
    before = facts("status", home=notebook.home)
    new(notebook, answers())
    after = facts("status", home=notebook.home)
    assert after["pending"] == before["pending"] + 1
    assert (after["acknowledged"], after["refused"], after["clashes"]) == (0, [], [])
    assert f"Sin enviar: {after['pending']}" in fieldkit("estado", home=notebook.home)


def test_a_history_is_asked_for_by_name_or_key(notebook: Notebook) -> None:
    for typed, kind in (("itzel sanchez", "person"), (notebook.cct, "school")):
        assert facts("historial", typed, home=notebook.home)[0]["kind"] == kind


def test_a_list_shows_the_place_of_a_school_and_the_end_of_an_id(notebook: Notebook) -> None:
    words = ("escuela", "corregir", notebook.cct, "--motivo", "x", "--pon")
    fieldkit(*words, "nombre=PRIMARIA COMUNITARIA", home=notebook.home)
    fieldkit(*words, "comunidad=El Zapotal", home=notebook.home)
    listed = fieldkit("alumno", "lista", home=notebook.home)
    assert "PRIMARIA COMUNITARIA · El Zapotal" in listed
    assert notebook.student not in listed
    end = notebook.student[-8:]
    assert end in listed
    assert "Itzel Sánchez" in fieldkit(
        "alumno", "corregir", end, "--pon", "grado=5", "--motivo", "x", home=notebook.home
    )


def test_what_a_person_is_at_a_school_is_shown_in_words(notebook: Notebook) -> None:
    shown = fieldkit("alumno", "ver", notebook.student, home=notebook.home)
    assert "Escuela: 12KPR0001Z · La Ciénega" in shown
    assert "role" not in shown
    assert "person:" not in shown


def test_the_same_visit_told_twice_is_pointed_out_and_neither_refused_nor_merged(
    notebook: Notebook, answers: Write
) -> None:
    first = new(notebook, answers())
    assert new(notebook, answers(date="2025-10-16"))["problems"] == []
    again = new(notebook, answers())
    (problem,) = again["problems"]  # type: ignore[misc,attr-defined]
    assert (problem["field"], problem["code"], problem["level"]) == ("date", "same_sheet", "warning")
    assert str(first["id"]) in problem["message"]
    assert "Escuela, Nivel de quien visita, Fecha" in problem["message"]
    assert len(facts("monitoring", "list", home=notebook.home)) == 3
    fieldkit("monitoring", "withdraw", again["id"], "--reason", "dos veces", home=notebook.home)
    fieldkit("monitoring", "withdraw", first["id"], "--reason", "dos veces", home=notebook.home)
    assert new(notebook, answers())["problems"] == []
