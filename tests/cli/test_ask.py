"""Filling in a sheet at a real terminal: how each question is asked, answered and gone back to."""

from __future__ import annotations

from collections.abc import Callable

from tests import make
from tests.cli.conftest import NOW, Notebook, save
from tests.cli.visit import Start, begin, diagnose, draft_answers, drafts, finish, tell_class
from tests.house.commands import facts, fieldkit


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


def test_at_the_first_question_back_asks_it_again(terminal: Start, notebook: Notebook) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    student.answer("Nombre", "<")
    student.answer("Nombre", "Citlali")
    student.asked("Primer apellido")


def test_a_birth_date_is_no_short_word_and_not_in_the_future(terminal: Start, notebook: Notebook) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    for word, line in (("Nombre", "Citlali"), ("Primer", "Cano"), ("Segundo", "")):
        student.answer(word, line)
    assert "hoy" not in student.asked("Fecha de nacimiento")
    student.type("a")
    student.asked("No es una fecha", "Fecha de nacimiento")
    student.type("h")
    student.asked("No es una fecha", "Fecha de nacimiento")
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
    sheet.asked("No es una hora")
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["V03_B"] == "14:30"


def test_help_shows_the_hint_and_the_keys(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    sheet.type("<")
    sheet.answer("Hora de fin", "?")
    sheet.asked("24 horas, por ejemplo 15:30", "guarda el borrador y sale")


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


def test_a_person_typing_what_a_terminal_would_obey_harms_nothing(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = begin(terminal, notebook)
    typed = "[bold]Lectura[/bold] \N{RIGHT-TO-LEFT OVERRIDE}"
    sheet.type(typed)
    sheet.asked("¿Hubo clase?")
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["V05"] == typed
    shown = fieldkit("draft", "show", home=notebook.home)
    assert "[bold]Lectura[/bold]" in shown
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown


def test_what_is_computed_from_an_answer_decides_which_questions_follow(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "itzel")
    while "Fluidez" not in sheet.asked():
        assert "Faltas" not in sheet.seen, "the reading of a third-grade pupil was not asked"
        sheet.type("1" if "Aplicación" in sheet.seen else "")


def test_a_scale_says_what_its_numbers_mean(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    tell_class(sheet)
    for word, line in (("¿Agregar?", "s"), ("Alumno", "1"), ("Materia", "1"), ("Minutos", "30")):
        sheet.answer(word, line)
    sheet.answer("Tema", "Cuento")
    sheet.asked("¿Qué logró?", "1 no lo intentó · 2 con mucha ayuda")


def test_a_name_that_nobody_can_see_is_asked_for_again(terminal: Start, notebook: Notebook) -> None:
    student = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    student.answer("Nombre", "\u200b")
    student.asked("contéstela, o escriba - para después", "Nombre")
    student.type("\u200bCitlali")
    student.asked("signos que no se ven; se quitaron", "Primer apellido")
    student.type(".")
    student.end()
    assert draft_answers(notebook)["first_names"] == "Citlali"


def test_the_only_school_of_the_notebook_is_offered_and_enter_takes_it(
    terminal: Start, notebook: Notebook
) -> None:
    sheet = terminal("ficha", "nueva")
    sheet.asked("Escuela", "[12KPR0001Z · La Ciénega]")
    sheet.type("")
    sheet.asked("Fecha")
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["school"] == notebook.school


def test_of_two_schools_none_is_offered(terminal: Start, notebook: Notebook) -> None:
    save(notebook, make.school(cct="12KPR0002Y", name="El Mirador"))
    sheet = terminal("ficha", "nueva")
    sheet.answer("Escuela", "")
    assert "[La Ciénega]" not in sheet.asked("Escuela")


def test_how_it_was_signed_is_asked_again_until_it_is_understood(terminal: Start, notebook: Notebook) -> None:
    sheet = begin(terminal, notebook)
    tell_class(sheet)
    sheet.answer("Bloque alumno", "n")
    while "Comidas" not in sheet.asked():
        sheet.type("n" if "¿Le dieron hospedaje?" in sheet.seen else "")
    sheet.type("0")
    while "Siguiente visita" not in sheet.asked():
        sheet.type("")
    sheet.type("+14")
    sheet.answer("Firma", "Rosa")
    sheet.answer("firmó", "zzz")
    sheet.answer("No hay ninguna así", "<")
    sheet.answer("Firma", "Rosa Peña")
    sheet.answer("firmó", "h")
    sheet.asked()
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["VZ5"] == {"name": "Rosa Peña", "mode": "huella"}
