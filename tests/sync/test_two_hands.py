"""One sheet corrected on two devices: nothing lost, both hold the same, and a clash is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fieldkit.actions import correction, person
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.domain.exercise import Exercise
from fieldkit.domain.person import Person
from fieldkit.domain.reporting import Which
from fieldkit.reports import frozen
from fieldkit.store import centre_sitting, outbox
from tests import make
from tests.cli.classroom import EXERCISE
from tests.cli.test_plan import PLAN
from tests.forms.test_library_families import SHEETS
from tests.reports.sheets import diagnosis, whole
from tests.sync.world import Device, World

SIGNED = {"name": "Marta Ríos", "mode": "firmo"}
DAY = "2025-10-01"
HEAD = {"date": DAY, "ciclo": "2025-2026"}

SORTS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "TUT": (
        {**HEAD, "U01": "MAT-3-001", "U02": "a", "U03": "b", "U05": "Quiso", "U08": "en_curso",
         "U07": [{"U07_F": DAY, "U07_M": 40, "U07_P": "Cuenta", "U07_A": 2}]},
        {"U05": "Le gusta"}, {"U07": [{"U07_F": DAY, "U07_M": 50, "U07_P": "Cuenta", "U07_A": 3}]},
    ),
    "PB": (
        {**PLAN, "ciclo": "2025-2026", "strategy": "e"},
        {"notes": "Leyeron"}, {"DAY": [{"DAY_D": "2025-09-09"}]},
    ),
    "EI": (
        {**HEAD, "focal_now": "a", "I01": [{"I01_D": "d"}], "I02": [{"I02_A": "a"}], "I04_M": "Con los dedos",
         "I06": ["juego"],
         "I03": [{"I03_D": "Marta", "I03_F": DAY, "I03_P": "Eligió"}], "I07_M": 60, "I07_H": "Lunes",
         "I05": [{"I05_I": "otro", "I05_T": "Problemas", "I05_V": 0, "I05_M": 3, "I05_F": "2026-06-20"}],
         "I09_T": "Juegan", "I11": "Con la docente", "I11R": [{"I11_F": "2026-06-15"}],
         "I12_D": SIGNED, "I12_A": SIGNED},
        {"I07_M": 90}, {"I07_H": "Martes"},
    ),
    "RIE": (
        {**HEAD, "student": "a", "agreed_with": "Marta", "focal": "si", "reasons": ["lectura"],
         "priority": 1},
        {"priority": 2}, {"reasons": ["escritura"]},
    ),
}  # fmt: skip
"""A whole sheet; what Ana corrects in it; what Beto does."""


def begun(ana: Device, beto: Device, doc: dict[str, Any]) -> str:
    """A sheet of school A that both have."""
    place = ana.found_school("A")
    doc = {**doc, "author": ana.by, "answers": {**doc["answers"], "school": place}}
    (change,) = ana.save(Edit("entry", f"s:{place}", doc))
    settle(ana, beto)
    assert beto.seen(change.record) is not None
    return change.record


def settle(*devices: Device) -> None:
    """Everybody sends and receives until nothing is new."""
    for device in (*devices, *devices):
        device.sync()


def same(world: World, record: str, *devices: Device) -> dict[str, Any]:
    """What all of them and the centre say of it, with every line of every journal at the centre."""
    held = {bytes(line) for (line,) in world.rows("SELECT line FROM change WHERE outcome <> 'merge'")}
    for device in devices:
        assert {bytes(line) for (line,) in device.rows("SELECT line FROM change")} <= held
    ((told,),) = world.rows("SELECT doc FROM record WHERE id = :id", id=record)
    docs = [json.loads(device.seen(record)[3]) for device in devices]
    assert docs == [json.loads(told)] * len(devices)
    return dict(docs[0])


def clashes(device: Device) -> list[str]:
    return [field for clash in outbox.clashes(device.store.connection) for field in clash["fields"]]


@pytest.mark.parametrize("form", SORTS)
def test_two_answers_of_one_sheet_both_stand(world: World, ana: Device, beto: Device, form: str) -> None:
    told, mine, theirs = SORTS[form]
    record = begun(ana, beto, whole(form, school="x", **told))
    ana.edit(record, **mine)
    beto.edit(record, **theirs)
    settle(ana, beto)
    answers = same(world, record, ana, beto)["answers"]
    assert {**mine, **theirs}.items() <= answers.items()
    assert clashes(ana) == clashes(beto) == []


@pytest.mark.parametrize("form", SORTS)
def test_two_values_for_one_answer_are_told_to_who_came_second(
    world: World, ana: Device, beto: Device, form: str
) -> None:
    told, mine, _ = SORTS[form]
    ((code, value),) = mine.items()
    record = begun(ana, beto, whole(form, school="x", **told))
    ana.edit(record, **mine)
    beto.edit(record, **{code: f"{value}, dijo Beto" if isinstance(value, str) else value + 1})
    settle(ana, beto)
    assert same(world, record, ana, beto)["answers"][code] == value
    assert (clashes(ana), clashes(beto)) == ([], [f"answers.{code}"])


@pytest.mark.parametrize("form", SORTS)
@pytest.mark.parametrize("first", ["ana", "beto"])
def test_of_a_withdrawal_and_a_correction_the_correction_stands_whoever_comes_first(
    world: World, ana: Device, beto: Device, form: str, first: str
) -> None:
    told, mine, _ = SORTS[form]
    record = begun(ana, beto, whole(form, school="x", **told))
    ana.edit(record, "withdrawn")
    beto.edit(record, **mine)
    settle(*((ana, beto) if first == "ana" else (beto, ana)))
    doc = same(world, record, ana, beto)
    assert (doc["state"], {**doc["answers"], **mine}) == ("corrected", doc["answers"])
    assert clashes(beto if first == "ana" else ana) == ["state"]
    assert {ana.seen(record)[4], beto.seen(record)[4]} == {1}


def test_what_is_computed_of_two_corrections_is_of_both_and_nobodys_to_decide(
    world: World, ana: Device, beto: Device
) -> None:
    """All ten problems were wrong. Ana says that one was right, Beto another: two are, and not one."""
    child = ana.write(f"s:{ana.found_school('A')}").record
    sheet = diagnosis("x", child, DAY, "inicial", language=True, maths=False)
    record = begun(ana, beto, sheet)
    before = ana.answers(record)["C_TOT"]
    alone = {}
    for device, code in ((ana, "C01"), (beto, "C02")):
        correction.correct(device.store, record, {code: "I"}, reason="se leyó mal", by=device.by)
        alone[code] = device.answers(record)["C_TOT"] - before
    assert alone["C01"] == alone["C02"] > 0
    settle(ana, beto)
    found = same(world, record, ana, beto)["answers"]
    assert (found["C01"], found["C02"]) == ("I", "I")
    assert found["C_TOT"] == before + alone["C01"] + alone["C02"]
    assert clashes(ana) == clashes(beto) == []


def test_two_corrections_that_hold_alone_and_not_together_are_told(
    world: World, ana: Device, beto: Device
) -> None:
    """Twenty were called: eleven women and nine men can have come, or nine and eleven; not eleven of each."""
    told = {**SHEETS["APM"], "date": DAY, "present_m": 9, "present_h": 9}
    record = begun(ana, beto, whole("APM", **told))
    ana.edit(record, present_m=11)
    beto.edit(record, present_h=11, topics="La cerca.")
    settle(ana, beto)
    found = same(world, record, ana, beto)["answers"]
    assert (found["present_m"], found["present_h"], found["topics"]) == (11, 9, "La cerca.")
    assert (clashes(ana), clashes(beto)) == ([], ["answers.present_h"])


def test_of_a_report_frozen_again_on_two_devices_one_edition_stands_whole(
    world: World, ana: Device, beto: Device
) -> None:
    """Ana's second edition has new numbers, Beto's other numbers and words that she did not write."""
    which = Which("monthly", "", "2025-2026", "2025-10")
    place = ana.found_school("A")

    def answers(edition: int, figures: str, **words: str) -> dict[str, Any]:
        told = {**which.known, "school": place, "figures": figures, "edition": edition, **words}
        whole = {**told, "cut_records": 1, "cut_digest": "ab", "versions": "1", "date": "2025-10-31"}
        return {**whole, "digest": frozen.digest(whole)}

    record = begun(ana, beto, whole("INM", **answers(1, "{}", achievements="Leyeron")))
    ana.edit(record, **answers(2, '{"a":1}', achievements="Leyeron"))
    beto.edit(record, **answers(2, '{"b":1}', achievements="Leyeron", support="Libros"))
    settle(ana, beto)
    found = same(world, record, ana, beto)["answers"]
    assert frozen.intact(found)
    assert (found["figures"], found.get("support")) == ('{"a":1}', None)
    assert {"answers.digest", "answers.figures", "answers.support"} <= set(clashes(beto))


def test_a_sheet_of_a_newer_form_and_a_record_of_a_kind_of_tomorrow_do_no_harm(
    world: World, ana: Device, beto: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The centre and Ana's notebook are newer than Beto's: what he does not know stays as it came."""
    told, mine, _ = SORTS["RIE"]
    record = begun(ana, beto, whole("RIE", school="x", **told))
    place = ana.answers(record)["school"]
    with monkeypatch.context() as newer:
        newer.setattr(centre_sitting, "opinion", lambda *_: None)
        doc = {**json.loads(ana.seen(record)[3]), "version": 99, "state": "corrected", "reason": "nueva"}
        doc["answers"] = {**doc["answers"], "of_tomorrow": "sí"}
        (change,) = ana.save(Edit("entry", f"s:{place}", doc, record, ana.seen(record)[2]))
        (strange,) = ana.save(Edit("tomorrow", f"s:{place}", make.doc("TOMORROW", {"school": place})))
        settle(ana, beto)
    for device in (ana, beto):
        assert same(world, record, device)["answers"]["of_tomorrow"] == "sí"
        assert device.seen(strange.record) is not None
        assert [one.id for one in device.store.find(Entry, form="RIE")] == [record]
        assert device.store.any(strange.record) is None
        assert device.store.starting(strange.record[:-1]) == []
    assert beto.rows("SELECT 1 FROM bucket WHERE reset_at IS NOT NULL") == []
    beto.edit(record, **mine)
    settle(beto, ana)
    assert outbox.counts(beto.store.connection)["held"] == 1, "the centre of today does not judge it"
    assert beto.rows("SELECT outcome FROM change WHERE record = ?", record) == [("held",)]
    assert change.record == record


