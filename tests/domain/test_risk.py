"""The nine signs and the risk, each worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from fieldkit.domain import risk
from fieldkit.domain.entry import Entry

WELL = {
    "L_NIV": "esperado",
    "T_NIV": "en_desarrollo",
    "C_NIV": "esperado",
    "L_VEL": "estandar",
    "A01": 2,
    "A02": ["ninguna"],
    "A03": 3,
}
"""A diagnosis in which nothing is amiss."""


def of(wellbeing: dict[str, Any] | None = None, days: int = 40, older: bool = False, **changed: Any) -> Any:
    return risk.flags({**WELL, **changed}, wellbeing, days=days, older=older)


def sheet(identity: str, day: str, **answers: Any) -> Entry:
    doc = {"form": "DXA", "version": 1, "state": "finished", "answers": {"date": day, **answers}}
    return Entry(identity, "s:1", identity, doc)


def test_a_child_who_does_well_has_no_sign_and_low_risk() -> None:
    assert of() == ()
    assert risk.level((), diagnosed=True) == "bajo"


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"L_NIV": "requiere_apoyo"}, "r1"),
        ({"T_NIV": "requiere_apoyo"}, "r2"),
        ({"C_NIV": "requiere_apoyo"}, "r3"),
        ({"L_VEL": "requiere_apoyo"}, "r4"),
        ({"A01": 8}, "r5"),
        ({"A02": ["lectura", "conducta"]}, "r7"),
        ({"A03": 1}, "r9"),
    ],
)
def test_each_sign_of_the_diagnosis_stands_alone(changed: dict[str, Any], flag: str) -> None:
    """A fifth of 40 class days is 8 absences; two areas reported are enough; 1 of 4 is "not seen"."""
    assert of(**changed) == (flag,)


def test_early_number_counts_as_arithmetic_in_band_b1() -> None:
    """A first grader has N_NIV in place of C_NIV, and no levels of reading, writing or speed."""
    young = {"N_NIV": "requiere_apoyo", "A01": 0, "A02": ["ninguna"], "A03": 4}
    assert risk.flags(young) == ("r3",)
    assert risk.flags({**young, "N_NIV": "en_desarrollo"}) == ()


def test_over_age_and_wellbeing_come_from_beside_the_diagnosis() -> None:
    assert of(older=True) == ("r6",)
    assert of({"S_NIV": "bajo", "F_NIV": "alto"}) == ("r8",)
    assert of({"S_NIV": "medio", "F_NIV": "bajo"}) == ("r8",)
    assert of({"S_NIV": "medio"}) == ()


@pytest.mark.parametrize(("absences", "held"), [(7, False), (8, True), (-8, False), (0, False)])
def test_absences_are_a_fifth_of_forty_days_when_the_school_does_not_say(absences: int, held: bool) -> None:
    """7 of 40 is 17.5 %, 8 of 40 is 20 %; −8 (not known) is no number of days."""
    assert ("r5" in of(A01=absences)) is held


@pytest.mark.parametrize(("absences", "held"), [(6, False), (7, True)])
def test_absences_are_a_fifth_of_the_days_there_really_was_class(absences: int, held: bool) -> None:
    """E19 = 16 days in four weeks: 32 in eight. 6 of 32 is 18.75 %, 7 of 32 is 21.9 %."""
    days = risk.class_days({"E19": 16})
    assert days == 32
    assert ("r5" in of(days=days, A01=absences)) is held


@pytest.mark.parametrize("school", [None, {}, {"E19": -8}, {"E19": 0}])
def test_without_known_class_days_forty_are_taken(school: dict[str, Any] | None) -> None:
    assert risk.class_days(school) == 40


@pytest.mark.parametrize(("areas", "held"), [(["lectura"], False), (["ninguna"], False), (-8, False)])
def test_one_area_or_none_reported_is_no_sign(areas: object, held: bool) -> None:
    assert ("r7" in of(A02=areas)) is held


@pytest.mark.parametrize(
    ("born", "grade", "older"),
    [
        ("2015-12-31", "3", True),  # 10 on 31 December 2025: 3 + 5 + 2
        ("2016-01-01", "3", False),  # 9
        ("2011-06-01", "S1", True),  # 14 = 7 + 5 + 2
        ("2012-06-01", "S1", False),  # 13
        ("2010-06-01", "P3", False),  # preschool has no such age
        (-8, "3", False),
        ("2015-12-31", None, False),
    ],
)
def test_over_age_is_two_years_more_than_the_grade_on_31_december(
    born: object, grade: object, older: bool
) -> None:
    """Ciclo 2025-2026: ages are taken on 31 December 2025."""
    assert risk.over_age(born, grade, "2025-2026") is older


def test_over_age_is_not_told_without_a_school_year() -> None:
    assert not risk.over_age("2010-01-01", "3", None)
    assert not risk.over_age("2010-01-01", "3", "?")


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        (("r1", "r3"), "alto"),  # two subjects
        (("r1", "r2", "r3"), "alto"),
        (("r2", "r5"), "alto"),  # one subject and absences
        (("r1", "r6"), "alto"),  # and over age
        (("r3", "r8"), "alto"),  # and low wellbeing
        (("r1",), "medio"),  # one subject alone
        (("r1", "r4", "r7", "r9"), "medio"),  # speed, the teacher's report and apathy do not aggravate
        (("r5", "r6", "r8"), "medio"),  # no subject at all
        (("r9",), "medio"),
        ((), "bajo"),
    ],
)
def test_signs_add_up_to_a_level(flags: tuple[str, ...], level: str) -> None:
    assert risk.level(flags, diagnosed=True) == level


def test_without_a_diagnosis_there_is_no_level_whatever_else_is_known() -> None:
    assert risk.flags(None, {"S_NIV": "bajo"}, older=True) == ("r6", "r8")
    assert risk.level(("r6", "r8"), diagnosed=False) == "sin_dato"


def test_the_last_diagnosis_is_the_newest_that_was_given() -> None:
    """A better one in June takes the place of that of September; one not applied in July takes no place."""
    bad = sheet("1", "2025-09-10", L_NIV="requiere_apoyo")
    good = sheet("2", "2026-06-10", L_NIV="esperado")
    absent = sheet("3", "2026-07-01", not_applied="si", not_applied_reason="ausente")
    assert risk.last([good, absent, bad]) is good
    assert risk.last([absent]) is None
    assert risk.last([]) is None


def test_of_several_on_one_day_the_one_saved_last_counts() -> None:
    first, second = sheet("0199-a", "2025-09-10"), sheet("0199-b", "2025-09-10")
    assert risk.last([second, first]) is second
