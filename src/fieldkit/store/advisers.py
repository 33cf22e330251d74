"""The names of advisers in sheets of tutoring.

Their register stays with whoever keeps it, and there is no list of all of them: so a sheet that names one
says what they are called, and whoever reads the sheet knows it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from fieldkit.domain.advisor import Advisor
from fieldkit.domain.entry import Entry
from fieldkit.domain.names import fold
from fieldkit.domain.person import Person
from fieldkit.domain.tutored import FORMS
from fieldkit.forms.form import Form
from fieldkit.store.store import Store

NAMED = {f"{code}_name": code for code in ("U02", "U03", "person", "read_by", "evaluator")}
"""The item that has the name, and the item that has the adviser."""


def given(store: Store, form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """What the advisers of a sheet are called; "" where it names somebody else, for that may have changed."""
    named = Named(store)
    return {item: named.name(answers.get(code)) for item, code in NAMED.items() if item in form.items}


def renamed(store: Store, form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with the names of the advisers that they name now, and no other."""
    found = {**answers, **given(store, form, answers)}
    return {code: value for code, value in found.items() if value or code not in NAMED}


class Named:
    """The advisers that the sheets here name. Every sheet of tutoring is read for it, once, and only for
    somebody whom neither this notebook nor its registers know."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def name(self, id: object) -> str:
        """What an adviser is called: who works here, of the register, or named by a sheet here; else ""."""
        if id == self.store.meta("advisor"):
            return self.store.meta("name") or ""
        if not isinstance(id, str) or self.store.get(Person, id):
            return ""
        found = self.store.get(Advisor, id)
        return found.name if found else self._names.get(id, "")

    def called(self, text: str) -> list[str]:
        """The ids of the advisers of this name, or id, in the sheets that are here."""
        return [text] if text in self._names else self._ids.get(fold(text), [])

    @cached_property
    def _names(self) -> dict[str, str]:
        return of_sheets(_sheets(self.store))

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for id, name in self._names.items():
            ids.setdefault(fold(name), []).append(id)
        return ids


def of_sheets(sheets: Iterable[Entry]) -> dict[str, str]:
    """Id and name of each adviser that these sheets name."""
    pairs = ((sheet.answers, item, code) for sheet in sheets for item, code in NAMED.items())
    told = ((answers.get(code), answers.get(item)) for answers, item, code in pairs)
    return {str(id): str(name) for id, name in told if id and name}


def here(store: Store, school: str | None) -> dict[str, str]:
    """Id and name of those that the sheets of a school name, and of who works here."""
    return of_sheets(_sheets(store, school)) | {str(store.meta("advisor")): str(store.meta("name"))}


def _sheets(store: Store, school: str | None = None) -> Iterable[Entry]:
    return (sheet for form in FORMS for sheet in store.find(Entry, form=form, school=school))
