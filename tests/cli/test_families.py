"""The commands of families and network, as a person and a script use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fieldkit.forms.form import load
from fieldkit.reports.export import Columns, Wanted, records
from fieldkit.store.store import Store
from tests import make
from tests.cli.conftest import NOW, Notebook, Terminal
from tests.forms.test_library_families import SHEETS
from tests.house.commands import facts

EVA = "Eva"


@pytest.fixture
def families(notebook: Notebook) -> Iterator[Notebook]:
    """The notebook with one more relative, who is a member of the association."""
    store = Store.open(notebook.home)
    by = str(store.meta("advisor"))
    (eva,) = store.save([make.person(notebook.school, "REG-F", first_names=EVA, surname="Neri")], by=by)
    store.save([make.membership(notebook.school, eva.record, "relative", apec="si")], by=by)
    store.close()
    yield notebook


def run(notebook: Notebook, *words: object, code: int = 0, typed: str = "") -> Any:
    return facts(*words, home=notebook.home, code=code, typed=typed, FIELDKIT_NOW=NOW)


def said(notebook: Notebook, *words: object, code: int = 0, lang: str = "es") -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "fieldkit", *map(str, words)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(notebook.home), "FIELDKIT_NOW": NOW, "FIELDKIT_LANG": lang},
    )
    assert answer.returncode == code, answer.stderr
    return answer.stdout + answer.stderr


def cut_short(notebook: Notebook, instant: str, *words: object) -> None:
    """A command during which the power goes."""
    home = {"FIELDKIT_HOME": str(notebook.home), "FIELDKIT_NOW": NOW, "FIELDKIT_CRASH": instant}
    command = [sys.executable, "-m", "fieldkit", *map(str, words)]
    answer = subprocess.run(command, check=False, capture_output=True, env={**os.environ, **home})
    assert answer.returncode == -9


def new(notebook: Notebook, noun: str, form: str, *words: object, **answers: Any) -> dict[str, Any]:
    given = {**SHEETS[form], "school": notebook.cct, **answers}
    typed = json.dumps({code: value for code, value in given.items() if value is not None})
    found = run(notebook, noun, "new", "--answers", "-", "--no-input", *words, typed=typed)
    assert isinstance(found, dict)
    return found


def act(notebook: Notebook) -> dict[str, Any]:
    offices = [
        {"OFF_C": "presidencia", "OFF_P": "rosa pena", "OFF_S": "2025-10-06"},
        {"OFF_C": "secretaria", "OFF_P": "eva", "OFF_S": "2025-10-06"},
    ]
    return new(notebook, "apec", "APC", OFF=offices)


def test_the_association_is_shown_as_it_stands_today(families: Notebook) -> None:
    assert "APEC" in said(families, "apec", "ver", code=3)
    made = act(families)
    found = run(families, "apec", "show", "--school", families.cct)
    assert found["act"] == made["id"]
    assert [(one["office"], one["name"]) for one in found["officers"]] == [
        ("presidencia", "Rosa Peña Peña"),
        ("secretaria", "Eva Neri Peña"),
    ]
    assert [one["name"] for one in found["members"]] == ["Eva Neri Peña"]
    assert found["promised"] == {
        "nights": 12,
        "meals": 30,
        "counterpart": [{"sort": "hospedaje", "who": "Cada familia una semana"}],
    }
    shown = said(families, "apec", "ver")
    assert "Presidencia: Rosa Peña Peña, desde 2025-10-06" in shown
    assert "12 noches y 30 comidas" in shown


def test_who_is_a_member_is_seen_in_the_list_of_families(families: Notebook) -> None:
    (line,) = [line for line in said(families, "familia", "lista").splitlines() if EVA in line]
    assert "sí" in line
    act(families)
    assert {row["name"]: row["office"] for row in run(families, "family", "list")} == {
        "Rosa Peña Peña": "presidencia",
        "Eva Neri Peña": "secretaria",
    }
    assert "Secretaría" in said(families, "familia", "lista")
    (line,) = [line for line in said(families, "family", "list", lang="en").splitlines() if EVA in line]
    assert "yes" in line


def test_a_month_of_the_rules_is_checked_once_article_by_article(families: Notebook) -> None:
    assert "reglamento nuevo" in said(families, "reglamento", "revisar", "--mes", "2025-10", code=3)
    rules = new(families, "rules", "RGI", edition=None)
    rows = [{"CHK_N": 1, "CHK_S": "se cumple"}, {"CHK_N": 2, "CHK_S": "no aplica"}]
    command = ("rules", "check", "--month", "2025-10", "--answers", "-", "--no-input")
    unsaid = run(families, *command, typed=json.dumps({"CHK": [{"CHK_S": "se cumple"}]}), code=3)
    assert ("CHK[1].CHK_N", "required") in [(one["field"], one["code"]) for one in unsaid["problems"]]
    done = run(families, *command, typed=json.dumps({"CHK": rows}))
    kept = run(families, "rules", "show", done["id"])["answers"]
    assert (kept["month"], [row["CHK_S"] for row in kept["CHK"]]) == ("2025-10", ["se_cumple", "no_aplica"])
    again = run(families, *command, typed=json.dumps({"CHK": rows}), code=3)
    assert done["id"] in again["message"]
    assert run(families, "rules", "show")["id"] == rules["id"]
    assert [row["month"] for row in run(families, "rules", "checks") if row["state"] != "draft"] == [
        "2025-10"
    ]
    assert [row["edition"] for row in run(families, "rules", "list")] == [1]


@pytest.mark.parametrize("month", ["octubre", "2025-13", "2025-1", "10/2025", "2025-10-01"])
def test_what_is_no_month_is_refused(families: Notebook, month: str) -> None:
    assert "2025-10" in said(families, "contraparte", "mes", "--mes", month, code=2)


def test_the_lines_of_a_day_are_one_command_and_a_month_is_set_against_the_promise(
    families: Notebook,
) -> None:
    """1 night; 2 lunches and a supper are 3 meals; a ride is other support."""
    lines = ("hospedaje", "comida=2", "cena@eva", "traslado")
    saved = run(families, "counterpart", "new", *lines, "--family", "rosa peña", "--date", "ayer")
    assert (len(saved["saved"]), saved["problems"]) == (4, [])
    rows = run(families, "counterpart", "list")
    assert {row["date"] for row in rows} == {"2025-10-19"}
    assert [row["family"] == families.relative for row in rows] == [True, True, False, True]
    alone = run(families, "counterpart", "month")
    assert (alone["nights"], alone["nights_promised"]) == (1, None)
    act(families)
    found = run(families, "counterpart", "month", "--month", "2025-10")
    assert [found[key] for key in ("nights", "nights_promised", "meals", "meals_promised", "others")] == [
        1, 12, 3, 30, 1,
    ]  # fmt: skip
    words = said(families, "contraparte", "mes")
    assert "1 de 12" in words
    assert "Rosa" not in words


def test_a_line_that_does_not_hold_saves_none_and_says_which(families: Notebook) -> None:
    words = said(families, "contraparte", "nueva", "hospedaje", "brunch=9", "--familia", "eva", code=3)
    assert "Tipo (renglón 2)" in words
    assert "Cantidad (renglón 2)" in words
    assert run(families, "counterpart", "list") == []


def test_a_power_cut_between_two_lines_of_a_day_leaves_none(families: Notebook) -> None:
    cut_short(families, "before_insert:2", "counterpart", "new", "desayuno", "comida", "--family", "eva")
    assert run(families, "counterpart", "list") == []


def test_a_proposal_in_one_line_and_what_came_of_it(families: Notebook) -> None:
    command = ("proposal", "new", "--school", families.cct, "--family", "eva", "--sort", "actividad")
    made = run(families, *command, "--what", "Leer en casa los domingos", "--no-input")
    assert made["state"] == "finished"
    (row,) = run(families, "proposal", "list", "--status", "recibida")
    assert (row["id"], row["description"]) == (made["id"], "Leer en casa los domingos")
    assert run(families, "proposal", "list", "--status", "en marcha") == []
    lacking = run(families, "proposal", "update", made["id"], "--status", "realizada", code=3)
    assert [problem["field"] for problem in lacking["problems"]] == ["outcome"]
    outcome = ("--outcome", "Leyeron ocho familias")
    run(families, "proposal", "update", made["id"], "--status", "realizada", *outcome)
    kept = run(families, "proposal", "show", made["id"])
    assert (kept["state"], kept["reason"]) == ("corrected", "realizada")
    assert kept["answers"]["outcome"] == "Leyeron ocho familias"
    assert "No viable" in said(families, "propuesta", "lista", "--estado", "rara", code=2)


def test_minutes_and_contacts_are_listed_by_what_they_are_about(families: Notebook) -> None:
    new(families, "minutes", "APM")
    (row,) = run(families, "minutes", "list")
    assert (row["kind"], row["quorum"]) == ("ordinaria", "si")
    assert "Asamblea ordinaria" in said(families, "acta", "lista")
    own = new(families, "contact", "RED", school=None)
    rows = run(families, "contact", "list")
    assert [(row["id"], row["school"], row["topic"]) for row in rows] == [
        (own["id"], None, "Materiales de lectura")
    ]


def test_a_list_of_stories_says_not_whose_they_are(families: Notebook) -> None:
    made = new(families, "story", "HIS", person=families.student)
    assert made["state"] == "finished"
    assert "Itzel" not in said(families, "historia", "lista")
    (row,) = run(families, "story", "list")
    assert "person" not in row


def test_an_anonymous_story_names_nobody_and_says_not_who_agreed(families: Notebook, tmp_path: Path) -> None:
    """Who gave the consent stays in the notebook; a child named in the words is pointed out."""
    words = "Mi hijo leyó solo y la maestra lloró."
    told = {"anonymous": "si", "person": None, "consent_by": "Vicenta Neri", "story": words}
    assert new(families, "story", "HIS", **told)["problems"] == []
    named = new(
        families, "story", "HIS", **{**told, "story": "Mi hija itzel leyó sola.", "date": "2025-10-16"}
    )
    assert [(one["field"], one["code"]) for one in named["problems"]] == [("story", "names_somebody")]
    corrected = run(
        families, "story", "correct", named["id"], "--set", "story=Ya lee sola, Itzel", "--reason", "x"
    )
    assert [one["code"] for one in corrected["problems"]] == ["names_somebody"]
    new(
        families,
        "story",
        "HIS",
        **{**told, "anonymous": "no", "person": families.student, "date": "2025-10-15"},
    )
    for way in ("--csv", "--jsonl"):
        run(families, "export", "HIS", way, tmp_path / way, "--stories")
        assert (tmp_path / way).read_text().count("Vicenta") == 1
    asked = "SELECT anonymous, consent_by FROM HIS ORDER BY consent_by"
    rows = run(families, "sql", asked, "--stories")
    assert [row["consent_by"] for row in rows] == [None, None, "Vicenta Neri"]


def test_a_story_without_consent_stays_a_draft(families: Notebook, tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text(json.dumps({**SHEETS["HIS"], "school": families.cct, "person": None, "consent": "no"}))
    found = run(families, "story", "new", "--answers", file, "--no-input", code=3)
    assert found["state"] == "draft"
    assert [problem["field"] for problem in found["problems"] if problem["level"] == "error"] == ["consent"]


# ---- photos and copies


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo with somebody's name."""
    file = tmp_path / "Itzel Sánchez.jpg"
    Image.new("RGB", (60, 40), "grey").save(file)
    return file


