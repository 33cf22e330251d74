"""Whatever was promised, anywhere, is asked about until it is answered: one walk for each kind of promise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import correction, entry
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid
from fieldkit.forms.form import codes, load
from fieldkit.store.promises import FOLLOWED
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY

PROMISES: dict[str, tuple[dict[str, Any], str]] = {
    "FS": (
        {"VZ3": [{"VZ3_Q": "Leer en casa", "VZ3_R": "Familias", "VZ3_F": "2025-10-20"}]},
        "Leer en casa · Familias · 2025-10-20",
    ),
    "DXE": (
        {"M06": [{"M06_Q": "Limpiar el pozo", "M06_R": "APEC", "M06_F": "2025-09-30"}]},
        "Limpiar el pozo · APEC · 2025-09-30",
    ),
    "APM": (
        {"AGR": [{"AGR_Q": "Techar el aula", "AGR_R": "Comité", "AGR_F": "2025-12-01"}]},
        "Techar el aula · Comité · 2025-12-01",
    ),
    "RED": (
        {"AGR": [{"AGR_Q": "Mandar libros", "AGR_R": "Región", "AGR_F": "2025-11-01"}]},
        "Mandar libros · Región · 2025-11-01",
    ),
    "ENC": (
        {"AGR": [{"AGR_Q": "Volver en mayo", "AGR_R": "Las dos escuelas", "AGR_F": "2026-05-04"}]},
        "Volver en mayo · Las dos escuelas · 2026-05-04",
    ),
    "VH": ({"commitment": "Leer juntos tres noches"}, "Leer juntos tres noches · 2025-10-06"),
}
"""For each form in which something is promised: answers with one promise, and how it is asked about."""


def test_every_form_in_which_something_is_promised_is_walked_here() -> None:
    """Promises are the repeats with a day by when, and what a family commits itself to."""
    promised = {
        form
        for form in codes()
        for code in load(form).items
        if code in ("commitment", "VZ3_F", "M06_F", "AGR_F")
    }
    assert promised == set(PROMISES) == set(FOLLOWED[0].left)


@pytest.mark.parametrize("form", PROMISES)
def test_a_promise_is_asked_about_at_every_visit_until_it_is_over(
    form: str, store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    promise, asked = PROMISES[form]
    answers = {"school": place.school, "date": "2025-10-06", **promise}
    store.save([Edit("entry", f"s:{place.school}", make.doc(form, answers))], by=by)
    for day, state in (("2025-10-07", "en_proceso"), ("2025-10-08", "no"), ("2025-10-09", "cumplido")):
        (row,) = begun(store, place.school, day)
        assert row["V06_T"] == asked
        saved = entry.finish(
            store, "FS", {**visit, "date": day, "V06": [{**row, "V06_S": state}]}, by=by, today=TODAY
        )
        assert saved.answers["V06"][0]["V06_S"] == state
    assert begun(store, place.school, "2025-10-10") == []


@pytest.mark.parametrize("form", PROMISES)
def test_a_sheet_that_passes_over_a_promise_is_told_and_leaves_it_open(
    form: str, store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    promise, asked = PROMISES[form]
    answers = {"school": place.school, "date": "2025-10-06", **promise}
    store.save([Edit("entry", f"s:{place.school}", make.doc(form, answers))], by=by)
    found = entry.review(store, "FS", {**visit, "date": "2025-10-07"}, today=TODAY)
    assert [one.facts["value"] for one in found.problems if one.code == "open_agreement"] == [asked]
    entry.finish(store, "FS", {**visit, "date": "2025-10-07"}, by=by, today=TODAY)
    assert [row["V06_T"] for row in begun(store, place.school, "2025-10-08")] == [asked]


def test_an_answer_to_no_open_agreement_is_told(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """One agreement is open. Its row, by its text or by its identity, is known; one without a name and one
    that was never agreed, the third and the fourth, are told.
    """
    made = {"VZ3": [{"VZ3_Q": "Barrer", "VZ3_R": "APEC", "VZ3_F": "2025-10-20"}]}
    entry.finish(store, "FS", {**visit, **made}, by=by, today=TODAY)
    (one,) = begun(store, place.school, "2025-10-07")
    rows = [{"V06_T": one["V06_T"], "V06_S": "en_proceso"}, {"V06_A": one["V06_A"], "V06_S": "cumplido"}]
    rows += [{"V06_S": "cumplido"}, {"V06_T": "Inventado", "V06_S": "cumplido"}]
    found = entry.review(store, "FS", {**visit, "date": "2025-10-07", "V06": rows}, today=TODAY)
    told = [problem.field for problem in found.warnings if problem.code == "no_agreement"]
    assert told == ["V06[3]", "V06[4]"]


def test_a_row_of_no_agreement_and_what_is_open_are_one_sentence(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """One agreement is open and one row names none: it is told of the row, with what it may be about."""
    made = {"VZ3": [{"VZ3_Q": "Barrer", "VZ3_R": "APEC", "VZ3_F": "2025-10-20"}]}
    entry.finish(store, "FS", {**visit, **made}, by=by, today=TODAY)
    rows = [{"V06_T": "Inventado", "V06_S": "cumplido"}]
    found = entry.review(store, "FS", {**visit, "date": "2025-10-07", "V06": rows}, today=TODAY)
    told = [one for one in found.warnings if one.field.startswith("V06")]
    assert [(one.field, one.code) for one in told] == [("V06[1]", "which_agreement")]
    assert told[0].facts["open"] == "Barrer · APEC · 2025-10-20"


def test_an_answer_is_told_also_where_nothing_was_ever_agreed(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Nothing is open: an agreement and a recommendation never made, each the first of its rows."""
    made_up = {
        "V06": [{"V06_T": "Inventado", "V06_S": "cumplido"}],
        "VD3": [{"VD3_T": "Inventada", "VD3_S": "adoptada"}],
    }
    found = entry.review(store, "FS", {**visit, **made_up}, today=TODAY)
    told = [problem.field for problem in found.warnings if problem.code == "no_agreement"]
    assert told == ["V06[1]", "VD3[1]"]


