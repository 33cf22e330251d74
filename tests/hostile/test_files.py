"""Files as people have them: what goes in, what is refused, and whether the reason is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.hostile.conftest import Outside

STUDENT = "CCT,Nombre(s),Primer apellido,Segundo apellido,Fecha de nacimiento,Sexo,Grado\n"
NOTICE = ("--notice", "1", "--notice-date", "2025-09-01", "--notice-to", "madre", "--notice-how", "leido")


@pytest.fixture
def school(outside: Outside) -> Outside:
    """The notebook with one school."""
    file = outside.file("school.csv", "CCT,Nombre,Comunidad\n12KPR0001Z,La Ciénega,La Loma\n")
    assert outside.run("import", "schools", file).code == 0
    return outside


def test_a_quotation_mark_left_open_at_the_end_swallows_no_row(outside: Outside) -> None:
    file = outside.file("s.csv", 'CCT,Nombre\n12KPR0001Z,"La Ciénega\n12KPR0002Y,El Ocote\n')
    said = outside.run("import", "schools", file)
    assert said.code == 3
    assert "renglón 2" in said.err
    assert outside.run("school", "list", "--json").value == []


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n"])
def test_quotation_marks_that_close_are_read_whatever_ends_the_file(outside: Outside, ending: str) -> None:
    file = outside.file("s.csv", f'CCT,Nombre\n12KPR0001Z,"La ""Ciénega"", abajo"{ending}')
    assert outside.run("import", "schools", file, "--json").value["new"] == 1
    assert outside.run("school", "list", "--json").value[0]["name"] == 'La "Ciénega", abajo'


@pytest.mark.parametrize(
    ("holds", "new"),
    [
        ('{\n "cct": "12KPR0001Z",\n "name": "La Ciénega"\n}\n', 1),
        ('[\n {"cct": "12KPR0001Z", "name": "A"},\n {"cct": "12KPR0002Y", "name": "B"}\n]', 2),
        ('\n{"cct": "12KPR0001Z", "name": "A"}\n\n{"cct": "12KPR0002Y", "name": "B"}', 2),
    ],
)
def test_json_goes_in_however_it_is_broken_into_lines(outside: Outside, holds: str, new: int) -> None:
    assert outside.run("import", "schools", outside.file("s.json", holds), "--json").value["new"] == new


@pytest.mark.parametrize(
    ("holds", "words"),
    [
        ('{"escuelas": [{"cct": "12KPR0001Z"}]}', "Tiene: escuelas"),
        ('[{"cve_mun": 1, "nom_mun": "Tlapa"}]', "Tiene: cve_mun, nom_mun"),
        ("[1, 2]", "no es un objeto JSON"),
        ("12KPR0001Z,La Ciénega\n12KPR0002Y,El Ocote\n", "no parece tener encabezado"),
        ("CVE_MUN,NOM_MUN\n1,Tlapa\n", "no tiene columnas que se reconozcan"),
        ("\ufeff", "está vacío"),
        ('CCT,Nombre\n12KPR0001Z,"' + "x" * 200_000 + '"\n', "una celda es demasiado larga"),
    ],
)
def test_a_file_that_says_nothing_we_know_is_refused_with_the_true_reason(
    outside: Outside, holds: str, words: str
) -> None:
    said = outside.run("import", "schools", outside.file("s", holds))
    assert said.code == 3
    assert words in said.err


@pytest.mark.parametrize("key", ["33DPR0001A", "00DPR0001A", "12DPR000IA"])
def test_what_is_wrong_with_a_school_key_is_true_of_it(outside: Outside, key: str) -> None:
    said = outside.run("import", "schools", outside.file("s.csv", f"CCT,Nombre\n{key},X\n"), "--json")
    (refused,) = said.value["refused"]
    assert "estado (01 a 32)" in refused["message"]


def test_a_school_in_many_rows_with_and_without_accents_is_one_school(outside: Outside) -> None:
    rows = ("LA CAÑADA", "LA CANADA", "La Cañada", "EL OCOTE")
    file = outside.file(
        "s.csv", "CLAVE CT,NOMBRE CT,LOCALIDAD CT\n" + "".join(f"12KPR0001Z,A,{one}\n" for one in rows)
    )
    for new, same in ((1, 2), (0, 3)):
        found = outside.run("import", "schools", file, "--json").value
        assert (found["new"], found["same"], found["changed"]) == (new, same, 0)
        assert [(one["line"], one["code"]) for one in found["refused"]] == [(5, "repeated_in_file")]
    assert outside.run("school", "list", "--json").value[0]["community"] == "LA CAÑADA"


def test_official_lists_go_in_with_their_own_words(outside: Outside) -> None:
    file = outside.file(
        "s.csv",
        "CLAVECCT;TURNO;NOMBRECT;NIVEL;TIPO DE ESCUELA;CLAVE LOCALIDAD\r\n"
        "12DPR4527E;100;JUÁREZ;PRIMARIA GENERAL;GENERAL;0001\r\n"
        "12DJN0001B;400;HIDALGO;Preescolar indígena;INDIGENA;12\r\n"
        "12DPR4528D;VESP.;NIÑOS HÉROES;PRIMARIA INDÍGENA;INDÍGENA;7\r\n",
    )
    found = outside.run("import", "schools", file, "--json").value
    assert (found["new"], found["refused"]) == (3, [])
    schools = {one["cct"]: one for one in outside.run("school", "list", "--json").value}
    assert [schools[cct]["shift"] for cct in ("12DPR4527E", "12DJN0001B", "12DPR4528D")] == [
        "matutino", "discontinuo", "vespertino",
    ]  # fmt: skip
    assert schools["12DJN0001B"]["level"] == "preescolar"


def test_a_name_in_one_cell_finds_its_person_and_leaves_the_parts_of_the_name(school: Outside) -> None:
    first = school.file("a.csv", STUDENT + "12KPR0001Z,Itzel,Sánchez,Peña,14/03/2016,M,3\n")
    assert school.run("import", "students", first, *NOTICE, "--json").value["new"] == 1
    row = "12KPR0001Z,ITZEL SANCHEZ PEÑA,14/03/2016,M,4\n"
    second = school.file("b.csv", "CCT,Nombre,Fecha de nacimiento,Sexo,Grado\n" + row)
    found = school.run("import", "students", second, *NOTICE, "--json").value
    assert found["changed"] == 1
    assert not {"first_names", "surname", "second_surname"} & set(found["changes"][0]["fields"])
    (one,) = school.run("student", "list", "--json").value
    assert (one["first_names"], one["surname"], one["grade"]) == ("Itzel", "Sánchez", "4")


NAMES = {
    "NUL": ("Ana\\u0000x", 4),
    "a lone surrogate": ("Ana\\ud800", 4),
    "an escape": ("A\\u001b[31mna", 4),
    "ten thousand letters": ("A" * 10_000, 4),
    "only blanks": ("\\u00a0\\u2003", 4),
    "right to left": ("\\u202eanA", 0),
    "an emoji": ("Ana \\ud83d\\udc69\\ud83c\\udffd", 0),
    "a combining accent": ("Jose\\u0301", 0),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_any_sign_is_kept_or_refused_and_never_half(school: Outside, name: str) -> None:
    written, code = NAMES[name]
    facts = '"surname":"Ruiz","birth_date":"2015-03-21","sex":"M","school":"12KPR0001Z","grade":"3"'
    sheet = f'{{"first_names":"{written}",{facts}}}\n'
    file = school.file("n.jsonl", sheet)
    said = school.run("import", "students", file, *NOTICE, "--json")
    assert said.code == code
    shown = school.run("student", "list", "--json").value
    assert len(shown) == (1 if code == 0 else 0)
    if code:
        assert said.value["refused"][0]["field"] == "first_names"
        mended = json.loads(Path(said.value["refused_file"]).read_text(encoding="utf-8"))
        assert mended["first_names"] == json.loads(f'"{written}"')
    again = school.run("student", "new", "--answers", "-", "--no-input", "--json", given=sheet.encode())
    assert again.code in (0, 3)
    assert school.run("status", env={"PYTHONIOENCODING": "ascii"}).code == 0


WORST = (None, "", -1, 1e308, float("nan"), "x" * 5000, [], {}, [[]], {"a": {}}, True, "\0", "\ud800")
WORST += ("9999-12-31", "0001-01-01", 10**30, -9, [None])


@pytest.mark.parametrize("form", ["FS", "DXA", "VH"])
def test_whatever_a_sheet_holds_each_row_gets_its_reason(school: Outside, form: str) -> None:
    asked = ("date", "school", "student", "since", "V01", "VA", "P01")
    sheets = [
        {"date": "2025-10-06", "school": "12KPR0001Z", asked[n % len(asked)]: worst, "code": form}
        for n, worst in enumerate(WORST * len(asked))
    ]
    lines = "".join(json.dumps(sheet) + "\n" for sheet in sheets)
    said = school.run("import", form, "-", "--json", given=lines.encode())
    assert said.code == 4
    assert said.value["refused_count"] == len(sheets)
    assert all(row["field"] and row["message"] for row in said.value["refused"])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2099-01-01", "2025-02-30"])
def test_a_day_that_cannot_be_stays_in_its_draft(school: Outside, day: str) -> None:
    sheet = json.dumps({"school": "12KPR0001Z", "date": day}).encode()
    said = school.run("monitoring", "new", "--answers", "-", "--no-input", "--json", given=sheet)
    assert said.code == 3
    assert "date" in {problem["field"] for problem in said.value["problems"]}
    assert len(school.run("draft", "list", "--json").value) == 1


def test_a_key_of_a_person_is_never_shown_whole(school: Outside) -> None:
    row = "12KPR0001Z,Ana,López,Pérez,21/03/2015,M,3,LOPA150321MGRPRNA4\n"
    file = school.file("a.csv", STUDENT.replace("\n", ",CURP\n") + row)
    for words in (("import",), ("--lang", "en", "import")):
        for more in ((), ("--json",)):
            said = school.run(*words, "students", file, *NOTICE, *more)
            assert said.code == 4
            assert "LOPA150321" not in said.out + said.err
            assert "LOPA******MGR***A4" in said.out


def test_an_empty_workbook_is_said_to_be_empty(outside: Outside) -> None:
    import openpyxl

    file = outside.folder / "empty.xlsx"
    openpyxl.Workbook().save(file)
    said = outside.run("import", "schools", str(file))
    assert said.code == 3
    assert "está vacío" in said.err
