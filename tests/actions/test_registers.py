"""Registering schools, students, teachers, relatives and advisors."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import advisor, correction, people, person, school
from fieldkit.domain.advisor import Advisor
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.school import School
from fieldkit.errors import Invalid, NotFound, StoreExists
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY

STUDENT = {
    "first_names": "Xóchitl",
    "surname": "Ramírez",
    "second_surname": "Muñoz",
    "birth_date": "2016-05-02",
    "sex": "M",
    "school": "12KPR0001Z",
    "grade": "4",
    **make.NOTICE,
}


def register(store: Store, by: str, form: str = "REG-A", **answers: Any) -> person.Registered:
    return person.register(store, form, {**STUDENT, **answers}, by=by, today=TODAY)


def test_a_student_becomes_a_person_and_a_membership(store: Store, by: str, place: SimpleNamespace) -> None:
    made, membership, kinship, alike, ended = register(store, by)
    assert store.get(Person, made.id) == made
    assert store.get(Membership, membership.id) == membership
    assert (kinship, alike, ended) == (None, [], [])
    assert (membership.person, membership.school, membership.role) == (made.id, place.school, "student")
    assert {"grade", "school", "since"} <= set(membership.answers)
    assert "notice_version" in made.answers
    assert not {"grade", "school"} & set(made.answers)
    assert made.bucket == membership.bucket == f"s:{place.school}"


def test_without_a_privacy_notice_a_person_stays_a_draft(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    people = store.count(Person)
    without = {code: value for code, value in STUDENT.items() if not code.startswith("notice")}
    with pytest.raises(Invalid) as told:
        person.register(store, "REG-A", without, by=by, today=TODAY)
    missing = {problem.field for problem in told.value.problems if problem.level == "error"}
    assert missing == {"notice_version", "notice_date", "notice_to", "notice_how"}
    (kept,) = store.drafts()
    assert (kept.id, kept.answers) == (told.value.draft, without)
    assert store.count(Person) == people
    whole = person.register(store, "REG-A", STUDENT, by=by, today=TODAY, draft=kept.id)
    assert store.get(Person, whole.person.id) is not None
    assert store.drafts() == []


def test_a_likely_duplicate_is_pointed_out_and_not_merged(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    first = register(store, by)
    second = register(store, by, surname="RAMIREZ", second_surname="Munoz")
    assert [one.id for one in second.alike] == [first.person.id]
    assert second.person.id != first.person.id


def test_the_same_curp_under_another_name_is_pointed_out(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    curp = "RAMX160502MGRMXCA1"
    (known,) = store.save([make.person(place.school, curp=curp, first_names="Sóchil")], by=by)
    found = person.alike(store, {**STUDENT, "curp": curp})
    assert [one.id for one in found] == [known.record]


def test_a_student_who_moves_keeps_the_record_and_leaves_the_old_school(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    (other,) = store.save([make.school(cct="12KPR0002Y", name="El Peñón")], by=by)
    moved = person.register(
        store,
        "REG-A",
        {"school": other.record, "grade": "4", "since": "2025-10-15"},
        by=by,
        today=TODAY,
        existing=place.students[1],
    )
    assert moved.person.id == place.students[1]
    assert store.get(Person, moved.person.id) == moved.person
    assert moved.person.bucket == f"s:{other.record}"
    old, new = sorted(store.find(Membership, subject=moved.person.id), key=lambda one: one.over, reverse=True)
    assert (old.school, old.answers["until"], old.answers["leaving_reason"]) == (
        place.school,
        "2025-10-15",
        "cambio_de_comunidad",
    )
    assert (new.school, new.over) == (other.record, False)
    assert [one.id for one, _ in people.listed(store, "student", school=place.school)] == [
        place.students[0],
        place.students[2],
    ]


def test_what_the_new_sheet_adds_to_a_known_person_is_kept(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    known = place.students[1]
    again = person.register(
        store,
        "REG-A",
        {"school": place.school, "grade": "4", "home_languages": ["tlapaneco"]},
        by=by,
        today=TODAY,
        existing=known,
    )
    assert again.person.answers["home_languages"] == ["tlapaneco"]
    assert again.person.name == "Yaretzi Sánchez Peña"
    assert len(list(store.find(Membership, subject=known))) == 1


def test_a_person_who_is_not_here_cannot_be_the_one(store: Store, by: str, place: SimpleNamespace) -> None:
    with pytest.raises(NotFound):
        person.register(store, "REG-A", STUDENT, by=by, today=TODAY, existing="nobody")


def test_a_relative_is_tied_to_the_student(store: Store, by: str, place: SimpleNamespace) -> None:
    answers = {
        "first_names": "Marta",
        "surname": "Peña",
        "student": "itzel sanchez",
        "relation": "madre",
        "school": place.school,
        **make.NOTICE,
    }
    made = person.register(store, "REG-F", answers, by=by, today=TODAY)
    assert made.kinship is not None
    assert (made.kinship.person, made.kinship.student) == (made.person.id, place.students[0])
    (tie,) = store.find(Kinship, subject=place.students[0])
    assert (tie.person, tie.answers["relation"]) == (made.person.id, "madre")
    assert [one.name for one, _ in people.listed(store, "relative")] == ["Luz Peña Peña", "Marta Peña"]


def test_withdrawing_a_person_takes_what_leans_on_it(store: Store, by: str, place: SimpleNamespace) -> None:
    child = place.students[0]
    tie = {"person": place.relative, "student": child, "relation": "madre"}
    edit = make.membership(place.school, place.relative, "relative")
    store.save([type(edit)("kinship", edit.bucket, make.doc("REG-F", tie))], by=by)
    correction.withdraw(store, place.relative, reason="Registrada dos veces", by=by)
    assert list(people.listed(store, "relative")) == []
    assert store.count(Kinship) == 0
    assert store.count(Kinship, withdrawn=True) == 1
    assert store.get(Person, child).state == "finished"  # type: ignore[union-attr]


def test_one_part_of_a_sheet_is_corrected_by_itself(store: Store, by: str, place: SimpleNamespace) -> None:
    mended = correction.correct(
        store, place.students[0], {"second_surname": "Núñez"}, reason="Se escribió mal", by=by
    )
    assert mended.state == "corrected"
    assert [one.id for one in store.search("itzel sanchez nunez")] == [mended.id]
    (membership,) = store.find(Membership, subject=place.students[0])
    left = correction.correct(
        store,
        membership.id,
        {"until": "2025-10-17", "leaving_reason": "migracion"},
        reason="Se fue la familia",
        by=by,
    )
    assert isinstance(left, Membership)
    assert left.over
    assert left.answers["person"] == place.students[0]


SCHOOL = {
    "name": "Primaria comunitaria Benito Juárez",
    "level": "primaria",
    "kind": "comunitaria",
    "modality": "indigena",
    "shift": "matutino",
    "organisation": "unitaria",
    "cvegeo": "120040001",
    "community": "Xalpatláhuac",
}


def test_a_school_has_its_own_bucket(store: Store, by: str) -> None:
    made, alike = school.register(store, {**SCHOOL, "cct": "12kpr0001z"}, by=by, today=TODAY)
    assert (made.cct, made.bucket, alike) == ("12KPR0001Z", f"s:{made.id}", [])
    assert store.get(School, made.id) == made


def test_a_school_without_key_gets_a_provisional_one_of_its_state(store: Store, by: str) -> None:
    first = school.register(store, SCHOOL, by=by, today=TODAY).school
    second = school.register(store, {**SCHOOL, "name": "Otra"}, by=by, today=TODAY).school
    oaxaca = school.register(store, {**SCHOOL, "cvegeo": "200010001"}, by=by, today=TODAY).school
    assert [first.cct, second.cct, oaxaca.cct] == ["PROV-12-0001", "PROV-12-0002", "PROV-20-0001"]


def test_without_key_and_locality_a_school_stays_a_draft(store: Store, by: str) -> None:
    answers = {code: value for code, value in SCHOOL.items() if code != "cvegeo"}
    with pytest.raises(Invalid) as told:
        school.register(store, answers, by=by, today=TODAY)
    assert "cct" in {problem.field for problem in told.value.problems if problem.level == "error"}
    assert store.drafts()[0].answers == answers


def test_the_same_key_and_shift_is_pointed_out(store: Store, by: str) -> None:
    first = school.register(store, {**SCHOOL, "cct": "12KPR0001Z"}, by=by, today=TODAY).school
    again = school.register(store, {**SCHOOL, "cct": "12KPR0001Z"}, by=by, today=TODAY)
    assert [one.id for one in again.alike] == [first.id]
    evening = {**SCHOOL, "cct": "12KPR0001Z", "shift": "vespertino"}
    assert school.register(store, evening, by=by, today=TODAY).alike == []


def test_a_notebook_is_set_up_once(home: Path, store: Store, by: str) -> None:
    with pytest.raises(StoreExists):
        advisor.init(home, "Otra")
    assert (store.meta("name"), store.meta("advisor")) == ("Ana Ruiz", by)
    assert store.meta("device") not in (None, by)


def test_the_advisors_own_record_is_in_the_advisors_bucket(store: Store, by: str) -> None:
    made = advisor.register(store, {"name": "Ana Ruiz"}, by=by, today=TODAY)
    assert made.bucket == f"a:{by}"
    assert store.get(Advisor, made.id) == made


def test_the_goals_of_a_teacher_stay_with_what_they_are_at_the_school(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    """There the plan offers them and the annual report counts them (A16)."""
    goals = [{"goal": "Leer a diario", "goal_date": "2026-01-30", "goal_done": "si"}]
    made, membership, *_ = register(store, by, "REG-D", goals=goals)
    assert membership.answers["goals"] == goals
    assert "goals" not in made.answers


def test_a_teacher_is_not_told_of_questions_that_nobody_answered(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    with pytest.raises(Invalid) as told:
        register(store, by, "REG-D", surname="")
    assert "unknown_item" not in {problem.code for problem in told.value.problems if problem.field == "ciclo"}


def test_a_teacher_who_is_at_the_school_already_is_not_said_to_be_saved_otherwise(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    """Nor does a beginning that nobody knows (-8) stand in the way of saying the same again."""
    teacher = {code: value for code, value in STUDENT.items() if code not in ("grade", "birth_date")}
    sheet = {**teacher, "figure": "LEC", "lives_here": "no"}
    first = person.register(store, "REG-D", sheet, by=by, today=TODAY)
    same = {**sheet, "since": -8}
    again = person.register(store, "REG-D", same, by=by, today=TODAY, existing=first.person.id)
    assert again.membership == first.membership
    with pytest.raises(Invalid) as told:
        moved_in = {**sheet, "lives_here": "si"}
        person.register(store, "REG-D", moved_in, by=by, today=TODAY, existing=first.person.id)
    assert [problem.code for problem in told.value.problems] == ["enrolled_already"]
