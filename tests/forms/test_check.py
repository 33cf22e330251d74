"""One check for every way in: all problems at once, nothing lost, everything computed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.errors import Problem
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form
from tests.forms.small import form, group, item, one

TODAY = date(2025, 10, 20)


def checked(of: Form, answers: dict[str, Any], part: str | None = None) -> Checked:
    return check(of, answers, today=TODAY, part=part)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in problems]


def test_every_problem_is_found_in_one_go_in_the_order_of_the_form() -> None:
    several = one(
        item("A", "integer", "required = true"),
        item("B", "date"),
        item("C", "integer", "range = [1, 4]"),
        item("D", "text", "required = true"),
    )
    found = checked(several, {"D": " ", "C": "9", "B": "ayer"})
    assert said(found.errors) == [
        ("A", "required"),
        ("B", "not_a_date"),
        ("C", "out_of_range"),
        ("D", "required"),
    ]
    assert not found.complete
    assert found.errors[2].facts["min"] == 1
    assert found.errors[2].facts["label"] == {"es": "¿Qué?", "en": "What?"}


def test_what_is_refused_is_not_also_called_missing() -> None:
    assert said(checked(one(item("A", "date", "required = true")), {"A": "x"}).problems) == [
        ("A", "not_a_date")
    ]


def test_an_answer_that_does_not_apply_is_taken_out_and_told_with_its_value() -> None:
    asked = one(item("A", "yesno"), item("B", "text", "relevant = \"${A} = 'si'\"\nrequired = true"))
    found = checked(asked, {"A": "no", "B": "fútbol"})
    assert found.answers == {"A": "no"}
    assert said(found.warnings) == [("B", "not_relevant")]
    assert found.warnings[0].facts["value"] == "fútbol"
    assert found.complete


def test_a_required_answer_is_missed_only_where_it_applies() -> None:
    asked = one(item("A", "yesno"), item("B", "text", "relevant = \"${A} = 'si'\"\nrequired = true"))
    assert said(checked(asked, {"A": "si"}).errors) == [("B", "required")]
    assert checked(asked, {"A": "no"}).complete
    assert checked(asked, {}).complete


def test_what_hangs_on_an_answer_that_does_not_apply_does_not_apply_either() -> None:
    chain = one(
        item("A", "yesno"),
        item("B", "yesno", "relevant = \"${A} = 'si'\""),
        item("C", "text", "relevant = \"${B} = 'si'\""),
    )
    found = checked(chain, {"A": "no", "B": "si", "C": "algo"})
    assert found.answers == {"A": "no"}
    assert said(found.warnings) == [("B", "not_relevant"), ("C", "not_relevant")]


def test_a_group_that_does_not_apply_takes_its_items_and_its_rows_along() -> None:
    both = form(
        group("g", item("A", "yesno")),
        group("h", item("B", "text", "required = true"), rules="relevant = \"${A} = 'si'\""),
        group(
            "R",
            item("C", "text", "required = true"),
            rules="relevant = \"${A} = 'si'\"\nrepeat = true\nmin = 1",
        ),
    )
    found = checked(both, {"A": "no", "B": "x", "R": [{"C": "y"}]})
    assert found.answers == {"A": "no"}
    assert said(found.problems) == [("B", "not_relevant"), ("R", "not_relevant")]
    assert said(checked(both, {"A": "si"}).errors) == [("B", "required"), ("R", "too_few_rows")]


def test_a_required_expression_asks_only_when_it_is_true() -> None:
    asked = one(item("A", "integer"), item("B", "text", 'required = "${A} > 3"'))
    assert said(checked(asked, {"A": 4}).errors) == [("B", "required")]
    assert checked(asked, {"A": 3}).complete


def test_a_wanted_answer_is_only_pointed_out() -> None:
    found = checked(one(item("A", "text", "wanted = true")), {})
    assert said(found.warnings) == [("A", "wanted")]
    assert found.complete


def test_computed_values_follow_from_each_other_and_replace_what_came_in() -> None:
    sums = one(
        item("DOUBLE", "calculate", 'calculation = "${SUM} * 2"'),
        item("SUM", "calculate", 'calculation = "${A} + ${B}"'),
        item("BIG", "calculate", 'calculation = "${DOUBLE} > 10"'),
        item("A", "integer"),
        item("B", "integer"),
    )
    found = checked(sums, {"A": 2, "B": 5, "SUM": 100})
    assert found.answers == {"A": 2, "B": 5, "SUM": 7, "DOUBLE": 14, "BIG": "si"}
    assert isinstance(found.answers["SUM"], int)


def test_a_computed_value_with_a_part_missing_is_absent_not_wrong() -> None:
    total = one(
        item("A", "integer"),
        item("B", "integer", "missing = [-8]"),
        item("SUM", "calculate", 'calculation = "${A} + ${B}"'),
    )
    assert "SUM" not in checked(total, {"A": 2}).answers
    assert checked(total, {"A": 2, "B": -8, "SUM": 9}).answers == {"A": 2, "B": -8}


def test_a_constraint_is_judged_once_what_it_compares_with_is_known() -> None:
    asked = one(
        item("ALL", "integer", "missing = [-8]"),
        item(
            "H",
            "integer",
            'constraint = ". <= ${ALL}"\nconstraint_message = { es = "Sobran.", en = "Too many." }',
        ),
    )
    assert checked(asked, {"H": 9}).complete
    assert checked(asked, {"H": 9, "ALL": -8}).complete
    assert checked(asked, {"H": 9, "ALL": 9}).complete
    (problem,) = checked(asked, {"H": 9, "ALL": 8}).errors
    assert (problem.field, problem.code) == ("H", "constraint")
    assert problem.facts["message"] == {"es": "Sobran.", "en": "Too many."}


def test_a_constraint_that_speaks_of_empty_answers_is_taken_as_written() -> None:
    asked = one(item("A", "integer"), item("B", "integer", 'constraint = ". <= coalesce(${A}, 5)"'))
    assert said(checked(asked, {"B": 6}).errors) == [("B", "constraint")]


def test_a_coded_missing_answer_answers_a_required_item_and_meets_its_constraint() -> None:
    asked = one(item("A", "integer", 'required = true\nmissing = [-8]\nrange = [0, 5]\nconstraint = ". > 2"'))
    found = checked(asked, {"A": "-8"})
    assert found.complete
    assert found.answers == {"A": -8}


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        ("2025-10-20", []),
        ("2025-10-21", [("D", "future_date")]),
        ("2025-09-20", []),
        ("2025-09-19", [("D", "old_date")]),
    ],
)
def test_a_date_ahead_is_refused_and_an_old_one_pointed_out(
    day: str, problems: list[tuple[str, str]]
) -> None:
    dated = one(item("D", "date", 'constraint = ". <= today()"\nwarning = ". < today() - 30"'))
    assert said(checked(dated, {"D": day}).problems) == problems


def test_rows_are_judged_each_by_its_own_answers() -> None:
    rows = form(
        group("g", item("TOTAL", "calculate", 'calculation = "sum(${N})"')),
        group(
            "R",
            item("K", "select_one", 'choices = "colour"\nrequired = true'),
            item("N", "integer", "relevant = \"${K} != 'azul'\"\nrange = [1, 9]"),
            item("TWICE", "calculate", 'calculation = "${N} * 2"'),
            rules="repeat = true\nmax = 2",
        ),
    )
    found = checked(rows, {"R": [{"K": "Rojo", "N": "3"}, {"K": "azul", "N": 4}, {"N": 10, "extra": 1}]})
    assert found.answers["R"] == [{"K": "rojo", "N": 3, "TWICE": 6}, {"K": "azul"}, {"extra": 1}]
    assert said(found.problems) == [
        ("R", "too_many_rows"),
        ("R[2].N", "not_relevant"),
        ("R[3].K", "required"),
        ("R[3].N", "out_of_range"),
        ("R[3].extra", "unknown_item"),
    ]
    assert checked(rows, {"R": [{"K": "rojo", "N": 3}, {"K": "rojo", "N": 4}]}).answers["TOTAL"] == 7


def test_what_the_rows_of_a_repeat_must_fulfil_together_is_judged_once_for_all_of_them() -> None:
    rule = """constraint = "repeated(${N}) = '' and ${N} = 1"
