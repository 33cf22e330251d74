"""The association of families: its offices, its rules month by month, what was promised and given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from fieldkit.actions import apec, correction, counterpart, entry, lookup, rules
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid, NotFound, Untimely
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY
from tests.forms.test_library_families import SHEETS

PLACE = "12KPR0001Z"


@pytest.fixture
def relatives(store: Store, by: str, place: SimpleNamespace) -> list[str]:
    """The ids of three more relatives, Rosa, Eva and Inés; the first two are members of the association."""
    found = []
    for name, apec_member in (("Rosa", "si"), ("Eva", "si"), ("Inés", "no")):
        (one,) = store.save([make.person(place.school, "REG-F", first_names=name, surname="Peña")], by=by)
        store.save([make.membership(place.school, one.record, "relative", apec=apec_member)], by=by)
        found.append(one.record)
    return found


def saved(store: Store, by: str, form: str, **answers: Any) -> Entry:
    whole = {**SHEETS[form], "school": PLACE, **answers}
    known = {code: value for code, value in whole.items() if value is not None}
    return entry.finish(store, form, known, by=by, today=TODAY)


def constituted(store: Store, by: str, people: list[str], **answers: Any) -> Entry:
    offices = ("presidencia", "secretaria")
    held = [
        {"OFF_C": office, "OFF_P": who, "OFF_S": "2025-09-08"}
        for office, who in zip(offices, people, strict=False)
    ]
    return saved(store, by, "APC", **{"date": "2025-09-08", "OFF": held, **answers})


def test_who_holds_which_office_today(
    store: Store, by: str, place: SimpleNamespace, relatives: list[str]
) -> None:
    """Rosa left the chair on 30 September; a day later only Eva still holds an office."""
    rosa, eva, ines = relatives
    held = [
        {"OFF_C": "presidencia", "OFF_P": rosa, "OFF_S": "2025-09-08", "OFF_U": "2025-09-30"},
        {"OFF_C": "secretaria", "OFF_P": eva, "OFF_S": "2025-09-08"},
        {"OFF_C": "vocal", "OFF_P": ines, "OFF_S": "2025-10-15"},
    ]
    constituted(store, by, relatives, OFF=held)

    def on(day: str) -> list[tuple[str, str]]:
        found = apec.on(store, place.school, day)
        assert found is not None
        return [(one.office, one.person) for one in found.holders]

    assert apec.on(store, place.school, "2025-09-07") is None
    assert on("2025-09-30") == [("presidencia", rosa), ("secretaria", eva)]
    assert on("2025-10-01") == [("secretaria", eva)]
    assert on("2025-10-15") == [("secretaria", eva), ("vocal", ines)]


def test_a_renewal_takes_the_place_of_the_first_act_and_members_are_those_registered(
    store: Store, by: str, place: SimpleNamespace, relatives: list[str]
) -> None:
    constituted(store, by, relatives)
    constituted(store, by, relatives[1:], date="2025-10-10", nights_promised=8)
    found = apec.on(store, place.school, "2025-10-20")
    assert found is not None
    assert [one.person for one in found.holders] == relatives[1:]
    assert (found.nights, found.meals) == (8, 30)
    assert [person.name for person in found.members] == ["Eva Peña Peña", "Rosa Peña Peña"]


def test_a_month_of_the_ledger_is_set_against_the_promise(
    store: Store, by: str, place: SimpleNamespace, relatives: list[str]
) -> None:
    """October: 2 + 1 nights, 1 breakfast and 2 + 1 lunches, 1 ride; September's supper does not count."""
    lines = [
        ("2025-10-01", "hospedaje", 2), ("2025-10-31", "hospedaje", 1), ("2025-10-01", "desayuno", 1),
        ("2025-10-02", "comida", 2), ("2025-10-03", "comida", 1), ("2025-10-03", "traslado", 1),
        ("2025-09-30", "cena", 1),
    ]  # fmt: skip
    for day, sort, quantity in lines:
        answers = {**SHEETS["CON"], "school": place.school, "date": day, "sort": sort, "family": relatives[0]}
        store.save([make_entry("CON", place.school, {**answers, "quantity": quantity})], by=by)
    before = counterpart.month(store, place.school, "2025-10")
    assert before == ("2025-10", 3, None, 4, None, 1)
    constituted(store, by, relatives)
    assert counterpart.month(store, place.school, "2025-10") == ("2025-10", 3, 12, 4, 30, 1)
    assert counterpart.month(store, place.school, "2025-09") == ("2025-09", 0, 12, 1, 30, 0)


def test_a_night_of_the_sheet_of_the_day_is_in_the_month_too_and_once(
    store: Store, by: str, place: SimpleNamespace, relatives: list[str]
) -> None:
    """The 6th: a night and two meals in the sheet, a night in the ledger: 1 and 2. The 7th: a night in the
    sheet alone, nobody knows how many meals: 2 nights and 2 meals in all. Of the promise nobody knows either.
    """
    visit = {"school": place.school, "V01": "jornada", "VF4_H": "si"}
    gift = {**SHEETS["CON"], "school": place.school, "sort": "hospedaje", "family": relatives[0]}
    sheets = [
        make_entry("FS", place.school, {**visit, "date": "2025-10-06", "VF4_C": 2}),
        make_entry("FS", place.school, {**visit, "date": "2025-10-07", "VF4_C": -8}),
        make_entry("CON", place.school, {**gift, "date": "2025-10-06", "quantity": 1}),
        make_entry("CON", place.school, {**gift, "date": "2025-10-08", "quantity": -8}),
    ]
    store.save(sheets, by=by)
    assert counterpart.month(store, place.school, "2025-10") == ("2025-10", 2, None, 2, None, 0)


