"""A session that an advisor gave in a visit and that is part of a tutoring is counted once in each number."""

from __future__ import annotations

from fieldkit.reports import monthly_gaps, monthly_pupils, network
from fieldkit.reports.figure import Count
from fieldkit.reports.period import month, school_year
from tests.reports.conftest import Place

OCTOBER = month("2025-10")


def test_a_linked_session_is_minutes_in_m06_and_a_relation_in_m17_and_nowhere_both(place: Place) -> None:
    """30 minutes with Itzel on the sheet of the 6th, told again in the tutoring that begins with them and
    goes on for 40 on the 8th: M06 has one session of 30 minutes, M17 one relation begun. M06 takes nothing
    from the tutoring, not its 70 minutes; M17 nothing from the visit.
    """
    itzel = place.child("Itzel")
    sheet = place.sheet(
        "FS", "2025-10-06", V01="jornada", VA=[{"VA1": itzel, "VA2": "lectura", "VA3": 30, "VA5": 3}]
    )
    before = monthly_pupils.tutoring(place.facts(), OCTOBER)
    days = [{"U07_F": "2025-10-06", "U07_M": 30}, {"U07_F": "2025-10-08", "U07_M": 40}]
    place.sheet(
        "TUT",
        "2025-10-06",
        U01="LEN-3-007",
        U02="ana",
        U03=itzel,
        U08="en_curso",
        U07=days,
        linked_sheet=sheet,
    )
    after = monthly_pupils.tutoring(place.facts(), OCTOBER)
    assert after.parts == before.parts
    assert (after.parts["sessions"], after.parts["minutes"]) == (Count(1, of=1), Count(30, of=1))
    relations = monthly_gaps.tutoring_relations(place.facts(), OCTOBER).parts
    assert (relations["started"], relations["solved"]) == (Count(1, of=1), Count(0, of=1))
    assert "minutes" not in relations


def test_a_tutoring_counts_as_solved_in_the_month_in_which_it_was(place: Place) -> None:
    """One of 30 September was solved on 1 October; another, of 3 October, has no day on which it ended."""
    known = {"U01": "e", "U02": "ana", "U03": place.child("Itzel"), "U08": "resuelto_solo"}
    place.sheet("TUT", "2025-09-30", **known, U06_F="2025-10-01")
    place.sheet("TUT", "2025-10-03", **known)
    found = [
        monthly_gaps.tutoring_relations(place.facts(), month(one)).parts for one in ("2025-09", "2025-10")
    ]
    assert [(one["started"].value, one["solved"].value) for one in found] == [(1, 0), (1, 2)]


def test_the_network_says_which_of_its_minutes_the_visits_have_already(place: Place) -> None:
    """70 minutes in the tutoring: 30 of the 6th, which the linked sheet has as 25 with Itzel, and 40 of the
    8th: 25 are the same ones. Not linked, nobody can say that they are.
    """
    itzel, eva = place.child("Itzel"), place.child("Eva")
    both = [{"VA1": itzel, "VA2": "lectura", "VA3": 25}, {"VA1": eva, "VA2": "lectura", "VA3": 50}]
    sheet = place.sheet("FS", "2025-10-06", V01="jornada", VA=both)
    days = [{"U07_F": "2025-10-06", "U07_M": 30}, {"U07_F": "2025-10-08", "U07_M": 40}]
    known = {"U01": "LEN-3-007", "U02": "ana", "U08": "en_curso", "U07": days}
    place.sheet("TUT", "2025-10-06", **known, U03=itzel, linked_sheet=sheet)
    place.sheet("TUT", "2025-10-06", **known, U03=eva)
    year = school_year("2025-2026")
    (found,) = (one.parts for one in network.indicators(place.facts(), year) if one.code == "N10")
    assert (found["minutes"].value, found["minutes_of_visits"].value) == (140, 25)


def test_the_minutes_of_a_visit_are_no_relation(place: Place) -> None:
    itzel = place.child("Itzel")
    place.sheet("FS", "2025-10-06", V01="jornada", VA=[{"VA1": itzel, "VA2": "lectura", "VA3": 30, "VA5": 3}])
    assert monthly_gaps.tutoring_relations(place.facts(), OCTOBER).parts["started"] == Count(0, of=0)