constraint_message = { es = "Números repetidos, o falta el 1.", en = "Repeated numbers, or no 1." }"""
    asked = form(group("R", item("N", "integer"), item("T", "text"), rules=f"repeat = true\n{rule}"))
    assert checked(asked, {"R": [{"N": 1}, {"N": 2}, {"T": "sin número"}]}).problems == ()
    for rows in ([{"N": 1}, {"N": "01"}, {"N": 2}], [{"N": 2}, {"N": 3}]):
        found = checked(asked, {"R": rows})
        assert said(found.errors) == [("R", "constraint")]
        assert found.errors[0].facts["message"]["es"] == "Números repetidos, o falta el 1."
    assert checked(asked, {}).problems == ()


@pytest.mark.parametrize("rows", ["x", {"K": 1}, [1], [{}, None], 7])
def test_what_is_no_list_of_rows_is_refused(rows: Any) -> None:
    repeated = form(group("R", item("K", "text"), rules="repeat = true"))
    assert said(checked(repeated, {"R": rows}).problems) == [("R", "not_rows")]


def test_what_this_version_does_not_know_is_kept_and_pointed_out() -> None:
    found = checked(one(item("A", "text")), {"Z9": {"deep": [1, "dos"]}, "A": "x"})
    assert found.answers == {"A": "x", "Z9": {"deep": [1, "dos"]}}
    assert said(found.warnings) == [("Z9", "unknown_item")]
    assert found.complete


@pytest.mark.parametrize("bad", [{"Z": "a\x00"}, {"Z": ["\ud800"]}, {"\ud800": 1}, {"Z": {"\x00": 1}}])
def test_nothing_unknown_that_cannot_be_stored_gets_through(bad: dict[str, Any]) -> None:
    found = checked(one(item("A", "text")), bad)
    assert found.answers == {}
    assert [problem.code for problem in found.errors] == ["bad_text"]
    found.errors[0].field.encode()


def test_an_option_that_does_not_go_with_the_others_is_refused() -> None:
    filtered = one(
        item("A", "yesno"),
        item("B", "select_one", "choices = \"colour\"\nchoice_filter = \"${A} = 'si' or name != 'rojo'\""),
    )
    assert checked(filtered, {"A": "si", "B": "rojo"}).complete
    assert said(checked(filtered, {"A": "no", "B": "rojo"}).errors) == [("B", "not_a_choice_here")]


def test_a_key_is_repaired_in_sight() -> None:
    found = checked(one(item("cct", "text", 'identifier = "cct"')), {"cct": "1kjnooo1o"})
    assert found.answers == {"cct": "01KJN0001O"}
    assert said(found.warnings) == [("cct", "key_lost_zero"), ("cct", "key_letter_o")]


PARTS = one(
    item("name", "text", 'part = "person"\nrequired = true'),
    item("grade", "integer", 'part = "membership"\nrequired = true'),
    item("age", "integer", 'part = "person"\nrelevant = "${grade} > 3"\nconstraint = ". > ${grade}"'),
    item("sum", "calculate", 'part = "person"\ncalculation = "${grade} + 1"'),
)


def test_a_part_is_checked_alone_and_nothing_is_judged_by_what_it_cannot_see() -> None:
    found = checked(PARTS, {"name": "Ana", "age": 2, "sum": 5}, part="person")
    assert found.answers == {"name": "Ana", "age": 2, "sum": 5}
    assert not found.problems
    assert said(checked(PARTS, {}, part="membership").errors) == [("grade", "required")]


def test_the_links_between_the_parts_are_known_and_other_additions_pointed_out() -> None:
    links = {"person": "p", "school": "s", "role": "student", "grade": 4}
    assert not checked(PARTS, links, part="membership").problems
    found = checked(PARTS, {**links, "other": 1}, part="membership")
    assert said(found.problems) == [("other", "unknown_item")]


def test_checking_again_what_was_kept_changes_nothing() -> None:
    sheet = one(
        item("A", "text"),
        item("B", "select_multiple", 'choices = "colour"'),
        item("C", "date"),
        item("D", "calculate", 'calculation = "count-selected(${B})"'),
        item("E", "signature"),
    )
    first = checked(sheet, {"A": "  x  y ", "B": "café,rojo", "C": "1/2/2025", "E": "Ana"})
    second = checked(sheet, first.answers)
    assert second.answers == first.answers
    assert not second.problems


def test_the_answers_given_are_left_as_they_were() -> None:
    given_answers = {"A": " x ", "R": [{"K": " y "}]}
    both = form(group("g", item("A", "text")), group("R", item("K", "text"), rules="repeat = true"))
    checked(both, given_answers)
    assert given_answers == {"A": " x ", "R": [{"K": " y "}]}
