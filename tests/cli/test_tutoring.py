"""The tutoring network at the command line: the catalogue, the cycle, and who may tutor what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.domain.person import Person
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store
from tests import make
from tests.cli.classroom import EXERCISE, Class
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import fieldkit


@pytest.fixture
def room(notebook: Notebook, tmp_path: Path) -> Class:
    """Itzel, José and Ana Ruiz, who works here, with one exercise."""
    found = Class(notebook, tmp_path)
    found.run("exercise", "new", **EXERCISE)
    return found


def said(room: Class, *words: object, code: int = 0, lang: str = "es") -> str:
    return fieldkit(*words, home=room.home, code=code, FIELDKIT_NOW=NOW, FIELDKIT_LANG=lang)


def codes(saved: Any) -> list[str]:
    return [problem["code"] for problem in saved["problems"]]


# the catalogue


def test_an_exercise_written_again_is_its_next_version_and_keeps_what_is_not_said(room: Class) -> None:
    again = room.run("exercise", "new", code="mat-3-001", statement="Hay 15 mazorcas")
    assert "versión 2" in again["next"]["text"]
    shown = room.run("exercise", "show", "las mazorcas")
    assert (shown["answers"]["statement"], shown["answers"]["title"]) == ("Hay 15 mazorcas", "Las mazorcas")
    assert [one["version"] for one in shown["versions"]] == ["2", "1"]
    assert [row["version"] for row in room.run("exercise", "list")] == ["2"]


def test_another_text_of_the_same_version_is_pointed_out_and_can_be_looked_at(room: Class) -> None:
    """Two devices of an advisor wrote version 1, each without the other; a newer program a third."""
    store = Store.open(room.home)
    by = str(store.meta("advisor"))
    docs = [
        make.doc("CAT", {**EXERCISE, "version": "1", "statement": "Hay 15 mazorcas."}),
        make.doc("CAZ", {"code": "MAT-9-999", "version": "1", "title": "De mañana"}, version=99),
    ]
    other = store.save([Edit("exercise", f"a:{by}", doc) for doc in docs], by=by)[0].record
    store.close()
    shown = room.run("exercise", "show", "MAT-3-001")
    assert (shown["answers"]["statement"], shown["others"]) == (EXERCISE["statement"], [other])
    assert f"Otro texto de la misma versión 1: {other[-8:]}" in said(room, "ejercicio", "ver", "MAT-3-001")
    seen = room.run("exercise", "show", other[-8:])
    assert (seen["answers"]["statement"], seen["others"]) == ("Hay 15 mazorcas.", [shown["id"]])
    assert "De mañana" in said(room, "ejercicio", "lista")
    room.run("exercise", "withdraw", other[-8:], "--reason", "repetido")
    assert room.run("exercise", "show", "MAT-3-001")["others"] == []


def test_the_list_of_exercises_is_by_subject_and_grade_and_in_words(room: Class) -> None:
    words = {"code": "LEN-5-002", "type": "texto", "subject": "lenguaje", "band": "5", "title": "El venado"}
    room.run("exercise", "new", **{**EXERCISE, **words})
    assert [row["code"] for row in room.run("exercise", "list", "--subject", "español")] == ["LEN-5-002"]
    assert [row["code"] for row in room.run("exercise", "list", "--band", "3")] == ["MAT-3-001"]
    assert "Matemáticas" in said(room, "ejercicio", "lista")
    assert "lenguaje" in room.run("exercise", "list", "--subject", "física", leaves=2)["message"].lower()


def test_an_exercise_is_corrected_and_withdrawn_with_a_reason(room: Class) -> None:
    words = ("--set", "title=Las mazorcas del tío", "--reason", "El nombre")
    room.run("exercise", "correct", "MAT-3-001", *words)
    assert "Las mazorcas del tío" in said(room, "ejercicio", "ver", "MAT-3-001")
    room.run("exercise", "withdraw", "MAT-3-001", "--reason", "Está en otra clave")
    assert room.run("exercise", "list") == []


# the cycle


def test_each_sheet_says_what_comes_next_until_somebody_may_tutor(room: Class) -> None:
    first = room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    assert first["next"]["command"] == (
        'fieldkit relato nuevo --escuela 12KPR0001Z --persona "Itzel Sánchez Peña" --ejercicio MAT-3-001'
    )
    second = room.account("Itzel", "2025-10-03")
    assert second["next"]["command"].startswith("fieldkit demostracion nueva")
    third = room.demonstration("Itzel", "2025-10-06")
    assert third["next"]["text"] == "Itzel Sánchez Peña ya puede tutorar MAT-3-001 (generación 1)."
    assert codes(first) + codes(second) + codes(third) == []


def test_a_tutoring_under_way_says_how_to_go_on(room: Class) -> None:
    saved = room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si", U08="en_curso")
    assert saved["next"]["command"] == f"fieldkit tutoria corregir {saved['id'][-8:]}"


def test_of_somebody_who_may_not_tutor_yet_the_next_step_is_said(room: Class) -> None:
    """Under way, solved, told in an account, shown: each time what is missing, and then nothing more."""
    room.tutoring("Ana Ruiz", "José", "2025-10-01", seed="si", U08="en_curso")
    room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    assert "MAT-3-001 · Sigue en curso" in said(room, "acreditacion", "ver", "José")
    assert "fieldkit relato nuevo" in said(room, "acreditacion", "ver", "Itzel")
    room.account("Itzel", "2025-10-03")
    assert [one["say"] for one in room.run("qualification", "show", "Itzel")["next"]] == ["demonstration"]
    room.demonstration("Itzel", "2025-10-06")
    assert room.run("qualification", "show", "Itzel")["next"] == []
    room.run("qualification", "withdraw", "Itzel", "MAT-3-001", "--reason", "Lo pidió")
    assert room.run("qualification", "show", "Itzel")["next"] == []


def test_a_tutor_whom_only_a_draft_names_is_told_by_name(room: Class) -> None:
    store = Store.open(room.home)
    jose = next(one.id for one in store.find(Person) if one.name.startswith("José"))
    pair = {"U01": "MAT-3-001", "U02": store.meta("advisor"), "U03": jose, "school": room.school}
    store.save_draft(Draft("TUT", pair))
    store.close()
    shown = said(room, "tutoria", "sugerir", "--ejercicio", "MAT-3-001")
    assert "Ya en curso: José Peña Peña · MAT-3-001, con Ana Ruiz" in shown


@pytest.mark.parametrize("tutor", ["Ana Ruiz", "Nadie Así"])
def test_a_tutoring_that_a_file_left_as_a_draft_is_under_way(room: Class, tutor: str) -> None:
    """The file says names: they are found, and one that is nobody's is told as it is written."""
    pair = {"school": room.cct, "U01": "las mazorcas", "U02": tutor, "U03": "José Peña Peña"}
    room.run("tutoring", "new", "--no-input", leaves=3, **pair)
    shown = said(room, "tutoria", "sugerir", "--ejercicio", "MAT-3-001")
    assert f"Ya en curso: José Peña Peña · MAT-3-001, con {tutor}" in shown


