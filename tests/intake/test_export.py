"""What is kept goes out: right in a spreadsheet, whole for a program, and never more than was asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.forms.test_library_families import SHEETS
from tests.intake.conftest import ITZEL, JOSE, LA_CIENEGA, NOTICE, SCHOOL, STUDENT, WHOLE, Notebook
from tests.intake.test_people import JOSE_CURP

Sheet = Callable[..., Path]


def test_a_csv_opens_with_its_accents_and_runs_no_formula(
    school: Notebook, sheet: Sheet, tmp_path: Path
) -> None:
    school.take(
        "schools",
        sheet(["CCT", "Nombre", "Latitud", "Longitud"], ["12KPR0002Y", "=HYPERLINK(1)", "17.1", "-98.5"]),
    )
    file = tmp_path / "escuelas.csv"
    school.run("export", "schools", "--csv", str(file))
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    text = data.decode("utf-8-sig")
    assert "La Ciénega" in text and "'=HYPERLINK(1)" in text and ",-98.5," in text


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers(
    school: Notebook, sheet: Sheet, tmp_path: Path
) -> None:
    school.take("schools", sheet(["CCT", "Nombre", "Longitud"], ["12KPR0002Y", "=1+1", "-98.5"]))
    file = tmp_path / "escuelas.xlsx"
    school.run("export", "schools", "--xlsx", str(file))
    page = openpyxl.load_workbook(file).active
    heads = [cell.value for cell in page[1]]
    row = next(row for row in page.iter_rows(min_row=2) if row[heads.index("cct")].value == "12KPR0002Y")
    assert (row[heads.index("name")].value, row[heads.index("name")].data_type) == ("=1+1", "s")
    assert row[heads.index("lon")].value == -98.5


def test_a_curp_goes_out_whole_only_when_asked_for(school: Notebook, sheet: Sheet) -> None:
    school.take("students", sheet([*STUDENT, "CURP"], [*JOSE, JOSE_CURP]), *NOTICE)
    for asked in (("--csv", "-"), ("--jsonl", "-")):
        assert JOSE_CURP.encode() not in school.run("export", "students", *asked)
        assert JOSE_CURP.encode() in school.run("export", "students", *asked, *WHOLE)


def test_a_curp_within_a_text_goes_out_whole_only_when_asked_for(school: Notebook, tmp_path: Path) -> None:
    """In an answer of its own, and in a row of a repeat."""
    agreed = [{"AGR_Q": f"Buscar a {JOSE_CURP.lower()}", "AGR_R": "Ana", "AGR_F": "2025-11-03"}]
    row = {**SHEETS["RED"], "school": "12KPR0001Z", "topic": f"De {JOSE_CURP}", "AGR": agreed}
    file = tmp_path / "red.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    outcome = school.take("RED", file)
    assert outcome["new"] == 1, outcome["refused"]
    for asked in (("--csv", "-"), ("--jsonl", "-")):
        assert JOSE_CURP not in school.run("export", "RED", *asked).decode().upper()
        assert school.run("export", "RED", *asked, *WHOLE).decode().upper().count(JOSE_CURP) == 2


def test_whole_curps_leave_only_for_somebody_and_for_something(school: Notebook, sheet: Sheet) -> None:
    school.take("students", sheet([*STUDENT, "CURP"], [*JOSE, JOSE_CURP]), *NOTICE)
    for said in ((), WHOLE[1:3], WHOLE[3:]):
        assert school.run("export", "students", "--csv", "-", "--with-curp", *said) == b""
        assert school.code == 2 and "--destinatario" in school.errors
    assert JOSE_CURP.encode() in school.run("export", "students", "--csv", "-", *WHOLE)


def test_a_masked_curp_that_comes_back_erases_nothing(school: Notebook, sheet: Sheet, tmp_path: Path) -> None:
    school.take("students", sheet([*STUDENT, "CURP"], [*JOSE, JOSE_CURP]), *NOTICE)
    school.run("export", "students", "--csv", str(tmp_path / "a.csv"), "--labels")
    outcome = school.take("students", tmp_path / "a.csv")
    assert (outcome["same"], outcome["refused"]) == (1, [])
    assert school.give("students", *WHOLE)[0]["answers"]["curp"] == JOSE_CURP


KIN = ["CCT", "Alumno", "Nombre(s)", "Apellido paterno", "Parentesco"]


@pytest.mark.parametrize("words", [(), ("--labels",)])
def test_a_table_of_another_notebook_tells_by_name_who_its_ids_are(
    school: Notebook, sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Itzel and José are in both notebooks; in the other there are two Itzels, born in two years: of the
    mothers, José's goes in, and Itzel's is refused, for nobody guesses between two."""
    school.take("students", sheet(STUDENT, ITZEL, JOSE), *NOTICE)
    mothers = [[ITZEL[0], "Itzel Sánchez Peña", "Rosa", "Peña", "madre"]]
    mothers += [[JOSE[0], "José Ñuu", "Eva", "Ñuu", "madre"]]
    assert school.take("families", sheet(KIN, *mothers), *NOTICE)["new"] == 2
    file = tmp_path / "familias.csv"
    school.run("export", "families", "--csv", str(file), *words)

    monkeypatch.setenv("FIELDKIT_HOME", str(tmp_path / "another"))
    school.run("init", "--advisor", "Eva Luna", "--no-input")
    school.take("schools", sheet(SCHOOL, LA_CIENEGA))
    twin = [*ITZEL[:4], "14/03/2015", *ITZEL[5:]]
    assert school.take("students", sheet(STUDENT, ITZEL, JOSE, twin), *NOTICE)["new"] == 3
    found = school.take("families", file, *NOTICE)
    assert (found["new"], [one["code"] for one in found["refused"]]) == (1, ["ambiguous"])
    assert "Itzel Sánchez Peña" in found["refused"][0]["message"]
    (mother,) = school.give("families")
    pupils = {one["id"]: one["answers"]["first_names"] for one in school.give("students")}
    assert (mother["answers"]["first_names"], pupils[mother["answers"]["student"]]) == ("Eva", "José")


