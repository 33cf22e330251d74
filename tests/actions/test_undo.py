"""Taking back an import: through the journal, without touching what somebody has worked on since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldkit.actions import correction, history, undo
from fieldkit.domain.person import Membership, Person
from fieldkit.domain.school import School
from fieldkit.errors import NotFound
from fieldkit.store.store import Store
from tests import make

WHY = "Se deshizo la importación"


def take_back(store: Store, by: str, batch: str | None = None, dry_run: bool = False) -> undo.Undone:
    return undo.batch(store, batch, by=by, reason=WHY, dry_run=dry_run)


def test_an_import_is_taken_back_whole(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    renamed = replace(make.school(name="Nombre del archivo"), record=school.record, base=school.id)
    people = [make.person(school.record, first_names=f"Niña {number}") for number in range(620)]
    store.save([renamed, *people], by=by, batch="lista.xlsx")

    done = take_back(store, by)
    assert (done.batch, done.withdrawn, done.restored, list(done.left)) == ("lista.xlsx", 620, 1, [])
    assert store.count(Person) == 0
    assert store.count(Person, withdrawn=True) == 620
    back = store.get(School, school.record)
    assert back is not None
    assert back.answers == make.school().doc["answers"]
    assert (back.state, back.doc["reason"]) == ("corrected", WHY)
    _, steps = history.of(store, school.record)
    names = [step.after["name"] for step in steps]
    assert names == [
        "Primaria comunitaria La Ciénega",
        "Nombre del archivo",
        "Primaria comunitaria La Ciénega",
    ]


def test_a_child_and_their_enrolment_are_one_and_what_was_saved_when_is_said(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    (known,) = store.save([make.person(school.record)], by=by)
    (new,) = store.save([make.person(school.record, first_names="José")], by=by, batch="b")
    store.save([make.membership(school.record, one.record) for one in (known, new)], by=by, batch="b")
    done = take_back(store, by)
    assert (done.new, done.changed) == (1, 1)
    assert (done.withdrawn, done.restored) == (3, 0)
    assert (done.form, done.at) == ("REG-A", new.at)


def test_what_was_edited_since_is_left_and_reported(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    first, second = store.save([make.person(school.record) for _ in range(2)], by=by, batch="b")
    correction.correct(store, first.record, {"sex": "H"}, reason="Es niño", by=by)
    done = take_back(store, by, "b")
    assert list(done.left) == [(first.record, undo.CHANGED)]
    assert done.withdrawn == 1
    assert store.get(Person, first.record).state == "corrected"  # type: ignore[union-attr]
    assert store.get(Person, second.record).state == "withdrawn"  # type: ignore[union-attr]


def test_a_child_of_whom_something_was_changed_since_is_left_whole(store: Store, by: str) -> None:
    """Their enrolment was corrected: the child would be withdrawn with a living enrolment."""
    (school,) = store.save([make.school()], by=by)
    children = store.save([make.person(school.record, first_names=name) for name in "ab"], by=by, batch="b")
    enrolled = store.save([make.membership(school.record, one.record) for one in children], by=by, batch="b")
    correction.correct(store, enrolled[0].record, {"grade": "3"}, reason="Era otro grado", by=by)
    done = take_back(store, by, "b")
    assert sorted(done.left) == sorted(
        [(enrolled[0].record, undo.CHANGED), (children[0].record, undo.TOGETHER)]
    )
    assert (done.withdrawn, done.new) == (2, 1)
    assert [one.id for one in store.find(Person)] == [children[0].record]
    assert [one.id for one in store.find(Membership)] == [enrolled[0].record]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_school_with_people_is_left_and_an_empty_one_is_not(store: Store, by: str, dry_run: bool) -> None:
    full, empty, all_new = store.save(
        [make.school(cct=cct) for cct in ("12KPR0001Z", "12KPR0002Y", "12KPR0003X")], by=by, batch="b"
    )
    (child,) = store.save([make.person(full.record)], by=by)
    store.save([make.membership(full.record, child.record)], by=by)
    (other,) = store.save([make.person(all_new.record)], by=by, batch="b")
    store.save([make.membership(all_new.record, other.record)], by=by, batch="b")
    done = take_back(store, by, "b", dry_run)
    assert list(done.left) == [(full.record, undo.IN_USE)]
    assert done.withdrawn == 4
    assert {one.id for one in store.find(School)} >= {full.record}
    assert (store.get(School, empty.record).state == "withdrawn") is not dry_run  # type: ignore[union-attr]


def test_two_imports_are_taken_back_one_after_the_other(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by, batch="first")
    renamed = replace(make.school(name="Otra"), record=school.record, base=school.id)
    store.save([renamed], by=by, batch="second")
    assert take_back(store, by).batch == "second"
    done = take_back(store, by)
    assert (done.batch, done.withdrawn, list(done.left)) == ("first", 1, [])
    assert store.get(School, school.record).state == "withdrawn"  # type: ignore[union-attr]


def test_a_record_touched_twice_in_a_batch_goes_back_to_before_both(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    (one,) = store.save(
        [replace(make.school(name="Uno"), record=school.record, base=school.id)], by=by, batch="b"
    )
    store.save([replace(make.school(name="Dos"), record=school.record, base=one.id)], by=by, batch="b")
    assert take_back(store, by).restored == 1
    assert store.get(School, school.record).name == "Primaria comunitaria La Ciénega"  # type: ignore[union-attr]


def test_what_the_centre_said_before_comes_back(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    store.connection.execute("UPDATE record SET seq = 5, rev = 'of the centre'")
    edit = replace(make.school(name="Otra"), record=school.record, base="of the centre")
    store.save([edit], by=by, batch="b")
    assert take_back(store, by).restored == 1
    assert store.get(School, school.record).name == "Primaria comunitaria La Ciénega"  # type: ignore[union-attr]


def test_what_it_was_before_may_not_be_here_any_more(store: Store, by: str) -> None:
    (school,) = store.save([make.school()], by=by)
    store.connection.execute("UPDATE record SET rev = 'of the centre'")
    edit = replace(make.school(name="Otra"), record=school.record, base="of the centre")
    store.save([edit], by=by, batch="b")
    assert list(take_back(store, by).left) == [(school.record, undo.UNKNOWN)]


def test_asking_first_changes_nothing(store: Store, by: str) -> None:
    store.save([make.school()], by=by, batch="b")
    assert take_back(store, by, dry_run=True).withdrawn == 1
    assert store.count(School) == 1
    assert store.last_batch() == "b"


def test_each_undo_takes_back_the_batch_before(store: Store, by: str) -> None:
    for batch, cct in (("b1", "12KPR0001Z"), ("b2", "12KPR0002Y")):
        store.save([make.school(cct=cct)], by=by, batch=batch)
    assert [take_back(store, by).batch, take_back(store, by).batch] == ["b2", "b1"]
    with pytest.raises(NotFound):
        take_back(store, by)
    with pytest.raises(NotFound):
        take_back(store, by, "another")
    assert store.count(School) == 0