def test_a_tutoring_that_is_corrected_to_solved_says_what_comes_next(room: Class) -> None:
    saved = room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si", U08="en_curso")
    words = [word for pair in ("U08=resuelto_solo", "U06_F=2025-10-02", "U09=3") for word in ("--set", pair)]
    done = room.run("tutoring", "correct", saved["id"], *words, "--reason", "Ya lo resolvió")
    assert done["next"]["command"].startswith("fieldkit relato nuevo")
    same = room.run("tutoring", "correct", saved["id"], "--set", "U09=3", "--reason", "x")
    assert (same["changed"], "next" in same) == (False, False)


def test_an_exercise_is_found_and_has_a_history(room: Class) -> None:
    assert "MAT-3-001 · Las mazorcas" in said(room, "buscar", "mazorcas")
    assert "Hay 12 mazorcas" in said(room, "historial", "MAT-3-001")


def test_what_does_not_fit_yet_is_pointed_out_and_saved(room: Class) -> None:
    early = room.demonstration("José", "2025-10-06", "Itzel")
    assert early["state"] == "finished"
    assert codes(early) == ["no_tutoring", "no_account", "evaluator_not_qualified"]
    assert early["next"]["say"] == "not_yet"
    room.tutoring("Ana Ruiz", "José", "2025-10-08", seed="si")
    assert codes(room.account("José", "2025-10-07")) == ["account_before_session"]
    late = room.account("José", "2025-10-09")
    assert codes(late) == []
    assert codes(room.demonstration("José", "2025-10-08")) == ["demonstration_before_account"]


