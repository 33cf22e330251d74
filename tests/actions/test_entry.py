"""Filling in a sheet: what is given, what must be there, what is carried from visit to visit."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import correction, entry
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Membership
from fieldkit.errors import Clash, Invalid, Untimely
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY


def finish(store: Store, answers: dict[str, Any], by: str, **more: Any) -> Entry:
    return entry.finish(store, "FS", answers, by=by, today=TODAY, **more)


def test_a_whole_sheet_becomes_a_record_of_its_school(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    assert store.get(Entry, saved.id) == saved
    assert (saved.school, saved.bucket, saved.state) == (place.school, f"s:{place.school}", "finished")
    assert saved.doc["author"] == by
    assert saved.answers["ciclo"] == "2025-2026"
    assert saved.answers["enrolment"] == 3


def test_names_and_keys_become_ids(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    assert saved.answers["VA"][0]["VA1"] == place.students[1]
    assert saved.answers["VF4_F"] == place.relative


def test_a_child_who_had_left_by_the_day_of_the_sheet_is_pointed_out(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """The day itself is the first one without them; the day before nothing is said."""
    member = next(
        one for one in store.find(Membership, school=place.school) if one.person == place.students[1]
    )
    for left, told in (("2025-10-06", ["VA[1].VA1"]), ("2025-10-07", [])):
        change = {"until": left, "leaving_reason": "cambio_de_comunidad"}
        correction.correct(store, member.id, change, reason="x", by=by)
        found = entry.review(store, "FS", visit, today=TODAY).warnings
        assert [one.field for one in found if one.code == "not_there"] == told


def test_class_on_a_holiday_and_a_next_visit_in_the_break_are_pointed_out(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """17 November is no day of class in the published calendar, nor is Christmas."""
    told = {**visit, "date": "2025-11-17", "VZ4": "2025-12-25"}
    for more, fields in (
        ({}, ["V07_C", "VZ4"]),
        ({"V07_C": "no"}, ["VZ4"]),
        ({"VZ4": "2025-11-24"}, ["V07_C"]),
    ):
        found = entry.review(store, "FS", told | more, today=date(2025, 11, 18)).warnings
        assert [one.field for one in found if one.code == "no_class_that_day"] == fields


def test_a_visit_that_does_not_add_up_is_pointed_out(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Six hours; the same child twice in reading, and nine hours of tutoring in all."""
    (row,) = visit["VA"]
    other, third = {**row, "VA2": "matematicas"}, {**row, "VA2": "escritura"}
    for rows, told in (
        ([row, other], []),
        ([row, row], [("VA[2].VA1", "tutored_twice")]),
        ([{**one, "VA3": 180} for one in (row, other)], []),
        ([{**one, "VA3": 180} for one in (row, other, third)], [("VA[3].VA3", "longer_than_visit")]),
    ):
        found = entry.review(store, "FS", {**visit, "VA": rows}, today=TODAY).warnings
        odd = [(one.field, one.code) for one in found]
        assert [one for one in odd if one[1] in ("tutored_twice", "longer_than_visit")] == told


