"""A term of tutoring comes in from spreadsheets: tutorings, accounts and demonstrations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.conftest import CAT, MAZORCAS, NOTICE, PLANTED, STUDENT, TUT, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]

REL = ["CCT", "Fecha", "Ejercicio", "¿Quién lo escribió?", "El relato", "Lengua en que está escrito",
       "¿Quién lo leyó?", "¿Es suficiente?"]  # fmt: skip
WRITTEN = ["12KPR0001Z", "2025-09-29", "MAT-3-001", "Sánchez Peña Itzel", "Conté de doce en doce", "español",
           "Ana Ruiz", "Sí"]  # fmt: skip
DEM = ["CCT", "Fecha", "Ejercicio", "¿Quién presentó?", "¿Ante quién?", "¿Cuántas personas?",
       "¿Quién la valoró?", "Dominio", "¿Se aceptó?"]  # fmt: skip
SHOWN = [
    "12KPR0001Z",
    "2025-10-06",
    "MAT-3-001",
    "Itzel Sánchez Peña",
    "Compañeros",
    "12",
    "Ana Ruiz",
    "3",
    "Sí",
]


def network(room: Notebook) -> Any:
    return json.loads(room.run("tutoring", "network", "--school", "12KPR0001Z", "--json"))


def test_a_term_comes_in_from_three_files_in_any_order(room: Notebook, sheet: Sheet) -> None:
    """Demonstration and account come before the tutoring they follow from: the network is the same."""
    assert counts(room.take("DEM", sheet(DEM, SHOWN))) == (1, 0, 0, 0, 0)
    assert counts(room.take("REL", sheet(REL, WRITTEN))) == (1, 0, 0, 0, 0)
    assert network(room)["qualified"] == []
    assert counts(room.take("TUT", sheet(TUT, PLANTED))) == (1, 0, 0, 0, 0)
    found = [
        (one["name"], one["since"], one["generation"], one["version"]) for one in network(room)["qualified"]
    ]
    assert found == [("Ana Ruiz", "2025-09-24", 0, "2"), ("Itzel Sánchez Peña", "2025-10-06", 1, "2")]


def test_an_account_without_a_language_is_in_the_one_that_an_enter_would_say(
    room: Notebook, sheet: Sheet
) -> None:
    at = REL.index("Lengua en que está escrito")
    without = [[*row[:at], *row[at + 1 :]] for row in (REL, WRITTEN)]
    assert counts(room.take("REL", sheet(*without))) == (1, 0, 0, 0, 0)
    assert room.give("REL")[0]["answers"]["language"] == "español"


def test_the_sessions_stand_in_columns(room: Notebook, sheet: Sheet) -> None:
    room.take("TUT", sheet(TUT, PLANTED))
    (kept,) = room.give("TUT")
    assert [row["U07_M"] for row in kept["answers"]["U07"]] == [40, 30]
    assert (kept["answers"]["minutes"], kept["answers"]["exercise_version"]) == (70, "2")


def test_the_same_file_again_changes_nothing(room: Notebook, sheet: Sheet) -> None:
    file = sheet(TUT, PLANTED)
    room.take("TUT", file)
    assert counts(room.take("TUT", file)) == (0, 0, 1, 0, 0)


def test_an_import_that_is_undone_takes_with_it_what_followed(room: Notebook, sheet: Sheet) -> None:
    room.take("REL", sheet(REL, WRITTEN)), room.take("DEM", sheet(DEM, SHOWN))
    batch = room.take("TUT", sheet(TUT, PLANTED))["batch"]
    assert len(network(room)["qualified"]) == 2
    room.run("undo", batch, "--json")
    assert (room.code, network(room)["qualified"]) == (0, [])


def test_a_refused_row_says_why_in_the_words_of_the_file(room: Notebook, sheet: Sheet) -> None:
    nobody = [*PLANTED[:3], "Nadie", *PLANTED[4:]]
    unknown = [*PLANTED[:2], "MAT-9-999", *PLANTED[3:]]
    alone = [*PLANTED[:3], "Itzel Sánchez Peña", *PLANTED[4:]]
    outcome = room.take("TUT", sheet(TUT, nobody, unknown, alone, PLANTED))
    assert counts(outcome) == (1, 0, 0, 0, 3)
    told = [(one["line"], one["column"], one["value"]) for one in outcome["refused"]]
    assert told == [
        (2, "Tutor", "Nadie"),
        (3, "Ejercicio", "MAT-9-999"),
        (4, "Aprendiz", "Itzel Sánchez Peña"),
    ]
    assert "Nadie es su propio tutor" in outcome["refused"][2]["message"]


def test_a_person_is_named_by_their_curp_too(room: Notebook, sheet: Sheet) -> None:
    curp = "SAPL160314MGRNXZA1"
    with_curp = [*STUDENT, "CURP"]
    luz = ["12KPR0001Z", "Luz", "Sánchez", "Peña", "14/03/2016", "M", "3", curp]
    room.take("students", sheet(with_curp, luz, name="luz.csv"), *NOTICE)
    outcome = room.take("TUT", sheet(TUT, [*PLANTED[:4], curp, *PLANTED[5:]]))
    assert outcome["new"] == 1, outcome


def test_the_empty_sheet_has_columns_for_three_sessions_and_is_read_back(
    room: Notebook, tmp_path: Path
) -> None:
    import openpyxl

    file = tmp_path / "tutorias.xlsx"
    room.run("import", "TUT", "--template", str(file))
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    assert [head for head in heads if head.endswith(".Minutos")] == [
        f"Sesiones[{row}].Minutos" for row in (1, 2, 3)
    ]
    lists = {str(rule.sqref).partition(":")[0] for rule in page.data_validations.dataValidation}
    assert len(lists) == 2, "the outcome and whether it was planted"
    filled = {"Escuela": "12KPR0001Z", "Inicio": "2025-09-24", "Ejercicio": "MAT-3-001", "Tutor": "Ana Ruiz",
              "Aprendiz": "Itzel Sánchez Peña", "¿Por qué lo eligió el aprendiz?": "Cuenta",
              "¿Es asesor y siembra este ejercicio?": "Sí", "Resultado": "Resuelto solo", "Fin": "2025-09-24",
              "¿Explicó cómo llegó a la respuesta?": 4, "Sesiones[1].Fecha de la sesión": "2025-09-24",
              "Sesiones[1].Minutos": 40, "Sesiones[1].¿De dónde partió el aprendiz?": "De uno en uno",
              "Sesiones[1].Avance": 4}  # fmt: skip
    for head, cell in filled.items():
        page.cell(2, heads.index(head) + 1, cell)
    book.save(file)
    outcome = room.take("TUT", file)
    assert (counts(outcome), outcome["unknown_columns"]) == ((1, 0, 0, 0, 0), [])
    assert len(room.give("TUT")[0]["answers"]["U07"]) == 1


def test_that_nobody_planted_the_exercise_is_said_before_that_its_day_is_long_ago(
    room: Notebook, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not planted, Itzel's counts for nobody. Once José's, of the same day, is planted, both do."""
    monkeypatch.setenv("FIELDKIT_NOW", "2026-05-15T10:00:00")
    unplanted = [*PLANTED[:6], "no", *PLANTED[7:]]
    said = room.run("import", "TUT", str(sheet(TUT, unplanted))).decode()
    first = said.index("Tutorías de este cuaderno que todavía no acreditan a nadie: 1.")
    assert said.index("Nuevos: 1") < first < said.index("hace más de 30 días")
    planted = [*PLANTED[:4], "José Ñuu", *PLANTED[5:]]
    said = room.run("import", "TUT", str(sheet(TUT, planted))).decode()
    assert "Nuevos: 1" in said and "todavía no acreditan" not in said


