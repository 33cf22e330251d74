"""Whatever stands in the sheets, a year is counted, and a place of such schools."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.domain.entry import Entry
from fieldkit.domain.school import School
from fieldkit.reports import annual
from fieldkit.reports.document import document
from fieldkit.reports.gather import gather
from fieldkit.reports.packed import pack
from fieldkit.reports.territory import Tree
from tests.reports.test_odd_records import ODD, Anything

CODES = {
    "DXA": "student application not_applied grade LEN_NIV MAT_NIV L_COM L06 L11 L12 L_PPM L_VEL L_NIV A04_1"
    " ciclo",
    "SOC": "student application scale scale_max S_N S_SUM S_IND S_NIV F_IND F_NIV F7 grade",
    "DXE": "E01 E19 O01 O02",
    "RES": "cct shift extension test level year grade tested under_80 L_0 L_1 M_0 M_3 name school",
    "RIE": "student focal risk",
    "TUT": "U01 U02 U03 U07 U08 seed exercise_version",
    "REL": "exercise person sufficient",
    "DEM": "exercise person evaluator mastery accepted",
    "ACR": "exercise person",
    "ENC": "SCH tutorings",
    "HIS": "consent photo",
    "APC": "OFF nights_promised",
    "PB": "ciclo period ACT DAY",
}
ANSWER = st.one_of(
    ODD,
    st.sampled_from(
        ["inicial", "final", "insuficiente", "bueno", "enlace", "alto", "3", "S1", "6", "estandar"]
    ),
    st.integers(2005, 2012),
    st.lists(
        st.dictionaries(st.sampled_from(["OFF_P", "SCH_E", "U07_F", "U07_M", "ACT_E"]), ODD), max_size=2
    ),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """A sheet of one form with anything in it."""
    form = draw(st.sampled_from(sorted(CODES)))
    answers: dict[str, Any] = draw(st.dictionaries(st.sampled_from(CODES[form].split()), ANSWER))
    day = draw(st.sampled_from(["2025-09-20", "2026-06-20", "2025-08-01", "", "never"]))
    version = draw(st.sampled_from([1, 2, None]))
    doc = {"form": form, "version": version, "answers": {**answers, "date": day}}
    return Entry(f"s{draw(st.integers(0, 10**9))}", "s:s", "r", doc)


@settings(max_examples=100, deadline=None)
@given(st.lists(entries(), max_size=8, unique_by=lambda one: one.id), ODD, ANSWER)
def test_a_year_of_anything_is_counted(sheets: list[Entry], odd: Any, goals: Any) -> None:
    school = School("s", "s:s", "r", {"form": "REG-E", "answers": {"cct": "12KPR0001Z", "name": "x"}})
    world = Anything(sheets, odd)
    for record in world.records[-3:]:
        record.doc["answers"] |= {"grade": odd, "goals": goals, "leaving_reason": odd, "birth_date": odd}
    facts = gather(world, school, today=date(2026, 7, 20))
    found = annual.report(facts, "2025-2026")
    assert len(document(found)["indicators"]) == 25
    tree = Tree()
    tree.add(pack(found), region="Montaña")
    assert len(document(tree.report((), found))["indicators"]) == 25
