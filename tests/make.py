"""Edits with sensible answers, for tests: say only what the test is about, `make.person(school, sex="H")`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fieldkit.domain.change import Edit
from fieldkit.store.store import Store

NOTICE = {
    "notice_version": "2025-1",
    "notice_date": "2025-09-01",
    "notice_to": "Su mamá",
    "notice_how": "leido",
}


def doc(form: str, answers: dict[str, Any], state: str = "finished", **more: Any) -> dict[str, Any]:
    """A document in the shape that every record has."""
    return {"form": form, "version": 1, "state": state, "answers": answers, **more}


def school(**answers: Any) -> Edit:
    """A community primary school in the Montaña of Guerrero."""
    known = {
        "cct": "12KPR0001Z",
        "name": "Primaria comunitaria La Ciénega",
        "level": "primaria",
        "modality": "comunitaria",
        "shift": "matutino",
        "cvegeo": "120040001",
        "community": "La Ciénega",
    }
    return Edit(kind="school", bucket="s:{record}", doc=doc("REG-E", {**known, **answers}))


def person(school: str, form: str = "REG-A", **answers: Any) -> Edit:
    """A person known at a school (its id), with the privacy notice given."""
    known = {
        "first_names": "Itzel",
        "surname": "Sánchez",
        "second_surname": "Peña",
        "birth_date": "2016-03-14",
        "sex": "M",
        "no_curp_reason": "no_tiene",
    }
    return Edit(kind="person", bucket=f"s:{school}", doc=doc(form, {**known, **NOTICE, **answers}))


def membership(school: str, person: str, role: str = "student", **answers: Any) -> Edit:
    """What a person (an id) is at a school (an id)."""
    form = {"student": "REG-A", "teacher": "REG-D", "relative": "REG-F"}[role]
    known = {"person": person, "school": school, "role": role, "since": "2025-09-01"}
    if role == "student":
        known |= {"grade": "3", "group": "A"}
    return Edit(kind="membership", bucket=f"s:{school}", doc=doc(form, {**known, **answers}))


def sheet(school: str, date: str = "2025-10-06", **answers: Any) -> Edit:
    """A monitoring sheet of one visit to a school (an id). Enough to be stored, not to be finished."""
    head = {"school": school, "date": date}
    return Edit(kind="entry", bucket=f"s:{school}", doc=doc("FS", {**head, **answers}))


def strategy(home: Path, school: str, **answers: Any) -> str:
    """A strategy of a school (an id) in a notebook; gives its id."""
    store = Store.open(home)
    said = {"school": school, "date": "2025-09-01", "ciclo": "2025-2026", **answers}
    edit = Edit("entry", f"s:{school}", doc("EI", said))
    found = store.save([edit], by=str(store.meta("advisor")))[0].record
    store.close()
    return found
