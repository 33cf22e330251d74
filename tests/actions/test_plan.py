"""Plans of a school: begun from the last one, looked up for a visit, moved, closed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import correction, entry, plan
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid, NotFound, Untimely
from fieldkit.forms.school_years import calendar
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY

REST = {"ACT_O": "Leer", "ACT_P": ["alumnos"], "ACT_M": 30, "ACT_I": "Leen", "ACT_R": "Asesor"}
CLOSING = {"done_well": "a", "difficulties": "b", "adjustments": "c", "teacher_signature": {"name": "Rosa"}}


def act(kind: str, day: str, **more: Any) -> dict[str, Any]:
    return {"ACT_K": kind, "ACT_N": f"Actividad {kind}", **REST, "ACT_S": "lectura", "ACT_D": day, **more}


@pytest.fixture
def made(store: Store, by: str, place: SimpleNamespace) -> Entry:
    """The plan of the first bimester."""
    rows = [act("R", "2025-10-16"), act("T", "2025-10-21", ACT_E="programada"), act("D", "2025-10-23")]
    told = make.doc("EI", {"school": place.school, "date": "2025-09-01"})
    (agreed,) = store.save([Edit("entry", f"s:{place.school}", told)], by=by)
    answers = {"school": place.school, "date": "2025-09-05", "period": "B1", "ACT": rows}
    answers["strategy"] = agreed.record
    return entry.finish(store, "PB", {**answers, "DAY": [{"DAY_D": "2025-09-08"}]}, by=by, today=TODAY)


def test_a_plan_knows_the_days_of_its_bimester(made: Entry) -> None:
    """Three weekdays of September and October 2025 have no class: a holiday and two school councils."""
    said = made.answers
    assert (said["ciclo"], said["period_start"], said["period_end"]) == (
        "2025-2026",
        "2025-09-01",
        "2025-10-31",
    )
    assert said["no_class"] == "2025-09-16 2025-09-26 2025-10-31"


def test_a_plan_moved_to_another_bimester_knows_the_days_of_that(store: Store, by: str, made: Entry) -> None:
    moved = correction.correct(store, made.id, {"period": "B2"}, reason="Era el otro", by=by)
    assert (moved.answers["period_start"], moved.answers["period_end"]) == ("2025-11-01", "2025-12-31")


def test_a_sheet_moved_to_another_day_is_of_the_bimester_of_that_day(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    saved = entry.finish(store, "FS", {**visit, "date": "2025-05-06"}, by=by, today=TODAY)
    assert (saved.answers["ciclo"], saved.answers["period"]) == ("2024-2025", "B5")
    moved = correction.correct(store, saved.id, {"date": "2025-10-06"}, reason="Otro día", by=by)
    assert (moved.answers["ciclo"], moved.answers["period"]) == ("2025-2026", "B1")


def test_the_period_of_a_sheet_follows_the_notebooks_own_calendar(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    own = '[ciclo."2025-2026"]\nperiods = { B1 = [2025-09-01, 2025-09-30], B2 = [2025-10-01, 2026-07-15] }\n'
    (store.home / "calendar.toml").write_text(own, encoding="utf-8")
    saved = entry.finish(store, "FS", visit, by=by, today=TODAY)
    assert (saved.answers["date"], saved.answers["period"]) == ("2025-10-06", "B2")


@pytest.mark.parametrize(
    ("today", "period"), [(date(2025, 10, 30), "B2"), (date(2026, 9, 1), "B1"), (date(2026, 8, 3), "B1")]
)
def test_the_next_plan_is_of_the_next_bimester_or_of_the_new_school_year(
    today: date, period: str, store: Store, by: str, made: Entry
) -> None:
    begun = plan.copied(store, made, calendar(), today, None)
    assert begun["period"] == period
    assert all("ACT_D" not in row and "ACT_E" not in row for row in begun["ACT"])
    assert begun["school"] == made.school


def test_the_next_plan_rests_on_the_newest_strategy(
    store: Store, by: str, place: SimpleNamespace, made: Entry
) -> None:
    for day in ("2025-09-20", "2025-10-10", "2025-10-01"):
        answers = {"school": place.school, "date": day}
        store.save([Edit("entry", f"s:{place.school}", make.doc("EI", answers))], by=by)
    newest = next(sheet for sheet in store.find(Entry, form="EI") if sheet.date == "2025-10-10")
    assert plan.copied(store, made, calendar(), TODAY, "B3")["strategy"] == newest.id


def test_a_visit_may_be_for_what_the_plans_of_its_school_have_that_week(store: Store, made: Entry) -> None:
    """20 October 2025 is a Monday; what is planned for Thursday the 16th is of the week before."""
    found = [row["ACT_K"] for row in plan.ahead(store, made.school, TODAY)]
    assert found == ["T", "D"]
    assert plan.ahead(store, "another", TODAY) == []


def test_the_goals_of_a_school_are_those_of_its_teachers_that_are_not_reached(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    (membership,) = plan_memberships(store, place)
    goals = [{"goal": "Atender por niveles"}, {"goal": "Llegar a tiempo", "goal_done": "si"}]
    correction.correct(store, membership, {"goals": goals, "figure": "lec"}, reason="Metas", by=by)
    assert plan.goals(store, place.school) == ["Atender por niveles"]


def plan_memberships(store: Store, place: SimpleNamespace) -> list[str]:
    from fieldkit.domain.person import Membership

    return [one.id for one in store.find(Membership, subject=place.teacher)]


def test_a_plan_closed_with_something_missing_stays_as_it_was_and_the_answers_stay_a_draft(
    store: Store, by: str, made: Entry
) -> None:
    draft = plan.with_answers(plan.closing_draft(store, made), {"done_well": "a"})
    with pytest.raises(Invalid) as told:
        plan.close(store, made.id, draft.answers, reason="Cierre", by=by, draft=None)
    assert {"ACT[1].ACT_E", "ACT[2].ACT_E"} <= {
        problem.field for problem in told.value.problems if problem.code == "required"
    }
    assert store.get(Entry, made.id) == made
    (kept,) = store.drafts()
    assert (kept.id, kept.record, kept.answers["done_well"]) == (told.value.draft, made.id, "a")
    assert plan.closing_draft(store, made).id == kept.id


def test_two_that_close_a_plan_at_once_leave_one_draft_with_what_both_said(
    store: Store, by: str, made: Entry
) -> None:
    """Both begin before either is on disk."""
    first, second = (plan.closing_draft(store, made) for _ in range(2))
    for draft, more in ((first, {"done_well": "a"}), (second, {"difficulties": "b"})):
        said = plan.with_answers(draft, more).answers
        with pytest.raises(Invalid):
            plan.close(store, made.id, said, reason="Cierre", by=by, draft=draft.id)
    (kept,) = store.drafts()
    assert (kept.answers["done_well"], kept.answers["difficulties"]) == ("a", "b")


@pytest.mark.parametrize("rows", ["x", [3], {"ACT_E": "realizada"}])
def test_activities_that_are_none_are_told(rows: Any, store: Store, by: str, made: Entry) -> None:
    draft = plan.with_answers(plan.closing_draft(store, made), {**CLOSING, "ACT": rows})
    with pytest.raises(Invalid) as told:
        plan.close(store, made.id, draft.answers, reason="Cierre", by=by, draft=None)
    assert "not_rows" in [problem.code for problem in told.value.problems]


def test_a_closed_plan_has_its_compliance_and_is_not_closed_again(store: Store, by: str, made: Entry) -> None:
    """One of three done: 100 · 1 / 3 = 33.3 %."""
    done = {"ACT_E": "realizada", "ACT_F": "2025-10-16", "ACT_L": 4}
    undone = {"ACT_E": "no_realizada", "ACT_W": "Llovió"}
    draft = store.save_draft(
        plan.with_answers(plan.closing_draft(store, made), {**CLOSING, "ACT": [done, undone, undone]})
    )
    closed = plan.close(store, made.id, draft.answers, reason="Cierre", by=by, draft=draft.id)
    assert (closed.state, closed.answers["compliance"]) == ("corrected", 33.3)
    assert store.drafts() == []
    with pytest.raises(Untimely):
        plan.closing_draft(store, closed)


def test_a_plan_is_found_by_its_id_or_as_the_newest_of_its_school(
    store: Store, by: str, place: SimpleNamespace, made: Entry
) -> None:
    answers = {"school": place.school, "date": "2025-10-30", "ciclo": "2025-2026", "period": "B2"}
    store.save([Edit("entry", f"s:{place.school}", make.doc("PB", answers))], by=by)
    assert plan.meant(store, None, "12KPR0001Z").answers["period"] == "B2"
    assert plan.meant(store, made.id[-8:], None) == made
    with pytest.raises(NotFound):
        plan.meant(store, place.teacher, None)


def test_two_activities_of_one_name_are_closed_in_their_order(made: Entry, store: Store, by: str) -> None:
    again = act("R", "2025-10-24")
    whole = correction.correct(store, made.id, {"ACT": [*made.answers["ACT"], again]}, reason="Otra", by=by)
    assert isinstance(whole, Entry)
    said = [{"ACT_N": "Actividad R", "ACT_E": kind} for kind in ("realizada", "no_realizada")]
    closing = plan.with_answers(plan.closing_draft(store, whole), {"ACT": said})
    found = [(row["ACT_D"], row.get("ACT_E")) for row in closing.answers["ACT"] if row["ACT_K"] == "R"]
    assert found == [("2025-10-16", "realizada"), ("2025-10-24", "no_realizada")]
