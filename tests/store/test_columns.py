"""What a record is found by, made from its document alone."""

from __future__ import annotations

import pytest

from fieldkit.store.index import columns
from tests import make


def test_a_sheet_is_known_again_by_its_form_school_level_day_and_author() -> None:
    found = columns("entry", {**make.sheet("s1", "2025-10-06").doc, "author": "ana"})
    assert (found.form, found.date, found.key) == ("FS", "2025-10-06", "FS|s1|asesor|2025-10-06|ana")
    assert found.words is None


def test_a_diagnosis_is_about_its_student() -> None:
    answers = {"school": "s1", "student": "p1", "application": "inicial", "ciclo": "2025-2026"}
    found = columns("entry", make.doc("DXA", answers))
    assert (found.subject, found.key) == ("p1", "DXA|p1|inicial|2025-2026")


def test_a_sheet_with_half_a_key_matches_nothing() -> None:
    assert columns("entry", make.sheet("s1").doc).key is None


def test_a_form_of_a_newer_program_is_kept_with_what_is_known() -> None:
    found = columns("entry", make.doc("XYZ", {"school": "s1", "date": "2025-10-06"}))
    assert (found.form, found.date, found.key, found.subject) == ("XYZ", "2025-10-06", None, None)


def test_a_person_without_curp_is_matched_by_name_and_birth_date() -> None:
    found = columns("person", make.person("s1").doc)
    assert found.key == found.alike == "itzel sanchez pena|2016-03-14"
    assert found.words == "itzel sanchez pena"


def test_a_person_whose_birth_date_is_not_known_matches_nobody() -> None:
    assert columns("person", make.person("s1", birth_date=-8).doc).alike is None


@pytest.mark.parametrize("odd", [None, -8, [], {}, 3.5, True, ""])
def test_an_odd_answer_is_no_fact_and_no_error(odd: object) -> None:
    answers = dict.fromkeys(("school", "date", "student", "cct", "shift", "name", "first_names", "curp"), odd)
    for kind in ("school", "person", "membership", "kinship", "advisor", "entry"):
        found = columns(kind, {"form": "DXA", "state": "finished", "answers": answers})
        assert (found.date, found.words) == (None, None)
