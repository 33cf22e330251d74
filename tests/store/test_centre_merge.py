"""A merge as its form has it: whatever two correct, what is computed agrees and nothing goes unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.merge import merge
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.store.centre_merge import fitting
from tests.forms.test_library_families import SHEETS
from tests.reports.sheets import JUDGED, diagnosis, whole

SHEETS_OF = {
    "DXA": diagnosis("x", "a", "2025-10-01", "inicial", language=True, maths=False),
    "APM": whole("APM", **SHEETS["APM"]),
}
EDITS = {
    "DXA": st.fixed_dictionaries(
        {},
        optional={
            **{f"C{item:02}": st.sampled_from(["0", "I", "IV"]) for item in range(1, 5)},
            **{f"L0{item}": st.integers(1, 3) for item in range(1, 4)},
            "L12": st.integers(20, 90),
        },
    ),
    "APM": st.fixed_dictionaries(
        {},
        optional={
            "called": st.integers(11, 30),
            "present_m": st.integers(0, 20),
            "present_h": st.integers(0, 20),
            "topics": st.sampled_from(["La cerca", "Los libros"]),
        },
    ),
}


def corrected(doc: dict[str, Any], said: dict[str, Any]) -> dict[str, Any] | None:
    """The sheet as a device saves it; None where it would not."""
    found = check(load(doc["form"]), {**doc["answers"], **said}, today=JUDGED)
    return {**doc, "state": "corrected", "answers": found.answers} if found.complete else None


@given(st.data())
def test_two_corrections_of_a_sheet_make_a_sheet_that_holds(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(sorted(SHEETS_OF)))
    base = SHEETS_OF[form]
    said, other = data.draw(EDITS[form]), data.draw(EDITS[form])
    mine, theirs = corrected(base, said), corrected(base, other)
    if mine is None or theirs is None:
        return
    found = fitting(merge(base, mine, theirs), theirs, "entry", JUDGED)
    again = check(load(form), found.doc["answers"], today=JUDGED)
    assert again.complete
    assert again.answers == found.doc["answers"], "what is computed is computed from these answers"
    for code, value in other.items():
        if base["answers"].get(code) != value:
            assert found.doc["answers"][code] == value, "what the centre has stands"
    for code, value in said.items():
        changed = base["answers"].get(code) != value
        stands = found.doc["answers"].get(code) == value
        assert stands or not changed or f"answers.{code}" in found.clashes, "or its author is told"
    assert {one.removeprefix("answers.") for one in found.clashes} <= said.keys()


@given(EDITS["DXA"], EDITS["DXA"])
def test_whoever_comes_first_the_sheet_is_the_same_where_nothing_is_in_dispute(
    said: dict[str, Any], other: dict[str, Any]
) -> None:
    base = SHEETS_OF["DXA"]
    mine, theirs = corrected(base, said), corrected(base, other)
    assert mine and theirs
    one, two = (
        fitting(merge(base, first, last), last, "entry", JUDGED)
        for first, last in ((mine, theirs), (theirs, mine))
    )
    assert one.clashes == two.clashes
    if not one.clashes:
        assert one.doc == two.doc


@pytest.mark.parametrize("mine_first", [True, False])
def test_an_answer_that_the_other_says_does_not_apply_is_a_clash(mine_first: bool) -> None:
    """One says that the child was not there; the other, how the child felt. Both cannot stand unsaid: the
    centre's stands, and the author of the other is asked."""
    base = SHEETS_OF["DXA"]
    away = corrected(base, {"not_applied": "si", "not_applied_reason": "ausente"})
    felt = corrected(base, {"mood": "Contenta"})
    assert away and felt
    mine, theirs = (away, felt) if mine_first else (felt, away)
    found = fitting(merge(base, mine, theirs), theirs, "entry", JUDGED)
    assert found.doc["answers"] == theirs["answers"]
    assert ("answers.not_applied" if mine_first else "answers.mood") in found.clashes
