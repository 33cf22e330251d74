"""The step from a sheet to a record: everything checked at once, and a draft kept when it is not ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.actions.references import resolve
from fieldkit.domain.person import Person
from fieldkit.domain.record import CORRECTED, FINISHED, WITHDRAWN, Record, new_id
from fieldkit.errors import Invalid, Problem, Untimely
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form
from fieldkit.store.drafts import Draft
from fieldkit.store.store import Store


def review(
    store: Store, form: Form, answers: Mapping[str, Any], *, today: date, part: str | None = None
) -> Checked:
    """The answers as they would be saved, and all that is wrong with them, pointers to records included."""
    resolved, unfound = resolve(store, form, answers)
    checked = check(form, resolved, today=today, part=part)
    return Checked(checked.answers, (*unfound, *checked.problems))


def insist(
    store: Store, form: Form, answers: Mapping[str, Any], checked: Checked, draft: str | None = None
) -> dict[str, Any]:
    """The answers of a complete sheet. One that is not stays, as it was given, as a draft: raises Invalid.

    Where nothing was given there is nothing to keep.
    """
    if checked.complete:
        return checked.answers
    if not answers and draft is None:
        raise Invalid(checked.problems)
    kept = store.save_draft(Draft(form.code, dict(answers), id=draft or new_id()))
    raise Invalid(checked.problems, draft=kept.id)


def doc(form: Form, answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The document of a new record."""
    return {"form": form.code, "version": form.version, "state": FINISHED, **more, "answers": dict(answers)}


def corrected(record: Record, answers: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The document of a record with other answers. What this program does not know in it is kept."""
    return {**_changeable(record, reason), "state": CORRECTED, "reason": reason, "answers": dict(answers)}


WITH = "with"
"""What a document says of the person with whom its record was withdrawn, so that it comes back with them."""


def withdrawn(record: Record, reason: str, whose: str | None = None) -> dict[str, Any]:
    """The document of a record that no longer counts; its answers stay readable. whose: the person with whom
    it is withdrawn."""
    along = {WITH: whose} if whose else {}
    return {**_changeable(record, reason), "state": WITHDRAWN, "reason": reason, **along}


def _changeable(record: Record, reason: str) -> Mapping[str, Any]:
    if not reason.strip():
        raise Invalid([Problem("reason", "required", {"label": {"es": "Motivo", "en": "Reason"}})])
    insist_it_counts(record)
    return record.doc


def insist_it_counts(record: Record) -> None:
    """Raises Untimely for a record that was withdrawn; a person can be registered again as the same one."""
    if record.state == WITHDRAWN:
        why = "withdrawn_person" if isinstance(record, Person) else "withdrawn"
        raise Untimely(why=why, record=record.id)


def back(record: Record, answers: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The document of a person registered again, withdrawn or not until now; or of what came back with it."""
    kept = {key: value for key, value in record.doc.items() if key != WITH}
    return {**kept, "state": CORRECTED, "reason": reason, "answers": dict(answers)}
