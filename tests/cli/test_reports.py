"""`fieldkit report` and `fieldkit programme`: what is counted and shown, for a person and a script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import make
from tests.cli.conftest import Notebook, save
from tests.cli.month import LATER, OCTOBER, said
from tests.house.commands import fieldkit
from tests.house.test_startup import HEAVY


def test_a_report_of_a_month_has_every_number(month: Notebook) -> None:
    found = said(month, "report", "monthly", "--school", "12KPR0001Z", "--month", "2025-10")
    assert found["id"] == OCTOBER
    assert list(found["indicators"]) == [f"M{place:02}" for place in range(1, 22)]
    assert found["indicators"]["M01"] == {"value": 2, "n": 2}
    assert found["indicators"]["M02"] == {"value": None, "part": 0, "n": 0}
    assert (found["since"], found["until"], found["ciclo"]) == ("2025-10-01", "2025-10-31", "2025-2026")
    assert found["scope"] == {"level": "school", "key": "12KPR0001Z", "name": "La Ciénega", "schools": 1}
    assert {one["name"] for one in found["pupils"]} == {"Itzel Sánchez Peña", "José Peña Peña"}
    assert found["header"]["institution"] == "CONAFE"


def test_a_report_says_of_which_community_the_school_is(month: Notebook) -> None:
    """Many are called alike; this one is called as its community, which is said once."""
    words = ("report", "monthly", "--month", "2025-10", "--school", "12KPR0001Z")
    assert "La Ciénega · 12KPR0001Z" in fieldkit(*words, home=month.home)
    fieldkit(
        "school", "correct", "12KPR0001Z", "--set", "name=Benito Juárez", "--reason", "x", home=month.home
    )
    assert "Benito Juárez · La Ciénega · 12KPR0001Z" in fieldkit(*words, home=month.home)


def test_a_public_report_has_the_numbers_and_no_child(month: Notebook, tmp_path: Path) -> None:
    words = ("report", "monthly", "--school", "12KPR0001Z", "--month", "2025-10")
    page = tmp_path / "public.html"
    found, whole = said(month, *words, "--public", "--html", str(page)), said(month, *words)
    assert found["indicators"] == whole["indicators"]
    assert "Itzel" in json.dumps(whole, ensure_ascii=False)
    assert "Itzel" not in json.dumps(found, ensure_ascii=False) + page.read_text("utf-8")


def test_a_name_in_what_was_written_is_pointed_out_and_not_in_the_public_report(
    month: Notebook, tmp_path: Path
) -> None:
    """Rosa is a mother: in a small place that tells whose child it is. La Ciénega is a place. Who is
    registered and not of this school is somebody too."""
    save(month, make.person(month.school, first_names="Brayan", surname="Peralta", second_surname="Cano"))
    text = "ITZEL SANCHEZ lee, y José también. Doña Rosa ayudó en La Ciénega: luz para Peña Peña, josé"
    text += " y brayan."
    kept = said(month, "report", "write", OCTOBER, "--set", f"achievements={text}")
    assert kept["named"] == ["ITZEL SANCHEZ", "José", "Rosa", "Peña Peña, josé", "brayan"]
    frozen = said(month, "report", "freeze", OCTOBER, "--yes")
    assert frozen["named"] == kept["named"]
    words = ("report", "monthly", "--month", "2025-10")
    files = {kind: tmp_path / f"public.{kind}" for kind in ("html", "csv", "xlsx", "pdf")}
    wanted = [word for kind, file in files.items() for word in (f"--{kind}", str(file))]
    found = said(month, *words, "--public", *wanted)
    assert found["written"]["achievements"] == (
        "[nombre] lee, y [nombre] también. Doña [nombre] ayudó en La Ciénega: luz para [nombre] y [nombre]."
    )
    page = files["html"].read_text(encoding="utf-8")
    assert "La Ciénega: luz para" in page
    assert not any(name in page for name in ("ITZEL", "José", "josé", "Rosa"))
    command = [sys.executable, "-m", "fieldkit", *words, "--public"]
    home = {"FIELDKIT_HOME": str(month.home), "FIELDKIT_NOW": LATER, "FIELDKIT_LANG": "es"}
    aside = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **home}).stderr
    assert "Lea lo escrito antes de repartirla" in aside.decode()
    assert text == said(month, *words)["written"]["achievements"], "what was sent stays as it was sent"


def test_without_a_month_it_is_the_last_one_that_ended(month: Notebook) -> None:
    assert said(month, "report", "monthly")["period"] == "2025-10"
    assert said(month, "report", "monthly", "--month", "2025-11")["indicators"]["M01"]["value"] == 1


def test_without_a_school_there_is_each_and_their_sum(month: Notebook) -> None:
    """Two days in one school, one day in the other: three days in three sheets, and no child's line."""
    (other,) = save(month, make.school(cct="12KPR0002Y", name="El Zapotal"))
    save(month, make.sheet(other, "2025-10-08", V01="jornada"))
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert found["indicators"]["M01"] == {"value": 3, "n": 3}
    assert [one["indicators"]["M01"]["value"] for one in found["schools"]] == [2, 1]
    assert (found["scope"]["level"], found["scope"]["schools"]) == ("advisor", 2)
    assert "pupils" not in found


def test_the_sum_of_frozen_reports_is_not_itself_frozen(month: Notebook) -> None:
    (other,) = save(month, make.school(cct="12KPR0002Y", name="El Zapotal"))
    said(month, "report", "write", OCTOBER, "--set", "next=Escribir")
    frozen = said(month, "report", "freeze", OCTOBER)
    save(month, make.sheet(month.school, "2025-10-08", V01="jornada"))
    save(month, make.sheet(other, "2025-10-08", V01="jornada"))
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert (found["frozen"], found["edition"], found["written"]) == ("", 1, {})
    assert [one["frozen"] for one in found["schools"]] == [frozen["digest"], ""]
    assert found["indicators"]["M01"] == {"value": 3, "n": 3}, "two as they were sent, and one"


