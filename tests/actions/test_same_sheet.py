"""A sheet that is here already is told by what its form says identifies it, whoever fills it in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fieldkit.actions import entry
from fieldkit.domain.change import Edit
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY


def saved(store: Store, by: str, form: str, author: str = "", **answers: object) -> str:
    """A sheet on disk; its id."""
    doc = make.doc(form, answers, author=author or by)
    (change,) = store.save([Edit("entry", f"s:{answers['school']}", doc)], by=by)
    return change.record


def told(store: Store, by: str, form: str, **answers: object) -> list[tuple[str, str]]:
    """The question and the id of each sheet that these answers repeat."""
    problems = entry.review(store, form, answers, today=TODAY, by=by).problems
    return [(one.field, str(one.facts["id"])) for one in problems if one.code == "same_sheet"]


@pytest.mark.parametrize("form", ["DXA", "SOC"])
def test_one_child_has_one_sheet_for_each_application_of_a_school_year(
    store: Store, by: str, place: SimpleNamespace, form: str
) -> None:
    child, other = place.students[:2]
    head = {"school": place.school, "date": "2025-10-06", "application": "inicial"}
    first = saved(store, by, form, **head, student=child, ciclo="2025-2026")
    assert told(store, by, form, **head, student=child) == [("application", first)]
    assert told(store, by, form, **{**head, "date": "2025-10-07"}, student=child) == [("application", first)]
    assert told(store, by, form, **head, student=other) == []
    assert told(store, by, form, **{**head, "application": "final"}, student=child) == []


def test_two_advisors_may_each_have_a_sheet_of_one_visit(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    head = {"school": place.school, "date": "2025-10-06"}
    saved(store, by, "FS", author="another advisor", **head)
    assert told(store, by, "FS", **head) == []
    mine = saved(store, by, "FS", **head)
    assert told(store, by, "FS", **head) == [("date", mine)]


def test_a_visit_of_another_level_is_another_sheet_and_one_of_no_level_the_advisor_s_own(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    head = {"school": place.school, "date": "2025-10-06"}
    mine = saved(store, by, "FS", **head, V02="asesor")
    assert told(store, by, "FS", **head) == [("date", mine)]
    assert told(store, by, "FS", **head, V02="regional") == []
    other = saved(store, by, "FS", **head, V02="regional")
    assert told(store, by, "FS", **head, V02="regional") == [("date", other)]
    assert told(store, by, "FS", **head, V02="asesor") == [("date", mine)]