def begun(store: Store, school: str, day: str) -> list[dict[str, Any]]:
    """What a sheet of that day asks about."""
    rows: list[dict[str, Any]] = entry.begin(store, "FS", today=TODAY, school=school, date=day).get("V06", [])
    return rows


def test_no_promise_takes_the_place_of_one_that_was_answered(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Of two agreements the first is kept. Without it the second would stand in its row, as if it were."""
    two = [{"VZ3_Q": what, "VZ3_R": "APEC", "VZ3_F": "2025-10-20"} for what in ("Barrer", "Techar")]
    first = entry.finish(store, "FS", {**visit, "VZ3": two}, by=by, today=TODAY)
    one, other = begun(store, place.school, "2025-10-07")
    answered = [{**one, "V06_S": "cumplido"}, {**other, "V06_S": "en_proceso"}]
    entry.finish(store, "FS", {**visit, "date": "2025-10-07", "V06": answered}, by=by, today=TODAY)
    with pytest.raises(Invalid) as refused:
        correction.correct(store, first.id, {"VZ3": two[1:]}, reason="Sobraba uno", by=by)
    assert [(found.field, found.code) for found in refused.value.problems] == [("VZ3[2]", "promise_moved")]
    reworded = [{**two[0], "VZ3_Q": "Barrer el patio"}, two[1]]
    correction.correct(store, first.id, {"VZ3": reworded}, reason="Más claro", by=by)
    assert [row["V06_T"] for row in begun(store, place.school, "2025-10-08")] == [
        "Techar · APEC · 2025-10-20"
    ]


CONTACT = {"levels": ["regional"], "who": "Coordinación", "topic": "Materiales"}
LATER = [{"AGR_Q": "Pedir mapas", "AGR_R": "Ana", "AGR_F": "2025-10-30"}]


def test_what_was_agreed_about_no_school_is_asked_at_the_next_contact_and_told_to_no_school(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    first = entry.finish(store, "RED", {**CONTACT, "date": "2025-10-06", "AGR": LATER}, by=by, today=TODAY)
    assert first.bucket == f"a:{by}"
    of_the_school = {
        **CONTACT,
        "who": "Dirección",
        "school": place.school,
        "date": "2025-10-08",
        "AGR": LATER,
    }
    entry.finish(store, "RED", of_the_school, by=by, today=TODAY)
    assert begun(store, place.school, "2025-10-07") == []
    (row,) = entry.begin(store, "RED", today=TODAY, date="2025-10-10")["V06"]
    assert row["V06_T"] == "Pedir mapas · Ana · 2025-10-30"
    second = {**CONTACT, "who": "Región", "date": "2025-10-10", "V06": [{**row, "V06_S": "cumplido"}]}
    assert entry.finish(store, "RED", second, by=by, today=TODAY).answers["V06"][0]["V06_S"] == "cumplido"
    assert "V06" not in entry.begin(store, "RED", today=TODAY, date="2025-10-11")


def test_a_contact_about_a_school_asks_about_no_agreements(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    entry.finish(store, "RED", {**CONTACT, "date": "2025-10-06", "AGR": LATER}, by=by, today=TODAY)
    assert "V06" not in entry.begin(store, "RED", today=TODAY, school=place.school)


def test_a_visit_counts_what_else_is_on_record_of_its_day(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Two home visits and one proposal on the 6th; minutes of the 5th are of another day."""
    of_the_day = [("VH", "2025-10-06"), ("VH", "2025-10-06"), ("PRO", "2025-10-06"), ("APM", "2025-10-05")]
    for form, day in of_the_day:
        answers = {"school": place.school, "date": day}
        store.save([Edit("entry", f"s:{place.school}", make.doc(form, answers))], by=by)
    (proposal,) = store.find(Entry, form="PRO")
    saved = entry.finish(store, "FS", visit, by=by, today=TODAY)
    assert [saved.answers[code] for code in ("VF1_N", "VF2_N", "VF3_N")] == [2, 0, 1]
    assert saved.answers["VF3_A"] == proposal.id


def test_a_sheet_of_the_first_version_is_read_and_corrected_as_it_is(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Version 1 counted no home visits, minutes and proposals; nothing of it is asked anew."""
    from fieldkit.actions import correction

    old = entry.finish(store, "FS", visit, by=by, today=TODAY)
    answers = {code: value for code, value in old.answers.items() if code not in ("VF1_N", "VF2_N", "VF3_N")}
    doc = {**make.doc("FS", answers, author=by), "version": 1}
    store.save([Edit("entry", old.bucket, doc, old.id, old.rev)], by=by)
    mended = correction.correct(store, old.id, {"V05": "Escritura"}, reason="Me equivoqué", by=by)
    assert mended.answers == {**answers, "V05": "Escritura"}
    assert (mended.doc["version"], load("FS").version) == (1, 2)


def test_a_promise_of_years_ago_is_still_asked_about(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    promise = [{"VZ3_Q": "Techar el aula", "VZ3_R": "APEC", "VZ3_F": "2025-12-20"}]
    entry.finish(store, "FS", {**visit, "date": "2025-10-06", "VZ3": promise}, by=by, today=TODAY)
    assert begun(store, place.school, "2029-10-06") == begun(store, place.school, "2025-10-07") != []


def test_a_sheet_that_is_moved_to_a_day_before_an_agreement_is_not_asked_about_it(
    store: Store, by: str, place: SimpleNamespace, visit: dict[str, Any]
) -> None:
    """Nor told that it answers none: only what somebody answered is."""
    agreed = {"VZ3": [{"VZ3_Q": "Leer en casa", "VZ3_R": "Familias", "VZ3_F": "2025-10-20"}]}
    entry.finish(store, "FS", {**visit, **agreed}, by=by, today=TODAY)
    begun = entry.begin(store, "FS", today=TODAY, school=place.school, date="2025-10-13")
    assert [row["V06_T"] for row in begun["V06"]] == ["Leer en casa · Familias · 2025-10-20"]
    earlier = entry.begin(store, "FS", today=TODAY, **{**begun, "date": "2025-10-03"})
    assert earlier["V06"] == []
    answered = {**begun, "date": "2025-10-03", "V06": [{**begun["V06"][0], "V06_S": "cumplido"}]}
    assert len(entry.begin(store, "FS", today=TODAY, **answered)["V06"]) == 1
