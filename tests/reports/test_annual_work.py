"""A05, A16–A25: teacher, families, visits, plans and results of tests, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldkit.domain.change import Edit
from fieldkit.reports import annual
from fieldkit.reports.annual import a24
from fieldkit.reports.annual_network import a19, a20
from fieldkit.reports.annual_people import a16, a17, a18
from fieldkit.reports.annual_tests import a05, a22
from fieldkit.reports.annual_work import a21, a23, a25
from fieldkit.reports.figure import Change, Count, Indicator, Ratio, as_json
from fieldkit.reports.period import school_year
from tests import make
from tests.reports.conftest import Place

YEAR = school_year("2025-2026")
OVER = date(2026, 7, 20)


def teacher(place: Place, *goals: dict[str, Any]) -> None:
    (one,) = place.store.save([make.person(place.school, "REG-D", first_names="Eva")], by=place.by)
    place.store.save([make.membership(place.school, one.record, "teacher", goals=list(goals))], by=place.by)


def test_goals_of_the_teacher_recommendations_and_how_class_is_given(place: Place) -> None:
    """Goals: 1 of 2 of this year; one of next year does not count. Recommendations: 1 taken up, 1 dropped, 1
    overdue: 1 of 3. Class: (1 + 3) / 2 = 2 at the start; 3 at the end, "not observed" left out.
    """
    teacher(
        place,
        {"goal": "Leer a diario", "goal_date": "2026-01-30", "goal_done": "si"},
        {"goal": "Usar el juego", "goal_done": "no"},
        {"goal": "Otro ciclo", "goal_date": "2026-09-30", "goal_done": "si"},
    )
    rows = [{"VD2_T": text, "VD2_F": "2025-11-01"} for text in "abc"]
    said = place.sheet("FS", "2025-10-06", V01="jornada", VD2=rows)
    answers = [{"VD3_A": f"{said}.1", "VD3_S": "adoptada"}, {"VD3_A": f"{said}.2", "VD3_S": "descartada"}]
    place.sheet("FS", "2025-11-10", V01="jornada", VD3=answers)
    place.sheet("DXE", "2025-09-05", E01="inicial", O01=1, O02=3)
    place.sheet("DXE", "2026-06-10", E01="final", O01=3, O02=-9)
    found = a16(place.facts(OVER), YEAR).parts
    assert found["goals"] == Ratio(1, 2)
    assert found["recommendations"] == Ratio(1, 3)
    assert found["observation"] == Change(Ratio(4, 2, "mean"), Ratio(3, 1, "mean"))


def test_leadership_is_told_at_the_start_and_at_the_end_where_there_is_a_head(place: Place) -> None:
    """(1 + 2 + 3) / 3 = 2 at the start; (3 + 4) / 2 = 3.5 at the end, "not observed" left out: +1.5. One of
    June that says it is of the start is not it. A school without a head has no number.
    """
    without = Place(place.store, cct="12KPR0002Y")
    without.sheet("DXE", "2025-09-05", E01="inicial", M07_D="no")
    assert a16(without.facts(OVER), YEAR).parts["leadership"].difference is None
    place.sheet("DXE", "2026-06-01", E01="inicial", M07_D="si", M07_1=4)
    place.sheet("DXE", "2025-09-01", E01="inicial", M07_D="si", M07_1=-9)  # not seen: it stands for none
    place.sheet("DXE", "2025-09-06", E01="inicial", M07_D="si", M07_1=1, M07_2=2, M07_3=3)
    place.sheet("DXE", "2026-06-10", E01="final", M07_D="si", M07_1=3, M07_2=-9, M07_3=4)
    assert a16(place.facts(OVER), YEAR).notes == ("given_twice",)
    found = a16(place.facts(OVER), YEAR).parts["leadership"]
    assert found == Change(Ratio(6, 3, "mean"), Ratio(7, 2, "mean"))
    assert found.difference == 1.5


def test_families_take_part_in_many_ways_and_count_once(place: Place) -> None:
    """Four families: two siblings of one mother (visited twice), one who gave food, one in office, one in
    nothing: 3 of 4. A child without a relative on record is a family of its own: 3 of 5.

    Proposals: 1 of 2 carried out. The focal child's family was visited twice: 2 visits / 1 family.
    """
    first, sibling, second, third, fourth = (place.child(name) for name in "abcde")
    place.child("f")
    mother, giver, officer = place.relative(first, sibling), place.relative(second), place.relative(third)
    place.relative(fourth)
    place.focal(first, "2025-09-25")
    for day in ("2025-10-10", "2025-11-10"):
        place.sheet("VH", day, family=mother, students=[{"student": sibling}])
    place.sheet("CON", "2025-10-11", family=giver, sort="comida", quantity=1)
    place.sheet("APC", "2025-09-10", OFF=[{"OFF_C": "presidencia", "OFF_P": officer}])
    place.sheet("PRO", "2025-10-12", who=giver, sort="actividad", status="realizada")
    place.sheet("PRO", "2025-10-13", who=officer, sort="medida", status="aceptada")
    found = a17(place.facts(OVER), YEAR).parts
    assert found["value"] == Ratio(3, 5)
    assert found["proposals"] == Ratio(1, 2)
    assert found["home_visits"] == Ratio(2, 1, "mean")


def test_without_a_single_sheet_nobody_knows_who_took_part(place: Place) -> None:
    place.relative(place.child())
    assert a17(place.facts(OVER), YEAR).parts["value"] == Ratio()


def test_the_association_over_the_year(place: Place) -> None:
    """Two meetings: 15 of 20 and 5 of 10 present: 20 of 30. Rules: kept, in part: 1.5 of 2, what does not
    apply left out. Promised: 10 nights a month over the days of class, 1 September to 15 July.
    """
    place.sheet("APM", "2025-10-10", called=20, present_m=10, present_h=5)
    place.sheet("APM", "2026-02-10", called=10, present_m=5, present_h=0)
    states = [{"CHK_S": state} for state in ("se_cumple", "a_medias", "no_aplica")]
    place.sheet("RGC", "2025-10-30", month="2025-10", CHK=states)
    place.sheet("APC", "2025-08-30", nights_promised=10, meals_promised=0)
    place.sheet("CON", "2025-10-06", sort="hospedaje", quantity=3)
    found = a18(place.facts(OVER), YEAR).parts
    assert found["meetings"].value == 2
    assert found["attendance"] == Ratio(20, 30)
    assert found["rules"] == Ratio(1.5, 2)
    assert found["nights"].part == 3
    assert found["nights"].whole == pytest.approx(10 * (10 + 15 / 31))


def test_what_has_no_form_yet_is_not_known_and_not_zero(place: Place) -> None:
    place.sheet("FS", "2025-10-06", V01="jornada")
    for found in (a19(place.facts(), YEAR), a20(place.facts(), YEAR)):
        assert {value.value for value in found.parts.values()} == {None}
        assert found.notes == ("not_recorded",)


def test_visits_by_level_and_month_and_those_planned(place: Place) -> None:
    """The advisor made two in October and one in November, of three days planned (one of them not made); the
    region came once. One that was not made is no visit. In September and, until the middle of December when
    it is counted, in that month there were none: zero, of months that class has begun in.
    """
    for day, level in (("2025-10-06", "asesor"), ("2025-10-07", "asesor"), ("2025-11-04", "asesor"),
                       ("2025-10-08", "regional")):  # fmt: skip
        place.sheet("FS", day, V01="jornada", V02=level)
    place.sheet("FS", "2025-11-05", V01="no_realizada", V02="asesor", V04="clima")
    days = [{"DAY_D": day} for day in ("2025-10-06", "2025-10-07", "2025-11-05", "2025-11-06")]
    place.sheet("PB", "2025-09-20", ciclo="2025-2026", period="B1", DAY=days)
    found = a21(place.facts(date(2025, 12, 15)), YEAR).parts
    assert found["value"] == Count(4, 5)
    assert found["asesor"] == {
        "2025-09": Count(0), "2025-10": Count(2), "2025-11": Count(1), "2025-12": Count(0)
    }  # fmt: skip
    assert found["regional"] == {"2025-10": Count(1)}
    assert "nacional" not in found
    assert found["planned"] == Ratio(3, 4)


def test_plan_compliance_by_bimester(place: Place) -> None:
    """B1: one done, one in part, one not: 1.5 of 3. B2 has no plan: no number."""
    states = ("realizada", "parcial", "no_realizada")
    rows = [{"ACT_D": f"2025-10-{day:02}", "ACT_E": state} for day, state in enumerate(states, 6)]
    place.sheet("PB", "2025-09-20", ciclo="2025-2026", period="B1", ACT=rows)
    found = a23(place.facts(OVER), YEAR).parts
    assert found["B1"] == Ratio(1.5, 3)
    assert found["B2"].value is None
    assert list(found) == ["B1", "B2", "B3", "B4", "B5"]


def test_taking_part_stands_beside_the_change_by_school(place: Place) -> None:
    """One family of one took part; the child rose from the lowest level: −100 pp."""
    child = place.child()
    mother = place.relative(child)
    place.sheet("VH", "2025-10-10", family=mother, students=[{"student": child}])
    for application, day, level in (
        ("inicial", "2025-09-20", "insuficiente"),
        ("final", "2026-06-20", "bueno"),
    ):
        place.sheet("DXA", day, student=child, application=application, LEN_NIV=level)
    found = a24(place.facts(OVER), YEAR)
    row = found.parts["12KPR0001Z"]
    assert row["participation"] == Ratio(1, 1)
    assert row["lenguaje"].difference == -100
    assert "describes_only" in found.notes


def test_only_stories_told_with_consent_are_counted(place: Place) -> None:
    place.sheet("HIS", "2026-06-10", story="…", consent="si", photo="x.jpg")
    place.sheet("HIS", "2026-06-11", story="…", consent="no")
    assert a25(place.facts(OVER), YEAR).parts == {"stories": Count(1), "photos": Count(1)}


# external tests


def results(place: Place, test: str, year: int, lowest: float, tested: int = 20, **more: Any) -> None:
    """Published results: the lowest level in both subjects, the rest at the next one."""
    percents = {
        f"{subject}_{rank}": (lowest, 100 - lowest, 0, 0)[rank] for subject in "LM" for rank in range(4)
    }
    told = {"cct": "12KPR0001Z", "shift": "matutino", "extension": "0", "test": test, "year": year,
            "level": "primaria", "grade": "todos", "tested": tested, **percents, **more}  # fmt: skip
    answers = {"school": place.school, **told}
    place.store.save([Edit("entry", f"s:{place.school}", make.doc("RES", answers))], by=place.by)


def test_results_of_one_test_are_compared_and_named(place: Place) -> None:
    """ENLACE 2009 → 2011: 59 % → 45 % of 20 tested: −14.0 pp, −23.7 % of what it was."""
    results(place, "enlace", 2009, 59)
    results(place, "enlace", 2011, 45)
    told = as_json(a05(place.facts(OVER), YEAR).parts)["ENLACE 2009-2011"]["primaria"]
    found = told["lenguaje"]["insufficient"]
    assert (round(found["difference"], 1), round(found["relative"], 1), found["n"]) == (-14.0, -23.7, 20)


def test_of_more_than_two_years_the_whole_span_is_told_and_the_last_step(place: Place) -> None:
    """ENLACE 59 % in 2009, 55 % in 2010, 45 % in 2011: −14.0 pp over the span, −10.0 pp in the last step. One
    year of PLANEA beside it has no before, and hides nothing of ENLACE: a note says that the tests differ.
    """
    for year, lowest in ((2009, 59), (2010, 55), (2011, 45)):
        results(place, "enlace", year, lowest)
    assert a05(place.facts(OVER), YEAR).notes == ()
    results(place, "planea", 2015, 30)
    found = a05(place.facts(OVER), YEAR)
    assert list(found.parts) == ["results", "ENLACE 2009-2011", "ENLACE 2010-2011", "PLANEA 2015"]
    told = {name: found.parts[name]["primaria"]["lenguaje"]["insufficient"] for name in list(found.parts)[1:]}
    assert told["ENLACE 2009-2011"].difference == pytest.approx(-14)
    assert told["ENLACE 2010-2011"].difference == pytest.approx(-10)
    assert (told["PLANEA 2015"].before.value, told["PLANEA 2015"].after.value) == (None, pytest.approx(30))
    assert found.notes == ("tests_differ",)


def test_the_same_test_at_two_levels_is_told_apart(place: Place) -> None:
    """Primary 59 → 45 %, secondary 70 → 60 %, both of 2009 and 2011: −14 and −10 pp, not summed."""
    for level, lowest in (("primaria", (59, 45)), ("secundaria", (70, 60))):
        results(place, "enlace", 2009, lowest[0], level=level)
        results(place, "enlace", 2011, lowest[1], level=level)
    levels = a05(place.facts(OVER), YEAR).parts["ENLACE 2009-2011"]
    changes = {level: part["lenguaje"]["insufficient"].difference for level, part in levels.items()}
    assert changes == {"primaria": pytest.approx(-14), "secundaria": pytest.approx(-10)}


def test_a_primary_and_a_secondary_school_are_not_added_up(place: Place) -> None:
    """A primary school with 59 of 100 at the lowest level, a secondary one with 20 of 100: together nobody's
    79 of 200."""
    results(place, "planea", 2015, 59, tested=100)
    primary = a05(place.facts(OVER), YEAR)
    levels = primary.parts["PLANEA 2015"]
    assert list(levels) == ["primaria"]
    change = Change(Ratio(), Ratio(20, 100))
    secondary = Indicator("A05", {"PLANEA 2015": {"secundaria": {"lenguaje": {"insufficient": change}}}})
    found = (primary + secondary).parts["PLANEA 2015"]
    assert found["primaria"]["lenguaje"]["insufficient"].after == Ratio(59, 100)
    assert found["secundaria"]["lenguaje"]["insufficient"].after == Ratio(20, 100)


def test_between_different_tests_there_is_no_before_and_after(place: Place) -> None:
    results(place, "enlace", 2013, 59)
    results(place, "planea", 2015, 45)
    found = a05(place.facts(OVER), YEAR)
    assert list(found.parts) == ["results", "ENLACE 2013", "PLANEA 2015"]
    change = found.parts["PLANEA 2015"]["primaria"]["lenguaje"]["insufficient"]
    assert change.before.value is None
    assert change.difference is None
    assert change.after.value == pytest.approx(45)
    assert "tests_differ" in found.notes


def test_results_of_too_few_pupils_are_flagged(place: Place) -> None:
    results(place, "enlace", 2009, 59)
    results(place, "enlace", 2011, 45, under_80="si")
    assert "under_80" in a05(place.facts(OVER), YEAR).notes


def test_levels_that_do_not_add_up_do_not_count_and_are_told(place: Place) -> None:
    """49.2 + 50.6 + 0 + 2 = 101.8 is rounding; 60 + 40 + 30 + 0 = 130 is none: only 2009 is there."""
    rounded = {"L_1": 50.6, "L_3": 2, "M_1": 50.6, "M_3": 2}
    results(place, "enlace", 2009, 49.2, **rounded)
    results(place, "enlace", 2011, 60, L_2=30)
    for found in (a05(place.facts(OVER), YEAR), a22(place.facts(OVER), YEAR)):
        assert "levels_off" in found.notes
    assert list(a05(place.facts(OVER), YEAR).parts) == ["results", "ENLACE 2009"]


def test_results_after_the_school_year_are_not_of_it(place: Place) -> None:
    results(place, "enlace", 2011, 45)
    assert a05(place.facts(OVER), school_year("2009-2010")).notes == ("no_results",)
    assert "ENLACE 2011" in a05(place.facts(OVER), school_year("2010-2011")).parts


def test_a_focus_school_has_more_than_half_at_the_lowest_level_three_years_running(place: Place) -> None:
    """2009–2011: 60, 55, 51 %: yes in 2011. In 2010 the year 2008 is missing: not computable, not no."""
    for year, lowest in ((2009, 60), (2010, 55), (2011, 51)):
        results(place, "enlace", year, lowest)
    found = a22(place.facts(OVER), YEAR)
    assert found.parts["value"] == Count(1, 1)
    assert found.parts["2011"]["yes"] == Count(1, 1)
    assert found.parts["2010"]["not_computable"] == Count(1, 1)
    assert found.parts["2010"]["no"] == Count(0, 1)
    assert found.notes == ("focus_any",)


def test_a_year_in_which_nobody_was_tested_is_not_a_no_nor_a_mistake(place: Place) -> None:
    """60, 55 and then zeros of nobody: not computable in 2011, and nothing to revise about levels that do not
    add up."""
    for year, lowest in ((2009, 60), (2010, 55)):
        results(place, "enlace", year, lowest)
    results(place, "enlace", 2011, 0, tested=0, L_1=0, M_1=0)
    found = a22(place.facts(OVER), YEAR)
    assert found.parts["2011"]["not_computable"] == Count(1, 1)
    assert found.parts["value"].value is None
    assert found.notes == ("focus_any",)
    assert a05(place.facts(OVER), YEAR).notes == ()


def test_the_year_before_is_told_by_the_test_that_was_taken_then(place: Place) -> None:
    """ENLACE 2009–2011 over half: yes in 2011, whatever test 2012 has; PLANEA 2012 alone tells nothing."""
    for year, lowest in ((2009, 60), (2010, 55), (2011, 51)):
        results(place, "enlace", year, lowest)
    results(place, "planea", 2012, 70)
    found = a22(place.facts(OVER), YEAR)
    assert found.parts["2011"]["yes"] == Count(1, 1)
    assert found.parts["2012"]["not_computable"] == Count(1, 1)


def test_without_results_there_is_nothing_to_say(place: Place) -> None:
    for found in (a05(place.facts(OVER), YEAR), a22(place.facts(OVER), YEAR)):
        assert [value.value for value in found.parts.values()] == [None]
        assert found.notes == ("no_results",)


# the whole report


def test_the_report_has_every_indicator_and_a_line_for_each_child(place: Place) -> None:
    child = place.child("Itzel")
    for application, day, level in (
        ("inicial", "2025-09-20", "insuficiente"),
        ("final", "2026-06-20", "bueno"),
    ):
        place.sheet("DXA", day, student=child, application=application, LEN_NIV=level)
    found = annual.report(place.facts(OVER), "2025-2026")
    assert [one.code for one in found.indicators] == [f"A{code:02}" for code in range(1, 26)]
    assert (found.sort, found.period, found.since, found.until.isoformat()) == (
        "annual", "2025-2026", date(2025, 8, 1), "2026-07-31"
    )  # fmt: skip
    (line,) = found.pupils
    assert line.levels == {"lenguaje": ("insuficiente", "bueno"), "matematicas": (None, None)}


def test_what_is_no_ciclo_has_no_report(place: Place) -> None:
    with pytest.raises(ValueError, match="2025"):
        annual.report(place.facts(), "2025-2027")