def test_a_bimester_and_a_school_year_are_counted_too(month: Notebook) -> None:
    first = said(month, "report", "bimonthly", "--period", "b1")
    assert (first["period"], first["indicators"]["M01"]["value"]) == ("B1", 2)
    assert said(month, "report", "bimonthly")["period"] == "B1"
    assert said(month, "report", "annual", "--ciclo", "2025-2026")["id"] == "annual:12KPR0001Z:2025-2026"


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("monthly", "--month", "2025-13"), "not_a_month", 2),
        (("monthly", "--month", "octubre"), "not_a_month", 2),
        (("monthly", "--month", "2025-12"), "not_begun", 2),
        (("monthly", "--school", "Nowhere"), "not_found", 3),
        (("bimonthly", "--period", "B9"), "not_a_bimester", 2),
        (("bimonthly", "--period", "B5"), "not_begun", 2),
        (("annual", "--ciclo", "2025"), "not_a_ciclo", 2),
        (("annual", "--ciclo", "2026-2027"), "not_begun", 2),
        (("freeze", "octubre"), "not_a_report", 2),
        (("freeze", "yearly:12KPR0001Z:2025-10"), "not_a_report", 2),
        (("freeze", "monthly:12KPR0001Z:2025-11"), "not_over", 2),
        (("write", OCTOBER), "nothing_given", 2),
        (("write", OCTOBER, "--set", "figures=1"), "not_a_part", 2),
        (("write", OCTOBER, "--answers", "nowhere.json"), "unreadable", 3),
        (("monthly", "--csv", "/nowhere/at/all.csv"), "unusable", 3),
    ],
)
def test_what_cannot_be_counted_is_told(
    month: Notebook, words: tuple[str, ...], error: str, code: int
) -> None:
    assert said(month, "report", *words, code=code)["error"] == error


def test_without_schools_there_is_nothing_to_report(home: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    assert "escuela nueva" in fieldkit("report", "monthly", "--json", home=home, code=3)


@pytest.mark.parametrize("sort", ["monthly", "bimonthly", "annual"])
def test_counting_imports_nothing_heavy(month: Notebook, tmp_path: Path, sort: str) -> None:
    """A report for a program is counted within half a second on a field laptop: without rich or pydantic."""
    environment = {**os.environ, "FIELDKIT_HOME": str(month.home), "FIELDKIT_NOW": LATER}
    counted = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldkit", "report", sort, "--json"],
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    lines = [line.rpartition("|")[2].strip() for line in counted.stderr.splitlines()]
    assert f"fieldkit.reports.{sort}" in lines
    assert not {line.partition(".")[0] for line in lines} & HEAVY


# the programme


def test_the_header_of_reports_is_said_by_a_command(month: Notebook) -> None:
    assert said(month, "programme", "show")["programme"] == "Asesoría Pedagógica Itinerante"
    said(month, "programme", "set", "--set", "fase=Piloto", "--set", "institution=SEP")
    found = said(month, "report", "monthly", "--month", "2025-10")["header"]
    assert (found["phase"], found["institution"], found["made_by"]) == ("Piloto", "SEP", "Ana Ruiz")
    assert said(month, "programme", "set", "--set", "institution=")["institution"] == "CONAFE"


def test_what_is_no_part_of_the_header_is_refused(month: Notebook) -> None:
    assert said(month, "programme", "set", "--set", "color=azul", code=2)["error"] == "not_a_setting"
    assert said(month, "programme", "set", code=2)["error"] == "nothing_given"


@pytest.mark.parametrize(
    ("language", "new", "overdue"),
    [("es", "acuerdos nuevos", "acuerdos vencidos"), ("en", "new agreements", "overdue agreements")],
)
def test_the_agreements_of_a_month_are_called_so_on_the_screen(
    month: Notebook, language: str, new: str, overdue: str
) -> None:
    """M12 is about meetings: what is new or overdue in it are the agreements."""
    told = fieldkit("--lang", language, "report", "monthly", "--month", "2025-10", home=month.home)
    meetings = told[told.index("M12") : told.index("M13")]
    assert [new in meetings, overdue in meetings] == [True, True]


def test_reference_values_stand_in_the_annual_report_and_in_no_other(month: Notebook) -> None:
    """Two values, the second with a comma: 51,5 is 51.5."""
    two = "Insuficiente en Español (%) | 45 | 2011 | ENLACE; Matemáticas (%) | 51,5 % | 2011 | ENLACE"
    said(month, "programme", "set", "--set", f"valores de referencia={two}")
    found = said(month, "report", "annual", "--ciclo", "2025-2026")["references"]
    assert [(one["name"], one["value"], one["year"], one["source"]) for one in found] == [
        ("Insuficiente en Español (%)", 45, 2011, "ENLACE"),
        ("Matemáticas (%)", 51.5, 2011, "ENLACE"),
    ]
    assert "references" not in said(month, "report", "monthly", "--month", "2025-10")


@pytest.mark.parametrize("odd", ["Español | 45 | 2011", "Español | mucho | 2011 | ENLACE", "a | 1 | 11 | b"])
def test_what_is_no_reference_value_is_refused(month: Notebook, odd: str) -> None:
    refused = said(month, "programme", "set", "--set", f"references=x | 1 | 2011 | y; {odd}", code=2)
    assert refused["error"] == "not_a_reference"
    assert said(month, "programme", "show")["references"] == ""