def test_a_photo_is_attached_listed_exported_and_taken_back(
    families: Notebook, photo: Path, tmp_path: Path
) -> None:
    record = new(families, "minutes", "APM")["id"]
    one = run(families, "attach", photo, "--to", record)
    assert (one["of"], one["travels"]) == (record, False)
    (row,) = run(families, "attachment", "list", "--to", record)
    assert (row["id"], row["here"], row["travels"]) == (one["id"], True, False)
    assert run(families, "status")["attachments"] == 1
    for words in (("estado",), ("adjunto", "lista"), ("adjuntar", photo, "--a", record)):
        told = said(families, *words)
        assert "al centro va solo su anotación" in told
        assert "Itzel" not in told
    run(families, "attachment", "export", one["id"], tmp_path / "copy.jpg")
    with Image.open(tmp_path / "copy.jpg") as copy:
        assert copy.size == (60, 40)
    assert "--motivo" in said(families, "adjunto", "quitar", one["id"], code=2)
    assert run(families, "attachment", "remove", one["id"], "--reason", "Borrosa")["gone"] is True
    assert run(families, "attachment", "list") == []
    assert run(families, "status")["attachments"] == 0


def test_a_power_cut_leaves_no_photo_without_its_note(families: Notebook, photo: Path) -> None:
    record = new(families, "minutes", "APM")["id"]
    for instant in ("before_insert:1", "before_commit:1"):
        cut_short(families, instant, "attach", photo, "--to", record)
        assert run(families, "attachment", "list") == []
        assert "sin registro" not in said(families, "adjunto", "lista")
        assert run(families, "status")["attachments"] == 0
    run(families, "attach", photo, "--to", record)
    (row,) = run(families, "attachment", "list")
    assert row["here"] is True
    assert "sin registro" not in said(families, "adjunto", "lista")


