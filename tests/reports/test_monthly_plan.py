"""Numbers of a month about the plan, and what is missing, each case worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from fieldkit.reports import annual_work, monthly_gaps, monthly_plan
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.period import month, school_year
from tests.reports.conftest import Place

OCTOBER = month("2025-10")


def planned(place: Place, period: str, *activities: tuple[str, str, str], closed: str = "no") -> None:
    """A plan with activities: kind, day, state."""
    rows = [{"ACT_K": kind, "ACT_D": day, "ACT_E": state} for kind, day, state in activities]
    place.sheet("PB", "2025-09-01", ciclo="2025-2026", period=period, ACT=rows, closed=closed)


def test_m08_counts_the_recreational_activities_of_the_month(place: Place) -> None:
    """Planned for October: three of kind R, of which one is done and one in part; one visit of two tells of
    play. 1 of 3.
    """
    planned(
        place,
        "B1",
        ("R", "2025-10-06", "realizada"),
        ("R", "2025-10-13", "parcial"),
        ("R", "2025-10-27", "programada"),
        ("R", "2025-09-15", "realizada"),
        ("T", "2025-10-06", "realizada"),
    )
    place.sheet("FS", "2025-10-06", V01="jornada", VZ1="si")
    place.sheet("FS", "2025-10-07", V01="jornada", VZ1="no")
    parts = monthly_plan.recreational(place.facts(), OCTOBER).parts
    assert parts == {"value": Ratio(1, 3), "in_visits": Count(1, of=2)}


def test_m16_takes_what_was_planned_until_the_end_of_the_month(place: Place) -> None:
    """Plan B1: done in September, half done and not done in October, one moved. (1 + 0.5) of 4 = 37.5 %. In
    September only the first counts; the plan B2 is not October's.
    """
    planned(
        place,
        "B1",
        ("R", "2025-09-15", "realizada"),
        ("T", "2025-10-06", "parcial"),
        ("D", "2025-10-07", "no_realizada"),
        ("F", "2025-10-20", "reprogramada"),
    )
    planned(place, "B2", ("R", "2025-10-06", "realizada"), ("T", "2025-11-06", "realizada"))
    facts = place.facts()
    assert monthly_plan.plan_compliance(facts, OCTOBER).parts["value"] == Ratio(1.5, 4)
    assert monthly_plan.plan_compliance(facts, month("2025-09")).parts["value"] == Ratio(1, 1)


def test_without_a_plan_there_is_nothing_to_comply_with(place: Place) -> None:
    facts = place.facts()
    assert monthly_plan.plan_compliance(facts, OCTOBER).parts["value"].value is None
    assert monthly_plan.recreational(facts, OCTOBER).parts["value"].value is None
    assert monthly_plan.plan_compliance(facts, month("2025-08")).parts["value"].value is None


def test_of_a_plan_that_is_not_closed_it_is_not_known_what_was_done(place: Place) -> None:
    """Nobody said yet what became of its two activities: no number, and not 0 of 2. Once closed it is 0 of 2.
    One that tells of an activity counts as far as it tells, and the note stays until it is closed; what is
    put off, or told of another month, tells nothing.
    """
    waiting = ("R", "2025-10-06", "programada"), ("T", "2025-10-07", "programada")
    planned(place, "B1", *waiting)
    for found in (
        monthly_plan.plan_compliance(place.facts(), OCTOBER),
        monthly_plan.recreational(place.facts(), OCTOBER),
    ):
        assert found.parts["value"].value is None
        assert found.notes == ("plan_open",)
    year = annual_work.a23(place.facts(), school_year("2025-2026"))
    assert (year.parts["B1"].value, year.notes) == (None, ("plan_open",))
    other = Place(place.store, cct="12KPR0002Y")
    planned(other, "B1", *waiting, closed="si")
    found = monthly_plan.plan_compliance(other.facts(), OCTOBER)
    assert (found.parts["value"], found.notes) == (Ratio(0, 2), ())
    later = Place(place.store, cct="12KPR0004W")
    planned(later, "B1", ("R", "2025-10-20", "reprogramada"), *waiting, ("R", "2025-09-08", "realizada"))
    assert monthly_plan.recreational(later.facts(), OCTOBER).parts["value"].value is None
    assert monthly_plan.recreational(later.facts(), month("2025-09")).parts["value"] == Ratio(1, 1)
    third = Place(place.store, cct="12KPR0003X")
    planned(third, "B1", ("R", "2025-10-06", "realizada"), waiting[1])
    found = monthly_plan.plan_compliance(third.facts(), OCTOBER)
    assert (found.parts["value"], found.notes) == (Ratio(1, 2), ("plan_open",))


def test_m17_is_not_known_while_its_forms_are_not_there(place: Place) -> None:
    place.sheet("FS", "2025-10-06", V01="jornada")
    parts = monthly_gaps.tutoring_relations(place.facts(), OCTOBER).parts
    assert [part.value for part in parts.values()] == [None] * 5


def test_m21_tells_what_is_missing(place: Place) -> None:
    """Focal: Itzel tutored, Eva not: 1 of 2. Planned: the 6th with a sheet, the 7th without, the 27th is
    yet to come: 1 of 2. Drafts: one of October, one without a day: 2; not those of September or elsewhere.
    """
    itzel, eva = place.child("Itzel"), place.child("Eva")
    place.focal(itzel, "2025-09-20"), place.focal(eva, "2025-09-20")
    place.sheet("PB", "2025-09-01", DAY=[{"DAY_D": f"2025-10-{day}"} for day in ("06", "07", "27")])
    place.sheet("FS", "2025-10-06", V01="jornada", VA=[{"VA1": itzel, "VA3": 30}])
    drafts: list[tuple[str, dict[str, Any]]] = [
        ("FS", {"school": place.school, "date": "2025-10-07"}),
        ("DXA", {"school": place.school}),
        ("FS", {"school": place.school, "date": "2025-09-30"}),
        ("FS", {"school": "another", "date": "2025-10-07"}),
    ]
    parts = monthly_gaps.missing(place.facts(date(2025, 10, 20), drafts=drafts), OCTOBER).parts
    assert parts == {
        "drafts": Count(2),
        "without_session": Count(1, of=2),
        "days_without_sheet": Count(1, of=2),
    }


def test_where_nobody_sees_drafts_they_are_not_counted(place: Place) -> None:
    assert "drafts" not in monthly_gaps.missing(place.facts(), OCTOBER).parts
