"""Official results of national tests, in the layouts SEP used, and the schools they make focus schools."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store
from tests.intake.conftest import Notebook

Sheet = Callable[..., Path]
LEVELS = ["INSUFICIENTE", "ELEMENTAL", "BUENO", "EXCELENTE"]
HEAD = [
    "NOMBRE DE LA ESCUELA",
    "CLAVE DE LA ESCUELA",
    "TURNO",
    "EXTENSIÓN",
    "ALUMNOS PROGRAMADOS",
    "ALUMNOS EVALUADOS",
]
CIENEGA = ["LA CIENEGA", "12KPR0001Z", "MATUTINO", "", "20", "15"]
READING, MATHS = [" 55.0", " 25.0", " 20.0", "  0.0"], [" 70.0", " 20.0", "  5.0", "  5.0"]


def _results(notebook: Notebook) -> list[dict[str, Any]]:
    return [one["answers"] for one in notebook.give("results")]


def _levels(answers: dict[str, Any], code: str) -> list[float]:
    return [answers[f"{code}_{rank}"] for rank in range(4)]


def test_the_level_names_twice_are_reading_then_mathematics(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS])
    outcome = notebook.take("results", file, "--test", "ENLACE", "--year", "2010")
    assert (outcome["new"], outcome["refused"], notebook.code) == (1, [], 0)
    (found,) = _results(notebook)
    assert (_levels(found, "L"), _levels(found, "M")) == ([55, 25, 20, 0], [70, 20, 5, 5])
    assert (found["shift"], found["extension"], found["under_80"], found["level"]) == (
        "matutino", "0", "si", "primaria",
    )  # fmt: skip


def test_two_rows_of_heading_tell_the_school_from_the_state_and_the_country(
    notebook: Notebook, tmp_path: Path
) -> None:
    file = tmp_path / "escuelas.xlsx"
    groups = [
        "% DE ALUMNOS DE LA ESCUELA EN CADA NIVEL DE LOGRO EN MATEMÁTICAS 2010",
        "% DE ALUMNOS DEL PAÍS EN CADA NIVEL DE LOGRO EN MATEMÁTICAS 2010",
        "% DE ALUMNOS DE LA ESCUELA EN CADA NIVEL DE LOGRO EN ESPAÑOL 2010",
    ]
    above = [*HEAD, *(cell for group in groups for cell in (group, "", "", ""))]
    below = ["", "", "", "", "2010", "2010", *LEVELS * 3]
    _write(file, [above, below, [*CIENEGA, *MATHS, *[" 25.0"] * 4, *READING]])
    outcome = notebook.take("results", file, "--test", "ENLACE", "--year", "2010")
    assert (outcome["new"], outcome["refused"]) == (1, [])
    (found,) = _results(notebook)
    assert (_levels(found, "L"), _levels(found, "M")) == ([55, 25, 20, 0], [70, 20, 5, 5])


def test_what_stands_under_no_name_is_told_by_its_column_and_levels_of_others_are_not(
    notebook: Notebook, sheet: Sheet
) -> None:
    """After six columns and four levels, of which only the first has a group: K. Those of the country do not
    count, nor does T, that is empty.
    """
    groups = ("ESPAÑOL", "", "", "", "", "NACIONAL ESPAÑOL", "", "", "", "")
    levels = [*LEVELS, "", *LEVELS, ""]
    row = [*CIENEGA, *READING, "algo", *MATHS, ""]
    outcome = notebook.take(
        "results", sheet([*HEAD, *groups], [*[""] * 6, *levels], row), "--test", "ENLACE", "--year", "2010"
    )
    assert (outcome["nameless_columns"], outcome["new"]) == (["K"], 1)


def test_a_cell_beyond_the_heading_refuses_its_row_and_is_counted_as_the_file_has_it(
    notebook: Notebook, sheet: Sheet
) -> None:
    """Six columns and two times four levels are 14; the second row has one cell more."""
    other = [CIENEGA[0], CIENEGA[1], "VESPERTINO", *CIENEGA[3:]]
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS], [*other, *READING, *MATHS, "7"])
    outcome = notebook.take("results", file, "--test", "ENLACE", "--year", "2010")
    assert outcome["new"] == 1
    (refused,) = outcome["refused"]
    assert (refused["line"], refused["code"]) == (3, "too_many_cells")
    assert "15 celdas y el encabezado 14" in refused["message"]
    assert "7" in Path(outcome["refused_file"]).read_text(encoding="utf-8-sig").splitlines()[1].split(",")


def test_a_column_named_in_the_second_row_alone_is_told_like_any_other(
    notebook: Notebook, sheet: Sheet
) -> None:
    """Years of another measure are no counts of pupils, though two columns of years alone would be."""
    groups = ["ESPAÑOL", "", "", "", "MATEMÁTICAS", "", "", "", "INCREMENTO", ""]
    above = [*HEAD[:2], "", *HEAD[3:], *groups, ""]
    below = ["", "", "TURNO", "", "", "", *LEVELS, *LEVELS, "2009", "2010", "Director"]
    row = [*CIENEGA, *READING, *MATHS, "1.5", "2.5", "Rosa"]
    outcome = notebook.take("results", sheet(above, below, row), "--test", "ENLACE", "--year", "2010")
    assert outcome["unknown_columns"] == ["INCREMENTO", "INCREMENTO 2010", "Director"]
    (found,) = _results(notebook)
    assert (found["shift"], found["registered"], found["tested"]) == ("matutino", 20, 15)


def test_levels_by_number_with_their_subject_and_fractions_of_one(notebook: Notebook, sheet: Sheet) -> None:
    numbers = ("I", "II", "III", "IV")
    named = [
        f"NIVEL {one} {subject}" for subject in ("LENGUAJE Y COMUNICACIÓN", "MATEMÁTICAS") for one in numbers
    ]
    cells = ["0.5", "0.25", "0.2", "0.05", "70%", "20%", "5%", "5%"]
    file = sheet([*HEAD, *named], [*CIENEGA, *cells])
    notebook.take("results", file, "--test", "PLANEA", "--year", "2016")
    (found,) = _results(notebook)
    assert (_levels(found, "L"), _levels(found, "M")) == ([50, 25, 20, 5], [70, 20, 5, 5])
    assert found["test"] == "planea"


def test_levels_that_cannot_be_of_one_school_are_refused_and_roundings_are_not(
    notebook: Notebook, sheet: Sheet
) -> None:
    """Of the first two schools the levels add up to 130 % and 100.2 %; of the third nobody was tested."""
    rows = [
        ["LA CIENEGA", "12KPR0001Z", "MATUTINO", "", "20", "15", "70", "30", "20", "10", *MATHS],
        ["EL CERRO", "12KPR0002Y", "MATUTINO", "", "20", "15", "55.1", "25.1", "20.0", "0.0", *MATHS],
        ["EL RIO", "12KPR0003X", "MATUTINO", "", "20", "0", *["0"] * 8],
    ]
    outcome = notebook.take(
        "results", sheet([*HEAD, *LEVELS, *LEVELS], *rows), "--test", "ENLACE", "--year", "2010"
    )
    assert (outcome["new"], [one["line"] for one in outcome["refused"]]) == (2, [2])
    assert "más de 105 %" in outcome["refused"][0]["message"]
    assert outcome["refused"][0]["column"] == "EXCELENTE", "as the file has it"
    kept = Path(str(outcome["refused_file"])).read_text("utf-8-sig")
    assert "EXCELENTE" not in kept and "(L_3)" in kept, "as it is called there"


def test_levels_without_a_subject_beside_those_of_mathematics_are_of_reading(
    notebook: Notebook, sheet: Sheet
) -> None:
    file = sheet([*HEAD, *(f"{one} MATEMÁTICAS" for one in LEVELS), *LEVELS], [*CIENEGA, *MATHS, *READING])
    assert notebook.take("results", file, "--test", "ENLACE", "--year", "2010")["new"] == 1
    (found,) = _results(notebook)
    assert (_levels(found, "L"), _levels(found, "M")) == ([55, 25, 20, 0], [70, 20, 5, 5])


def test_numbers_of_pupils_with_their_thousands_apart_are_whole(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA[:4], "1,000", "1,150", *READING, *MATHS])
    notebook.take("results", file, "--test", "ENLACE", "--year", "2010")
    (found,) = _results(notebook)
    assert (found["registered"], found["tested"]) == (1000, 1150)


def test_a_school_that_was_not_tested_has_no_levels_and_not_zero(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA[:5], "0", *["-"] * 4, *["n/d"] * 4])
    assert notebook.take("results", file, "--test", "ENLACE", "--year", "2010")["new"] == 1
    assert not {"L_0", "M_3"} & _results(notebook)[0].keys()


def test_the_same_file_again_changes_nothing_and_shifts_are_apart(notebook: Notebook, sheet: Sheet) -> None:
    other = [CIENEGA[0], CIENEGA[1], "VESPERTINO", *CIENEGA[3:]]
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS], [*other, *MATHS, *READING])
    words = ("--test", "ENLACE", "--year", "2010")
    assert notebook.take("results", file, *words)["new"] == 2
    again = notebook.take("results", file, *words)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
    assert notebook.take("results", file, "--test", "ENLACE", "--year", "2011")["new"] == 2


@pytest.mark.parametrize(
    ("heading", "words", "code", "said"),
    [
        ([*HEAD, *LEVELS], (), 3, "--materia"),
        ([*HEAD, *LEVELS], ("--subject", "historia"), 2, "historia"),
        (HEAD, (), 3, "cuatro niveles"),
        ([*HEAD[:5], "EVALUADOS EN EL 2011", *LEVELS, *LEVELS], (), 2, "2011"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(
    notebook: Notebook, sheet: Sheet, heading: Sequence[str], words: tuple[str, ...], code: int, said: str
) -> None:
    file = sheet(heading, [*CIENEGA, *READING, *MATHS][: len(heading)])
    outcome = notebook.take("results", file, "--test", "ENLACE", "--year", "2010", *words)
    assert notebook.code == code
    assert said in json.dumps(outcome, ensure_ascii=False)
    assert not _results(notebook)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], "Prueba, Año. Por ejemplo: --prueba PLANEA --anio 2018."),
        (["--year", "2010"], "Prueba. Por ejemplo: --prueba PLANEA."),
        (["--test", "ENLACE"], "Año. Por ejemplo: --anio 2018."),
    ],
)
def test_what_is_said_once_of_a_whole_file_is_asked_for_so(
    said: list[str], told: str, notebook: Notebook, sheet: Sheet
) -> None:
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS])
    found = notebook.take("results", file, *said)
    assert (notebook.code, found["message"]) == (
        3,
        f"Falta decir de «{file}», una vez para todos sus renglones: {told} No se importó nada.",
    )


def test_of_a_file_without_keys_the_columns_are_told_as_it_calls_them(
    notebook: Notebook, sheet: Sheet
) -> None:
    file = sheet([HEAD[0], f" {HEAD[5]} ", *LEVELS], ["LA CIENEGA", "15", *READING])
    found = notebook.take("results", file, "--test", "ENLACE", "--year", "2010", "--subject", "lenguaje")
    assert f"falta: CCT (clave). Se reconocen: {', '.join([HEAD[0], HEAD[5], *LEVELS])}." in found["message"]


PLANEA = ["NIVEL I", "NIVEL II", "NIVEL III", "NIVEL IV"]
PLANEA_IN_WORDS = ["Insuficiente", "Apenas indispensable", "Satisfactorio", "Sobresaliente"]


@pytest.mark.parametrize(
    ("above", "levels", "test", "year", "said"),
    [
        (None, LEVELS, "PLANEA", "2016", "«ELEMENTAL»"),
        (None, PLANEA_IN_WORDS, "enlace", "2010", "«Apenas indispensable»"),
        ("Resultados de la prueba ENLACE 2013", PLANEA, "Planea", "2016", "«Resultados de la prueba ENLACE"),
        ("PLANEA16 por escuela", PLANEA, "ENLACE", "2013", "«PLANEA16 por escuela»"),
        (None, [f"{one} PLANEA" for one in PLANEA], "ENLACE", "2012", "«NIVEL I PLANEA»"),
        (None, PLANEA, "PLANEA", "2014", "PLANEA: desde 2015"),
        (None, PLANEA, "ENLACE", "2015", "ENLACE: de 2006 a 2014"),
        (None, [*PLANEA[:3], "NIVEL IV 2013"], "PLANEA", None, "En 2013 no se aplicó PLANEA"),
    ],
)
def test_a_file_that_says_it_is_of_another_test_is_refused(
    notebook: Notebook,
    sheet: Sheet,
    above: str | None,
    levels: list[str],
    test: str,
    year: str | None,
    said: str,
) -> None:
    title = [[above]] if above else []
    file = sheet(*title, [*HEAD, *levels, *levels], [*CIENEGA, *READING, *MATHS])
    words = ("--year", year) if year else ()
    outcome = notebook.take("results", file, "--test", test, *words)
    assert (notebook.code, said in outcome["message"], _results(notebook)) == (3, True, [])


def test_the_name_of_a_sheet_says_which_test_it_is(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "resultados.xlsx"
    _write(file, [[*HEAD, *PLANEA, *PLANEA], [*CIENEGA, *READING, *MATHS]], "ENLACE 2012")
    assert "«ENLACE 2012»" in notebook.take("results", file, "--test", "PLANEA", "--year", "2016")["message"]
    assert notebook.take("results", file, "--set", "test=enlace", "--year", "2012")["new"] == 1


@pytest.mark.parametrize(
    ("above", "heads", "levels", "test"),
    [
        (None, HEAD, PLANEA, "ENLACE"),
        (None, HEAD, PLANEA, "otra"),
        (None, HEAD, LEVELS, "otra"),
        ("De ENLACE a PLANEA", HEAD, PLANEA, "ENLACE"),
        ("Planeación 2012", HEAD, PLANEA, "ENLACE"),
        (None, [*HEAD[:5], "NOMBRE DEL ENLACE"], PLANEA, "PLANEA"),
    ],
)
def test_where_nothing_in_the_file_tells_the_word_of_the_person_stands(
    notebook: Notebook, sheet: Sheet, above: str | None, heads: list[str], levels: list[str], test: str
) -> None:
    title = [[above]] if above else []
    file = sheet(*title, [*heads, *levels, *levels], [*CIENEGA, *READING, *MATHS])
    year = "2016" if test == "PLANEA" else "2012"
    assert notebook.take("results", file, "--test", test, "--year", year)["new"] == 1


def test_the_empty_sheet_for_results_is_understood_when_it_is_filled(
    notebook: Notebook, sheet: Sheet, tmp_path: Path
) -> None:
    empty = tmp_path / "resultados.xlsx"
    notebook.run("import", "results", "--template", str(empty), "--lang", "es")
    (heads,) = openpyxl.load_workbook(empty).worksheets[0].iter_rows(values_only=True)
    said = {
        "CCT (clave)": "12KPR0001Z",
        "Prueba": "ENLACE",
        "Año": "2016",
        "Lenguaje: % Insuficiente (I)": "40",
    }
    assert said.keys() <= set(heads)
    outcome = notebook.take("results", sheet(heads, [said.get(head, "") for head in heads]))
    assert outcome["new"] == 1
    assert _results(notebook)[0]["L_0"] == 40
    assert ("year", "warning") in {(one["field"], one["code"]) for one in outcome["warnings"]}


def test_one_subject_is_said_on_the_command_line(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet(["cct", "turno", "2012", "2012", *LEVELS], ["12KPR0001Z", "MATUTINO", "20", "18", *READING])
    words = ("--test", "ENLACE", "--year", "2012", "--subject", "matematicas")
    assert notebook.take("results", file, *words)["new"] == 1
    (found,) = _results(notebook)
    assert (_levels(found, "M"), found["registered"], found["tested"]) == ([55, 25, 20, 0], 20, 18)


def test_refused_rows_come_back_mended(notebook: Notebook, sheet: Sheet) -> None:
    bad = [CIENEGA[0], "NINGUNA", *CIENEGA[2:]]
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*bad, *READING, *MATHS])
    words = ("--test", "ENLACE", "--year", "2010")
    outcome = notebook.take("results", file, *words)
    assert (outcome["refused"][0]["field"], notebook.code) == ("cct", 4)
    kept = Path(outcome["refused_file"])
    kept.write_text(kept.read_text(encoding="utf-8-sig").replace("NINGUNA", "12KPR0001Z"), encoding="utf-8")
    assert notebook.take("results", kept, *words)["new"] == 1
    assert _levels(_results(notebook)[0], "L") == [55, 25, 20, 0]


def test_results_of_a_school_of_the_notebook_are_its_own(school: Notebook, sheet: Sheet) -> None:
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS])
    for year in ("2009", "2010", "2011"):
        school.take("results", file, "--test", "ENLACE", "--year", year)
    (mine,) = json.loads(school.run("school", "list", "--json"))
    (row,) = json.loads(school.run("school", "focus", "--json"))
    assert (row["id"], row["year"], row["focus"]) == (mine["id"], 2011, "yes")
    assert row["years"][0] == {
        "year": 2009, "insufficient": {"lenguaje": 55, "matematicas": 70}, "tested": 15, "under_80": True,
    }  # fmt: skip
    (row,) = json.loads(school.run("school", "focus", "--json", "--year", "2012"))
    assert row["focus"] == "not_computable"
    told = school.run("escuela", "focalizadas", "--anio", "2012").decode()
    assert "no se puede saber" in told
    assert re.search(r"CCT +TURNO +NOMBRE[^\n]*\n12KPR0001Z +Matutino ", told), "two shifts share a CCT"


def test_results_of_schools_that_are_not_in_the_notebook_are_the_advisors_own(
    notebook: Notebook, sheet: Sheet
) -> None:
    """So the centre takes them: a bucket of no school would be rejected."""
    file = sheet([*HEAD, *LEVELS, *LEVELS], [*CIENEGA, *READING, *MATHS])
    notebook.take("results", file, "--test", "ENLACE", "--year", "2010")
    store = Store.open(notebook.home)
    by, buckets = store.meta("advisor"), {one.bucket for one in store.find(Entry, form="RES")}
    store.close()
    assert buckets == {f"a:{by}"}


def test_only_results_have_a_test_and_a_year(notebook: Notebook, sheet: Sheet) -> None:
    notebook.take("schools", sheet(["CCT"], ["12KPR0001Z"]), "--year", "2010")
    assert notebook.code == 2


def _write(file: Path, rows: Sequence[Sequence[str]], name: str = "ESCUELAS") -> None:
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
