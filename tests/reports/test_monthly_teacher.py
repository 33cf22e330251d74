"""Numbers of a month about the teacher, each case worked out by hand."""

from __future__ import annotations

from datetime import date

from fieldkit.reports import monthly_teacher as numbers
from fieldkit.reports.figure import Count, Ratio
from fieldkit.reports.period import month
from tests.reports.conftest import Place

OCTOBER = month("2025-10")


def recommended(place: Place, day: str, *due: str) -> str:
    """A visit with a recommendation for each of these days; gives the id of the sheet."""
    return place.sheet("FS", day, V01="jornada", VD2=[{"VD2_T": "Leer", "VD2_F": until} for until in due])


def followed(place: Place, day: str, **states: str) -> None:
    """A visit in which recommendations (`<sheet>.<row>`) are at these states."""
    rows = [{"VD3_A": what, "VD3_S": state} for what, state in states.items()]
    place.sheet("FS", day, V01="jornada", VD3=rows)


def test_m09_counts_what_was_recommended_taken_up_and_is_late(place: Place) -> None:
    """In September four: the first is taken up in October, the second dropped, the third under way and due on
    15 October (late), the fourth due in December (not late). In October a fifth, due in November. So: 1 new,
    1 under way, 1 taken up, 1 late; 1 of (1 taken up + 1 dropped + 1 late) = 1 of 3.
    """
    first = recommended(place, "2025-09-08", "2025-10-15", "2025-10-15", "2025-10-15", "2025-12-15")
    states = ("adoptada", "descartada", "en_proceso")
    followed(place, "2025-10-20", **{f"{first}.{row}": state for row, state in enumerate(states, 1)})
    recommended(place, "2025-10-21", "2025-11-15")
    parts = numbers.recommendations(place.facts(), OCTOBER).parts
    assert parts["value"] == Ratio(1, 3)
    among = {name: part.total for name, part in parts.items() if name != "value"}
    assert among == {"new": 1, "under_way": 1, "adopted": 1, "overdue": 1}


def test_m09_looks_at_october_as_it_was_at_its_end(place: Place) -> None:
    """Due on 15 October, taken up on 3 November: late in October (0 of 1), taken up in November (1 of 1)."""
    first = recommended(place, "2025-09-08", "2025-10-15")
    october = numbers.recommendations(place.facts(), OCTOBER).parts  # a month without any sheet
    assert (october["value"], october["overdue"].value, october["new"].value) == (Ratio(0, 1), 1, None)
    followed(place, "2025-11-03", **{f"{first}.1": "adoptada"})
    assert numbers.recommendations(place.facts(), OCTOBER).parts["value"] == Ratio(0, 1)
    assert numbers.recommendations(place.facts(), month("2025-11")).parts["value"] == Ratio(1, 1)
    assert numbers.recommendations(place.facts(), month("2025-12")).parts["value"] == Ratio(0, 0)


def test_m09_asks_no_more_of_what_was_over(place: Place) -> None:
    """Taken up on the 6th; a sheet of the 20th, typed without knowing, says under way: it stays taken up."""
    first = recommended(place, "2025-09-08", "2025-10-15")
    followed(place, "2025-10-06", **{f"{first}.1": "adoptada"})
    followed(place, "2025-10-20", **{f"{first}.1": "en_proceso"})
    parts = numbers.recommendations(place.facts(), OCTOBER).parts
    assert (parts["value"], parts["under_way"].total) == (Ratio(1, 1), 0)


def test_m09_calls_nothing_late_before_its_day(place: Place) -> None:
    """Due on the 25th, and today is the 20th: neither closed nor late."""
    recommended(place, "2025-10-06", "2025-10-25")
    assert numbers.recommendations(place.facts(date(2025, 10, 20)), OCTOBER).parts["value"].value is None
    assert numbers.recommendations(place.facts(date(2025, 10, 26)), OCTOBER).parts["value"] == Ratio(0, 1)


def test_m09_of_no_sheets_has_no_values(place: Place) -> None:
    parts = numbers.recommendations(place.facts(), OCTOBER).parts
    assert [part.value for part in parts.values()] == [None] * 5


def test_m10_is_the_mean_of_all_marks_but_those_not_observed(place: Place) -> None:
    """Two classes: 4 and 3 with one "not observed", then 2; a visit without. 9 of 3 marks = 3.0."""
    place.sheet("FS", "2025-10-06", V01="jornada", VD1="si", O01=4, O02=3, O03=-9)
    place.sheet("FS", "2025-10-07", V01="jornada", VD1="si", O12=2)
    place.sheet("FS", "2025-10-08", V01="jornada", VD1="no")
    parts = numbers.observations(place.facts(), OCTOBER).parts
    assert parts == {"value": Count(2, of=3), "mean": Ratio(9, 3, "mean")}


def test_m10_without_an_observed_class_has_no_mean(place: Place) -> None:
    place.sheet("FS", "2025-10-08", V01="jornada", VD1="no")
    parts = numbers.observations(place.facts(), OCTOBER).parts
    assert (parts["value"].value, parts["mean"].value) == (0, None)
