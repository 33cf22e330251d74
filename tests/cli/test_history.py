"""The history of somebody is whole: also of what they are at a school, and of whom they are family."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fieldkit import text
from fieldkit.cli import show
from fieldkit.domain.change import Edit
from fieldkit.forms.form import load
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook
from tests.house.commands import facts, fieldkit


def steps(notebook: Notebook, which: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Kind, state and the answers that changed, step by step."""
    told = facts("history", which, home=notebook.home)
    return [(step["kind"], step["state"], step["after"]) for step in told]


def correct(notebook: Notebook, noun: str, which: str, pair: str) -> None:
    words = (noun, "correct", which, "--set", pair, "--reason", "Estaba mal")
    fieldkit(*words, home=notebook.home, FIELDKIT_NOW=NOW)


def test_what_was_corrected_in_an_enrolment_is_in_the_history_of_the_child(notebook: Notebook) -> None:
    correct(notebook, "student", "Itzel", "grade=4")
    correct(notebook, "student", "Itzel", "sex=H")
    told = steps(notebook, "Itzel")
    assert [(kind, state) for kind, state, _ in told] == [
        ("person", "finished"),
        ("membership", "finished"),
        ("membership", "corrected"),
        ("person", "corrected"),
    ]
    assert told[2][2]["grade"] == "4"
    said = fieldkit("historial", "Itzel", home=notebook.home)
    assert "inscripción · 12KPR0001Z · La Ciénega · corregido Estaba mal\n" in said
    assert "  Grado: 3º de primaria → 4º de primaria\n" in said
    assert notebook.school not in said


def test_a_kinship_is_in_the_history_of_both_and_stays_there_when_withdrawn(notebook: Notebook) -> None:
    given = {
        **make.NOTICE,
        "first_names": "Luz",
        "surname": "Ramos",
        "student": "Itzel",
        "relation": "madre",
    }
    words = ("family", "new", "--school", notebook.cct, "--answers", "-", "--no-input")
    luz = facts(*words, home=notebook.home, typed=json.dumps(given), FIELDKIT_NOW=NOW)["id"]
    correct(notebook, "family", "Luz", "relation=padre")
    fieldkit("family", "withdraw", "Luz", "--reason", "No era", home=notebook.home)
    for who in ("Itzel", luz):
        told = [
            (state, after.get("relation")) for kind, state, after in steps(notebook, who) if kind == "kinship"
        ]
        assert told == [("finished", "madre"), ("corrected", "padre"), ("withdrawn", None)]
    assert "parentesco · Luz Ramos · anulado No era" in fieldkit("historial", "Itzel", home=notebook.home)


def test_a_withdrawn_school_is_still_looked_at_by_its_key_and_not_chosen_for_new_work(
    notebook: Notebook,
) -> None:
    home = notebook.home
    head = '{"cct": "12KPR0009R", "name": "La otra", "level": "primaria"'
    given = head + ', "shift": "matutino", "cvegeo": "120040001"}'
    fieldkit("school", "new", "--answers", "-", "--no-input", home=home, typed=given)
    fieldkit("school", "withdraw", "12KPR0009R", "--reason", "Se repitió", home=home)
    assert facts("history", "12KPR0009R", home=home)[-1]["reason"] == "Se repitió"
    assert facts("school", "show", "12KPR0009R", home=home)["state"] == "withdrawn"
    again = facts("school", "withdraw", "12KPR0009R", "--reason", "x", home=home, code=3)
    assert again["error"] == "untimely"
    sheet = facts("monitoring", "new", "--school", "12KPR0009R", "--no-input", home=home, code=3)
    assert ("school", "no_such") in [(one["field"], one["code"]) for one in sheet["problems"]]
    fieldkit("school", "new", "--answers", "-", "--no-input", home=home, typed=given)
    assert facts("school", "show", "12KPR0009R", home=home)["state"] == "finished"


def test_a_sheet_is_told_by_its_questions_and_in_words_not_in_codes(notebook: Notebook) -> None:
    given = {"focus": "si", "languages": ["espanol"], "name": "El Mirador", "level": "primaria"}
    head = {"cct": "12KPR0009R", "shift": "matutino", "cvegeo": "120040001"}
    words = ("school", "new", "--answers", "-", "--no-input")
    fieldkit(*words, home=notebook.home, typed=json.dumps({**head, **given}))
    told = fieldkit("historial", "12KPR0009R", home=notebook.home)
    assert "  Nivel: Primaria\n" in told
    codes = load("REG-E").items
    assert [line for line in told.splitlines() if line.strip().partition(":")[0] in codes] == []


def test_a_child_is_told_to_be_focal_since_when_and_why_and_the_history_has_each_decision(
    notebook: Notebook,
) -> None:
    """On the list in September and off it in October; on it again since 10 October."""
    store = Store.open(notebook.home)
    by = str(store.meta("advisor"))
    head = {"school": notebook.school, "student": notebook.student}
    for day, focal in (
        ("2025-09-20", "si"),
        ("2025-10-01", "no"),
        ("2025-10-10", "si"),
        ("2025-10-12", "si"),
    ):
        said = {**head, "date": day, "focal": focal, "reasons": ["lectura"]}
        store.save([Edit("entry", f"s:{notebook.school}", make.doc("RIE", said))], by=by)
    store.close()
    shown = fieldkit("alumno", "ver", "Itzel", home=notebook.home, FIELDKIT_NOW=NOW)
    assert "Alumno focal desde el 2025-10-10: Lectura" in shown
    told = fieldkit("historial", "Itzel", home=notebook.home)
    assert "Identificación de un alumno con dificultades · 2025-10-01" in told
    assert "focal" not in fieldkit(
        "alumno", "ver", "Itzel", home=notebook.home, FIELDKIT_NOW="2025-10-05T10:00:00"
    )


@pytest.mark.parametrize(("answer", "word"), [("si", "sí"), ("no", "no")])
def test_what_the_program_works_out_is_said_as_a_word(answer: str, word: str) -> None:
    text.use("es")
    assert show.value(load("REG-A").items["over_age"], answer) == word