@pytest.mark.parametrize(("exercise", "day"), [("MAT-3-001", "2025-10-06"), ("MAT-3-002", "2025-09-24")])
def test_planting_later_or_another_exercise_makes_an_earlier_tutoring_count_for_nobody(
    room: Notebook, sheet: Sheet, exercise: str, day: str
) -> None:
    """Itzel's of 24 September in MAT-3-001 counts for nobody. Only what brings tutorings says so."""
    unplanted = sheet(TUT, [*PLANTED[:6], "no", *PLANTED[7:]], name="sin_sembrar.csv")
    waiting = "todavía no acreditan a nadie: 1."
    assert waiting in room.run("import", "TUT", str(unplanted)).decode()
    assert "acreditan" not in room.run("import", "TUT", str(unplanted), "--dry-run").decode()
    other = sheet(CAT, ["MAT-3-002", *MAZORCAS[1:5], "Las vasijas", *MAZORCAS[6:]], name="otro.csv")
    assert "acreditan" not in room.run("import", "exercises", str(other)).decode()
    days = {1: day, 2: exercise, 4: "José Ñuu", 7: day, 11: day, 16: day}
    planted = [days.get(at, cell) for at, cell in enumerate(PLANTED)]
    said = room.run("import", "TUT", str(sheet(TUT, planted))).decode()
    assert "Nuevos: 1" in said and waiting in said


def test_a_person_said_as_a_list_refuses_its_row_and_no_other(room: Notebook, tmp_path: Path) -> None:
    account = {"school": "12KPR0001Z", "date": "2025-10-06", "exercise": "MAT-3-001", "person": "José Ñuu",
               "account": "Conté de doce en doce", "language": "español", "read_by": "Ana Ruiz",
               "sufficient": "si"}  # fmt: skip
    file = tmp_path / "relatos.jsonl"
    rows = [{**account, "read_by": [["Ana Ruiz"]]}, {**account, "person": "Itzel Sánchez Peña"}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    outcome = room.take("REL", file)
    assert (outcome["new"], [one["line"] for one in outcome["refused"]]) == (1, [1])


def test_a_child_who_plants_is_refused_by_a_file_as_at_the_keyboard(
    room: Notebook, sheet: Sheet, tmp_path: Path
) -> None:
    """José, a student, plants with Itzel: refused in a table, in a table of sessions and line by line."""
    wrong = [*PLANTED[:3], "José Ñuu", *PLANTED[4:]]
    sessions = [[*row[:7], *row[7:11], *row[15:]] for row in (TUT, wrong)]
    heads = ["U07_F", "U07_M", "U07_P", "U07_A"]
    sessions[0][7:11] = heads
    line = {"school": "12KPR0001Z", "date": "2025-09-24", "U01": "MAT-3-001", "U02": "José Ñuu",
            "U03": "Itzel Sánchez Peña", "U05": "Cuenta", "seed": "si", "U08": "resuelto_solo", "U09": 4,
            "U06_F": "2025-09-24", "U07": [{"U07_F": "2025-09-24", "U07_M": 40, "U07_P": "x", "U07_A": 4}],
            }  # fmt: skip
    lines = tmp_path / "tutorias.jsonl"
    lines.write_text(json.dumps(line), encoding="utf-8")
    for file in (sheet(TUT, wrong), sheet(*sessions, name="sesiones.csv"), lines):
        outcome = room.take("TUT", file)
        assert counts(outcome) == (0, 0, 0, 0, 1), outcome
        assert [one["code"] for one in outcome["refused"][0]["problems"]] == ["student_plants"]
    assert counts(room.take("TUT", sheet(TUT, PLANTED))) == (1, 0, 0, 0, 0)
