"""`fieldkit form`: list, show, check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.forms.form import LIBRARY
from tests.cli.conftest import Notebook
from tests.forms.small import COLOURS, HEAD, group, item
from tests.house.commands import facts, fieldkit

OWN = HEAD + COLOURS + group("g", item("A", "integer", "required = true\nrange = [1, 4]"))


def test_the_list_has_our_forms_and_those_of_this_notebook(home: Path) -> None:
    (home / "forms").mkdir(parents=True)
    (home / "forms" / "T.toml").write_text(OWN, encoding="utf-8")
    forms = {form["code"]: form for form in json.loads(fieldkit("form", "list", "--json", home=home))}
    assert forms["FS"]["title"]["es"] == "Ficha de seguimiento"
    assert forms["T"]["items"] == 1
    assert "Ficha de seguimiento" in fieldkit("form", "list", home=home)


@pytest.mark.parametrize("code", ["FS", "fs"])
def test_a_form_is_shown_for_people_and_for_programs(home: Path, code: str) -> None:
    shown = fieldkit("form", "show", code, home=home)
    assert "Minutos de tutoría" in shown
    assert "obligatoria · de 5 a 180" in shown
    groups = json.loads(fieldkit("form", "show", code, "--json", home=home))["groups"]
    items = {found["code"]: found for part in groups for found in part["items"]}
    assert items["VA3"]["range"] == [5, 180]
    assert items["V01"]["choices"][0]["code"] == "jornada"


def test_what_the_rows_of_a_form_must_fulfil_together_is_shown(home: Path) -> None:
    assert "Hay dos artículos con el mismo número" in fieldkit("form", "show", "RGI", home=home)
    groups = json.loads(fieldkit("form", "show", "RGI", "--json", home=home))["groups"]
    assert [found["constraint"] for found in groups if "constraint" in found] == ["repeated(${ART_N}) = ''"]


def test_a_sound_file_is_said_to_be_sound(home: Path) -> None:
    assert "FS" in fieldkit("form", "check", LIBRARY / "FS.toml", home=home)


def test_every_mistake_in_a_file_is_told_with_its_line(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "T.toml"
    file.write_text(OWN + item("B", "integer", 'relevant = "${Z} ="'), encoding="utf-8")
    found = json.loads(fieldkit("form", "check", file, "--json", home=home, code=3))
    assert found["error"] == "bad_form"
    assert [problem["field"] for problem in found["problems"]] == ["B"]
    assert "${Z}" in found["problems"][0]["message"]


def test_a_form_that_does_not_exist_is_told_as_such(home: Path) -> None:
    assert json.loads(fieldkit("form", "show", "ZZ", "--json", home=home, code=3))["error"] == "not_found"


READING = """code = "MIA"
version = 1
kind = "entry"
subject = "student"
key = ["student", "date"]
title = { es = "Mi lectura", en = "My reading" }
""" + group(
    "g",
    item("school", "ref", 'to = "school"\nrequired = true'),
    item("student", "ref", 'to = "student"\nrequired = true'),
    item("date", "date", "required = true"),
    item("words", "integer", "range = [0, 300]\nrequired = true"),
)


@pytest.fixture
def own(notebook: Notebook) -> Notebook:
    """The notebook with a form of its own."""
    (notebook.home / "forms").mkdir()
    (notebook.home / "forms" / "MIA.toml").write_text(READING, encoding="utf-8")
    return notebook


def fill(own: Notebook, words: int, code: int = 0) -> dict[str, Any]:
    given = (
        "fill",
        "mia",
        "--school",
        own.cct,
        "--student",
        "itzel",
        "--date",
        "2025-10-17",
        "--answers",
        "-",
    )
    told = facts(*given, "--no-input", home=own.home, code=code, typed=json.dumps({"words": words}))
    assert isinstance(told, dict)
    return told


def test_a_form_of_ones_own_is_filled_in_as_any_other(own: Notebook) -> None:
    saved = fill(own, 60)
    assert (saved["form"], saved["state"], saved["problems"]) == ("MIA", "finished", [])
    assert fill(own, 900, code=3)["state"] == "draft"
    assert [one["code"] for one in fill(own, 61)["problems"]] == ["same_sheet"]
    assert facts("status", home=own.home)["pending"] > 0
    (row, _) = fieldkit("export", "MIA", "--jsonl", "-", home=own.home).splitlines()
    assert json.loads(row)["answers"]["words"] == 60


def test_a_form_of_ones_own_is_imported_told_again_by_its_key(own: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "mia.csv"
    file.write_text(
        f"school,student,date,words\n{own.cct},Itzel Sánchez Peña,2025-10-01,55\n", encoding="utf-8"
    )
    assert facts("import", "mia", file, home=own.home)["new"] == 1
    assert facts("import", "mia", file, home=own.home)["same"] == 1


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_text("code = ", encoding="utf-8")])
def test_when_its_file_is_gone_or_spoilt_drafts_and_records_are_still_read(
    own: Notebook, spoil: Callable[[Path], object]
) -> None:
    saved, begun = fill(own, 60), fill(own, 900, code=3)
    spoil(own.home / "forms" / "MIA.toml")
    assert [row["id"] for row in facts("draft", "list", home=own.home)] == [begun["id"]]
    assert facts("draft", "show", begun["id"], home=own.home)["answers"]["words"] == 900
    assert "words: 60" in fieldkit("ficha", "ver", saved["id"], home=own.home)
    fieldkit("ficha", "anular", saved["id"], "--motivo", "x", home=own.home)
    assert len(facts("history", saved["id"], home=own.home)) == 2
    told = facts("fill", "mia", "--no-input", home=own.home, code=3 if list(own.home.glob("forms/*")) else 2)
    assert told["error"] in ("no_such_form", "bad_form")


@pytest.mark.parametrize(
    ("file", "written", "said"),
    [
        ("FS.toml", READING.replace("MIA", "FS"), "es de un formulario de fieldkit"),
        ("OTRA.toml", READING, "se tiene que llamar MIA.toml"),
        ("MIA.toml", READING.replace('"entry"', '"person"'), "la clase «person» no existe"),
    ],
)
def test_a_form_that_could_not_be_used_is_refused_when_checked(
    home: Path, tmp_path: Path, file: str, written: str, said: str
) -> None:
    (tmp_path / file).write_text(written, encoding="utf-8")
    told = facts("form", "check", tmp_path / file, home=home, code=3)
    assert said in told["problems"][0]["message"]
