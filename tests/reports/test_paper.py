"""A blank sheet on paper: every question with its code, and the numbers that the keyboard takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldkit import text
from fieldkit.forms.form import codes, load
from fieldkit.forms.signs import signs
from fieldkit.reports import paper
from fieldkit.reports.condition import in_words
from tests.forms import small
from tests.house.commands import facts, fieldkit


def words(file: Path) -> str:
    """All that a PDF says, in one line."""
    found = pypdfium2.PdfDocument(file)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in found).split())


@pytest.mark.parametrize("language", text.LANGUAGES)
@pytest.mark.parametrize("code", codes())
def test_every_form_is_printed_with_the_sign_of_each_question_a_hand_answers(
    code: str, language: str, tmp_path: Path
) -> None:
    text.use(language)
    form = load(code)
    pages = paper.write(form, str(tmp_path / "sheet.pdf"))
    told = words(tmp_path / "sheet.pdf").replace(" ", "")
    assert pages == len(pypdfium2.PdfDocument(tmp_path / "sheet.pdf"))
    asked = (signs(form, language)[item.code] for item in form.items.values() if item.asked)
    assert not [sign for sign in asked if sign not in told]
    assert form.label(language).replace(" ", "") in told


def test_a_monitoring_sheet_fits_on_both_sides_of_one_paper(tmp_path: Path) -> None:
    assert paper.write(load("FS"), str(tmp_path / "FS.pdf")) <= 2
    assert pypdfium2.PdfDocument(tmp_path / "FS.pdf")[0].get_size() == (612, 792)  # letter


def test_choices_carry_the_numbers_that_are_typed_and_computed_items_are_not_asked(tmp_path: Path) -> None:
    paper.write(load("DXA"), str(tmp_path / "DXA.pdf"))
    told = words(tmp_path / "DXA.pdf")
    assert "1 Inicial 2 Media 3 Final" in told
    assert "LEN_NIV" not in told


def test_what_a_repeat_is_given_is_left_to_be_copied_but_not_its_identity() -> None:
    block = next(block for block in paper.sheet(load("FS"), "es")["blocks"] if block["code"] == "V06")
    codes_of = [cell["code"] for cell in block["cells"]]
    assert "V06_T" in codes_of
    assert "V06_A" not in codes_of


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("${V01} = 'no_realizada'", "V01 = 4 (No realizada)"),
        ("${V01} != 'no_realizada' and ${VD1} = 'si'", "V01 ≠ 4 (No realizada) y VD1 = Sí"),
        ("not(${open_agreements} = 0)", "«Acuerdos abiertos» ≠ 0"),
        ("${VF4_H} = 'si' or ${VF4_C} > 0", "VF4_H = Sí o VF4_C > 0"),
        ("${V05} = ''", "V05 está vacío"),
        ("selected(${VA2}, 'lectura')", "VA2 = 1 (Lectura)"),
        (
            "selected('jornada supervision', ${V01})",
            "V01 = 1 (Jornada en comunidad) / 3 (Visita de supervisión)",
        ),
    ],
)
def test_conditions_are_said_in_words(condition: str, told: str) -> None:
    assert in_words(load("FS"), condition, "es") == told


def test_no_condition_of_our_forms_is_left_in_the_language_of_forms() -> None:
    conditions = {
        (form.code, found): in_words(form, found, "es")
        for form in map(load, codes())
        for found in {
            *(group.relevant for group in form.groups),
            *(item.relevant for item in form.items.values()),
        }
    }
    assert not {key: told for key, told in conditions.items() if re.search(r"[$']|[a-z]\(", told)}


def test_a_form_with_odd_words_is_printed_as_it_is(tmp_path: Path) -> None:
    odd = "#let x = 1 $y$ \\ <b> *a* _b_ @c \U0001f642 \u05e9\u05dc\u05d5\u05dd [ " + "muy largo " * 20
    form = small.one(small.item("A", "text"))
    form.items["A"].labels = {"es": odd}
    form.title = {"es": odd}
    paper.write(form, str(tmp_path / "T.pdf"))
    assert words(tmp_path / "T.pdf").count("#let x = 1 $y$ \\ <b> *a* _b_ @c") == 2


def test_a_repeat_that_asks_much_becomes_cards_and_one_that_asks_one_thing_becomes_lines() -> None:
    many = [small.item(f"B{number}", "text") for number in range(9)]
    form = small.form(
        small.group("g", small.item("A", "text")),
        small.group("R", *many, rules="repeat = true"),
        small.group("S", small.item("C", "text"), rules="repeat = true"),
    )
    blocks = {block["code"]: block for block in paper.sheet(form, "es")["blocks"]}
    assert blocks["R"]["kind"] == "cards"
    assert [cell["code"] for cell in blocks["S"]["lines"][0]] == ["C 1", "C 2", "C 3"]


def test_the_same_form_gives_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    made = []
    for zone, seed in (("UTC", "0"), ("Asia/Tokyo", "1")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {"TZ": zone, "PYTHONHASHSEED": seed, "FIELDKIT_NOW": f"202{seed}-10-16T10:00:00"}
        command = [sys.executable, "-m", "fieldkit", "form", "print", "FS"]
        surroundings = {**environment, "FIELDKIT_HOME": str(folder / "home")}
        subprocess.run(command, check=True, cwd=folder, capture_output=True, env=surroundings)
        made.append((folder / "FS-en-blanco.pdf").read_bytes())
    assert made[0] == made[1]


def test_the_command_says_where_the_sheet_is_and_how_many_pages(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "ficha.pdf"
    assert facts("form", "print", "fs", "--pdf", target, home=home) == {
        "form": "FS", "path": str(target), "pages": 2,
    }  # fmt: skip
    assert "ficha.pdf (2 pág.)" in fieldkit("formulario", "imprimir", "FS", "--pdf", target, home=home)


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "no-such-folder" / "x.pdf"
    told = json.loads(fieldkit("form", "print", "FS", "--pdf", target, "--json", home=home, code=3))
    assert told["error"] == "unusable"
    assert not list(tmp_path.glob("**/*.part"))


def test_a_scale_says_when_it_is_asked_beside_the_condition_of_its_group(tmp_path: Path) -> None:
    """Writing (T01–T06) is asked from band B2 on, inside a group asked when the diagnosis was applied."""
    paper.write(load("DXA"), str(tmp_path / "DXA.pdf"))
    writing = words(tmp_path / "DXA.pdf").partition("Escritura")[2].partition("T06")[0]
    assert "solo si quedo_sin ≠ Sí" in writing
    assert "solo si «Grado del alumno» = 2º y 3º / 4º a 6º / secundaria" in writing


def test_tables_take_the_room_that_is_left_and_never_another_page(tmp_path: Path) -> None:
    """The check of the rules is short: its three rows become twelve; the monitoring sheet is full already."""
    paper.write(load("RGC"), str(tmp_path / "RGC.pdf"))
    assert " 10 1 2 3 4 11 1 2 3 4 12 1 2 3 4 " in words(tmp_path / "RGC.pdf")
    assert paper.write(load("RGC"), str(tmp_path / "RGC.pdf")) == 1


def test_where_no_pdf_can_be_made_that_is_said_with_another_way(home: Path, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError", encoding="utf-8")
    asked = ("form", "print", "FS", "--pdf", tmp_path / "x.pdf")
    told = fieldkit(*asked, "--json", home=home, code=3, PYTHONPATH=str(tmp_path))
    assert json.loads(told)["error"] == "not_installed"
    assert "--html" in json.loads(told)["message"]


TYPES = {
    "text": "",
    "longtext": "length = [1, 400]",
    "integer": "range = [0, 3]\nmissing = [-8, -9]",
    "decimal": "range = [0.5, 9.5]",
    "date": "",
    "time": "",
    "yesno": "",
    "select_one": 'choices = "colour"',
    "select_multiple": 'choices = "colour"',
    "ref": 'to = "student"',
    "signature": "",
    "photo": "",
    "gps": "",
    "given": "",
}
some_items = st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=9)
some_groups = st.lists(st.tuples(some_items, st.booleans(), st.integers(0, 3)), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups=some_groups)
def test_any_sound_form_can_be_printed(groups: list[tuple[list[str], bool, int]], tmp_path: Path) -> None:
    made = [
        small.group(
            f"G{place}",
            *(small.item(f"A{place}_{number}", kind, TYPES[kind]) for number, kind in enumerate(kinds)),
            rules=f"repeat = true\nmin = {least}\nmax = {least + 1}" if repeat else "",
        )
        for place, (kinds, repeat, least) in enumerate(groups)
    ]
    form = small.form(*made)
    assert paper.write(form, str(tmp_path / "T.pdf")) >= 1
    told = words(tmp_path / "T.pdf")
    asked = (signs(form, text.language())[item.code] for item in form.items.values() if item.asked)
    assert not [sign for sign in asked if sign not in told]


def blocks(code: str) -> list[dict[str, object]]:
    return list(paper.sheet(load(code), "es")["blocks"])


def test_the_scale_of_the_young_and_that_of_the_old_are_printed_each_with_its_numbers() -> None:
    found = [block for block in blocks("SOC") if block["kind"] == "scale"]
    told = [(block["legend"], block["heads"]) for block in found]
    young, old = ("Hasta 3º", ("1", "2", "3", "−8")), ("Desde 4º", ("1", "2", "3", "4", "−8"))
    assert told == [young, old, young, old]


def test_a_sheet_says_for_which_grades_a_block_is_and_has_room_for_the_grade() -> None:
    sheet = paper.sheet(load("DXA"), "es")
    assert "Grado" in [head["label"] for head in sheet["head"]]
    number = next(block for block in sheet["blocks"] if block["label"] == "Número inicial")
    assert number["when"].endswith("«Grado del alumno» = 3º de preescolar y 1º")
    assert "«Escala" not in json.dumps(paper.sheet(load("SOC"), "es"), ensure_ascii=False)


def test_there_is_room_for_the_days_of_a_bimester() -> None:
    """Four columns of four."""
    days = next(block for block in blocks("PB") if block["code"] == "DAY")
    assert [len(line) for line in days["lines"]] == [4, 4, 4, 4]  # type: ignore[attr-defined]


def test_the_three_faces_are_seen(tmp_path: Path) -> None:
    """The fonts have no face for "so so": it is drawn, so no sign prints as a crossed box."""
    paper.write(load("SOC"), str(tmp_path / "SOC.pdf"))
    told = words(tmp_path / "SOC.pdf")
    assert "1 ☹ no" in told
    assert "3 ☺ sí" in told
    assert "2 a veces" in told


def test_a_short_block_stays_with_its_title_wherever_the_page_ends(tmp_path: Path) -> None:
    """A line more above it each time, so that the page would end before, in and after the block."""
    for count in range(13, 17):
        above = [small.item(f"A{number}", "longtext") for number in range(count)]
        short = [small.item(f"B{number}", "longtext") for number in range(3)]
        form = small.form(small.group("g", *above), small.group("Short", *short))
        paper.write(form, str(tmp_path / "T.pdf"))
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "T.pdf")]
        assert sum(all(f"B{number}" in page for number in range(3)) for page in pages) == 1, count
