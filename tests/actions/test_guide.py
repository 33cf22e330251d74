"""What comes next at a school, step by step through a year. Classes begin on 1 September 2025."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import guide
from fieldkit.actions.upcoming import Next
from fieldkit.domain.change import Edit
from fieldkit.domain.person import Membership
from fieldkit.forms.school_years import calendar
from fieldkit.store.store import Store
from tests import make

Said = dict[str, Next]


class Year:
    """A school whose sheets are put down as the year goes on."""

    def __init__(self, store: Store, by: str, place: SimpleNamespace) -> None:
        self.store, self.by, self.place = store, by, place

    def put(self, form: str, day: str, by: str = "", **answers: Any) -> str:
        """A sheet with only what the guide looks at. by: who signed it."""
        known = {"school": self.place.school, "date": day, "ciclo": "2025-2026"}
        doc = make.doc(form, {**known, **answers}) | ({"author": by} if by else {})
        (change,) = self.store.save([Edit("entry", f"s:{self.place.school}", doc)], by=self.by)
        return change.record

    def next(self, day: str) -> Said:
        """What is said on a day, by its sentence."""
        found = guide.steps(self.store, calendar(self.store.home), date.fromisoformat(day))
        assert len({one.say for one in found}) == len(found)
        return {one.say: one for one in found}

    def diagnose(self, day: str = "2025-09-20", application: str = "inicial", **answers: Any) -> None:
        """All three students, in learning and wellbeing; and the class."""
        for student in self.place.students:
            for form in ("DXA", "SOC"):
                self.put(form, day, student=student, application=application, **answers)
        self.put("DXE", day, E01=application)

    def identify(self, day: str = "2025-09-25") -> None:
        self.put("RIE", day, student=self.place.students[0], focal="si", priority=1)


@pytest.fixture
def year(store: Store, by: str, place: SimpleNamespace) -> Year:
    return Year(store, by, place)


def test_without_a_school_there_is_one_step(store: Store) -> None:
    (one,) = guide.steps(store, calendar(store.home), date(2025, 8, 20))
    assert (one.step, one.say, one.school) == ("register", "school", None)


def test_people_come_before_everything_else(store: Store, by: str) -> None:
    store.save([make.school()], by=by)
    found = guide.steps(store, calendar(store.home), date(2025, 9, 12))
    assert [one.say for one in found[:3]] == ["no_student", "no_teacher", "no_relative"]


def test_in_september_diagnoses_are_counted_until_all_are_made(year: Year) -> None:
    """Three students: one diagnosed and one absent with a reason leaves one."""
    assert year.next("2025-09-10")["students"].facts["count"] == 3
    year.put("DXA", "2025-09-15", student=year.place.students[0], application="inicial")
    year.put("DXA", "2025-09-15", student=year.place.students[1], not_applied="si", application="inicial")
    found = year.next("2025-09-16")
    assert (found["students"].facts["count"], found["students"].due) == (1, date(2025, 9, 30))
    assert found["wellbeing"].facts["count"] == 3
    year.diagnose()
    assert not {"students", "wellbeing", "no_class"} & year.next("2025-09-21").keys()


def test_a_diagnosis_of_last_year_is_none_of_this_one(year: Year) -> None:
    year.put("DXA", "2025-06-20", student=year.place.students[0], application="final")
    assert year.next("2025-09-10")["students"].facts["count"] == 3


def test_preschoolers_without_a_diagnosis_are_not_waited_for(year: Year) -> None:
    (person,) = year.store.save([make.person(year.place.school, first_names="Luz")], by=year.by)
    year.store.save([make.membership(year.place.school, person.record, grade="P2")], by=year.by)
    assert year.next("2025-09-10")["students"].facts["count"] == 3


def test_children_at_risk_are_confirmed_then_the_strategy_is_agreed(year: Year) -> None:
    year.diagnose(L_NIV="requiere_apoyo")
    assert year.next("2025-09-21")["identify"].facts["count"] == 3
    for student in year.place.students[1:]:
        year.put("RIE", "2025-09-25", student=student, focal="no")
    assert year.next("2025-09-26")["identify"].facts["count"] == 1
    year.identify()
    found = year.next("2025-09-26")
    assert "identify" not in found
    year.put("DXA", "2026-01-15", student=year.place.students[0], application="media")
    assert year.next("2026-01-20")["identify"].due == date(2026, 1, 29)
    assert found["agree"].due == date(2025, 10, 5)
    year.put("EI", "2025-09-27")
    assert "agree" not in year.next("2025-09-28")


def test_where_nobody_is_at_risk_somebody_is_to_be_named_all_the_same(year: Year) -> None:
    year.diagnose()
    assert "identify_all" in year.next("2025-09-21")
    year.put("RIE", "2025-09-25", student=year.place.students[0], focal="no")
    assert "identify_all" not in year.next("2025-09-26")


def test_a_review_date_that_has_come_is_told(year: Year) -> None:
    identity = year.put("EI", "2025-09-27", I11R=[{"I11_F": "2025-11-10"}])
    assert "review" not in year.next("2025-11-09")
    told = year.next("2025-11-12")["review"]
    assert (told.due, told.command) == (date(2025, 11, 10), f"strategy review {identity}")


def test_the_plan_of_a_bimester_is_asked_for_ten_days_ahead_and_closed_at_its_end(year: Year) -> None:
    """B2 goes from the first of November to the end of December; its plan is due within its first week."""
    year.put("EI", "2025-09-27")
    span = calendar().year("2025-2026").periods["B2"]
    before = span.first.toordinal()
    early, near = (date.fromordinal(before - days).isoformat() for days in (11, 10))
    assert year.next(early)["plan"].facts["period"] == "B1"
    year.put("PB", "2025-09-28", period="B1")
    assert "plan" not in year.next(early)
    assert year.next(near)["plan"].facts["period"] == "B2"
    last = calendar().year("2025-2026").periods["B1"].last
    assert year.next(last.isoformat())["close"].due == last


def test_a_closed_plan_is_not_spoken_of(year: Year) -> None:
    year.put("EI", "2025-09-27")
    year.put("PB", "2025-09-28", period="B1", closed="si")
    assert "close" not in year.next("2025-11-20")


def test_a_planned_day_without_a_sheet_is_told_until_there_is_one(year: Year) -> None:
    days = [{"DAY_D": day} for day in ("2025-10-06", "2025-10-08", "2025-10-20")]
    year.put("PB", "2025-09-28", period="B1", DAY=days)
    assert year.next("2025-10-15")["days_without_sheet"].facts == {"count": 2, "day": "2025-10-06"}
    year.put("FS", "2025-10-06")
    year.put("FS", "2025-10-08")
    assert "days_without_sheet" not in year.next("2025-10-20"), "today is not over yet"
    assert year.next("2026-07-10")["days_without_sheet"].facts == {"count": 1, "day": "2025-10-20"}


def test_the_report_of_a_month_with_visits_is_due_on_the_fifth(year: Year) -> None:
    year.put("FS", "2025-10-06")
    assert "report" not in year.next("2025-10-31")
    told = year.next("2025-11-03")["report"]
    assert (told.due, told.facts["month"]) == (date(2025, 11, 5), "2025-10")
    year.put("INM", "2025-11-03", month="2025-10")
    assert "report" not in year.next("2025-11-03")


def test_what_is_due_in_a_week_comes_before_what_was_due(year: Year) -> None:
    year.put("FS", "2025-10-06")
    found = guide.steps(year.store, calendar(), date(2025, 11, 3))
    assert found[0].say == "report"
    assert [one.step for one in found[1:4]] == ["families", "families", "class"]


def test_families_of_focal_children_are_visited_once_a_bimester(year: Year) -> None:
    year.diagnose()
    year.identify()
    assert "home" not in year.next("2025-09-28"), "there is time yet"
    assert year.next("2025-10-20")["home"].facts["count"] == 1
    year.put("VH", "2025-10-19", students=[{"student": year.place.students[1]}])
    assert year.next("2025-10-20")["home"].facts["count"] == 1, "the other family was visited"
    year.put("VH", "2025-10-20", students=[{"student": child} for child in year.place.students])
    assert "home" not in year.next("2025-10-20")


def test_what_families_proposed_is_told_until_something_came_of_it(year: Year) -> None:
    """Two of the 1st of October wait: from the 8th on it is told, due on the 15th; also the year after."""
    year.put("PRO", "2025-10-01", status="recibida")
    year.put("PRO", "2025-10-01", status="realizada")
    year.put("PRO", "2025-10-01", status="en_marcha")
    assert "proposals" not in year.next("2025-10-07")
    for day in ("2025-10-08", "2026-11-03"):
        told = year.next(day)["proposals"]
        assert (told.facts["count"], told.due) == (2, date(2025, 10, 15))


def test_the_rules_are_checked_month_by_month_once_there_are_rules(year: Year) -> None:
    assert "no_rules" in year.next("2025-11-03")
    year.put("RGI", "2025-09-10")
    found = year.next("2025-11-03")
    assert "no_rules" not in found
    assert found["rules"].facts["month"] == "2025-10"
    year.put("RGC", "2025-11-02", month="2025-10")
    assert "rules" not in year.next("2025-11-03")


def test_the_second_round_is_for_the_focal_children_and_the_third_for_all(year: Year) -> None:
    year.diagnose()
    year.identify()
    assert not {"students_again", "no_class_again"} & year.next("2026-01-06").keys()
    second = year.next("2026-01-08")
    assert (second["students_again"].facts["count"], second["students_again"].due) == (1, date(2026, 1, 31))
    year.diagnose("2026-01-20", "media")
    year.put("RIE", "2026-01-21", student=year.place.students[0], focal="si")
    assert not {"students_again", "no_class_again"} & year.next("2026-01-25").keys()
    third = year.next("2026-06-16")
    assert (third["students_again"].facts["count"], third["students_again"].due) == (3, date(2026, 6, 30))


def test_a_round_that_was_left_out_is_not_spoken_of_when_the_last_one_begins(year: Year) -> None:
    found = year.next("2026-06-16")
    assert found["students_again"].facts == {"count": 3, "application": "final"}
    assert not {"students", "wellbeing", "no_class"} & found.keys()


def test_the_annual_report_is_asked_for_in_july(year: Year) -> None:
    year.put("FS", "2026-06-10")
    assert "annual" not in year.next("2026-06-30")
    assert year.next("2026-07-02")["annual"].due == date(2026, 7, 15)
    year.put("INA", "2026-07-05")
    assert "annual" not in year.next("2026-07-06")


def test_reports_that_are_late_stand_on_one_line_and_the_one_that_is_due_on_its_own(year: Year) -> None:
    """On 3 November that of October is due in two days; those of August and September are late."""
    for day in ("2025-08-28", "2025-09-05", "2025-10-06"):
        year.put("FS", day)
    found = year.next("2025-11-03")
    assert found["report"].facts == {"month": "2025-10"}
    assert found["report_late"].facts == {"month": "2025-08", "count": 2}
    assert found["report_late"].due == date(2025, 9, 5)


def test_reports_are_asked_for_across_the_end_of_the_year_until_they_are_frozen(year: Year) -> None:
    """Work in May and June: two months and the year, on two lines; one is kept under its last day."""
    for day in ("2026-05-11", "2026-06-10"):
        year.put("FS", day)
    for asked in ("2026-08-01", "2027-09-10", "2030-01-01"):
        found = year.next(asked)
        assert found["reports_of"].facts == {"count": 2, "ciclo": "2025-2026", "month": "2026-05"}
        assert found["annual_of"].facts == {"ciclo": "2025-2026"}
        assert found["annual_of"].command == "report freeze annual:CCT:2025-2026"
    year.put("INM", "2026-05-31", month="2026-05")
    assert year.next("2026-08-01")["reports_of"].facts["month"] == "2026-06"
    year.put("INM", "2026-06-30", month="2026-06")
    year.put("INA", "2026-07-31")
    assert not {"reports_of", "annual_of"} & year.next("2026-08-01").keys()


def test_a_plan_and_its_days_are_asked_for_across_the_end_of_the_year(year: Year) -> None:
    plan = year.put("PB", "2026-05-02", period="B5", DAY=[{"DAY_D": "2026-06-30"}])
    found = year.next("2026-09-01")
    assert found["closes_of"].facts == {"count": 1, "ciclo": "2025-2026", "period": "B5"}
    assert found["closes_of"].command == f"plan close {plan}"
    assert found["days_of"].facts == {"count": 1, "ciclo": "2025-2026", "day": "2026-06-30"}
    year.put("FS", "2026-06-30", V01="no_realizada")
    assert "days_of" not in year.next("2026-09-01")


def test_the_rules_of_each_month_are_asked_for_until_they_are_checked(year: Year) -> None:
    year.put("RGI", "2025-09-10")
    year.put("FS", "2025-09-12")
    assert year.next("2026-01-20")["rules_late"].facts == {"month": "2025-09", "count": 4}
    assert year.next("2026-09-20")["rules_of"].facts == {
        "count": 1,
        "ciclo": "2025-2026",
        "month": "2025-09",
    }
    year.put("RGC", "2026-09-19", month="2025-09")
    assert "rules_of" not in year.next("2026-09-20")


def test_what_a_colleague_left_undone_before_is_not_asked_of_who_came_after(year: Year) -> None:
    """A colleague worked until December: a plan of the year before and one of B1, days without a sheet, rules
    not checked, months and a year without a report. The advisor's own first sheet is of 10 February."""
    colleague = "01a20000-0000-7000-8000-000000000001"
    for day in ("2024-10-01", "2025-03-01", "2025-10-05", "2025-12-01"):
        year.put("FS", day, by=colleague)
    year.put("RGI", "2024-09-10", by=colleague)
    year.put("PB", "2025-05-02", by=colleague, ciclo="2024-2025", period="B5", DAY=[{"DAY_D": "2025-06-30"}])
    year.put("PB", "2025-09-02", by=colleague, period="B1", DAY=[{"DAY_D": "2025-09-30"}])
    late = {"closes_of", "days_of", "rules_of", "reports_of", "annual_of", "close", "days_without_sheet",
            "rules", "rules_late", "report", "report_late"}  # fmt: skip
    assert not late & year.next("2026-02-09").keys()
    year.put("FS", "2026-02-10", by=year.by)
    assert late & year.next("2026-03-03").keys() == {"rules", "report"}
    assert year.next("2026-03-03")["report"].facts == {"month": "2026-02"}
    assert year.next("2026-09-01")["annual_of"].facts == {"ciclo": "2025-2026"}


