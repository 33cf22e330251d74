"""The quick checker of many rows says what the whole check says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fieldkit.forms.bulk import Bulk
from fieldkit.forms.check import check, checker
from fieldkit.forms.form import codes, load
from tests.forms.small import form, group, item, one

TODAY = date(2025, 10, 20)
WORDS = ["", " ", "si", "x", "Ana", "Peña  Nieto", "a\x00", "espanol", "mixteco", "H", "no_tiene", "primaria"]
WORDS += ["lectura;escritura", "firmo", "P3", "12DPR0001X", "PEGJ900512HJCRRS04"]
NUMBERS = ["0", "1", "2", "3", "6", "15", "99", "-8", "-9", "2015-05-06", "6/5/2014", "2030-01-01", "08:00"]
CELLS = some.sampled_from([*WORDS, *NUMBERS, 0, 3, -9, 2.5, True, None, [], ["lectura"]])


@pytest.mark.parametrize("code", codes())
@settings(max_examples=60, deadline=None)
@given(data=some.data())
def test_both_ways_find_the_same_in_any_row(code: str, data: some.DataObject) -> None:
    of = load(code)
    names = some.sampled_from([*of.items, "unknown", *(one.code for one in of.groups if one.repeat)])
    ready = Bulk(of)
    rows = data.draw(some.lists(some.dictionaries(names, CELLS, max_size=25), max_size=4))
    whole = [check(of, row, today=TODAY) for row in rows]
    assert ready.many(rows, TODAY) == whole
    assert [ready(row, TODAY) for row in rows] == whole


SHEET = one(
    item("A", "integer", "required = true\nrange = [0, 9]"),
    item("B", "text", 'relevant = "${A} > 3"\nrequired = true'),
    item("C", "select_one", 'choices = "colour"\nwanted = true'),
    item("D", "date", 'constraint = ". <= today()"\nwarning = ". < today() - 30"'),
    item("E", "select_multiple", 'choices = "colour"\nconstraint = "count-selected(.) < 3"'),
    item("F", "calculate", 'calculation = "${A} * 2"'),
    item("G", "text", 'required = "${A} = 9"'),
    item("H", "integer", 'constraint = ". <= ${A}"\nmissing = [-8]'),
)
ROWS = some.fixed_dictionaries(
    {},
    optional={
        "A": some.sampled_from(["0", "3", "4", "9", "10", 0, 5, ""]),
        "B": some.sampled_from(["x", "", "Peña", "Pe\ufffda", "\u200b", "\u2800x", "-8", "a  b", "\u00a0"]),
        "C": some.sampled_from(["rojo", "Café", "verde", ""]),
        "D": some.sampled_from(["2025-10-20", "2025-10-21", "2025-01-01", "20/10/2025"]),
        "E": some.sampled_from(["rojo", "rojo azul", "rojo azul cafe", ["cafe"], []]),
        "F": some.just("7"),
        "G": some.just("g"),
        "H": some.sampled_from(["1", "8", "-8", -8]),
    },
)


@settings(max_examples=300, deadline=None)
@given(some.lists(ROWS, min_size=1, max_size=5))
def test_both_ways_find_the_same_when_values_come_again(rows: list[dict[str, Any]]) -> None:
    ready = Bulk(SHEET)
    whole = [check(SHEET, row, today=TODAY) for row in rows]
    assert ready.many(rows, TODAY) == whole
    assert [ready(row, TODAY) for row in rows] == whole


def short_way(ready: Any, row: dict[str, Any]) -> dict[str, Any]:
    """The answers kept of a row that needs no whole check."""
    found, _ = ready.columns({code: [value] for code, value in row.items()}, 1, today=TODAY)
    assert not found.doubtful
    return {code: column[0] for code, column in found.values.items()}


def test_a_clean_row_goes_the_short_way() -> None:
    clean = {"A": "5", "B": "Peña", "C": "Rojo", "D": "2025-10-01", "E": "café", "H": "4"}
    assert short_way(checker(SHEET), clean)["F"] == 10


@pytest.mark.parametrize("name", ["\u2800Ana", "Ana\u3164", "\u200bAna", "\u200b"])
def test_unseen_signs_are_taken_off_the_short_way_too(name: str) -> None:
    """U+2800 and U+3164 count as printable: nothing else would point them out."""
    rows = [{"A": "5", "B": name, "C": "Rojo"}]
    assert Bulk(SHEET).many(rows, TODAY) == [check(SHEET, rows[0], today=TODAY)]


def test_the_day_counts_even_for_a_date_seen_before() -> None:
    ready = checker(SHEET)
    row = {"A": "0", "C": "rojo", "D": "2025-10-20"}
    assert ready(row, TODAY).complete
    assert not ready(row, date(2025, 10, 19)).complete


def test_what_several_rows_say_is_not_one_list_shared_by_all() -> None:
    ready = checker(SHEET)
    row = {"A": "0", "C": "rojo", "E": "rojo"}
    first = ready(row, TODAY).answers
    first["E"].append("spoilt")
    assert ready(row, TODAY).answers["E"] == ["rojo"]


@pytest.mark.parametrize(("said", "kept"), [(True, True), (1, 1), (1.0, 1.0), ("1", "1")])
def test_what_the_program_gives_stays_what_it_is_beside_what_equals_it(said: Any, kept: Any) -> None:
    """1, 1.0 and true are equal in Python and are three things in a document."""
    of = one(item("A", "given"), item("B", "calculate", 'calculation = "${A}"'))
    rows = [{"A": 1}, {"A": said}, {"A": 1.0}, {"A": True}]
    found = [checked.answers for checked in Bulk(of).many(rows, TODAY)]
    assert (found[1]["A"], type(found[1]["A"])) == (kept, type(kept))
    assert [repr(answers) for answers in found] == [repr(check(of, row, today=TODAY).answers) for row in rows]


def test_a_form_with_rows_is_checked_whole() -> None:
    rows = form(group("R", item("K", "text", "required = true"), rules="repeat = true\nmin = 1"))
    assert [problem.code for problem in checker(rows)({}, TODAY).problems] == ["too_few_rows"]


def test_what_is_forgotten_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("computing", "reading"):
        monkeypatch.setattr(f"fieldkit.forms.{part}.REMEMBERED", 10)
    ready = checker(SHEET)
    for turn in range(60):
        row = {
            "A": str(turn % 10),
            "B": "x",
            "C": "rojo",
            "D": f"2025-10-{1 + turn % 25:02}",
            "H": str(turn % 13),
        }
        assert ready(row, TODAY) == check(SHEET, row, today=TODAY)


def test_a_computed_answer_that_the_file_brings_is_computed_anew_on_the_short_way() -> None:
    assert short_way(checker(SHEET), {"A": "2", "C": "rojo", "F": "99"})["F"] == 4


def test_what_is_computed_from_its_own_answer_is_checked_whole() -> None:
    own = one(item("A", "integer"), item("B", "calculate", "calculation = \"concat(., 'x')\""))
    ready = checker(own)
    for said in ("1", "2", "1"):
        row = {"A": "1", "B": said}
        assert ready(row, TODAY) == check(own, row, today=TODAY)
