"""A flat register sheet of a person taken apart into its records, and put together again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit.domain.person import RELATIVE, STUDENT, TEACHER

ROLE = {"REG-A": STUDENT, "REG-D": TEACHER, "REG-F": RELATIVE}
"""The role that each register form gives."""

PERSON, MEMBERSHIP, KINSHIP = "person", "membership", "kinship"
LINKS = ("person", "role")
"""What a membership holds that its sheet does not ask: whose it is, and as what."""


def split(
    form: str, answers: Mapping[str, Any], parts: Mapping[str, str | None]
) -> dict[str, dict[str, Any]]:
    """The answers of each record a register sheet makes: `person`, `membership` and, for family, `kinship`.

    form: a key of `ROLE`. parts: which part each item belongs to; what belongs to none, as an answer that
    this version does not know, stays with the person. The membership gets its `role`; whose they are
    (`person`) is put in by who saves them, when the person has an id.
    """
    sheets: dict[str, dict[str, Any]] = {PERSON: {}, MEMBERSHIP: {"role": ROLE[form]}}
    for code, value in answers.items():
        sheets.setdefault(parts.get(code) or PERSON, {})[code] = value
    return sheets


def join(
    person: Mapping[str, Any], membership: Mapping[str, Any], kinship: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The flat sheet again, as the form asks it: `split` undone, without the links between the records."""
    links = {**membership, **(kinship or {})}
    return {**person, **{code: value for code, value in links.items() if code not in LINKS}}
