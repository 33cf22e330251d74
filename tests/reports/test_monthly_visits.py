"""Numbers of a month about visits, each case worked out by hand."""

from __future__ import annotations

from fieldkit import text
from fieldkit.reports import lines
from fieldkit.reports import monthly_visits as numbers
from fieldkit.reports.figure import Count, Ratio, as_json
from fieldkit.reports.period import month
from tests.reports.conftest import Place

OCTOBER = month("2025-10")
MADE = {"V01": "jornada", "V02": "asesor"}
THEIRS = {"V01": "supervision", "V02": "regional"}


def test_m01_counts_different_days_in_the_community(place: Place) -> None:
    """6 and 7 October are days in the community, the 7th twice over; the 8th was a support visit, the 9th was
    not made, 3 November is another month. Two days, in five sheets.
    """
    for day in ("2025-10-06", "2025-10-07", "2025-10-07", "2025-11-03"):
        place.sheet("FS", day, **MADE)
    place.sheet("FS", "2025-10-08", V01="acompanamiento")
    place.sheet("FS", "2025-10-09", V01="no_realizada", V04="clima")
    assert numbers.days_in_community(place.facts(), OCTOBER).parts["value"] == Count(2, of=5)


def test_without_any_sheet_the_days_in_the_community_are_not_known(place: Place) -> None:
    """No sheet in October is "s/d"; one visit that was not made is 0 days."""
    assert numbers.days_in_community(place.facts(), OCTOBER).parts["value"].value is None
    place.sheet("FS", "2025-10-09", V01="no_realizada", V04="clima")
    assert numbers.days_in_community(place.facts(), OCTOBER).parts["value"].value == 0


def test_m02_compares_days_visited_with_days_planned(place: Place) -> None:
    """Planned for October: the 6th, 7th, 20th and 21st (3 November is not). Visited on the 6th and 20th, the
    21st failed, and on the 8th somebody from the region came, who is not the advisor: 2 of 4 = 50 %.
    """
    days = ("2025-10-06", "2025-10-07", "2025-10-20", "2025-10-21", "2025-11-03")
    place.sheet("PB", "2025-09-01", DAY=[{"DAY_D": day} for day in days])
    place.sheet("FS", "2025-10-06", **MADE)
    place.sheet("FS", "2025-10-20", V01="acompanamiento", V02="asesor")
    place.sheet("FS", "2025-10-21", V01="no_realizada", V02="asesor", V04="camino")
    place.sheet("FS", "2025-10-08", V01="supervision", V02="regional")
    found = numbers.visits_done(place.facts(), OCTOBER)
    assert (as_json(found.parts), found.notes) == ({"value": 50, "part": 2, "n": 4}, ())


def test_m02_says_when_there_were_more_visits_than_planned(place: Place) -> None:
    """One day planned, two visited: 200 %, and why."""
    place.sheet("PB", "2025-09-01", DAY=[{"DAY_D": "2025-10-06"}])
    place.sheet("FS", "2025-10-06", **MADE), place.sheet("FS", "2025-10-07", **MADE)
    found = numbers.visits_done(place.facts(), OCTOBER)
    assert (found.parts["value"].value, found.notes) == (200, ("more_than_planned",))


def test_m02_has_no_value_without_a_plan(place: Place) -> None:
    place.sheet("FS", "2025-10-06", **MADE)
    assert numbers.visits_done(place.facts(), OCTOBER).parts["value"] == Ratio(0, 0)


def test_m03_counts_visits_not_made_by_reason(place: Place) -> None:
    """Twice the weather, once the road, one visit made: 3 of 4 sheets."""
    for day, reason in (("2025-10-06", "clima"), ("2025-10-07", "clima"), ("2025-10-08", "camino")):
        place.sheet("FS", day, V01="no_realizada", V04=reason)
    place.sheet("FS", "2025-10-09", **MADE)
    found = numbers.not_made(place.facts(), OCTOBER)
    assert found.parts == {"value": Count(3, of=4), "clima": Count(2), "camino": Count(1)}


