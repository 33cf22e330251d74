"""Whether a change holds: its form is known, its answers pass the same check as on the device. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from fieldkit.domain.change import Change
from fieldkit.domain.kinds import KINDS
from fieldkit.domain.merge import Present
from fieldkit.domain.record import CORRECTED, FINISHED, WITHDRAWN
from fieldkit.domain.scope import Scope, Site
from fieldkit.errors import BadForm, NotFound, Problem
from fieldkit.forms.check import check
from fieldkit.forms.form import Form, load
from fieldkit.store.centre_merge import PARTS


class Opinion(NamedTuple):
    """Why a change cannot take effect. outcome: `held` (kept, judged again later) or `rejected`."""

    outcome: str
    detail: dict[str, Any]


def opinion(change: Change, today: date) -> Opinion | None:
    """What is to be said against a change, from itself alone; None when nothing is."""
    if change.kind not in KINDS:
        return Opinion("held", {"why": "newer_kind"})
    try:
        form = load(str(change.doc.get("form")))
    except (NotFound, BadForm):
        return Opinion("held", {"why": "newer_form"})
    version, state = change.doc.get("version"), change.doc.get("state")
    if type(version) is not int or version < 1:
        return _rejected(Problem("version", "not_a_number"))
    if version > form.version:
        return Opinion("held", {"why": "newer_form"})
    if form.kind not in (change.kind, "person" if change.kind in PARTS else ""):
        return _rejected(Problem("kind", "not_known_here"))
    if change.kind == "school" and change.bucket != f"s:{change.record}":
        return _rejected(Problem("bucket", "not_known_here"))  # its key would open another school's bucket
    if state not in (FINISHED, CORRECTED, WITHDRAWN):
        return _rejected(Problem("state", "not_known_here"))
    if state != FINISHED and not change.doc.get("reason"):
        return _rejected(Problem("reason", "required"))
    # What is withdrawn need not hold; an older form is not ours to check by the questions of a newer one.
    return _checked(change, form, today) if state != WITHDRAWN and version == form.version else None


def allowed(change: Change, scope: Scope, bucket: str, site: Site | None) -> bool:
    """Whether the advisor may write this into this bucket. site: its school, when the centre has it."""
    if site is not None:
        return scope.fills(site)
    founding = change.kind == "school" and bucket == f"s:{change.record}"
    return scope.owns(bucket) or (founding and scope.founds(_key(change.doc)))


def opens(before: Present, after: Present) -> bool:
    """Whether a change lets other people read a record: it goes to another bucket, or a school gets another
    key. That takes more than to write in it, which they may still do who once had the school."""
    rekeyed = after.kind == "school" and _key(before.doc) != _key(after.doc)
    return before.bucket != after.bucket or rekeyed


def reads(scope: Scope, bucket: str, site: Site | None) -> bool:
    """Whether the advisor reads this bucket now. site: its school."""
    return scope.sees(site) if site is not None else scope.owns(bucket)


def _key(school: Mapping[str, Any]) -> str:
    return str(school["answers"].get("cct", ""))


def _checked(change: Change, form: Form, today: date) -> Opinion | None:
    part = change.kind if change.kind in PARTS else None
    errors = check(form, change.doc["answers"], today=day_of(change, today), part=part).errors
    return _rejected(*errors) if errors else None


def day_of(change: Change, today: date) -> date:
    """The day by which a change is judged: that on which it was written, when this is later than ours, for
    its author's check was too."""
    with suppress(ValueError):
        return max(today, date.fromisoformat(change.at[:10]))
    return today


def _rejected(*problems: Problem) -> Opinion:
    listed = [{"field": one.field, "code": one.code, "facts": dict(one.facts)} for one in problems]
    return Opinion("rejected", {"problems": listed})
