"""One register sheet, several records, and back."""

from __future__ import annotations

from fieldkit.domain.register import join, split

PARTS = {
    "first_names": "person",
    "curp": "person",
    "school": "membership",
    "grade": "membership",
    "student": "kinship",
    "relation": "kinship",
}
CHILD = {"first_names": "Itzel", "curp": "LOPA150321MGRPRNA3", "school": "s1", "grade": "3"}


def test_a_student_s_sheet_makes_a_person_and_a_membership_with_its_role() -> None:
    assert split("REG-A", CHILD, PARTS) == {
        "person": {"first_names": "Itzel", "curp": "LOPA150321MGRPRNA3"},
        "membership": {"role": "student", "school": "s1", "grade": "3"},
    }


def test_a_relative_s_sheet_makes_a_kinship_too() -> None:
    sheet = {"first_names": "Rosa", "school": "s1", "student": "p1", "relation": "madre"}
    parts = split("REG-F", sheet, PARTS)
    assert parts["membership"] == {"role": "relative", "school": "s1"}
    assert parts["kinship"] == {"student": "p1", "relation": "madre"}


def test_an_answer_nobody_knows_yet_stays_with_the_person() -> None:
    parts = split("REG-A", {**CHILD, "shoe_size": 31}, PARTS)
    assert parts["person"]["shoe_size"] == 31


def test_what_was_split_joins_into_the_same_sheet() -> None:
    sheet = {**CHILD, "student": "p1", "relation": "madre", "novel": [1, 2]}
    parts = split("REG-F", sheet, PARTS)
    membership = {**parts["membership"], "person": "p9"}
    kinship = {**parts["kinship"], "person": "p9"}
    assert join(parts["person"], membership, kinship) == sheet
    assert join({"first_names": "Itzel"}, {"role": "student", "grade": "3"}) == {
        "first_names": "Itzel",
        "grade": "3",
    }