def test_m04_says_when_more_were_present_than_are_enrolled(place: Place) -> None:
    """One child is enrolled: 1 on the 6th is 100 %, with 2 more on the 7th it is 3 of 2, 150 %, and the
    day is named."""
    place.child()
    place.sheet("FS", "2025-10-06", **MADE, V07_C="si", V07_H=0, V07_M=1)
    assert numbers.attendance(place.facts(), OCTOBER).notes == ()
    place.sheet("FS", "2025-10-07", **MADE, V07_C="si", V07_H=1, V07_M=1)
    found = numbers.attendance(place.facts(), OCTOBER)
    assert (found.parts["value"], found.notes) == (Ratio(3, 2), ("more_than_enrolled:2025-10-07",))
    text.use("es")
    assert "7 oct 2025" in lines.notes(found)[0]
    assert (found + found).notes == ("more_than_enrolled",)


def test_m04_divides_by_the_children_enrolled_that_day(place: Place) -> None:
    """Three children until the 10th, then one leaves and two are left: 1 + 1 of 3 on the 6th, 2 + 0 of 2 on
    the 20th: 4 of 5 = 80 %.
    """
    place.child("Itzel", until="2025-10-11")
    place.child("José"), place.child("Eva")
    place.sheet("FS", "2025-10-06", **MADE, V07_C="si", V07_H=1, V07_M=1)
    place.sheet("FS", "2025-10-20", **MADE, V07_C="si", V07_H=2, V07_M=0)
    assert as_json(numbers.attendance(place.facts(), OCTOBER).parts) == {"value": 80, "part": 4, "n": 5}


def test_m04_takes_no_code_for_a_number_and_no_day_without_class(place: Place) -> None:
    """Boys "not observed" (-9) on the 6th, no class on the 7th: only the 8th counts, 1 of 1."""
    place.child()
    place.sheet("FS", "2025-10-06", **MADE, V07_C="si", V07_H=-9, V07_M=1)
    place.sheet("FS", "2025-10-07", **MADE, V07_C="no")
    place.sheet("FS", "2025-10-08", **MADE, V07_C="si", V07_H=0, V07_M=1)
    assert numbers.attendance(place.facts(), OCTOBER).parts["value"] == Ratio(1, 1)


def test_m04_counts_a_day_once_as_the_advisor_counted_it(place: Place) -> None:
    """On the 6th a regional visitor counts 1 of 2 and the advisor 2 of 2; on the 7th only the former, 1 of 2:
    2 + 1 of 2 + 2.
    """
    place.child("Itzel"), place.child("José")
    place.sheet("FS", "2025-10-06", **THEIRS, V07_C="si", V07_H=1, V07_M=0)
    place.sheet("FS", "2025-10-06", **MADE, V07_C="si", V07_H=1, V07_M=1)
    place.sheet("FS", "2025-10-07", **THEIRS, V07_C="si", V07_H=0, V07_M=1)
    assert numbers.attendance(place.facts(), OCTOBER).parts["value"] == Ratio(3, 4)


def test_m04_has_no_value_where_nobody_was_counted(place: Place) -> None:
    place.child()
    place.sheet("FS", "2025-10-06", V01="no_realizada", V04="clima")
    assert numbers.attendance(place.facts(), OCTOBER).parts["value"].value is None


def test_m19_counts_visits_of_other_levels(place: Place) -> None:
    """One regional visit made, one national visit that was not, one of the advisor: 1 of 3 sheets. Foreseen
    was the national one, that much is known."""
    place.sheet("FS", "2025-10-06", V01="supervision", V02="regional")
    place.sheet("FS", "2025-10-07", V01="no_realizada", V02="nacional", V04="camino")
    place.sheet("FS", "2025-10-08", **MADE)
    parts = numbers.visits_received(place.facts(), OCTOBER).parts
    assert parts == {"value": Count(1, of=3), "regional": Count(1), "foreseen": {"nacional": Count(1)}}


def test_a_day_on_which_two_levels_came_is_one_day_of_the_advisor_and_one_visit_received(
    place: Place,
) -> None:
    """Planned and visited on the 6th: 1 of 1 = 100 %; one of the 2 sheets is of the region."""
    place.sheet("PB", "2025-09-01", DAY=[{"DAY_D": "2025-10-06"}])
    place.sheet("FS", "2025-10-06", **MADE)
    place.sheet("FS", "2025-10-06", V01="supervision", V02="regional")
    assert numbers.visits_done(place.facts(), OCTOBER).parts["value"] == Ratio(1, 1)
    parts = numbers.visits_received(place.facts(), OCTOBER).parts
    assert (parts["value"], parts["regional"]) == (Count(1, of=2), Count(1))


