"""What two people's work on one sheet comes to by its form: computed anew, and told where it does not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from fieldkit.domain.merge import Doc, Merged
from fieldkit.domain.record import WITHDRAWN
from fieldkit.errors import Problem
from fieldkit.forms.check import Checked, check
from fieldkit.forms.form import Form, load

PARTS = ("person", "membership", "kinship")
"""Kinds of record that share one form: each is one part of it."""

_ANSWERS = "answers."
_SEAL = "answers.digest"
"""What a frozen report is sealed with: of two editions one stands whole, for half of each is neither."""


def fitting(merged: Merged, theirs: Doc, kind: str, today: date) -> Merged:
    """A merge as its form has it. theirs: the document at the centre.

    Totals, levels and the like are computed from all answers, and are nobody's to decide. Where an answer of
    the author's and one of the centre's each hold, but not together, or one says that the other does not
    apply, the centre's stands and the other is a clash. What is withdrawn need not hold, and an older form is
    not ours to judge by a newer one.
    """
    doc, form = merged.doc, load(str(merged.doc.get("form")))
    if doc.get("state") == WITHDRAWN or doc.get("version") != form.version:
        return merged
    part = kind if kind in PARTS else None
    answers, apart = doc["answers"], set[str]()
    checked = check(form, answers, today=today, part=part)
    if _SEAL in merged.clashes:
        apart = _taken(form, checked, answers, theirs["answers"])
        answers = _put_back(answers, theirs["answers"], apart)
        checked = check(form, answers, today=today, part=part)
    for back in (_told_of, _taken):
        if _against(checked):
            gone = back(form, checked, answers, theirs["answers"])
            apart |= gone
            answers = _put_back(answers, theirs["answers"], gone)
            checked = check(form, answers, today=today, part=part)
    if _against(checked):  # the centre's did not hold before this either
        return merged
    computed = _computed(form)
    clashes = {one for one in merged.clashes if one.removeprefix(_ANSWERS) not in computed}
    clashes |= {_ANSWERS + code for code in apart}
    return Merged({**doc, "answers": _put_back(answers, checked.answers, computed)}, sorted(clashes))


def _computed(form: Form) -> set[str]:
    """What nobody answers: it follows from the answers."""
    return {item.code for item in form.items.values() if item.type == "calculate" and not item.repeat}


def _against(checked: Checked) -> list[Problem]:
    """What is wrong with the answers together: also one where the others say that it does not apply."""
    return [one for one in checked.problems if one.level == "error" or one.code == "not_relevant"]


def _taken(form: Form, _: Checked, answers: Mapping[str, Any], theirs: Mapping[str, Any]) -> set[str]:
    """The answers that are the author's and not the centre's."""
    codes = answers.keys() | theirs.keys()
    return {code for code in codes if answers.get(code) != theirs.get(code)} - _computed(form)


def _told_of(form: Form, checked: Checked, answers: Mapping[str, Any], theirs: Mapping[str, Any]) -> set[str]:
    """Those of them against which something is to be said."""
    told = {one.field.partition("[")[0].partition(".")[0] for one in _against(checked)}
    return _taken(form, checked, answers, theirs) & told


def _put_back(
    answers: Mapping[str, Any], source: Mapping[str, Any], codes: Collection[str]
) -> dict[str, Any]:
    """The answers with these as another document has them, or does not have them."""
    kept = {code: value for code, value in answers.items() if code not in codes}
    return kept | {code: source[code] for code in codes if code in source}
