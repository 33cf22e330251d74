"""Photos and copies that belong to records: attached with the consent they need, found again, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fieldkit.actions import correction, entry, lookup
from fieldkit.domain import story
from fieldkit.domain.entry import Entry
from fieldkit.domain.person import STUDENT, Kinship, Membership, Person
from fieldkit.domain.record import WITHDRAWN, Record
from fieldkit.domain.register import ROLE
from fieldkit.errors import Invalid, NotFound, Problem, Unreadable, Untimely
from fieldkit.forms.form import Form, load
from fieldkit.store import attachments, photo
from fieldkit.store.store import Store

FORM = "ADJ"
CONSENT = ("consent_by", "consent_how")


def attach(
    store: Store,
    file: Path,
    to: str,
    *,
    item: str | None = None,
    consent: Mapping[str, Any],
    by: str,
    today: date,
) -> Entry:
    """Keep a photo or copy with a record: the file first, then the fact that refers to it.

    to: the record somebody means. item: the question it answers; the only one that takes a photo when nothing
    is said. consent: consent_by, consent_how, consent_date. The same photo on the same record is the one that
    is there. Raises Unreadable, NotFound, Ambiguous, Untimely, Invalid (without the consent it needs).
    """
    record = lookup.anything(store, to)
    if record.state == WITHDRAWN:
        raise Untimely(why="withdrawn", record=record.id)
    place = _place(load(record.form), record, item)
    agreed = _allowed(record, consent, today)
    kept = photo.reduced(file)
    name = attachments.name(kept)
    attached = {"item": place, "file": name, "size": len(kept.content), **agreed}
    settle(store)
    try:
        with store.transaction():  # two at once would both find that it is not there
            before = next((one for one in of(store, record.id) if one.answers.get("file") == name), None)
            attachments.lay(store.home, kept)
            return before or _save(store, record, attached, by, today)
    finally:
        settle(store)


def settle(store: Store) -> None:
    """End the doubt about each file that a save, or a power cut, left in it: it is here when a note that
    stands refers to it, and goes when none does. One of which the journal alone knows went to somebody
    else's care with its school, and is kept.
    """
    if not attachments.doubtful(store.home):
        return
    with store.transaction():  # what another command has in doubt is not ours to settle
        notes = list(store.find(Entry, form=FORM, withdrawn=True))
        for name in attachments.doubtful(store.home):
            mine = [one for one in notes if one.answers.get("file") == name]
            standing = any(one.state != WITHDRAWN for one in mine)
            if standing or (not mine and attachments.told_of(store.connection, name)):
                attachments.keep(store.home, name)
            else:
                attachments.drop(store.home, name)


def _save(store: Store, record: Record, attached: Mapping[str, Any], by: str, today: date) -> Entry:
    """The fact that refers to the file, and the answer of the question it belongs to. Raises Invalid, and
    keeps no draft: what was typed is in the command."""
    school = record.bucket[2:] if record.bucket.startswith("s:") else None
    facts = {"school": school, "date": today.isoformat(), "of": record.id, **attached}
    answers = {code: value for code, value in facts.items() if value is not None}
    reviewed = entry.review(store, FORM, answers, today=today)
    if not reviewed.complete:
        raise Invalid(reviewed.problems)
    saved = entry.finish(store, FORM, answers, by=by, today=today, reviewed=reviewed)
    if attached["item"]:
        changed = {attached["item"]: attached["file"]}
        correction.correct(store, record.id, changed, reason=str(attached["file"]), by=by)
    return saved


def of(store: Store, record: str | None = None, school: str | None = None) -> Iterator[Entry]:
    """What is attached to a record (an id), or at a school, or anywhere."""
    return store.find(Entry, form=FORM, subject=record, school=school)


def alone(store: Store) -> tuple[list[Path], list[Path]]:
    """The files here to which no note that stands refers: those that no note names at all, whose school went
    to somebody else's care; then those whose note was taken back, here or on another device.

    They are never deleted unasked, for there is no other copy.
    """
    settle(store)
    notes = list(store.find(Entry, form=FORM, withdrawn=True))
    named = {one.answers.get("file") for one in notes}
    standing = {one.answers.get("file") for one in notes if one.state != WITHDRAWN}
    left = sorted(file for file in attachments.here(store.home) if file.name not in standing)
    return [one for one in left if one.name not in named], [one for one in left if one.name in named]


def file(store: Store, attached: Entry) -> Path:
    """Where its file is on this device. Raises Unreadable when it stayed on another one."""
    settle(store)
    found = attachments.path(store.home, str(attached.answers.get("file", "")))
    if not found.is_file():
        raise Unreadable(file=found.name, why="not_here")
    return found


def one(store: Store, text: str) -> Entry:
    """The attachment somebody means, by its id. Raises NotFound, Ambiguous."""
    found = lookup.record(store, text)
    if not isinstance(found, Entry) or found.form != FORM:
        raise NotFound(kind="attachment", text=text)
    return found


def remove(store: Store, text: str, *, reason: str, by: str) -> tuple[Entry, bool]:
    """Take an attachment back. Its file goes when no other record refers to it. Returns it, and whether so.

    Raises NotFound, Untimely, Invalid without a reason.
    """
    attached = one(store, text)
    name = str(attached.answers.get("file"))
    record = store.any(str(attached.answers.get("of")))
    place = attached.answers.get("item")
    try:
        with store.transaction():
            correction.withdraw(store, attached.id, reason=reason, by=by)
            if record and place and record.state != WITHDRAWN and record.answers.get(place) == name:
                correction.correct(store, record.id, {place: None}, reason=reason, by=by)
            gone = not any(other.answers.get("file") == name for other in of(store))
            if gone:
                attachments.doubt(store.home, name)
    finally:
        settle(store)
    return attached, gone


def is_story(store: Store, attached: Entry) -> bool:
    """Whether it belongs to a story, which leaves the notebook only when asked for."""
    record = store.any(str(attached.answers.get("of")))
    return record is None or record.form == story.FORM


def _place(form: Form, record: Record, item: str | None) -> str | None:
    """The question a photo answers; None for one that only belongs to the record. Raises NotFound."""
    photos = [code for code, one in form.items.items() if one.type == "photo" and not one.repeat]
    if item is None:
        free = [code for code in photos if code not in record.answers]
        return free[0] if len(free) == 1 else None
    if item not in photos:
        raise NotFound(kind="photo_item", text=item, known=", ".join(photos) or "–", form=form.code)
    return item


def _allowed(record: Record, consent: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The consent as it is written down. Raises Invalid where a photo needs one and it was not said."""
    given = {code: value for code, value in consent.items() if value is not None}
    children = _about_children(record)
    lacking = [code for code in CONSENT if children and not given.get(code)]
    if lacking:
        labels = load(FORM).items
        raise Invalid(
            [Problem(code, "photo_consent", {"label": dict(labels[code].labels)}) for code in lacking]
        )
    if given:
        given.setdefault("consent_date", today.isoformat())
    return {**given, "children": "si" if children else "no"}


def _about_children(record: Record) -> bool:
    """Whether a photo of it shows a child, or is of a story: its own record, or a sheet that names one."""
    if isinstance(record, (Person, Membership, Kinship)):
        return ROLE.get(record.form) == STUDENT
    return record.form == story.FORM or _names_a_child(load(record.form), record.answers)


def _names_a_child(form: Form, answers: Mapping[str, Any]) -> bool:
    for item in form.items.values():
        if item.to not in (STUDENT, "person"):
            continue
        rows = answers.get(item.repeat) if item.repeat else [answers]
        if any(row.get(item.code) for row in rows or () if isinstance(row, Mapping)):
            return True
    return False