def test_rules_of_a_month_that_had_none_are_pointed_out(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    approved = make.doc("RGI", {"school": place.school, "date": "2025-10-10"})
    store.save([Edit("entry", f"s:{place.school}", approved)], by=by)
    for month, told in (("2025-09", ["month"]), ("2025-10", [])):
        found = entry.review(store, "RGC", {"school": place.school, "month": month}, today=TODAY).warnings
        assert [one.field for one in found if one.code == "before_rules"] == told


def test_an_incomplete_sheet_stays_a_draft_and_says_all_that_is_missing(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    del visit["V05"], visit["VZ4"]
    visit["V07_H"] = 100
    with pytest.raises(Invalid) as told:
        finish(store, visit, by)
    fields = {problem.field for problem in told.value.problems if problem.level == "error"}
    assert {"V05", "VZ4", "V07_H"} <= fields
    (kept,) = store.drafts()
    assert (kept.id, kept.answers) == (told.value.draft, visit)
    assert store.count(Entry) == 0


def test_the_draft_it_completes_is_gone_and_the_one_that_fails_is_the_same(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    begun = store.save_draft(Draft("FS", {"V01": "jornada"}))
    with pytest.raises(Invalid) as told:
        finish(store, {"V01": "jornada"}, by, draft=begun.id)
    assert told.value.draft == begun.id
    assert [kept.id for kept in store.drafts()] == [begun.id]
    finish(store, visit, by, draft=begun.id)
    assert store.drafts() == []


def test_whoever_is_named_must_be_there_and_be_one(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    visit["VA"][0]["VA1"] = "Sánchez"
    visit["VF4_F"] = "Nadie"
    with pytest.raises(Invalid) as told:
        finish(store, visit, by)
    found = {problem.field: problem for problem in told.value.problems}
    assert found["VA[1].VA1"].code == "ambiguous"
    assert len(found["VA[1].VA1"].facts["matches"]) == 3
    assert found["VF4_F"].code == "no_such"


def agree(visit: dict[str, Any], date: str, **more: Any) -> dict[str, Any]:
    return {**visit, "date": date, **more}


TWO = [
    {"VZ3_Q": "Leer en casa", "VZ3_R": "Familias", "VZ3_F": "2025-10-20"},
    {"VZ3_Q": "Hacer librero", "VZ3_R": "APEC", "VZ3_F": "2025-10-20"},
]


def test_open_agreements_are_asked_first_at_the_next_visit_until_they_are_over(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    finish(store, agree(visit, "2025-10-06", VZ3=TWO), by)
    second = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-07")
    assert second["open_agreements"] == 2
    assert [row["V06_T"] for row in second["V06"]] == [
        "Leer en casa · Familias · 2025-10-20",
        "Hacer librero · APEC · 2025-10-20",
    ]
    answered = [{**second["V06"][0], "V06_S": "cumplido"}, {**second["V06"][1], "V06_S": "en_proceso"}]
    finish(store, agree(visit, "2025-10-07", V06=answered), by)
    third = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-08")
    assert [row["V06_T"][:13] for row in third["V06"]] == ["Hacer librero"]
    finish(store, agree(visit, "2025-10-08", V06=[{**third["V06"][0], "V06_S": "cancelado"}]), by)
    last = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-09")
    assert last["open_agreements"] == 0
    assert "V06" not in last


def test_an_agreement_of_the_same_day_or_before_counts_a_later_one_does_not(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Sheets are typed days later and out of order."""
    finish(store, agree(visit, "2025-10-13", VZ3=TWO), by)
    earlier = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-12")
    assert earlier["open_agreements"] == 0
    assert (
        entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-13")["open_agreements"] == 2
    )


def test_an_agreement_that_was_shown_must_be_answered(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    finish(store, agree(visit, "2025-10-06", VZ3=TWO), by)
    begun = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-07")
    with pytest.raises(Invalid) as told:
        finish(store, agree(visit, "2025-10-07", V06=begun["V06"]), by)
    fields = [problem.field for problem in told.value.problems if problem.level == "error"]
    assert fields == ["V06[1].V06_S", "V06[2].V06_S"]


def test_a_script_that_does_not_mention_them_is_warned_and_they_stay_open(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    finish(store, agree(visit, "2025-10-06", VZ3=TWO), by)
    some = [{"V06_T": "LEER EN CASA · Familias · 2025-10-20", "V06_S": "cumplido"}]
    review = entry.review(store, "FS", agree(visit, "2025-10-07", V06=some), today=TODAY)
    assert review.complete
    assert [p.facts["value"] for p in review.problems if p.code == "open_agreement"] == [
        "Hacer librero · APEC · 2025-10-20"
    ]
    finish(store, agree(visit, "2025-10-07", V06=some), by)
    assert entry.begin(store, "FS", today=TODAY, school=place.school)["open_agreements"] == 1


def test_beginning_again_keeps_the_answers_already_given(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    finish(store, agree(visit, "2025-10-06", VZ3=TWO), by)
    begun = entry.begin(store, "FS", today=TODAY, school=place.school)
    begun["V06"][1]["V06_S"] = "no"
    begun["V05"] = "Leer"
    again = entry.begin(store, "FS", today=TODAY, **begun)
    assert again["V05"] == "Leer"
    assert [row.get("V06_S") for row in again["V06"]] == [None, "no"]


def test_recommendations_are_followed_up_too(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    advice = [{"VD2_T": "Leer por turnos", "VD2_F": "2025-10-20"}]
    finish(store, agree(visit, "2025-10-06", VD2=advice), by)
    begun = entry.begin(store, "FS", today=TODAY, school=place.school)
    assert (begun["open_recommendations"], begun["VD3"][0]["VD3_T"]) == (1, "Leer por turnos · 2025-10-20")
    finish(store, agree(visit, "2025-10-07", VD3=[{**begun["VD3"][0], "VD3_S": "adoptada"}]), by)
    assert entry.begin(store, "FS", today=TODAY, school=place.school)["open_recommendations"] == 0


def test_agreements_of_a_withdrawn_sheet_are_asked_no_more(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, agree(visit, "2025-10-06", VZ3=TWO), by)
    correction.withdraw(store, saved.id, reason="Escuela equivocada", by=by)
    assert entry.begin(store, "FS", today=TODAY, school=place.school)["open_agreements"] == 0


def test_a_diagnosis_begins_with_the_students_grade(store: Store, place: SimpleNamespace) -> None:
    begun = entry.begin(store, "DXA", today=TODAY, school=place.school, student=place.students[0])
    assert (begun["grade"], begun["ciclo"]) == ("3", "2025-2026")


def test_enrolment_is_of_the_day_of_the_visit(store: Store, by: str, place: SimpleNamespace) -> None:
    before = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-08-25")
    assert "enrolment" not in before
    assert entry.begin(store, "FS", today=TODAY, school=place.school)["enrolment"] == 3


def test_a_correction_keeps_the_earlier_answers_and_its_reason(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    mended = correction.correct(store, saved.id[:23], {"V05": "Escritura"}, reason="Me equivoqué", by=by)
    assert (mended.state, mended.doc["reason"], mended.answers["V05"]) == (
        "corrected",
        "Me equivoqué",
        "Escritura",
    )
    assert mended == store.get(Entry, saved.id)
    first, second = store.history(saved.id)
    assert first.doc == saved.doc
    assert (second.base, second.doc["answers"]["V07_H"]) == (saved.id, 1)


def test_a_correction_that_does_not_hold_saves_nothing(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    with pytest.raises(Invalid):
        correction.correct(store, saved.id, {"V05": None}, reason="No había propósito", by=by)
    assert store.get(Entry, saved.id) == saved


def test_correcting_and_withdrawing_take_a_reason(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    for act in (
        lambda: correction.correct(store, saved.id, {"V05": "x"}, reason=" ", by=by),
        lambda: correction.withdraw(store, saved.id, reason="", by=by),
    ):
        with pytest.raises(Invalid) as told:
            act()
        assert told.value.problems[0].field == "reason"
    assert store.get(Entry, saved.id) == saved


def test_what_was_withdrawn_stays_readable_and_is_not_corrected(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    gone = correction.withdraw(store, saved.id, reason="Repetida", by=by)
    assert (gone.state, gone.answers) == ("withdrawn", saved.answers)
    with pytest.raises(Untimely):
        correction.correct(store, saved.id, {"V05": "x"}, reason="y", by=by)
    with pytest.raises(Untimely):
        correction.withdraw(store, saved.id, reason="y", by=by)


def test_two_who_correct_the_same_sheet_do_not_overwrite_each_other(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = finish(store, visit, by)
    seen = store.get(Entry, saved.id)
    assert seen is not None
    correction.correct(store, saved.id, {"V05": "Uno"}, reason="r", by=by)
    late = correction._edit(seen, {**seen.doc, "state": "corrected"}, by)
    with pytest.raises(Clash):
        store.save([late], by=by)


def test_a_diagnosis_knows_the_stage_of_the_one_before(store: Store, by: str, place: SimpleNamespace) -> None:
    child = place.students[0]
    for day, stage in (
        ("2025-09-10", "silabico"),
        ("2025-09-05", "presilabico"),
        ("2025-10-19", "alfabetico"),
    ):
        answers = {"school": place.school, "student": child, "date": day, "P01": stage}
        store.save([Edit("entry", f"s:{place.school}", make.doc("DXA", answers))], by=by)
    begun = entry.begin(store, "DXA", today=TODAY, school=place.school, student=child, date="2025-10-19")
    assert begun["previous_stage"] == "silabico"


def test_a_first_diagnosis_of_the_class_leaves_agreements_too(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    answers = {
        "school": place.school,
        "date": "2025-09-05",
        "M06": [{"M06_Q": "Limpiar el pozo", "M06_R": "APEC", "M06_F": "2025-09-30"}],
    }
    store.save([Edit("entry", f"s:{place.school}", make.doc("DXE", answers))], by=by)
    begun = entry.begin(store, "FS", today=TODAY, school=place.school)
    assert [row["V06_T"] for row in begun["V06"]] == ["Limpiar el pozo · APEC · 2025-09-30"]


def test_a_child_who_is_not_on_record_as_of_the_family_visited_is_warned_of(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    """Luz is Itzel's mother; of Yaretzi nothing is on record. A warning: the register may be wrong."""
    tie = {"person": place.relative, "student": place.students[0], "relation": "madre"}
    store.save([Edit("kinship", f"s:{place.school}", make.doc("REG-F", tie))], by=by)
    answers = {
        "school": place.school, "date": "2025-10-06", "family": place.relative, "present": ["madre"],
        "students": [{"student": child} for child in place.students[:2]],
        "minutes": 30, "topics": ["tareas"], "commitment": "Leer juntas",
    }  # fmt: skip
    found = entry.review(store, "VH", answers, today=TODAY)
    assert [(one.code, one.field, one.level) for one in found.problems if one.code == "no_kin"] == [
        ("no_kin", "students[2].student", "warning")
    ]
