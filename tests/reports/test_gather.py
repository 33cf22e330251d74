"""What a report counts from: who is in it, on which day, and what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.actions import correction
from fieldkit.domain.change import Edit
from fieldkit.domain.person import Person
from fieldkit.errors import NotFound
from fieldkit.reports.gather import cut, gather, number
from fieldkit.store.store import Store
from tests import make
from tests.reports.conftest import Place


def test_sheets_come_by_form_and_day_without_the_withdrawn_and_the_reports(place: Place) -> None:
    late = place.sheet("FS", "2025-10-20")
    early = place.sheet("FS", "2025-10-06")
    place.sheet("FS", "2025-10-07", state="withdrawn")
    mended = place.sheet("VH", "2025-10-31", state="corrected")
    place.sheet("INM", "2025-10-31")
    facts = place.facts()
    assert [sheet.id for sheet in facts.of("FS")] == [early, late]
    assert [sheet.id for sheet in facts.of("FS", "VH", since="2025-10-07", until="2025-10-31")] == [
        late,
        mended,
    ]
    assert facts.of("INM") == []
    assert facts.dated("2025-10-01", "2025-10-31") == 3


def test_what_was_corrected_into_being_another_school_s_is_not_this_one_s(place: Place) -> None:
    place.sheet("FS", "2025-10-06", school="another")
    moved = make.doc("REG-A", {"person": "p1", "school": "another", "role": "student"})
    place.store.save([Edit("membership", f"s:{place.school}", moved)], by=place.by)
    facts = place.facts()
    assert (facts.of("FS"), facts.roster("2025-10-06")) == ([], set())


def test_a_child_is_enrolled_from_its_first_day_until_the_day_before_the_last(place: Place) -> None:
    """Since the 10th and gone on the 20th: there on the 10th and the 19th, not on the 9th or the 20th."""
    child = place.child(since="2025-10-10", until="2025-10-20")
    place.relative(child)
    facts = place.facts()
    days = ("2025-10-09", "2025-10-10", "2025-10-19", "2025-10-20")
    assert [facts.roster(day) == {child} for day in days] == [False, True, True, False]
    assert facts.roster("2025-09-01", "2025-10-10") == {child}
    assert facts.roster("2025-10-20", "2025-10-31") == set()


def test_the_newest_identification_says_whether_a_child_is_focal(place: Place) -> None:
    """Focal from 6 October, no more from the 20th: focal in October, not in November."""
    child = place.child()
    place.focal(child, "2025-10-20", "no")
    place.focal(child, "2025-10-06")
    facts = place.facts()
    days = ("2025-10-05", "2025-10-06", "2025-10-19", "2025-10-20")
    assert [facts.focal(day) == {child} for day in days] == [False, True, True, False]
    assert facts.focal("2025-10-01", "2025-10-31") == {child}
    assert facts.focal("2025-11-01", "2025-11-30") == set()


def test_of_two_identifications_of_one_day_the_later_made_stands(place: Place) -> None:
    child = place.child()
    place.focal(child, "2025-10-06")
    place.focal(child, "2025-10-06", "no")
    assert place.facts().focal("2025-10-06") == set()


def test_a_child_who_has_left_is_focal_no_more(place: Place) -> None:
    child = place.child(until="2025-10-31")
    place.focal(child, "2025-10-06")
    facts = place.facts()
    assert facts.focal("2025-10-30") == {child}
    assert facts.focal("2025-11-03") == set()


def test_children_who_share_a_relative_are_one_family(place: Place) -> None:
    """Luz has Itzel and José, José's father is Pedro too: one family of four. Eva is nobody's: alone."""
    itzel, jose, eva = place.child("Itzel"), place.child("José"), place.child("Eva")
    luz, pedro = place.relative(itzel, jose, name="Luz"), place.relative(jose, name="Pedro")
    facts = place.facts()
    assert len({facts.family(one) for one in (itzel, jose, luz, pedro)}) == 1
    assert facts.family(eva) == eva


def test_a_child_whose_record_went_on_to_another_school_keeps_its_name(place: Place, store: Store) -> None:
    other = Place(store, cct="12KPR0002Y", name="El Zapotal")
    child = other.child("Yaretzi", until="2025-10-15")
    person = store.get_many(Person, [child])[child]
    store.save([Edit("person", f"s:{place.school}", person.doc, child, person.rev)], by=other.by)
    assert other.facts().name(child) == "Yaretzi Sánchez Peña"


def test_the_cut_changes_with_what_is_counted_and_with_nothing_else(place: Place) -> None:
    """School, child, membership and sheet are four; a sheet of November is not part of October."""
    place.child()
    sheet = place.sheet("FS", "2025-10-06", V05="Leer")
    first = cut([place.facts()], "2025-10-31")
    assert first.records == 4
    place.sheet("FS", "2025-11-03")
    assert cut([place.facts()], "2025-10-31") == first
    assert cut([place.facts()]).records == 5
    correction.withdraw(place.store, sheet, reason="No fue", by=place.by)
    assert cut([place.facts()], "2025-10-31").digest != first.digest


def test_a_code_for_a_missing_answer_is_no_number() -> None:
    assert [number(value) for value in (0, 3, 2.5)] == [0, 3, 2.5]
    assert [number(value) for value in (-7, -8, -9, None, "3", True, [])] == [None] * 7


def test_a_school_that_is_not_here_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        gather(store, "no-such-school", today=date(2025, 12, 1))


def test_a_sheet_that_names_another_school_than_the_one_it_is_kept_with_counts_in_neither(
    place: Place,
) -> None:
    other = Place(place.store, cct="12KPR0002Y")
    place.sheet("FS", "2025-10-06", school=other.school)
    assert place.facts().of("FS") == other.facts().of("FS") == []
