"""Before a sheet ends at a real terminal: what is missing or odd is listed, and each line leads back."""

from __future__ import annotations

import json

from tests.cli.conftest import NOW, Notebook
from tests.cli.visit import Start, begin, finish
from tests.house.commands import facts, fieldkit


def test_the_review_numbers_what_is_missing_and_what_is_odd_and_goes_back_too(
    terminal: Start, notebook: Notebook
) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    answers = {"Nombre(s)": "Citlali", "Primer apellido": "Cano", "nacimiento": "03/05/1990", "Sexo": "m"}
    while "Falta:" not in student.asked():
        student.type(next((line for word, line in answers.items() if word in student.seen), "-"))
    lines = [line.split() for line in student.seen.splitlines()]
    number = next(line[0] for line in lines if "Fecha de nacimiento: La edad" in " ".join(line))
    student.type("<")
    student.answer("¿Cómo se dio?", "-")
    student.answer("Falta:", number)
    student.answer("Fecha de nacimiento", "03/05/2016")
    assert "La edad queda fuera" not in student.asked("Falta:")


def test_a_required_question_is_left_for_later_and_the_review_leads_back_to_it(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("")
    sheet.asked("contéstela, o escriba - para después")
    sheet.type("-")
    sheet.answer("¿Hubo clase?")
    sheet.answer("hombres", "1")
    sheet.answer("mujeres", "1")
    while "Falta:" not in sheet.asked():
        answer = {"hospedaje": "n", "Comidas": "0", "Siguiente": "+7", "Firma": "Rosa"}
        sheet.type(next((line for word, line in answer.items() if word in sheet.seen), ""))
    assert "1  Propósito" in sheet.seen
    sheet.type("1")
    sheet.answer("Propósito", "Lectura")
    sheet.answer("Está completa")
    assert sheet.end()[0] == 0


def test_before_the_end_a_visit_that_was_told_already_is_pointed_out(
    terminal: Start, notebook: Notebook
) -> None:
    first = begin(terminal, notebook)
    finish(first)
    assert "ya hay otra" not in first.seen
    assert first.end()[0] == 0
    second = begin(terminal, notebook)
    finish(second)
    assert "Fecha: ya hay otra igual en esto: Escuela, Nivel de quien visita, Fecha" in second.seen
    assert second.end()[0] == 0
    assert len(facts("monitoring", "list", home=notebook.home)) == 2


def test_what_was_left_blank_is_listed_once_before_the_end_and_not_after_it(terminal: Start) -> None:
    school = terminal("escuela", "nueva")
    answers = {"CCT (clave)": "12KPR0002Y", "Nombre": "31"}
    while "Enter: terminar" not in school.asked():
        asked = school.seen.rstrip().splitlines()
        school.type(next((line for word, line in answers.items() if any(word in one for one in asked)), ""))
    assert school.seen.count("Comunidad: falta contestar") == 1
    assert "Nombre: No lleva letras" in school.seen
    school.type()
    code, said = school.end()
    assert code == 0
    assert "falta contestar" not in said and "No lleva letras" not in said


def test_a_group_that_is_wrong_is_gone_through_row_by_row(terminal: Start, notebook: Notebook) -> None:
    """One person in two offices: the review leads to the first row, and Enter on to the second."""
    told = {"school": notebook.cct, "date": "2025-10-01", "attendees": 9, "nights_promised": 8}
    held = [{"OFF_C": office, "OFF_P": notebook.relative} for office in ("presidencia", "secretaria")]
    told |= {"meals_promised": 9, "OFF": held, "signature": {"name": "Rosa", "mode": "firmo"}}
    words = ("apec", "new", "--answers", "-", "--no-input")
    fieldkit(*words, home=notebook.home, code=3, typed=json.dumps(told), FIELDKIT_NOW=NOW)
    act = terminal("borrador", "seguir")
    while "Cargos: Hacen falta" not in act.asked():
        act.type("-")
    act.type(next(line.split()[0] for line in act.seen.splitlines() if "Cargos: Hacen falta" in line))
    act.asked("Cargos 1", "Cargo")
    for _ in range(4):
        act.type()
        act.asked()
    assert "Cargos 2" in act.seen, "on to the next row"


def test_a_sum_that_does_not_fit_is_told_when_its_table_ends_and_leads_back_to_it(
    terminal: Start, notebook: Notebook
) -> None:
    """Two pupils in all, and one row of one: 1 is not 2."""
    begun = {"E03_T": 2, "E03_H": 1, "E03_M": 1, "E04": [{"E04_G": "1", "E04_N": 1}]}
    words = ("fill", "DXE", "--answers", "-")
    given = json.dumps({"school": notebook.cct, "date": "2025-10-17", **begun})
    facts(*words, home=notebook.home, typed=given, code=3)
    (left,) = facts("draft", "list", home=notebook.home)
    sheet = terminal("borrador", "seguir", left["id"])
    said = ""
    for _ in range(200):
        said += sheet.asked()
        if "Falta:" in sheet.seen:
            break
        sheet.type("" if "¿Agregar" in sheet.seen else "-")
    told = "Suma por grado: La suma por grado debe dar la matrícula total."
    assert said.count(told) == 2  # when the table ends, and in the review
    number = next(line.split()[0] for line in sheet.seen.splitlines() if told in line)
    sheet.type(number)
    sheet.asked("Grado", "[1º de primaria]")


def test_what_is_on_record_against_a_sheet_is_told_before_it_is_saved_and_only_once(
    terminal: Start, notebook: Notebook
) -> None:
    """Rosa is visited for Itzel, of whom she is no kin on record; the line leads back to the child."""
    sheet = terminal("llenar", "VH", "--escuela", notebook.cct)
    for word, line in (
        ("Fecha", ""), ("Familia", "rosa"), ("¿Agregar?", "s"), ("Alumno", "itzel"), ("¿Agregar?", "n"),
        ("¿Quiénes estuvieron?", "1"), ("Minutos", "40"), ("Temas", "1"),
    ):  # fmt: skip
        sheet.answer(word, line)
    for _ in range(10):
        if "Está completa" in sheet.asked():
            break
        sheet.type()
    assert "Alumno (renglón 1): no está como familiar" in " ".join(sheet.seen.split())
    sheet.type("1")
    sheet.answer("Alumno", "itzel")
    sheet.answer("no está como familiar")
    code, said = sheet.end()
    assert code == 0
    assert "Guardado" in said and "familiar" not in said


def test_a_child_who_may_be_here_already_is_told_before_and_only_once(
    terminal: Start, notebook: Notebook
) -> None:
    """Itzel again, of the same day: the line stands in the review, and is not said once more when saved."""
    told = facts("student", "show", notebook.student, home=notebook.home)["answers"]
    given = {code: told[code] for code in ("first_names", "surname", "second_surname", "birth_date", "sex")}
    notice = {"notice_version": "1", "notice_date": "2025-09-01", "notice_to": "su madre"}
    words = ("student", "new", "--school", notebook.cct, "--answers", "-")
    fieldkit(*words, home=notebook.home, code=3, typed=json.dumps(given | notice), FIELDKIT_NOW=NOW)
    sheet = terminal("borrador", "seguir")
    for _ in range(30):
        if "Está completa" in sheet.asked() or "Falta:" in sheet.seen:
            break
        sheet.type("leido" if "¿Cómo se dio?" in sheet.seen else "3" if "Grado" in sheet.seen else "")
    assert "puede ser la misma que ya está: Itzel" in " ".join(sheet.seen.split())
    sheet.type()
    code, said = sheet.end()
    assert (code, "puede ser la misma" in said) == (0, False)


def test_a_mother_of_two_is_told_to_be_here_and_the_second_child_is_tied_to_her(notebook: Notebook) -> None:
    """Rosa Peña Peña again, of whom no birth date is asked: she may be here, and how to tie José to her is
    said. Done so, why her record changed is told in words."""
    notice = {"notice_version": "1", "notice_date": "2025-09-01", "notice_to": "ella", "notice_how": "leido"}
    told = {"first_names": "Rosa", "surname": "Peña", "second_surname": "Peña", "relation": "madre", **notice}
    words = ("family", "new", "--school", notebook.cct, "--student", "José", "--answers", "-")
    again = facts(*words, home=notebook.home, typed=json.dumps(told), FIELDKIT_NOW=NOW)
    (alike,) = (one for one in again["problems"] if one["code"] == "alike_relative")
    assert f"--persona {notebook.relative}" in alike["message"]
    fieldkit("family", "withdraw", again["id"], "--reason", "x", home=notebook.home)
    tied = facts(
        *words, "--person", notebook.relative, home=notebook.home, typed=json.dumps(told), FIELDKIT_NOW=NOW
    )
    assert tied["id"] == notebook.relative
    said = fieldkit("historial", notebook.relative, home=notebook.home)
    assert "se anotó algo más de esta persona" in said and "cambio_de_comunidad" not in said
