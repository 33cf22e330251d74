"""What the store finds a record by. Pure, and the same on a device and at the centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldkit.domain.names import fold

LONGEST = 400
"""Letters of a fact that something is found by. Twice what a form takes; PostgreSQL's indexes end at 2,700
bytes."""

if TYPE_CHECKING:
    from fieldkit.forms.form import Form


class Columns(NamedTuple):
    """The findable facts of a document; None where it has none.

    key: natural key, for matching. alike: what likely duplicates share. words: folded words to search by.
    """

    form: str
    subject: str | None
    date: str | None
    state: str
    key: str | None
    alike: str | None
    words: str | None


def columns(kind: str, doc: Mapping[str, Any]) -> Columns:
    """The columns of a document. Never refuses one: a fact that is not there, or odd, is None."""
    answers: Mapping[str, Any] = doc["answers"]
    find = _FINDERS.get(kind)
    subject, key, alike, words = find(answers) if find else _entry(doc, answers)
    day = text(answers.get("date"))
    return Columns(str(doc["form"]), subject, day, str(doc["state"]), key, alike, words)


def school(doc: Mapping[str, Any]) -> str | None:
    """The school a document names."""
    return text(doc["answers"].get("school"))


def planter(doc: Mapping[str, Any]) -> str | None:
    """Who plants an exercise by this tutoring: they are found by it from other schools."""
    answers = doc["answers"]
    return text(answers.get("U02")) if doc.get("form") == "TUT" and answers.get("seed") == "si" else None


_Found = tuple[str | None, str | None, str | None, str | None]


def school_key(cct: str, shift: str) -> str:
    """One CCT may serve two shifts; each is a school of its own."""
    return f"{cct}|{shift}"


def exercise_key(code: str, version: str) -> str:
    """A new wording of an exercise is a record of its own."""
    return f"{code}|{version}"


def person_alike(name: str, birth_date: str) -> str:
    """Persons of the same name, whatever its accents, born the same day."""
    return f"{fold(name)}|{birth_date}"


def _school(answers: Mapping[str, Any]) -> _Found:
    cct = text(answers.get("cct"))
    key = school_key(cct, text(answers.get("shift")) or "") if cct else None
    return None, key, None, _words(answers, "cct", "name", "community")


def _person(answers: Mapping[str, Any]) -> _Found:
    words = _words(answers, "first_names", "surname", "second_surname")
    born = text(answers.get("birth_date"))
    alike = f"{words}|{born}" if words and born else None
    return None, text(answers.get("curp")) or alike, alike, words


def _membership(answers: Mapping[str, Any]) -> _Found:
    key = joined([answers.get(code) for code in ("person", "school", "role")])
    return text(answers.get("person")), key, None, None


def _kinship(answers: Mapping[str, Any]) -> _Found:
    key = joined([answers.get("person"), answers.get("student")])
    return text(answers.get("student")), key, None, None


def _advisor(answers: Mapping[str, Any]) -> _Found:
    return None, None, None, _words(answers, "name")


def _exercise(answers: Mapping[str, Any]) -> _Found:
    code, version = text(answers.get("code")), text(answers.get("version"))
    key = exercise_key(code, version or "") if code else None
    return None, key, None, _words(answers, "code", "title")


def _entry(doc: Mapping[str, Any], answers: Mapping[str, Any]) -> _Found:
    form = str(doc["form"])
    subject, codes = _known_by(form)
    parts = [doc.get(code) if code == "author" else answers.get(code) or word for code, word in codes]
    key = joined([form, *parts]) if codes else None
    return text(answers.get(subject)), key, None, None


@cache
def _known_by(form: str) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    """The item that says whom a form is about, and those that identify one of its sheets, each with what
    it says where it is not answered.

    Nothing for a form this program does not know, a newer one that the centre brought: it is kept as it is.
    """
    from fieldkit.forms.form import known  # only what touches entries needs the forms

    found = known(form)
    return found.subject, tuple((code, unsaid(found, code)) for code in found.key)


def unsaid(form: Form, code: str) -> str | None:
    """What an item that identifies a sheet says where it is not answered: its default, where that is a word.

    A visit whose level nobody wrote down is the advisor's own, and not one of which nothing is known.
    """
    item = form.items.get(code)
    word = item.default.strip("'") if item else ""
    return word if item and item.default == f"'{word}'" else None


_FINDERS = {
    "school": _school,
    "person": _person,
    "membership": _membership,
    "kinship": _kinship,
    "advisor": _advisor,
    "exercise": _exercise,
}


def text(value: object) -> str | None:
    """A fact to find something by, if it is one."""
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST else None


def joined(parts: Sequence[object]) -> str | None:
    """What identifies it, in order; None when one of them is missing: it then matches nothing."""
    return None if None in parts or "" in parts or [] in parts else "|".join(map(str, parts))


def _words(answers: Mapping[str, Any], *codes: str) -> str | None:
    parts = (text(answers.get(code)) for code in codes)
    return fold(" ".join(part for part in parts if part)) or None