def test_a_photo_of_a_child_is_refused_without_consent_with_what_to_do(
    families: Notebook, photo: Path
) -> None:
    told = said(families, "adjuntar", photo, "--a", families.student, code=3)
    assert "--consiente" in told
    assert "--consent-by" in said(families, "attach", photo, "--to", families.student, code=3, lang="en")
    assert run(families, "attachment", "list") == []
    consent = ("--consent-by", "Rosa Peña", "--consent-how", "verbal", "--consent-date", "ayer")
    one = run(families, "attach", photo, "--to", families.student, *consent)
    kept = run(families, "draft", "list")
    assert kept == []
    (row,) = run(families, "attachment", "list", "--to", families.student)
    assert (row["id"], row["children"]) == (one["id"], "si")


def test_the_photo_of_a_story_leaves_only_when_asked_for(
    families: Notebook, photo: Path, tmp_path: Path
) -> None:
    told = new(families, "story", "HIS", person=families.student)["id"]
    consent = ("--consent-by", "Rosa Peña", "--consent-how", "firma")
    one = run(families, "attach", photo, "--to", told, *consent)
    assert one["item"] == "photo"
    assert "--historias" in said(families, "adjunto", "exportar", one["id"], tmp_path / "x.jpg", code=2)
    assert not (tmp_path / "x.jpg").exists()
    run(families, "attachment", "export", one["id"], tmp_path / "x.jpg", "--stories")
    assert (tmp_path / "x.jpg").stat().st_size == one["size"]
    assert "Fotos quitadas con ella: 1" in said(
        families, "historia", "anular", told, "--motivo", "Ya no quiere"
    )
    assert run(families, "story", "list") == run(families, "attachment", "list") == []


