"""A school, a person or a form is chosen from a list at a real terminal, by its number or by a word."""

from __future__ import annotations

from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import Notebook
from tests.cli.visit import Start, begin, diagnose, draft_answers, tell_class
from tests.house.commands import fieldkit


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


def test_help_on_a_long_list_says_how_many_more_there_are(terminal: Start, notebook: Notebook) -> None:
    """The notebook has two children: with 61 more they are 63, and sixty of them are shown."""
    store = Store.open(notebook.home)
    by = str(store.meta("advisor"))
    people = [make.person(notebook.school, surname=f"Número{number}") for number in range(61)]
    ids = [change.record for change in store.save(people, by=by)]
    store.save([make.membership(notebook.school, one) for one in ids], by=by)
    store.close()
    sheet = diagnose(terminal, notebook)
    sheet.answer("Alumno", "?")
    assert "… y 3 más" in sheet.asked("Alumno")


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


def test_the_keyboard_knows_the_words_that_a_file_may_have(terminal: Start, notebook: Notebook) -> None:
    child = terminal("alumno", "nuevo", "--escuela", notebook.cct)
    for word, line in (("Nombre", "Luz"), ("Primer", "Cano"), ("Segundo", ""), ("nacimiento", "2016-05-02")):
        child.answer(word, line)
    child.answer("Sexo", "niña")
    child.answer("CURP", "")
    child.answer("CURP", "1")
    child.answer("Lengua", "me'phaa")
    while "Grado" not in child.asked():
        child.type("")
    child.type("3° de primaria")
    child.asked()
    child.type(".")
    child.end()
    found = draft_answers(notebook)
    assert (found["sex"], found["home_languages"], found["grade"]) == ("M", ["tlapaneco"], "3")


def test_of_several_a_number_is_of_the_list_that_is_seen_and_what_was_understood_before_stays(
    terminal: Start, notebook: Notebook
) -> None:
    """Spanish and mix…, which is Mixe or Mixteco: 2 is the second of these two, not of all languages. A
    number of a list that nobody sees means nothing."""
    sheet = terminal("escuela", "nueva")
    for _ in range(30):
        if "Lengua(s)" in sheet.asked():
            break
        sheet.type("-")
    for nothing in ("2", "náhuatl, klingon"):
        sheet.type(nothing)
        sheet.asked("No hay ninguna así")
    sheet.type("español, mix")
    sheet.asked("Hay 2 así", "Mixe", "Mixteco")
    sheet.type("2")
    assert "→ Español, Mixteco" in sheet.asked()
    sheet.type(".")
    sheet.end()
    assert draft_answers(notebook)["languages"] == ["espanol", "mixteco"]


def test_on_a_sheet_of_an_earlier_day_stands_who_was_there_then(terminal: Start, notebook: Notebook) -> None:
    """Itzel left on 10 October. On the 20th she is chosen for a sheet of the 8th, not for one of the 13th."""
    words = ("student", "correct", "Itzel", "--set", "until=2025-10-10", "--set", "leaving_reason=migracion")
    fieldkit(*words, "--reason", "x", home=notebook.home)
    for day, there in (("8/10", True), ("13/10", False)):
        sheet = terminal("diagnostico", "nuevo", "--formulario", "DXA", "--escuela", notebook.cct)
        sheet.answer("Fecha", day)
        assert ("Itzel" in sheet.asked("Alumno")) == there
        sheet.type(".")
        sheet.end()
