"""Filling in a sheet at a real terminal: nothing typed is lost, whatever happens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import facts, fieldkit

Start = Callable[..., Terminal]


def begin(terminal: Start, notebook: Notebook, *words: str) -> Terminal:
    """A sheet answered as far as its purpose."""
    sheet = terminal("monitoring", "new", "--school", notebook.cct, *words)
    sheet.answer("Fecha")
    sheet.answer("Tipo de visita")
    sheet.answer("Nivel de quien visita")
    sheet.answer("Hora de inicio", "8")
    sheet.answer("Hora de fin", "1430")
    sheet.asked("Propósito")
    return sheet


def tell_class(sheet: Terminal) -> None:
    """From the purpose to how many came to class: one boy and one girl."""
    sheet.type("Lectura")
    sheet.answer("¿Hubo clase?")
    sheet.answer("hombres", "1")
    sheet.answer("mujeres", "1")


def diagnose(terminal: Start, notebook: Notebook) -> Terminal:
    """A student's diagnosis, as far as which student."""
    sheet = terminal("diagnostico", "nuevo", "--formulario", "DXA", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    return sheet


def finish(sheet: Terminal) -> None:
    """The rest of a quiet day, from the purpose on."""
    tell_class(sheet)
    sheet.answer("Bloque alumno", "n")
    while "Comidas" not in sheet.asked():
        sheet.type("n" if "¿Le dieron hospedaje?" in sheet.seen else "")
    sheet.type("0")
    while "Siguiente visita" not in sheet.asked():
        sheet.type("")
    sheet.type("+14")
    sheet.answer("Firma", "Rosa Peña")
    sheet.answer("firmó")
    while "Enter: terminar" not in sheet.asked():
        sheet.type("")
    sheet.type("")


def drafts(notebook: Notebook) -> list[dict[str, object]]:
    return list(facts("draft", "list", home=notebook.home))


def draft_answers(notebook: Notebook) -> dict[str, object]:
    (draft,) = drafts(notebook)
    found = facts("draft", "show", draft["id"], home=notebook.home)
    assert isinstance(found["answers"], dict)
    return found["answers"]


def test_a_sheet_is_filled_in_and_saved(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    finish(sheet)
    code, said = sheet.end()
    assert code == 0, said
    assert "Guardado: Ficha de seguimiento" in said
    (row,) = facts("monitoring", "list", home=notebook.home)
    saved = facts("monitoring", "show", row["id"], home=notebook.home)["answers"]
    assert saved["V03_A"] == "08:00"
    assert saved["V03_B"] == "14:30"
    assert saved["VZ4"] == "2025-11-03"
    assert saved["VZ5"] == {"name": "Rosa Peña", "mode": "firmo"}
    assert drafts(notebook) == []


def test_after_a_kill_every_answer_is_in_the_draft_and_it_goes_on(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.kill()
    assert draft_answers(notebook) == {
        "school": notebook.school,
        "date": "2025-10-20",
        "V01": "jornada",
        "V02": "asesor",
        "V03_A": "08:00",
        "V03_B": "14:30",
        **{code: value for code, value in draft_answers(notebook).items() if code in GIVEN},
    }
    again = terminal("draft", "resume")
    again.asked("Propósito")
    finish(again)
    assert again.end()[0] == 0
    assert drafts(notebook) == []
    (row,) = facts("monitoring", "list", home=notebook.home)
    assert row["state"] == "finished"


GIVEN = {"ciclo", "period", "enrolment", "open_agreements", "open_recommendations"}
GIVEN |= {"VF1_N", "VF2_N", "VF3_N"}


def test_ctrl_c_keeps_the_draft_and_says_how_to_go_on(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.process.sendintr()
    code, said = sheet.end()
    assert code == 130
    (draft,) = drafts(notebook)
    assert f"fieldkit borrador seguir {draft['id']}" in said


@pytest.mark.parametrize("milliseconds", range(0, 30, 2))
def test_ctrl_c_counts_before_the_prompt_is_there_too(
    terminal: Start, notebook: Notebook, milliseconds: int
) -> None:
    sheet = terminal("monitoring", "new", "--school", notebook.cct)
    sheet.answer("Fecha")
    sheet.process.expect("Tipo de visita")
    time.sleep(milliseconds / 1000)
    sheet.process.sendintr()
    code, said = sheet.end()
    assert code == 130
    assert "fieldkit borrador seguir" in said


def test_a_point_saves_and_leaves(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.type(".")
    code, said = sheet.end()
    assert code == 0
    assert "fieldkit borrador seguir" in said
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_a_closed_terminal_leaves_the_draft(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.process.close()
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_going_back_asks_again_and_enter_keeps_the_answer(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("<")
    sheet.asked("Hora de fin", "[14:30]")
    sheet.type("<")
    sheet.asked("Hora de inicio", "[08:00]")
    sheet.type("7:15")
    sheet.asked("Hora de fin", "[14:30]")
    sheet.type("")
    sheet.asked("Propósito")
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["V03_A"] == "07:15"
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_back_goes_through_the_form_in_order_and_the_way_on_does_too(
    terminal: Start, notebook: Notebook
) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    for word, line in (("Nombre", "Citlali"), ("Primer", "Cano"), ("Segundo", ""), ("nacimiento", "-8")):
        student.answer(word, line)
    student.answer("Edad", "<")
    student.answer("nacimiento", "<")
    student.answer("Segundo apellido", "")
    student.answer("Fecha de nacimiento", "")
    student.answer("Edad", "9")
    student.asked("Sexo")


def test_back_works_in_a_draft_taken_up_again(terminal: Start, notebook: Notebook) -> None:
    begin(terminal, notebook).process.close()
    sheet = terminal("borrador", "seguir")
    sheet.answer("Propósito", "<")
    sheet.answer("Hora de fin", "<")
    sheet.answer("Hora de inicio", "")
    sheet.answer("Hora de fin", "")
    sheet.asked("Propósito")


def test_at_the_first_question_back_asks_it_again(terminal: Start, notebook: Notebook) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    student.answer("Nombre", "<")
    student.answer("Nombre", "Citlali")
    student.asked("Primer apellido")


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


def test_a_birth_date_is_no_short_word_and_not_in_the_future(terminal: Start, notebook: Notebook) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    for word, line in (("Nombre", "Citlali"), ("Primer", "Cano"), ("Segundo", "")):
        student.answer(word, line)
    assert "hoy" not in student.asked("Fecha de nacimiento")
    student.type("a")
    student.asked("no es una fecha", "Fecha de nacimiento")
    student.type("h")
    student.asked("no es una fecha", "Fecha de nacimiento")
    student.type("+14")
    student.asked("futura", "Fecha de nacimiento")


def test_a_key_typed_wrong_is_quoted_and_one_that_was_mended_is_told(terminal: Start) -> None:
    school = terminal("escuela", "nueva")
    school.answer("CCT", "abc")
    school.asked("«abc» no es una CCT")
    school.type("12kpr9oo1t")
    assert "se corrigió" in school.asked("«12kpr9oo1t»")


def test_an_answer_that_does_not_hold_says_why_and_is_asked_again(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("<")
    sheet.answer("Hora de fin", "7:00")
    sheet.asked("La hora de fin debe ser posterior a la de inicio", "Hora de fin")
    sheet.type("mediodía")
    sheet.asked("no es una hora")
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_help_shows_the_hint_and_the_keys(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("<")
    sheet.answer("Hora de fin", "?")
    sheet.asked("24 horas, por ejemplo 15:30", "guarda el borrador y sale")


def test_a_student_is_chosen_by_number_or_by_any_word_of_the_name_without_accents(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    tell_class(sheet)
    sheet.answer("Bloque alumno", "s")
    sheet.answer("Itzel Sánchez", "sanchez")
    sheet.asked("Materia")
    sheet.type("m")
    sheet.answer("Minutos", "30")
    sheet.type(".")
    sheet.end()
    rows = draft_answers(notebook)["VA"]
    assert rows == [{"VA1": notebook.student, "VA2": "matematicas", "VA3": 30}]


def test_a_row_that_was_added_by_mistake_can_be_taken_away(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    tell_class(sheet)
    sheet.answer("Bloque alumno", "s")
    sheet.answer("Alumno focal", "itz")
    sheet.answer("Materia", "--")
    sheet.asked("¿Agregar? Bloque alumno")
    sheet.type(".")
    sheet.end()
    assert not draft_answers(notebook).get("VA")


def test_a_required_question_is_left_for_later_and_the_review_leads_back_to_it(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("")
    sheet.asked("Hace falta contestarla")
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


def test_agreements_still_open_are_asked_before_the_new_sheet(
    terminal: Start, notebook: Notebook, answers: Callable[..., str]
) -> None:
    agreed = [{"VZ3_Q": "Traer libros", "VZ3_R": "APEC", "VZ3_F": "2025-10-31"}]
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(VZ3=agreed), "--no-input")
    fieldkit(*words, home=notebook.home, FIELDKIT_NOW=NOW)
    sheet = terminal("monitoring", "new", "--school", notebook.cct)
    sheet.answer("Fecha")
    sheet.answer("Tipo de visita")
    sheet.asked("Acuerdos anteriores", "Traer libros", "¿Cómo va?")
    sheet.type("cum")
    sheet.asked("Nivel de quien visita")
    sheet.type(".")
    sheet.end()
    rows = draft_answers(notebook)["V06"]
    assert isinstance(rows, list)
    assert rows[0]["V06_S"] == "cumplido"


def test_the_school_is_chosen_when_it_was_not_said(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("monitoring", "new", lang="en")
    sheet.answer("School", "cienega")
    sheet.answer("Date", "yesterday")
    sheet.answer("Kind of visit", "s")
    sheet.asked("There are 2 like that", "Support visit", "Supervision visit")
    sheet.type("1")
    sheet.asked("Visitor's level")
    sheet.type(".")
    sheet.end()
    found = draft_answers(notebook)
    assert (found["school"], found["date"], found["V01"]) == (notebook.school, "2025-10-19", "acompanamiento")


def test_a_school_is_chosen_by_a_word_of_its_community(terminal: Start, notebook: Notebook) -> None:
    words = ("escuela", "corregir", notebook.cct, "--pon", "comunidad=El Zapotal", "--motivo", "x")
    fieldkit(*words, home=notebook.home)
    sheet = terminal("ficha", "nueva")
    sheet.asked("La Ciénega · El Zapotal · 12KPR0001Z")
    sheet.type("zapot")
    sheet.asked("Fecha")


def test_which_diagnosis_is_asked_when_it_was_not_said(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("diagnostic", "new", "--school", notebook.cct)
    sheet.asked("DXE", "Diagnóstico")
    sheet.type("2")
    sheet.asked("Diagnóstico del alumno")


def test_nothing_is_kept_when_nothing_was_answered(terminal: Start, notebook: Notebook) -> None:
    sheet = terminal("monitoring", "new", "--school", notebook.cct)
    sheet.asked("Fecha")
    sheet.type(".")
    code, said = sheet.end()
    assert code == 0
    assert "no se guardó ningún borrador" in said
    assert drafts(notebook) == []


def test_a_person_typing_what_a_terminal_would_obey_harms_nothing(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("[bold]Lectura[/bold] \N{RIGHT-TO-LEFT OVERRIDE}")
    sheet.asked("¿Hubo clase?")
    sheet.type(".")
    sheet.end()
    assert str(draft_answers(notebook)["V05"]).startswith("[bold]Lectura[/bold]")
    assert json.dumps(draft_answers(notebook))


def test_what_is_computed_from_an_answer_decides_which_questions_follow(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "itzel")
    while "Fluidez" not in sheet.asked():
        assert "Faltas" not in sheet.seen, "the reading of a third-grade pupil was not asked"
        sheet.type("1" if "Aplicación" in sheet.seen else "")


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


def test_a_scale_says_what_its_numbers_mean(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    tell_class(sheet)
    for word, line in (("¿Agregar?", "s"), ("Alumno", "1"), ("Materia", "1"), ("Minutos", "30")):
        sheet.answer(word, line)
    sheet.answer("Tema", "Cuento")
    sheet.asked("¿Qué logró?", "1 no lo intentó · 2 con mucha ayuda")


def test_who_is_chosen_by_letters_is_told_and_the_grade_is_known(terminal: Start, notebook: Notebook) -> None:
    """By the number of a list that is seen nothing is repeated."""
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "itz")
    said = sheet.asked("→ Itzel Sánchez Peña", "Aplicación")
    assert "No se sabe su grado" not in said
    sheet.type("<")
    sheet.answer("Alumno", "2")
    assert "→" not in sheet.asked("Aplicación")


def test_what_is_not_on_the_list_that_is_seen_is_not_taken_unsaid(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "peña")
    sheet.answer("Hay 2 así", "itz")
    sheet.asked("→ Itzel Sánchez Peña")


def test_a_draft_goes_only_after_a_yes(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.kill()
    (draft,) = drafts(notebook)
    for typed, left in (("", 1), ("s", 0)):
        asking = terminal("borrador", "descartar", str(draft["id"]))
        asking.answer("¿Tirar el borrador de «Ficha de seguimiento»: La Ciénega", typed)
        assert asking.end()[0] == 0
        assert len(drafts(notebook)) == left


def test_a_draft_goes_unasked_where_that_was_said(terminal: Start, notebook: Notebook) -> None:
    begin(terminal, notebook).kill()
    (draft,) = drafts(notebook)
    assert terminal("borrador", "descartar", str(draft["id"]), "--si").end()[0] == 0
    assert drafts(notebook) == []