def test_a_review_that_was_agreed_is_asked_for_in_the_next_year_until_there_is_a_newer_strategy(
    year: Year,
) -> None:
    year.put("EI", "2025-09-27", I11R=[{"I11_F": "2026-07-10"}])
    assert year.next("2026-09-01")["review"].due == date(2026, 7, 10)
    year.put("EI", "2026-09-02", ciclo="2026-2027")
    assert "review" not in year.next("2026-09-03")


def test_what_is_open_in_tutoring_is_one_line_and_then_the_pairs_that_can_be_made(year: Year) -> None:
    """An adviser plants an exercise with the first student: session, account, demonstration; then the student
    may tutor it and two others cannot yet. The second tutoring is under way, in whatever year."""
    one, two, _ = year.place.students
    exercise, day = "MAT-3-001", "2025-10-06"

    def tutored(day: str, tutee: str, outcome: str, **more: Any) -> None:
        year.put("TUT", day, U01=exercise, U02=year.by, U03=tutee, U08=outcome, seed="si", **more)

    assert "tutoring" not in year.next(day)
    tutored(day, one, "resuelto_solo")
    found = year.next(day)["tutoring"]
    assert (found.facts["account"], found.facts["person"]) == (1, one)
    assert (found.due, found.command) == (date(2025, 10, 20), "account new --school CCT")
    year.put("REL", "2025-10-08", exercise=exercise, person=one, sufficient="si")
    assert year.next("2025-10-08")["tutoring"].facts["demonstration"] == 1
    year.put("DEM", "2025-10-10", exercise=exercise, person=one, evaluator=year.by, accepted="si", mastery=3)
    found = year.next("2025-10-10")
    assert "tutoring" not in found
    assert (found["pairs"].facts, found["pairs"].due) == ({"count": 1}, None)
    tutored("2025-10-13", two, "en_curso")
    assert year.next("2027-02-01")["tutoring"].facts["under_way"] == 1


def test_nothing_is_asked_of_the_tutoring_of_a_child_who_left(year: Year) -> None:
    """Two solved an exercise and wrote nothing. One leaves on the 15th: one account is missing."""
    one, two, _ = year.place.students
    for tutee in (one, two):
        year.put("TUT", "2025-10-06", U01="MAT-3-001", U02=year.by, U03=tutee, U08="resuelto_solo", seed="si")
    assert year.next("2025-10-20")["tutoring"].facts["account"] == 2
    (left,) = (row for row in year.store.find(Membership, school=year.place.school) if row.person == one)
    doc = {**left.doc, "answers": {**left.answers, "until": "2025-10-15"}}
    year.store.save([Edit("membership", left.bucket, doc, left.id, left.rev)], by=year.by)
    found = year.next("2025-10-20")["tutoring"].facts
    assert (found["account"], found["person"]) == (1, two)
