"""The intervention strategy at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.cli.visit import draft_answers
from tests.house.commands import facts

SIGNED = {"name": "Marta Ríos", "mode": "firmo"}


@pytest.fixture
def whole(notebook: Notebook, tmp_path: Path) -> Path:
    """A file with a whole strategy, in a notebook where one can be made."""
    store = Store.open(notebook.home)
    by = str(store.meta("advisor"))
    teacher = store.save([make.person(notebook.school, "REG-D", first_names="Marta")], by=by)[0].record
    head = {"school": notebook.school, "ciclo": "2025-2026"}
    sheets = [
        make.doc("DXE", {**head, "date": "2025-09-15"}),
        make.doc("RIE", {**head, "date": "2025-09-20", "student": notebook.student, "focal": "si"}),
    ]
    edits = [Edit("entry", f"s:{notebook.school}", doc) for doc in sheets]
    changes = store.save([make.membership(notebook.school, teacher, "teacher"), *edits], by=by)
    store.close()
    answers: dict[str, Any] = {
        "date": "2025-10-01",
        "I01": [{"I01_D": changes[1].record}],
        "I02": [{"I02_A": "Itzel"}],
        "I03": [{"I03_D": "Marta", "I03_F": "2025-10-01", "I03_P": "Eligió los textos"}],
        "I04_M": "Suma con los dedos",
        "I05": [
            {"I05_I": "otro", "I05_T": "Problemas por semana", "I05_V": 0, "I05_M": 3, "I05_F": "2026-06-20"}
        ],
        "I06": ["juego"],
        "I07_M": 60,
        "I07_H": "Lunes",
        "I09_T": "Juegan en casa",
        "I11": "Con la docente",
        "I11R": [{"I11_F": "2025-10-15"}],
        "I12_D": SIGNED,
        "I12_A": SIGNED,
    }
    file = tmp_path / "strategy.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    return file


def run(notebook: Notebook, *words: object, code: int = 0) -> Any:
    return facts("strategy", *words, home=notebook.home, code=code, FIELDKIT_NOW=NOW)


def test_a_script_saves_it_reviews_it_and_corrects_it(notebook: Notebook, whole: Path) -> None:
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    assert [problem["field"] for problem in saved["problems"]] == ["I13"], "the review of the 15th is due"
    done = run(notebook, "review", saved["id"], "--result", "continuar", "--text", "Avanza")
    assert done == {"id": saved["id"], "state": "corrected", "edition": 2, "next": None}
    run(notebook, "correct", saved["id"], "--set", "I07_M=90", "--reason", "Más tiempo")
    (row,) = run(notebook, "list")
    assert (row["id"], row["edition"]) == (saved["id"], 3)


@pytest.mark.parametrize("told_in", ["option", "answers"])
def test_what_it_rests_on_is_drawn_from_the_school_wherever_that_is_said(
    notebook: Notebook, whole: Path, told_in: str
) -> None:
    """The diagnosis and the focal child of the school are not in the answers; the teacher is."""
    answers = json.loads(whole.read_text(encoding="utf-8"))
    rests_on = {code: answers.pop(code) for code in ("I01", "I02")}
    if told_in == "answers":
        answers["school"] = notebook.cct
    whole.write_text(json.dumps(answers), encoding="utf-8")
    option = () if told_in == "answers" else ("--school", notebook.cct)
    saved = run(notebook, "new", *option, "--answers", whole)
    found = run(notebook, "show", saved["id"])["answers"]
    assert found["I01"] == rests_on["I01"]
    assert found["I02"] == [{"I02_A": notebook.student}]


def test_a_second_strategy_of_the_year_is_refused_wherever_the_school_is_said(
    notebook: Notebook, whole: Path
) -> None:
    answers = json.loads(whole.read_text(encoding="utf-8"))
    whole.write_text(json.dumps({**answers, "school": notebook.cct}), encoding="utf-8")
    first = run(notebook, "new", "--answers", whole)
    again = run(notebook, "new", "--answers", whole, code=3)
    assert (again["error"], first["id"] in again["message"]) == ("untimely", True)


def test_a_review_without_a_result_says_what_is_missing(notebook: Notebook, whole: Path) -> None:
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    said = run(notebook, "review", saved["id"], code=2)
    assert "--resultado" in said["message"]


def test_at_the_terminal_it_begins_with_what_is_on_record(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("estrategia", "nueva")
    person.asked("diagnósticos 1, alumnos focales 1, docentes 1", "Fecha")
    person.type()
    person.answer("Diagnósticos en que se basa", "n")
    person.answer("Alumnos identificados", "n")
    person.asked("¿Cuándo se acordó?")


def test_at_another_school_it_rests_on_what_is_on_record_there(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    """One school has a diagnosis, a child and a teacher; at the other, chosen after going back, nothing
    is."""
    store = Store.open(notebook.home)
    school = make.school(cct="12KPR0002Y", name="Primaria comunitaria El Zapotal", community="El Zapotal")
    store.save([school], by=str(store.meta("advisor")))
    store.close()
    person = terminal("llenar", "EI")
    person.answer("Escuela", "cienega")
    person.answer("Fecha")
    person.asked("Diagnósticos en que se basa")
    assert {"I01", "I02", "I03"} <= draft_answers(notebook).keys()
    person.type("<")
    person.answer("DXE · 2025-09-15", "<")
    person.answer("Fecha", "<")
    person.answer("Escuela", "zapotal")
    person.answer("Fecha")
    person.asked("Diagnósticos en que se basa")
    assert not {"I01", "I02", "I03"} & draft_answers(notebook).keys()


def test_at_the_terminal_nothing_is_asked_while_something_has_to_come_first(
    notebook: Notebook, terminal: Callable[..., Terminal]
) -> None:
    code, said = terminal("estrategia", "nueva").end()
    assert code == 3
    assert "fieldkit alumno focal" in said


def test_the_review_is_asked_for_at_the_terminal(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    """Adjusting asks what is adjusted; whatever goes on is asked when it is looked at again."""
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    person = terminal("estrategia", "revisar")
    person.answer("Resultado de la revisión", "2")
    person.answer("¿Qué se encontró?", "Van despacio")
    person.asked("¿Qué se ajusta?", "¿Qué pregunta se corrige?")
    person.type("I07_M")
    person.answer("[60]", "90")
    person.answer("¿Qué pregunta se corrige?")
    person.answer("¿Cuándo se revisará?", "+30")
    code, said = person.end()
    assert (code, "Se revisará otra vez el 2025-11-19" in said) == (0, True), said
    found = run(notebook, "show", saved["id"])["answers"]
    assert (found["I13"], found["I13_T"], found["I07_M"]) == ("ajustar", "Van despacio", 90)
    assert found["I11R"] == [{"I11_F": "2025-10-15"}, {"I11_F": "2025-11-19"}]


def test_the_last_review_is_not_proposed_as_the_next(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    """An Enter would else say of today what was found then, or throw away what was typed."""
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    told = ("--result", "continuar", "--text", "Avanza", "--next", "2025-12-01")
    run(notebook, "review", saved["id"], *told)
    person = terminal("estrategia", "revisar", saved["id"])
    assert "[" not in person.asked("Resultado de la revisión")
    person.type("1")
    assert "Avanza" not in person.asked("¿Qué se encontró?")
    person.type("Leen más")
    assert "2025-12-01" in person.end()[1]
    found = run(notebook, "show", saved["id"])["answers"]
    assert (found["I13"], found["I13_T"]) == ("continuar", "Leen más")


def test_a_review_that_is_not_due_asks_nothing(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    answers = json.loads(whole.read_text(encoding="utf-8"))
    answers["I11R"] = [{"I11_F": "2026-01-15"}]
    whole.write_text(json.dumps(answers), encoding="utf-8")
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    code, said = terminal("estrategia", "revisar", saved["id"]).end()
    assert (code, "2026-01-15" in said) == (3, True), said


def test_a_review_that_nobody_answers_saves_nothing(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    person = terminal("estrategia", "revisar", "--escuela", notebook.cct)
    person.answer("Resultado de la revisión", "")
    assert "No se guardó ninguna revisión" in person.end()[1]
    assert "I13" not in run(notebook, "show", saved["id"])["answers"]


def test_a_script_says_when_it_is_reviewed_again(notebook: Notebook, whole: Path) -> None:
    saved = run(notebook, "new", "--school", notebook.cct, "--answers", whole)
    told = ("--school", notebook.cct, "--result", "continuar", "--text", "Avanza", "--next")
    assert run(notebook, "review", *told, "2025-11-20")["next"] == "2025-11-20"
    assert run(notebook, "review", "--next", "2025-12-01", code=2)["error"] == "review_needs_result"
    assert run(notebook, "review", saved["id"], *told[2:], "2025-09-01", code=3)["error"] == "invalid"
    silent = run(notebook, "review", saved["id"], "--result", "continuar", code=3)
    assert [one["field"] for one in silent["problems"] if one["level"] == "error"] == ["I13_T"]
    closed = run(notebook, "review", saved["id"], "--result", "cerrar", "--text", "Ya leen")
    assert closed["edition"] == 3


def test_diagnoses_are_offered_with_their_day_and_child(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    store = Store.open(notebook.home)
    head = {"school": notebook.school, "date": "2025-09-18", "student": notebook.student}
    store.save([Edit("entry", f"s:{notebook.school}", make.doc("DXA", head))], by=str(store.meta("advisor")))
    store.close()
    person = terminal("estrategia", "nueva")
    person.answer("Fecha")
    person.answer("Diagnósticos en que se basa", "s")
    person.asked("DXE · 2025-09-15", "DXA · 2025-09-18 · Itzel Sánchez Peña")


def test_a_draft_that_a_file_left_is_finished_at_the_terminal(
    notebook: Notebook, whole: Path, terminal: Callable[..., Terminal]
) -> None:
    answers = json.loads(whole.read_text(encoding="utf-8"))
    del answers["I04_M"]
    whole.write_text(json.dumps(answers), encoding="utf-8")
    run(notebook, "new", "--school", notebook.cct, "--answers", whole, code=3)
    person = terminal("borrador", "seguir")
    for _ in range(40):
        if "Enter: terminar" in person.asked():
            break
        person.type("Cuenta con los dedos" if "matemáticas" in person.seen.lower() else "")
    person.type()
    code, said = person.end()
    assert code == 0, said
    assert [row["state"] for row in run(notebook, "list")] == ["finished"]
