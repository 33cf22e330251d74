"""Headings are understood however they are written, and what is not understood is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldkit.forms.form import load
from fieldkit.intake.columns import Names, Place, Sorter
from tests.intake.conftest import Notebook

STUDENTS = Names(load("REG-A"))
SCHOOLS = Names(load("REG-E"))
VISITS = Names(load("FS"))


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("first_names", "first_names"),
        ("Nombre(s)", "first_names"),
        ("  PRIMER   APELLIDO ", "surname"),
        ("apellido_materno", "second_surname"),
        ("FECHA DE NACIMIENTO", "birth_date"),
        ("Birth date", "birth_date"),
        ("CCT", "school"),
        ("Clave de la escuela", "school"),
        ("CVE_CT", "school"),
        ("curp", "curp"),
    ],
)
def test_a_column_is_known_by_its_code_label_or_other_names(head: str, code: str) -> None:
    assert STUDENTS.place(head) == Place(code)


def test_official_names_of_schools_are_known() -> None:
    found = SCHOOLS.columns(["CV_CCT", "C_NOMBRE", "C_TURNO_01", "INMUEBLE_C_NOM_LOC", "INMUEBLE_LATITUD"])
    assert [str(place) for place in found.places.values()] == ["cct", "name", "shift", "community", "lat"]
    found = SCHOOLS.columns(["CVE_CT", "NOM_CT"])
    assert [str(place) for place in found.places.values()] == ["cct", "name"]


def test_unknown_columns_and_columns_that_say_the_same_are_told_and_left_out() -> None:
    found = SCHOOLS.columns(["CCT", "Clave CT", "2012", "2012", ""])
    assert (found.places, found.unknown, found.twice) == ({0: Place("cct")}, ("2012", "2012"), ("Clave CT",))


def test_a_column_mapped_by_hand_means_that_and_one_mapped_to_nothing_is_left_out() -> None:
    names = Names(load("REG-E"), {"Plantel": "name", "Modalidad": ""})
    found = names.columns(["CCT", "PLANTEL", "modalidad"])
    assert [str(place) for place in found.places.values()] == ["cct", "name"]
    assert not found.unknown


def test_the_columns_of_a_refused_file_and_of_an_export_are_no_answers_and_no_news() -> None:
    found = STUDENTS.columns(["fieldkit: renglón", "id", "estado", "Escuela (nombre)", "Sexo"])
    assert (list(found.places), found.unknown) == ([4], ())


def test_the_rows_of_a_repeat_are_gathered_in_order() -> None:
    found = VISITS.columns(["VA[2].VA2", "VA[1].VA2", "VA[1].VA3", "VA[0].VA2", "VA[1].NADA"])
    assert Sorter(found.places).answers(["lectura", "otra", "20", "x", "y"]) == {
        "VA": [{"VA2": "otra", "VA3": "20"}, {"VA2": "lectura"}]
    }
    assert found.unknown == ("VA[0].VA2", "VA[1].NADA")


def test_blank_cells_say_nothing_and_short_rows_are_no_trouble() -> None:
    found = SCHOOLS.columns(["CCT", "Nombre", "Turno"])
    assert Sorter(found.places).answers(["12KPR0001Z", "  "]) == {"cct": "12KPR0001Z"}


@pytest.mark.parametrize("nothing", ["-", "--", "—", "S/D", "n/d"])
def test_a_sign_for_nothing_says_nothing_and_one_of_ours_stays(nothing: str) -> None:
    sorter = Sorter(SCHOOLS.columns(["CCT", "Nombre", "Turno"]).places)
    row = ["12KPR0001Z", nothing, "'-"]
    assert sorter.answers(row) == {"cct": "12KPR0001Z", "shift": "-"}
    assert sorter.answers(["12KPR0001Z", nothing, "M"]) == {"cct": "12KPR0001Z", "shift": "M"}
    columns = {code: list(column) for code, column in sorter.columns([row]).items()}
    assert columns == {"cct": ["12KPR0001Z"], "name": [None], "shift": ["-"]}
    visits = Sorter(VISITS.columns(["VA[1].VA2", "VA[1].VA3"]).places)
    assert visits.answers([nothing, "20"]) == {"VA": [{"VA3": "20"}]}


def test_what_was_kept_from_running_as_a_formula_is_read_as_it_was() -> None:
    found = SCHOOLS.columns(["Nombre"])
    assert Sorter(found.places).answers(["'=1+1"]) == {"name": "=1+1"}


ENGLISH = ["School key", "First name", "Last name", "Date of birth", "Sex", "Grade"]


@pytest.mark.parametrize(
    ("form", "heads", "codes"),
    [
        ("REG-A", ENGLISH, ["school", "first_names", "surname", "birth_date", "sex", "grade"]),
        ("REG-A", ["N_CLAVECCT", "Name"], ["school", "first_names"]),
        ("REG-D", ["CLAVE CCT", "First name", "Last name"], ["school", "first_names", "surname"]),
        ("REG-E", ["N_CLAVECCT", "N_NOMBRECT", "C_NIVEL"], ["cct", "name", "level"]),
        ("FS", ["CLAVE CCT"], ["school"]),
    ],
)
def test_columns_are_known_by_their_english_and_their_official_names(
    form: str, heads: list[str], codes: list[str]
) -> None:
    columns = Names(load(form)).columns(heads)
    assert [str(place) for place in columns.places.values()] == codes and not columns.unknown


@pytest.mark.parametrize("kind", ["students", "teachers", "families"])
@pytest.mark.parametrize("head", ["NOMBRE COMPLETO", "Nombre(s) y apellidos", "Full name"])
def test_a_whole_name_in_one_column_is_not_guessed_apart(
    kind: str, head: str, notebook: Notebook, sheet: Callable[..., Path]
) -> None:
    found = notebook.take(kind, sheet(["CCT", head, "Sexo"], ["12KPR0001Z", "Peña Ruiz Itzel", "M"]))
    assert (notebook.code, found["error"]) == (3, "unreadable")
    assert f"«{head}»" in found["message"] and "Sepárelo en Nombre(s), Primer apellido" in found["message"]


def test_where_a_column_is_missing_it_is_told_which_ones_are_known(
    notebook: Notebook, sheet: Callable[..., Path]
) -> None:
    said = notebook.take("students", sheet(["CCT", "Sexo", "Quién"], ["12KPR0001Z", "M", "Ana"]))["message"]
    assert "falta: Nombre(s). Se reconocen: CCT, Sexo." in said and "(Quién)" in said
