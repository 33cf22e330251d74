"""What the network of a class is, and who should tutor whom next, at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.classroom import EXERCISE, Class, begun
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import fieldkit


@pytest.fixture
def room(notebook: Notebook, tmp_path: Path) -> Class:
    return begun(notebook, tmp_path)


def said(room: Class, *words: object) -> str:
    return fieldkit(*words, home=room.home, FIELDKIT_NOW=NOW)


def pairs(found: Any) -> list[tuple[int, str, str]]:
    return [(one["round"], one["tutor_name"], one["tutee_name"]) for one in found["pairs"]]


# the network


def test_the_network_says_who_may_tutor_what_and_who_is_missing(room: Class) -> None:
    """Itzel of Itzel and José: 1 of 2. Ana Ruiz may tutor too, but is not of the class."""
    found = room.run("tutoring", "network", "--school", room.cct)
    assert [(one["name"], one["generation"]) for one in found["qualified"]] == [
        ("Ana Ruiz", 0),
        ("Itzel Sánchez Peña", 1),
    ]
    covered = found["coverage"]["MAT-3-001"]
    assert (covered["qualified"], covered["roster"], covered["percent"]) == (1, 2, 50.0)
    assert (
        [one["name"] for one in covered["missing"]]
        == ["José Peña Peña"]
        == [one["name"] for one in found["outside"]]
    )
    assert (found["fragile"], found["depth"]) == ([], 1)
    assert [one["code"] for one in found["exercises"]] == ["MAT-3-001"]


def test_with_everybody_the_families_are_counted_too(room: Class) -> None:
    """Two students and one relative."""
    found = room.run("tutoring", "network", "--school", room.cct, "--everybody")
    assert found["coverage"]["MAT-3-001"]["roster"] == 3
    assert {one["role"] for one in found["people"]} == {"student", "relative", None}


def test_growth_and_directions_are_of_the_months_of_the_sessions(room: Class) -> None:
    """September: Ana. October: Itzel with José, and Rosa learned from Itzel: one tutor again, 0 % more."""
    room.tutoring("Itzel", "José", "2025-10-07", "2025-10-09")
    room.tutoring("Itzel", "Rosa", "2025-10-08")
    found = room.run("tutoring", "network", "--school", room.cct)
    assert found["tutors_by_month"] == {"2025-09": 1, "2025-10": 1}
    assert found["growth"] == {"2025-09": None, "2025-10": 0.0}
    assert found["directions"] == {"adult_adult": 0, "adult_child": 1, "child_adult": 1, "child_child": 1}


def test_the_network_in_words_has_the_generations_as_a_tree(room: Class) -> None:
    shown = said(room, "tutoria", "red", "--escuela", room.cct)
    assert "MAT-3-001 · Las mazorcas: 1 de 2. Faltan: José Peña Peña" in shown
    assert "\n  0 Ana Ruiz, desde el 2025-09-24\n    1 Itzel Sánchez Peña, desde el 2025-10-06\n" in shown
    assert "Fuera de la red todavía: José Peña Peña" in shown


def test_an_exercise_that_only_one_person_holds_is_fragile(room: Class) -> None:
    room.run("qualification", "withdraw", "Ana Ruiz", "MAT-3-001", "--reason", "Ya no viene")
    assert room.run("tutoring", "network", "--school", room.cct)["fragile"] == ["MAT-3-001"]
    shown = said(room, "tutoria", "red")
    assert "Frágiles, con una sola persona: MAT-3-001" in shown
    assert "Ana Ruiz, desde el 2025-09-24 (se retiró)" in shown


def test_an_exercise_that_the_catalogue_lost_is_shown_by_its_code(room: Class) -> None:
    room.run("exercise", "withdraw", "MAT-3-001", "--reason", "x")
    found = room.run("tutoring", "network", "--exercise", "mat-3-001")
    assert found["exercises"] == [{"code": "MAT-3-001", "title": "MAT-3-001"}]


def test_a_notebook_without_tutoring_says_how_to_begin(notebook: Notebook, tmp_path: Path) -> None:
    empty = Class(notebook, tmp_path)
    assert "fieldkit tutoria nueva" in said(empty, "tutoria", "red")
    found = empty.run("tutoring", "network")
    assert (found["qualified"], found["coverage"], found["depth"]) == ([], {}, None)
    assert empty.run("tutoring", "network", "--school", "Otra", leaves=3)["error"] == "not_found"


# who should tutor whom


def test_suggestions_go_on_until_everybody_may_tutor(room: Class) -> None:
    """Ana, Itzel may: 2, 4, 6 of six (José, Luz, Mar, Sol): two rounds, no fewer by log2(6 / 2) = 1.6."""
    room.join("Luz", "Mar", "Sol")
    found = room.run("tutoring", "suggest", "--school", room.cct, "--exercise", "mazorcas")
    assert (found["rounds"], found["least"], found["unreached"]) == (2, 2, [])
    assert [number for number, _, _ in pairs(found)] == [1, 1, 2, 2]
    assert all(one["why"] for one in found["pairs"])
    one = room.run("tutoring", "suggest", "--exercise", "mazorcas", "--rounds", "1")
    assert [number for number, _, _ in pairs(one)] == [1, 1]


def test_only_who_is_there_is_suggested(room: Class) -> None:
    room.join("Luz", "Mar")
    found = room.run("tutoring", "suggest", "--exercise", "mazorcas", "--absent", "Ana Ruiz, Luz, Mar")
    assert pairs(found) == [(1, "Itzel Sánchez Peña", "José Peña Peña")]
    found = room.run("tutoring", "suggest", "--exercise", "mazorcas", "--present", "Mar")
    assert pairs(found) == [(1, "Ana Ruiz", "Mar Ramos Peña")]
    assert "«Nadie»" in room.run("tutoring", "suggest", "--present", "Nadie", leaves=3)["message"]


def test_a_wish_comes_first_until_it_is_withdrawn(room: Class) -> None:
    room.join("Luz", "Mar")
    wish = room.run("tutoring", "wish", "--person", "Mar", "--exercise", "mazorcas")
    words = ("tutoring", "suggest", "--exercise", "mazorcas", "--absent", "Ana Ruiz", "--rounds", "1")
    (asked,) = room.run(*words)["pairs"]
    assert (asked["tutee_name"], asked["because"], asked["why"]) == (
        "Mar Ramos Peña",
        "asked",
        "Mar Ramos Peña lo pidió",
    )
    room.run("tutoring", "withdraw", wish["id"], "--reason", "Ya no quiere")
    (other,) = room.run(*words)["pairs"]
    assert other["because"] == "next"


def test_who_speaks_no_spanish_is_reached_through_somebody_who_speaks_both(room: Class) -> None:
    """Nobody knows what Itzel speaks, but she is away. Ana speaks Spanish, Luz both, Mar only Náhuatl."""
    room.join("Luz", home_languages=["nahuatl"], spanish="habla")
    room.join("Mar", home_languages=["nahuatl"], spanish="no_habla")
    words = ("tutoring", "suggest", "--exercise", "mazorcas", "--absent", "Itzel, José")
    found = room.run(*words)
    assert pairs(found) == [(1, "Ana Ruiz", "Luz Ramos Peña"), (2, "Luz Ramos Peña", "Mar Ramos Peña")]
    assert found["pairs"][0]["because"] == "opens_way"
    alone = room.run(*words[:-1], "Itzel, José, Luz")
    assert [one["name"] for one in alone["unreached"]] == ["Mar Ramos Peña"]


def test_who_is_learning_it_already_is_given_no_other_tutor(room: Class) -> None:
    room.tutoring("Itzel", "José", "2025-10-07", U08="en_curso")
    found = room.run("tutoring", "suggest", "--exercise", "mazorcas")
    assert (found["rounds"], found["pairs"]) == (0, [])
    assert [(one["name"], one["tutor"] is None) for one in found["begun"]] == [("José Peña Peña", False)]
    assert "Ya en curso: José Peña Peña · MAT-3-001, con Itzel Sánchez Peña" in said(
        room, "tutoria", "sugerir"
    )


def test_who_has_only_to_present_is_told_apart(room: Class) -> None:
    room.tutoring("Itzel", "José", "2025-10-07")
    assert "Solo le falta su relato o su demostración: José Peña Peña" in said(room, "tutoria", "sugerir")


def test_without_an_exercise_the_pairs_are_of_this_week_and_nobody_is_in_two(room: Class) -> None:
    room.run("exercise", "new", **{**EXERCISE, "code": "LEN-5-002", "title": "El venado"})
    room.tutoring("Ana Ruiz", "José", "2025-10-01", exercise="LEN-5-002", seed="si")
    room.account("José", "2025-10-02", exercise="LEN-5-002")
    room.demonstration("José", "2025-10-03", exercise="LEN-5-002")
    found = room.run("tutoring", "suggest")
    people = [one[who] for one in found["pairs"] for who in ("tutor", "tutee")]
    assert found["rounds"] == 1
    assert len(people) == len(set(people)) == 2


def test_a_class_in_which_nobody_may_tutor_says_how_to_begin(notebook: Notebook, tmp_path: Path) -> None:
    empty = Class(notebook, tmp_path)
    empty.run("exercise", "new", **EXERCISE)
    found = empty.run("tutoring", "suggest", "--exercise", "mazorcas")
    assert [one["name"] for one in found["unreached"]] == ["Itzel Sánchez Peña", "José Peña Peña"]
    assert found["reason"] == "nobody_may"
    assert "sembrar un ejercicio: fieldkit tutoria nueva" in said(empty, "tutoria", "sugerir")


def test_without_pairs_the_reason_is_said(room: Class) -> None:
    """Ana, who advises, and Itzel may; José may not, and learns it at the end; Mar speaks no Spanish."""
    words = ("tutoring", "suggest", "--exercise", "mazorcas")
    room.join("Mar", home_languages=["nahuatl"], spanish="no_habla")
    away = ("--absent", "Ana Ruiz, Itzel, Mar")
    assert room.run(*words)["reason"] is None
    assert room.run(*words, *away)["reason"] == "tutor_away"
    assert room.run(*words, "--absent", "José, Mar")["reason"] == "all_may"
    assert room.run(*words, "--absent", "José, Itzel")["reason"] == "no_language"
    assert room.run(*words, "--absent", "Ana Ruiz, Itzel, José, Mar")["reason"] == "nobody_there"
    room.tutoring("Itzel", "José", "2025-10-07", U08="en_curso")
    assert room.run(*words, "--absent", "Mar")["reason"] == "under_way"
    shown = said(room, "tutoria", "sugerir", "--ausentes", "Mar")
    assert "ya están aprendiendo" in shown and "sembrar" not in shown.lower()


def test_at_a_terminal_each_pair_is_accepted_changed_or_ignored(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    room.join("Luz", "Mar")
    person = terminal("tutoria", "sugerir", "--ejercicio", "mazorcas")
    person.answer("Enter acepta", "")
    person.answer("Enter acepta", "c")
    person.answer("Tutor (", "?")
    shown = person.asked("Tutor (")
    assert "Itzel" in shown and "José" not in shown, "who may tutor it"
    person.type()
    person.answer("Aprendiz (", "?")
    shown = person.asked("Aprendiz (")
    assert "José" in shown and "Itzel" not in shown, "who is missing it"
    person.type("Nadie")
    person.answer("No encuentro", "Mar")
    code, shown = person.end()
    assert (code, shown.count("Quedó en borrador")) == (0, 1)
    drafts = room.run("draft", "list")
    assert len(drafts) == 2
    kept = room.run("draft", "show", drafts[0]["id"])["answers"]
    assert (kept["U01"], kept["U04"]) == ("MAT-3-001", "si")
    assert {"U02", "U03", "school", "date"} <= kept.keys()


def test_what_is_no_answer_is_asked_again_and_a_change_can_be_left(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    """Yes is an answer, x is none; nobody tutors themselves; `.` leaves a change without a draft."""
    room.join("Luz", "Mar", "Sol")
    person = terminal("tutoria", "sugerir", "--ejercicio", "mazorcas")
    person.answer("Enter acepta", "x")
    person.answer("Enter, c, i o punto", "sí")
    person.answer("Quedó en borrador", "c")
    person.answer("Tutor (", "Itzel")
    person.answer("Aprendiz (", "Itzel")
    person.answer("Nadie puede ser su propio tutor", ".")
    code, _ = person.end()
    assert (code, len(room.run("draft", "list"))) == (0, 1)
    shown = said(room, "tutoria", "sugerir", "--ejercicio", "mazorcas")
    assert "sin contar con quienes ya aprenden" in " ".join(shown.split())


def test_a_tutor_who_may_not_is_pointed_out_when_a_pair_is_changed(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    room.join("Luz")
    person = terminal("tutoria", "sugerir", "--ejercicio", "mazorcas")
    person.answer("Enter acepta", "c")
    person.answer("Tutor (", "Luz")
    person.answer("Luz Ramos", "José")
    code, shown = person.end()
    assert (code, shown.count("Quedó en borrador")) == (0, 1)
    assert "ya quedó con" in shown, "José, or Luz, was to be in the next pair too"


def test_fewer_rounds_than_it_takes_say_how_many_it_takes(room: Class) -> None:
    """Ana and Itzel may tutor, seven more may not: log2(9 / 2) = 2.2, three rounds; one is shown."""
    room.join("Luz", "Mar", "Sol", "Eva", "Paz", "Rita")
    shown = said(room, "tutoria", "sugerir", "--ejercicio", "mazorcas", "--rondas", 1)
    assert "Rondas que se muestran: 1." in shown
    assert "por lo menos 3." in shown


def test_a_pair_that_was_taken_up_is_going_on_and_not_proposed_again(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    """José with somebody, in a draft: nobody else is proposed to him until it is written or thrown away."""
    assert len(pairs(room.run("tutoring", "suggest", "--exercise", "mazorcas"))) == 1
    person = terminal("tutoria", "sugerir", "--ejercicio", "mazorcas")
    person.answer("Enter acepta", "")
    assert person.end()[0] == 0
    found = room.run("tutoring", "suggest", "--exercise", "mazorcas")
    assert (found["pairs"], [one["name"] for one in found["begun"]]) == ([], ["José Peña Peña"])
    (draft,) = room.run("draft", "list")
    room.run("draft", "discard", draft["id"])
    assert len(pairs(room.run("tutoring", "suggest", "--exercise", "mazorcas"))) == 1


def test_ignored_pairs_leave_nothing(room: Class, terminal: Callable[..., Terminal]) -> None:
    room.join("Luz", "Mar")
    person = terminal("tutoria", "sugerir", "--ejercicio", "mazorcas")
    person.answer("Enter acepta", "i")
    person.answer("Enter acepta", ".")
    assert person.end()[0] == 0
    assert room.run("draft", "list") == []


# how long it may take


def test_with_little_data_only_the_bound_is_said(room: Class) -> None:
    """One duration (Itzel's). Ana and Itzel may tutor, José is missing: log2(3 / 2) = 0.6, one round."""
    found = room.run("tutoring", "forecast", "--school", room.cct, "--exercise", "mazorcas")
    assert (found["durations"], found["because"], found["days"]) == (1, "few_durations", None)
    assert (found["able"], found["missing"], found["least_rounds"]) == (2, 1, 1)
    shown = said(room, "tutoria", "pronostico", "--ejercicio", "mazorcas")
    assert "pocos datos" in shown
    assert "por lo menos, con un aprendiz por tutor: 1." in shown


def test_with_enough_durations_the_days_and_their_range_are_said(room: Class) -> None:
    """Itzel took 12 days; Luz, Mar, Sol, Eva, with Ana, 2, 4, 6, 8: of 2 4 6 8 12 the quarters are 4 6 8.

    Only Ana tutors, José and Paz are missing: two waves: 8, 12 and 16 days, around 1 November.
    """
    room.join("Luz", "Mar", "Sol", "Eva", "Paz")
    for name, day in (("Luz", "03"), ("Mar", "05"), ("Sol", "07"), ("Eva", "09")):
        room.learns(name, "Ana Ruiz", "2025-10-01", f"2025-10-{day}")
    found = room.run("tutoring", "forecast", "--exercise", "mazorcas")
    assert (found["tutors"], found["rounds"], found["durations_of"]) == (1, 2, "exercise")
    assert found["days"] == {"low": 8, "middle": 12, "high": 16}
    assert found["dates"]["middle"] == "2025-11-01"
    shown = said(room, "tutoria", "pronostico", "--ejercicio", "mazorcas")
    assert "unos 12 días, hacia el 2025-11-01 (entre 8 y 16 días" in shown
    assert "Si se suman tutores, tarda menos" in shown
    assert "la mitad de las veces" not in shown


def test_a_range_without_width_is_said_to_promise_nothing(room: Class) -> None:
    """Four took 2 days and Itzel 12: the quarters of 2 2 2 2 12 are 2 2 2; one wave for José."""
    room.join("Luz", "Mar", "Sol", "Eva")
    for name in ("Luz", "Mar", "Sol", "Eva"):
        room.learns(name, "Ana Ruiz", "2025-10-01", "2025-10-03")
    assert room.run("tutoring", "forecast", "--exercise", "mazorcas")["days"] == {
        "low": 2,
        "middle": 2,
        "high": 2,
    }
    shown = said(room, "tutoria", "pronostico", "--ejercicio", "mazorcas")
    assert "unos 2 días, hacia el 2025-10-22." in shown
    assert "la mitad de las veces anotadas duró lo mismo" in shown
    assert "(entre" not in shown


def test_a_forecast_needs_an_exercise(room: Class) -> None:
    assert "--ejercicio" in room.run("tutoring", "forecast", leaves=2)["message"]
