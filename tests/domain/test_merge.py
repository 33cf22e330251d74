"""Two people's work put together, field by field, without a clock."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.digest import fingerprint, summed
from fieldkit.domain.merge import merge, merge_id

ANSWERS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)


def doc(state: str = "finished", **answers: Any) -> dict[str, Any]:
    """A document."""
    return {"form": "FS", "version": 1, "state": state, "answers": answers}


@given(ANSWERS, ANSWERS)
def test_who_changed_nothing_takes_the_others(base: dict[str, int], other: dict[str, int]) -> None:
    there = doc(**other)
    assert merge(doc(**base), doc(**base), there).doc == there
    assert merge(doc(**base), there, doc(**base)).doc == there


@given(ANSWERS, ANSWERS, ANSWERS)
def test_what_only_one_side_changed_stands_and_the_rest_is_pointed_out(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    merged = merge(doc(**base), doc(**mine), doc(**theirs))
    for key in "abcd":
        was, here, there = (side.get(key) for side in (base, mine, theirs))
        stands = merged.doc["answers"].get(key)
        if here in (was, there):
            assert stands == there
        elif there == was:
            assert stands == here
        else:
            assert (stands, f"answers.{key}" in merged.clashes) == (there, True)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_it_is_the_same_from_both_sides_where_nothing_is_in_dispute(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    one = merge(doc(**base), doc(**mine), doc(**theirs))
    other = merge(doc(**base), doc(**theirs), doc(**mine))
    assert one.clashes == other.clashes
    if not one.clashes:
        assert one.doc == other.doc


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "state", "clashes"),
    [
        ("finished", "corrected", "corrected", "corrected", []),
        ("finished", "withdrawn", "withdrawn", "withdrawn", []),
        ("finished", "withdrawn", "finished", "finished", ["state"]),
        ("finished", "withdrawn", "corrected", "corrected", ["state"]),
        ("finished", "corrected", "withdrawn", "corrected", ["state"]),
        ("withdrawn", "corrected", "withdrawn", "corrected", []),
    ],
)
def test_a_correction_outlives_a_withdrawal(
    base: str, mine: str, theirs: str, state: str, clashes: list[str]
) -> None:
    merged = merge(doc(base), doc(mine), doc(theirs))
    assert (merged.doc["state"], merged.clashes) == (state, clashes)


def test_two_reasons_are_both_kept_and_are_no_clash() -> None:
    merged = merge(doc(), {**doc(), "reason": "edad"}, {**doc(), "reason": "nombre"})
    assert (merged.doc["reason"], merged.clashes) == ("nombre / edad", [])


def test_the_newer_form_stands() -> None:
    assert merge(doc(), {**doc(), "version": 3}, {**doc(), "version": 2}).doc["version"] == 3


def test_fields_nobody_here_knows_are_merged_like_any_other() -> None:
    merged = merge(doc(), {**doc(), "future": 1}, {**doc(), "other": 2})
    assert (merged.doc["future"], merged.doc["other"]) == (1, 2)


def test_a_merge_is_named_by_what_it_holds() -> None:
    name = merge_id("c", ("a", "b"), "g", doc(a=1))
    assert name == merge_id("c", ("a", "b"), "g", doc(a=1))
    assert name != merge_id("c", ("a", "b"), "g", doc(a=2))
    assert uuid.UUID(name).version == 8


def test_sets_are_compared_whatever_their_order() -> None:
    names = [f"n{number}" for number in range(50)]
    assert summed(map(fingerprint, names)) == summed(map(fingerprint, reversed(names)))
    assert summed(map(fingerprint, names)) != summed(map(fingerprint, names[1:]))
    assert -(2**63) <= fingerprint("x") < 2**63