def test_headings_and_options_are_in_words_when_asked_for(school: Notebook) -> None:
    text = school.run("export", "schools", "--csv", "-", "--labels").decode("utf-8-sig")
    assert "Turno" in text.splitlines()[0] and "Matutino" in text


def test_only_one_school_or_a_time_goes_out(school: Notebook, sheet: Sheet) -> None:
    school.take("schools", sheet(SCHOOL, ["12KPR0002Y", "Otra", "Matutino"]))
    school.take("students", sheet(STUDENT, ITZEL, ["12KPR0002Y", *JOSE[1:]]), *NOTICE)
    found = school.give("students", "--school", "12KPR0002Y")
    assert [one["answers"]["first_names"] for one in found] == ["José"]


def test_what_it_is_for_and_for_whom_is_noted(school: Notebook, tmp_path: Path) -> None:
    school.run(
        "export",
        "schools",
        "--csv",
        str(tmp_path / "e.csv"),
        "--purpose",
        "informe",
        "--receiver",
        "coordinación",
    )
    from fieldkit.store.store import Store

    store = Store.open(school.home)
    said = json.loads(str(store.meta("export 2025-10-20T12:00:00Z")))
    store.close()
    assert (said["form"], said["count"], said["receiver"]) == ("REG-E", 1, "coordinación")


def test_a_target_that_cannot_be_written_is_told_and_leaves_nothing(school: Notebook, tmp_path: Path) -> None:
    school.run("export", "schools", "--csv", str(tmp_path / "no" / "e.csv"))
    assert school.code == 3 and "no" in school.errors


def test_no_target_or_two_is_wrong_usage(school: Notebook) -> None:
    school.run("export", "schools")
    assert school.code == 2
    school.run("export", "schools", "--csv", "-", "--jsonl", "-")
    assert school.code == 2
