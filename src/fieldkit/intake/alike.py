"""Whether two sheets may be of the same person, by what they say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit.domain.names import fold
from fieldkit.store.index import person_alike

NAME = ("first_names", "surname", "second_surname")


def name_words(answers: Mapping[str, Any]) -> str:
    """The whole name, folded; empty without one."""
    parts = (answers.get(code) for code in NAME)
    return fold(" ".join(str(part) for part in parts if part))


def name_agrees(here: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """One name, or one corrected: of those born the same day, with the same first names or surname."""
    if name_words(here) == name_words(there):
        return True
    if not here.get("birth_date") or here["birth_date"] != there.get("birth_date"):
        return False
    parts = [(fold(str(here.get(code) or "")), fold(str(there.get(code) or ""))) for code in NAME[:2]]
    return any(one and one == other for one, other in parts)


def alike_key(answers: Mapping[str, Any]) -> str:
    """Name and birth date as the notebook finds them; empty when either is missing."""
    born, called = answers.get("birth_date"), name_words(answers)
    return person_alike(called, born) if called and isinstance(born, str) else ""


def one_unborn(here: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Whether one of two sheets has no birth date to tell them apart."""
    return not (isinstance(here.get("birth_date"), str) and isinstance(there.get("birth_date"), str))


def no_other_curp(here: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Whether two sheets do not tell two CURPs."""
    return not here.get("curp") or not there.get("curp") or here["curp"] == there["curp"]