def test_days_foreseen_for_other_levels_are_those_of_the_plan_those_announced_and_those_not_made(
    place: Place,
) -> None:
    """Regional: the plan says the 6th, the visit of the 6th says the 20th, and the 20th is not made: 2 days.
    National: nobody had said so before it was not made on the 13th: 1. State: it came unannounced: none.
    The advisor's own next visit is no other level's; a day of November is none of October.
    """
    place.sheet("PB", "2025-09-01", VIS=[{"VIS_D": "2025-10-06", "VIS_N": "regional"}])
    place.sheet("FS", "2025-10-06", V01="supervision", V02="regional", VZ4="2025-10-20")
    place.sheet("FS", "2025-10-20", V01="no_realizada", V02="regional", V04="camino", VZ4="2025-11-03")
    place.sheet("FS", "2025-10-13", V01="no_realizada", V02="nacional", V04="clima")
    place.sheet("FS", "2025-10-14", V01="supervision", V02="estatal")
    place.sheet("FS", "2025-10-08", **MADE, VZ4="2025-10-15")
    assert numbers.foreseen(place.facts(), OCTOBER) == {
        "regional": {"2025-10-06", "2025-10-20"},
        "nacional": {"2025-10-13"},
    }
    assert numbers.foreseen(place.facts(), month("2025-11")) == {"regional": {"2025-11-03"}}


def test_agreements_are_followed_up_each_once_wherever_they_were_made(place: Place) -> None:
    """Made in October: two in the visit of the 6th, one in the minutes of the 7th, one at a home on the 8th,
    and one more on the 21st: 5; one of September is not new. On the 20th three are looked at, of which that
    of September and one of the 6th are kept; on the 27th the one that goes on is asked about again: still 3
    looked at, 2 kept. Rows that name nothing, what never was, or what was agreed only later, are no answers.
    """
    old = place.sheet("FS", "2025-09-22", **MADE, VZ3=[{"VZ3_Q": "z"}])
    first = place.sheet("FS", "2025-10-06", **MADE, VZ3=[{"VZ3_Q": "a"}, {"VZ3_Q": "b"}])
    place.sheet("APM", "2025-10-07", AGR=[{"AGR_Q": "Techo"}])
    place.sheet("VH", "2025-10-08", commitment="Leer juntos")
    later = place.sheet("FS", "2025-10-21", V01="no_realizada", V04="clima", VZ3=[{"VZ3_Q": "d"}])
    again = [{"V06_A": f"{first}.1", "V06_S": "cumplido"}, {"V06_A": f"{first}.2", "V06_S": "en_proceso"}]
    known = [{"V06_A": f"{old}.1", "V06_S": "cumplido"}, *again]
    unknown = [{"V06_S": "cumplido"}, {"V06_T": "a", "V06_S": "cumplido"}]
    unknown += [{"V06_A": one, "V06_S": "cumplido"} for one in (f"{first}.3", f"{later}.1")]
    place.sheet("FS", "2025-10-20", **MADE, V06=known + unknown)
    place.sheet("FS", "2025-10-27", **MADE, V06=again[1:])
    found = numbers.followed(place.facts(), OCTOBER)
    assert found == {"agreed": Count(5), "looked_at": Count(3), "fulfilled": Count(2)}


def test_a_corrected_sheet_counts_as_corrected_and_a_withdrawn_one_not(place: Place) -> None:
    """The sheet of the 6th was corrected to a day in the community; that of the 7th was withdrawn: 1 day."""
    place.sheet("FS", "2025-10-06", **MADE, state="corrected")
    place.sheet("FS", "2025-10-07", **MADE, state="withdrawn")
    assert numbers.days_in_community(place.facts(), OCTOBER).parts["value"] == Count(1, of=1)


def test_a_sheet_of_an_older_form_without_an_item_is_left_out_of_that_number_alone(place: Place) -> None:
    """It has no attendance and no level of the visitor: a day in the community, nothing for M04 and M19."""
    place.child()
    place.sheet("FS", "2025-10-06", V01="jornada")
    facts = place.facts()
    assert numbers.days_in_community(facts, OCTOBER).parts["value"] == Count(1, of=1)
    assert numbers.attendance(facts, OCTOBER).parts["value"] == Ratio(0, 0)
    assert numbers.visits_received(facts, OCTOBER).parts["value"] == Count(0, of=1)
