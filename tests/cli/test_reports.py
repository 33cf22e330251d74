"""`fieldkit report` and `fieldkit programme`, as a person and a script use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.actions import correction
from fieldkit.domain.person import Membership
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.house.commands import fieldkit
from tests.house.test_startup import HEAVY

LATER = "2025-11-14T12:00:00"
SEPTEMBER = "monthly:12KPR0001Z:2025-09"
OCTOBER = "monthly:12KPR0001Z:2025-10"


@pytest.fixture
def month(notebook: Notebook) -> Notebook:
    """Two days in the community in October, one of them planned; one in November."""
    save(notebook, *(make.sheet(notebook.school, day, V01="jornada") for day in ("2025-10-06", "2025-10-07")))
    save(notebook, make.sheet(notebook.school, "2025-11-03", V01="jornada"))
    return notebook


def save(notebook: Notebook, *edits: Any) -> list[str]:
    """Save these edits; gives the ids of the records."""
    store = Store.open(notebook.home)
    changes = store.save(edits, by=str(store.meta("advisor")))
    store.close()
    return [change.record for change in changes]


def said(notebook: Notebook, *words: str, code: int = 0, now: str = LATER, **more: str) -> Any:
    """What a command answers with `--json`."""
    found = fieldkit(*words, "--json", home=notebook.home, code=code, FIELDKIT_NOW=now, **more)
    return json.loads(found)


def test_a_report_of_a_month_has_every_number(month: Notebook) -> None:
    found = said(month, "report", "monthly", "--school", "12KPR0001Z", "--month", "2025-10")
    assert found["id"] == OCTOBER
    assert list(found["indicators"]) == [f"M{place:02}" for place in range(1, 22)]
    assert found["indicators"]["M01"] == {"value": 2, "n": 2}
    assert found["indicators"]["M02"] == {"value": None, "part": 0, "n": 0}
    assert (found["since"], found["until"], found["ciclo"]) == ("2025-10-01", "2025-10-31", "2025-2026")
    assert found["scope"] == {"level": "school", "key": "12KPR0001Z", "name": "La Ciénega", "schools": 1}
    assert {one["name"] for one in found["pupils"]} == {"Itzel Sánchez Peña", "José Peña Peña"}
    assert found["header"]["institution"] == "CONAFE"


def test_a_public_report_has_the_numbers_and_no_child(month: Notebook, tmp_path: Path) -> None:
    words = ("report", "monthly", "--school", "12KPR0001Z", "--month", "2025-10")
    page = tmp_path / "public.html"
    found, whole = said(month, *words, "--public", "--html", str(page)), said(month, *words)
    assert found["indicators"] == whole["indicators"]
    assert "Itzel" in json.dumps(whole, ensure_ascii=False)
    assert "Itzel" not in json.dumps(found, ensure_ascii=False) + page.read_text("utf-8")


def test_a_name_in_what_was_written_is_pointed_out_and_not_in_the_public_report(
    month: Notebook, tmp_path: Path
) -> None:
    """Rosa is a mother, La Ciénega a place; Itzel and José are children."""
    text = "ITZEL SANCHEZ lee, y José también. Doña Rosa ayudó en La Ciénega: luz para Peña Peña, josé."
    kept = said(month, "report", "write", OCTOBER, "--set", f"achievements={text}")
    assert kept["named"] == ["ITZEL SANCHEZ", "José", "Peña Peña, josé"]
    frozen = said(month, "report", "freeze", OCTOBER, "--yes")
    assert frozen["named"] == kept["named"]
    words = ("report", "monthly", "--month", "2025-10")
    files = {kind: tmp_path / f"public.{kind}" for kind in ("html", "csv", "xlsx", "pdf")}
    wanted = [word for kind, file in files.items() for word in (f"--{kind}", str(file))]
    found = said(month, *words, "--public", *wanted)
    assert found["written"]["achievements"] == (
        "[nombre] lee, y [nombre] también. Doña Rosa ayudó en La Ciénega: luz para [nombre]."
    )
    page = files["html"].read_text(encoding="utf-8")
    assert "Doña Rosa" in page
    assert not any(name in page for name in ("ITZEL", "José", "josé"))
    assert text == said(month, *words)["written"]["achievements"], "what was sent stays as it was sent"


def test_without_a_month_it_is_the_last_one_that_ended(month: Notebook) -> None:
    assert said(month, "report", "monthly")["period"] == "2025-10"
    assert said(month, "report", "monthly", "--month", "2025-11")["indicators"]["M01"]["value"] == 1


def test_without_a_school_there_is_each_and_their_sum(month: Notebook) -> None:
    """Two days in one school, one day in the other: three days in three sheets, and no child's line."""
    (other,) = save(month, make.school(cct="12KPR0002Y", name="El Zapotal"))
    save(month, make.sheet(other, "2025-10-08", V01="jornada"))
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert found["indicators"]["M01"] == {"value": 3, "n": 3}
    assert [one["indicators"]["M01"]["value"] for one in found["schools"]] == [2, 1]
    assert (found["scope"]["level"], found["scope"]["schools"]) == ("advisor", 2)
    assert "pupils" not in found


