"""A file goes in: what is new, changed and the same, what is refused and why, and back out by one undo."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from fieldkit.intake import pieces
from tests.intake.conftest import ITZEL, JOSE, LA_CIENEGA, NOTICE, SCHOOL, STUDENT, Notebook, as_csv

Sheet = Callable[..., Path]
COUNTS = ("new", "changed", "same", "drafts", "refused_count")


def counts(outcome: dict[str, object]) -> tuple[object, ...]:
    return tuple(outcome[count] for count in COUNTS)


def test_the_same_file_twice_changes_nothing(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet(SCHOOL, LA_CIENEGA, ["12KPR0002Y", "Ñuu Savi", "1 - MATUTINO"])
    assert counts(notebook.take("schools", file)) == (2, 0, 0, 0, 0)
    again = notebook.take("schools", file)
    assert (counts(again), again["batch"], notebook.code) == ((0, 0, 2, 0, 0), None, 0)


def test_only_what_a_file_says_changes_and_blank_cells_erase_nothing(school: Notebook, sheet: Sheet) -> None:
    outcome = school.take("schools", sheet(["CCT", "Comunidad", "Nombre"], ["12KPR0001Z", "Tlacoapa", ""]))
    assert counts(outcome) == (0, 1, 0, 0, 0)
    assert outcome["changes"][0]["fields"] == {"community": {"before": None, "after": "Tlacoapa"}}
    (kept,) = school.give("schools")
    assert kept["answers"] | {"name": "La Ciénega", "shift": "matutino"} == kept["answers"]
    assert (kept["state"], kept["reason"]) == ("corrected", "Importación de una hoja")


def test_a_dry_run_says_what_an_import_does_and_keeps_nothing(school: Notebook, sheet: Sheet) -> None:
    file = sheet(
        SCHOOL, ["12KPR0001Z", "La Ciénega Alta", "Matutino"], ["12KPR0002Y", "Otra", ""], ["mal", "", ""]
    )
    before = school.give("schools")
    planned = school.take("schools", file, "--dry-run")
    assert (school.give("schools"), planned["batch"], planned["refused_file"]) == (before, None, None)
    assert not (school.home / "refused").exists()
    done = school.take("schools", file)
    assert counts(planned) == counts(done) == (1, 1, 0, 0, 1)
    assert planned["changes"] == done["changes"]


def test_an_import_is_one_batch_and_undo_takes_it_back(school: Notebook, sheet: Sheet) -> None:
    before = school.give("schools")[0]["answers"]
    file = sheet(SCHOOL, ["12KPR0001Z", "Otro nombre", "Matutino"], ["12KPR0002Y", "Nueva", "Matutino"])
    batch = school.take("schools", file)["batch"]
    school.run("undo", str(batch), "--json")
    assert [one["answers"] for one in school.give("schools")] == [before]
    assert counts(school.take("schools", file)) == (1, 1, 0, 0, 0)


def test_lost_zeros_and_the_letter_o_are_mended_in_sight_and_scientific_keys_refused(
    notebook: Notebook, sheet: Sheet
) -> None:
    outcome = notebook.take(
        "schools", sheet(SCHOOL, ["1KJN0001O", "A", ""], ["15DETO165Q", "B", ""], ["1.23E+11", "C", ""])
    )
    assert [(one["line"], one["code"]) for one in outcome["repairs"]] == [
        (2, "key_lost_zero"),
        (3, "key_letter_o"),
    ]
    assert [(one["line"], one["field"], one["code"]) for one in outcome["refused"]] == [
        (4, "cct", "key_scientific")
    ]
    assert [one["answers"]["cct"] for one in notebook.give("schools")] == ["01KJN0001O", "15DET0165Q"]
    assert notebook.code == 0


def test_refused_rows_leave_with_code_four_and_say_where_what_and_what_to_do(
    school: Notebook, sheet: Sheet
) -> None:
    bad = [*ITZEL[:4], "2016-13-45", "M", "3"]
    outcome = school.take("students", sheet(STUDENT, JOSE, bad), *NOTICE)
    assert (school.code, counts(outcome)) == (4, (1, 0, 0, 0, 1))
    (refused,) = outcome["refused"]
    assert refused["line"] == 3
    assert (refused["field"], refused["column"]) == ("birth_date", "Fecha de nacimiento")
    assert (refused["value"], refused["code"]) == ("2016-13-45", "not_a_date")
    assert refused["message"] and refused["todo"]


def test_a_school_that_is_not_here_is_not_missing_as_well(school: Notebook, sheet: Sheet) -> None:
    """Of two refused rows one names a school that is not here, and the other names none: one reason each."""
    rows = (["12KPR0002Y", *ITZEL[1:]], ["", *JOSE[1:]])
    found = school.take("students", sheet(STUDENT, *rows), *NOTICE)
    assert [one["code"] for one in found["refused"]] == ["no_such", "required"]
    text = Path(str(found["refused_file"])).read_text(encoding="utf-8-sig")
    assert text.count("is missing") + text.count("falta este dato") == 1


def test_the_file_of_refused_rows_is_mended_and_imported_as_it_is(school: Notebook, sheet: Sheet) -> None:
    bad = ["12KPR0001Z", "=Itzel", "Sánchez", "Peña", "ayer", "M", "3"]
    outcome = school.take("students", sheet([*STUDENT, "Nota"], [*JOSE, "-"], [*bad, "@x"]), *NOTICE)
    file = Path(str(outcome["refused_file"]))
    assert file.parent == school.home / "refused" and file.stat().st_mode & 0o077 == 0
    assert "Itzel" not in file.name
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert rows[0][:-6] == [*STUDENT, "Nota"] and rows[1][-6:-3] == ["3", "Fecha de nacimiento", "ayer"]
    assert all(head.startswith("fieldkit: ") and "no se lee" in head for head in rows[0][-6:-1])
    assert "'=Itzel" in rows[1] and "'@x" in rows[1]
    file.write_text(
        file.read_text(encoding="utf-8-sig").replace(",ayer,M", ",14/03/2016,M"), encoding="utf-8"
    )
    assert counts(school.take("students", file, *NOTICE)) == (1, 0, 0, 0, 0)
    names = sorted(one["answers"]["first_names"] for one in school.give("students"))
    assert names == ["=Itzel", "José"]


def test_a_row_refused_twice_has_our_columns_once_and_keeps_cells_beyond_the_heading(
    school: Notebook, sheet: Sheet
) -> None:
    bad = [*JOSE[:4], "ayer", *JOSE[5:], "de más"]
    file = Path(school.take("students", sheet(STUDENT, bad, [*ITZEL[:4], "ayer"]))["refused_file"])
    again = Path(school.take("students", file)["refused_file"])
    heads, first, second = csv.reader(io.StringIO(again.read_text(encoding="utf-8-sig")))
    assert len(heads) == len(second) == len(STUDENT) + 6
    assert first[: len(STUDENT)] == bad[:-1] and first[-1] == "de más"


def test_the_hint_after_an_import_finishes_the_rows_when_it_is_followed(
    school: Notebook, sheet: Sheet
) -> None:
    notice = ("--notice", "2025 A", "--notice-to", "Mamás y papás", "--notice-how", "leido")
    file = sheet(STUDENT[1:], ["Itzel", "Sánchez", "Peña", "ayer", "M", "3"])
    said = school.run("import", "students", str(file), "--school", "12KPR0001Z", *notice, "--sin-preguntas")
    (hint,) = [line for line in said.decode().splitlines() if "fieldkit importar" in line]
    words = shlex.split(hint.partition("fieldkit ")[2])
    assert words[:2] == ["importar", "alumnos"]
    mended = Path(words[2]).read_text(encoding="utf-8-sig").replace("ayer,M", "14/03/2016,M")
    Path(words[2]).write_text(mended, encoding="utf-8")
    school.run(*words, "--sin-preguntas")
    assert school.code == 0
    (itzel,) = school.give("students")
    assert (itzel["answers"]["notice_version"], itzel["answers"]["notice_to"]) == ("2025 A", "Mamás y papás")


def test_a_notice_told_in_part_is_refused_before_any_row(school: Notebook, sheet: Sheet) -> None:
    said = school.take("students", sheet(STUDENT, JOSE), "--notice", "2025-1", "--notice-to", "Familias")
    assert (school.code, said["error"]) == (2, "notice_lacks") and "Falta --aviso-como:" in said["message"]
    assert json.loads(school.run("draft", "list", "--json")) == []
    said = school.take("students", sheet(STUDENT, JOSE), "--notice-how", "leido")
    assert "--aviso, --aviso-fecha, --aviso-a" in said["message"]
    how = sheet([*STUDENT, "notice_how"], [*JOSE, "leido"])
    assert counts(school.take("students", how, *NOTICE[:4])) == (1, 0, 0, 0, 0)


def test_refused_json_is_mended_and_imported_as_it_is(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "escuelas.jsonl"
    file.write_text('{"cct": "mal", "name": "La \\ud800 Ciénega"}\n', encoding="utf-8")
    refused = Path(str(notebook.take("schools", file)["refused_file"]))
    line = json.loads(refused.read_text(encoding="utf-8"))
    assert line["cct"] == "mal"
    refused.write_text(json.dumps({**line, "cct": "12KPR0001Z", "name": "La Ciénega"}), encoding="utf-8")
    assert counts(notebook.take("schools", refused)) == (1, 0, 0, 0, 0)


def test_a_row_that_contradicts_an_earlier_one_is_refused_and_one_that_repeats_it_is_the_same(
    notebook: Notebook, sheet: Sheet
) -> None:
    file = sheet(SCHOOL, LA_CIENEGA, LA_CIENEGA, ["12KPR0001Z", "La Otra", "Matutino"])
    for first in (1, 0):
        outcome = notebook.take("schools", file)
        assert counts(outcome) == (first, 0, 2 - first, 0, 1)
        assert [(one["line"], one["code"]) for one in outcome["refused"]] == [(4, "repeated_in_file")]


def test_a_school_in_two_shifts_is_two_schools_and_no_shift_is_told_apart(
    notebook: Notebook, sheet: Sheet
) -> None:
    file = sheet(SCHOOL, LA_CIENEGA, ["12KPR0001Z", "La Ciénega", "Vespertino"])
    assert counts(notebook.take("schools", file)) == (2, 0, 0, 0, 0)
    outcome = notebook.take("schools", sheet(["CCT", "Nombre"], ["12KPR0001Z", "Otra"], name="sin_turno.csv"))
    assert [(one["field"], one["code"]) for one in outcome["refused"]] == [("shift", "ambiguous")]


def test_a_row_with_more_cells_than_the_heading_is_refused(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "coma.csv"
    file.write_text("CCT,Nombre\n12KPR0001Z,La Ciénega, Guerrero\n", encoding="utf-8")
    assert notebook.take("schools", file)["refused"][0]["code"] == "too_many_cells"


def test_a_file_without_columns_that_are_known_is_refused_before_any_row(
    notebook: Notebook, sheet: Sheet
) -> None:
    found = notebook.take("schools", sheet(["plantel", "zona"], ["12KPR0001Z", "12"]))
    assert (notebook.code, found["error"]) == (3, "unreadable")
    assert "CCT" in found["message"] and "plantel" in found["message"]


def test_a_column_of_which_nothing_is_in_the_list_is_left_out_and_told_and_taken_by_hand(
    notebook: Notebook, sheet: Sheet
) -> None:
    heads = ["CCT", "Nombre", "MODALIDAD"]
    rows = [[f"12KPR{number:04}Z", f"Escuela {number}", "BACHILLERATO GENERAL"] for number in range(12)]
    told = notebook.take("schools", sheet(heads, *rows))
    foreign = {"column": "MODALIDAD", "code": "modality", "value": "BACHILLERATO GENERAL"}
    assert (told["foreign_columns"], told["new"], told["refused_count"]) == ([foreign], 12, 0)
    said = notebook.run("import", "schools", str(sheet(heads, *rows)), "--no-input").decode()
    assert "La columna «MODALIDAD» no se tomó: nada de lo que dice («BACHILLERATO GENERAL»…)" in said
    for head, some, words in (
        (heads, rows, ["--map", "MODALIDAD=Modalidad"]),
        ([*heads[:2], "modality"], rows, []),
        (heads, [*rows[1:], [*rows[0][:2], "Indígena"]], []),
        (heads, rows[:9], []),
    ):
        strict = notebook.take("schools", sheet(head, *some), *words)
        assert strict["foreign_columns"] == []
        assert {one["code"] for one in strict["refused"]} == {"not_a_choice"}


def test_what_stands_under_no_name_is_told_by_the_letter_of_its_column(
    notebook: Notebook, sheet: Sheet
) -> None:
    """B says something in the second row; D in none; E a dash, which is nothing; AA in the first row."""
    far = [""] * 21
    file = sheet(
        ["CCT", " ", "Nombre", "", "", *(f"x{n}" for n in range(21)), ""],
        ["12KPR0001Z", "", "La Ciénega", "", "-", *far, "algo"],
        ["12KPR0002Y", "12", "El Mirador", " ", "", *far, ""],
    )
    outcome = notebook.take("schools", file)
    assert (outcome["nameless_columns"], counts(outcome)) == (["B", "AA"], (2, 0, 0, 0, 0))
    told = notebook.run("importar", "escuelas", str(file), "--sin-preguntas").decode()
    assert "Columnas sin nombre que traen algo y no se tomaron: B, AA." in told
    assert notebook.take("schools", file, "--map", "=")["nameless_columns"] == []


@pytest.mark.parametrize("long", [0, 1 << 30])
def test_of_a_workbook_the_letters_are_those_of_the_sheet_though_it_begins_further_right(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    """In C6 and E7, under no name, of a table that begins in B5; read in pieces, and at once."""
    monkeypatch.setattr(pieces, "LONG", long)
    with xlsxwriter.Workbook(str(tmp_path / "hoja.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row("B5", ["CCT", "", "Nombre"])
        page.write_row("B6", ["12KPR0001Z", "algo", "La Ciénega"])
        page.write_row("B7", ["12KPR0002Y", "", "El Mirador", "más"])
    assert notebook.take("schools", tmp_path / "hoja.xlsx")["nameless_columns"] == ["C", "E"]


def test_a_row_that_says_something_only_under_no_name_is_told_too(notebook: Notebook, sheet: Sheet) -> None:
    outcome = notebook.take("schools", sheet(["CCT", ""], ["", "La Ciénega"]))
    assert (outcome["nameless_columns"], counts(outcome)) == (["B"], (0, 0, 0, 0, 0))


def test_a_key_without_a_name_is_told(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "escuelas.json"
    file.write_text('[{"cct": "12KPR0001Z", "name": "La Ciénega", "": "algo"}]', encoding="utf-8")
    assert notebook.take("schools", file)["unknown_columns"] == ['""']


def test_columns_are_mapped_by_hand_once_and_kept(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet(["plantel", "clave mía"], ["La Ciénega", "12KPR0001Z"])
    done = notebook.take(
        "schools", file, "--map", "plantel=name", "--map", "clave mía=cct", "--save-map", "zona"
    )
    assert counts(done) == (1, 0, 0, 0, 0)
    assert counts(notebook.take("schools", file, "--use-map", "zona")) == (0, 0, 1, 0, 0)
    assert notebook.take("schools", file, "--use-map", "otra")["error"] == "not_found"


def test_what_holds_for_all_rows_is_said_once(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet(SCHOOL, LA_CIENEGA)
    notebook.take("schools", file, "--set", "modality=indigena", "--set", "shift=vespertino")
    answers = notebook.give("schools")[0]["answers"]
    assert (answers["modality"], answers["shift"]) == ("indigena", "matutino")


def test_a_table_comes_through_a_pipe(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(as_csv([SCHOOL, LA_CIENEGA]).encode()))
    monkeypatch.setattr("sys.stdin", piped)
    assert counts(notebook.take("schools", "-")) == (1, 0, 0, 0, 0)


def test_a_damaged_file_leaves_nothing_behind(notebook: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "cortado.jsonl"
    file.write_text('{"cct": "12KPR0001Z", "name": "A"}\n{"cct": "mal"}\n{"cct": ', encoding="utf-8")
    found = notebook.take("schools", file)
    assert (notebook.code, found["error"]) == (3, "unreadable")
    assert notebook.give("schools") == []
    assert not list((notebook.home / "refused").glob("*"))


def test_it_tells_a_person_what_came_of_it(school: Notebook, sheet: Sheet) -> None:
    file = sheet([*STUDENT, "Tutor"], JOSE, [*ITZEL[:4], "ayer", "M", "3"])
    said = school.run("importar", "alumnos", str(file), "--sin-preguntas").decode()
    assert "en borrador: 1, rechazados: 1" in said and "Tutor" in said and "renglón 3" in said
    assert school.code == 4


def test_a_template_is_never_a_workbook_under_another_name(notebook: Notebook, tmp_path: Path) -> None:
    notebook.run("import", "students", "--template", str(tmp_path / "alumnos.csv"))
    assert notebook.code == 2 and "alumnos.xlsx" in notebook.errors
    assert not list(tmp_path.glob("alumnos.*"))


def test_an_empty_sheet_to_fill_in_is_written_and_read_back(school: Notebook, tmp_path: Path) -> None:
    import openpyxl

    file = tmp_path / "alumnos.xlsx"
    school.run("import", "students", "--template", str(file))
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert page.data_validations.dataValidation and page.column_dimensions["A"].number_format == "@"
    labels = {"CCT": "Escuela", "Apellido paterno": "Primer apellido", "Apellido materno": "Segundo apellido"}
    for number, row in enumerate([JOSE, ITZEL], 2):
        for head, cell in zip(STUDENT, row, strict=True):
            page.cell(number, heads.index(labels.get(head, head)) + 1, cell)
    book.save(file)
    outcome = school.take("students", file, *NOTICE)
    assert (counts(outcome), outcome["unknown_columns"]) == ((2, 0, 0, 0, 0), [])


def test_a_row_about_what_an_earlier_one_was_refused_for_is_told_that_they_differ(
    notebook: Notebook, sheet: Sheet
) -> None:
    """Nothing of the first was kept: so this one would change nothing."""
    heads = ["CCT", "Nombre", "Turno", "Nivel"]
    rows = [[*LA_CIENEGA, "noveno"], [*LA_CIENEGA, "Primaria"]]
    first, second = notebook.take("schools", sheet(heads, *rows))["refused"]
    assert (first["field"], second["code"]) == ("level", "repeated_in_file")
    assert "otro renglón, más arriba, es de lo mismo y dice otra cosa" in second["message"]