def make_entry(form: str, school: str, answers: dict[str, Any]) -> Any:
    from fieldkit.domain.change import Edit

    return Edit(kind="entry", bucket=f"s:{school}", doc=make.doc(form, answers))


def test_the_lines_of_a_day_are_saved_together_or_not_at_all(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    line = {**SHEETS["CON"], "school": PLACE, "family": "luz peña"}
    with pytest.raises(Invalid) as caught:
        counterpart.give(store, [line, {**line, "sort": "merienda"}], by=by, today=TODAY)
    assert [problem.field for problem in caught.value.problems] == ["CON[2].sort"]
    assert store.count(Entry, form="CON") == 0
    assert store.drafts() == []
    given, odd = counterpart.give(store, [line, {**line, "sort": "cena"}], by=by, today=TODAY)
    assert [one.answers["family"] for one in given] == [place.relative] * 2
    assert odd == []
    _, again = counterpart.give(store, [{**line, "sort": "comida"}, line], by=by, today=TODAY)
    assert [(problem.code, problem.field) for problem in again] == [("same_sheet", "CON[2].family")]


def test_each_edition_of_the_rules_has_the_next_number(store: Store, by: str, place: SimpleNamespace) -> None:
    assert saved(store, by, "RGI", edition=None).answers["edition"] == 1
    assert saved(store, by, "RGI", date="2025-10-13").answers["edition"] == 2


def test_a_month_is_checked_by_the_newest_rules(store: Store, by: str, place: SimpleNamespace) -> None:
    saved(store, by, "RGI", date="2025-09-08")
    newer = [{"ART_N": 4, "ART_T": "Se cuida el agua.", "ART_K": "convivencia"}]
    saved(store, by, "RGI", date="2025-10-13", ART=newer)
    early = entry.begin(store, "RGC", today=TODAY, school=place.school, date="2025-10-12")
    assert [row["CHK_N"] for row in early["CHK"]] == [1, 2]
    now = entry.begin(store, "RGC", today=TODAY, school=place.school)
    assert now["CHK"] == [{"CHK_N": 4, "CHK_T": "Se cuida el agua."}]


def test_every_article_in_force_is_answered_and_no_other(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    saved(store, by, "RGI", date="2025-09-08")

    def review(*rows: dict[str, Any]) -> list[tuple[str, str]]:
        sheet = {"school": PLACE, "date": "2025-10-15", "month": "2025-10", "CHK": list(rows)}
        return [(one.field, one.code) for one in entry.review(store, "RGC", sheet, today=TODAY).errors]

    first, second = {"CHK_N": 1, "CHK_S": "no"}, {"CHK_N": "2", "CHK_S": "Se cumple"}
    assert review(second, first) == []
    assert review(first) == [("CHK[2].CHK_S", "required")]
    assert review(first, second, {"CHK_N": 9, "CHK_S": "no"}) == [("CHK", "no_such")]
    found = saved(store, by, "RGC", date="2025-10-15", CHK=[second, first])
    assert [row["CHK_T"][:10] for row in found.answers["CHK"]] == ["Los niños ", "Cada famil"]
    assert [row["CHK_S"] for row in found.answers["CHK"]] == ["no", "se_cumple"]


def test_a_month_is_checked_once_and_only_by_rules(store: Store, by: str, place: SimpleNamespace) -> None:
    school = lookup.school(store, PLACE)
    with pytest.raises(NotFound):
        rules.begin_check(store, school, "2025-10", "2025-10-15")
    saved(store, by, "RGI", date="2025-09-08")
    rules.begin_check(store, school, "2025-10", "2025-10-15")
    done = saved(store, by, "RGC", date="2025-10-15")
    with pytest.raises(Untimely) as caught:
        rules.begin_check(store, school, "2025-10", "2025-10-15")
    assert caught.value.record == done.id
    rules.begin_check(store, school, "2025-09", "2025-10-15")


def test_what_a_meeting_agreed_is_asked_about_at_the_next_visit(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    meeting = saved(store, by, "APM")
    contact = saved(store, by, "RED", date="2025-10-07")
    begun = entry.begin(store, "FS", today=TODAY, school=place.school)
    assert begun["V06"] == [
        {"V06_A": f"{meeting.id}.1", "V06_T": "Arreglar la cerca · Comité · 2025-11-06"},
        {"V06_A": f"{contact.id}.1", "V06_T": "Prestar libros · Ana · 2025-10-31"},
    ]


def test_a_contact_about_no_school_is_the_advisors_own(store: Store, by: str, place: SimpleNamespace) -> None:
    own = saved(store, by, "RED", school=None)
    assert own.bucket == f"a:{by}"
    assert saved(store, by, "RED").bucket == f"s:{place.school}"


def test_a_sheet_goes_to_the_school_that_its_correction_says(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    own = saved(store, by, "RED", school=None)
    moved = correction.correct(store, own.id, {"school": place.school}, reason="Era de la escuela", by=by)
    assert moved.bucket == f"s:{place.school}"
    assert [one.id for one in store.find(Entry, form="RED", school=place.school)] == [own.id]
    back = correction.correct(store, own.id, {"school": None}, reason="No era", by=by)
    assert back.bucket == f"a:{by}"
    at_school = saved(store, by, "RED")
    kept = correction.correct(store, at_school.id, {"school": None}, reason="No era", by="colega")
    assert kept.bucket == at_school.bucket, "what a colleague says of it does not take it from its readers"
    (other,) = store.save([make.school(cct="12KPR0002Y", name="El Ocote")], by=by)
    sheet = saved(store, by, "CON", family=place.relative)
    there = correction.correct(store, sheet.id, {"school": other.record}, reason="Otra escuela", by=by)
    assert there.bucket == f"s:{other.record}"
