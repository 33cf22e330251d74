"""What must be true of a notebook after a command was killed in it. Each raises SystemExit when it is not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from fieldkit.reports import frozen

PHOTO, REPORT = "ADJ", "INM"


def sound(store: sqlite3.Connection) -> None:
    """The file is whole, and every record is what the last line of its journal says."""
    insist(store.execute("PRAGMA quick_check").fetchone()[0] == "ok", "the store is damaged")
    newest = dict(store.execute("SELECT record, id FROM change ORDER BY n"))
    shown = dict(store.execute("SELECT id, rev FROM present"))
    apart = {record for record in newest.keys() | shown.keys() if newest.get(record) != shown.get(record)}
    insist(not apart, f"journal and records disagree about {sorted(apart)[:5]}")


def once(store: sqlite3.Connection, said: dict[str, str], tried: set[str]) -> None:
    """What was said to be saved is there, nothing is there twice, and no draft is left of what is saved.

    said: mark by the id of its record. tried: all marks; each is a word that is nowhere else.
    """
    saved = list(store.execute("SELECT id, doc FROM present"))
    drafts = [str(answers) for (answers,) in store.execute("SELECT answers FROM draft")]
    found = Counter(mark for _, doc in saved for mark in marks(doc))
    doubled = sorted(mark for mark in tried if found[mark] > 1)
    insist(not doubled, f"doubled: {doubled[:5]}")
    docs = dict(saved)
    lost = [mark for record, mark in said.items() if mark not in docs.get(record, "")]
    insist(not lost, f"said to be saved and not there: {lost[:5]}")
    left = {mark for draft in drafts for mark in marks(draft)} & found.keys()
    insist(not left, f"saved, and a draft of it is left: {sorted(left)[:5]}")


def marks(text: str) -> set[str]:
    """The marks in a document: `marca-7-plan` and the like."""
    return {word.strip('"') for word in text.replace('"', " ").split() if word.startswith("marca-")}


def photos(home: Path, store: sqlite3.Connection, words: list[str]) -> None:
    """Each photo has its note and each note its photo. words: the notes as `attachment list` tells them."""
    notes = [json.loads(doc)["answers"]["file"] for (doc,) in _docs(store, PHOTO)]
    here = {file.name: file for file in (home / "attachments").glob("*.jpg")}
    insist(set(notes) == set(here), f"notes without a photo {sorted(set(notes) - set(here))[:3]}, "
           f"photos without a note {sorted(set(here) - set(notes))[:3]}")  # fmt: skip
    broken = [
        name for name, file in here.items() if hashlib.sha256(file.read_bytes()).hexdigest() != name[:-4]
    ]
    insist(not broken, f"half a photo: {broken}")
    insist(sorted(words) == sorted(notes), "another list of photos than of notes")


def reports(store: sqlite3.Connection) -> None:
    """Each report that is frozen is what its digest says, and each edition has one line of the journal."""
    for (doc,) in _docs(store, REPORT):
        answers = json.loads(doc)["answers"]
        insist(frozen.intact(answers), f"frozen without its digest: {answers.get('month')}")
    lines: dict[str, list[int]] = {}
    for record, line in store.execute("SELECT record, line FROM change WHERE kind = 'entry' ORDER BY n"):
        doc = json.loads(line)["doc"]
        if doc["form"] == REPORT:
            lines.setdefault(record, []).append(doc["answers"]["edition"])
    odd = {record: seen for record, seen in lines.items() if seen != list(range(1, len(seen) + 1))}
    insist(not odd, f"editions out of order: {odd}")


def _docs(store: sqlite3.Connection, form: str) -> list[Any]:
    return store.execute(
        "SELECT doc FROM present WHERE form = ? AND json_extract(doc, '$.state') <> 'withdrawn'", (form,)
    ).fetchall()


def insist(holds: bool, why: str) -> None:
    """End the campaign when something does not hold."""
    if not holds:
        raise SystemExit(why)
