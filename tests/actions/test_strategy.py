"""The intervention strategy: what it must rest on, its editions, its reviews."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import correction, entry, strategy
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid, NotFound, Untimely
from fieldkit.forms.check import check
from fieldkit.forms.form import load
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY

SIGNED = {"name": "Rosa Gómez", "mode": "firmo"}


def save(store: Store, by: str, school: str, form: str, day: str, **answers: Any) -> str:
    """A sheet with only what the test is about."""
    doc = make.doc(form, {"school": school, "date": day, "ciclo": "2025-2026", **answers})
    (change,) = store.save([Edit("entry", f"s:{school}", doc)], by=by)
    return change.record


def read(words: int) -> dict[str, int]:
    """What a child read in a minute."""
    return {"L11": words, "L12": 60, "L_PPM": words}


@pytest.fixture
def begun(store: Store, by: str, place: SimpleNamespace) -> dict[str, str]:
    """A diagnosis of the class and one of Itzel, who is focal; Yaretzi has only a diagnosis. Their ids."""
    itzel, yaretzi, _ = place.students
    found = {
        "class": save(store, by, place.school, "DXE", "2025-09-15"),
        "itzel": save(store, by, place.school, "DXA", "2025-09-18", student=itzel, **read(40)),
        "yaretzi": save(store, by, place.school, "DXA", "2025-09-18", student=yaretzi, **read(80)),
    }
    save(store, by, place.school, "RIE", "2025-09-20", student=itzel, focal="si", priority=1)
    return found


@pytest.fixture
def whole(place: SimpleNamespace, begun: dict[str, str]) -> dict[str, Any]:
    """The answers of a whole strategy."""
    return {
        "school": place.school,
        "date": "2025-10-01",
        "I01": [{"I01_D": begun["class"]}],
        "I02": [{"I02_A": place.students[0]}],
        "I03": [{"I03_D": place.teacher, "I03_F": "2025-10-01", "I03_P": "Eligió los textos"}],
        "I04_L": "Lee despacio",
        "I05": [{"I05_I": "A08", "I05_M": 75, "I05_F": "2026-06-20"}],
        "I06": ["tutoria_individual"],
        "I07_M": 60,
        "I07_H": "Lunes",
        "I09_T": "Leen en casa",
        "I11": "Con la docente",
        "I11R": [{"I11_F": "2026-01-15"}, {"I11_F": "2026-04-15"}],
        "I12_D": SIGNED,
        "I12_A": SIGNED,
    }


def finish(store: Store, answers: dict[str, Any], by: str) -> Entry:
    return entry.finish(store, "EI", answers, by=by, today=TODAY)


def refused(store: Store, answers: dict[str, Any], by: str) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as told:
        finish(store, answers, by)
    errors = [problem for problem in told.value.problems if problem.level == "error"]
    return [(problem.field, str(problem.facts.get("message", {}).get("es", ""))) for problem in errors]


def test_a_goal_starts_from_what_was_measured(store: Store, by: str, whole: dict[str, Any]) -> None:
    """40 and 80 words a minute: 60 on average, of two children."""
    saved = finish(store, whole, by)
    assert saved.answers["I05"][0]["I05_V"] == 60.0
    assert (saved.answers["base_n"], saved.answers["edition"]) == (2, 1)


def test_what_was_agreed_holds_when_it_is_checked_again_elsewhere(
    store: Store, by: str, whole: dict[str, Any]
) -> None:
    saved = finish(store, whole, by)
    assert check(load("EI"), saved.answers, today=TODAY).problems == ()


@pytest.mark.parametrize(
    ("group", "order"),
    [
        ("I01", "fieldkit diagnostico nuevo"),
        ("I02", "fieldkit alumno focal"),
        ("I03", "fieldkit docente nuevo"),
    ],
)
def test_without_what_it_rests_on_it_is_refused_and_says_what_to_do(
    store: Store, by: str, whole: dict[str, Any], group: str, order: str
) -> None:
    whole[group] = []
    ((field, message),) = refused(store, whole, by)
    assert field == group
    assert order in message


def test_a_child_who_is_not_focal_is_refused(
    store: Store, by: str, place: SimpleNamespace, whole: dict[str, Any]
) -> None:
    whole["I02"] = [{"I02_A": place.students[1]}]
    ((field, message),) = refused(store, whole, by)
    assert (field, "fieldkit alumno focal" in message) == ("I02[1].I02_A", True)
    save(store, by, place.school, "RIE", "2025-09-30", student=place.students[1], focal="si")
    finish(store, whole, by)


def test_a_child_who_left_the_list_is_refused(
    store: Store, by: str, place: SimpleNamespace, whole: dict[str, Any]
) -> None:
    save(store, by, place.school, "RIE", "2025-09-25", student=place.students[0], focal="no")
    assert [field for field, _ in refused(store, whole, by)] == ["I02[1].I02_A"]


def test_it_rests_on_diagnoses_and_on_nothing_else(
    store: Store, by: str, place: SimpleNamespace, whole: dict[str, Any]
) -> None:
    visit = save(store, by, place.school, "FS", "2025-09-30")
    whole["I01"] = [{"I01_D": visit}]
    assert [field for field, _ in refused(store, whole, by)] == ["I01[1].I01_D"]


def test_one_subject_at_least_has_a_problem(store: Store, by: str, whole: dict[str, Any]) -> None:
    del whole["I04_L"]
    assert [field for field, _ in refused(store, whole, by)] == ["I04_M"]
    finish(store, {**whole, "I04_E": "No usa puntos"}, by)


def test_what_is_on_record_is_proposed(store: Store, place: SimpleNamespace, begun: dict[str, str]) -> None:
    assert strategy.propose(store, place.school, TODAY) == {
        "school": place.school,
        "I01": [{"I01_D": begun["class"]}, {"I01_D": begun["itzel"]}],
        "I02": [{"I02_A": place.students[0]}],
        "I03": [{"I03_D": place.teacher}],
    }


def test_nothing_is_asked_while_it_cannot_be_finished(store: Store, place: SimpleNamespace) -> None:
    with pytest.raises(Invalid) as told:
        strategy.propose(store, place.school, TODAY)
    assert [problem.field for problem in told.value.problems] == ["I01", "I02"]


def test_a_second_one_in_a_ciclo_is_an_edition_of_the_first(
    store: Store, by: str, place: SimpleNamespace, whole: dict[str, Any]
) -> None:
    saved = finish(store, whole, by)
    with pytest.raises(Untimely) as told:
        strategy.propose(store, place.school, TODAY)
    assert told.value.record == saved.id
    second = correction.correct(store, saved.id, {"I07_M": 90}, reason="Más tiempo", by=by)
    assert (second.answers["edition"], second.answers["I07_M"]) == (2, 90)
    same = correction.correct(store, saved.id, {"I07_M": 90}, reason="Otra vez", by=by)
    assert same.answers["edition"] == 2, "what changes nothing is no edition"
    assert len(list(store.history(saved.id))) == 2


def test_a_later_edition_may_take_in_a_child_identified_since_and_keep_one_who_left(
    store: Store, by: str, place: SimpleNamespace, whole: dict[str, Any]
) -> None:
    saved = finish(store, whole, by)
    save(store, by, place.school, "RIE", "2025-10-10", student=place.students[0], focal="no")
    save(store, by, place.school, "RIE", "2025-10-10", student=place.students[1], focal="si")
    both = [{"I02_A": student} for student in place.students[:2]]
    second = correction.correct(store, saved.id, {"I02": both}, reason="Entra Yaretzi", by=by)
    assert second.answers["I02"] == both


def test_a_review_is_due_from_its_date_until_it_is_answered(
    store: Store, by: str, whole: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = finish(store, whole, by)
    before, after, later = date(2026, 1, 14), date(2026, 1, 16), date(2026, 4, 15)
    assert strategy.review_due(saved.answers, before) is None
    assert strategy.review_due(saved.answers, after) == "2026-01-15"
    with pytest.raises(Untimely):
        strategy.review(store, saved, {"I13": "continuar"}, reason="Revisión", by=by, today=before)
    monkeypatch.setenv("FIELDKIT_NOW", "2026-01-16T10:00:00")
    found = {"I13": "continuar", "I13_T": "Avanza"}
    done = strategy.review(store, saved, found, reason="Revisión", by=by, today=after)
    assert (done.answers["I13_F"], done.answers["edition"]) == ("2026-01-16", 2)
    assert strategy.review_due(done.answers, after) is None
    assert strategy.review_due(done.answers, later) == "2026-04-15"


def test_only_a_strategy_is_reviewed(store: Store, by: str, place: SimpleNamespace) -> None:
    visit = store.any(save(store, by, place.school, "FS", "2025-10-06"))
    assert visit
    with pytest.raises(NotFound):
        strategy.review(store, visit, {"I13": "continuar"}, reason="Revisión", by=by, today=TODAY)


def test_a_strategy_that_was_closed_is_reviewed_no_more() -> None:
    answers = {"I11R": [{"I11_F": "2026-01-15"}], "I13": "cerrar", "I13_F": "2026-01-10"}
    assert strategy.review_due(answers, date(2026, 2, 1)) is None
