"""A list of the next school year enrols the children anew; last year's enrolment, and its report, stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.domain.person import Membership
from fieldkit.store.store import Store
from tests.intake.conftest import ITZEL, NOTICE, STUDENT, Notebook
from tests.intake.test_import import counts

Sheet = Callable[..., Path]

HEADS = [*STUDENT, "Alta"]
FIFTH = [*ITZEL[:-1], "5", "01/09/2025"]
SIXTH = [*ITZEL[:-1], "6", "01/09/2026"]


@pytest.fixture
def enrolled(school: Notebook, sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """Itzel in the fifth grade of 2025-2026, on 5 September 2026."""
    assert counts(school.take("students", sheet(HEADS, FIFTH), *NOTICE)) == (1, 0, 0, 0, 0)
    monkeypatch.setenv("FIELDKIT_NOW", "2026-09-05T10:00:00")
    return school


def enrolments(notebook: Notebook) -> list[tuple[Any, ...]]:
    """Grade, school year, beginning, end and its reason of each enrolment, by its beginning."""
    store = Store.open(notebook.home)
    codes = ("grade", "ciclo", "since", "until", "leaving_reason")
    found = [tuple(one.answers.get(code) for code in codes) for one in store.find(Membership)]
    store.close()
    return sorted(found, key=str)


def annual(notebook: Notebook) -> Any:
    """The numbers of 2025-2026."""
    words = ("report", "annual", "--school", "12KPR0001Z", "--ciclo", "2025-2026", "--json")
    return json.loads(notebook.run(*words))["indicators"]


BEFORE = ("5", "2025-2026", "2025-09-01", None, None)
ENDED = ("5", "2025-2026", "2025-09-01", "2026-09-01", "nuevo_ciclo")
AFTER = ("6", "2026-2027", "2026-09-01", None, None)


def test_next_years_list_enrols_anew_once_and_is_taken_back(enrolled: Notebook, sheet: Sheet) -> None:
    file = sheet(HEADS, SIXTH)
    assert counts(enrolled.take("students", file, "--dry-run", *NOTICE)) == (1, 0, 0, 0, 0)
    assert enrolments(enrolled) == [BEFORE]
    outcome = enrolled.take("students", file, *NOTICE)
    assert counts(outcome) == (1, 0, 0, 0, 0)
    assert enrolments(enrolled) == [ENDED, AFTER]
    assert counts(enrolled.take("students", file, *NOTICE)) == (0, 0, 1, 0, 0)
    assert counts(enrolled.take("students", sheet(HEADS, FIFTH), *NOTICE)) == (0, 0, 1, 0, 0)
    enrolled.run("undo", outcome["batch"])
    assert (enrolled.code, enrolments(enrolled)) == (0, [BEFORE])


def test_the_report_of_the_year_before_says_the_same_after_the_new_list(
    enrolled: Notebook, sheet: Sheet
) -> None:
    """A child of the fifth grade then did not finish the sixth, and who stays has neither come nor left."""
    before = annual(enrolled)
    enrolled.take("students", sheet(HEADS, SIXTH), *NOTICE)
    assert annual(enrolled) == before
    assert before["A15"]["finished"] == {"value": 0}
    month = ("report", "monthly", "--school", "12KPR0001Z", "--month", "2026-09", "--json")
    turns = json.loads(enrolled.run(*month))["indicators"]["M18"]
    assert (turns["joined"]["value"], turns["left"]["value"]) == (0, 0)


def test_without_a_beginning_another_grade_is_of_the_new_year_and_the_same_one_changes_nothing(
    enrolled: Notebook, sheet: Sheet
) -> None:
    assert counts(enrolled.take("students", sheet(STUDENT, FIFTH[:-1]), *NOTICE)) == (0, 0, 1, 0, 0)
    assert enrolments(enrolled) == [BEFORE]
    assert counts(enrolled.take("students", sheet(STUDENT, SIXTH[:-1]), *NOTICE)) == (1, 0, 0, 0, 0)
    assert [one[:4] for one in enrolments(enrolled)] == [
        ("5", "2025-2026", "2025-09-01", "2026-08-01"),
        ("6", "2026-2027", "2026-08-01", None),
    ]


def test_a_correction_of_the_same_year_stays_a_correction(enrolled: Notebook, sheet: Sheet) -> None:
    fourth = [*ITZEL[:-1], "4", "08/09/2025"]
    assert counts(enrolled.take("students", sheet(HEADS, fourth), *NOTICE)) == (0, 1, 0, 0, 0)
    assert enrolments(enrolled) == [("4", "2025-2026", "2025-09-08", None, None)]


def test_a_child_of_whom_the_list_does_not_say_since_when_is_pointed_out(
    school: Notebook, sheet: Sheet
) -> None:
    outcome = school.take("students", sheet(STUDENT, ITZEL), *NOTICE)
    assert "no_beginning" in [one["code"] for one in outcome["warnings"]]
    assert school.take("students", sheet(STUDENT, ITZEL), *NOTICE)["warnings"] == []


def test_a_child_enrolled_by_hand_in_the_new_year_is_stored_and_another_grade_is_refused(
    enrolled: Notebook,
) -> None:
    again = ("student", "new", "--person", "Itzel", "--school", "12KPR0001Z", "--no-input")
    enrolled.run(*again, "--grade", "6")
    assert enrolled.code == 0
    stored = [(*ENDED[:3], "2026-09-05", "nuevo_ciclo"), ("6", "2026-2027", "2026-09-05", None, None)]
    assert enrolments(enrolled) == stored
    enrolled.run(*again, "--grade", "5")
    assert enrolled.code == 3 and "alumno corregir" in enrolled.errors
    assert enrolments(enrolled) == stored


def test_the_guide_asks_for_the_new_list_until_it_is_there(enrolled: Notebook, sheet: Sheet) -> None:
    def asked() -> list[Any]:
        found = json.loads(enrolled.run("guide", "--json"))
        return [(one["count"], one["ciclo"]) for one in found if one["say"] == "renew"]

    assert asked() == [(1, "2026-2027")]
    enrolled.take("students", sheet(HEADS, SIXTH), *NOTICE)
    assert asked() == []


def test_one_list_with_a_row_of_each_year_makes_both_enrolments(
    school: Notebook, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDKIT_NOW", "2026-09-05T10:00:00")
    assert counts(school.take("students", sheet(HEADS, FIFTH, SIXTH), *NOTICE)) == (2, 0, 0, 0, 0)
    assert enrolments(school) == [ENDED, AFTER]
