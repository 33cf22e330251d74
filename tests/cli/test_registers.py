"""The nouns of the registers as a script calls them: what is a contract stays one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal, save
from tests.house.commands import facts, fieldkit

SCHOOL = {
    "CCT": "12kpr0002j",
    "Nombre": "Vicente Guerrero",
    "nivel": "Primaria",
    "tipo": "comunitaria",
    "modalidad": "Indígena",
    "turno": "1",
    "organización": "unitaria",
    "cvegeo": "120040001",
    "comunidad": "La Montaña",
}
STUDENT = {
    "nombres": "Xóchitl",
    "primer apellido": "Ñuu",
    "fecha de nacimiento": "2016-05-03",
    "sexo": "mujer",
    "curp": "NUXX160503MGRXXCA3",
    "lengua": ["Español"],
    "grado": "3",
    **make.NOTICE,
}


def written(folder: Path, answers: dict[str, Any]) -> Path:
    file = folder / "given.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    return file


def test_the_notebook_of_the_contract(home: Path) -> None:
    made = facts("init", "--advisor", "Ana Ruiz", "--no-input", home=home)
    assert (made["name"], made["lang"]) == ("Ana Ruiz", "es")
    assert facts("school", "list", home=home) == []
    again = facts("init", "--advisor", "Otra", "--no-input", home=home, code=3)
    assert (again["error"], "es de Ana Ruiz" in again["message"]) == ("store_exists", True)
    assert facts("status", home=home)["pending"] == 0


def test_before_init_everything_says_how_to_begin(home: Path) -> None:
    for words in (("school", "list"), ("status",), ("today",), ("draft", "list"), ("search", "ana")):
        said = facts(*words, home=home, code=3)
        assert said["error"] == "no_store"
        assert "fieldkit iniciar" in said["message"]
    assert not home.exists()


def test_a_school_is_registered_listed_corrected_and_withdrawn(home: Path, tmp_path: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    saved = facts("school", "new", "--answers", written(tmp_path, SCHOOL), "--no-input", home=home)
    assert saved["state"] == "finished"
    (row,) = facts("school", "list", home=home)
    assert (row["id"], row["cct"], row["name"], row["level"]) == (
        saved["id"],
        "12KPR0002J",
        "Vicente Guerrero",
        "primaria",
    )
    words = ("school", "correct", "12KPR0002J", "--set", "nombre=Benito Juárez", "--set", "signal=a_ratos")
    assert facts(*words, "--reason", "cambió", home=home)["state"] == "corrected"
    shown = facts("school", "show", "benito juarez", home=home)
    assert (shown["answers"]["name"], shown["answers"]["signal"]) == ("Benito Juárez", "a_ratos")
    assert shown["reason"] == "cambió"
    gone = facts("school", "withdraw", "benito", "--reason", "cerró", home=home)
    assert gone["state"] == "withdrawn"
    assert facts("school", "list", home=home) == []
    assert len(facts("school", "list", "--withdrawn", home=home)) == 1
    steps = facts("history", saved["id"], home=home)
    assert [step["state"] for step in steps] == ["finished", "corrected", "withdrawn"]
    assert steps[1]["before"]["name"] == "Vicente Guerrero"


def test_what_may_be_here_already_is_told_by_the_question_not_by_a_code(
    notebook: Notebook, tmp_path: Path
) -> None:
    words = ("--answers", str(written(tmp_path, SCHOOL)), "--no-input")
    fieldkit("school", "new", *words, home=notebook.home)
    told = facts("school", "new", *words, home=notebook.home)["problems"]
    assert ("cct", "alike") in [(problem["field"], problem["code"]) for problem in told]
    person = Terminal(notebook.home, "escuela", "nueva", *words)
    assert "CCT (clave): puede ser la misma que ya está: Vicente Guerrero" in person.end()[1]


def test_a_student_is_listed_with_the_curp_masked(notebook: Notebook, tmp_path: Path) -> None:
    file = written(tmp_path, STUDENT)
    words = ("student", "new", "--school", notebook.cct, "--answers", file, "--no-input")
    saved = facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    rows = facts("student", "list", "--school", notebook.cct, home=notebook.home)
    row = next(row for row in rows if row["id"] == saved["id"])
    assert (row["name"], row["grade"], row["sex"], row["state"]) == ("Xóchitl Ñuu", "3", "M", "finished")
    assert row["school"] == notebook.school
    assert row["curp"] != "NUXX160503MGRXXCA3"
    said = fieldkit("student", "show", saved["id"], home=notebook.home)
    said += json.dumps(facts("student", "show", saved["id"], home=notebook.home))
    said += json.dumps(facts("history", saved["id"], home=notebook.home))
    assert "NUXX160503MGRXXCA3" not in said


def test_a_student_without_the_privacy_notice_stays_a_draft_and_is_listed_as_one(
    notebook: Notebook, tmp_path: Path
) -> None:
    file = written(tmp_path, {key: value for key, value in STUDENT.items() if not key.startswith("notice")})
    words = ("student", "new", "--school", notebook.cct, "--answers", file, "--no-input")
    said = facts(*words, home=notebook.home, code=3, FIELDKIT_NOW=NOW)
    assert {problem["field"] for problem in said["problems"]} >= {"notice_version", "notice_how"}
    rows = facts("student", "list", "--school", notebook.cct, home=notebook.home)
    assert [(row["name"], row["state"]) for row in rows if row["id"] == said["id"]] == [
        ("Xóchitl Ñuu", "draft")
    ]
    more = written(tmp_path, make.NOTICE)
    words = ("draft", "resume", said["id"], "--answers", more, "--no-input")
    assert facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)["state"] == "finished"
    assert facts("draft", "list", home=notebook.home) == []


def test_a_wrong_curp_is_told_without_spelling_it_out(notebook: Notebook, tmp_path: Path) -> None:
    file = written(tmp_path, {**STUDENT, "curp": "NUXX160503MGRXXCA9"})
    words = ("student", "new", "--school", notebook.cct, "--answers", file, "--no-input")
    said = facts(*words, home=notebook.home, code=3)
    assert "curp_check" in {problem["code"] for problem in said["problems"]}
    assert "NUXX160503MGRXXCA9" not in json.dumps(said)


def test_a_name_is_found_whatever_its_accents(notebook: Notebook) -> None:
    rows = facts("search", "SANCHEZ", home=notebook.home)
    assert [row["name"].startswith("Itzel Sánchez") for row in rows] == [True]
    assert len(facts("buscar", "peña", "jose", home=notebook.home)) == 1


def test_an_unknown_name_and_a_shared_one_say_what_to_do(notebook: Notebook) -> None:
    said = facts("school", "show", "nada", home=notebook.home, code=3)
    assert "fieldkit escuela lista" in said["message"]
    shared = facts("student", "show", "peña", home=notebook.home, code=3)
    assert shared["error"] == "ambiguous"
    assert notebook.student in shared["message"]
    nobody = facts("student", "show", "zutano", home=notebook.home, code=3)
    assert nobody["message"] == "No encuentro el alumno «zutano»."
    for begins in (notebook.student[:23], notebook.student):
        assert facts("student", "show", begins, home=notebook.home)["id"] == notebook.student


def test_an_advisor_is_registered_and_eligibility_is_pointed_out(notebook: Notebook, tmp_path: Path) -> None:
    file = written(tmp_path, {"nombre": "Ana Ruiz"})
    facts("advisor", "new", "--answers", file, "--no-input", home=notebook.home)
    (row,) = facts("advisor", "list", home=notebook.home)
    assert (row["name"], row["state"]) == ("Ana Ruiz", "finished")
    assert "Ana Ruiz" in fieldkit("asesor", "ver", "ana", home=notebook.home)


def test_what_the_form_does_not_know_is_kept_and_said(home: Path, tmp_path: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    file = written(tmp_path, {**SCHOOL, "internet": "no"})
    saved = facts("school", "new", "--answers", file, "--no-input", home=home)
    assert [(one["field"], one["code"]) for one in saved["problems"]] == [("internet", "unknown_item")]
    assert facts("school", "show", saved["id"], home=home)["answers"]["internet"] == "no"


def test_a_student_is_registered_question_by_question(
    terminal: Callable[..., Terminal], notebook: Notebook
) -> None:
    asked = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    answers = {
        "Nombre": "Citlali",
        "Primer apellido": "Cano",
        "Fecha de nacimiento": "03/05/2016",
        "Sexo": "m",
        "¿Por qué no hay CURP": "no t",
        "Grado": "3",
        "Versión del aviso": "2025-1",
        "¿Cuándo se dio": "hoy",
        "¿A quién se le dio": "Su abuela",
        "¿Cómo se dio": "leí",
    }
    while "Está completa" not in asked.asked():
        question = asked.seen.rstrip().splitlines()
        line = next((answers[word] for word in answers if any(word in row for row in question)), "")
        asked.type(line)
    asked.type("")
    code, said = asked.end()
    assert code == 0, said
    assert "Citlali Cano" in fieldkit("alumno", "lista", home=notebook.home)


def test_a_student_who_moves_stays_the_same_person_even_through_a_draft(
    notebook: Notebook, tmp_path: Path
) -> None:
    other = facts("school", "new", "--answers", written(tmp_path, SCHOOL), "--no-input", home=notebook.home)
    words = ("student", "new", "--person", "itzel", "--school", "12KPR0002J", "--no-input")
    said = facts(*words, home=notebook.home, code=3, FIELDKIT_NOW=NOW)
    assert [one["field"] for one in said["problems"] if one["level"] == "error"] == ["grade"]
    file = written(tmp_path, {"grado": "4"})
    words = ("draft", "resume", said["id"], "--answers", file, "--no-input")
    assert facts(*words, home=notebook.home, FIELDKIT_NOW=NOW)["id"] == notebook.student
    rows = facts("student", "list", home=notebook.home)
    assert [(row["school"], row["grade"]) for row in rows if row["id"] == notebook.student] == [
        (other["id"], "4")
    ]


def test_a_withdrawn_child_is_listed_seen_and_registered_again_as_the_same_one(notebook: Notebook) -> None:
    home, child = notebook.home, notebook.student
    facts("student", "withdraw", child, "--reason", "por error", home=home)
    assert child not in {row["id"] for row in facts("student", "list", "--over", home=home)}
    (row,) = [row for row in facts("student", "list", "--withdrawn", home=home) if row["id"] == child]
    assert row["state"] == "withdrawn"
    assert facts("student", "show", child, home=home)["state"] == "withdrawn"
    refused = facts("student", "correct", child, "--set", "grade=4", "--reason", "x", home=home, code=3)
    assert (refused["error"], f"--persona {child}" in refused["message"]) == ("untimely", True)

    changed = facts("student", "new", "--person", child, "--grade", "4", home=home, code=2)
    assert (changed["error"], f"--persona {child}" in changed["message"]) == ("comes_back_first", True)
    assert facts("student", "new", "--person", child, home=home)["id"] == child
    (row,) = [row for row in facts("student", "list", home=home) if row["id"] == child]
    assert (row["state"], row["grade"]) == ("corrected", "3")


def test_who_is_withdrawn_by_mistake_comes_back_as_they_were(notebook: Notebook, tmp_path: Path) -> None:
    """Both schools of the year, with their days, and the family; not what was withdrawn before, by itself,
    with the same words. So does a relative, without being asked whose."""
    home, child = notebook.home, notebook.student
    facts("school", "new", "--answers", written(tmp_path, SCHOOL), home=home)
    tied = ("family", "new", "--school", notebook.cct, "--answers", "-", "--no-input")
    for name, relation in (("Rosa", "madre"), ("Tía", "otro")):
        mother = {
            "first_names": name,
            "surname": "Neri",
            "student": child,
            "relation": relation,
            **make.NOTICE,
        }
        kin = facts(*tied, home=home, typed=json.dumps(mother), FIELDKIT_NOW=NOW)["id"]
    moved = ("student", "new", "--person", child, "--school", "12KPR0002J", "--grade", "3", "--answers")
    facts(*moved, written(tmp_path, make.NOTICE), home=home, FIELDKIT_NOW=NOW)

    def as_it_is() -> list[dict[str, Any]]:
        members = "SELECT id, person, since, until, school FROM memberships ORDER BY id"
        kinships = "SELECT id, student, relation FROM kinships ORDER BY id"
        return [*facts("sql", members, home=home), *facts("sql", kinships, home=home)]

    (tie,) = [one["id"] for one in facts("sql", f"SELECT id FROM kinships WHERE person = '{kin}'", home=home)]
    facts("family", "withdraw", tie, "--reason", "por error", home=home)
    before = as_it_is()
    facts("student", "withdraw", child, "--reason", "por error", home=home)
    assert len(before) - len(as_it_is()) == 3, "two schools and one relative"
    assert facts("student", "new", "--person", child, "--no-input", home=home)["back"] == 4
    assert as_it_is() == before
    rosa = next(row["id"] for row in facts("family", "list", home=home) if row["first_names"] == "Rosa")
    for noun, who in (("student", child), ("family", rosa)):  # both were a mistake: the tie waits for both
        facts(noun, "withdraw", who, "--reason", "por error", home=home)
    for noun, who in (("student", child), ("family", rosa)):
        facts(noun, "new", "--person", who, "--no-input", home=home)
    assert as_it_is() == before


def test_withdrawing_a_child_with_sheets_says_what_leaving_is_and_asks(
    notebook: Notebook, terminal: Callable[..., Terminal]
) -> None:
    diagnosed = make.doc("RIE", {"school": notebook.school, "student": notebook.student, "focal": "si"})
    save(notebook, Edit("entry", f"s:{notebook.school}", diagnosed))
    asked = terminal("alumno", "anular", "Itzel")
    asked.asked("Fichas que hablan de Itzel Sánchez Peña: 1.", "alumno corregir", "¿Anular? (s/N)")
    asked.type("")
    assert "No se anuló" in asked.end()[1]
    asked = terminal("alumno", "anular", "Itzel")
    asked.answer("¿Anular? (s/N)", "s")
    asked.answer("¿Por qué el cambio?", "")
    asked.answer("Hace falta el motivo", "se registró dos veces")
    code, said = asked.end()
    assert (code, f"alumno nuevo --persona {notebook.student}" in said) == (0, True)


@pytest.mark.parametrize("noun", ["student", "teacher", "family"])
def test_a_list_of_people_is_as_long_as_asked(notebook: Notebook, noun: str) -> None:
    everybody = facts(noun, "list", home=notebook.home)
    assert facts(noun, "list", "--limit", "1", home=notebook.home) == everybody[:1]


def test_what_ends_elsewhere_is_told_before_it_is_saved_and_after(
    notebook: Notebook, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    home = notebook.home
    facts("school", "new", "--answers", written(tmp_path, SCHOOL), home=home)
    notice = written(tmp_path, {"school": "12KPR0002J", "grade": "3", **make.NOTICE})
    begun = terminal("alumno", "nuevo", "--persona", notebook.student, "--escuela", "12KPR0002J")
    while "Falta:" not in begun.asked() and "Está completa" not in begun.seen:
        begun.type("" if begun.seen.rstrip().endswith("]") else "-")
    assert "por «Cambio de comunidad»: nadie lo dijo, se supone" in begun.seen
    assert "La Ciénega" in begun.seen
    begun.type(".")
    begun.end()

    words = ("student", "new", "--person", notebook.student, "--answers", notice)
    problems = facts(*words, home=home, FIELDKIT_NOW=NOW)["problems"]
    assert "birth_estimated" not in {one["field"] for one in problems}  # the birth date is known
    told = {one["code"]: one for one in problems}
    assert "2025-10-20" in told["has_ended"]["message"]
    (former,) = [
        row
        for row in facts("student", "list", "--over", home=home)
        if row["id"] == notebook.student and row.get("until")
    ]
    assert former["membership"] in told["has_ended"]["message"]
    assert former["leaving_reason"] == "cambio_de_comunidad"
    mend = ("student", "correct", former["membership"], "--set", "leaving_reason=migracion", "--reason", "x")
    assert facts(*mend, home=home)["changed"]


def test_the_name_of_who_works_here_is_mended_with_their_record(home: Path) -> None:
    """A slip at the first question; another advisor's correction changes nothing of it."""
    fieldkit("init", "--advisor", "Rosaro Cruz", "--no-input", home=home)
    for name in ("Rosaro Cruz", "Beto Lima"):
        facts("advisor", "new", "--name", name, "--no-input", home=home)
    for name, other in (("Beto Lima", "Beto Luna"), ("Rosaro Cruz", "Rosario Cruz")):
        assert facts("init", "--advisor", "x", home=home, code=3)["message"].count("Rosaro") == 1
        fieldkit("advisor", "correct", name, "--set", f"name={other}", "--reason", "x", home=home)
    assert "es de Rosario Cruz" in facts("init", "--advisor", "x", home=home, code=3)["message"]


