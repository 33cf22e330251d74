"""The week of 20 October 2025, a Monday. Friday 31 October is a day of the technical council (CTE)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import agenda
from fieldkit.actions.agenda import Item
from fieldkit.cli.agenda import sentence
from fieldkit.domain.calendar import week as week_of
from fieldkit.domain.change import Edit
from fieldkit.forms.school_years import calendar
from fieldkit.store.store import Store
from tests import make

MONDAY = date(2025, 10, 20)


class Week:
    """A school whose sheets are put down, and its week."""

    def __init__(self, store: Store, by: str, place: SimpleNamespace) -> None:
        self.store, self.by, self.place = store, by, place

    def put(self, form: str, day: str, **answers: Any) -> str:
        doc = make.doc(form, {"school": self.place.school, "date": day, "ciclo": "2025-2026", **answers})
        (change,) = self.store.save([Edit("entry", f"s:{self.place.school}", doc)], by=self.by)
        return change.record

    def of(self, kind: str, day: date = MONDAY, today: date = MONDAY) -> list[Item]:
        span = week_of(day)
        found = agenda.items(self.store, calendar(self.store.home), span, today)
        return [one for one in found if one.kind == kind]


@pytest.fixture
def week(store: Store, by: str, place: SimpleNamespace) -> Week:
    return Week(store, by, place)


def test_a_week_is_from_monday_to_sunday() -> None:
    for day in (MONDAY, date(2025, 10, 26)):
        span = week_of(day)
        assert (span.first, span.last) == (MONDAY, date(2025, 10, 26))


def test_visits_agreed_and_days_of_the_plan_are_there_once_and_marked_when_made(week: Week) -> None:
    sheet = week.put("FS", "2025-10-06", VZ4="2025-10-20")
    week.put("PB", "2025-09-28", period="B1", DAY=[{"DAY_D": day} for day in ("2025-10-20", "2025-10-22")])
    (visit,) = week.of("visit")
    assert (visit.date, visit.record, visit.done) == ("2025-10-20", sheet, False)
    assert [one.date for one in week.of("planned")] == ["2025-10-22"]
    week.put("FS", "2025-10-20", VZ4="2025-11-03")
    (visit,) = week.of("visit")
    assert visit.done
    assert week.of("visit", date(2025, 10, 27)) == []


def test_what_was_promised_is_there_until_it_is_over_also_from_before(week: Week) -> None:
    promised = [
        {"VZ3_Q": "Leer en casa", "VZ3_R": "La mamá de Itzel", "VZ3_F": "2025-10-21"},
        {"VZ3_Q": "Pintar el pizarrón", "VZ3_R": "APEC", "VZ3_F": "2025-10-10"},
        {"VZ3_Q": "Traer libros", "VZ3_R": "Asesora", "VZ3_F": "2025-11-05"},
    ]
    sheet = week.put("FS", "2025-10-06", VZ3=promised)
    found = week.of("agreement")
    assert [(one.date, one.text) for one in found] == [
        ("2025-10-10", "Pintar el pizarrón · APEC"),
        ("2025-10-21", "Leer en casa · La mamá de Itzel"),
    ]
    week.put("FS", "2025-10-13", V06=[{"V06_A": f"{sheet}.2", "V06_S": "cumplido"}])
    assert [one.date for one in week.of("agreement")] == ["2025-10-21"]


def test_agreements_of_the_first_days_and_of_meetings_are_there_too(week: Week) -> None:
    week.put("DXE", "2025-09-15", M06=[{"M06_Q": "Avisar", "M06_R": "Docente", "M06_F": "2025-10-22"}])
    week.put("APM", "2025-10-02", AGR=[{"AGR_Q": "Faena", "AGR_R": "APEC", "AGR_F": "2025-10-24"}])
    assert [one.text for one in week.of("agreement")] == ["Avisar · Docente", "Faena · APEC"]


def test_what_was_agreed_with_the_network_is_of_no_school(week: Week) -> None:
    promised = [{"AGR_Q": "Mandar el plan", "AGR_R": "Ana", "AGR_F": "2025-10-23"}]
    doc = make.doc("RED", {"date": "2025-10-10", "ciclo": "2025-2026", "AGR": promised})
    week.store.save([Edit("entry", f"a:{week.by}", doc)], by=week.by)
    (one,) = week.of("agreement")
    assert (one.school, one.text) == (None, "Mandar el plan · Ana")


def test_recommendations_to_the_teacher_come_on_their_day(week: Week) -> None:
    week.put("FS", "2025-10-06", VD2=[{"VD2_T": "Leer en voz alta a diario", "VD2_F": "2025-10-23"}])
    (one,) = week.of("recommendation")
    assert (one.date, one.text) == ("2025-10-23", "Leer en voz alta a diario")


def test_activities_of_the_plan_come_on_their_day(week: Week) -> None:
    rows = [
        {"ACT_N": "Lotería de sílabas", "ACT_D": "2025-10-21", "ACT_E": "programada"},
        {"ACT_N": "Tutoría con Itzel", "ACT_D": "2025-10-20", "ACT_E": "realizada"},
        {"ACT_N": "Rally", "ACT_D": "2025-10-28", "ACT_E": "programada"},
    ]
    week.put("PB", "2025-09-28", period="B1", ACT=rows)
    found = [(one.date, one.text, one.done) for one in week.of("activity")]
    assert found == [("2025-10-20", "Tutoría con Itzel", True), ("2025-10-21", "Lotería de sílabas", False)]


def test_reports_due_in_the_week_are_there_until_they_are_made(week: Week) -> None:
    week.put("FS", "2025-10-06")
    first = date(2025, 11, 3)
    for today in (first, date(2025, 11, 7)):
        (one,) = [one for one in week.of("due", first, today) if one.next and one.next.say == "report"]
        assert one.date == "2025-11-05"


def test_days_of_the_council_are_there(week: Week) -> None:
    (one,) = week.of("calendar", date(2025, 10, 27))
    assert (one.date, one.text) == ("2025-10-31", "cte")


def test_a_school_without_anything_has_an_empty_week(week: Week) -> None:
    found = agenda.items(week.store, calendar(week.store.home), week_of(MONDAY), MONDAY)
    assert found == []


def test_a_visit_that_another_level_announced_is_there_with_its_level(week: Week) -> None:
    """The region says on its visit that it comes again; it is theirs, not a visit of the advisor's."""
    sheet = week.put("FS", "2025-10-06", V02="regional", VZ4="2025-10-20")
    (one,) = week.of("received")
    assert (one.date, one.text, one.record, one.done) == ("2025-10-20", "regional", sheet, False)
    assert week.of("visit") == []
    week.put("FS", "2025-10-20", V02="regional", VZ4="2025-11-20")
    (one,) = week.of("received")
    assert one.done


def test_that_nobody_knows_when_the_next_visit_is_puts_nothing_on_any_day(week: Week) -> None:
    week.put("FS", "2025-10-20", VZ4=-8)
    week.put("FS", "2025-10-20", V02="regional", VZ4=-8)
    assert (week.of("visit"), week.of("received")) == ([], [])


def test_a_level_that_only_a_newer_program_knows_is_told_as_it_stands(week: Week) -> None:
    """A level nobody observed (-9) is no other level; a day of the plan without its level is left out."""
    week.put("FS", "2025-10-06", V02="municipal", VZ4="2025-10-21")
    week.put("FS", "2025-10-07", V02=-9, VZ4="2025-10-22")
    week.put("PB", "2025-09-05", VIS=[{"VIS_D": "2025-10-23"}])
    (one,) = week.of("received")
    assert (one.date, one.text) == ("2025-10-21", "municipal")
    assert [one.date for one in week.of("visit")] == ["2025-10-22"]
    assert sentence(one) == "Visita de otro nivel (municipal) a La Ciénega"
