"""Numbers of a month about families, each case worked out by hand."""

from __future__ import annotations

import pytest

from fieldkit.domain.calendar import Calendar
from fieldkit.reports import monthly_families as numbers
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.period import bimester, month
from tests.reports.conftest import Place

OCTOBER = month("2025-10")


def test_m11_counts_visits_families_and_families_with_a_focal_child(place: Place) -> None:
    """Three visits: to Luz twice, mother of Itzel (focal), and to Pedro, Itzel's father; Rosa, mother of Eva
    (focal), was not visited. 3 visits, 1 family; 1 of 2 families with a focal child.
    """
    itzel, eva = place.child("Itzel"), place.child("Eva")
    luz, pedro = place.relative(itzel, name="Luz"), place.relative(itzel, name="Pedro")
    place.relative(eva, name="Rosa")
    place.focal(itzel, "2025-09-20"), place.focal(eva, "2025-09-20")
    for day, relative in (("2025-10-06", luz), ("2025-10-20", luz), ("2025-10-21", pedro)):
        place.sheet("VH", day, family=relative, students=[{"student": itzel}])
    parts = numbers.home_visits(place.facts(), OCTOBER).parts
    assert parts == {"value": Count(3, of=3), "families": Count(1, of=3), "of_focal": Ratio(1, 2)}


def test_m11_knows_a_family_by_its_child_when_nobody_wrote_down_whose_relative_it_is(place: Place) -> None:
    """Rosa is nobody's relative in the register, but the visit names Eva, who is focal: 1 of 1."""
    eva = place.child("Eva")
    place.focal(eva, "2025-09-20")
    place.sheet("VH", "2025-10-06", family=place.relative(name="Rosa"), students=[{"student": eva}])
    assert numbers.home_visits(place.facts(), OCTOBER).parts["of_focal"] == Ratio(1, 1)


def test_m12_counts_meetings_those_present_and_agreements(place: Place) -> None:
    """September: two agreements, due 15 and 20 October; the first is kept in October, the second is late.
    October: a meeting, 6 women and 3 men of 12 called, with one agreement due in November; and one where
    nobody wrote how many were called. 2 meetings, 9 of 12 = 75 %, 1 new, 1 kept, 1 late.
    """
    rows = [{"AGR_Q": "Leña", "AGR_F": "2025-10-15"}, {"AGR_Q": "Techo", "AGR_F": "2025-10-20"}]
    before = place.sheet("APM", "2025-09-10", called=10, present_m=5, present_h=5, AGR=rows)
    new = [{"AGR_Q": "Agua", "AGR_F": "2025-11-10"}]
    place.sheet("APM", "2025-10-08", called=12, present_m=6, present_h=3, AGR=new)
    place.sheet("APM", "2025-10-09", called=-8, present_m=6, present_h=3)
    place.sheet("FS", "2025-10-20", V01="jornada", V06=[{"V06_A": f"{before}.1", "V06_S": "cumplido"}])
    parts = numbers.meetings(place.facts(), OCTOBER).parts
    assert parts["attendance"] == Ratio(9, 12)
    counts = {name: part.total for name, part in parts.items() if name != "attendance"}
    assert counts == {"value": 2, "new": 1, "kept": 1, "overdue": 1}


def test_m13_counts_proposals_by_sort_and_state(place: Place) -> None:
    """Two activities, one received and one done, and one measure received: 3."""
    for day, sort, status in (
        ("2025-10-06", "actividad", "recibida"),
        ("2025-10-07", "actividad", "realizada"),
        ("2025-10-08", "medida", "recibida"),
        ("2025-11-03", "solucion", "recibida"),
    ):
        place.sheet("PRO", day, sort=sort, status=status)
    counts = {name: part.total for name, part in numbers.proposals(place.facts(), OCTOBER).parts.items()}
    assert counts == {"value": 3, "actividad": 2, "medida": 1, "recibida": 2, "realizada": 1}


def test_m14_counts_a_night_of_sheet_and_ledger_once(place: Place) -> None:
    """The 6th: a night and 2 meals in the sheet, a night and 3 meals in the ledger: 1 and 3. The 7th: a night
    and 1 meal in the sheet alone. The 8th: 2 nights in the ledger alone, and wood, which is neither. Received
    4 nights of 8 promised a month, 4 meals of 24.
    """
    place.sheet("APC", "2025-09-02", nights_promised=4, meals_promised=10)
    place.sheet("APC", "2025-10-01", nights_promised=8, meals_promised=24)
    place.sheet("FS", "2025-10-06", V01="jornada", VF4_H="si", VF4_C=2)
    place.sheet("FS", "2025-10-07", V01="jornada", VF4_H="si", VF4_C=1)
    for day, sort, quantity in (
        ("2025-10-06", "hospedaje", 1),
        ("2025-10-06", "comida", 2),
        ("2025-10-06", "cena", 1),
        ("2025-10-08", "hospedaje", 2),
        ("2025-10-08", "espacio", 3),
    ):
        place.sheet("CON", day, sort=sort, quantity=quantity)
    parts = numbers.counterpart(place.facts(), OCTOBER).parts
    assert (parts["nights"], parts["meals"]) == (Ratio(4, 8), Ratio(4, 24))
    assert (parts["nights_received"].total, parts["meals_received"].total) == (4, 4)


def test_m14_multiplies_what_was_promised_by_the_months(place: Place) -> None:
    """8 nights a month are 16 in the two months of B1."""
    place.sheet("APC", "2025-09-02", nights_promised=8, meals_promised=-8)
    place.sheet("FS", "2025-10-06", V01="jornada", VF4_H="si", VF4_C=1)
    parts = numbers.counterpart(place.facts(), bimester(Calendar({}), "2025-2026", "B1")).parts
    assert parts["nights"] == Ratio(1, 16)
    assert parts["meals"] == Ratio(0, 0)


def test_m14_says_when_more_was_received_than_promised(place: Place) -> None:
    """Two meals of one promised, a night of two: 200 % and 50 %."""
    place.sheet("APC", "2025-09-02", nights_promised=2, meals_promised=1)
    place.sheet("FS", "2025-10-06", V01="jornada", VF4_H="si", VF4_C=2)
    assert numbers.counterpart(place.facts(), OCTOBER).notes == ("more_than_promised",)
    assert numbers.counterpart(place.facts(), month("2025-11")).notes == ()


def test_m14_has_no_share_where_nothing_was_promised_or_recorded(place: Place) -> None:
    assert numbers.counterpart(place.facts(), OCTOBER).parts["nights_received"].value is None
    place.sheet("FS", "2025-10-06", V01="jornada", VF4_H="si", VF4_C=0)
    parts = numbers.counterpart(place.facts(), OCTOBER).parts
    assert (parts["nights_received"].value, parts["nights"].value) == (1, None)


@pytest.mark.parametrize(("month_name", "found"), [("2025-10", Ratio(1.5, 3)), ("2025-11", Ratio(0, 0))])
def test_m15_counts_half_for_a_rule_kept_in_part(place: Place, month_name: str, found: Ratio) -> None:
    """Kept, half kept, not kept, and one that does not apply: 1.5 of 3. An earlier check of October does not
    count beside the last one.
    """
    place.sheet("RGC", "2025-10-15", month="2025-10", CHK=[{"CHK_S": "no"}])
    states = ("se_cumple", "a_medias", "no", "no_aplica")
    place.sheet("RGC", "2025-11-02", month="2025-10", CHK=[{"CHK_S": state} for state in states])
    assert numbers.rules(place.facts(), month(month_name)).parts["value"] == found
