"""Every list, as a person reads it."""

from __future__ import annotations

import json

import pytest

from fieldkit.domain.change import Edit
from tests import make
from tests.cli.conftest import Notebook, save
from tests.house.commands import facts, fieldkit


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "noun", ["school", "student", "teacher", "family", "advisor", "monitoring", "diagnostic", "draft", "form"]
)
def test_every_list_reads(notebook: Notebook, noun: str, language: str) -> None:
    assert fieldkit(noun, "list", home=notebook.home, FIELDKIT_LANG=language).strip()


def test_a_teacher_is_listed_with_what_they_are(notebook: Notebook) -> None:
    words = ("--answers", "-", "--no-input", "--json", "--school", notebook.cct)
    given = (
        '{"first_names": "Rosa", "surname": "Peña", "figure": "docente", "notice_version": "1",'
        ' "notice_date": "2025-09-01", "notice_to": "ella", "notice_how": "leido"}'
    )
    fieldkit("teacher", "new", *words, home=notebook.home, typed=given)
    listed = fieldkit("teacher", "list", home=notebook.home)
    assert "FIGURA" in listed
    assert "Rosa Peña" in listed


@pytest.mark.parametrize(
    ("noun", "given"),
    [
        ("school", {"name": "Primaria Las Peñas"}),
        ("student", {"first_names": "Lucía", "surname": "Peña"}),
        ("teacher", {"first_names": "Rosa", "surname": "Peña"}),
        ("family", {"first_names": "Luz", "surname": "Peña"}),
        ("advisor", {"degree": "Pedagogía"}),
    ],
)
def test_what_is_begun_is_in_the_list_of_what_it_will_be(
    notebook: Notebook, noun: str, given: dict[str, str]
) -> None:
    told = facts(
        noun, "new", "--answers", "-", "--no-input", home=notebook.home, typed=json.dumps(given), code=3
    )
    assert told["state"] == "draft"
    (row,) = [one for one in facts(noun, "list", home=notebook.home) if one["id"] == told["id"]]
    assert row["state"] == "draft"
    assert "borrador" in fieldkit(noun, "list", home=notebook.home)


def test_no_list_is_longer_than_asked_for(notebook: Notebook) -> None:
    facts("school", "new", "--name", "Otra", "--no-input", home=notebook.home, code=3)
    assert len(facts("school", "list", home=notebook.home)) == 2
    assert len(facts("school", "list", "--limit", "1", home=notebook.home)) == 1


def test_who_works_here_is_an_advisor_from_the_first_day(notebook: Notebook) -> None:
    (row,) = facts("advisor", "list", home=notebook.home)
    assert (row["name"], row["state"]) == ("Ana Ruiz", "unregistered")
    assert row["missing"][0] == "degree"
    said = fieldkit("asesor", "lista", home=notebook.home)
    assert "Título, Área del título" in said
    assert 'fieldkit asesor nuevo --nombre "Ana Ruiz"' in said


def test_and_is_there_once_when_registered(notebook: Notebook) -> None:
    fieldkit("advisor", "new", "--name", "ana ruíz", "--no-input", home=notebook.home)
    assert [row["state"] for row in facts("advisor", "list", home=notebook.home)] == ["finished"]
    assert "falta" not in fieldkit("asesor", "lista", home=notebook.home)


def test_a_long_name_does_not_push_the_other_rows_apart_and_a_program_gets_it_whole(
    notebook: Notebook,
) -> None:
    """80 letters of the name, with the sign that it goes on; the refused draft keeps all 10,000."""
    given = json.dumps({"name": "Ñ" * 10_000, "community": "Río\nHondo"})
    words = ("school", "new", "--answers", "-", "--no-input")
    fieldkit(*words, home=notebook.home, typed=given, code=3)
    listed = fieldkit("school", "list", home=notebook.home)
    assert max(map(len, listed.splitlines())) < 160
    assert "Ñ" * 79 + "…" in listed
    assert "Río Hondo" in listed
    (draft,) = (row for row in facts("school", "list", home=notebook.home) if row["state"] == "draft")
    assert draft["name"] == "Ñ" * 10_000


def test_a_school_is_told_by_its_key_wherever_it_is_named(notebook: Notebook) -> None:
    seen = fieldkit("alumno", "ver", notebook.student, home=notebook.home)
    assert "Escuela: 12KPR0001Z · La Ciénega" in seen
    assert "12KPR0001Z · La Ciénega" in fieldkit("alumno", "lista", home=notebook.home)


def test_those_who_answer_to_one_name_are_told_apart(notebook: Notebook) -> None:
    twin = make.person(notebook.school, first_names="Itzel", surname="Sánchez", birth_date="2012-01-09")
    (born,) = save(notebook, twin)
    save(notebook, make.membership(notebook.school, born, "student", grade="6"))
    said = facts("alumno", "ver", "Itzel", home=notebook.home, code=3)
    assert "Itzel Sánchez Peña · 2012 · 12KPR0001Z · 6º" in said["message"]


def test_lists_and_sheets_speak_in_words_of_the_language_in_use(notebook: Notebook) -> None:
    home = notebook.home
    fieldkit("school", "correct", notebook.cct, "--set", "level=primaria", "--reason", "x", home=home)
    assert "  Primary  " in fieldkit("--lang", "en", "school", "list", home=home)
    assert "  Primary 3  Female" in fieldkit("--lang", "en", "student", "list", home=home)
    levels = {"L_NIV": "en_desarrollo", "L_VEL": "se_acerca", "LEN_P": 2.3333333333333335, "band": "B2"}
    test = make.doc("DXA", {"school": notebook.school, "student": notebook.student, **levels})
    (sheet,) = save(notebook, Edit("entry", f"s:{notebook.school}", test))
    seen = fieldkit("--lang", "en", "diagnostic", "show", sheet, home=home)
    for line in ("Reading: level: Developing", "Near the standard", "mean points: 2.33\n"):
        assert line in seen
    assert facts("diagnostic", "show", sheet, home=home)["answers"]["L_NIV"] == "en_desarrollo"
