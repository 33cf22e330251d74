"""What comes next and the week, as a person and a program read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit import text
from fieldkit.cli import app, guide, names
from fieldkit.domain.change import Edit
from fieldkit.forms.guidance import guidance
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import Notebook
from tests.house.commands import facts, fieldkit

DAY = "2025-11-03T12:00:00"
"""A Monday; the report of October is due on Wednesday the 5th."""


@pytest.fixture
def visited(notebook: Notebook) -> Notebook:
    """The notebook with one visit in October, and the next one agreed for Thursday."""
    store = Store.open(notebook.home)
    answers: dict[str, Any] = {"date": "2025-10-06", "VZ4": "2025-11-06", "school": notebook.school}
    edit = Edit("entry", f"s:{notebook.school}", make.doc("FS", answers))
    store.save([edit], by=str(store.meta("advisor")))
    store.close()
    return notebook


def test_the_guide_says_what_comes_next_by_when_and_with_which_command(visited: Notebook) -> None:
    said = fieldkit("guia", home=visited.home, FIELDKIT_NOW=DAY)
    assert "Registre al docente de La Ciénega" in said
    assert "Falta el informe de octubre de La Ciénega; vence el miércoles" in said
    assert "fieldkit informe congelar mensual:12KPR0001Z:2025-10" in said
    assert "Faltan 2 diagnósticos en La Ciénega; el plazo era el 30 de septiembre" in said
    assert "fieldkit diagnostico nuevo --formulario DXA --escuela 12KPR0001Z" in said


def test_in_english_it_speaks_english(visited: Notebook) -> None:
    said = fieldkit("guide", "--lang", "en", home=visited.home, FIELDKIT_NOW=DAY)
    assert "2 diagnoses are missing at La Ciénega; it was due on 30 September" in said
    assert "fieldkit diagnostic new --form DXA --school 12KPR0001Z" in said


def test_a_program_gets_each_step_with_its_facts(visited: Notebook) -> None:
    found = facts("guide", home=visited.home, FIELDKIT_NOW=DAY)
    report = next(one for one in found if one["code"] == "month")
    assert (report["due"], report["late"], report["month"]) == ("2025-11-05", False, "2025-10")
    lacking = next(one for one in found if one["say"] == "students")
    assert (lacking["count"], lacking["late"], lacking["forms"]) == (2, True, ["DXA", "SOC"])
    assert lacking["school"] == visited.school


def test_fieldkit_alone_shows_the_first_three_of_them(visited: Notebook) -> None:
    said = fieldkit(home=visited.home, FIELDKIT_NOW=DAY)
    assert "1. Registre al docente de La Ciénega" in said
    assert "2. Falta el informe de octubre" in said
    assert "\n4. " not in said
    assert "más: fieldkit guia" in said
    assert len(facts("today", home=visited.home, FIELDKIT_NOW=DAY)["next"]) == 3


def test_the_steps_of_the_programme_are_told_with_their_books(home: Any) -> None:
    said = fieldkit("guia", "--pasos", home=home)
    assert "Diagnóstico\n" in said
    assert "4. Haga el diagnóstico de cada alumno" in said
    assert "Otra educación básica es posible. Gabriel Cámara, 2008" in said
    assert "fieldkit importar alumnos ARCHIVO" in said
    found = facts("guide", "--steps", home=home)
    assert [one["step"] for one in found["steps"]] == list(range(1, len(guidance().steps) + 1))


def test_what_an_earlier_year_left_is_settled_by_the_command_beside_it(visited: Notebook) -> None:
    """The report of October 2025, asked for a year later, is frozen as the line says, and asked no more."""
    later = "2026-10-05T12:00:00"

    def asked() -> list[str]:
        found = facts("guide", home=visited.home, FIELDKIT_NOW=later)
        return [one["command"] for one in found if one["say"] == "reports_of"]

    (command,) = asked()
    assert command == "fieldkit informe congelar mensual:12KPR0001Z:2025-10"
    fieldkit(*command.split()[1:], "--si", home=visited.home, FIELDKIT_NOW=later)
    assert asked() == []


def test_every_command_of_the_guide_is_one() -> None:
    for step in guidance().steps:
        for command in step.commands:
            noun, *rest = command.split()
            module = app.module(noun).app
            verbs = {one.name for one in module.registered_commands}
            assert noun in verbs or rest[0] in verbs, command
            assert all(word in names.OPTIONS for word in rest if word.startswith("--")), command


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 11, 2), "el plazo era el 2 de noviembre"),
        (date(2025, 11, 3), "vence hoy"),
        (date(2025, 11, 4), "vence mañana"),
        (date(2025, 11, 7), "vence el viernes"),
        (date(2025, 11, 10), "para el 10 de noviembre"),
    ],
)
def test_a_day_is_said_as_one_says_it(day: date, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDKIT_NOW", DAY)
    text.use("es")
    assert guide.due(day) == words


def test_the_agenda_shows_the_week_day_by_day(visited: Notebook) -> None:
    said = fieldkit("agenda", home=visited.home, FIELDKIT_NOW=DAY)
    assert "Semana del 3 de noviembre al 9 de noviembre" in said
    assert "miércoles 5 de noviembre\n  Falta el informe de octubre" in said
    assert "jueves 6 de noviembre\n  Visita acordada a La Ciénega" in said


def test_of_many_promises_still_open_a_person_sees_the_newest_ten(notebook: Notebook) -> None:
    days = [f"2025-10-{day:02}" for day in range(6, 18)]
    promised = [{"VZ3_Q": f"Acuerdo {day}", "VZ3_R": "Rosa", "VZ3_F": day} for day in days]
    store = Store.open(notebook.home)
    doc = make.doc("FS", {"date": "2025-10-06", "school": notebook.school, "VZ3": promised})
    store.save([Edit("entry", f"s:{notebook.school}", doc)], by=str(store.meta("advisor")))
    store.close()
    said = fieldkit("agenda", home=notebook.home, FIELDKIT_NOW=DAY)
    assert "De antes, sin cumplir: 12" in said
    assert "Acuerdo 2025-10-08" in said
    assert "Acuerdo 2025-10-07" not in said
    items = facts("agenda", home=notebook.home, FIELDKIT_NOW=DAY)["items"]
    assert sum(one["late"] for one in items) == 12


def test_a_program_gets_the_week_and_may_ask_for_another(visited: Notebook) -> None:
    found = facts("agenda", home=visited.home, FIELDKIT_NOW=DAY)
    assert (found["since"], found["until"]) == ("2025-11-03", "2025-11-09")
    visit = next(one for one in found["items"] if one["kind"] == "visit")
    assert (visit["date"], visit["cct"], visit["done"]) == ("2025-11-06", visited.cct, False)
    other = facts("agenda", "--date", "2025-10-31", home=visited.home, FIELDKIT_NOW=DAY)
    assert [(one["date"], one["kind"]) for one in other["items"]] == [("2025-10-31", "calendar")]


def test_an_empty_week_says_so(notebook: Notebook) -> None:
    said = fieldkit("agenda", "--fecha", "2026-08-05", home=notebook.home, FIELDKIT_NOW=DAY)
    assert "No hay nada anotado" in said