@pytest.mark.parametrize(("anonymous", "agreed"), [("si", 0), ("no", 1)])
def test_the_photo_of_a_story_says_not_who_agreed_where_the_story_does_not(
    families: Notebook, photo: Path, tmp_path: Path, anonymous: str, agreed: int
) -> None:
    """Without --stories nothing of it leaves; with it, of an anonymous one, not who gave the consent."""
    whose = {"anonymous": anonymous, "person": families.student if anonymous == "no" else None}
    told = new(families, "story", "HIS", **{**whose, "consent_by": "Otra"})["id"]
    run(families, "attach", photo, "--to", told, "--consent-by", "Vicenta Neri", "--consent-how", "firma")
    for way, more in (("--csv", ()), ("--jsonl", ()), ("--csv", ("--stories",)), ("--jsonl", ("--stories",))):
        run(families, "export", "ADJ", way, tmp_path / "out", *more)
        assert (tmp_path / "out").read_text().count("Vicenta") == (agreed if more else 0)
        assert ("Vicenta" in str(run(families, "sql", "SELECT * FROM ADJ", *more))) == bool(agreed and more)


def test_what_is_no_photo_is_refused_by_name_and_reason(families: Notebook, tmp_path: Path) -> None:
    record = new(families, "minutes", "APM")["id"]
    (tmp_path / "nota.txt").write_text("hola")
    assert "JPEG" in said(families, "adjuntar", tmp_path / "nota.txt", "--a", record, code=3)
    assert "No existe" in said(families, "adjuntar", tmp_path / "nada.jpg", "--a", record, code=3)
    assert "carpeta" in said(families, "adjuntar", tmp_path, "--a", record, code=3)
    assert "No encuentro" in said(families, "adjuntar", tmp_path / "nota.txt", "--a", "nadie", code=3)
    assert "lleve foto" in said(
        families, "adjuntar", tmp_path / "nota.txt", "--a", record, "--dato", "x", code=3
    )


# ---- what leaves the notebook


def test_stories_leave_the_notebook_only_when_they_are_asked_for_by_name(
    families: Notebook, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made = new(families, "story", "HIS", person=families.student)
    for target in ("--csv", "--jsonl", "--xlsx"):
        assert "--historias" in said(families, "exportar", "HIS", target, out, code=2)
    assert not out.exists()
    run(families, "export", "HIS", "--jsonl", out, "--stories")
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == made["id"]
    assert run(families, "export", "APM", "--jsonl", out, "--stories")["count"] == 0


def test_no_table_holds_a_story_unless_it_was_asked_for(families: Notebook) -> None:
    new(families, "story", "HIS", person=families.student)
    store = Store.open(families.home)
    found = [list(records(store, Wanted(load("HIS"), stories=stories))) for stories in (False, True)]
    rows = [list(Columns(store, Wanted(load("HIS"), stories=one)).rows(store)) for one in (False, True)]
    store.close()
    assert [len(one) for one in (*found, *rows)] == [0, 1, 0, 1]


def test_an_article_has_the_number_of_its_place(
    terminal: Callable[..., Terminal], notebook: Notebook
) -> None:
    rules = terminal("reglamento", "nuevo", "--escuela", notebook.cct)
    rules.answer("Fecha")
    for number in ("[1]", "[2]"):
        rules.answer("¿Agregar?", "s")
        rules.asked("Número", number)
        rules.type()
        rules.answer("¿Qué dice?", "Llegar a tiempo")
        rules.answer("¿De qué trata?", "1")