def test_a_key_that_means_something_elsewhere_is_nobodys_name(home: Path) -> None:
    person = Terminal(home, "iniciar")
    person.answer("¿Cómo se llama usted?", "?")
    person.answer("queda en todo lo que anote", "Rosario Cruz")
    assert "Cuaderno listo para Rosario Cruz" in person.end()[1]


def test_a_grade_two_years_ahead_of_the_age_is_pointed_out(
    notebook: Notebook, terminal: Callable[..., Terminal]
) -> None:
    """Born in 2018, in October 2025 second grade is usual, fourth a doubt; by hand as in a file."""
    born = {code: value for code, value in STUDENT.items() if code != "curp"}
    new = ("student", "new", "--school", notebook.cct, "--answers", "-", "--no-input")
    for name, grade, told in (
        ("Ana", "2", []),
        ("Eva", "3", []),
        ("Luz", "4", ["grade"]),
        ("Mar", "S2", ["grade"]),
    ):
        given = {**born, "nombres": name, "fecha de nacimiento": "2018-07-12", "grado": grade}
        said = facts(*new, home=notebook.home, typed=json.dumps(given), FIELDKIT_NOW=NOW)
        assert [one["field"] for one in said["problems"] if "grados" in one["message"]] == told
    asked = terminal("alumno", "nuevo", "--nombres", "Pedro", "--nacimiento", "12/07/2018", "--grado", "S2")
    for _ in range(25):
        if "dos grados antes" in asked.asked():
            break
        asked.type("" if "[" in asked.seen else "-")
    assert "dos grados antes" in asked.seen