def test_an_account_of_somebody_elses_tutoring_is_pointed_out(room: Class) -> None:
    itzel = room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    jose = room.tutoring("Ana Ruiz", "José", "2025-10-01", seed="si")
    assert codes(room.account("José", "2025-10-06", tutoring=itzel["id"])) == ["other_tutoring"]
    assert codes(room.account("Itzel", "2025-10-06", tutoring=itzel["id"])) == []
    assert jose["id"] != itzel["id"]


def test_sheets_that_come_late_complete_what_was_there(room: Class) -> None:
    room.demonstration("Itzel", "2025-10-06")
    room.account("Itzel", "2025-10-03")
    last = room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    assert last["next"]["text"].startswith("Itzel Sánchez Peña ya puede tutorar")


def test_what_was_shown_before_it_was_solved_is_pointed_out_and_qualifies_nobody(room: Class) -> None:
    """Presented on 3 October, solved on the 6th: told with either sheet last, and by `qualification show`."""
    room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", "2025-10-06", seed="si")
    room.account("Itzel", "2025-10-02")
    shown = room.demonstration("Itzel", "2025-10-03")
    assert (codes(shown), shown["next"]["say"]) == (["demonstration_before_solved"], "not_yet")
    told = room.run("qualification", "show", "Itzel", "MAT-3-001")
    assert told["repertoire"] == []
    assert [codes(one) for one in told["next"]] == [["demonstration_before_solved"]]
    room.demonstration("José", "2025-10-03")
    room.account("José", "2025-10-02")
    assert codes(room.tutoring("Ana Ruiz", "José", "2025-10-01", "2025-10-06")) == [
        "solved_after_demonstration"
    ]


def test_a_child_does_not_plant(room: Class) -> None:
    """An adviser or a teacher does; of a student it is refused, and nothing is kept as finished."""
    sessions = [{"U07_F": "2025-10-01", "U07_M": 40, "U07_P": "Cuenta", "U07_A": 4}]
    who = {"U01": "MAT-3-001", "U02": "José", "U03": "Itzel", "date": "2025-10-01", "school": room.cct}
    sheet = {**who, "U07": sessions, "U05": "Quiso", "U08": "en_curso"}
    refused = room.run("tutoring", "new", **sheet, seed="si", leaves=3)
    assert codes(refused) == ["student_plants"]
    assert room.run("qualification", "list") == []
    assert codes(room.run("tutoring", "new", **sheet, seed="no"))


def test_a_tutor_who_is_not_qualified_is_pointed_out(room: Class) -> None:
    first = room.tutoring("José", "Itzel", "2025-10-01")
    assert codes(first) == ["tutor_not_qualified"]
    room.account("Itzel", "2025-10-02")
    assert codes(room.demonstration("Itzel", "2025-10-03")) == [
        "tutor_not_qualified",
        "evaluator_not_qualified",
    ]


def test_nobody_tutors_or_judges_themselves(room: Class) -> None:
    assert room.run("tutoring", "new", U01="MAT-3-001", U02="José", U03="José", school=room.cct, leaves=3)[
        "problems"
    ]
    refused = room.run("tutoring", "new", "--tutor", "José", "--tutee", "José", "--exercise", "MAT-3-001",
                       "--school", room.cct, "--no-input", leaves=3)  # fmt: skip
    assert any("Nadie es su propio tutor" in problem["message"] for problem in refused["problems"])


def test_the_next_step_is_said_in_english_too(room: Class) -> None:
    room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    answers = {"account": "Conté", "read_by": "Ana Ruiz", "sufficient": "si", "language": "español"}
    words = ("--school", room.cct, "--person", "Itzel", "--exercise", "MAT-3-001", "--date", "2025-10-03")
    saved = room.run("account", "new", *words, lang="en", **answers)
    assert saved["next"]["text"].startswith("The demonstration of Itzel")


# who may tutor what


