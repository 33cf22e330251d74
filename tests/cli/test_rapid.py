"""`fieldkit fill --rapid`: a pile of paper sheets in few keys, each on disk before the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import NOW, Notebook, Terminal
from tests.cli.test_keystrokes import NORMAL_DAY
from tests.house.commands import facts, fieldkit
from tests.house.walls import ROOT

Start = Callable[..., Terminal]

PAGES = {
    "es/llenar.md": r"en vez de (\d+): (\d+) hojas de un día normal son (\d+) teclas, no (\d+)",
    "en/filling.md": r"instead of (\d+): (\d+) sheets of a normal day are (\d+) keys, not (\d+)",
}
"""Where the numbers are: keys of a normal sheet, sheets of a pile, keys of the pile typed and asked."""

DAY = (
    ("[fecha=", ""),
    ("V06_S", "1"),
    ("V03_A V03_B V05", "- 8 14 Lectura en voz alta"),
    ("V07_H V07_M", "- 1 1"),
    ("+ VA1 VA2", "1 l 30 Cuento corto/3 Leer con pausas//3"),
    ("+ VA1", ""),
    ("[VD1", ""),
    ("+ VD2_T", ""),
    ("(VD4_1)", "20"),
    ("+ VF1_V", ""),
    ("VF4_H VF4_C", "//s 3 1"),
    ("[VZ1", ""),
    ("(VZ2)", "/n"),
    ("+ VZ3_Q", "Leer en casa/Familias/+14"),
    ("+ VZ3_Q", ""),
    ("VZ4 VZ5", "+14 Rosa Peña"),
)
"""The sheet of `test_keystrokes`, line by line: the codes it waits with, and what is typed."""


@pytest.fixture
def pile(terminal: Start, notebook: Notebook, answers: Callable[..., str]) -> Terminal:
    """A pile of sheets of Friday the 17th on, with an agreement of an earlier visit to follow up."""
    agreed = [{"VZ3_Q": "Traer libros", "VZ3_R": "APEC", "VZ3_F": "2025-10-31"}]
    given = answers(VZ3=agreed, date="2025-10-16")
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", given, "--no-input")
    fieldkit(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    return terminal("llenar", "--rapido", "FS", "--escuela", notebook.cct, "--fecha", "17/10")


def type_in(pile: Terminal, lines: tuple[tuple[str, str], ...] = DAY) -> None:
    for codes, typed in lines:
        pile.answer(codes, typed)


def saved(notebook: Notebook) -> list[dict[str, Any]]:
    """The answers of the sheets of the pile, by date."""
    rows = facts("monitoring", "list", "--since", "2025-10-17", home=notebook.home)
    return [facts("monitoring", "show", row["id"], home=notebook.home)["answers"] for row in rows]


def test_a_sheet_of_a_pile_is_what_the_questions_would_have_made_of_it(
    pile: Terminal, notebook: Notebook
) -> None:
    type_in(pile)
    pile.asked("guardada", "[fecha=2025-10-20]")
    (sheet,) = saved(notebook)
    (pupil,) = sheet["VA"]
    assert pupil == {
        "VA1": notebook.student,
        "VA2": "lectura",
        "VA3": 30,
        "VA4": "Cuento corto",
        "VA5": 3,
        "VA6": "Leer con pausas",
        "VA8": 3,
    }
    assert sheet["V06"][0]["V06_S"] == "cumplido"
    assert (sheet["V01"], sheet["V02"], sheet["V03_A"], sheet["V03_B"]) == (
        "jornada",
        "asesor",
        "08:00",
        "14:00",
    )
    assert (sheet["V05"], sheet["V07_C"], sheet["V07_H"], sheet["V07_M"]) == (
        "Lectura en voz alta",
        "si",
        1,
        1,
    )
    assert (sheet["VF4_H"], sheet["VF4_C"], sheet["VF4_F"]) == ("si", 3, notebook.relative)
    assert (sheet["VD1"], sheet["VD4_1"], sheet["VZ1"], sheet["VZ2_P"]) == ("no", 20, "no", "no")
    assert sheet["VZ3"] == [{"VZ3_Q": "Leer en casa", "VZ3_R": "Familias", "VZ3_F": "2025-10-31"}]
    assert (sheet["VZ4"], sheet["VZ5"]) == ("2025-10-31", {"name": "Rosa Peña", "mode": "firmo"})


SHEETS = 5


def test_a_pile_takes_the_keys_that_the_how_to_says(terminal: Start, notebook: Notebook) -> None:
    """Five sheets of one day each: the same sheet is typed in lines and question by question, and counted.

    The agreement of each sheet is asked about in the next, so that every sheet but the first follows one up.
    The command that begins each sheet is typed anew in normal filling, and once for a pile.
    """
    command = ("llenar", "--rapido", "FS", "--escuela", notebook.cct)
    pile = terminal(*command, "--fecha", "14/10")
    first = tuple(line for line in DAY if line[0] != "V06_S")
    for number in range(SHEETS):
        type_in(pile, DAY if number else first)
    pile.answer("[fecha=", ".")
    code, said = pile.end()
    assert code == 0 and f"Hojas guardadas: {SHEETS}." in said
    typed = sum(len(answer) + 1 for _, answer in NORMAL_DAY)
    one = sum(len(answer) + 1 for _, answer in DAY)
    opening = len(" ".join(("fieldkit", "ficha", "nueva", "--escuela", notebook.cct))) + 1
    rapid = pile.keys + len(" ".join(("fieldkit", *command))) + 1
    normal = SHEETS * (typed + opening) - 2
    assert one < typed and rapid < normal
    for page, pattern in PAGES.items():
        found = re.search(pattern, (ROOT / "docs" / page).read_text(encoding="utf-8"))
        expected = (typed, SHEETS, rapid, normal)
        assert found and tuple(map(int, found.groups())) == expected, f"{page}: {one} of {expected}"


def test_what_does_not_hold_is_said_at_once_and_what_stood_before_it_stays(
    pile: Terminal, notebook: Notebook
) -> None:
    type_in(pile, DAY[:2])
    pile.answer("V03_A V03_B V05", "- 8 7 Lectura")
    pile.asked("La hora de fin debe ser posterior", "V03_B V05")
    pile.type("14")
    pile.asked("V05")
    pile.type()
    pile.answer("hace falta contestar", "Lectura")
    pile.answer("V07_H V07_M", "- 1 x")
    pile.answer("no es un número", "1")
    pile.answer("+ VA1", "zz")
    pile.asked("No hay ninguna así", "+ VA1")
    pile.type("1 l 300")
    pile.asked("debe estar entre 5 y 180", "VA3 VA4")
    (draft,) = facts("draft", "list", home=notebook.home)
    kept = facts("draft", "show", draft["id"], home=notebook.home)["answers"]
    assert (kept["V03_A"], kept["V03_B"], kept["VA"][0]["VA2"]) == ("08:00", "14:00", "lectura")


def test_the_blocks_are_in_the_order_of_the_paper(pile: Terminal) -> None:
    """On paper V02 stands before the hours, and V07_C before who came."""
    type_in(pile, DAY[:2])
    pile.answer("[V02=Asesor] V03_A V03_B V05", "1 800 1300 Leer")
    pile.asked("[V07_C=sí] V07_H V07_M")


def test_after_a_child_who_is_not_found_an_enter_still_says_that_there_are_no_more(pile: Terminal) -> None:
    type_in(pile, DAY[:4])
    pile.answer("+ VA1", "zz")
    pile.asked("No hay ninguna así", "+ VA1", "· Enter: no hay más")
    pile.type()
    pile.asked("[VD1")


def test_a_row_begun_by_mistake_is_left_by_going_back(pile: Terminal, notebook: Notebook) -> None:
    """A child was named and the minutes do not hold: an Enter says what gets out of it."""
    type_in(pile, DAY[:4])
    pile.answer("+ VA1", "1 l 300")
    pile.asked("debe estar entre 5 y 180")
    pile.type()
    pile.answer("< regresa", "<")
    pile.answer("· Enter: no hay más", ".")
    pile.end()
    (draft,) = facts("draft", "list", home=notebook.home)
    assert not facts("draft", "show", draft["id"], home=notebook.home)["answers"].get("VA")


def test_too_many_values_are_said_and_the_others_stay(pile: Terminal) -> None:
    type_in(pile, DAY[:3])
    pile.answer("V07_H V07_M", "s 1 1 4")
    pile.asked("Sobra «4»", "+ VA1")


def test_a_value_may_be_given_by_its_code(pile: Terminal, notebook: Notebook) -> None:
    pile.answer("[fecha=", "v01=4")
    pile.answer("V04 V05", "V05=Ver al grupo/- 2")
    pile.answer("(VZ2)")
    pile.answer("+ VZ3_Q")
    pile.answer("VZ4", "+3")
    pile.asked("guardada")
    (sheet,) = saved(notebook)
    assert (sheet["V01"], sheet["V04"], sheet["V05"], sheet["VZ4"]) == (
        "no_realizada",
        "camino",
        "Ver al grupo",
        "2025-10-20",
    )


def test_one_goes_back_line_by_line_and_a_stroke_may_stand_in_a_text(
    pile: Terminal, notebook: Notebook
) -> None:
    type_in(pile, DAY[:2])
    pile.answer("V03_A", "- 8 14 Leer y\\/o contar")
    pile.answer("V07_H", "<")
    pile.answer("V03_A", "- 9 14 Leer y\\/o contar")
    pile.answer("V07_H", ".")
    pile.end()
    (draft,) = facts("draft", "list", home=notebook.home)
    kept = facts("draft", "show", draft["id"], home=notebook.home)["answers"]
    assert (kept["V03_A"], kept["V05"]) == ("09:00", "Leer y/o contar")


def test_the_questions_and_their_numbers_are_a_key_away(pile: Terminal) -> None:
    type_in(pile, DAY[:2])
    pile.answer("V03_A", "?")
    pile.asked("Hora de inicio", "Propósito", "2  Escolar", "CÓDIGO=valor")


def test_no_key_of_a_saved_sheet_is_lost_when_the_power_goes(pile: Terminal, notebook: Notebook) -> None:
    type_in(pile)
    type_in(pile, DAY[:3])
    pile.asked("V07_H")
    pile.kill()
    assert [sheet["date"] for sheet in saved(notebook)] == ["2025-10-17"]
    (draft,) = facts("draft", "list", home=notebook.home)
    kept = facts("draft", "show", draft["id"], home=notebook.home)["answers"]
    assert (kept["date"], kept["V05"]) == ("2025-10-20", "Lectura en voz alta")


def test_the_same_sheet_twice_is_pointed_out_where_it_begins(pile: Terminal, notebook: Notebook) -> None:
    pile.answer("[fecha=", "16/10")
    pile.asked("Ya hay otra igual", "V06_S")


def test_the_same_visit_of_another_level_is_pointed_out_once_its_level_is_known(
    pile: Terminal, notebook: Notebook, answers: Callable[..., str]
) -> None:
    """A sheet of the region is there of Friday the 17th, none of the advisor's own."""
    given = answers(V02="regional", date="2025-10-17")
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", given, "--no-input")
    fieldkit(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    pile.answer("[fecha=2025-10-17]")
    pile.answer("V06_S", "1")
    assert "Ya hay otra igual" not in pile.asked("V03_A V03_B V05")
    pile.type("V02=regional 8 14 Supervisar")
    pile.asked("Ya hay otra igual", "V07_H V07_M")


def test_a_form_about_a_child_keeps_school_and_day_and_takes_the_child(
    terminal: Start, notebook: Notebook
) -> None:
    pile = terminal("fill", "--rapid", "dxa", "--school", notebook.cct, lang="en")
    pile.asked("1 Itzel Sánchez Peña", "[date=2025-10-20]")
    pile.type("17/10 it")
    pile.asked("application", "[language=Spanish]")
    pile.type("?")
    assert "Tepehua" not in pile.asked("type part of the name"), "a long list is not shown whole"
    pile.type(".")
    code, said = pile.end()
    assert code == 0 and "Sheets saved: 0." in said
    (draft,) = facts("draft", "list", home=notebook.home)
    assert (draft["student"], draft["date"]) == (notebook.student, "2025-10-17")


def test_a_pile_of_home_visits_stays_on_its_day(terminal: Start, notebook: Notebook) -> None:
    """Of families there are several a day; the day changes only where there is one sheet a day."""
    pile = terminal("llenar", "--rapido", "VH", "--escuela", notebook.cct, "--fecha", "17/10")
    for codes, typed in (
        ("[fecha=2025-10-17] familia", "- 1"),
        ("+ alumno", "1"),
        ("+ alumno", ""),
        ("quienes_estuvieron minutos temas", "1,3 40 1,2 Leer juntos/3"),
        ("(notas)", ""),
    ):
        pile.answer(codes, typed)
    pile.asked("guardada", "[fecha=2025-10-17] familia")


@pytest.mark.parametrize("sign", ["temas", "TEMAS", "topics"])
def test_a_question_is_named_by_the_sign_on_its_paper_or_by_its_code(
    sign: str, terminal: Start, notebook: Notebook
) -> None:
    pile = terminal("llenar", "--rapido", "VH", "--escuela", notebook.cct, "--fecha", "17/10")
    pile.answer("[fecha=2025-10-17] familia", "familia=1")
    pile.answer("+ alumno", "1")
    pile.answer("+ alumno", "")
    pile.answer("quienes_estuvieron minutos temas", f"{sign}=2 1 40")
    pile.asked("(notas)")


def test_that_the_next_visit_is_not_known_is_typed_by_its_code(pile: Terminal, notebook: Notebook) -> None:
    type_in(pile, DAY[:-1])
    pile.answer("VZ4 VZ5", "-8 Rosa Peña")
    pile.asked("guardada")
    (sheet,) = saved(notebook)
    assert (sheet["VZ4"], sheet["VZ5"]["name"]) == (-8, "Rosa Peña")


@pytest.mark.parametrize(
    ("signed", "kept"), [("Rosa (2)", "huella"), ("Rosa (verbal)", "verbal"), ("Rosa", "firmo")]
)
def test_a_signature_may_be_a_fingerprint(signed: str, kept: str, pile: Terminal, notebook: Notebook) -> None:
    type_in(pile, DAY[:-1])
    pile.answer("VZ4 VZ5", "+3 Rosa (12)")
    pile.answer("VZ5", signed)
    pile.asked("guardada")
    (sheet,) = saved(notebook)
    assert sheet["VZ5"] == {"name": "Rosa", "mode": kept}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--escuela", "nada"), "No encuentro la escuela «nada»"),
        (("--fecha", "31/2"), "«31/2» no es una fecha"),
    ],
)
def test_a_pile_that_cannot_begin_says_why(words: tuple[str, ...], sentence: str, terminal: Start) -> None:
    code, said = terminal("llenar", "--rapido", "FS", *words).end()
    assert code in (2, 3) and sentence in said


def test_rapid_entry_is_for_somebody_who_types(notebook: Notebook) -> None:
    told = facts("llenar", "--rapido", "FS", home=notebook.home, code=2)
    assert "fieldkit llenar FS --respuestas ARCHIVO" in told["message"]
