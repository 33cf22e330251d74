"""Letters and signs come in as they were meant, or refuse their row and no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.intake.conftest import SCHOOL, Notebook, as_csv
from tests.intake.test_import import counts

Sheet = Callable[..., Path]


def _table(file: Path, row: list[str]) -> Path:
    """One school in a file of the kind that its name says."""
    rows = [["CCT", "Nombre"], row]
    if file.suffix == ".jsonl":
        file.write_text(json.dumps(dict(zip(*rows, strict=True))), encoding="utf-8")
    elif file.suffix == ".csv":
        file.write_text(as_csv(rows), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(file) as workbook:
            page = workbook.add_worksheet()
            for at, cells in enumerate(rows):
                page.write_row(at, 0, cells)
    return file


@pytest.mark.parametrize(
    ("codec", "delimiter"), [("utf-8-sig", ","), ("cp1252", ";"), ("cp850", ";"), ("utf-16", "\t")]
)
def test_names_come_out_right_from_every_encoding(
    notebook: Notebook, sheet: Sheet, codec: str, delimiter: str
) -> None:
    file = sheet(
        SCHOOL, ["12KPR0001Z", "Ñuu Ciénega Güemes", "Matutino"], encoding=codec, delimiter=delimiter
    )
    notebook.take("schools", file)
    assert notebook.give("schools")[0]["answers"]["name"] == "Ñuu Ciénega Güemes"


def test_half_of_a_letter_refuses_its_row_and_no_other(notebook: Notebook, tmp_path: Path) -> None:
    """Read as if Windows had written it, the name would have gone in as `Peí €a`."""
    file = tmp_path / "mitad.csv"
    file.write_bytes(b"CCT,Nombre\n12KPR0001Z,Pe\xed\xa0\x80a\n12KPR0002Y,Pe\xc3\xb1a\n")
    outcome = notebook.take("schools", file)
    assert [(one["line"], one["code"]) for one in outcome["refused"]] == [(2, "bad_text")]
    assert [one["answers"]["name"] for one in notebook.give("schools")] == ["Peña"]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_control_sign_refuses_its_row_and_no_other(notebook: Notebook, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"campana.{ending}"
    if ending == "csv":
        file.write_bytes(b"CCT,Nombre\n12KPR0001Z,Ci\x07nega\n12KPR0002Y,Pena\n")
    else:
        file.write_bytes(b'{"cct":"12KPR0001Z","name":"Ci\x07nega"}\n{"cct":"12KPR0002Y","name":"Pena"}\n')
    outcome = notebook.take("schools", file)
    assert [one["code"] for one in outcome["refused"]] == ["bad_text"]
    assert [one["answers"]["name"] for one in notebook.give("schools")] == ["Pena"]


def test_half_of_a_letter_goes_out_with_its_row_as_it_came_and_is_refused_again(
    notebook: Notebook, tmp_path: Path
) -> None:
    file = tmp_path / "media.csv"
    file.write_bytes(b"CCT,Nombre\n12KPR0001Z,Mar\xed\xa0\x80a\n")
    back = Path(notebook.take("schools", file)["refused_file"])
    assert b"Mar\xed\xa0\x80a" in back.read_bytes()
    assert [one["code"] for one in notebook.take("schools", back)["refused"]] == ["bad_text"]


def test_a_row_pasted_from_another_program_is_pointed_out_by_its_line(
    notebook: Notebook, tmp_path: Path
) -> None:
    file = tmp_path / "pegado.csv"
    file.write_bytes("CCT,Nombre\n12KPR0001Z,Ciénega Peña\n".encode() + "12KPR0002Y,Muñoz\n".encode("cp1252"))
    outcome = notebook.take("schools", file)
    assert [one["line"] for one in outcome["warnings"] if one["code"] == "mixed_letters"] == [3]
    assert [one["answers"]["name"] for one in notebook.give("schools")] == ["Ciénega Peña", "Muñoz"]
    told = notebook.run("import", "schools", str(file), "--no-input").decode()
    assert "1 por revisar (el primero, renglón 3). Los acentos de este renglón" in told


def test_a_letter_that_another_program_lost_is_pointed_out(notebook: Notebook, sheet: Sheet) -> None:
    file = sheet(SCHOOL, ["12KPR0001Z", "Ci\ufffdnega", "Matutino"], ["12KPR0002Y", "Ciénega", "Matutino"])
    outcome = notebook.take("schools", file)
    lost = [one for one in outcome["warnings"] if one["code"] == "lost_letter"]
    assert [(one["line"], one["field"]) for one in lost] == [(2, "name")]
    assert outcome["new"] == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_a_name_that_nobody_can_see_is_none(notebook: Notebook, tmp_path: Path, ending: str) -> None:
    """Of a new school it is missing; of one that is here the cell is blank, and blank cells erase nothing."""
    nameless = _table(tmp_path / f"nada.{ending}", ["12KPR0002Y", "\u200b"])
    outcome = notebook.take("schools", nameless)
    assert [(one["code"], one["field"]) for one in outcome["refused"]] == [("required", "name")]
    notebook.take("schools", _table(tmp_path / f"nombre.{ending}", ["12KPR0002Y", "\u200bCiénega"]))
    assert counts(notebook.take("schools", nameless)) == (0, 0, 1, 0, 0)
    assert [one["answers"]["name"] for one in notebook.give("schools")] == ["Ciénega"]


def test_unseen_signs_around_a_name_are_told(notebook: Notebook, tmp_path: Path) -> None:
    outcome = notebook.take("schools", _table(tmp_path / "a.csv", ["12KPR0002Y", "\u2800Ciénega"]))
    mended = [one for one in outcome["warnings"] if one["code"] == "unseen_signs"]
    assert [(one["line"], one["field"]) for one in mended] == [(2, "name")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("A\x00B", "bad_text"),
        ("x" * 10_000, "too_long"),
        ("\u202ealuap", None),
        ("👩‍🏫 Escuela", None),
        ("Ciénega", None),
    ],
)
def test_odd_names_go_in_whole_or_are_refused_with_a_reason(
    notebook: Notebook, tmp_path: Path, name: str, code: str | None
) -> None:
    file = tmp_path / "rara.jsonl"
    file.write_text(json.dumps({"cct": "12KPR0001Z", "name": name}), encoding="utf-8")
    outcome = notebook.take("schools", file)
    assert [one["code"] for one in outcome["refused"]] == ([code] if code else [])
    assert counts(notebook.take("schools", file)) == ((0, 0, 0, 0, 1) if code else (0, 0, 1, 0, 0))
