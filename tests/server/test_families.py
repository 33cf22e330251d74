"""Sheets of families and network at a real centre over HTTP: taken as they are, read by whom they concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from fieldkit.actions import attachment, correction, entry
from fieldkit.errors import Unreadable
from fieldkit.store import outbox
from fieldkit.sync import run
from fieldkit.sync.member import keep, member
from tests import make
from tests.forms.test_library_families import SHEETS
from tests.sync.world import Device, World

TODAY = date(2025, 10, 20)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of these stories."""
    monkeypatch.setenv("FIELDKIT_NOW", "2025-10-20T12:00:00")


def people(device: Device, school: str) -> list[str]:
    """A pupil and three relatives of the school."""
    found = []
    for name, form in (("Itzel", "REG-A"), ("Rosa", "REG-F"), ("Luz", "REG-F"), ("Eva", "REG-F")):
        (one,) = device.save(make.person(school, form, first_names=name))
        device.save(make.membership(school, one.record, "student" if form == "REG-A" else "relative"))
        found.append(one.record)
    return found


def every_sheet(device: Device, school: str) -> dict[str, str]:
    """One whole sheet of each form, by form; the contact is about no school."""
    itzel, rosa, luz, eva = people(device, school)
    offices = [
        {**row, "OFF_P": who} for row, who in zip(SHEETS["APC"]["OFF"], (rosa, luz, eva), strict=False)
    ]
    pointers = {
        "APC": {"OFF": offices},
        "PRO": {"who": rosa},
        "CON": {"family": luz},
        "HIS": {"person": itzel},
    }
    found = {}
    for form, whole in SHEETS.items():
        answers = {**whole, "school": None if form == "RED" else school, **pointers.get(form, {})}
        answers = {code: value for code, value in answers.items() if value is not None}
        found[form] = entry.finish(device.store, form, answers, by=device.by, today=TODAY).id
    return found


def test_every_sheet_is_taken_and_an_own_contact_goes_only_to_its_author(
    ana: Device, world: World, url: str
) -> None:
    sheets = every_sheet(ana, ana.found_school("A"))
    run.sync(ana.store)
    counts = outbox.counts(ana.store.connection)
    assert (counts["pending"], counts["ok"]) == (0, sum(counts.values()))

    beto, second = world.device("beto", "A"), world.laptop("dos", ana.advisor)
    for device in (beto, second):
        keep(device.store, replace(member(device.store), url=url))
        run.sync(device.store)
    of_the_school = {form for form in SHEETS if form != "RED"}
    assert {form for form, id in sheets.items() if beto.seen(id)} == of_the_school
    assert {form for form, id in sheets.items() if second.seen(id)} == set(SHEETS)


def test_nobody_writes_into_the_own_contacts_of_another(ana: Device, world: World, url: str) -> None:
    beto = world.device("beto", "A")
    keep(beto.store, replace(member(beto.store), url=url))
    doc = make.doc("RED", {**SHEETS["RED"], "school": ""}, author=ana.by)
    doc["answers"].pop("school")
    beto.save(make.Edit("entry", f"a:{ana.by}", doc))
    run.sync(beto.store)
    assert outbox.counts(beto.store.connection)["held"] == 1
    assert world.rows("SELECT id FROM record WHERE kind = 'entry'") == []


def test_the_note_about_a_photo_travels_and_the_photo_does_not(
    ana: Device, world: World, url: str, tmp_path: Path
) -> None:
    sheets = every_sheet(ana, ana.found_school("A"))
    Image.new("RGB", (60, 40), "grey").save(tmp_path / "acta.jpg")
    consent = {"consent_by": "Luz Peña", "consent_how": "huella"}
    notes = [
        attachment.attach(
            ana.store, tmp_path / "acta.jpg", sheets[form], consent=consent, by=ana.by, today=TODAY
        )
        for form in ("APC", "HIS", "RED")
    ]
    run.sync(ana.store)
    counts = outbox.counts(ana.store.connection)
    assert (counts["pending"], counts["ok"]) == (0, sum(counts.values()))

    beto = world.device("beto", "A")
    keep(beto.store, replace(member(beto.store), url=url))
    run.sync(beto.store)
    assert [beto.seen(note.id) is not None for note in notes] == [True, True, False]
    assert beto.answers(sheets["HIS"])["photo"] == notes[1].answers["file"]
    with pytest.raises(Unreadable):
        attachment.file(beto.store, attachment.one(beto.store, notes[1].id))


def test_a_contact_that_is_about_no_school_any_more_goes_from_the_notebooks_of_the_school(
    ana: Device, world: World, url: str, tmp_path: Path
) -> None:
    contact = every_sheet(ana, ana.found_school("A"))["RED"]
    school = ana.rows("SELECT id FROM record WHERE kind = 'school'")[0][0]
    correction.correct(ana.store, contact, {"school": school}, reason="Era de la escuela", by=ana.by)
    Image.new("RGB", (60, 40), "grey").save(tmp_path / "acta.jpg")
    note = attachment.attach(ana.store, tmp_path / "acta.jpg", contact, consent={}, by=ana.by, today=TODAY)
    beto, second = world.device("beto", "A"), world.laptop("dos", ana.advisor)
    for device in (beto, second):
        keep(device.store, replace(member(device.store), url=url))
    _everybody(ana, beto, second)
    assert beto.seen(contact) and beto.seen(note.id)

    correction.correct(ana.store, contact, {"school": None}, reason="No era", by=ana.by)
    _everybody(ana, beto, second)
    assert (beto.seen(contact), beto.seen(note.id)) == (None, None)
    assert second.seen(contact) and second.seen(note.id)


def _everybody(*devices: Device) -> None:
    for device in devices:
        run.sync(device.store)
