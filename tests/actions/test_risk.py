"""Who needs help at a school, and what advisor and teacher decide about it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import correction, entry, risk
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.store.givens import givens
from fieldkit.store.identified import Standing, decisions
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY

SUPPORT = {"L_NIV": "requiere_apoyo", "C_NIV": "requiere_apoyo"}


def save(store: Store, by: str, school: str, form: str, date: str, **answers: Any) -> str:
    """A sheet as it came from somewhere, with only what the test is about."""
    doc = make.doc(form, {"school": school, "date": date, "ciclo": "2025-2026", **answers})
    (change,) = store.save([Edit("entry", f"s:{school}", doc)], by=by)
    return change.record


def standing(store: Store, place: SimpleNamespace, student: str) -> Standing:
    return next(one for one in risk.listed(store, place.school, TODAY) if one.student.id == student)


def decision(place: SimpleNamespace, student: int = 0, **answers: Any) -> dict[str, Any]:
    known = {"school": place.school, "student": place.students[student], "agreed_with": place.teacher}
    yes = {"focal": "si", "reasons": ["lectura"], "priority": 1}
    chosen = {**known, "date": "2025-10-18", **yes, **answers}
    return {code: value for code, value in chosen.items() if value is not None}


def decide(store: Store, by: str, *chosen: dict[str, Any]) -> list[Entry]:
    return risk.decide(store, chosen, by=by, today=TODAY)


def test_the_most_pressing_child_comes_first_and_one_without_a_diagnosis_last(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    itzel, yaretzi, angel = place.students
    save(store, by, place.school, "DXA", "2025-09-20", student=angel, grade="4", **SUPPORT)
    save(store, by, place.school, "DXA", "2025-09-20", student=itzel, grade="3")
    found = risk.listed(store, place.school, TODAY)
    assert [(one.student.id, one.risk) for one in found] == [
        (angel, "alto"),
        (itzel, "bajo"),
        (yaretzi, "sin_dato"),
    ]
    assert found[0].flags == ("r1", "r3")


def test_class_days_are_those_of_the_newest_diagnosis_of_the_school(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    """E19 = 10: 20 days in eight weeks, a fifth are 4. A diagnosis of 18 days would have asked for 8."""
    save(store, by, place.school, "DXA", "2025-09-20", student=place.students[0], A01=4)
    assert standing(store, place, place.students[0]).risk == "bajo"
    save(store, by, place.school, "DXE", "2025-09-01", E19=18)
    save(store, by, place.school, "DXE", "2025-10-01", E19=10)
    assert standing(store, place, place.students[0]).flags == ("r5",)


def test_wellbeing_counts_from_the_last_sheet_that_was_given(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    child = place.students[0]
    save(store, by, place.school, "DXA", "2025-09-20", student=child, L_NIV="requiere_apoyo")
    assert standing(store, place, child).risk == "medio"
    save(store, by, place.school, "SOC", "2025-09-20", student=child, S_NIV="bajo")
    assert standing(store, place, child).risk == "alto"
    save(store, by, place.school, "SOC", "2025-10-10", student=child, not_applied="si")
    assert standing(store, place, child).risk == "alto"


def test_over_age_goes_by_the_grade_told_at_the_diagnosis(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    """Born in 2016: 9 on 31 December 2025. Third grade is over age from 10 on, second from 9."""
    child = place.students[0]
    assert standing(store, place, child).flags == ()
    save(store, by, place.school, "DXA", "2025-09-20", student=child, grade="2")
    assert standing(store, place, child).flags == ("r6",)


def test_a_decision_freezes_what_was_computed_that_day(store: Store, by: str, place: SimpleNamespace) -> None:
    child = place.students[0]
    diagnosis = save(store, by, place.school, "DXA", "2025-09-20", student=child, grade="3", **SUPPORT)
    (saved,) = decide(store, by, decision(place))
    kept = {code: saved.answers[code] for code in ("diagnosis", "flags", "risk", "was_focal", "focal_others")}
    assert kept == {
        "diagnosis": diagnosis,
        "flags": "r1 r3",
        "risk": "alto",
        "was_focal": "no",
        "focal_others": 0,
    }
    save(store, by, place.school, "DXA", "2025-10-19", student=child, grade="3")
    mended = correction.correct(store, saved.id, {"priority": 2}, reason="Error", by=by)
    assert (mended.answers["priority"], mended.answers["risk"]) == (2, "alto")
    assert standing(store, place, child).risk == "bajo"


def test_the_newest_decision_says_who_is_focal_and_leaving_takes_a_reason(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    child = place.students[0]
    decide(store, by, decision(place))
    assert standing(store, place, child).focal
    no = decision(place, date="2025-10-20", focal="no", reasons=None, priority=None)
    with pytest.raises(Invalid) as told:
        decide(store, by, no)
    assert [(one.field, one.code) for one in told.value.problems] == [
        ("children[1].leaving_reason", "required")
    ]
    decide(store, by, {**no, "leaving_reason": "alcanzo_nivel"})
    assert not standing(store, place, child).focal
    assert [one.answers["focal"] for one in decisions(store, child)] == ["si", "no"]


def test_of_two_decisions_on_one_day_the_later_one_holds(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    decide(store, by, decision(place))
    decide(store, by, decision(place, focal="no", reasons=None, priority=None, leaving_reason="otro"))
    assert not standing(store, place, place.students[0]).focal


def test_a_decision_typed_late_does_not_undo_a_newer_one(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    decide(store, by, decision(place))
    decide(store, by, decision(place, date="2025-10-01", focal="no", reasons=None, priority=None))
    assert standing(store, place, place.students[0]).focal


def test_a_decision_being_mended_is_not_its_own_past(store: Store, by: str, place: SimpleNamespace) -> None:
    (saved,) = decide(store, by, decision(place))
    known = {"school": place.school, "student": place.students[0], "date": "2025-10-20"}
    assert givens(store, load("RIE"), known)["was_focal"] == "si"
    assert givens(store, load("RIE"), known, record=saved.id)["was_focal"] == "no"


def test_what_was_decided_holds_when_it_is_checked_again_elsewhere(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    decide(store, by, decision(place))
    left = decision(place, date="2025-10-20", focal="no", reasons=None, priority=None)
    (saved,) = decide(store, by, {**left, "leaving_reason": "otro"})
    assert check(load("RIE"), saved.answers, today=TODAY).problems == ()


def test_reasons_priority_and_the_teacher_are_needed(store: Store, by: str, place: SimpleNamespace) -> None:
    with pytest.raises(Invalid) as told:
        decide(store, by, decision(place, 1), decision(place, reasons=None, priority=None, agreed_with=None))
    assert [one.field for one in told.value.problems] == [
        "children[2].agreed_with",
        "children[2].reasons",
        "children[2].priority",
    ]
    assert store.count(Entry, form="RIE") == 0


def test_there_is_something_to_decide_until_it_is_decided_and_again_after_a_new_diagnosis(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    child = place.students[0]
    assert not risk.undecided(standing(store, place, child))
    save(store, by, place.school, "DXA", "2025-09-20", student=child, grade="3", **SUPPORT)
    assert risk.undecided(standing(store, place, child))
    decide(store, by, decision(place))
    assert not risk.undecided(standing(store, place, child))
    save(store, by, place.school, "DXA", "2025-10-19", student=child, grade="3")
    assert risk.undecided(standing(store, place, child)), "a focal child who got better may leave the list"


def test_a_diagnosis_typed_late_asks_for_a_new_decision(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    decide(store, by, decision(place))
    save(store, by, place.school, "DXA", "2025-09-20", student=place.students[0], grade="3", **SUPPORT)
    assert risk.undecided(standing(store, place, place.students[0]))


def test_a_ninth_focal_child_is_pointed_out_and_taken(store: Store, by: str, place: SimpleNamespace) -> None:
    for _ in range(8):
        (person,) = store.save([make.person(place.school, first_names="Otro")], by=by)
        store.save([make.membership(place.school, person.record)], by=by)
        save(store, by, place.school, "RIE", "2025-10-01", student=person.record, focal="si")
    reviewed = entry.review(store, "RIE", decision(place), today=TODAY)
    assert [(one.field, one.level) for one in reviewed.problems] == [("focal", "warning")]
    assert "8 alumnos focales" in reviewed.problems[0].facts["message"]["es"]
    decide(store, by, decision(place))
    assert standing(store, place, place.students[0]).focal
