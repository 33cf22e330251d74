"""`fieldkit form`: list, show, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldkit.forms.form import LIBRARY
from tests.forms.small import COLOURS, HEAD, group, item
from tests.house.commands import fieldkit

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