def test_the_sum_of_frozen_reports_is_not_itself_frozen(month: Notebook) -> None:
    (other,) = save(month, make.school(cct="12KPR0002Y", name="El Zapotal"))
    said(month, "report", "write", OCTOBER, "--set", "next=Escribir")
    frozen = said(month, "report", "freeze", OCTOBER)
    save(month, make.sheet(month.school, "2025-10-08", V01="jornada"))
    save(month, make.sheet(other, "2025-10-08", V01="jornada"))
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert (found["frozen"], found["edition"], found["written"]) == ("", 1, {})
    assert [one["frozen"] for one in found["schools"]] == [frozen["digest"], ""]
    assert found["indicators"]["M01"] == {"value": 3, "n": 3}, "two as they were sent, and one"


def test_a_bimester_and_a_school_year_are_counted_too(month: Notebook) -> None:
    first = said(month, "report", "bimonthly", "--period", "b1")
    assert (first["period"], first["indicators"]["M01"]["value"]) == ("B1", 2)
    assert said(month, "report", "bimonthly")["period"] == "B1"
    assert said(month, "report", "annual", "--ciclo", "2025-2026")["id"] == "annual:12KPR0001Z:2025-2026"


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("monthly", "--month", "2025-13"), "not_a_month", 2),
        (("monthly", "--month", "octubre"), "not_a_month", 2),
        (("monthly", "--month", "2025-12"), "not_begun", 2),
        (("monthly", "--school", "Nowhere"), "not_found", 3),
        (("bimonthly", "--period", "B9"), "not_a_bimester", 2),
        (("bimonthly", "--period", "B5"), "not_begun", 2),
        (("annual", "--ciclo", "2025"), "not_a_ciclo", 2),
        (("annual", "--ciclo", "2026-2027"), "not_begun", 2),
        (("freeze", "octubre"), "not_a_report", 2),
        (("freeze", "yearly:12KPR0001Z:2025-10"), "not_a_report", 2),
        (("freeze", "monthly:12KPR0001Z:2025-11"), "not_over", 2),
        (("write", OCTOBER), "nothing_given", 2),
        (("write", OCTOBER, "--set", "figures=1"), "not_a_part", 2),
        (("write", OCTOBER, "--answers", "nowhere.json"), "unreadable", 3),
        (("monthly", "--csv", "/nowhere/at/all.csv"), "unusable", 3),
    ],
)
def test_what_cannot_be_counted_is_told(
    month: Notebook, words: tuple[str, ...], error: str, code: int
) -> None:
    assert said(month, "report", *words, code=code)["error"] == error


def test_without_schools_there_is_nothing_to_report(home: Path) -> None:
    fieldkit("init", "--advisor", "Ana", "--no-input", home=home)
    assert "escuela nueva" in fieldkit("report", "monthly", "--json", home=home, code=3)


@pytest.mark.parametrize("sort", ["monthly", "bimonthly", "annual"])
def test_counting_imports_nothing_heavy(month: Notebook, tmp_path: Path, sort: str) -> None:
    """A report for a program is counted within half a second on a field laptop: without rich or pydantic."""
    environment = {**os.environ, "FIELDKIT_HOME": str(month.home), "FIELDKIT_NOW": LATER}
    counted = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fieldkit", "report", sort, "--json"],
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    lines = [line.rpartition("|")[2].strip() for line in counted.stderr.splitlines()]
    assert f"fieldkit.reports.{sort}" in lines
    assert not {line.partition(".")[0] for line in lines} & HEAVY


# writing