def test_one_wording_of_an_exercise_brought_by_two_with_another_text_stays_two_until_somebody_looks(
    world: World, ana: Device, beto: Device
) -> None:
    """The first is for all, the other its author's own; what they plant in sheets is meant by its code."""
    texts = {ana: "Hay 12 mazorcas.", beto: "Hay 15 mazorcas."}
    for device, text in texts.items():
        doc = make.doc("CAT", {**EXERCISE, "version": "1", "statement": text})
        device.save(Edit("exercise", f"a:{device.by}", doc))
    settle(ana, beto)
    for device, known in ((ana, [texts[ana]]), (beto, list(texts.values()))):
        assert sorted(one.answers["statement"] for one in device.store.find(Exercise)) == known
    held = [json.loads(doc)["answers"]["statement"] for (doc,) in world.rows(
        "SELECT doc FROM record WHERE kind = 'exercise'")]  # fmt: skip
    assert sorted(held) == sorted(texts.values())
    assert clashes(ana) == clashes(beto) == []


def test_two_levels_of_one_day_are_two_sheets_at_the_centre_and_on_the_other_device(
    world: World, ana: Device, beto: Device
) -> None:
    """The advisor's own sheet and that of somebody from the region are told apart everywhere."""
    school = ana.found_school("A")
    told = {
        "school": school,
        "date": DAY,
        "V01": "no_realizada",
        "V04": "clima",
        "V05": "x",
        "VZ4": "2025-12-01",
    }
    for level in ("asesor", "regional"):
        doc = {**whole("FS", **told, V02=level), "author": ana.by}
        ana.save(Edit("entry", f"s:{school}", doc))
    ana.sync()
    beto.sync()
    keys = [(f"FS|{school}|{level}|{DAY}|{ana.by}",) for level in ("asesor", "regional")]
    assert beto.rows("SELECT key FROM present WHERE form = 'FS' ORDER BY key") == keys
    assert world.rows("SELECT key FROM record WHERE form = 'FS' ORDER BY key") == keys


