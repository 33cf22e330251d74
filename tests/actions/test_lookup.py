"""Whom somebody means: by id, the beginning of one, key or name."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fieldkit.actions import lookup
from fieldkit.domain.change import Edit
from fieldkit.errors import Ambiguous, NotFound
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store
from tests import make


@pytest.mark.parametrize(
    "text", ["12KPR0001Z", "12kpr0001z", "12-KPR-0001-Z", "la cienega", "PRIMARIA", "12KPR0001Z|matutino"]
)
def test_a_school_is_meant_by_key_or_name(store: Store, place: SimpleNamespace, text: str) -> None:
    assert lookup.school(store, text).id == place.school


def test_a_key_with_two_shifts_does_not_say_which(store: Store, by: str, place: SimpleNamespace) -> None:
    (evening,) = store.save([make.school(shift="vespertino", name="La de la tarde")], by=by)
    with pytest.raises(Ambiguous) as told:
        lookup.school(store, "12KPR0001Z")
    assert {identity for identity, _ in told.value.matches} == {place.school, evening.record}
    assert lookup.school(store, "12KPR0001Z|vespertino").id == evening.record


def test_nobody_of_that_name_is_told(store: Store, place: SimpleNamespace) -> None:
    for asked in ("Nadie", "12KPR0099X", ""):
        with pytest.raises(NotFound):
            lookup.school(store, asked)
        with pytest.raises(NotFound):
            lookup.person(store, asked)


def test_the_whole_name_wins_over_one_that_only_begins_so(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    store.save([make.person(place.school, first_names="Itzel", second_surname="Peñaloza")], by=by)
    assert lookup.person(store, "itzel sanchez pena").id == place.students[0]
    with pytest.raises(Ambiguous):
        lookup.person(store, "itzel")


def test_a_role_or_a_school_narrows_down(store: Store, by: str, place: SimpleNamespace) -> None:
    (other,) = store.save([make.school(cct="12KPR0002Y")], by=by)
    assert lookup.person(store, "pena luz", "relative", place.school).id == place.relative
    with pytest.raises(NotFound):
        lookup.person(store, "rosa gomez", "student")
    with pytest.raises(NotFound):
        lookup.person(store, "rosa gomez", "teacher", other.record)


def test_a_person_is_meant_by_curp(store: Store, by: str, place: SimpleNamespace) -> None:
    (one,) = store.save([make.person(place.school, curp="HEGG560427MVZRRL04")], by=by)
    assert lookup.person(store, "hegg560427mvzrrl04").id == one.record


def test_any_record_is_meant_by_the_beginning_of_its_id(store: Store, place: SimpleNamespace) -> None:
    assert lookup.record(store, place.school).id == place.school
    with pytest.raises(NotFound):
        lookup.record(store, place.school[:3])
    with pytest.raises(Ambiguous):
        lookup.record(store, place.school[:8])


def test_any_record_is_meant_by_the_end_of_its_id(store: Store, place: SimpleNamespace) -> None:
    """Lists show the end: ids made in one hour begin alike."""
    assert lookup.record(store, place.school[-8:]).id == place.school
    assert lookup.school(store, place.school[-8:].upper()).id == place.school
    assert lookup.somebody(store, place.students[0][-8:], "student").id == place.students[0]
    with pytest.raises(NotFound):
        lookup.record(store, place.school[-5:])


def test_a_record_of_any_kind_is_meant_by_what_it_is_called(store: Store, place: SimpleNamespace) -> None:
    assert lookup.anything(store, "12KPR0001Z").id == place.school
    assert lookup.anything(store, "itzel sanchez pena").id == place.students[0]
    assert lookup.anything(store, place.relative[-8:]).id == place.relative
    with pytest.raises(NotFound):
        lookup.anything(store, "zutano")


def test_the_id_of_a_draft_says_that_it_is_one(store: Store, place: SimpleNamespace) -> None:
    draft = store.save_draft(Draft("FS", {"school": place.school}))
    for meant in (draft.id, draft.id[-8:]):
        with pytest.raises(NotFound) as told:
            lookup.record(store, meant)
        assert (told.value.why, told.value.text) == ("is_draft", draft.id)


def test_a_school_that_two_notebooks_registered_is_the_one_registered_first(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    first = lookup.school(store, place.school)
    store.save([Edit("school", "s:{record}", first.doc)], by=by)
    assert lookup.school(store, first.cct).id == place.school
