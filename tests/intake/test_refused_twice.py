"""A row refused because another one is of the same changes nothing until somebody says that it counts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.conftest import JOSE, LA_CIENEGA, NOTICE, SCHOOL, STUDENT, Notebook
from tests.intake.test_import import counts
from tests.intake.test_sift import FAIR, HEAD

OTHER = ["12KPR0001Z", "La Otra", "Matutino"]
Sheet = Callable[..., Path]


def refused_of(notebook: Notebook, kind: str, file: Path, *words: str) -> Path:
    return Path(str(notebook.take(kind, file, *words)["refused_file"]))


def cleared(file: Path) -> Path:
    """The file of refused rows as whoever says that its rows are the right ones leaves it."""
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    at = next(place for place, name in enumerate(rows[0]) if name.startswith("fieldkit: repetido"))
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([rows[0], *([*row[:at], "", *row[at + 1 :]] for row in rows[1:])])
    return file


def test_imported_as_it_is_a_repeated_row_is_refused_again_until_its_mark_is_cleared(
    notebook: Notebook, sheet: Sheet
) -> None:
    refused = refused_of(notebook, "schools", sheet(SCHOOL, LA_CIENEGA, OTHER))
    for _ in range(2):
        outcome = notebook.take("schools", refused)
        assert counts(outcome) == (0, 0, 0, 0, 1)
        (one,) = outcome["refused"]
        assert (one["field"], one["column"], one["code"]) == ("name", "Nombre", "repeated_before")
        assert notebook.give("schools")[0]["answers"]["name"] == "La Ciénega"
        refused = Path(str(outcome["refused_file"]))
    assert counts(notebook.take("schools", cleared(refused))) == (0, 1, 0, 0, 0)
    assert notebook.give("schools")[0]["answers"]["name"] == "La Otra"


def test_a_repeated_row_refused_for_something_else_first_is_still_a_repeated_one_when_that_is_mended(
    school: Notebook, sheet: Sheet
) -> None:
    bad = [*JOSE[:5], "X", "5"]
    refused = refused_of(school, "students", sheet(STUDENT, JOSE, bad), *NOTICE)
    refused.write_text(refused.read_text("utf-8-sig").replace(",X,5,", ",H,5,"), "utf-8")
    outcome = school.take("students", refused, *NOTICE)
    assert [one["code"] for one in outcome["refused"]] == ["repeated_before"]
    assert school.give("students")[0]["answers"]["grade"] == "4"


def test_a_repeated_row_mended_into_another_child_goes_in_with_its_mark(
    school: Notebook, sheet: Sheet
) -> None:
    refused = refused_of(school, "students", sheet(STUDENT, JOSE, [*JOSE[:6], "5"]), *NOTICE)
    refused.write_text(refused.read_text("utf-8-sig").replace("José", "Rosa"), "utf-8")
    assert counts(school.take("students", refused, *NOTICE)) == (1, 0, 0, 0, 0)


def test_the_first_one_taken_back_the_repeated_row_may_stand_in_its_place(
    notebook: Notebook, sheet: Sheet
) -> None:
    outcome = notebook.take("schools", sheet(SCHOOL, LA_CIENEGA, OTHER))
    notebook.run("undo", str(outcome["batch"]), "--no-input", "--json")
    assert counts(notebook.take("schools", str(outcome["refused_file"]))) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_sheet_that_was_there_twice_is_refused_again_whatever_the_file_is(
    school: Notebook, sheet: Sheet, tmp_path: Path, ending: str
) -> None:
    school.take("students", sheet(STUDENT, JOSE), *NOTICE)
    heads, rows = HEAD[:-1], [[*FAIR, ""], [*FAIR[:7], "3", *FAIR[8:], ""]]
    file = sheet(heads, *rows)
    if ending == "jsonl":
        file = tmp_path / "soc.jsonl"
        file.write_text(
            "".join(json.dumps(dict(zip(heads, row, strict=True))) + "\n" for row in rows), "utf-8"
        )
    outcome = school.take("SOC", file)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    refused = Path(str(outcome["refused_file"]))
    assert refused.suffix == f".{ending}"
    again = school.take("SOC", refused)
    assert [one["code"] for one in again["refused"]] == ["repeated_before"]


def test_what_is_no_name_of_a_person_may_have_more_accents_the_second_time(
    notebook: Notebook, sheet: Sheet
) -> None:
    bare = ["12KPR0001Z", "La Cienega", "Matutino"]
    assert counts(notebook.take("schools", sheet(SCHOOL, bare, LA_CIENEGA))) == (1, 0, 1, 0, 0)