def test_the_qualifications_are_listed_with_their_evidence(room: Class) -> None:
    room.learns("Itzel", "Ana Ruiz", "2025-10-01", "2025-10-06", seed="si")
    planted, learned = room.run("qualification", "list", "--school", room.cct)
    assert (planted["name"], planted["generation"], planted["tutor"]) == ("Ana Ruiz", 0, None)
    assert (learned["since"], learned["generation"], learned["tutor_name"]) == ("2025-10-06", 1, "Ana Ruiz")
    assert len(learned["evidence"]) == 3
    assert room.run("qualification", "list", "--person", "Itzel") == [learned]
    assert room.run("qualification", "show", "Itzel")["repertoire"] == [learned]
    assert "2025-10-06" in said(room, "acreditacion", "ver", "Itzel")
    assert "ningún ejercicio" in said(room, "acreditacion", "ver", "José")


def test_of_a_school_only_the_exercises_of_its_own_network_are_listed(room: Class) -> None:
    """Ana Ruiz planted another exercise at another school: her repertoire has it, this school's list not."""
    store = Store.open(room.home)
    by = str(store.meta("advisor"))
    (there,) = store.save([make.school(cct="12KPR0002Y")], by=by)
    told = {"school": there.record, "date": "2025-09-20", "U01": "LEN-9-001", "U02": by, "U03": "x"}
    doc = make.doc("TUT", {**told, "seed": "si", "U08": "en_curso"})
    store.save([Edit("entry", f"s:{there.record}", doc)], by=by)
    store.close()
    room.learns("Itzel", "Ana Ruiz", "2025-09-24", "2025-10-06", seed="si")
    found = [{one["exercise"] for one in room.run("qualification", "list", *of)} for of in (
        ("--school", room.cct), ("--school", "12KPR0002Y"), ())]  # fmt: skip
    assert found == [{"MAT-3-001"}, {"LEN-9-001"}, {"MAT-3-001", "LEN-9-001"}]
    assert len(room.run("qualification", "show", "Ana Ruiz")["repertoire"]) == 2


def test_a_qualification_taken_back_ends_and_what_was_taught_before_stands(room: Class) -> None:
    room.learns("Itzel", "Ana Ruiz", "2025-10-01", "2025-10-06", seed="si")
    room.learns("José", "Itzel", "2025-10-07", "2025-10-09")
    refused = room.run("qualification", "withdraw", "Itzel", "MAT-3-001", leaves=2)
    assert "--motivo" in refused["message"]
    room.run("qualification", "withdraw", "Itzel", "MAT-3-001", "--reason", "Ya no lo recuerda")
    assert [one["name"] for one in room.run("qualification", "list")] == ["Ana Ruiz", "José Peña Peña"]
    whole = room.run("qualification", "list", "--withdrawn")
    assert [one["until"] for one in whole] == [None, "2025-10-20", None]
    again = room.run("qualification", "withdraw", "Itzel", "MAT-3-001", "--reason", "x", leaves=3)
    assert "no está acreditada" in again["message"]


def test_who_learned_an_earlier_version_stays_qualified_in_it_and_teaches_the_new_one(room: Class) -> None:
    room.learns("Itzel", "Ana Ruiz", "2025-10-01", "2025-10-06", seed="si")
    room.run("exercise", "new", code="MAT-3-001", statement="Hay 15 mazorcas")
    room.learns("José", "Itzel", "2025-10-07", "2025-10-09")
    found = room.run("qualification", "list")
    assert [(one["name"], one["version"]) for one in found] == [
        ("Ana Ruiz", "1"),
        ("Itzel Sánchez Peña", "1"),
        ("José Peña Peña", "2"),
    ]


