"""`fieldkit plan`: made, copied and closed; and the visit that draws on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal, save
from tests.house.commands import facts, fieldkit

Start = Callable[..., Terminal]

REST = {"ACT_O": "Leer", "ACT_P": ["alumnos"], "ACT_M": 30, "ACT_I": "Leen diez", "ACT_R": "Asesor"}
PLAN: dict[str, Any] = {
    "date": "2025-09-05",
    "period": "B1",
    "DAY": [{"DAY_D": "2025-09-08"}],
    "ACT": [
        {"ACT_K": "R", "ACT_N": "Lotería de palabras", "ACT_D": "2025-10-20", **REST},
        {"ACT_K": "T", "ACT_N": "Cuentos cortos", "ACT_S": "lectura", "ACT_D": "2025-10-22", **REST},
        {"ACT_K": "D", "ACT_N": "Leer por turnos", "ACT_D": "2025-09-30", **REST},
    ],
}


@pytest.fixture(autouse=True)
def strategy(notebook: Notebook) -> str:
    """The id of the strategy that the plans of the school rest on."""
    return make.strategy(notebook.home, notebook.school)


@pytest.fixture
def plan(notebook: Notebook, tmp_path: Path) -> str:
    """The id of a plan of the first bimester."""
    return str(_made(notebook, tmp_path, PLAN)["id"])


def _made(notebook: Notebook, tmp_path: Path, answers: dict[str, Any], code: int = 0) -> dict[str, Any]:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    words = ("plan", "new", "--school", notebook.cct, "--answers", file, "--no-input")
    return told(notebook, *words, code=code)


def told(notebook: Notebook, *words: object, code: int = 0) -> Any:
    """What a command says in JSON on the day of these stories."""
    return facts(*words, home=notebook.home, code=code, FIELDKIT_NOW=NOW)


def test_a_plan_that_lacks_a_kind_says_why_or_stays_a_draft(notebook: Notebook, tmp_path: Path) -> None:
    short = {**PLAN, "ACT": PLAN["ACT"][:2]}
    kept = _made(notebook, tmp_path, short, code=3)
    assert kept["state"] == "draft"
    assert "missing_reason" in [problem["field"] for problem in kept["problems"]]
    assert _made(notebook, tmp_path, {**short, "missing_reason": "Estaba enferma"})["state"] == "finished"


@pytest.mark.parametrize("told_in", ["option", "answers"])
def test_a_plan_from_a_file_rests_on_the_strategy_of_its_school(
    notebook: Notebook, tmp_path: Path, strategy: str, told_in: str
) -> None:
    file = tmp_path / "plan.json"
    inside = {**PLAN, "school": notebook.cct} if told_in == "answers" else PLAN
    file.write_text(json.dumps(inside), encoding="utf-8")
    option = () if told_in == "answers" else ("--school", notebook.cct)
    saved = told(notebook, "plan", "new", *option, "--answers", file, "--no-input")
    assert told(notebook, "plan", "show", saved["id"])["answers"]["strategy"] == strategy


def test_a_plan_without_a_strategy_stays_a_draft(notebook: Notebook, tmp_path: Path, strategy: str) -> None:
    told(notebook, "strategy", "withdraw", strategy, "--reason", "Era de prueba")
    kept = _made(notebook, tmp_path, PLAN, code=3)
    assert kept["state"] == "draft"
    assert [problem["field"] for problem in kept["problems"] if problem["level"] == "error"] == ["strategy"]


def test_an_imported_plan_rests_on_the_strategy_of_its_school(
    notebook: Notebook, tmp_path: Path, strategy: str
) -> None:
    file = tmp_path / "plans.jsonl"
    file.write_text(json.dumps({**PLAN, "school": notebook.cct}) + "\n", encoding="utf-8")
    assert told(notebook, "import", "PB", file, "--no-input")["new"] == 1
    (row,) = told(notebook, "plan", "list")
    assert told(notebook, "plan", "show", row["id"])["answers"]["strategy"] == strategy


def test_a_second_plan_of_the_same_bimester_is_refused_with_the_first(
    notebook: Notebook, tmp_path: Path, plan: str
) -> None:
    again = _made(notebook, tmp_path, PLAN, code=3)
    assert f"fieldkit plan corregir {plan}" in again["message"]
    assert [row["id"] for row in told(notebook, "plan", "list")] == [plan]


def test_the_list_tells_how_much_of_each_plan_was_done(notebook: Notebook, plan: str) -> None:
    (row,) = told(notebook, "plan", "list", "--school", notebook.cct)
    assert (row["id"], row["period"], row["activities"], row["compliance"]) == (plan, "B1", 3, None)


def _visited(notebook: Notebook, **answers: Any) -> None:
    store = Store.open(notebook.home)
    known = {"school": notebook.school, "date": "2025-10-17", "V01": "jornada", "V05": "Lotería de palabras"}
    edit = Edit("entry", f"s:{notebook.school}", make.doc("FS", {**known, **answers}))
    store.save([edit], by=str(store.meta("advisor")))
    store.close()


def test_a_plan_is_closed_with_what_the_visits_show_proposed(
    terminal: Start, notebook: Notebook, plan: str
) -> None:
    """One done, half of one and none of one, of three: 100 · 1.5 / 3 = 50 %."""
    _visited(notebook)
    closing = terminal("plan", "cerrar")
    closing.asked("Recreativa · Lotería de palabras · 2025-10-20", "¿Se hizo?", "[Realizada]")
    closing.type()
    closing.asked("¿Cuándo se hizo?", "[2025-10-17]")
    closing.type()
    closing.answer("¿Cuánto se logró?", "4")
    assert "[" not in closing.asked("Tutoría individualizada · Cuentos cortos"), "nothing was seen of it"
    closing.type("parcial")
    closing.answer("¿Cuándo se hizo?", "hoy")
    closing.answer("¿Por qué no?", "Llovió")
    closing.answer("¿Cuánto se logró?")
    closing.answer("¿Se hizo?", "no")
    closing.answer("¿Por qué no?", "Hubo reunión")
    for question in ("Logros", "Dificultades", "Ajustes"):
        closing.answer(question, "Va bien")
    closing.answer("Firma", "Rosa Peña")
    closing.answer("firmó")
    closing.answer("Está completa")
    code, said = closing.end()
    assert code == 0, said
    assert "Cumplimiento del plan: 50 %." in said
    (row,) = told(notebook, "plan", "list")
    assert (row["id"], row["closed"], row["compliance"], row["state"]) == (plan, "si", 50.0, "corrected")
    assert "ya está cerrado" in told(notebook, "plan", "cerrar", code=3)["message"]


def test_a_closing_left_half_way_goes_on_where_it_was(terminal: Start, notebook: Notebook, plan: str) -> None:
    first = terminal("plan", "cerrar")
    first.answer("¿Se hizo?", "no")
    first.answer("¿Por qué no?", "Llovió")
    first.asked("Cuentos cortos")
    first.kill()
    for words in (("plan", "cerrar"), ("borrador", "seguir")):
        again = terminal(*words)
        again.asked("Tutoría individualizada · Cuentos cortos", "¿Se hizo?")
        again.kill()
    assert len(told(notebook, "draft", "list")) == 1


def test_a_plan_is_closed_from_a_file_by_the_names_of_its_activities(
    notebook: Notebook, tmp_path: Path, plan: str
) -> None:
    done = {"ACT_E": "realizada", "ACT_F": "2025-10-01", "ACT_L": 3}
    rest = {"done_well": "a", "difficulties": "b", "adjustments": "c", "teacher_signature": "Rosa Peña"}
    rows = [
        {"ACT_N": "leer por turnos", **done},
        {"ACT_N": "Lotería de palabras", "ACT_E": "no_realizada", "ACT_W": "Llovió"},
        {"ACT_N": "CUENTOS CORTOS", **done},
    ]
    file = tmp_path / "closing.json"
    file.write_text(json.dumps({**rest, "ACT": rows}), encoding="utf-8")
    closed = told(notebook, "plan", "close", plan, "--answers", str(file))
    assert (closed["id"], closed["state"]) == (plan, "corrected")
    (row,) = told(notebook, "plan", "list")
    assert row["compliance"] == 66.7
    assert told(notebook, "draft", "list") == []


def test_closing_without_all_the_answers_keeps_them_as_a_draft(notebook: Notebook, plan: str) -> None:
    found = told(notebook, "plan", "close", "--no-input", code=3)
    assert found["state"] == "draft"
    assert {"ACT[1].ACT_E", "done_well"} <= {problem["field"] for problem in found["problems"]}
    assert [row["id"] for row in told(notebook, "draft", "list")] == [found["id"]]
    assert "La Ciénega" in fieldkit("draft", "list", home=notebook.home, FIELDKIT_NOW=NOW)


def test_the_plan_that_is_closed_is_the_oldest_open_one_and_is_named(
    terminal: Start, notebook: Notebook, plan: str
) -> None:
    """B2 is made before B1 is closed: closing is about B1, and says so."""
    whole = told(notebook, "plan", "show", plan)["answers"]
    later = {**whole, "period": "B2", "date": "2025-10-20"}
    save(notebook, Edit("entry", f"s:{notebook.school}", make.doc("PB", later)))
    closing = terminal("plan", "cerrar")
    assert "Se cierra el plan B1" in closing.asked("¿Se hizo?")
    closing.type("no")
    closing.asked("¿Por qué no?")
    closing.kill()
    (draft,) = told(notebook, "draft", "list")
    assert told(notebook, "draft", "show", draft["id"])["answers"]["period"] == "B1"


def test_the_next_plan_begins_from_the_last_one(terminal: Start, notebook: Notebook, plan: str) -> None:
    copying = terminal("plan", "copiar")
    said = copying.asked("Hace falta: Días previstos")
    assert "Copia del plan B1 (2025-2026) para el plan B2 del ciclo 2025-2026." in said
    copying.type()
    copying.asked("Día")
    copying.kill()
    (draft,) = told(notebook, "draft", "list")
    answers = told(notebook, "draft", "show", draft["id"])["answers"]
    assert answers["period"] == "B2"
    assert [(row["ACT_N"], row.get("ACT_D")) for row in answers["ACT"]] == [
        ("Lotería de palabras", None),
        ("Cuentos cortos", None),
        ("Leer por turnos", None),
    ]


def test_a_plan_is_made_without_being_asked_what_became_of_it(terminal: Start, notebook: Notebook) -> None:
    making = terminal("plan", "nuevo", "--escuela", notebook.cct)
    making.answer("Fecha en que se hizo")
    making.asked("Bimestre", "[B1 ·")
    making.type()
    making.answer("Estrategia")
    making.answer("Hace falta: Días previstos")
    making.answer("Día", "hoy")
    making.answer("¿Agregar? Días previstos")
    making.answer("¿Agregar? Visitas que anunció otro nivel")
    making.answer("¿Agregar? Metas")
    making.answer("Hace falta: Actividades")
    making.answer("Tipo", "1")
    making.answer("Nombre", "Lotería")
    making.answer("Objetivo", "Leer")
    making.answer("¿Para quién?")
    making.answer("Materia")
    making.answer("Fecha prevista", "19/10/2025")
    making.asked("no hay clase", "Minutos")
    making.type("30")
    making.answer("Materiales")
    making.answer("¿En qué se verá", "Leen")
    making.answer("Responsable")
    making.answer("¿Agregar? Actividades")
    making.asked(
        "Falta: Tutoría individualizada, Recomendación al docente. Para agregarla: <",
        "Falta al menos una actividad",
    )
    making.type("Apenas empieza")
    making.answer("Notas")
    making.answer("Está completa")
    code, said = making.end()
    assert code == 0, said
    (row,) = told(notebook, "plan", "list")
    assert row["activities"] == 1


def test_a_visit_draws_on_the_plan_the_focal_children_and_the_last_family(
    terminal: Start, notebook: Notebook, plan: str
) -> None:
    _visited(notebook, VF4_F=notebook.relative)
    store = Store.open(notebook.home)
    answers = {"school": notebook.school, "student": _jose(store), "date": "2025-10-01", "focal": "si"}
    store.save([Edit("entry", f"s:{notebook.school}", make.doc("RIE", answers))], by="a")
    store.close()
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    for word, typed in (("Fecha", ""), ("Tipo", ""), ("Nivel", ""), ("inicio", "8"), ("fin", "14")):
        sheet.answer(word, typed)
    sheet.asked(
        "1  Recreativa · Lotería de palabras · 2025-10-20",
        "2  Tutoría individualizada · Cuentos cortos · 2025-10-22",
    )
    sheet.type("1,2")
    for word, typed in (("clase", ""), ("hombres", "1"), ("mujeres", "1"), ("¿Agregar?", "s")):
        sheet.answer(word, typed)
    sheet.asked("1  José Peña Peña · 3º · focal", "2  Itzel Sánchez Peña · 3º")
    sheet.type("1")
    sheet.asked("Materia")
    sheet.kill()
    (draft,) = told(notebook, "draft", "list")
    kept = told(notebook, "draft", "show", draft["id"])["answers"]
    assert kept["V05"] == "Lotería de palabras · Cuentos cortos"


def _jose(store: Store) -> str:
    (found,) = store.search("José")
    return found.id


def test_the_family_of_the_last_visit_is_the_answer_of_an_enter(terminal: Start, notebook: Notebook) -> None:
    _visited(notebook, VF4_F=notebook.relative)
    store = Store.open(notebook.home)
    for sheet in store.find(Entry, form="FS"):
        assert sheet.answers["VF4_F"] == notebook.relative
    store.close()
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    for _ in range(60):
        said = sheet.asked()
        if "¿Qué familia?" in said:
            break
        sheet.type(next((typed for word, typed in TYPED if word in said), ""))
    assert "[Rosa Peña Peña]" in said


TYPED = (
    ("inicio", "8"),
    ("fin", "14"),
    ("Propósito", "Leer"),
    ("hombres", "1"),
    ("mujeres", "1"),
    ("hospedaje", "s"),
    ("Comidas", "3"),
)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("plan", "cerrar"), 3, "Todavía no hay ningún plan"),
        (("plan", "copiar"), 3, "Todavía no hay ningún plan"),
        (("plan", "cerrar", "nada"), 3, "No encuentro"),
    ],
)
def test_what_cannot_be_is_answered(
    notebook: Notebook, words: tuple[str, ...], code: int, sentence: str
) -> None:
    assert sentence in told(notebook, *words, code=code)["message"]


def test_a_bimester_that_is_none_is_answered(notebook: Notebook, plan: str) -> None:
    refused = told(notebook, "plan", "copiar", "--periodo", "B9", code=2)
    assert refused["message"] == "«B9» no es un bimestre. Hay: B1, B2, B3, B4, B5."


def test_what_a_family_promised_is_asked_with_its_name(terminal: Start, notebook: Notebook) -> None:
    """The name is shown at the screen alone: the sheet keeps the words and the id."""
    _home_visit(notebook, "2025-10-17", commitment="Leer juntos")
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    sheet.answer("Fecha")
    sheet.answer("Tipo de visita")
    sheet.asked("Acuerdo: Leer juntos · 2025-10-17", "Rosa Peña Peña", "¿Cómo va?")
    sheet.type("1")
    sheet.asked("Nivel")
    sheet.kill()
    (draft,) = told(notebook, "draft", "list")
    (row,) = told(notebook, "draft", "show", draft["id"])["answers"]["V06"]
    assert "Rosa" not in row["V06_T"]


def test_a_visit_is_offered_its_home_visits_and_the_teachers_goals(
    terminal: Start, notebook: Notebook
) -> None:
    _home_visit(notebook, "2025-10-20")
    _home_visit(notebook, "2025-10-17")
    store = Store.open(notebook.home)
    (teacher,) = store.save([make.person(notebook.school, "REG-D", first_names="Eva")], by="a")
    goals = [{"goal": "Atender por niveles"}]
    store.save([make.membership(notebook.school, teacher.record, "teacher", goals=goals)], by="a")
    store.close()
    sheet = terminal("ficha", "nueva", "--escuela", notebook.cct)
    said = _until(
        sheet, "Meta del docente", ("¿Agregar? Recomendaciones", "s"), ("Recomendación", "Leer más")
    )
    assert "1  Atender por niveles" in said
    sheet.type("1")
    sheet.answer("Fecha compromiso", "+7")
    said = _until(sheet, "Visita domiciliaria\r", ("¿Agregar? Visitas", "s"))
    assert said.count("Rosa Peña Peña") == 1, "only the one of the day"
    sheet.kill()
    (draft,) = told(notebook, "draft", "list")
    assert told(notebook, "draft", "show", draft["id"])["answers"]["VD2"][0]["VD2_M"] == "Atender por niveles"


def _until(sheet: Terminal, wanted: str, *typed: tuple[str, str]) -> str:
    """Answer, as little as can be, until a question with this word is on the screen."""
    for _ in range(60):
        said = sheet.asked()
        if wanted in said:
            return said
        sheet.type(next((answer for word, answer in (*typed, *TYPED) if word in said), ""))
    raise AssertionError(wanted)


def _home_visit(notebook: Notebook, day: str, **answers: Any) -> None:
    store = Store.open(notebook.home)
    known = {"school": notebook.school, "family": notebook.relative, "date": day, **answers}
    store.save([Edit("entry", f"s:{notebook.school}", make.doc("VH", known))], by="a")
    store.close()


def test_a_copy_tells_its_bimester_and_ciclo_and_is_listed_with_them(notebook: Notebook, plan: str) -> None:
    said = fieldkit("plan", "copiar", home=notebook.home, FIELDKIT_NOW=NOW)
    assert "El plan B2 del ciclo 2025-2026 quedó en borrador" in said
    (draft,) = [one for one in told(notebook, "plan", "list") if one["state"] == "draft"]
    assert (draft["ciclo"], draft["period"]) == ("2025-2026", "B2")


@pytest.mark.parametrize("typed", ["3", "b3", " B3"])
def test_a_bimester_is_taken_as_people_type_it(notebook: Notebook, plan: str, typed: str) -> None:
    assert told(notebook, "plan", "copy", "--period", typed)["period"] == "B3"
    words = ("report", "bimonthly", "--school", notebook.cct, "--period", typed)
    found = facts(*words, home=notebook.home, FIELDKIT_NOW="2026-04-20T12:00:00")
    assert found["period"] == "B3"


def test_what_is_no_bimester_is_told(notebook: Notebook, plan: str) -> None:
    for typed in ("6", "B0", "enero"):
        assert told(notebook, "plan", "copy", "--period", typed, code=2)["error"] == "not_a_period"


def test_a_bare_number_is_no_purpose_of_a_visit_on_a_day_without_a_plan(
    notebook: Notebook, answers: Callable[..., str]
) -> None:
    words = ("monitoring", "new", "--school", notebook.cct, "--answers", answers(V05="2"), "--no-input")
    kept = told(notebook, *words, code=3)
    assert "V05" in [problem["field"] for problem in kept["problems"] if problem["level"] == "error"]