@pytest.mark.parametrize("first", ["ana", "beto"])
def test_a_child_withdrawn_here_and_corrected_there_comes_back_whole(
    world: World, ana: Device, beto: Device, first: str
) -> None:
    """The correction stands, and the enrolment that went with the child is withdrawn: whoever decides that
    the child stays gets it back, as it was, and nothing is left to decide."""
    place = ana.found_school("A")
    child = ana.save(make.person(place))[0].record
    enrolment = ana.save(make.membership(place, child, since="2025-09-01"))[0].record
    settle(ana, beto)
    before = ana.answers(enrolment)
    correction.withdraw(ana.store, child, reason="por error", by=ana.by)
    correction.correct(beto.store, child, {"second_surname": "Ojeda"}, reason="decía mal", by=beto.by)
    settle(*((ana, beto) if first == "ana" else (beto, ana)))
    assert [json.loads(one.seen(enrolment)[3])["state"] for one in (ana, beto)] == ["withdrawn"] * 2
    told = beto if first == "ana" else ana
    assert clashes(told) == ["state"]
    known = told.store.get(Person, child)
    assert known is not None and person.may_return(told.store, known)
    person.bring_back(told.store, known, by=told.by)
    settle(told, ana, beto)
    assert same(world, enrolment, ana, beto)["answers"] == before
    assert same(world, child, ana, beto)["answers"]["second_surname"] == "Ojeda"
    assert clashes(ana) == clashes(beto) == []
