"""A report is frozen: its numbers stay as they were sent, and another edition needs a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from fieldkit.actions import correction
from fieldkit.domain.change import Edit
from fieldkit.domain.person import Membership
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import Notebook, Terminal, save
from tests.cli.month import LATER, OCTOBER, SEPTEMBER, said
from tests.house.commands import fieldkit


def test_a_frozen_report_keeps_its_numbers_whatever_comes_after(month: Notebook) -> None:
    """Two days when it was frozen; a third sheet comes later: still two, and M01 would differ."""
    said(month, "report", "write", OCTOBER, "--set", "achievements=Leyeron")
    done = said(month, "report", "freeze", OCTOBER)
    assert (done["edition"], done["state"], len(done["digest"])) == (1, "frozen", 64)
    save(month, make.sheet(month.school, "2025-10-21", V01="jornada"))
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert found["indicators"]["M01"] == {"value": 2, "n": 2}
    assert (found["frozen"], found["edition"]) == (done["digest"], 1)
    assert "M01" in found["differing"]
    assert found["written"] == {"achievements": "Leyeron"}


def test_freezing_tells_of_a_plan_that_is_not_closed(month: Notebook) -> None:
    plan = {"school": month.school, "date": "2025-09-01", "ciclo": "2025-2026", "period": "B1"}
    save(month, Edit("entry", f"s:{month.school}", make.doc("PB", plan)))
    assert said(month, "report", "freeze", OCTOBER)["missing"]["plans_open"] == 1


def test_a_report_is_named_in_spanish_too(month: Notebook) -> None:
    words = fieldkit("informe", "congelar", "mensual:12kpr0001z:2025-10", home=month.home, FIELDKIT_NOW=LATER)
    assert "mensual:12KPR0001Z:2025-10, edición 1" in words
    assert "mensual:12KPR0001Z:2025-10" in fieldkit("informe", "lista", home=month.home)
    assert said(month, "report", "list")[0]["id"] == OCTOBER


def test_freezing_again_without_a_change_changes_nothing(month: Notebook) -> None:
    first = said(month, "report", "freeze", OCTOBER)
    again = said(month, "report", "freeze", OCTOBER)
    assert (again["digest"], again["changed"]) == (first["digest"], False)


def test_another_edition_needs_a_reason_and_leaves_the_first_in_the_history(month: Notebook) -> None:
    first = said(month, "report", "freeze", OCTOBER)
    save(month, make.sheet(month.school, "2025-10-21", V01="jornada"))
    assert said(month, "report", "freeze", OCTOBER, code=2)["error"] == "new_edition"
    second = said(month, "report", "freeze", OCTOBER, "--reason", "Faltaba una ficha")
    assert (second["edition"], second["digest"] != first["digest"]) == (2, True)
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert (found["indicators"]["M01"]["value"], found["edition"], found["differing"]) == (3, 2, [])
    store = Store.open(month.home)
    (row,) = said(month, "report", "list")
    history = [change.doc["answers"]["digest"] for change in store.history(row["record"])]
    store.close()
    assert history == [first["digest"], second["digest"]]


def test_an_earlier_edition_is_shown_and_printed_again(month: Notebook, tmp_path: Path) -> None:
    """Two days in the first edition, three in the second; a third edition there is not."""
    first = said(month, "report", "freeze", OCTOBER)
    save(month, make.sheet(month.school, "2025-10-21", V01="jornada"))
    said(month, "report", "freeze", OCTOBER, "--reason", "Faltaba una ficha")
    shown = ("report", "monthly", "--month", "2025-10", "--school", "12KPR0001Z")
    found = said(month, *shown, "--edition", "1")
    assert (found["indicators"]["M01"]["value"], found["edition"], found["frozen"]) == (2, 1, first["digest"])
    assert said(month, *shown)["indicators"]["M01"]["value"] == 3
    page = tmp_path / "primera.html"
    said(month, *shown, "--edition", "1", "--html", str(page))
    assert first["digest"][:12] in page.read_text("utf-8")
    assert said(month, *shown, "--edition", "3", code=2)["error"] == "no_edition"


def test_words_written_after_freezing_make_another_edition_and_can_be_taken_out(month: Notebook) -> None:
    said(month, "report", "write", OCTOBER, "--set", "achievements=Leyeron", "--set", "next=Escribir")
    said(month, "report", "freeze", OCTOBER)
    said(month, "report", "write", OCTOBER, "--set", "next=")
    said(month, "report", "freeze", OCTOBER, "--reason", "Cambió el plan")
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert (found["written"], found["edition"]) == ({"achievements": "Leyeron"}, 2)
    assert [row["state"] for row in said(month, "report", "list")] == ["frozen"]


def test_a_month_that_is_not_over_is_frozen_only_when_it_is_wanted(month: Notebook) -> None:
    november = "monthly:12KPR0001Z:2025-11"
    assert said(month, "report", "freeze", november, code=2)["error"] == "not_over"
    assert said(month, "report", "freeze", november, "--yes")["edition"] == 1


def test_the_report_of_a_year_can_be_frozen_from_the_day_the_guide_asks_for_it(month: Notebook) -> None:
    """The guide speaks of it from 1 July; the year ends on 31 July. What it counts until is told on it."""
    year = "annual:12KPR0001Z:2025-2026"
    june, july = "2026-06-30T10:00:00", "2026-07-15T10:00:00"
    assert said(month, "report", "freeze", year, now=june, code=2)["error"] == "not_over"
    guide = fieldkit("guia", home=month.home, FIELDKIT_NOW=july)
    assert "fieldkit informe congelar anual:12KPR0001Z:2025-2026" in " ".join(guide.split())
    said(month, "report", "freeze", year, now=july)
    words = ("report", "annual", "--ciclo", "2025-2026")
    assert said(month, *words, now="2026-08-20T10:00:00")["counted"] == "2026-07-15"
    page = month.home / "a.html"
    fieldkit(*words, "--html", str(page), home=month.home, FIELDKIT_NOW="2026-08-20T10:00:00")
    assert "Cuenta lo registrado hasta el 15 de julio de 2026" in page.read_text(encoding="utf-8")


def test_a_report_frozen_after_its_time_says_no_day_until_which_it_counts(month: Notebook) -> None:
    said(month, "report", "freeze", OCTOBER)
    assert "counted" not in said(month, "report", "monthly", "--month", "2025-10")


def test_at_a_terminal_a_time_that_is_not_over_is_told_and_asked_about(
    month: Notebook, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("informe", "congelar", "anual:12KPR0001Z:2025-2026")
    person.process.expect("El periodo termina el 2026-07-31")
    person.process.expect("s/n")
    person.type("n")
    assert person.end()[0] == 0
    assert said(month, "report", "list") == []


def test_a_bimester_and_a_school_year_are_frozen_alike(month: Notebook) -> None:
    for name, words in (
        ("bimonthly:12KPR0001Z:2025-2026/B1", ("bimonthly", "--period", "B1")),
        ("annual:12KPR0001Z:2025-2026", ("annual", "--ciclo", "2025-2026")),
    ):
        done = said(month, "report", "freeze", name, "--yes")
        found = said(month, "report", *words)
        assert (found["id"], found["frozen"], found["differing"]) == (name, done["digest"], [])


def test_at_a_terminal_what_is_missing_is_shown_and_a_no_freezes_nothing(
    month: Notebook, terminal: Callable[..., Terminal]
) -> None:
    person = terminal("informe", "congelar", SEPTEMBER)
    person.process.expect("Partes por escribir: 4 de 4")
    person.process.expect("s/n")
    person.type("n")
    assert person.end()[0] == 0
    assert said(month, "report", "list") == []
    person = terminal("informe", "congelar", SEPTEMBER)
    person.process.expect("s/n")
    person.type("s")
    assert person.end()[0] == 0
    assert [row["id"] for row in said(month, "report", "list")] == [SEPTEMBER]


def test_a_frozen_report_that_somebody_touched_is_not_shown_until_it_is_frozen_again(month: Notebook) -> None:
    said(month, "report", "freeze", OCTOBER)
    (row,) = said(month, "report", "list")
    store = Store.open(month.home)
    record = store.any(row["record"])
    assert record is not None
    figures = record.answers["figures"].replace('["count",2,2]', '["count",9,9]')
    correction.correct(store, record.id, {"figures": figures}, reason="x", by=str(store.meta("advisor")))
    store.close()
    assert said(month, "report", "monthly", "--month", "2025-10", code=3)["error"] == "unreadable"
    again = said(month, "report", "freeze", OCTOBER, "--reason", "Alguien lo tocó")
    assert (again["edition"], again["changed"]) == (2, True)
    assert said(month, "report", "monthly", "--month", "2025-10")["frozen"] == again["digest"]


def test_a_frozen_report_shows_no_name_that_has_left_the_notebook(month: Notebook) -> None:
    """The child's record is withdrawn afterwards: its line stays, without a name."""
    said(month, "report", "freeze", OCTOBER)
    store = Store.open(month.home)
    correction.withdraw(store, month.student, reason="Lo pidió la familia", by=str(store.meta("advisor")))
    assert list(store.find(Membership, subject=month.student)) == []
    store.close()
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert sorted(one["name"] for one in found["pupils"]) == ["", "José Peña Peña"]


def test_a_report_is_not_finished_by_filling_in_its_form(month: Notebook) -> None:
    found = said(month, "fill", "INM", "--answers", str(_answers(month)), code=2)
    assert found["error"] == "not_filled_in"
    said(month, "report", "write", OCTOBER, "--set", "achievements=Leyeron")
    assert said(month, "draft", "resume", "--no-input", code=2)["error"] == "not_filled_in"


def _answers(notebook: Notebook) -> Path:
    file = notebook.home / "answers.json"
    file.write_text(json.dumps({"school": "12KPR0001Z", "month": "2025-10", "date": "2025-10-31"}), "utf-8")
    return file
