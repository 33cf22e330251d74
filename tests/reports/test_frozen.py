"""A frozen report: it comes back exactly, and shows when somebody touched it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from fieldkit.errors import Unreadable
from fieldkit.reports.document import document
from fieldkit.reports.figure import Change, Count, Hidden, Indicator, Ratio
from fieldkit.reports.frozen import as_sent, differing, digest, figures, frozen
from fieldkit.reports.report import Cut, Pupil, Report, Scope

KNOWN = {"school": "s1", "ciclo": "2025-2026", "month": "2025-10"}
NAMES = {"p1": "Itzel Sánchez", "p2": "José Peña"}


def report(days: float = 3, *pupils: Pupil) -> Report:
    """A report with every kind of number."""
    parts = {"value": Change(Ratio(3, 2, "mean"), Ratio(7, 3, "mean")), "lectura": {"minutes": Count(70.0)}}
    numbers = (
        Indicator("M01", {"value": Count(days, of=4)}),
        Indicator("M07", parts, ("few",)),
        Indicator("M04", {"value": Hidden(), "zeta": Ratio(1, 3), "alfa": Count(0, of=0)}),
        Indicator("M21", {"drafts": Count(2)}),
    )
    return Report(
        sort="monthly",
        scope=Scope("school", "12KPR0001Z", "La Ciénega"),
        ciclo="2025-2026",
        period="2025-10",
        since=date(2025, 10, 1),
        until=date(2025, 10, 31),
        indicators=numbers,
        cut=Cut(7, "ab" * 32),
        advisor="Ana Ruiz",
        pupils=pupils or (Pupil("Itzel Sánchez", True, 2, 75, (("2025-10-06", 3),), "alto", id="p1"),),
        written={"achievements": "Leyeron en voz alta"},
        header={"institution": "CONAFE"},
    )


def test_a_frozen_report_comes_back_exactly() -> None:
    """Every number, in its order, with the words, the cut and the header of the day it was frozen."""
    sent = report()
    answers = frozen(sent, KNOWN, "fieldkit 0.1.0")
    changed = replace(report(9), advisor="Otra", header={}, written={}, cut=Cut(9, "cd"))
    found = as_sent(changed, json.loads(json.dumps(answers)), NAMES.__getitem__)
    assert found == replace(sent, frozen=answers["digest"])
    assert [*found.indicator("M04").parts] == ["value", "zeta", "alfa"]
    assert document(found)["indicators"] == document(sent)["indicators"]


def test_no_name_of_a_child_is_written_down() -> None:
    assert "Itzel" not in json.dumps(frozen(report(), KNOWN, ""), ensure_ascii=False)


def test_equal_numbers_have_equal_digests_and_others_do_not() -> None:
    first = frozen(report(3), KNOWN, "1")
    assert frozen(report(3.0), KNOWN, "1")["digest"] == first["digest"]
    others = [
        frozen(report(4), KNOWN, "1"),
        frozen(report(), {**KNOWN, "month": "2025-11"}, "1"),
        frozen(replace(report(), edition=2), KNOWN, "1"),
        frozen(replace(report(), written={}), KNOWN, "1"),
    ]
    assert len({first["digest"], *(one["digest"] for one in others)}) == 5


@pytest.mark.parametrize("code", ["figures", "achievements", "edition", "cut_records", "month", "digest"])
def test_what_somebody_touched_is_not_shown(code: str) -> None:
    answers = frozen(report(), KNOWN, "1")
    touched = {**answers, code: str(answers[code]).replace("3", "4") + " "}
    with pytest.raises(Unreadable):
        as_sent(report(), touched, NAMES.__getitem__)


def test_what_a_newer_program_froze_is_not_guessed_at() -> None:
    answers = frozen(report(), KNOWN, "9")
    newer = {**answers, "figures": answers["figures"].replace('"shape":1', '"shape":2')}
    with pytest.raises(Unreadable) as told:
        as_sent(report(), {**newer, "digest": digest(newer)}, NAMES.__getitem__)
    assert told.value.facts["why"] == "newer_report"


def test_what_differs_is_named_but_not_what_is_missing_today() -> None:
    """Three days were four; a draft more is no sign of anything; a line of a child changed."""
    now = report(4, Pupil("Itzel", True, 3, 75, id="p1"))
    numbers = (*now.indicators[:3], Indicator("M21", {"drafts": Count(5)}))
    assert differing(report(), replace(now, indicators=numbers)) == ["M01", "pupils"]
    assert differing(report(), report()) == []


def test_a_report_does_not_differ_by_what_is_not_shown() -> None:
    """Three days among four sheets, then among nine: the same three. Among none there is no number."""
    more = Indicator("M01", {"value": Count(3, of=9)})
    none = Indicator("M01", {"value": Count(3, of=0)})
    rest = report().indicators[1:]
    assert differing(report(), replace(report(), indicators=(more, *rest))) == []
    assert differing(report(), replace(report(), indicators=(none, *rest))) == ["M01"]


def test_a_child_called_otherwise_does_not_make_the_report_differ() -> None:
    first, second = Pupil("Ana", False, id="p1"), Pupil("Bety", False, id="p2")
    renamed = report(3, replace(second), replace(first, name="Zoe"))
    assert differing(report(3, first, second), renamed) == []


def test_what_the_digest_stands_for_is_the_canonical_json_of_the_answers() -> None:
    answers = frozen(report(), KNOWN, "1")
    assert answers["digest"] == digest({**answers, "date": "2025-10-31", "notes": "more"})
    assert figures(report()) == figures(report())
    assert json.loads(answers["figures"])["indicators"][0] == ["M01", [["value", ["count", 3, 4]]], []]