def test_what_is_written_is_kept_until_it_is_frozen(month: Notebook) -> None:
    said(
        month, "report", "write", OCTOBER, "--set", "Logros= Leyeron  en voz alta ", "--set", "support=Libros"
    )
    said(month, "report", "write", OCTOBER, "--set", "Apoyos que se piden=")
    found = said(month, "report", "monthly", "--month", "2025-10")
    assert found["written"] == {"achievements": "Leyeron  en voz alta"}
    (row,) = said(month, "report", "list")
    assert (row["id"], row["state"]) == (OCTOBER, "draft")


def test_what_is_written_can_come_from_a_file(month: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "partes.json"
    file.write_text(json.dumps({"Logros": "Leyeron", "support": "Libros"}), encoding="utf-8")
    told = said(month, "report", "write", OCTOBER, "--answers", str(file))
    assert told["written"] == {"achievements": "Leyeron", "support": "Libros"}


def test_a_part_that_is_too_long_is_refused_and_nothing_is_kept(month: Notebook) -> None:
    found = said(month, "report", "write", OCTOBER, "--set", f"next={'x' * 4001}", code=3)
    assert found["problems"][0]["field"] == "next"
    assert said(month, "report", "list") == []


def test_the_parts_are_written_in_the_editor_of_the_system(
    month: Notebook, terminal: Callable[..., Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "page = pathlib.Path(sys.argv[1])\n"
        "words = page.read_text('utf-8').replace('# Logros\\n', '# Logros\\nDos líneas\\nde logros\\n')\n"
        "page.write_text(words, 'utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    code, _ = terminal("informe", "escribir", SEPTEMBER).end()
    assert code == 0
    found = said(month, "report", "monthly", "--month", "2025-09")
    assert found["written"] == {"achievements": "Dos líneas\nde logros"}
    assert not [file for file in month.home.iterdir() if file.is_dir() and list(file.glob("*.md"))]


def test_an_editor_that_fails_changes_nothing(
    month: Notebook, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    code, screen = terminal("informe", "escribir", SEPTEMBER).end()
    assert (code, "no-such-editor" in screen) == (3, True)
    assert said(month, "report", "list") == []


@pytest.fixture
def write_september(
    terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Terminal]:
    """Somebody without an editor begins to write the report of September: each part is asked."""
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    return lambda: terminal("informe", "escribir", SEPTEMBER)


def test_without_an_editor_each_part_is_asked(
    month: Notebook, write_september: Callable[[], Terminal]
) -> None:
    person = write_september()
    person.answer("Logros", "Leyeron")
    person.answer("Dificultades", "")
    person.answer("Apoyos", "")
    person.answer("Plan del mes", "Seguir")
    assert person.end()[0] == 0
    found = said(month, "report", "monthly", "--month", "2025-09", now=NOW)
    assert found["written"] == {"achievements": "Leyeron", "next": "Seguir"}


def test_what_is_written_is_kept_part_by_part_and_stays_after_ctrl_c_or_a_dot(
    month: Notebook, write_september: Callable[[], Terminal]
) -> None:
    person = write_september()
    person.answer("Logros", "Leyeron")
    person.asked("Dificultades")
    person.process.sendintr()
    assert person.end()[0] == 130
    person = write_september()
    person.answer("ahora: Leyeron", "")
    person.answer("Dificultades", ".")
    assert person.end()[0] == 0
    found = said(month, "report", "monthly", "--month", "2025-09", now=NOW)
    assert found["written"] == {"achievements": "Leyeron"}


# freezing


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
    person.process.expect("Partes sin escribir, de cuatro: 4")
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


# the programme


def test_the_header_of_reports_is_said_by_a_command(month: Notebook) -> None:
    assert said(month, "programme", "show")["programme"] == "Asesoría Pedagógica Itinerante"
    said(month, "programme", "set", "--set", "fase=Piloto", "--set", "institution=SEP")
    found = said(month, "report", "monthly", "--month", "2025-10")["header"]
    assert (found["phase"], found["institution"], found["made_by"]) == ("Piloto", "SEP", "Ana Ruiz")
    assert said(month, "programme", "set", "--set", "institution=")["institution"] == "CONAFE"


def test_what_is_no_part_of_the_header_is_refused(month: Notebook) -> None:
    assert said(month, "programme", "set", "--set", "color=azul", code=2)["error"] == "not_a_setting"
    assert said(month, "programme", "set", code=2)["error"] == "nothing_given"
