"""Whatever a newer program or a damaged import put into the sheets, a report is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.domain.entry import Entry
from fieldkit.domain.person import Kinship, Membership, Person
from fieldkit.domain.record import Record
from fieldkit.domain.school import School
from fieldkit.reports import monthly
from fieldkit.reports.document import document
from fieldkit.reports.frozen import as_sent, frozen
from fieldkit.reports.gather import gather
from fieldkit.reports.period import month

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 40),
    st.floats(allow_nan=False, width=16),
    st.sampled_from(
        ["", "si", "no", "jornada", "p1", "2025-10-06", "2025-10", "B1", "R", "adoptada", "s1.1"]
    ),
    st.lists(st.integers(0, 3), max_size=2),
)
CODES = {
    "FS": "V01 V02 V04 V07_C V07_H V07_M VD1 O01 VF4_H VF4_C VZ1 enrolment VA VD2 VD3 V06",
    "PB": "ciclo period DAY ACT",
    "RIE": "student focal risk",
    "VH": "family students",
    "APM": "called present_m present_h AGR",
    "PRO": "sort status",
    "APC": "nights_promised meals_promised",
    "CON": "sort quantity",
    "RGC": "month CHK",
}
ROWS = {
    *("VA1", "VA2", "VA3", "VA5", "VD2_F", "VD3_A", "VD3_S", "V06_A", "V06_S"),
    *("DAY_D", "ACT_K", "ACT_D", "ACT_E", "AGR_F", "CHK_S", "student"),
}
ROW = st.dictionaries(st.sampled_from(sorted(ROWS)), ODD, max_size=5)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """A sheet of one form with anything in it."""
    form = draw(st.sampled_from(sorted(CODES)))
    value = st.one_of(ODD, st.lists(ROW, max_size=3))
    answers: dict[str, Any] = draw(st.dictionaries(st.sampled_from(CODES[form].split()), value))
    day = draw(st.sampled_from(["2025-10-06", "2025-09-30", "2025-10-31", "", "never"]))
    return Entry(
        draw(st.sampled_from(["s1", "s2"])), "s:s", "r", {"form": form, "answers": {**answers, "date": day}}
    )


class Anything:
    """A notebook with these sheets."""

    def __init__(self, sheets: list[Entry], odd: Any) -> None:
        told = {"person": "p1", "student": "p1", "school": "s", "role": "student", "since": odd, "until": odd}
        self.records: list[Record] = [*sheets]
        for kind in (Membership, Kinship, Person):
            self.records.append(kind("p1", "s:s", "r", {"form": "REG-A", "answers": told}))

    def find(self, kind: type[Any], **_: Any) -> Any:
        """All of a kind."""
        return iter([one for one in self.records if isinstance(one, kind)])

    def get_many(self, kind: type[Any], ids: Any) -> Any:
        """None of them."""
        return {}

    def having(self, kind: type[Any], column: str, values: Any) -> Any:
        """The one of a kind, whoever is asked about."""
        return {value: list(self.find(kind)) for value in values}

    def tutored(self, people: Any) -> Any:
        """Every sheet, of whoever it is."""
        return self.find(Entry)


@settings(max_examples=150, deadline=None)
@given(st.lists(entries(), max_size=6), ODD)
def test_a_month_of_anything_is_counted_and_comes_back_from_being_frozen(
    sheets: list[Entry], odd: Any
) -> None:
    school = School("s", "s:s", "r", {"form": "REG-E", "answers": {"cct": "12KPR0001Z", "name": "x"}})
    facts = gather(Anything(sheets, odd), school, today=date(2025, 12, 1))
    found = monthly.report(facts, month("2025-10"))
    assert len(document(found)["indicators"]) == 21
    answers = frozen(found, {"school": "s"}, "1")
    assert as_sent(found, answers, facts.name).indicators == found.indicators
