"""Photos and copies with their records: the consent they need, one file for one content, taking them back."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from fieldkit.actions import attachment, correction
from fieldkit.actions import person as registering
from fieldkit.actions import story as stories
from fieldkit.domain.change import Edit
from fieldkit.domain.entry import Entry
from fieldkit.errors import Invalid, NotFound, Unreadable, Untimely
from fieldkit.store import attachments
from fieldkit.store.store import Store
from tests import make
from tests.actions.conftest import TODAY
from tests.actions.test_families import saved

CONSENT = {"consent_by": "Luz Peña", "consent_how": "firma"}


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A photo of a sheet of paper."""
    file = tmp_path / "scan.png"
    Image.new("RGB", (60, 40), "grey").save(file)
    return file


def attach(store: Store, by: str, file: Path, to: str, *, item: str | None = None, **consent: Any) -> Entry:
    return attachment.attach(store, file, to, item=item, consent=consent, by=by, today=TODAY)


def files(store: Store) -> list[str]:
    return sorted(file.name for file in attachments.here(store.home))


def story(store: Store, by: str) -> Entry:
    return saved(store, by, "HIS", person=None, anonymous="si")


def contact(store: Store, by: str, **answers: Any) -> Entry:
    return saved(store, by, "RED", **answers)


def test_a_copy_belongs_to_its_record_by_what_it_holds(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    record = contact(store, by)
    one = attach(store, by, scan, record.id)
    name = one.answers["file"]
    assert files(store) == [name]
    assert attachment.file(store, one).stat().st_size == one.answers["size"]
    assert (one.answers["of"], one.answers["children"], one.bucket) == (record.id, "no", record.bucket)
    assert [found.id for found in attachment.of(store, record.id)] == [one.id]
    assert "scan" not in str(dict(one.doc)), "the name of a file may tell of somebody"


def test_the_same_copy_twice_is_one_and_on_two_records_one_file(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    first, second = contact(store, by), contact(store, by, date="2025-10-07")
    one = attach(store, by, scan, first.id)
    assert attach(store, by, scan, first.id).id == one.id
    assert attach(store, by, scan, second.id).id != one.id
    assert len(files(store)) == 1


def test_a_copy_of_an_own_contact_is_as_own_as_the_contact(store: Store, by: str, scan: Path) -> None:
    own = contact(store, by, school=None)
    assert attach(store, by, scan, own.id).bucket == f"a:{by}"


def test_the_question_that_takes_a_photo_gets_it_and_loses_it_again(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    told = story(store, by)
    one = attach(store, by, scan, told.id, **CONSENT)
    assert store.get(Entry, told.id).answers["photo"] == one.answers["file"]  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        attach(store, by, scan, told.id, item="story", **CONSENT)
    attachment.remove(store, one.id, reason="Ya no quiere", by=by)
    assert "photo" not in store.get(Entry, told.id).answers  # type: ignore[union-attr]
    assert files(store) == []


def test_a_photo_of_a_child_or_a_story_needs_its_own_consent(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    (sheet,) = store.save([make.sheet(place.school, VA=[{"VA1": place.students[0]}])], by=by)
    (other,) = store.save([make.sheet(place.school, date="2025-10-07")], by=by)
    for record in (place.students[0], story(store, by).id, sheet.record):
        for lacking in ({}, {"consent_by": "Luz Peña"}, {"consent_by": "Luz Peña", "consent_how": ""}):
            with pytest.raises(Invalid) as caught:
                attach(store, by, scan, record, **lacking)
            assert {problem.code for problem in caught.value.problems} == {"photo_consent"}
        assert files(store) == []
        one = attach(store, by, scan, record, **CONSENT)
        assert (one.answers["children"], one.answers["consent_date"]) == ("si", TODAY.isoformat())
        attachment.remove(store, one.id, reason="prueba", by=by)
    assert attach(store, by, scan, other.record).answers["children"] == "no"
    assert attach(store, by, scan, place.teacher).answers["children"] == "no"


def test_a_consent_that_does_not_hold_leaves_no_photo_behind(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    with pytest.raises(Invalid):
        attach(store, by, scan, place.students[0], **{**CONSENT, "consent_how": "de palabra"})
    with pytest.raises(Invalid):
        attach(store, by, scan, place.students[0], **CONSENT, consent_date=date(2025, 10, 21).isoformat())
    assert files(store) == []
    assert store.drafts() == []


def test_a_story_that_is_taken_back_takes_its_photos_along(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    told, other = story(store, by), contact(store, by)
    attach(store, by, scan, told.id, **CONSENT)
    with pytest.raises(Invalid):
        stories.withdraw(store, told.id, reason="", by=by)
    assert len(files(store)) == 1
    gone, photos = stories.withdraw(store, told.id, reason="Retiró su permiso", by=by)
    assert (gone.state, photos, files(store)) == ("withdrawn", 1, [])
    assert list(attachment.of(store)) == []
    with pytest.raises(NotFound):
        stories.withdraw(store, other.id, reason="x", by=by)


def test_a_file_goes_when_nothing_refers_to_it_any_more(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    records = [contact(store, by, date=day) for day in ("2025-10-06", "2025-10-07")]
    one, two = (attach(store, by, scan, record.id) for record in records)
    assert attachment.remove(store, one.id, reason="Repetida", by=by)[1] is False
    assert len(files(store)) == 1
    assert attachment.remove(store, two.id, reason="Repetida", by=by)[1] is True
    assert files(store) == []
    assert list(attachment.of(store)) == []
    with pytest.raises(Untimely):
        attachment.remove(store, two.id, reason="Otra vez", by=by)


def test_without_a_reason_nothing_is_taken_back(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    one = attach(store, by, scan, contact(store, by).id)
    with pytest.raises(Invalid):
        attachment.remove(store, one.id, reason=" ", by=by)
    assert len(files(store)) == 1


def test_what_is_withdrawn_takes_no_photo(store: Store, by: str, place: SimpleNamespace, scan: Path) -> None:
    record = contact(store, by)
    correction.withdraw(store, record.id, reason="Repetido", by=by)
    with pytest.raises(Untimely):
        attach(store, by, scan, record.id)


def test_a_file_that_is_on_another_device_is_said_to_be_there(
    store: Store, by: str, place: SimpleNamespace
) -> None:
    doc = make.doc("ADJ", {"of": place.school, "date": "2025-10-06", "file": "0f" * 32 + ".jpg", "size": 9})
    (elsewhere,) = store.save([Edit("entry", f"s:{place.school}", doc)], by=by)
    with pytest.raises(Unreadable) as caught:
        attachment.file(store, attachment.one(store, elsewhere.record))
    assert caught.value.why == "not_here"


def test_only_what_is_attached_is_found_as_such(store: Store, by: str, place: SimpleNamespace) -> None:
    with pytest.raises(NotFound):
        attachment.one(store, contact(store, by).id)


def test_a_photo_whose_school_left_the_notebook_is_kept_and_told_of(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    one = attach(store, by, scan, contact(store, by).id)
    assert attachment.alone(store) == ([], [])
    store.connection.execute("DELETE FROM record WHERE id = ?", (one.id,))  # as a sync does
    assert [file.name for file in attachment.alone(store)[0]] == [one.answers["file"]]


def test_a_consent_that_cannot_be_is_refused_and_no_draft_is_spoken_of(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    told = story(store, by)
    with pytest.raises(Invalid) as refused:
        attach(store, by, scan, told.id, consent_by="Luz", consent_how="nada")
    assert (refused.value.draft, list(store.drafts())) == (None, [])
    assert files(store) == []


def test_what_a_power_cut_left_of_a_photo_goes_with_the_next_one(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    folder = store.home / attachments.FOLDER
    folder.mkdir()
    (folder / f"{'0' * 64}.jpg.part").write_bytes(b"half")
    attach(store, by, scan, contact(store, by).id)
    assert [file.suffix for file in folder.iterdir()] == [".jpg"]


@pytest.mark.parametrize("instant", ["before_commit", "after_commit"])
def test_a_power_cut_leaves_photo_and_note_or_neither(
    store: Store, by: str, place: SimpleNamespace, scan: Path, instant: str
) -> None:
    """Attached, the first commit; taken back, the first of another command."""
    note = [place.teacher, "--consent-by", "Luz", "--consent-how", "firma"]
    cut_short(store.home, instant, "attach", str(scan), "--to", *note)
    there = list(attachment.of(store))
    attachment.settle(store)
    assert (len(there), len(files(store))) == ((1, 1) if instant == "after_commit" else (0, 0))

    one = attach(store, by, scan, place.teacher)
    cut_short(store.home, instant, "attachment", "remove", one.id, "--reason", "ya no")
    there = list(attachment.of(store))
    assert attachment.alone(store) == ([], [])
    assert (len(there), len(files(store))) == ((0, 0) if instant == "after_commit" else (1, 1))


def test_the_photo_of_a_child_who_moved_is_read_at_the_new_school_and_not_at_the_old_one(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    """A colleague reads what is in the bucket of a school; that of the old one has no note of it any more."""
    child, other = place.students[:2]
    note, stays = (attach(store, by, scan, one, **CONSENT) for one in (child, other))
    (new,) = store.save([make.school(cct="12KPR0002Y", name="Las Flores")], by=by)
    answers = {"school": new.record, "grade": "4", "group": "A"}
    registering.register(store, "REG-A", answers, by=by, today=TODAY, existing=child)
    (found,) = attachment.of(store, child)
    assert (found.id, found.bucket, found.answers["school"]) == (note.id, f"s:{new.record}", new.record)
    (left,) = attachment.of(store, school=place.school)
    assert left.id == stays.id
    registering.register(store, "REG-A", answers, by=by, today=TODAY, existing=child)
    assert len(store.history(note.id)) == 2, "at the same school there is nothing to move"


def cut_short(home: Path, instant: str, *words: str) -> None:
    """A command during which the power goes, at its first commit."""
    environment = {"FIELDKIT_HOME": str(home), "FIELDKIT_CRASH": f"{instant}:1"}
    command = [sys.executable, "-m", "fieldkit", *words]
    done = subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environment})
    assert done.returncode == -9, done


def test_a_photo_whose_note_a_colleague_took_back_is_told_of_and_kept(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    one, two = (attach(store, by, scan, record) for record in (place.teacher, contact(store, by).id))
    correction.withdraw(store, one.id, reason="retiró su permiso", by=by)  # as a sync brings it: without us
    assert attachment.alone(store) == ([], []), "another note refers to it"
    correction.withdraw(store, two.id, reason="retiró su permiso", by=by)
    assert [[file.name for file in some] for some in attachment.alone(store)] == [[], files(store)]
    assert len(files(store)) == 1


def test_a_photo_in_doubt_whose_school_left_the_notebook_is_kept(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    one = attach(store, by, scan, contact(store, by).id)
    attachments.doubt(store.home, str(one.answers["file"]))
    store.connection.execute("DELETE FROM record WHERE id = ?", (one.id,))  # as a sync does
    assert [file.name for file in attachment.alone(store)[0]] == [one.answers["file"]]


def test_a_contact_that_is_about_no_school_any_more_is_its_authors_own_with_all_that_is_attached(
    store: Store, by: str, place: SimpleNamespace, scan: Path
) -> None:
    """A colleague reads what is in the bucket of a school, `s:…`; what is in `a:…` only its author."""
    record = contact(store, by, school=place.school)
    note = attach(store, by, scan, record.id)
    assert (record.bucket, note.bucket) == (f"s:{place.school}", f"s:{place.school}")
    correction.correct(store, record.id, {"school": None}, reason="no era de la escuela", by=by)
    buckets = {one.bucket for one in (store.any(record.id), store.any(note.id)) if one}
    assert buckets == {f"a:{by}"}
    correction.correct(store, record.id, {"school": place.school}, reason="sí era", by=by)
    (found,) = attachment.of(store, record.id)
    assert (found.bucket, found.answers["school"]) == (f"s:{place.school}", place.school)
