"""A saved sheet is corrected: an answer, one in a row, an hour, a day; what it was stays in the history."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import NOW, Notebook, Terminal
from tests.cli.visit import Write, new
from tests.house.commands import facts, fieldkit


def test_a_correction_and_a_withdrawal_stay_in_the_history(notebook: Notebook, answers: Write) -> None:
    saved = new(notebook, answers())
    words = ("monitoring", "correct", saved["id"], "--set", "V05=Escritura", "--reason", "me equivoqué")
    assert facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)["state"] == "corrected"
    facts("monitoring", "withdraw", saved["id"], "--reason", "doble", home=notebook.home)
    assert facts("monitoring", "list", home=notebook.home) == []
    steps = facts("history", saved["id"], home=notebook.home)
    assert [(step["state"], step["reason"]) for step in steps] == [
        ("finished", None),
        ("corrected", "me equivoqué"),
        ("withdrawn", "doble"),
    ]
    said = facts("monitoring", "withdraw", saved["id"], "--reason", "otra vez", home=notebook.home, code=3)
    assert said["error"] == "untimely"
    assert "Lectura en voz alta → Escritura" in fieldkit("historial", saved["id"], home=notebook.home)


PUPIL = {"VA1": "Itzel", "VA2": "lectura", "VA3": 20, "VA4": "Cuento", "VA5": 3, "VA6": "Bien"}


@pytest.fixture
def visited(notebook: Notebook, answers: Write) -> str:
    """A sheet with one pupil in it; its id."""
    return str(new(notebook, answers(VA=[PUPIL]))["id"])


def rows(notebook: Notebook, sheet: str) -> list[dict[str, object]]:
    found = facts("monitoring", "show", sheet, home=notebook.home)["answers"]["VA"]
    assert isinstance(found, list)
    return found


def mend(notebook: Notebook, sheet: str, *pairs: str, code: int = 0) -> str:
    words = [word for pair in pairs for word in ("--pon", pair)]
    said = facts("ficha", "corregir", sheet, *words, "--motivo", "x", home=notebook.home, code=code)
    return str(said.get("message"))


def test_an_answer_in_a_row_is_corrected_by_its_place_and_the_rest_of_the_row_stays(
    notebook: Notebook, visited: str
) -> None:
    (before,) = rows(notebook, visited)
    mend(notebook, visited, "VA[1].VA3=30", "va[1].Materia=Escritura")
    assert rows(notebook, visited) == [{**before, "VA3": 30, "VA2": "escritura"}]


def test_the_number_after_the_last_one_begins_a_row(notebook: Notebook, visited: str) -> None:
    pairs = [f"VA[2].{code}={value}" for code, value in {**PUPIL, "VA1": "José Peña"}.items()]
    mend(notebook, visited, *pairs)
    assert [row["VA3"] for row in rows(notebook, visited)] == [20, 20]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("VA3=30", 'Diga cuál: --pon "VA[1].VA3=…"'),
        ("VA[4].VA3=30", "aquí hay 1"),
        ("VA[0].VA3=30", "aquí hay 1"),
        ("VA[1].V05=x", "No hay un dato «VA[1].V05» en FS"),
        ("VF4_E[1].nada=x", "No hay un dato"),
    ],
)
def test_a_place_that_is_none_is_said_with_the_way_to_say_it(
    notebook: Notebook, visited: str, pair: str, said: str
) -> None:
    assert said in mend(notebook, visited, pair, code=2)
    assert rows(notebook, visited)[0]["VA3"] == 20


def test_at_the_terminal_a_row_is_corrected_by_its_place_or_its_words(
    terminal: Callable[..., Terminal], notebook: Notebook, visited: str
) -> None:
    asked = terminal("ficha", "corregir", visited)
    asked.answer("¿Qué pregunta se corrige?", "VA[1].VA3")
    asked.asked("[20]")
    asked.type("35")
    asked.answer("¿Qué pregunta se corrige?")
    asked.answer("¿Por qué el cambio?", "lo vi")
    code, said = asked.end()
    assert code == 0, said
    assert [row["VA3"] for row in rows(notebook, visited)] == [35]


def test_an_hour_and_a_day_are_set_as_the_questions_take_them(notebook: Notebook, answers: Write) -> None:
    saved = new(notebook, answers())
    words = ("ficha", "corregir", saved["id"], "--motivo", "Otra hora", "--pon")
    fieldkit(*words, "Hora de inicio=9", home=notebook.home, FIELDKIT_NOW=NOW)
    fieldkit(*words, "date=ayer", home=notebook.home, FIELDKIT_NOW=NOW)
    kept = facts("monitoring", "show", saved["id"], home=notebook.home)["answers"]
    assert (kept["V03_A"], kept["date"]) == ("09:00", "2025-10-19")


def test_only_what_stands_in_the_way_is_told_of_a_refused_correction(
    notebook: Notebook, answers: Write, terminal: Callable[..., Terminal]
) -> None:
    saved = new(notebook, answers(date="2025-09-08"))
    words = ("ficha", "corregir", str(saved["id"]), "--motivo", "Otra hora", "--pon", "V03_A=mañana")
    code, said = terminal(*words).end()
    assert code == 3
    assert "no es una hora" in said
    assert "revise la fecha" not in said


def test_correcting_withdrawing_and_attaching_take_no_input_and_then_never_ask(
    notebook: Notebook, answers: Write, terminal: Callable[..., Terminal]
) -> None:
    """At a terminal, where they would ask which answer and why."""
    saved = new(notebook, answers())
    for words in (["correct", "--set", "V05=2"], ["correct"], ["withdraw"]):
        screen = terminal("monitoring", words[0], saved["id"], *words[1:], "--no-input")
        assert screen.end()[0] == 2
    facts("attach", "nada.jpg", "--to", saved["id"], "--no-input", home=notebook.home, code=3)


def test_a_correction_tells_what_it_mended_and_what_looks_odd_as_a_new_record_does(
    notebook: Notebook,
) -> None:
    home = notebook.home

    def told(noun: str, which: str, *pairs: str) -> set[tuple[str, str]]:
        words = [word for pair in pairs for word in ("--set", pair)]
        found = facts(noun, "correct", which, *words, "--reason", "x", home=home)
        return {(problem["field"], problem["code"]) for problem in found["problems"]}

    mended = told("school", notebook.school, "cct=12KPR9OO9A")
    assert {("cct", "key_letter_o"), ("cct", "cct_check")} <= mended
    assert told("school", notebook.school, "community=Tlapa") == set()
    assert told("student", notebook.student, "curp=PEGJ900512HJCRRS04")
    assert "birth_date" in {field for field, _ in told("student", notebook.student, "birth_date=2001-01-01")}