def test_at_the_terminal_a_qualified_tutor_is_not_asked_about_planting(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    room.learns("Itzel", "Ana Ruiz", "2025-10-01", "2025-10-06", seed="si")
    person = terminal("tutoria", "nueva", "--escuela", room.cct)
    person.answer("Inicio", "2025-10-08")
    person.answer("Ejercicio", "maz")
    shown = person.asked("Tutor")
    assert shown.index("Itzel Sánchez Peña · 3º · ya lo domina") < shown.index("José Peña")
    person.type("Itz")
    person.answer("Aprendiz", "José")
    person.asked("¿Por qué lo eligió el aprendiz?")
    other = terminal("tutoria", "nueva", "--escuela", room.cct)
    other.answer("Inicio", "2025-10-08")
    other.answer("Ejercicio", "maz")
    other.answer("Tutor", "José")
    other.answer("Aprendiz", "Itz")
    other.asked("¿Es asesor y siembra este ejercicio?")


def test_at_the_terminal_a_tutoring_ends_with_its_last_session(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    """Typed on 20 October of a tutoring of the 8th and the 9th."""
    person = terminal("tutoria", "nueva", "--escuela", room.cct)
    person.answer("Inicio", "2025-10-08")
    person.answer("Ejercicio", "maz")
    person.answer("Tutor", "José")
    person.answer("Aprendiz", "Itz")
    person.answer("¿Es asesor y siembra", "n")
    person.answer("¿Por qué lo eligió", "Quiso")
    for day in ("2025-10-09", "2025-10-08"):
        person.answer("Sesiones", "s")
        person.answer("Fecha de la sesión", day)
        person.answer("Minutos", "40")
        person.answer("¿De dónde partió", "Cuenta")
        person.answer("Ayudas")
        person.answer("Avance", "4")
        person.answer("¿Qué falta?")
    person.answer("Sesiones")
    person.answer("Resultado", "2")
    person.asked("Fin", "[2025-10-09]")


def test_at_the_terminal_an_account_is_of_one_of_the_tutorings_of_whoever_wrote_it(
    room: Class, terminal: Callable[..., Terminal]
) -> None:
    room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    room.tutoring("Ana Ruiz", "José", "2025-10-01")
    person = terminal("relato", "nuevo", "--escuela", room.cct, "--persona", "José", "--ejercicio", "maz")
    person.answer("Fecha", "")
    shown = person.asked("Tutoría")
    assert "2025-10-01 · José Peña Peña" in shown
    assert "Itzel" not in shown


# wishes and encounters


def test_a_wish_is_one_line(room: Class) -> None:
    saved = room.run("tutoring", "wish", "--person", "José", "--exercise", "las mazorcas")
    assert saved["state"] == "finished"
    (row,) = room.run("tutoring", "wishes", "--school", room.cct)
    assert (row["exercise"], row["date"]) == ("MAT-3-001", "2025-10-20")
    assert "José Peña" in said(room, "tutoria", "intereses")
    unknown = room.run("tutoring", "wish", "--person", "Nadie", "--exercise", "mazorcas", leaves=3)
    assert "«Nadie»" in unknown["problems"][0]["message"]


def test_an_encounter_is_of_two_schools_or_more(room: Class) -> None:
    people = {"students": 8, "teachers": 2, "relatives": 1, "advisors": 1, "authorities": 0}
    told = {"school": room.cct, "date": "2025-10-15", "date_end": "2025-10-16", "name": "Encuentro",
            "host": "La Ciénega", "level": "entre_escuelas", "tutorings": 6,
            "minors_consent": "si"}  # fmt: skip
    alone = room.run("encounter", "new", **told, **people, SCH=[{"SCH_C": "12KPR0001Z"}], leaves=3)
    assert any("dos escuelas" in problem["message"] for problem in alone["problems"])
    both = [{"SCH_C": "12KPR0001Z"}, {"SCH_C": "20KPR0002A"}]
    room.run("encounter", "new", **told, **people, SCH=both)
    assert room.run("encounter", "list", "--since", "2025-10-01")[0]["tutorings"] == 6


def test_a_list_of_tutorings_is_of_one_exercise_when_asked(room: Class) -> None:
    room.run("exercise", "new", **{**EXERCISE, "code": "LEN-5-002", "title": "El venado"})
    room.tutoring("Ana Ruiz", "Itzel", "2025-10-01", seed="si")
    room.tutoring("Ana Ruiz", "José", "2025-10-02", exercise="LEN-5-002", seed="si")
    assert [row["U01"] for row in room.run("tutoring", "list", "--exercise", "el venado")] == ["LEN-5-002"]
    shown = said(room, "tutoria", "lista")
    assert "Ana Ruiz" in shown
    assert "Resuelto solo" in shown


@pytest.mark.parametrize("command", ["account", "demonstration", "encounter", "teacher"])
def test_nothing_given_is_refused_with_what_is_missing_and_leaves_no_draft(room: Class, command: str) -> None:
    before = said(room, "draft", "list", "--json")
    assert '"required"' in said(room, command, "new", "--no-input", "--json", code=3)
    assert said(room, "draft", "list", "--json") == before
