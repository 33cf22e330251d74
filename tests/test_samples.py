"""The sample data: written the same each time, sound, and nobody's."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fieldkit.domain.identifiers import Read, cct, curp, cvegeo
from fieldkit.forms.catalogue import municipio
from fieldkit.forms.check import check
from fieldkit.forms.form import load

SAMPLES = Path(__file__).parents[1] / "sample_data"
WRITTEN = sorted(
    file.name for file in SAMPLES.iterdir() if file.suffix in (".csv", ".xlsx", ".json", ".jsonl", ".png")
)


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the files written once more."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "make.py", folder], check=True)
    return folder


def rows(name: str) -> list[dict[str, str]]:
    text = (
        (SAMPLES / name)
        .read_bytes()
        .decode("cp1252" if name.startswith(("alumnos", "fam", "res")) else "utf-8-sig")
    )
    return list(csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))


def sheets(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]


def content(file: Path) -> dict[str, bytes]:
    """The bytes of a file; of a workbook those of its parts, for zlib packs them in its own way."""
    if file.suffix != ".xlsx":
        return {file.name: file.read_bytes()}
    with zipfile.ZipFile(file) as parts:
        return {part: parts.read(part) for part in parts.namelist()}


@pytest.mark.parametrize("name", WRITTEN)
def test_each_file_is_what_its_script_writes(name: str, anew: Path) -> None:
    assert content(SAMPLES / name) == content(anew / name)


def test_the_script_writes_no_more_and_no_fewer_files(anew: Path) -> None:
    assert sorted(file.name for file in anew.iterdir()) == WRITTEN


def test_the_schools_have_good_keys_in_real_municipios() -> None:
    schools = rows("escuelas.csv")
    assert len(schools) == json.loads((SAMPLES / "expected.json").read_text("utf-8"))["schools"]
    for school in schools:
        assert cct(school["CV_CCT"]) == Read(school["CV_CCT"])
        assert re.fullmatch(r"12KPR900[1-4][A-Z]", school["CV_CCT"])
        place = municipio(cvegeo(school["CVEGEO"]).value)
        assert place is not None
        assert place.name.upper() == school["INMUEBLE_C_NOM_MUN"]


def test_every_curp_is_well_made_and_nobody_s() -> None:
    wrong = "VEAA170909MGRGLLZ0"
    written = [
        row["CURP"]
        for name in WRITTEN
        if name.startswith("alumnos_") and name.endswith("csv")
        for row in rows(name)
    ]
    found = [key for key in written if key and key != wrong]
    assert len(found) > 30
    assert wrong in written
    for key in found:
        assert curp(key) == Read(key)
        assert key[16] == "Z"


@pytest.mark.parametrize(("name", "form"), [("fichas_octubre.jsonl", "FS"), ("diagnosticos.jsonl", "DXA")])
def test_every_sheet_is_complete_and_right(name: str, form: str) -> None:
    found = [check(load(form), sheet, today=date(2025, 11, 1)) for sheet in sheets(name)]
    assert found
    assert [problem for one in found for problem in one.problems if problem.code != "old_date"] == []
    assert all(one.complete for one in found)


def test_the_single_visit_is_complete_and_right() -> None:
    visit = json.loads((SAMPLES / "visita.json").read_text("utf-8"))
    assert check(load("FS"), visit, today=date(2025, 11, 13)).problems == ()


def test_the_catalogue_has_a_text_and_a_problem_for_every_grade_each_whole_and_once() -> None:
    exercises = rows("ejercicios.csv")
    assert {(one["Grado"], one["Tipo"]) for one in exercises} == {
        (grade, kind) for grade in (*"123456", "secundaria") for kind in ("texto", "problema")
    }
    for name in ("Clave", "Título", "Texto o enunciado"):
        assert len({one[name] for one in exercises}) == len(exercises)
    assert all(all(one.values()) for one in exercises)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_the_results_of_a_year_have_every_school_and_its_levels_add_up(year: int) -> None:
    """Of one decimal each, four levels are at most 0.2 away from 100; who was not tested has none."""
    keys = [school["CV_CCT"] for school in rows("escuelas.csv")]
    found = rows(f"resultados_{year}.csv")
    assert [one["CLAVE DE LA ESCUELA"] for one in found] == keys
    for one in found:
        cells = [value for head, value in one.items() if head.startswith("NIVEL")]
        if one["ALUMNOS EVALUADOS"] == "0":
            assert set(cells) == {"-"}
            continue
        assert [sum(map(float, part)) for part in (cells[:4], cells[4:])] == pytest.approx(
            [100, 100], abs=0.2
        )


def test_the_photo_is_small_and_keeps_nothing_but_the_picture() -> None:
    content = (SAMPLES / "foto_texto.png").read_bytes()
    assert len(content) < 10_000
    with Image.open(SAMPLES / "foto_texto.png") as photo:
        photo.load()
        assert photo.size == (240, 160)
        assert photo.info == {}


def test_what_is_expected_adds_up() -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    october = sheets("fichas_octubre.jsonl")
    assert expected["sheets"] == len(october) == sum(one["sheets"] for one in expected["advisors"].values())
    assert expected["diagnoses"] == len(sheets("diagnosticos.jsonl"))
    assert expected["students"] == sum(one["students"] for one in expected["rosters"].values())
    assert expected["exercises"] == len(rows("ejercicios.csv"))
    assert expected["results"] == sum(len(rows(f"resultados_{year}.csv")) for year in range(2023, 2027))
    assert expected["kinships"] == len(rows("familias.csv"))
    for roster in expected["rosters"].values():
        if roster["file"].endswith(".csv"):
            assert roster["students"] + len(roster["refused"]) == len(rows(roster["file"]))


def test_no_school_has_more_than_one_sheet_a_day() -> None:
    days = [(sheet["school"], sheet["date"]) for sheet in sheets("fichas_octubre.jsonl")]
    assert len(set(days)) == len(days)
